//! What stands before every address of the API: other sites may read it, nobody may ask too often, and nothing takes
//! for ever.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Api;
use super::error::Instead;
use crate::server::limits::Allowance;
use crate::server::limits::address::client_address;

/// No answer takes longer to begin.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a page of another site may do and read (Fetch standard, CORS protocol). Clients of the peer send it a token:
/// it is let through, and not looked at.
const OPEN: [(HeaderName, &str); 3] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "etag, ratelimit, ratelimit-policy, ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after, \
         x-request-id",
    ),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
];

const PREFLIGHT: [(HeaderName, &str); 4] = [
    (header::ALLOW, "GET, HEAD, OPTIONS"),
    (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, "accept, authorization, content-type, if-none-match"),
    (header::ACCESS_CONTROL_MAX_AGE, "86400"),
];

/// Lets a request through. For `axum::middleware::from_fn_with_state`.
pub async fn open(State(api): State<Api>, request: Request, next: Next) -> Response {
    let mut response = if request.method() == Method::OPTIONS {
        let mut response = StatusCode::NO_CONTENT.into_response();
        set(response.headers_mut(), &PREFLIGHT);
        response
    } else {
        match api.app.limits.ask(asker(&api, &request)) {
            Ok(allowance) => {
                let answered = tokio::time::timeout(PATIENCE, next.run(request)).await;
                let mut response = answered.unwrap_or_else(|_| Instead::Unavailable.into_response());
                allowance.into_iter().for_each(|left| tell(response.headers_mut(), left, left.reset()));
                response
            }
            Err(wait) => {
                let mut response = Instead::TooMany(wait.0).into_response();
                tell(response.headers_mut(), Allowance::none(), wait.0);
                response
            }
        }
    };
    set(response.headers_mut(), &OPEN);
    response
}

/// The refusal of a question that there is no room for.
pub fn crowded() -> Response {
    let mut response = Instead::Unavailable.into_response();
    set(response.headers_mut(), &OPEN);
    response
}

fn asker(api: &Api, request: &Request) -> IpAddr {
    match request.extensions().get::<ConnectInfo<SocketAddr>>() {
        Some(ConnectInfo(peer)) => client_address(*peer, request.headers(), &api.app.config.trusted_proxies),
        None => IpAddr::from([127, 0, 0, 1]),
    }
}

fn set(headers: &mut HeaderMap, values: &[(HeaderName, &'static str)]) {
    for (name, value) in values {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// What is left, in the words of draft-ietf-httpapi-ratelimit-headers-10, and in those of its third version, which
/// most clients read.
fn tell(headers: &mut HeaderMap, allowance: Allowance, reset: u64) {
    let Allowance { limit, window, left } = allowance;
    for (name, value) in [
        ("ratelimit-policy", format!("\"adresse\";q={limit};w={window}")),
        ("ratelimit", format!("\"adresse\";r={left};t={reset}")),
        ("ratelimit-limit", limit.to_string()),
        ("ratelimit-remaining", left.to_string()),
        ("ratelimit-reset", reset.to_string()),
    ] {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}
