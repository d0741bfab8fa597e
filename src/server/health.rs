//! Whether the process lives, and whether it can serve.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::state::App;

/// `GET /healthz`: touches nothing.
pub async fn alive() -> &'static str {
    "ok"
}

/// `GET /readyz`: the index is there and the database answers.
pub async fn ready(State(app): State<App>) -> Response {
    if app.reading.published.get().is_none() {
        return (StatusCode::SERVICE_UNAVAILABLE, "index").into_response();
    }
    match app.reading.db.ping().await {
        Ok(()) => "ok".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "database").into_response()
        }
    }
}
