//! People who ask to join a structure, for its admins to decide.

use leptos::prelude::*;

use super::moderation::AskedBy;
use crate::domain::membership::Role;
use crate::store::Claim;

/// Those who wait, each with what can be decided.
#[component]
pub fn Claims(claims: Vec<Claim>) -> impl IntoView {
    view! {
        <section aria-labelledby="demandes" class="notice">
            <div>
                <h2 id="demandes">"Demandes pour rejoindre l’équipe"</h2>
                <ul class="people">{claims.into_iter().map(|one| view! { <One one/> }).collect_view()}</ul>
            </div>
        </section>
    }
}

#[component]
fn One(one: Claim) -> impl IntoView {
    let id = one.id.to_string();
    let (role, reason) = (format!("role-{id}"), format!("motif-{id}"));
    let (of_role, of_reason, about) = (role.clone(), reason.clone(), one.email.clone());
    view! {
        <li>
            <AskedBy one/>
            <form method="post" class="role">
                <input type="hidden" name="geste" value="accepter"/>
                <input type="hidden" name="demande" value=id.clone()/>
                <label for=of_role>"Rôle"</label>
                <select id=role name="role">
                    {Role::ALL.into_iter().map(|one| view! {
                        <option value=one.code() selected=one == Role::Publisher>{one.label()}</option>
                    }).collect_view()}
                </select>
                <button type="submit" class="button">"Accepter"<span class="unseen">{format!(" : {about}")}</span></button>
            </form>
            <details>
                <summary>"Refuser"<span class="unseen">{format!(" : {about}")}</span></summary>
                <form method="post" class="role">
                    <input type="hidden" name="geste" value="refuser"/>
                    <input type="hidden" name="demande" value=id/>
                    <label for=of_reason>"Pourquoi ? La personne le lira."</label>
                    <input id=reason name="motif" type="text" maxlength="300"/>
                    <button type="submit" class="button danger">"Refuser"</button>
                </form>
            </details>
        </li>
    }
}
