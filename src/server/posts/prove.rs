//! Signing in with a password, and the second factor after it or after a link.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::response::Response;
use axum::routing::post;

use super::sign_in::{end_session, entered};
use super::{App, Done, PostError, Sender, handle};
use crate::domain::account::{Login, next_page};
use crate::domain::form::{Problems, Typed};
use crate::domain::letter;
use crate::domain::passphrase::Passphrase;
use crate::pages::desk::access::sign_in_address;
use crate::server::limits::{Limited, from_there};
use crate::server::passwords::is_common;
use crate::server::two_steps;
use crate::store::{Account, Channel, NewMessage, NewSession, digest};

/// The routes of what proves who one is.
pub fn routes() -> Router<App> {
    Router::new().route("/connexion/mot-de-passe", post(password)).route("/connexion/code", post(code))
}

/// `POST /connexion/mot-de-passe`.
async fn password(State(app): State<App>, request: Request<Body>) -> Response {
    handle(app, request, try_password).await
}

/// `POST /connexion/code`.
async fn code(State(app): State<App>, request: Request<Body>) -> Response {
    handle(app, request, try_code).await
}

/// One sentence, one status and one amount of work, whether the address has an account, a password, or neither.
async fn try_password(app: App, typed: Typed, sender: Sender) -> Result<Done, PostError> {
    let mut problems = Problems::default();
    let login = problems.keep("email", Login::parse(typed.get("email")));
    let tried = Passphrase::tried(typed.whole("mot_de_passe"));
    let tried = problems.keep("mot_de_passe", tried.ok_or("Écrivez votre mot de passe."));
    let (Some(login), Some(tried)) = (login, tried) else { return Err(problems.into()) };
    app.limit(Limited::Prove, sender.ip).await?;
    // A stranger who guesses elsewhere keeps nobody out.
    app.limit(Limited::Prove, from_there(login.as_str(), sender.ip).as_str()).await?;
    app.limit(Limited::ProveAnywhere, login.as_str()).await?;
    let reading = &app.reading;
    let account = reading.db.account_of(&login).await?;
    let kept = account.as_ref().and_then(|account| account.password.clone());
    let fits = app.passwords.check(tried, kept).await?;
    let Some(account) = account.filter(|_| fits) else {
        tracing::info!("a password was refused");
        let sentence =
            "Cet e-mail et ce mot de passe ne vont pas ensemble. Vous pouvez aussi recevoir un lien.";
        return Err(Problems::one("mot_de_passe", sentence).into());
    };
    let secret = reading.chance.secret();
    let session = NewSession { secret: &secret, agent: &sender.agent, by_password: true };
    let waits = account.totp_secret.is_some();
    reading.db.start_session(account.id, waits, &session, reading.clock.now()).await?;
    end_session(&app, &sender).await?;
    Ok(entered(&app, &secret, typed.get("suite"), waits))
}

async fn try_code(app: App, typed: Typed, sender: Sender) -> Result<Done, PostError> {
    let reading = &app.reading;
    let (db, now, next) = (&reading.db, reading.clock.now(), next_page(typed.get("suite")));
    let signed_out = || PostError::SignedOut(sign_in_address("/connexion", next));
    let cookie = sender.session.as_ref().ok_or_else(signed_out)?;
    let (session, account) = db.session(cookie, now).await?.ok_or_else(signed_out)?;
    if !session.waits {
        return Ok(next.to_owned().into());
    }
    app.limit(Limited::Code, account.email.as_str()).await?;
    if !prove(&app, &account, typed.get("code_unique")).await? {
        tracing::info!(account = %account.id, "a code of the second step was refused");
        let sentence = "Ce code ne va pas. Attendez le suivant sur votre application, puis recopiez-le.";
        return Err(Problems::one("code_unique", sentence).into());
    }
    let secret = reading.chance.secret();
    db.open_session(session.id, &secret, now).await?;
    Ok(entered(&app, &secret, next, false))
}

/// Whether a typed code is the second factor of an account, or one of its kept codes; it is used up.
pub async fn prove(app: &App, account: &Account, typed: &str) -> Result<bool, PostError> {
    let db = &app.reading.db;
    let Some(secret) = db.second_step_key(account)? else { return Ok(false) };
    if let Some(step) = two_steps::step_of(&secret, typed, app.reading.clock.now()) {
        return Ok(db.take_step(account.id, step).await?);
    }
    let Some(code) = two_steps::recovery(typed) else { return Ok(false) };
    for kept in db.recovery_codes(account.id).await? {
        if app.passwords.check(code.clone(), Some(kept.clone())).await? {
            return Ok(db.take_recovery_code(account.id, &kept).await?);
        }
    }
    // Sheets that were printed when a digest was kept of each code.
    Ok(db.take_recovery_code(account.id, &digest(format!("{} {}", account.id, code.expose()))).await?)
}

/// A new password, from the field `nouveau`; `own` is what others know of her.
pub async fn choose(app: &App, typed: &Typed, own: &[&str]) -> Result<Passphrase, Problems> {
    let chosen =
        Passphrase::choose(typed.whole("nouveau")).map_err(|error| Problems::one("nouveau", error))?;
    if is_common(&chosen, own) {
        let sentence = "On devine ce mot de passe trop vite. Ajoutez deux ou trois mots à vous.";
        return Err(Problems::one("nouveau", sentence));
    }
    if app.passwords.is_stolen(&chosen).await {
        let sentence = "Ce mot de passe a été volé sur un autre site : des inconnus l’essaieront. Choisissez-en un autre, et \
                        changez-le là où il vous sert déjà.";
        return Err(Problems::one("nouveau", sentence));
    }
    Ok(chosen)
}

/// The letter that tells an account of a change: where it was not she, she reads it.
pub fn told(app: &App, email: &str, what: &str) -> NewMessage {
    let letter = letter::account_changed(what, &format!("{}/espace/profil", app.reading.public_url));
    NewMessage {
        key: format!("account-{}", digest(app.reading.chance.secret().expose())),
        channel: Channel::Email,
        recipient: email.to_owned(),
        subject: letter.subject,
        body: letter.body,
    }
}
