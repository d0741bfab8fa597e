//! Somebody asks to join a structure; who decides is told.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;

use super::super::{App, PostError};
use super::{Signed, signed_in};
use crate::domain::field::Sentence;
use crate::domain::form::{Problems, Typed};
use crate::domain::letter::{self, Letter};
use crate::domain::membership::Role;
use crate::pages::desk::join::WORDS_MAX;
use crate::store::{Asker, Channel, Decision, NewMessage};

/// `POST /espace/nouvelle-structure/rejoindre/{found}`.
pub async fn ask(State(app): State<App>, Path(slug): Path<String>, request: Request<Body>) -> Response {
    signed_in(app, request, |app, typed, signed| claim(app, slug, typed, signed)).await
}

async fn claim(app: App, slug: String, typed: Typed, signed: Signed) -> Result<String, PostError> {
    if typed.get("geste") == "annuler" {
        return take_back(&app, &slug, &signed).await;
    }
    let words =
        Sentence::<WORDS_MAX>::parse(typed.get("mots")).map_err(|error| Problems::one("mots", error))?;
    let reading = &app.reading;
    let db = &reading.db;
    let found = db.joinable(&slug).await?.ok_or(PostError::NotFound)?;
    if db.workplace(signed.account.id, &slug).await?.is_some() {
        return Ok(format!("/espace/{slug}"));
    }
    let admins = db.admins(found.id).await?;
    let (deciders, end) = match admins.is_empty() {
        false => (admins, format!("/espace/{slug}/equipe")),
        true => (db.moderators().await?, "/moderation".to_owned()),
    };
    let now = reading.clock.now();
    let letter = letter::claimed(&found.content.name, &format!("{}{end}", reading.public_url));
    let key = format!("claimed-{}-{}-{}", found.id, signed.account.id, now.unix_timestamp());
    let letters = to_each(&deciders, &key, &letter);
    let words = words.as_ref().map(|words| words.as_str());
    db.claim((signed.account.id, &signed.account.email), found.id, words, &letters, now).await?;
    app.wake_courier();
    Ok("/espace?fait=demande".to_owned())
}

/// She asks no more; nothing where it was decided meanwhile.
async fn take_back(app: &App, slug: &str, signed: &Signed) -> Result<String, PostError> {
    let (who, now) = ((signed.account.id, signed.account.email.as_str()), app.reading.clock.now());
    match app.reading.db.withdraw_claim(who, slug, now).await? {
        true => Ok("/espace?fait=annulee".to_owned()),
        false => Err(PostError::Gone),
    }
}

/// The same letter to several addresses.
pub fn to_each(recipients: &[String], key: &str, letter: &Letter) -> Vec<NewMessage> {
    let message = |(at, recipient): (usize, &String)| mail(format!("{key}-{at}"), recipient, letter.clone());
    recipients.iter().enumerate().map(message).collect()
}

/// A letter on its way.
pub fn mail(key: String, recipient: &str, letter: Letter) -> NewMessage {
    let Letter { subject, body } = letter;
    NewMessage { key, channel: Channel::Email, recipient: recipient.to_owned(), subject, body }
}

/// What the form of who decides says.
pub fn decision(typed: &Typed) -> Result<Decision, Problems> {
    if typed.get("geste") == "accepter" {
        let role = Role::from_code(typed.get("role"));
        return role.map(Decision::Accept).ok_or_else(|| Problems::one("", "Choisissez un rôle."));
    }
    reason(typed).map(Decision::Refuse)
}

/// Why something is refused, as its form says it.
pub fn reason(typed: &Typed) -> Result<String, Problems> {
    let reason = Sentence::<300>::parse(typed.get("motif")).map_err(|error| Problems::one("", error))?;
    let reason = reason.ok_or_else(|| Problems::one("", "Écrivez pourquoi : la personne le lira."))?;
    Ok(reason.as_str().to_owned())
}

/// The letter to who asked: what was decided.
pub fn about_claim(app: &App, asker: &Asker, decision: &Decision) -> NewMessage {
    let reading = &app.reading;
    let (refused, end) = match decision {
        Decision::Accept(_) => (None, format!("/espace/{}", asker.slug)),
        Decision::Refuse(reason) => (Some(reason.as_str()), "/espace".to_owned()),
    };
    let letter = letter::claim_decided(&asker.content.name, refused, &format!("{}{end}", reading.public_url));
    let key = format!("claim-decided-{}", crate::store::digest(reading.chance.secret().expose()));
    mail(key, &asker.email, letter)
}
