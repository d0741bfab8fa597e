//! The open API: `/api/v1`, read only, as the data·inclusion API v1 answers; and `/api/v1/offers` beside it.

mod asked;
mod document;
mod door;
mod edition;
mod error;
mod items;
mod offers;
mod page;
mod parameters;
mod problem;
mod schema;
mod search;
mod services;
mod sources;
mod structures;
mod texts;
mod usage;

use axum::Router;
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::any;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::state::App;
use error::Instead;

pub use document::description;
pub use door::crowded;

/// What the handlers of the API share. Cheap to clone.
#[derive(Clone)]
pub(super) struct Api {
    app: App,
}

/// Every address of the API, and what stands before them.
pub fn routes(app: &App) -> Router<App> {
    let api = Api { app: app.clone() };
    let (router, document) = documented().split_for_parts();
    let document = document::served(document, &app.config.public_url);
    router
        .route("/api/v1/openapi.json", axum::routing::get(async move || document.clone()))
        .route("/api/v1/{*path}", any(async || Instead::NotFound))
        .method_not_allowed_fallback(async || Instead::NotAllowed)
        .layer(CatchPanicLayer::custom(|_| Instead::Broken.into_response()))
        .layer(middleware::from_fn_with_state(api.clone(), door::open))
        // Texts as long as these are worth pressing, and not worth pressing hard: the answer to each search is another.
        .layer(CompressionLayer::new().no_br().quality(CompressionLevel::Fastest))
        .with_state(api)
}

/// The addresses that the document tells: what is served is told, and what is told is served.
fn documented() -> OpenApiRouter<Api> {
    OpenApiRouter::with_openapi(document::Document::openapi())
        .routes(routes!(search::near))
        .routes(routes!(search::explore))
        .routes(routes!(services::list))
        .routes(routes!(services::one))
        .routes(routes!(structures::list))
        .routes(routes!(structures::one))
        .routes(routes!(sources::list))
        .routes(routes!(offers::list))
}
