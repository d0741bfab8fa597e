//! What a team does with the requests that its structure received.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::super::abuse;
use super::super::answer::tell;
use super::{App, Member, PostError, at_desk};
use crate::domain::audit::Act;
use crate::domain::field::Sentence;
use crate::domain::form::{Problems, Typed};
use crate::domain::inbox::InboxQuery;
use crate::domain::membership::Role;
use crate::domain::referral::{Action, MESSAGE_MAX};
use crate::store::{NewAudit, Received};

/// Requests of one post at most: what a page of the inbox shows.
const MOST: usize = 25;
const NOTHING_TICKED: &str = "Cochez au moins une demande.";

/// `POST /espace/{structure}/demandes/{id}`: it is opened, an answer, a note, or somebody who takes care of it.
pub async fn act(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, slug, Role::Publisher, |app, typed, member| async move {
        let received = received(&app, &member, &id).await?;
        let page = member.to(&format!("/demandes/{}", received.id));
        match typed.get("geste") {
            "lire" => open(&app, &member, &received).await.map(|()| page),
            "repondre" => {
                let action = Action::parse_answer(&typed, app.reading.clock.today())?;
                answer(&app, &member, &received, &action).await?;
                Ok(format!("{page}?repondu=1"))
            }
            "confier" => assign(&app, &member, &received, typed.get("a")).await.map(|()| page),
            "rouvrir" => reopen(&app, &member, &received).await.map(|()| page),
            "bloquer" => {
                let referral = app.reading.db.referral(received.id).await?.ok_or(PostError::NotFound)?;
                abuse::block(&app, member.organisation.id, &referral, Some(member.account.id)).await?;
                Ok(format!("{page}?probleme=1#probleme"))
            }
            "signaler" => {
                let referral = app.reading.db.referral(received.id).await?.ok_or(PostError::NotFound)?;
                abuse::report(&app, member.organisation.id, &referral, Some(member.account.id), &typed)
                    .await?;
                Ok(format!("{page}?probleme=1#probleme"))
            }
            "noter" => note(&app, &member, &received, &typed).await.map(|()| page),
            _ => Err(Problems::one("", "Rechargez la page, puis essayez encore.").into()),
        }
    })
    .await
}

/// `POST /espace/{structure}/demandes`: a search; or the same answer to all that are ticked, or one who takes care of them.
pub async fn act_on_many(
    State(app): State<App>,
    Path(slug): Path<String>,
    request: Request<Body>,
) -> Response {
    let shown = InboxQuery::parse(request.uri().query().unwrap_or_default());
    at_desk(app, request, slug, Role::Reader, |app, typed, member| async move {
        if typed.get("reponse") == "chercher" {
            return search(&app, &member, &typed);
        }
        if !member.organisation.role().may(Role::Publisher) {
            return Err(PostError::Forbidden);
        }
        let done = match typed.get("reponse") {
            "confier" => assign_many(&app, &member, &typed).await?,
            _ => answer_many(&app, &member, &typed).await?,
        };
        // Back to where they were ticked, from its start: those that were answered are there no more.
        let back = InboxQuery { page: 0, ticked: false, ..shown }.query();
        let sign = if back.is_empty() { '?' } else { '&' };
        Ok(member.to(&format!("/demandes{back}{sign}{done}")))
    })
    .await
}

/// The address of what she looks for: no word of it can be read there.
fn search(app: &App, member: &Member, typed: &Typed) -> Result<String, PostError> {
    let mut query = InboxQuery::of_form(|name| typed.get(name));
    query.sealed = app.reading.db.seal_search(member.account.id, &query.text)?;
    Ok(member.to(&format!("/demandes{}", query.query())))
}

/// The requests that are ticked, all of them of this structure before the first is touched.
async fn ticked(app: &App, member: &Member, typed: &Typed) -> Result<Vec<Received>, PostError> {
    let mut chosen = Vec::new();
    for id in typed.ticked("demande-").take(MOST) {
        chosen.push(received(app, member, id).await?);
    }
    Ok(chosen)
}

