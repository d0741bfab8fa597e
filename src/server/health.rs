//! Whether the process lives, and whether it can serve.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::state::App;
use crate::error::STARTING_SECONDS;

/// `GET /healthz`: touches nothing.
pub async fn alive() -> &'static str {
    "ok"
}

/// `GET /readyz`: the index is there, the database answers and takes what is written; otherwise 503, with what is missing.
pub async fn ready(State(app): State<App>) -> Response {
    if app.reading.published.get().is_none() {
        return starting((StatusCode::SERVICE_UNAVAILABLE, "index"));
    }
    if app.reading.pulse.is_lost() {
        return (StatusCode::SERVICE_UNAVAILABLE, "database").into_response();
    }
    match app.reading.db.ping().await {
        Ok(()) if app.reading.pulse.is_unwritable() => {
            (StatusCode::SERVICE_UNAVAILABLE, "writing").into_response()
        }
        Ok(()) => "ok".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "database").into_response()
        }
    }
}

/// An answer of before the index is there, which tells when to come back.
pub fn starting(answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    response.headers_mut().insert(header::RETRY_AFTER, u16::from(STARTING_SECONDS).into());
    response
}
