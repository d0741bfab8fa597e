//! Every address that the server answers, and the layers around them.

use std::collections::HashSet;
use std::sync::LazyLock;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Request, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::context::provide_context;
use leptos_axum::generate_route_list;
use tower::ServiceExt;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::timeout::TimeoutLayer;

use super::bare::{self, BROKEN};
use super::render::{document, page, render};
use super::state::App;
use super::{
    api, desk_files, exports, headers, health, identity, log, open_data, origin, person_data, posts, qr,
    results_map, shed,
};
use crate::error::PageError;
use crate::pages::desk::imports::progress;
use crate::pages::desk::offers::script;
use crate::pages::desk::style::ADDRESS as DESK_STYLE;

/// No page takes longer; what does is given up, and its reader is told when to come back.
const PAGE_WITHIN: Duration = Duration::from_secs(25);

/// Nothing else takes longer; what does is cut.
const PATIENCE: Duration = Duration::from_secs(30);

/// A page of results in brotli: 9.8 kB in 0.16 ms, where the default, 4, makes 9.5 kB in 0.36 ms.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(3);

/// The addresses of the pages. Listed once in a process, before any page is rendered: while Leptos walks the
/// table, what another thread begins to render waits for ever (leptos-rs/leptos#4773).
static PAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    generate_route_list(crate::app::App).iter().map(|listing| listing.path().to_owned()).collect()
});

/// The addresses of the pages, as the router writes them.
#[cfg(test)]
pub(crate) fn pages() -> &'static [String] {
    &PAGES
}

/// The whole server.
pub fn router(app: App) -> Router {
    let ours = app.config.public_url.clone();
    PAGES
        .iter()
        .fold(Router::new(), |router, path| router.route(path, get(page)))
        .merge(posts::routes())
        .merge(desk_files::routes())
        .route("/api/read/{name}", get(read))
        .route("/offres/carte.json", get(results_map::pins))
        .route("/offres/{slug}/qr.svg", get(qr::offer))
        .route("/suivi/{secret}/qr.svg", get(qr::followed))
        .route("/suivi/{secret}/mes-donnees.json", get(person_data::take))
        .route(&DESK_STYLE, get(desk_style))
        .route("/modeles/{file}", get(exports::model))
        .route("/espace/{structure}/exports/{file}", get(exports::given))
        .route("/espace/{structure}/imports/{import}/refusees.csv", get(exports::refused_rows))
        .route("/open-data/{file}", get(open_data::file))
        .route("/connexion/proconnect", get(identity::start))
        .route(identity::CALLBACK, get(identity::finish))
        .route(&script::ADDRESS, get(write_script))
        .route(&progress::ADDRESS, get(progress_script))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .fallback(file_or_not_found)
        .layer(middleware::from_fn_with_state(ours.clone(), origin::guard))
        .layer(CatchPanicLayer::custom(|_| broken()))
        .layer(middleware::from_fn_with_state(app.clone(), in_time))
        .layer(CompressionLayer::new().quality(COMPRESSION))
        // The API changes nothing, breaks in its own words and presses its own texts: none of the three is for it.
        .merge(api::routes(&app))
        .layer(middleware::map_request(without_nul))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE))
        .merge(posts::uploads().layer(middleware::from_fn_with_state(ours.clone(), origin::guard)))
        .layer(middleware::from_fn_with_state((app.request_ids.clone(), app.metrics.clone()), log::requests))
        .layer(middleware::from_fn_with_state(app.clone(), shed::gate))
        .layer(middleware::from_fn_with_state(ours, headers::set))
        .with_state(app)
}

/// A NUL in a query becomes what a form's becomes (`domain::percent`): pages read their queries themselves.
async fn without_nul(mut request: Request<Body>) -> Request<Body> {
    let query = request.uri().query().unwrap_or_default();
    if query.contains("%00") {
        let path = request.uri().path();
        let told = format!("{path}?{}", query.replace("%00", "%EF%BF%BD"));
        // What gets too long for an address is no question of a person's.
        *request.uri_mut() = told.parse().or_else(|_| path.parse()).unwrap_or_default();
    }
    request
}

/// Gives up what takes too long.
async fn in_time(State(app): State<App>, request: Request<Body>, next: Next) -> Response {
    let answer = tokio::time::timeout(PAGE_WITHIN, next.run(request)).await;
    answer.unwrap_or_else(|_| bare::come_back(&app.assets.style, BROKEN))
}

/// The sheet of the desk, from the program itself.
async fn desk_style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], crate::pages::desk::style::SHEET)
}

/// The script of the form of an offer, from the program itself.
async fn write_script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], script::SCRIPT)
}

/// The script of what takes long, from the program itself.
async fn progress_script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], progress::SCRIPT)
}

/// Server functions: reads only, so `GET` only.
async fn read(State(app): State<App>, mut request: Request<Body>) -> Response {
    let known: HashSet<&str> = leptos::server_fn::axum::server_fn_paths()
        .filter(|(_, method)| *method == Method::GET)
        .map(|(path, _)| path)
        .collect();
    if !known.contains(request.uri().path()) {
        return (StatusCode::NOT_FOUND, axum::Json(PageError::NotFound)).into_response();
    }
    // With these, a failing server function would send the person to wherever the Referer says, error in hand.
    request.headers_mut().remove(header::REFERER);
    request.headers_mut().insert(header::ACCEPT, header::HeaderValue::from_static("application/json"));
    let reading = app.reading.clone();
    let mut response =
        leptos_axum::handle_server_fns_with_context(move || provide_context(reading.clone()), request)
            .await
            .into_response();
    if app.reading.published.get().is_none() && response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response = health::starting(response);
    }
    // Answers hold fresh form ids and personal requests: nobody keeps them.
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

/// A file of the site, or the page that says that there is none.
async fn file_or_not_found(State(app): State<App>, request: Request<Body>) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let files = ServeDir::new(&app.config.site_root)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    let (parts, _) = request.into_parts();
    match files.oneshot(Request::from_parts(parts.clone(), Body::empty())).await {
        Ok(found) if found.status() != StatusCode::NOT_FOUND => {
            let mut found = found.into_response();
            // Icons keep their names; a day old they are still right. Hashed names get more from the headers' layer.
            let day = header::HeaderValue::from_static("public, max-age=86400");
            let headers = found.headers_mut();
            headers.entry(header::CACHE_CONTROL).or_insert(day);
            if let Some(text) = text_type(headers) {
                headers.insert(header::CONTENT_TYPE, text);
            }
            found
        }
        _ => render(&app, Request::from_parts(parts, Body::empty()), None).await,
    }
}

/// The type of a text, with the letters that it is written in: nobody has to guess.
fn text_type(headers: &header::HeaderMap) -> Option<header::HeaderValue> {
    let text = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let lacks = text.starts_with("text/") && !text.contains("charset");
    lacks.then(|| format!("{text}; charset=utf-8").parse().ok())?
}

/// What a person sees when a page broke.
pub(super) fn broken() -> Response {
    let page = document(
        "Le service a un problème",
        "Ce n’est pas vous. Attendez une minute, puis essayez encore. Ce que vous avez envoyé avant est gardé.",
    );
    (StatusCode::INTERNAL_SERVER_ERROR, page).into_response()
}
