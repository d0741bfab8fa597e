//! `/open-data/{file}`: the files of the open data, from the disk, for everybody.

use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::ServeFile;

use super::render::render;
use super::state::App;
use crate::domain::open_data::FILES;

/// `GET /open-data/{file}`.
pub async fn file(State(app): State<App>, Path(name): Path<String>, request: Request) -> Response {
    let Some((.., kind)) = FILES.iter().find(|(one, ..)| *one == name) else {
        return render(&app, request, None).await;
    };
    let today = app.reading.clock.today();
    let published = match app.open_data.at_first_demand(&app.reading.db, today).await {
        Ok(published) => published,
        Err(error) => {
            tracing::error!(%error, "the open data could not be made");
            return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "60")]).into_response();
        }
    };
    let Some(path) = app.open_data.path(&published, &name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let served = ServeFile::new(path).precompressed_gzip().oneshot(request).await;
    let mut response = match served {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    };
    let found = response.status().is_success();
    let headers = response.headers_mut();
    if found {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    // Pages of other sites may read it; caches ask again after an hour.
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}
