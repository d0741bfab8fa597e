//! Getting in and out: a link by mail, the button behind it, and the end of a session.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, Request};
use axum::response::Response;
use axum::routing::post;

use super::prove::{choose, told};
use super::{App, Done, PostError, Sender, handle};
use crate::domain::account::{Login, next_page};
use crate::domain::form::{Problems, Typed};
use crate::domain::id::Secret;
use crate::domain::letter;
use crate::domain::membership::Role;
use crate::pages::desk::access::{cookie_name, sign_in_address};
use crate::pages::desk::sign_in::may_choose;
use crate::server::limits::{Limited, from_there};
use crate::store::{Channel, NewMessage, NewSession, StoreError, digest};

/// The routes of signing in and out.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/connexion", post(ask_for_link))
        .route("/connexion/{secret}", post(follow_link))
        .route("/connexion/invitation/{secret}", post(accept_invitation))
        .route("/deconnexion", post(sign_out))
}

/// `POST /connexion`.
async fn ask_for_link(State(app): State<App>, request: Request<Body>) -> Response {
    handle(app, request, send_link).await
}

/// `POST /connexion/{secret}`.
async fn follow_link(State(app): State<App>, Path(secret): Path<String>, request: Request<Body>) -> Response {
    handle(app, request, |app, typed, sender| enter(app, secret, typed, sender)).await
}

/// `POST /connexion/invitation/{secret}`.
async fn accept_invitation(
    State(app): State<App>,
    Path(secret): Path<String>,
    request: Request<Body>,
) -> Response {
    handle(app, request, |app, _, sender| join(app, secret, sender)).await
}

/// `POST /deconnexion`. Words of an offer that the browser still held go too: computers are shared (ASVS 5.0, 14.3.1).
async fn sign_out(State(app): State<App>, request: Request<Body>) -> Response {
    let mut response = handle(app, request, |app, _, sender| async move {
        end_session(&app, &sender).await?;
        let location = "/connexion?sortie=1".to_owned();
        Ok(Done { location, cookie: cookie(&app, None) })
    })
    .await;
    if response.status().is_success() || response.status().is_redirection() {
        let held = HeaderValue::from_static("\"storage\"");
        response.headers_mut().insert(HeaderName::from_static("clear-site-data"), held);
    }
    response
}

/// The same letter and the same answer whether the address has an account or not: opening the link makes one.
async fn send_link(app: App, typed: Typed, sender: Sender) -> Result<String, PostError> {
    let login = Login::parse(typed.get("email")).map_err(|error| Problems::one("email", error))?;
    app.limit(Limited::SignIn, sender.ip).await?;
    // A stranger who asks for her links elsewhere keeps nobody out.
    app.limit(Limited::SignIn, from_there(login.as_str(), sender.ip).as_str()).await?;
    app.limit(Limited::SignInLetters, login.as_str()).await?;
    let reading = &app.reading;
    let secret = reading.chance.secret();
    let letter = letter::sign_in(&format!("{}/connexion/{}", reading.public_url, secret.expose()));
    let message = NewMessage {
        key: format!("sign-in-{}", digest(secret.expose())),
        channel: Channel::Email,
        recipient: login.as_str().to_owned(),
        subject: letter.subject,
        body: letter.body,
    };
    let next = next_page(typed.get("suite"));
    reading.db.add_sign_in_link(&secret, &login, next, &message, reading.clock.now()).await?;
    app.wake_courier();
    Ok("/connexion?envoye=1".to_owned())
}

/// Lets in who has the link; whoever has no password yet may choose one by the way.
async fn enter(app: App, secret: String, typed: Typed, sender: Sender) -> Result<Done, PostError> {
    let gone = || Problems::one("", "Ce lien a déjà servi, ou il est trop ancien. Demandez-en un autre.");
    let link = Secret::parse(&secret).ok_or_else(gone)?;
    app.limit(Limited::Prove, sender.ip).await?;
    let reading = &app.reading;
    let (db, now) = (&reading.db, reading.clock.now());
    let mut password = None;
    if typed.some("nouveau").is_some() {
        let email = db.sign_in_link(&link, now).await?.ok_or_else(gone)?;
        if may_choose(db, &email).await? {
            let chosen = choose(&app, &typed, &[&email]).await?;
            password = Some((app.passwords.hash(chosen, &reading.chance).await?, email));
        }
    }
    let secret = reading.chance.secret();
    let session = NewSession { secret: &secret, agent: &sender.agent, by_password: false };
    let Some((next, waits)) = db.redeem_link(&link, &session, now).await? else {
        return Err(gone().into());
    };
    if let Some((hash, email)) = password
        && let Some((session, account)) = db.session(&secret, now).await?
    {
        let letter = told(&app, &email, "Vous avez choisi un mot de passe.");
        db.set_password(account.id, Some(&hash), session.id, &letter, now).await?;
        app.wake_courier();
    }
    // The session of before ends: a login always has a secret of its own.
    end_session(&app, &sender).await?;
    Ok(entered(&app, &secret, &next, waits))
}

async fn join(app: App, secret: String, sender: Sender) -> Result<Done, PostError> {
    let gone = || {
        Problems::one("", "Cette invitation a déjà servi, ou elle est trop ancienne. Demandez-en une autre.")
    };
    let link = Secret::parse(&secret).ok_or_else(gone)?;
    app.limit(Limited::Prove, sender.ip).await?;
    let reading = &app.reading;
    let now = reading.clock.now();
    let invitation = reading.db.invitation(&link, now).await?.ok_or_else(gone)?;
    let secret = reading.chance.secret();
    let session = NewSession { secret: &secret, agent: &sender.agent, by_password: false };
    let waits = match reading.db.join(&invitation, &link, &session, now).await {
        Err(StoreError::Conflict) => return Err(gone().into()),
        joined => joined?,
    };
    end_session(&app, &sender).await?;
    let volunteer = Role::from_code(&invitation.role) == Some(Role::Volunteer);
    let next = if volunteer { "/accompagner".to_owned() } else { format!("/espace/{}", invitation.slug) };
    Ok(entered(&app, &secret, &next, waits))
}

/// The way on after a session has started.
pub fn entered(app: &App, secret: &Secret, next: &str, waits: bool) -> Done {
    let location = if waits { sign_in_address("/connexion/code", next) } else { next_page(next).to_owned() };
    Done { location, cookie: cookie(app, Some(secret)) }
}

/// Ends the session of a cookie, if there is one.
pub async fn end_session(app: &App, sender: &Sender) -> Result<(), PostError> {
    let reading = &app.reading;
    if let Some(cookie) = &sender.session
        && let Some((session, account)) = reading.db.session(cookie, reading.clock.now()).await?
    {
        reading.db.end_session(account.id, session.id).await?;
    }
    Ok(())
}

/// The cookie of a session, or the one that takes it away. It ends with the browser: computers are shared.
fn cookie(app: &App, secret: Option<&Secret>) -> Option<HeaderValue> {
    let url = &app.config.public_url;
    let (value, age) = secret.map_or(("", "; Max-Age=0"), |secret| (secret.expose(), ""));
    let secure = if url.is_https() { "; Secure" } else { "" };
    let name = cookie_name(url.origin());
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}")).ok()
}
