//! What the desk gives to take away: appointments for a calendar, requests for a spreadsheet.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use icalendar::{Calendar, Component, Event, EventLike};
use time::Duration;
use uuid::Uuid;

use super::render::document;
use super::state::App;
use crate::domain::audit::Act;
use crate::domain::clock::paris_date;
use crate::domain::membership::Role;
use crate::domain::phone::spoken_phone;
use crate::domain::referral::{BestMoment, Folder, Reason, State as Standing};
use crate::pages::desk::access::{second_step_first, session_cookie, sign_in_address};
use crate::store::{Account, NewAudit, Received, StoreError, TeamMember, Workplace};

/// How long an appointment is said to last, since nobody says it.
const APPOINTMENT: Duration = Duration::HOUR;

/// Why a file is not given.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotGiven {
    /// Nobody is signed in, or not by two steps yet: where she goes first.
    #[error("signed out")]
    SignedOut(String),
    /// There is none, or not for her.
    #[error("not found")]
    NotFound,
    /// Her role is too small.
    #[error("forbidden")]
    Forbidden,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl IntoResponse for NotGiven {
    fn into_response(self) -> Response {
        match self {
            Self::SignedOut(first) => Redirect::to(&first).into_response(),
            Self::NotFound => {
                let page = document("Ce fichier n’existe pas", "Ou pas pour vous. Revenez à votre espace.");
                (StatusCode::NOT_FOUND, page).into_response()
            }
            Self::Forbidden => {
                let page =
                    document("Votre rôle ne le permet pas", "Demandez à une personne de l’administration.");
                (StatusCode::FORBIDDEN, page).into_response()
            }
            Self::Store(error) => {
                tracing::error!(%error, "a file of the desk could not be made");
                let page = document("Le service a un problème", "Attendez une minute, puis essayez encore.");
                (StatusCode::SERVICE_UNAVAILABLE, page).into_response()
            }
        }
    }
}

/// The addresses of the files.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/espace/{structure}/demandes.csv", get(requests))
        .route("/espace/{structure}/rendez-vous.ics", get(appointments))
        .route("/espace/{structure}/demandes/{id}/rendez-vous.ics", get(appointment))
}

/// Who asks, in which of her structures; every role of the desk reads requests. Who is not signed in comes to `page` afterwards.
pub(super) async fn member(
    app: &App,
    headers: &HeaderMap,
    slug: &str,
    page: &str,
) -> Result<(Account, Workplace), NotGiven> {
    let page = format!("/espace/{slug}/{page}");
    let signed_out = || NotGiven::SignedOut(sign_in_address("/connexion", &page));
    let cookie = session_cookie(headers, app.config.public_url.origin()).ok_or_else(signed_out)?;
    let (session, account) =
        app.reading.db.session(&cookie, app.reading.clock.now()).await?.ok_or_else(signed_out)?;
    if session.waits {
        return Err(signed_out());
    }
    if let Some(first) = second_step_first(app.reading.second_step, &account, &page) {
        return Err(NotGiven::SignedOut(first));
    }
    let workplace = app.reading.db.workplace(account.id, slug).await?.ok_or(NotGiven::NotFound)?;
    if !workplace.role().may(Role::Reader) {
        return Err(NotGiven::Forbidden);
    }
    Ok((account, workplace))
}

/// `GET /espace/{structure}/demandes.csv`: every request that she may see.
async fn requests(
    State(app): State<App>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, NotGiven> {
    let (account, workplace) = member(&app, &headers, &slug, "demandes").await?;
    let db = &app.reading.db;
    let rows = db.received(workplace.id).await?;
    let team = db.team_members(workplace.id).await?;
    let table = requests_csv(&rows, &team).map_err(|error| {
        tracing::error!(%error, "requests could not be written");
        NotGiven::NotFound
    })?;
    let line = NewAudit {
        organisation: workplace.id,
        account: Some(account.id),
        act: Act::RequestsExported,
        subject: rows.len().to_string(),
        detail: String::new(),
    };
    db.write_audit(&[line], app.reading.clock.now()).await?;
    Ok(file("text/csv; charset=utf-8", &format!("demandes-{slug}.csv"), table))
}

/// The requests as a spreadsheet of a French office opens them: semicolons, and a mark that says UTF-8.
pub(super) fn requests_csv(rows: &[Received], team: &[TeamMember]) -> Result<Vec<u8>, csv::Error> {
    let header = [
        "code",
        "prénom",
        "téléphone",
        "e-mail",
        "à appeler",
        "message",
        "offre",
        "reçue le",
        "première réponse le",
        "dossier",
        "rendez-vous",
        "lieu",
        "raison",
        "suivie par",
    ];
    let lines = rows.iter().map(|row| {
        let folder = row.state().ok().and_then(|state: Standing| Folder::of(state)).map_or("", Folder::label);
        let at = row.appointment_at.map(|at| format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute()));
        let assignee = row.assigned_to.and_then(|id| team.iter().find(|one| one.id == id));
        let moment = row.best_moment.as_deref().and_then(BestMoment::from_code);
        let reason = row.reason.as_deref().and_then(Reason::from_code);
        [
            row.code.clone(),
            row.first_name.clone(),
            spoken_phone(&row.mobile),
            row.email.clone().unwrap_or_default(),
            moment.map_or("", BestMoment::label).to_owned(),
            row.message.clone().unwrap_or_default(),
            row.offer.0.name.clone(),
            paris_date(row.sent_at).to_string(),
            row.first_answered_at.map(|at| paris_date(at).to_string()).unwrap_or_default(),
            folder.to_owned(),
            at.unwrap_or_default(),
            row.appointment_place.clone().unwrap_or_default(),
            reason.map_or("", Reason::label).to_owned(),
            assignee.map_or("", |one| one.called()).to_owned(),
        ]
    });
    spreadsheet(header, lines)
}