async fn answer_many(app: &App, member: &Member, typed: &Typed) -> Result<String, PostError> {
    let chosen = ticked(app, member, typed).await?;
    let mut problems = Problems::default();
    if chosen.is_empty() {
        problems.add("dossier", NOTHING_TICKED);
    }
    let action = match Action::parse_answer(typed, app.reading.clock.today()) {
        Ok(action) if problems.is_empty() => action,
        Ok(_) => return Err(problems.into()),
        Err(more) => {
            more.all().iter().for_each(|problem| problems.add(&problem.field, &problem.message));
            return Err(problems.into());
        }
    };
    let (mut done, mut refused) = (0, Vec::new());
    for request in &chosen {
        match answer(app, member, request, &action).await {
            Ok(()) => done += 1,
            // Who is over has no name any more: her code is left.
            Err(PostError::Refused(_)) if request.first_name.is_empty() => {
                refused.push(request.code.as_str())
            }
            Err(PostError::Refused(_)) => refused.push(request.first_name.as_str()),
            Err(error) => return Err(error),
        }
    }
    if refused.is_empty() {
        return Ok(format!("repondues={done}"));
    }
    let sent = if done > 1 { "réponses envoyées" } else { "réponse envoyée" };
    let sentence = format!(
        "{done} {sent}. Pas possible pour {} : la demande est terminée, ou vient de changer.",
        refused.join(", ")
    );
    Err(Problems::one("", sentence).into())
}

async fn assign_many(app: &App, member: &Member, typed: &Typed) -> Result<String, PostError> {
    let chosen = ticked(app, member, typed).await?;
    if chosen.is_empty() {
        return Err(Problems::one("dossier", NOTHING_TICKED).into());
    }
    for request in &chosen {
        assign(app, member, request, typed.get("a")).await?;
    }
    Ok(format!("confiees={}", chosen.len()))
}

/// Somebody of the team opens the request: the person will read that she did.
async fn open(app: &App, member: &Member, received: &Received) -> Result<(), PostError> {
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    let referral = db.referral(received.id).await?.ok_or(PostError::NotFound)?;
    let calendar = received.offer.address.calendar();
    Ok(db.note_read(&referral, calendar, Some(member.account.id), now).await?)
}

/// A request of the structure of `member`; for one of another, what there would be for none.
async fn received(app: &App, member: &Member, id: &str) -> Result<Received, PostError> {
    let id = Uuid::parse_str(id).map_err(|_| PostError::NotFound)?;
    app.reading.db.received_one(member.organisation.id, id).await?.ok_or(PostError::NotFound)
}

fn line(member: &Member, act: Act, subject: &str, detail: &str) -> NewAudit {
    NewAudit {
        organisation: member.organisation.id,
        account: Some(member.account.id),
        act,
        subject: subject.to_owned(),
        detail: detail.to_owned(),
    }
}

async fn answer(app: &App, member: &Member, request: &Received, action: &Action) -> Result<(), PostError> {
    let referral = app.reading.db.referral(request.id).await?.ok_or(PostError::NotFound)?;
    let line = line(member, Act::RequestAnswered, &request.code, action.label());
    tell(app, &referral, action, Some(member.account.id), &[line]).await
}

async fn assign(app: &App, member: &Member, request: &Received, to: &str) -> Result<(), PostError> {
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    let team = db.team_members(member.organisation.id).await?;
    let chosen = team.iter().find(|one| one.id.to_string() == to);
    if chosen.is_none() && !to.is_empty() {
        let sentence = "Cette personne n’est plus dans l’équipe. Choisissez-en une autre.";
        return Err(Problems::one("a", sentence).into());
    }
    if request.assigned_to == chosen.map(|one| one.id) {
        // Given twice: it is told once.
        return Ok(());
    }
    let name = chosen.map_or("personne", |one| one.email.as_str());
    let line = line(member, Act::RequestAssigned, &request.code, name);
    Ok(db.assign_referral(request.id, chosen.map(|one| one.id), &[line], now).await?)
}

/// The structure says that it answers again: the door of the offer, closed after three silences, opens.
async fn reopen(app: &App, member: &Member, request: &Received) -> Result<(), PostError> {
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    let referral = db.referral(request.id).await?.ok_or(PostError::NotFound)?;
    let line = line(member, Act::AsksReopened, &request.offer.0.name, "");
    Ok(db.open_asks(referral.offer_id, &[line], now).await?)
}

async fn note(app: &App, member: &Member, request: &Received, typed: &Typed) -> Result<(), PostError> {
    let words = Sentence::<MESSAGE_MAX>::parse(typed.get("note"));
    let words = words.map_err(|error| Problems::one("note", error))?;
    let words = words.ok_or_else(|| Problems::one("note", "Écrivez votre note."))?;
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    let line = line(member, Act::RequestNoted, &request.code, "");
    Ok(db.add_note(request.id, member.account.id, words.as_str(), &[line], now).await?)
}
