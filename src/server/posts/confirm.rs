//! One tap on the link of a reminder: an offer is still true, or rests.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;

use super::{App, PostError, handle};
use crate::domain::audit::Act;
use crate::domain::draft::age::has_ended;
use crate::domain::draft::state::{Rest, State as Standing};
use crate::domain::form::{Problems, Typed};
use crate::domain::id::Secret;
use crate::server::limits::Limited;
use crate::store::NewAudit;

/// `POST /confirmer/{secret}`.
pub async fn confirm(State(app): State<App>, Path(secret): Path<String>, request: Request<Body>) -> Response {
    handle(app, request, |app, typed, _| act(app, secret, typed)).await
}

async fn act(app: App, secret: String, typed: Typed) -> Result<String, PostError> {
    let secret = Secret::parse(&secret).ok_or(PostError::Gone)?;
    app.limit(Limited::Answer, secret.expose()).await?;
    let (db, clock) = (&app.reading.db, &app.reading.clock);
    let (now, today) = (clock.now(), clock.today());
    let id = db.draft_of_link(&secret, now).await?.ok_or(PostError::Gone)?;
    let draft = db.draft(id).await?.ok_or(PostError::Gone)?;
    let offer = db.offer_by_id(draft.offer_id.ok_or(PostError::Gone)?).await?;
    let line = |act| NewAudit {
        organisation: draft.organisation_id,
        account: None,
        act,
        subject: offer.content.name.clone(),
        detail: String::new(),
    };
    let here = format!("/confirmer/{}", secret.expose());
    match (typed.get("geste"), draft.state()) {
        // Archived by somebody since: a link of a mail does not undo that.
        (_, Standing::Archived) => {
            Err(Problems::one("", "Cette offre est archivée. Connectez-vous pour la reprendre.").into())
        }
        ("confirmer", Standing::Published | Standing::Paused) => {
            let mut content = offer.content.0.clone();
            if has_ended(&content, today) {
                return Err(Problems::one(
                    "",
                    "Toutes les dates sont passées. Connectez-vous pour en ajouter une.",
                )
                .into());
            }
            content.updated_on = today;
            db.show_draft((id, None), &content, &offer.slug, &[line(Act::OfferConfirmed)], today, now)
                .await?;
            Ok(format!("{here}?confirme=1"))
        }
        ("pause", Standing::Published) => {
            db.rest_draft(id, Standing::Paused, Some(Rest::Asked), &[line(Act::OfferPaused)], now).await?;
            Ok(format!("{here}?pause=1"))
        }
        ("pause", Standing::Paused) => Ok(format!("{here}?pause=1")),
        _ => Err(Problems::one("", "Rechargez la page, puis essayez encore.").into()),
    }
}
