//! What every answer says to the browser: what it may do with a page, and what it may keep of it.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::config::PublicUrl;

/// The paths of what concerns one person.
const PERSONAL: [&str; 11] = [
    "/suivi",
    "/reponse",
    "/connexion",
    "/deconnexion",
    "/espace",
    "/moderation",
    "/confirmer",
    "/accord",
    "/accompagner",
    "/oui",
    "/selection",
];

const FIXED: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // No other site learns which page people come from. Our own pages do, on personal ones too: under
    // `no-referrer` a browser posts the page's own forms with `Origin: null`, and the guard would refuse them
    // wherever there is no `Sec-Fetch-Site`.
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "geolocation=(self), camera=(), microphone=(), payment=()",
    ),
];

/// Sets the headers of every answer. For `axum::middleware::from_fn_with_state`, outside of everything that
/// may answer by itself.
pub async fn set(State(ours): State<PublicUrl>, request: Request, next: Next) -> Response {
    let kept = Keeping::of(request.method(), request.uri().path());
    let mut response = next.run(request).await;
    let status = response.status();
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What the open API says, pages of other sites may read.
    headers.entry("cross-origin-resource-policy").or_insert(HeaderValue::from_static("same-origin"));
    if ours.is_https() {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(
        "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
    ));
    kept.tell(status, headers);
    response
}

/// The policy of a page whose own scripts bear `nonce`: nothing but ours runs, and no page frames it. `images` is the
/// one other origin whose images it shows, if there is one.
pub fn content_security_policy(nonce: &str, images: Option<&str>) -> String {
    let images = images.map(|origin| format!(" {origin}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:{images}; font-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self'; \
         worker-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    )
}

/// How long a browser may keep an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeping {
    /// For good: its name changes with its content.
    Forever,
    /// As its handler says, or until it has asked again.
    AskAgain,
    /// Not at all: it holds what somebody typed, or may.
    Never,
    /// Not at all, and search engines neither.
    Personal,
}

impl Keeping {
    fn of(method: &Method, path: &str) -> Self {
        let under =
            |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if PERSONAL.into_iter().any(under) {
            Self::Personal
        } else if ![Method::GET, Method::HEAD].contains(method) || (under("/api") && !under("/api/v1")) {
            // A server function answers under /api what a page shows, a personal one too.
            Self::Never
        } else if path.starts_with("/pkg/") || path.starts_with("/map/map.") {
            Self::Forever
        } else {
            Self::AskAgain
        }
    }

    fn tell(self, status: StatusCode, headers: &mut HeaderMap) {
        // A browser takes the headers of "not modified" and of a part for those of the whole.
        let found = matches!(status, StatusCode::OK | StatusCode::NOT_MODIFIED | StatusCode::PARTIAL_CONTENT);
        let value = match self {
            Self::Forever if found => "public, max-age=31536000, immutable",
            Self::Forever | Self::AskAgain if headers.contains_key(header::CACHE_CONTROL) => return,
            Self::Forever | Self::AskAgain => "no-cache",
            Self::Never | Self::Personal => "no-store",
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
        if self == Self::Personal {
            headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::response::IntoResponse;
    use axum::{Router, middleware};
    use tower::ServiceExt;

    use super::*;

    async fn answer(public_url: &str, method: &str, path: &str) -> HeaderMap {
        let handler =
            async |request: Request| match request.uri().path() {
                "/own" => ([("cache-control", "max-age=60"), ("content-security-policy", "own")], "x")
                    .into_response(),
                "/api/v1/open" => ([("cross-origin-resource-policy", "cross-origin")], "x").into_response(),
                "/pkg/gone.js" => StatusCode::NOT_FOUND.into_response(),
                "/pkg/same.js" => StatusCode::NOT_MODIFIED.into_response(),
                "/suivi/own" => ([("cache-control", "max-age=60"), ("referrer-policy", "unsafe-url")], "x")
                    .into_response(),
                _ => "x".into_response(),
            };
        let ours = PublicUrl::parse(public_url).unwrap();
        let app = Router::new().fallback(handler).layer(middleware::from_fn_with_state(ours, set));
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        app.oneshot(request).await.unwrap().headers().clone()
    }

    #[tokio::test]
    async fn every_answer_is_closed() {
        for path in ["/", "/own", "/pkg/gone.js", "/suivi/own"] {
            let headers = answer("https://premier-pas.example", "GET", path).await;
            for (name, value) in FIXED {
                assert_eq!(headers[&name], value, "{path}");
                assert_eq!(headers.get_all(name).iter().count(), 1);
            }
            assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
            assert_eq!(headers["strict-transport-security"], "max-age=31536000; includeSubDomains");
        }
        let plain = answer("http://127.0.0.1:3000", "GET", "/").await;
        assert!(!plain.contains_key("strict-transport-security"));
    }

    #[tokio::test]
    async fn a_policy_that_the_handler_set_is_kept() {
        let ours = "https://premier-pas.example";
        let policy = async |path| answer(ours, "GET", path).await["content-security-policy"].clone();
        assert_eq!(
            policy("/").await,
            "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
        );
        assert_eq!(policy("/own").await, "own");
        let open = answer(ours, "GET", "/api/v1/open").await;
        assert_eq!(open["cross-origin-resource-policy"], "cross-origin");
    }

    #[tokio::test]
    async fn what_may_be_kept() {
        for (method, path, kept, indexed) in [
            ("GET", "/", "no-cache", true),
            ("GET", "/offres/suivi", "no-cache", true),
            ("GET", "/suivi-des-offres", "no-cache", true),
            ("GET", "/own", "max-age=60", true),
            ("GET", "/pkg/premier-pas.abc.js", "public, max-age=31536000, immutable", true),
            ("GET", "/pkg/same.js", "public, max-age=31536000, immutable", true),
            ("GET", "/pkg/gone.js", "no-cache", true),
            ("GET", "/map/map.abc.js", "public, max-age=31536000, immutable", true),
            ("GET", "/map/licences.txt", "no-cache", true),
            ("GET", "/offres/carte.json?lieu=62498", "no-cache", true),
            ("POST", "/offres/x/demande", "no-store", true),
            ("GET", "/api/read_follow123", "no-store", true),
            ("GET", "/api/v1/services", "no-cache", true),
            ("GET", "/suivi", "no-store", false),
            ("GET", "/suivi?code=x", "no-store", false),
            ("GET", "/suivi/own", "no-store", false),
            ("POST", "/reponse/abc", "no-store", false),
            ("GET", "/connexion/abc", "no-store", false),
            ("GET", "/espace/coop-connexion/equipe", "no-store", false),
            ("GET", "/moderation", "no-store", false),
        ] {
            let headers = answer("https://premier-pas.example", method, path).await;
            assert_eq!(headers["cache-control"], kept, "{method} {path}");
            assert_eq!(headers.get("x-robots-tag").is_none(), indexed, "{method} {path}");
        }
    }

    #[test]
    fn the_policy_of_pages_opens_nothing_more_than_needed() {
        let policy = content_security_policy("abc", None);
        let parts: Vec<&str> = policy.split("; ").collect();
        assert_eq!(parts.len(), 12, "{policy}");
        assert!(parts.contains(&"script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'"));
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'") && !policy.contains("  ")
        );
        assert!(HeaderValue::from_str(&policy).is_ok());
        let mapped = content_security_policy("abc", Some("https://tiles.example.org"));
        assert_eq!(mapped, policy.replace("data:", "data: https://tiles.example.org"));
    }
}
