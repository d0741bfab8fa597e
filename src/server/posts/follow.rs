//! A person opens her request, finds her code again, and does what she wants with it.

mod act;
mod ask_also;
mod enter;
mod own;

pub use enter::{lost_code, open, send_code_of};

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;

use super::{App, PostError, Sender, handle};
use crate::domain::form::{Problems, Typed};
use crate::domain::id::Secret;
use crate::store::{Audience, Referral, StoredOffer};

/// A request that its person has in her hand.
struct Held {
    /// The end of her page's address.
    secret: Secret,
    /// The request.
    referral: Referral,
    /// What it asks for.
    offer: StoredOffer,
}

impl Held {
    /// Her page; `end` is empty, or begins with a question mark.
    fn page(&self, end: &str) -> String {
        format!("/suivi/{}{end}", self.secret.expose())
    }
}

/// `POST /suivi/{secret}`: `geste` says what.
pub async fn act(State(app): State<App>, Path(secret): Path<String>, request: Request<Body>) -> Response {
    handle(app, request, |app, typed, sender| done(app, secret, typed, sender)).await
}

async fn done(app: App, secret: String, typed: Typed, sender: Sender) -> Result<String, PostError> {
    let reading = &app.reading;
    let (db, now) = (&reading.db, reading.clock.now());
    let secret = Secret::parse(&secret).ok_or(PostError::Gone)?;
    let Some((id, false)) = db.follow_link(&secret, Audience::Person, now).await? else {
        return Err(PostError::Gone);
    };
    let referral = db.referral(id).await?.ok_or(PostError::Gone)?;
    let offer = db.offer_by_id(referral.offer_id).await?;
    let held = Held { secret, referral, offer };
    match typed.get("geste") {
        "numero" => own::correct_mobile(&app, &held, &typed).await,
        "prevenir" => own::tell_by(&app, &held, &typed).await,
        "relances" => own::quiet(&app, &held, &typed).await,
        "benevole" => own::let_volunteer_see(&app, &held, &typed).await,
        "ouvrir" => own::open_other(&app, &held, &typed).await,
        "effacer" => own::erase(&app, &held).await,
        "demander" => ask_also::ask(&app, &held, &typed, &sender).await,
        _ => match act::action(&app, &held, &typed)? {
            Some(action) => act::done(&app, &held, &action).await,
            None => Err(Problems::one("", "Rechargez la page, puis essayez encore.").into()),
        },
    }
}
