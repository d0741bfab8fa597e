//! Taking an older text back, and putting two texts together.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::offer::{done, draft_of, edits_of, line, or_conflict};
use super::{App, PostError, at_desk};
use crate::domain::audit::Act;
use crate::domain::draft::compare;
use crate::domain::membership::Role;
use crate::store::Reason;

/// `POST /espace/{structure}/offres/{offer}/historique`.
pub async fn restore(
    State(app): State<App>,
    Path((structure, offer)): Path<(String, String)>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, structure, Role::Publisher, |app, typed, member| async move {
        let draft = draft_of(&app, &member, &offer).await?;
        let (db, now) = (&app.reading.db, app.reading.clock.now());
        let edits = edits_of(&typed)?;
        let version: Uuid = typed.get("version").parse().map_err(|_| PostError::NotFound)?;
        let version = db.draft_version(draft.id, version).await?.ok_or(PostError::NotFound)?;
        let author = member.account.email.as_str();
        let told = [line(&member, &draft, Act::OfferRewritten)];
        let saved =
            db.save_draft((draft.id, edits), &version.typed, author, Reason::Restored, &told, now).await;
        Ok(match or_conflict(saved, &member, &draft, edits)? {
            Ok(_) => done(&member, &draft, "retabli"),
            Err(conflict) => conflict,
        })
    })
    .await
}

/// `POST /espace/{structure}/offres/{offer}/conflit/{edits}`.
pub async fn merge(
    State(app): State<App>,
    Path((structure, offer, lost)): Path<(String, String, String)>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, structure, Role::Publisher, |app, typed, member| async move {
        let draft = draft_of(&app, &member, &offer).await?;
        let (db, now) = (&app.reading.db, app.reading.clock.now());
        let edits = edits_of(&typed)?;
        let author = member.account.email.as_str();
        let lost = lost.parse().map_err(|_| PostError::NotFound)?;
        let lost = db.lost_version(draft.id, lost, author).await?.ok_or(PostError::NotFound)?;
        let mine = |name: &str| typed.get(&format!("garde-{name}")) == "moi";
        let merged = compare::merge(&draft.typed, &lost.typed, &mine);
        let told = [line(&member, &draft, Act::OfferRewritten)];
        let saved = db.save_draft((draft.id, edits), &merged, author, Reason::Merged, &told, now).await;
        Ok(match or_conflict(saved, &member, &draft, edits)? {
            Ok(_) => done(&member, &draft, "reuni"),
            Err(conflict) => conflict,
        })
    })
    .await
}
