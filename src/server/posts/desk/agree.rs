//! What a structure says at its desk to being a step of somebody's programme.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::super::agree::answer;
use super::{App, PostError, at_desk};
use crate::domain::membership::Role;

/// `POST /espace/{structure}/offres/accords`.
pub async fn agree(
    State(app): State<App>,
    Path(structure): Path<String>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, structure, Role::Publisher, |app, typed, member| async move {
        let id = |name: &str| typed.get(name).parse::<Uuid>().map_err(|_| PostError::NotFound);
        let step = app.reading.db.step_asked(id("programme")?, id("offre")?).await?;
        let own = step.filter(|step| step.partner_id == member.organisation.id);
        let step = own.ok_or(PostError::NotFound)?;
        answer(&app, &step, typed.get("geste"), Some(member.account.id)).await?;
        Ok(member.to("/offres/accords?fait=1"))
    })
    .await
}
