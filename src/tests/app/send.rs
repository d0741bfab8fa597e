//! Sending to the server what a browser sends, or what no browser would.

use axum::body::Body;
use axum::http::{Method, Request};
use tower::ServiceExt;

use super::{Page, TestApp, encode};

/// The address of the site under test.
pub const ORIGIN: &str = "https://premier-pas.example";
/// What a browser sends a form as.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// A request under construction.
pub struct Sending<'a> {
    app: &'a TestApp,
    request: axum::http::request::Builder,
    body: Vec<u8>,
}

impl Sending<'_> {
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        let value = axum::http::HeaderValue::from_bytes(value.as_ref()).unwrap();
        self.request = self.request.header(name, value);
        self
    }

    /// As if the connection came from there.
    pub fn from(mut self, address: &str) -> Self {
        let peer: std::net::SocketAddr = format!("{address}:5000").parse().unwrap();
        self.request = self.request.extension(axum::extract::ConnectInfo(peer));
        self
    }

    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The answer, read whole; it is closed, whatever it is.
    pub async fn answer(self) -> Page {
        let request: Request<Body> = self.request.body(Body::from(self.body)).unwrap();
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.app.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let page = Page {
            status: parts.status.as_u16(),
            headers: parts.headers,
            html: String::from_utf8_lossy(&bytes).into(),
        };
        closed(&page, &path, &format!("{method} {path}, {}", page.status));
        page
    }
}

/// Fails unless an answer tells the browser to open nothing more than needed.
fn closed(page: &Page, path: &str, what: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ] {
        assert_eq!(page.header(name), value, "{name} of {what}");
        assert_eq!(page.headers.get_all(name).iter().count(), 1, "{name} of {what}");
    }
    // What is for everybody, pages of other sites read; nothing else, and never by anybody's cookie.
    let for_all = ["/api/v1/", "/open-data/"].iter().any(|root| path.starts_with(root));
    let read = (page.header("cross-origin-resource-policy"), page.header("access-control-allow-origin"));
    assert!(read == ("same-origin", "") || (for_all && read == ("cross-origin", "*")), "{what}: {read:?}");
    assert_eq!(page.header("access-control-allow-credentials"), "", "{what}");
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{what}: {policy}");
    assert!(policy.contains("base-uri 'none'") && policy.contains("object-src 'none'"), "{what}: {policy}");
    assert!(
        policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"),
        "{what}: {policy}"
    );
    let kind = page.header("content-type");
    assert!(!kind.starts_with("text/") || kind.to_lowercase().contains("charset=utf-8"), "{what}: {kind}");
}

impl TestApp {
    /// A request with nothing but its host.
    pub fn send(&self, method: Method, path: &str) -> Sending<'_> {
        let request = Request::builder().method(method).uri(path).header("host", "premier-pas.example");
        Sending { app: self, request, body: Vec::new() }
    }

    /// Opens a page, as a browser does.
    pub async fn get(&self, path: &str) -> Page {
        self.send(Method::GET, path).header("accept", "text/html").answer().await
    }

    /// Sends a form of ours, as a browser does without scripts.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.form(path, "text/html", fields).answer().await
    }

    /// Sends a form of ours, as the hydrated page does.
    pub async fn post_json(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.form(path, "application/json", fields).answer().await
    }

    pub(in crate::tests) fn form(&self, path: &str, accept: &str, fields: &[(&str, &str)]) -> Sending<'_> {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        self.send(Method::POST, path)
            .header("origin", ORIGIN)
            .header("accept", accept)
            .header("content-type", FORM)
            .body(pairs.join("&"))
    }
}
