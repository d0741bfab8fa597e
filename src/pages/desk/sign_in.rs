//! `/connexion` and the link in the letter: signing in, or up, with an e-mail.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;

use super::access::sign_in_address;
use crate::domain::account::{LINK_LIFE, Login, next_page};
use crate::domain::id::Secret;
use crate::domain::passphrase::PASSPHRASE_MIN;
use crate::error::PageError;
use crate::pages::error::set_status;
use crate::pages::reading::Reading;
use crate::pages::shown::{asked, parameter, shown};
use crate::store::{Account, Db, StoreError};
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
            <p class="lead">"Écrivez votre e-mail. Nous vous envoyons un lien pour entrer. Première fois ? C’est pareil : vous pourrez ensuite choisir un mot de passe."</p>
            <PostForm state>
                <input type="hidden" name="suite" value=next/>
                <Field name="email" label="Votre e-mail" kind="email" inputmode="email" autocomplete="username" required=true/>
                <p class="main-action"><button type="submit" class="button main">"Recevoir mon lien"</button></p>
            </PostForm>
            {use_context::<ByIdentity>().map(|_| view! {
                <p><a class="button quiet" href=by_identity>"S’identifier avec ProConnect"</a></p>
            })}
            <p><a class="button quiet" href=by_password>"Entrer avec un mot de passe"</a></p>
            <p>"Vous cherchez une offre pour vous ? "<a href="/">"C’est par ici, sans compte."</a></p>
        </div>
    }
}

/// Whom a link signs in.
struct Coming {
    email: String,
    /// Whether she has no account yet.
    is_new: bool,
    /// Whether she may choose a password by the way.
    may_choose: bool,
}

/// Whom a link signs in, while it serves.
async fn read_link(secret: String) -> Result<Option<Coming>, PageError> {
    let reading = Reading::current()?;
    let Some(secret) = Secret::parse(&secret) else { return Ok(None) };
    let Some(email) = reading.db.sign_in_link(&secret, reading.clock.now()).await? else { return Ok(None) };
    let is_new = account_of(&reading.db, &email).await?.is_none();
    Ok(Some(Coming { is_new, may_choose: may_choose(&reading.db, &email).await?, email }))
}

async fn account_of(db: &Db, email: &str) -> Result<Option<Account>, StoreError> {
    match Login::parse(email) {
        Ok(login) => db.account_of(&login).await,
        Err(_) => Ok(None),
    }
}

/// Whether whoever opens a link to this address may choose a password with it: she has none, and nothing else proves who
/// she is.
///
/// # Errors
/// Where the database fails.
pub async fn may_choose(db: &Db, email: &str) -> Result<bool, StoreError> {
    let account = account_of(db, email).await?;
    Ok(account.is_none_or(|account| account.password.is_none() && account.totp_secret.is_none()))
}

/// `/connexion/{secret}`: one more tap, so that programs that open links in mails do not use it up.
#[component]
pub fn SignInLinkPage() -> impl IntoView {
    let state = FormState::new();
    let read = read_link(parameter("secret"));
    view! {
        <Meta name="robots" content="noindex"/>
        {shown(async move { read.await.map(Some) }, move |coming| match coming {
            Some(coming) => view! { <Enter state coming/> }.into_any(),
            None => view! { <LinkEnded/> }.into_any(),
        })}
    }
}

#[component]
fn Enter(state: FormState, coming: Coming) -> impl IntoView {
    let Coming { email, is_new, may_choose } = coming;
    let open = is_new || state.is_refused();
    let username = email.clone();
    view! {
        <Title text="Entrer"/>
        <section class="message">
            <h1>"Bienvenue"</h1>
            <p>"Vous entrez avec l’adresse "<strong>{email}</strong>"."</p>
            <PostForm state>
                {may_choose.then(|| view! {
                    <details class="choose-password" open=open>
                        <summary>"Choisir un mot de passe"</summary>
                        // What keeps passwords in a browser wants to know whose it is.
                        <input type="email" autocomplete="username" value=username readonly hidden/>
                        <Field name="nouveau" label="Votre mot de passe"
                            hint=format!("{PASSPHRASE_MIN} caractères au moins : quatre mots à vous, par exemple. Sans mot de passe, vous recevez un lien à chaque fois.")
                            kind="password" autocomplete="new-password"/>
                    </details>
                })}
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
