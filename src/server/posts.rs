//! Form posts: each to its own page's address, plain or by the hydrated page, with the same outcome.

mod abuse;
mod accompany;
mod agree;
mod answer;
mod ask;
mod confirm;
mod desk;
mod follow;
mod prove;
mod sign_in;

pub use sign_in::{end_session, entered};

use std::net::IpAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;

use super::bare::{self, BROKEN, Wait};
use super::limits::RetryAfter;
use super::limits::address::client_address;
use super::passwords::PasswordError;
use super::render::{document, render};
use super::state::App;
use crate::domain::account::spoken_agent;
use crate::domain::form::{Posted, Problems, Refused, Typed};
use crate::domain::id::Secret;
use crate::domain::percent::decode_pairs;
use crate::pages::desk::access::session_cookie;
use crate::routine::pulse;
use crate::store::StoreError;

/// Fields that are never shown again.
pub(super) const SECRET: [&str; 3] = ["mot_de_passe", "nouveau", "code_unique"];

/// Whoever sends a form has a word by then. What takes longer is given up, and comes back with everything typed: sooner than an
/// answer is cut, here and by `deploy/nginx.conf`.
const WORD_WITHIN: Duration = Duration::from_secs(20);

/// A form is small: what is larger is not one of ours.
pub(super) const BODY_MAX: usize = 64 * 1024;

/// Why a post was not done.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// Something is wrong with what was typed.
    #[error("problems in a form")]
    Refused(Problems),
    /// The form's thing is not there, or not any more.
    #[error("gone")]
    Gone,
    /// Nobody is signed in, or her second factor is still to come: she is to go there first.
    #[error("not signed in")]
    SignedOut(String),
    /// There is no such thing for her.
    #[error("not found")]
    NotFound,
    /// Her role is too small.
    #[error("forbidden")]
    Forbidden,
    /// Too many tries.
    #[error("too many tries")]
    TooMany(RetryAfter),
    /// A password could not be hashed or checked.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The database does not answer: nothing was tried, or not to its end.
    #[error("the database does not answer")]
    Lost,
    /// The database failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Problems> for PostError {
    fn from(problems: Problems) -> Self {
        Self::Refused(problems)
    }
}

impl From<RetryAfter> for PostError {
    fn from(wait: RetryAfter) -> Self {
        Self::TooMany(wait)
    }
}

/// What a handler is given beside its path.
pub struct Sender {
    /// The peer's address.
    ip: IpAddr,
    /// The secret of the session's cookie, if there is one.
    session: Option<Secret>,
    /// What the browser calls itself, in a few words.
    agent: String,
    /// The address that was posted to.
    path: String,
}

/// What was done: where to go, and the cookie that comes with it.
pub struct Done {
    location: String,
    cookie: Option<HeaderValue>,
}

impl From<String> for Done {
    fn from(location: String) -> Self {
        Self { location, cookie: None }
    }
}

impl Sender {
    /// Who sends a request.
    fn new(app: &App, parts: &Parts, ip: IpAddr) -> Self {
        Self { ip, path: parts.uri.path().to_owned(), ..Self::of(app, &parts.headers) }
    }

    /// Who sends these headers, as far as they tell.
    pub fn of(app: &App, headers: &HeaderMap) -> Self {
        Self {
            ip: IpAddr::from([127, 0, 0, 1]),
            session: session_cookie(headers, app.config.public_url.origin()),
            agent: spoken_agent(&text(headers, header::USER_AGENT)),
            path: String::new(),
        }
    }

    /// What the browser calls itself.
    pub fn agent(&self) -> &str {
        &self.agent
    }
}

