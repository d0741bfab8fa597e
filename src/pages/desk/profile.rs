//! `/espace/profil`: what one is called, and where one is signed in.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Signed, own};
use crate::domain::clock::spoken_moment;
use crate::pages::shown::asked_value;
use crate::store::Session;
use crate::ui::form::{Act, Field, FormState, PostForm};

/// The page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let (state, done) = (FormState::new(), asked_value("fait"));
    own(
        async |signed: Signed| {
            Ok(Some(signed.reading.db.sessions_of(signed.account.id, signed.reading.clock.now()).await?))
        },
        move |signed, sessions| view! { <Profile signed sessions state done/> },
    )
}

#[component]
fn Profile(signed: Signed, sessions: Vec<Session>, state: FormState, done: String) -> impl IntoView {
    let done = match done.as_str() {
        "nom" => Some("Votre nom est enregistré."),
        "session" => Some("C’est fermé."),
        "mot-de-passe" => Some("Votre mot de passe est enregistré. Vos autres sessions sont fermées."),
        "sans-mot-de-passe" => Some("Votre mot de passe est retiré. Vous entrez par un lien."),
        "deux-etapes" => Some("L’entrée en deux étapes est active."),
        "une-etape" => Some("L’entrée en deux étapes est arrêtée."),
        _ => None,
    };
    let (several, fresh) = (sessions.len() > 1, signed.is_fresh());
    let own = signed.session.id;
    view! {
        <Title text="Mon profil"/>
        <h1>"Mon profil"</h1>
        {done.map(|done| view! { <p class="notice done" role="status">{done}</p> })}
        <p>"Votre adresse : "<strong>{signed.account.email.clone()}</strong></p>
        <PostForm state>
            <input type="hidden" name="geste" value="nom"/>
            <Field name="nom" label="Votre nom" hint="Votre équipe le lit." autocomplete="name" value=signed.account.name.clone()/>
            <p><button type="submit" class="button">"Enregistrer"</button></p>
        </PostForm>
        <section aria-labelledby="protection">
            <h2 id="protection">"Protection"</h2>
            <ul class="links">
                <li><a href="/espace/profil/mot-de-passe">
                    <span>"Mot de passe"<span class="departement">{if signed.account.password.is_some() { "Choisi" } else { "Aucun : vous entrez par un lien" }}</span></span>
                </a></li>
                <li><a href="/espace/profil/deux-etapes">
                    <span>"Entrée en deux étapes"<span class="departement">{if signed.account.totp_secret.is_some() { "Active" } else { "Arrêtée" }}</span></span>
                </a></li>
            </ul>
        </section>
        <section aria-labelledby="sessions">
            <h2 id="sessions">"Où votre espace est ouvert"</h2>
            <ul class="people">
                {sessions.into_iter().map(|one| {
                    let here = one.id == own;
                    view! {
                        <li>
                            <p class="people-who"><strong>{one.agent.clone()}</strong>{here.then(|| view! { <span class="badge open">"Ici"</span> })}</p>
                            <p class="small">{format!("Depuis {}. Dernière page : {}.", spoken_moment(one.created_at), spoken_moment(one.seen_at))}</p>
                            {(fresh && !here).then(|| view! {
                                <Act label="Fermer" about=one.agent.clone() class="button quiet"
                                    fields=vec![("geste", "fermer".to_owned()), ("session", one.id.to_string())]/>
                            })}
                        </li>
                    }
                }).collect_view()}
            </ul>
            {(several && !fresh).then(|| view! {
                <p>"Pour fermer les autres, sortez, puis entrez à nouveau : c’est la preuve que c’est vous."</p>
                <Act action="/deconnexion" label="Sortir" class="button quiet"/>
            })}
            {(several && fresh).then(|| view! {
                <Act label="Fermer toutes les autres" class="button danger" fields=vec![("geste", "fermer-autres".to_owned())]/>
            })}
        </section>
    }
}
