//! Rendering a page whole, with its nonce, its policy and what its form brought back.

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderValue, Request, header};
use axum::response::{Html, IntoResponse, Response};
use leptos::context::provide_context;

use super::headers::content_security_policy;
use super::state::App;
use crate::app::shell;
use crate::domain::form::Refused;
use crate::pages::Demonstration;
use crate::pages::desk::sign_in::ByIdentity;
use crate::pages::open_data::Shelf;

/// `GET` of any page.
pub async fn page(State(app): State<App>, request: Request<Body>) -> Response {
    render(&app, request, None).await
}

/// Renders the page of a request's address, with the form that it refused, if it did.
pub async fn render(app: &App, request: Request<Body>, refused: Option<Refused>) -> Response {
    let reading = app.reading.clone();
    let demonstration = app.demonstration;
    let assets = app.assets.clone();
    let map = app.map.clone();
    // The page with the map is the only one that shows somebody else's images.
    let mapped = request.uri().path().trim_end_matches('/') == "/offres";
    let api = super::api::description();
    let told = request.uri().path().trim_end_matches('/') == "/open-data";
    let shelf = if told { Some(shelf(app).await) } else { None };
    let by_identity = app.config.identity.is_some();
    let context = move || {
        if by_identity {
            provide_context(ByIdentity);
        }
        provide_context(api.clone());
        provide_context(reading.clone());
        if let Some(refused) = &refused {
            provide_context(refused.clone());
        }
        if demonstration {
            provide_context(Demonstration);
        }
        if let Some(shelf) = &shelf {
            provide_context(shelf.clone());
        }
        if let Some(map) = &map {
            provide_context(map.clone());
        }
        set_policy(map.as_ref().filter(|_| mapped).and_then(|map| map.tiles.origin.as_deref()));
    };
    valid(leptos_axum::render_app_async_with_context(context, move || shell(&assets))(request).await).await
}

/// The page as HTML says it: Leptos parts what stands side by side by `<!>`, which every browser reads as an empty comment
/// and the standard calls an error. The same comment is written in full.
async fn valid(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    // Rendered whole before it leaves: there is nothing to wait for.
    let Ok(html) = to_bytes(body, usize::MAX).await else {
        return super::routes::broken();
    };
    let mut whole = Vec::with_capacity(html.len() + html.len() / 8);
    let mut from = 0;
    for at in memchr::memmem::find_iter(&html, b"<!>") {
        whole.extend_from_slice(&html[from..at]);
        whole.extend_from_slice(b"<!---->");
        from = at + 3;
    }
    whole.extend_from_slice(&html[from..]);
    Response::from_parts(parts, Body::from(whole))
}

/// What is published for everybody, on the page that tells it.
async fn shelf(app: &App) -> Shelf {
    let made = app.open_data.at_first_demand(&app.reading.db, app.reading.clock.today()).await;
    Shelf(made.inspect_err(|error| tracing::error!(%error, "the open data could not be made")).ok())
}

/// The policy names the nonce of this very response, and whose images its page shows beside ours.
fn set_policy(images: Option<&str>) {
    let nonce = leptos::nonce::use_nonce();
    let response = leptos::context::use_context::<leptos_axum::ResponseOptions>();
    if let (Some(nonce), Some(response)) = (nonce, response)
        && let Ok(policy) = HeaderValue::from_str(&content_security_policy(&nonce.to_string(), images))
    {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// A page of two lines for when the app itself can't be rendered.
pub fn document(title: &str, text: &str) -> Response {
    Html(format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>{title} · Premier Pas</title></head><body><main>\
         <h1>{title}</h1><p>{text}</p><p><a href=\"/\">Revenir à l’accueil</a></p></main></body></html>"
    ))
    .into_response()
}
