//! The log: one line a request, under an id that the answer bears too. No path, no query, no address, no name.

use std::io::IsTerminal;
use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;
use tracing::Instrument;
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

use super::metrics::Metrics;

const DEFAULT: &str = "info,sqlx=warn";

/// Starts the log on the standard error stream. `filter` is the value of `RUST_LOG`; where it is missing or can't
/// be read, it is `info,sqlx=warn`. Only the first call counts.
pub fn start(filter: Option<&str>) {
    let (filter, error) = read(filter);
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .finish();
    // In tests many servers start in one process.
    let _ = tracing::subscriber::set_global_default(log);
    if let Some(error) = error {
        tracing::warn!(error, "RUST_LOG can't be read");
    }
}

/// The filter of a text, and why it is another one.
fn read(text: Option<&str>) -> (EnvFilter, Option<String>) {
    let wanted = text.map(str::trim).filter(|text| !text.is_empty());
    match EnvFilter::try_new(wanted.unwrap_or(DEFAULT)) {
        Ok(filter) => (filter, None),
        Err(error) => (EnvFilter::new(DEFAULT), Some(error.to_string())),
    }
}

/// Where the ids of requests come from. Cheap to clone.
#[derive(Clone)]
pub struct RequestIds(Arc<dyn Fn() -> [u8; 16] + Send + Sync>);

impl RequestIds {
    /// Ids made of the random bytes that `random` gives.
    pub fn new(random: impl Fn() -> [u8; 16] + Send + Sync + 'static) -> Self {
        Self(Arc::new(random))
    }

    fn next(&self) -> Uuid {
        uuid::Builder::from_random_bytes((self.0)()).into_uuid()
    }
}

/// The id of a request, among its extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

/// Logs a request when it is answered. For `axum::middleware::from_fn_with_state`, the outermost of
/// `Router::layer`: there the route is known.
pub async fn requests(
    State((ids, metrics)): State<(RequestIds, Metrics)>,
    mut request: Request,
    next: Next,
) -> Response {
    let id = ids.next();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().cloned();
    request.extensions_mut().insert(RequestId(id));
    let span = tracing::info_span!("request", %id);
    let start = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let time = start.elapsed();
    let milliseconds = time.as_millis();
    let (route, status) = (matched.as_ref().map_or("none", MatchedPath::as_str), response.status().as_u16());
    metrics.answered(method.as_str(), route, status, time.as_secs_f64());
    span.in_scope(|| {
        if status >= 500 {
            tracing::error!(%method, route, status, milliseconds, "answered");
        } else {
            tracing::info!(%method, route, status, milliseconds, "answered");
        }
    });
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::Mutex;

    use axum::{Extension, Router, body::Body, middleware, routing::get};
    use tower::ServiceExt;

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn app() -> Router {
        let ids = RequestIds::new(|| [7; 16]);
        Router::new()
            .route("/reponse/{secret}", get(async |Extension(RequestId(id))| format!("{id}")))
            .route("/broken", get(async || axum::http::StatusCode::INTERNAL_SERVER_ERROR))
            .layer(middleware::from_fn_with_state((ids, Metrics::default()), requests))
    }

    #[tokio::test]
    async fn a_line_tells_the_route_and_nothing_of_the_person() {
        let lines = Lines::default();
        let writer = lines.clone();
        let log = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
        let _guard = tracing::subscriber::set_default(log);
        for path in ["/reponse/canari?mobile=canari", "/broken", "/canari"] {
            let request = Request::get(path).header("x-request-id", "canari").body(Body::empty()).unwrap();
            let answer = app().oneshot(request).await.unwrap();
            if path != "/canari" {
                assert_eq!(answer.headers()["x-request-id"], "07070707-0707-4707-8707-070707070707");
            }
            let body = axum::body::to_bytes(answer.into_body(), 100).await.unwrap();
            assert!(!path.starts_with("/reponse") || body == "07070707-0707-4707-8707-070707070707");
        }
        let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        assert!(!text.contains("canari"), "{text}");
        let first = text.lines().next().unwrap();
        for piece in
            ["07070707-0707", "method=GET", "route=\"/reponse/{secret}\"", "status=200", "milliseconds="]
        {
            assert!(first.contains(piece), "{piece} in {first}");
        }
        assert!(text.lines().any(|line| line.contains("ERROR") && line.contains("status=500")), "{text}");
    }

    #[test]
    fn a_filter_that_cannot_be_read_is_no_reason_not_to_start() {
        for (text, filter, told) in [
            (None, "sqlx=warn,info", false),
            (Some(" "), "sqlx=warn,info", false),
            (Some("debug"), "debug", false),
            (Some("=,=nonsense=["), "sqlx=warn,info", true),
        ] {
            let (read, error) = read(text);
            assert_eq!((read.to_string().as_str(), error.is_some()), (filter, told), "{text:?}");
        }
    }
}
