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

    /// The answer, read whole.
    pub async fn answer(self) -> Page {
        let request: Request<Body> = self.request.body(Body::from(self.body)).unwrap();
        let response = self.app.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Page {
            status: parts.status.as_u16(),
            headers: parts.headers,
            html: String::from_utf8_lossy(&bytes).into(),
        }
    }
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