/// A table as a spreadsheet of a French office opens it: semicolons, and a mark that says UTF-8.
pub(super) fn spreadsheet<const N: usize>(
    header: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    table.write_record(header)?;
    for row in rows {
        table.write_record(row.map(inert))?;
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

/// A cell that no spreadsheet takes for a formula (OWASP, CSV injection).
pub(super) fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// `GET /espace/{structure}/demandes/{id}/rendez-vous.ics`: the appointment of a request.
async fn appointment(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, NotGiven> {
    let (_, workplace) = member(&app, &headers, &slug, "demandes").await?;
    let id = Uuid::parse_str(&id).map_err(|_| NotGiven::NotFound)?;
    let received = app.reading.db.received_one(workplace.id, id).await?.ok_or(NotGiven::NotFound)?;
    let event = event(&app, &slug, &received).ok_or(NotGiven::NotFound)?;
    Ok(calendar("rendez-vous.ics", [event]))
}

/// `GET /espace/{structure}/rendez-vous.ics`: every appointment to come.
async fn appointments(
    State(app): State<App>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, NotGiven> {
    let (_, workplace) = member(&app, &headers, &slug, "demandes").await?;
    let today = app.reading.clock.today();
    let received = app.reading.db.received(workplace.id).await?;
    let to_come = received.iter().filter(|one| one.appointment_at.is_some_and(|at| at.date() >= today));
    let events: Vec<Event> = to_come.filter_map(|one| event(&app, &slug, one)).collect();
    Ok(calendar(&format!("rendez-vous-{slug}.ics"), events))
}

/// The appointment of a request; nothing where there is none, or the request is over: nobody is named then.
fn event(app: &App, slug: &str, received: &Received) -> Option<Event> {
    let at = received.appointment_at.filter(|_| received.state().is_ok_and(Standing::is_open))?;
    let stamp = |moment: time::PrimitiveDateTime| {
        let (date, time) = (moment.date(), moment.time());
        let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
        format!("{year:04}{month:02}{day:02}T{:02}{:02}00", time.hour(), time.minute())
    };
    let now = app.reading.clock.now();
    let now = time::PrimitiveDateTime::new(now.date(), now.time());
    let mut event = Event::new();
    event
        .uid(&format!("{}@premier-pas", received.id))
        .add_property("DTSTAMP", format!("{}Z", stamp(now)))
        // Without a zone: the clock of the place, which is that of whoever goes there.
        .add_property("DTSTART", stamp(at))
        .add_property("DTEND", stamp(at + APPOINTMENT))
        .summary(&format!("Rendez-vous : {} ({})", received.first_name, received.offer.0.name))
        .url(&app.config.public_url.to(&format!("/espace/{slug}/demandes/{}", received.id)))
        .description(&format!("Téléphone : {}. Code : {}.", spoken_phone(&received.mobile), received.code));
    if let Some(place) = &received.appointment_place {
        event.location(place);
    }
    Some(event.done())
}

fn calendar(name: &str, events: impl IntoIterator<Item = Event>) -> Response {
    let mut calendar = Calendar::new().name("Premier Pas").done();
    calendar.extend(events);
    file("text/calendar; charset=utf-8", name, calendar.to_string().into_bytes())
}

pub(super) fn file(kind: &'static str, name: &str, content: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, content).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for dangerous in ["=1+1", "+33", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert!(inert(dangerous.to_owned()).starts_with('\''), "{dangerous:?}");
        }
        assert_eq!(inert("Zoé".to_owned()), "Zoé");
    }
}
