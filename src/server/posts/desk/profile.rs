//! Somebody changes what she is called, or ends a session of hers.

use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::super::{App, PostError};
use super::{Signed, signed_in};
use crate::domain::field::Sentence;
use crate::domain::form::{Problems, Typed};

/// `POST /espace/profil`.
pub async fn change(State(app): State<App>, request: Request<Body>) -> Response {
    signed_in(app, request, act).await
}

async fn act(app: App, typed: Typed, signed: Signed) -> Result<String, PostError> {
    let (db, fresh) = (&app.reading.db, signed.session.is_fresh(app.reading.clock.now()));
    let done = match typed.get("geste") {
        "nom" => {
            let name =
                Sentence::<80>::parse(typed.get("nom")).map_err(|error| Problems::one("nom", error))?;
            let name = name.map(|name| name.as_str().replace('\n', " ")).unwrap_or_default();
            db.set_name(signed.account.id, &name).await?;
            "nom"
        }
        "fermer" | "fermer-autres" if !fresh => {
            let sentence = "Sortez, puis entrez à nouveau : ensuite vous pourrez fermer les autres.";
            return Err(Problems::one("", sentence).into());
        }
        "fermer" => {
            let session = Uuid::parse_str(typed.get("session")).map_err(|_| PostError::Gone)?;
            db.end_session(signed.account.id, session).await?;
            "session"
        }
        "fermer-autres" => {
            db.end_other_sessions(signed.account.id, signed.session.id).await?;
            "session"
        }
        _ => return Err(Problems::one("", "Rechargez la page, puis essayez encore.").into()),
    };
    Ok(format!("/espace/profil?fait={done}"))
}
