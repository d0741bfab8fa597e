//! `/connexion` and the link in the letter: signing in, or up, with an e-mail.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;

use super::access::sign_in_address;
use crate::domain::account::{LINK_LIFE, next_page};
use crate::domain::id::Secret;
use crate::error::PageError;
use crate::pages::error::set_status;
use crate::pages::reading::Reading;
use crate::pages::shown::{asked, parameter, shown};
use crate::ui::form::{Field, FormState, PostForm};
use crate::ui::message::MessagePage;

/// Where to go afterwards, as the address says it.
pub(super) fn next() -> String {
    let wanted = use_query_map().with_untracked(|query| query.get("suite")).unwrap_or_default();
    next_page(&wanted).to_owned()
}

/// Put into the context where an identity provider signs people in too.
#[derive(Debug, Clone, Copy)]
pub struct ByIdentity;

/// `/connexion`.
#[component]
pub fn SignInPage() -> impl IntoView {
    let state = FormState::new();
    let next = next();
    view! {
        <Meta name="robots" content="noindex"/>
        {if asked("envoye") {
            view! {
                <MessagePage
                    title="Regardez vos e-mails"
                    text=format!(
                        "Nous vous envoyons un lien pour entrer. Il vit {} minutes. Comptez une ou deux minutes, et regardez aussi dans les indésirables.",
                        LINK_LIFE.whole_minutes()
                    )
                >
                    <a class="button" href="/connexion">"Recevoir un autre lien"</a>
                </MessagePage>
            }.into_any()
        } else {
            view! { <SignIn state next left=asked("sortie")/> }.into_any()
        }}
    }
}

#[component]
fn SignIn(state: FormState, next: String, left: bool) -> impl IntoView {
    let by_password = sign_in_address("/connexion/mot-de-passe", &next);
    let by_identity = sign_in_address("/connexion/proconnect", &next);
    view! {
        <Title text="Espace structures"/>
        <div class="follow">
            {asked("refus").then(|| view! {
                <p class="notice closed" role="alert">"ProConnect ne vous a pas fait entrer. Essayez encore, ou recevez un lien."</p>
            })}
            {left.then(|| view! { <p class="notice done" role="status">"Vous avez quitté votre espace."</p> })}
            <h1>"Espace structures"</h1>
            <p class="lead">"Écrivez votre e-mail. Nous vous envoyons un lien pour entrer. Première fois ? C’est pareil."</p>
            <PostForm state>
                <input type="hidden" name="suite" value=next/>
                <Field name="email" label="Votre e-mail" kind="email" inputmode="email" autocomplete="username" required=true/>
                <p class="main-action"><button type="submit" class="button main">"Recevoir mon lien"</button></p>
            </PostForm>
            {use_context::<ByIdentity>().map(|_| view! {
                <p><a class="button quiet" href=by_identity>"S’identifier avec ProConnect"</a></p>
            })}
            <p><a href=by_password>"Entrer avec un mot de passe"</a></p>
            <p>"Vous cherchez une offre pour vous ? "<a href="/">"C’est par ici, sans compte."</a></p>
        </div>
    }
}

/// The address that a link signs in, while it serves.
async fn read_link(secret: String) -> Result<Option<String>, PageError> {
    let reading = Reading::current()?;
    let Some(secret) = Secret::parse(&secret) else { return Ok(None) };
    Ok(reading.db.sign_in_link(&secret, reading.clock.now()).await?)
}

/// `/connexion/{secret}`: one more tap, so that programs that open links in mails do not use it up.
#[component]
pub fn SignInLinkPage() -> impl IntoView {
    let state = FormState::new();
    let read = read_link(parameter("secret"));
    view! {
        <Meta name="robots" content="noindex"/>
        {shown(async move { read.await.map(Some) }, move |email| match email {
            Some(email) => view! { <Enter state email/> }.into_any(),
            None => view! { <LinkEnded/> }.into_any(),
        })}
    }
}

#[component]
fn Enter(state: FormState, email: String) -> impl IntoView {
    view! {
        <Title text="Entrer"/>
        <section class="message">
            <h1>"Bienvenue"</h1>
            <p>"Vous entrez avec l’adresse "<strong>{email}</strong>"."</p>
            <PostForm state>
                <p class="main-action"><button type="submit" class="button main">"Entrer"</button></p>
            </PostForm>
        </section>
    }
}

#[component]
fn LinkEnded() -> impl IntoView {
    set_status(404);
    view! {
        <MessagePage title="Ce lien ne marche plus" text="Il a déjà servi, ou il est trop ancien. Demandez-en un autre.">
            <a class="button" href="/connexion">"Recevoir un autre lien"</a>
        </MessagePage>
    }
}
