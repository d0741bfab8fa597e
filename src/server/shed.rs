//! What is refused when more comes than the machine can do: quickly, with the hour to come back. What people read is kept
//! serving first, then what they send, then what programs ask; each has places of its own, and a few that wait.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::bare::{self, CROWDED};
use super::posts;
use super::state::App;
use super::{api, origin};
use crate::domain::form::{Posted, Problems, Refused};
use crate::error::PageError;

/// A form that is not whole by then is given up: nobody types while it travels.
const BODY_WITHIN: Duration = Duration::from_secs(20);

/// What is refused together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Pages that people open.
    Reading,
    /// What programs ask: the open API, and what proposes itself while one types.
    Programs,
    /// Forms that people send.
    Writing,
}

impl Class {
    /// The class of a request; nothing for what always passes: health, files, and uploads, which stand behind a door of
    /// their own and may be slow.
    fn of(request: &Request) -> Option<Self> {
        let path = request.uri().path();
        let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        let file = route.is_none() && path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        if file || path == "/healthz" || path == "/readyz" {
            return None;
        }
        if path.starts_with("/api/") || path == "/offres/carte.json" {
            return Some(Self::Programs);
        }
        if *request.method() != Method::POST {
            return Some(Self::Reading);
        }
        let upload = posts::text(request.headers(), header::CONTENT_TYPE).starts_with("multipart/");
        (!upload).then_some(Self::Writing)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Programs => "programs",
            Self::Writing => "writing",
        }
    }
}

/// Places for one class.
#[derive(Debug)]
struct Lane {
    running: Arc<Semaphore>,
    waiting: Semaphore,
    patience: Duration,
}

impl Lane {
    fn new(running: usize, waiting: usize, patience: Duration) -> Self {
        Self { running: Arc::new(Semaphore::new(running)), waiting: Semaphore::new(waiting), patience }
    }

    /// A place, after a short wait at most.
    async fn enter(&self) -> Option<OwnedSemaphorePermit> {
        if let Ok(place) = self.running.clone().try_acquire_owned() {
            return Some(place);
        }
        let _waits = self.waiting.try_acquire().ok()?;
        tokio::time::timeout(self.patience, self.running.clone().acquire_owned()).await.ok()?.ok()
    }
}

/// How much is done at once. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Gate {
    lanes: Arc<[Lane; 3]>,
    body_within: Duration,
}

impl Default for Gate {
    fn default() -> Self {
        Self::new(BODY_WITHIN)
    }
}

impl Gate {
    /// A gate that waits so long for the whole of a form.
    pub fn new(body_within: Duration) -> Self {
        let second = Duration::from_secs(1);
        let lanes = Arc::new([
            Lane::new(64, 192, second),
            Lane::new(16, 32, second / 4),
            // A form may be waited for longer than a page: its sender has more to lose.
            Lane::new(16, 64, 3 * second),
        ]);
        Self { lanes, body_within }
    }

    async fn enter(&self, class: Class) -> Option<OwnedSemaphorePermit> {
        let place = self.lanes[class as usize].enter().await?;
        if class == Class::Programs {
            // It stands in the line of those who wait for a page, and not for long: a program asks again by itself.
            let (reading, patience) =
                (&self.lanes[Class::Reading as usize].running, self.lanes[class as usize].patience);
            drop(tokio::time::timeout(patience, reading.acquire()).await.ok()?.ok()?);
        }
        Some(place)
    }

    /// Takes every place of a class, so that the next one who comes finds none.
    #[cfg(test)]
    pub fn fill(&self, class: Class) -> impl Drop + use<> {
        let lane = &self.lanes[class as usize];
        lane.waiting.forget_permits(usize::MAX);
        let places = lane.running.available_permits() as u32;
        lane.running.clone().try_acquire_many_owned(places).unwrap()
    }
}

/// Lets in what there is a place for, and refuses the rest. For `axum::middleware::from_fn_with_state`, inside of what sets
/// headers and outside of the log: a line each would cost more than the refusal.
pub async fn gate(State(app): State<App>, request: Request, next: Next) -> Response {
    match Class::of(&request) {
        None => next.run(request).await,
        Some(Class::Writing) => write(&app, request, next).await,
        Some(class) => match app.gate.enter(class).await {
            Some(_place) => next.run(request).await,
            None => {
                app.metrics.shed(class.name());
                match class {
                    Class::Programs => refuse_program(request.uri().path()),
                    _ => bare::come_back(&app.assets.style, CROWDED),
                }
            }
        },
    }
}

/// A form is read whole before it takes a place, so that a slow line holds none; where there is none, it comes back with
/// everything typed.
async fn write(app: &App, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let bytes =
        match tokio::time::timeout(app.gate.body_within, axum::body::to_bytes(body, posts::BODY_MAX)).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(_)) => return posts::too_large(),
            Err(_) => return too_slow(),
        };
    if let Some(_place) = app.gate.enter(Class::Writing).await {
        return next.run(Request::from_parts(parts, Body::from(bytes))).await;
    }
    app.metrics.shed(Class::Writing.name());
    // The page that keeps a form sends it as ours: never for another site.
    if let Err(refusal) = origin::judge(&parts.method, &parts.uri, &parts.headers, &app.config.public_url) {
        return refusal.into_response();
    }
    refuse_form(app, &parts.uri, &parts.headers, &bytes)
}

fn refuse_form(app: &App, address: &Uri, headers: &HeaderMap, bytes: &Bytes) -> Response {
    let typed = posts::typed(bytes);
    if posts::accepts_json(headers) {
        let sentence = "Beaucoup de personnes sont sur le site. Rien n’est perdu : attendez une minute, puis envoyez encore.";
        let problems = Problems::one("", sentence);
        let refused = Refused { typed: typed.without(&posts::SECRET), problems };
        let mut response =
            (StatusCode::SERVICE_UNAVAILABLE, axum::Json(Posted::Refused(refused))).into_response();
        response.headers_mut().insert(header::RETRY_AFTER, CROWDED.seconds.into());
        return response;
    }
    posts::kept(app, address, typed, CROWDED)
}

/// A refusal for a program, in the words of the door that it knocked at.
fn refuse_program(path: &str) -> Response {
    let mut response = if path.starts_with("/api/v1") {
        api::crowded()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, axum::Json(PageError::Unavailable)).into_response()
    };
    response.headers_mut().insert(header::RETRY_AFTER, CROWDED.seconds.into());
    response
}

fn too_slow() -> Response {
    let page = super::render::document(
        "C’est trop lent",
        "Votre envoi n’est pas arrivé entier. Revenez en arrière, puis envoyez encore quand le réseau est meilleur.",
    );
    // What is still on its way is read by nobody.
    (StatusCode::REQUEST_TIMEOUT, [(header::CONNECTION, "close")], page).into_response()
}
