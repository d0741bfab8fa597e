//! Files that a structure sends, the word that lets them in, and the addresses that are read for it.

mod feeds;

use std::time::Duration as Wait;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::post;
use tower_http::timeout::TimeoutLayer;
use uuid::Uuid;

use super::{App, Member, PostError, at_desk};
use crate::domain::audit::Act;
use crate::domain::form::{Problems, Typed};
use crate::domain::import::{FILE_MAX, ImportState, Verdict};
use crate::domain::membership::Role;
use crate::server::import::{ImportError, Importer, Sent, prepare, task};
use crate::server::limits::Limited;
use crate::store::NewAudit;

/// A large file on a slow line, and its reading.
const PATIENCE: Wait = Wait::from_secs(300);
/// What a multipart body has around its file.
const AROUND: usize = 64 * 1024;

/// The forms of imports, except the one that sends a file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/espace/{structure}/imports/adresses", post(feeds::change))
        .route("/espace/{structure}/imports/{import}", post(go))
}

/// The one form that sends a file: it may be larger and take longer than others.
pub fn uploads() -> Router<App> {
    Router::new()
        .route("/espace/{structure}/imports", post(upload))
        .layer(DefaultBodyLimit::max(FILE_MAX + AROUND))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE))
}

/// `POST /espace/{structure}/imports`.
async fn upload(State(app): State<App>, Path(slug): Path<String>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    // Who she is is checked before a byte of the file is read.
    let door = Request::from_parts(parts.clone(), Body::empty());
    at_desk(app, door, slug, Role::Publisher, |app, _, member| async move {
        app.limit(Limited::File, member.organisation.slug.as_str()).await?;
        let sent = receive(Request::from_parts(parts, body)).await?;
        let (db, now) = (&app.reading.db, app.reading.clock.now());
        let id = prepare(db, &importer(&member), sent, now).await.map_err(refused)?;
        Ok(member.to(&format!("/imports/{id}")))
    })
    .await
}

/// The file of a form.
async fn receive(request: Request<Body>) -> Result<Sent, PostError> {
    let problem = |sentence: &str| PostError::Refused(Problems::one("", sentence));
    let broken = || problem("Le fichier n’est pas arrivé entier. Envoyez-le encore : 20 Mo au plus.");
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    while let Some(mut field) = form.next_field().await.map_err(|_| broken())? {
        if field.name() != Some("fichier") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(|_| broken())? {
            if bytes.len() + chunk.len() > FILE_MAX {
                return Err(problem(
                    "Le fichier est trop gros : 20 Mo au plus. Coupez-le en plusieurs fichiers.",
                ));
            }
            bytes.extend_from_slice(&chunk);
        }
        if name.is_empty() && bytes.is_empty() {
            break;
        }
        let name = if name.is_empty() { "fichier".to_owned() } else { name };
        return Ok(Sent { name, bytes });
    }
    Err(problem("Choisissez d’abord un fichier."))
}

fn importer(member: &Member) -> Importer {
    Importer {
        organisation: member.organisation.id,
        slug: member.organisation.slug.clone(),
        content: member.organisation.content.0.clone(),
        account: Some(member.account.id),
        feed: None,
    }
}

fn refused(error: ImportError) -> PostError {
    match error {
        ImportError::Told(sentence) => PostError::Refused(Problems::one("", sentence)),
        ImportError::Store(error) => PostError::Store(error),
    }
}

/// `POST /espace/{structure}/imports/{import}`.
async fn go(
    State(app): State<App>,
    Path((slug, import)): Path<(String, String)>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, slug, Role::Publisher, |app, typed, member| async move {
        let (db, now) = (&app.reading.db, app.reading.clock.now());
        let id: Uuid = import.parse().map_err(|_| PostError::NotFound)?;
        let found = db.import(member.organisation.id, id).await?.ok_or(PostError::NotFound)?;
        let back = member.to(&format!("/imports/{id}"));
        let steps = match typed.get("geste") {
            "choisir" | "tout-choisir" if found.state() != ImportState::Ready => {
                return Err(told("Cet import a changé pendant que vous regardiez. Rechargez la page."));
            }
            "choisir" => {
                db.choose_import_rows(id, &choices(&typed)).await?;
                let page = typed.get("page").parse::<u32>().unwrap_or(1);
                let shown = Verdict::from_code(typed.get("voir")).unwrap_or(Verdict::Asked).code();
                return Ok(format!("{back}?voir={shown}&page={page}&fait=1#lignes"));
            }
            "tout-choisir" => {
                db.choose_all_import_rows(id, typed.get("version") == "fichier").await?;
                return Ok(format!("{back}?voir=asked&fait=1#lignes"));
            }
            "importer" if member.organisation.review != "none" => {
                return Err(told("Votre structure n’est pas encore validée. Gardez ce fichier ici : vous pourrez l’importer après."));
            }
            "importer" => [ImportState::Ready, ImportState::Writing],
            "abandonner" => [ImportState::Ready, ImportState::Dropped],
            "annuler" if found.undo_until(now).is_some() => [ImportState::Done, ImportState::Undoing],
            "annuler" if found.state() == ImportState::Done => {
                return Err(told("Le temps pour annuler est passé : 24 heures."));
            }
            "annuler" => return Err(told("Cet import ne peut pas être annulé maintenant. Rechargez la page.")),
            _ => return Err(told("Rechargez la page, puis essayez encore.")),
        };
        let line = NewAudit {
            organisation: member.organisation.id,
            account: Some(member.account.id),
            act: Act::ImportDropped,
            subject: found.name.clone(),
            detail: String::new(),
        };
        if !db.move_import(&found, steps, &line, now).await? {
            return Err(told("Cet import a changé pendant que vous regardiez. Rechargez la page."));
        }
        // Small files are done before the page comes back; of large ones the task writes the rest.
        task::go_on_with(db, id, now).await?;
        if let Some(index) = app.reading.published.get() {
            task::follow(db, &*index, now).await?;
        }
        Ok(back)
    })
    .await
}

fn told(sentence: &str) -> PostError {
    PostError::Refused(Problems::one("", sentence))
}

/// Rows and whether the file's version is taken, as a page of choices sends them.
fn choices(typed: &Typed) -> Vec<(i64, bool)> {
    let chosen = typed.pairs().filter_map(|(name, value)| {
        let position = name.strip_prefix("choix-")?.parse().ok()?;
        Some((position, value == "fichier"))
    });
    chosen.take(100).collect()
}