impl Done {
    /// The answer: a redirect, or the same to the page that posts by itself.
    pub fn answer(self, wants_json: bool) -> Response {
        let mut response = if wants_json {
            axum::Json(Posted::Done(self.location)).into_response()
        } else {
            Redirect::to(&self.location).into_response()
        };
        if let Some(cookie) = self.cookie {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// The routes that forms post to.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/offres/{slug}/demande", post(ask::ask))
        .route("/suivi", post(follow::open))
        .route("/suivi/code-perdu", post(follow::lost_code))
        .route("/suivi/{secret}", post(follow::act))
        .route("/reponse/{secret}", post(answer::answer))
        .merge(prove::routes())
        .route("/accord/{secret}", post(agree::agree))
        .route("/confirmer/{secret}", post(confirm::confirm))
        .merge(sign_in::routes())
        .merge(accompany::routes())
        .merge(desk::routes())
}

/// The routes that take a file: they stand apart, since a file may be large and its line slow.
pub fn uploads() -> Router<App> {
    desk::uploads()
}

/// Reads a form, does `act`, and answers: a redirect, or the same page with what is wrong and what was typed.
async fn handle<F, D>(app: App, request: Request<Body>, act: impl FnOnce(App, Typed, Sender) -> F) -> Response
where
    F: Future<Output = Result<D, PostError>>,
    D: Into<Done>,
{
    let (mut parts, body) = request.into_parts();
    let ip = match ConnectInfo::<std::net::SocketAddr>::from_request_parts(&mut parts, &()).await {
        Ok(ConnectInfo(peer)) => client_address(peer, &parts.headers, &app.config.trusted_proxies),
        Err(_) => IpAddr::from([127, 0, 0, 1]),
    };
    let typed = match axum::body::to_bytes(body, BODY_MAX).await {
        Ok(bytes) => typed(&bytes),
        Err(_) => return too_large(),
    };
    let wants_json = accepts_json(&parts.headers);
    let sender = Sender::new(&app, &parts, ip);
    let done = match app.reading.pulse.is_lost() {
        true => Err(PostError::Lost),
        false => tokio::time::timeout(WORD_WITHIN, act(app.clone(), typed.clone(), sender))
            .await
            .unwrap_or(Err(PostError::Lost)),
    };
    let is_lost = matches!(done, Err(PostError::Lost));
    let (status, problems, wait) = match done {
        Ok(done) => return done.into().answer(wants_json),
        Err(PostError::SignedOut(location)) => return Done::from(location).answer(wants_json),
        Err(PostError::NotFound) => {
            (StatusCode::NOT_FOUND, Problems::one("", "Cette page n’existe pas, ou pas pour vous."), None)
        }
        Err(PostError::Forbidden) => (
            StatusCode::FORBIDDEN,
            Problems::one("", "Votre rôle ne le permet pas. Demandez à une personne de l’administration."),
            None,
        ),
        Err(PostError::Refused(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems, None),
        Err(PostError::Gone) => (
            StatusCode::GONE,
            Problems::one(
                "",
                "Cette page a changé pendant que vous écriviez. Rechargez-la, puis essayez encore.",
            ),
            None,
        ),
        Err(PostError::TooMany(wait)) => {
            (StatusCode::TOO_MANY_REQUESTS, Problems::one("", too_often(wait)), Some(wait))
        }
        Err(error @ (PostError::Lost | PostError::Store(_) | PostError::Password(_))) => {
            tracing::error!(%error, "a form could not be written");
            if let PostError::Store(error) = &error {
                pulse::note(error, &app.reading.pulse);
            }
            let sentence =
                "Notre service a un problème. Rien n’est perdu : attendez une minute, puis envoyez encore.";
            (StatusCode::SERVICE_UNAVAILABLE, Problems::one("", sentence), None)
        }
    };
    // What is secret does not travel back.
    let refused = Refused { typed: typed.clone().without(&SECRET), problems };
    let mut response = if wants_json {
        axum::Json(Posted::Refused(refused)).into_response()
    } else {
        let address = parts.uri.clone();
        parts.method = axum::http::Method::GET;
        let page = match is_lost || app.reading.pulse.is_lost() {
            true => None,
            false => Some(render(&app, Request::from_parts(parts, Body::empty()), Some(refused)).await),
        };
        match page.filter(|page| !page.status().is_server_error()) {
            Some(page) => page,
            // The page of the form can't be read either.
            None => return kept(&app, &address, typed, BROKEN),
        }
    };
    *response.status_mut() = status;
    if let Some(wait) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, wait.0.into());
    }
    response
}

fn too_often(wait: RetryAfter) -> String {
    let minutes = wait.0.div_ceil(60);
    format!("Vous avez essayé trop souvent. Attendez {minutes} min, puis essayez encore. Rien n’est perdu.")
}

/// The fields of a form.
pub(super) fn typed(bytes: &[u8]) -> Typed {
    // What is not UTF-8 becomes a replacement character, which the field itself then refuses in words.
    decode_pairs(&String::from_utf8_lossy(bytes)).collect()
}

/// The page that keeps a form until it can be sent again; what is secret is typed again.
pub(super) fn kept(app: &App, address: &Uri, typed: Typed, wait: Wait) -> Response {
    let address = address.path_and_query().map_or("/", |address| address.as_str());
    if SECRET.iter().any(|field| typed.some(field).is_some()) {
        return bare::type_again(&app.assets.style, address, wait);
    }
    bare::keep(&app.assets.style, address, &typed, wait)
}

/// Whether the sender is a page that posts by itself.
pub(super) fn accepts_json(headers: &HeaderMap) -> bool {
    text(headers, header::ACCEPT).contains("application/json")
}

/// A header as text; empty where there is none.
pub(super) fn text(headers: &HeaderMap, name: header::HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// The answer to a form that is larger than any of ours.
pub(super) fn too_large() -> Response {
    let page = document(
        "C’est trop long",
        "Ce que vous avez envoyé est trop grand. Revenez en arrière et écrivez moins.",
    );
    (StatusCode::PAYLOAD_TOO_LARGE, page).into_response()
}
