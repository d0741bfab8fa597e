//! What is hers to manage: her number, how she is told, her data, and that nothing is left.

use leptos::prelude::*;

use super::Followed;
use crate::domain::clock::spoken_date;
use crate::domain::referral::TellBy;
use crate::ui::form::{Act, Choice, Field, FormState, PostForm};

/// The settings of a request, folded away.
#[component]
pub fn Own(
    /// The request.
    followed: Followed,
    /// The state of the page's form.
    state: FormState,
) -> impl IntoView {
    let open = followed.state.is_open();
    let wrong = ["mobile", "par", "email"].iter().any(|name| state.about(name).is_some());
    let by = TellBy::from_code(&followed.told_by).unwrap_or(TellBy::Both);
    let ways = TellBy::ALL.into_iter().map(|one| (one.code(), one.label())).collect();
    let pause =
        if followed.quiet { ("non", "Me relancer de nouveau") } else { ("oui", "Ne plus me relancer") };
    view! {
        <details class="more own" open=wrong>
            <summary>"Mon numéro, mes messages, mes données"</summary>
            {open.then(|| view! {
                <section aria-labelledby="numero">
                    <h2 id="numero">"Mon numéro"</h2>
                    <p>{format!("Il finit par {}.", followed.last_four)}</p>
                    <PostForm state=state.clone()>
                        <input type="hidden" name="geste" value="numero"/>
                        <Field name="mobile" label="Mon nouveau mobile" hint="06 ou 07" kind="tel" inputmode="tel" required=true/>
                        <p><button type="submit" class="button quiet">"Changer mon numéro"</button></p>
                    </PostForm>
                    <h2>"Me prévenir"</h2>
                    <p>{format!("Aujourd’hui : {}.", by.label().to_lowercase().replace("sms", "SMS"))}</p>
                    <PostForm state=state.clone()>
                        <input type="hidden" name="geste" value="prevenir"/>
                        <Choice name="par" label="Comment vous prévenir ?" required=true options=ways/>
                        <Field
                            name="email" label="Mon e-mail" kind="email" inputmode="email" autocomplete="email"
                            value=followed.email.clone().unwrap_or_default()
                        />
                        <p><button type="submit" class="button quiet">"Enregistrer"</button></p>
                    </PostForm>
                    <Act label=pause.1 class="button quiet" fields=vec![("geste", "relances".to_owned()), ("pause", pause.0.to_owned())]/>
                </section>
            })}
            <section aria-labelledby="vue">
                <h2 id="vue">"Qui a vu ma demande"</h2>
                {if followed.seen.is_empty() {
                    view! { <p>"Personne encore."</p> }.into_any()
                } else {
                    let organisation = followed.organisation.clone();
                    let lines = followed.seen.iter().map(|(day, link)| {
                        let how = if *link { "par le lien de son message" } else { "dans son espace" };
                        view! { <li>{format!("{organisation}, {how}, le {}", spoken_date(*day))}</li> }
                    });
                    view! { <ul>{lines.collect_view()}</ul> }.into_any()
                }}
            </section>
            <section aria-labelledby="donnees">
                <h2 id="donnees">"Mes données"</h2>
                <p>"D’autres demandes ? "<a href="/suivi/code-perdu">"Recevez par SMS un lien qui les montre toutes"</a>"."</p>
                <p><a href=format!("/suivi/{}/mes-donnees.json", followed.secret)>"Prendre mes données"</a></p>
                <p><a class="button quiet" href="?effacer=1">"Tout effacer"</a></p>
            </section>
        </details>
    }
}

/// Does she take it back?
#[component]
pub fn Cancel(
    /// The end of the page's address.
    secret: String,
    /// The state of the page's form.
    state: FormState,
) -> impl IntoView {
    let here = format!("/suivi/{secret}");
    view! {
        <section class="state cancel" aria-labelledby="annuler">
            <h2 id="annuler">"Annuler votre demande ?"</h2>
            <p>"La structure ne la verra plus. On ne peut pas revenir en arrière."</p>
            <PostForm state action=here.clone()>
                <input type="hidden" name="geste" value="annuler"/>
                <div class="actions">
                    <button type="submit" class="button danger">"Oui, annuler"</button>
                    <a class="button quiet" href=here>"Non, la garder"</a>
                </div>
            </PostForm>
        </section>
    }
}

/// Is everything of hers erased?
#[component]
pub fn Erase(
    /// The end of the page's address.
    secret: String,
    /// How many other requests go with it.
    others: usize,
) -> impl IntoView {
    let here = format!("/suivi/{secret}");
    let what = match others {
        0 => "Votre demande, votre prénom, votre numéro et vos messages.".to_owned(),
        1 => "Vos 2 demandes, votre prénom, votre numéro et vos messages.".to_owned(),
        more => format!("Vos {} demandes, votre prénom, votre numéro et vos messages.", more + 1),
    };
    view! {
        <section class="state cancel" aria-labelledby="effacer">
            <h2 id="effacer">"Tout effacer ?"</h2>
            <p>{what}</p>
            <p>"La structure est prévenue que la demande est annulée. On ne peut pas revenir en arrière."</p>
            <div class="actions">
                <Act label="Oui, tout effacer" action=here.clone() class="button danger" fields=vec![("geste", "effacer".to_owned())]/>
                <a class="button quiet" href=here>"Non, garder"</a>
            </div>
        </section>
    }
}
