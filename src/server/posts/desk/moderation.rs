//! The moderator lets structures and their first admins in, or says why not.

mod report;

use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::super::{App, PostError};
use super::join::{about_claim, mail, reason};
use super::moderated;
use crate::domain::form::{Problems, Typed};
use crate::domain::letter;
use crate::domain::membership::Role;
use crate::store::{Account, Asker, Decision};

/// `POST /moderation`.
pub async fn decide(State(app): State<App>, request: Request<Body>) -> Response {
    moderated(app, request, act).await
}

async fn act(app: App, typed: Typed, account: Account) -> Result<String, PostError> {
    if typed.get("geste") == "signalement" {
        report::decide(&app, &typed, &account).await?;
        return Ok("/moderation?fait=1".to_owned());
    }
    let refused = match typed.get("geste") {
        "accepter" => None,
        "refuser" => Some(reason(&typed)?),
        _ => return Err(Problems::one("", "Rechargez la page, puis essayez encore.").into()),
    };
    let reading = &app.reading;
    let (db, now, me) = (&reading.db, reading.clock.now(), account.id);
    let id = |field| Uuid::parse_str(typed.get(field)).map_err(|_| PostError::Gone);
    let found = if typed.some("structure").is_some() {
        let id = id("structure")?;
        let waiting = db.structure(id).await?.ok_or(PostError::Gone)?;
        let link = format!("{}/espace/{}", reading.public_url, waiting.slug);
        let letter = letter::structure_reviewed(&waiting.content.name, refused.as_deref(), &link);
        let key = format!("reviewed-{}", crate::store::digest(reading.chance.secret().expose()));
        let tell = |email: &str| mail(format!("{key}-{email}"), email, letter.clone());
        db.review_structure(id, refused.as_deref(), me, tell, now).await?
    } else {
        // Who manages a structure that nobody manages yet is its first admin.
        let decision = refused.map_or(Decision::Accept(Role::Admin), Decision::Refuse);
        let tell = |asker: &Asker| about_claim(&app, asker, &decision);
        db.decide_claim(id("demande")?, None, &decision, me, tell, now).await?
    };
    if !found {
        return Err(PostError::Gone);
    }
    app.wake_courier();
    Ok("/moderation?fait=1".to_owned())
}
