//! A number is let in again.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::{App, PostError, at_desk};
use crate::domain::audit::Act;
use crate::domain::membership::Role;
use crate::store::NewAudit;

/// `POST /espace/{structure}/demandes/numeros`.
pub async fn unblock(State(app): State<App>, Path(slug): Path<String>, request: Request<Body>) -> Response {
    at_desk(app, request, slug, Role::Publisher, |app, typed, member| async move {
        let id = Uuid::parse_str(typed.get("numero")).map_err(|_| PostError::NotFound)?;
        let line = NewAudit {
            organisation: member.organisation.id,
            account: Some(member.account.id),
            act: Act::NumberUnblocked,
            subject: String::new(),
            detail: String::new(),
        };
        if !app.reading.db.unblock_number(id, line, app.reading.clock.now()).await? {
            return Err(PostError::NotFound);
        }
        Ok(member.to("/demandes/numeros"))
    })
    .await
}
