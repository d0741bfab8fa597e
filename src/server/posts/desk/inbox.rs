//! What a team does with the requests that its structure received.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::super::answer::tell;
use super::{App, Member, PostError, at_desk};
use crate::domain::audit::Act;
use crate::domain::field::Sentence;
use crate::domain::form::{Problems, Typed};
use crate::domain::membership::Role;
use crate::domain::referral::{Action, MESSAGE_MAX};
use crate::store::{NewAudit, Received};

/// `POST /espace/{structure}/demandes/{id}`: an answer, a note, or somebody who takes care of it.
pub async fn act(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, slug, Role::Publisher, |app, typed, member| async move {
        let received = received(&app, &member, &id).await?;
        let page = member.to(&format!("/demandes/{}", received.id));
        match typed.get("geste") {
            "repondre" => {
                let action = Action::parse_answer(&typed, app.reading.clock.today())?;
                answer(&app, &member, &received, &action).await?;
                Ok(format!("{page}?repondu=1"))
            }
            "confier" => assign(&app, &member, &received, typed.get("a")).await.map(|()| page),
            "noter" => note(&app, &member, &received, &typed).await.map(|()| page),
            _ => Err(Problems::one("", "Rechargez la page, puis essayez encore.").into()),
        }
    })
    .await
}

/// `POST /espace/{structure}/demandes`: the same answer to all that are ticked.
pub async fn answer_many(
    State(app): State<App>,
    Path(slug): Path<String>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, slug, Role::Publisher, |app, typed, member| async move {
        let mut problems = Problems::default();
        let ids: Vec<&str> = typed.ticked("demande-").collect();
        if ids.is_empty() {
            problems.add("dossier", "Cochez au moins une demande.");
        }
        let action = match Action::parse_answer(&typed, app.reading.clock.today()) {
            Ok(action) if problems.is_empty() => action,
            Ok(_) => return Err(problems.into()),
            Err(more) => {
                more.all().iter().for_each(|problem| problems.add(&problem.field, &problem.message));
                return Err(problems.into());
            }
        };
        // All must be hers before the first is told.
        let mut chosen = Vec::new();
        for id in ids {
            chosen.push(received(&app, &member, id).await?);
        }
        let (mut done, mut refused) = (0, Vec::new());
        for request in &chosen {
            match answer(&app, &member, request, &action).await {
                Ok(()) => done += 1,
                Err(PostError::Refused(_)) => refused.push(request.first_name.as_str()),
                Err(error) => return Err(error),
            }
        }
        if refused.is_empty() {
            return Ok(member.to(&format!("/demandes?repondues={done}")));
        }
        let sentence = format!(
            "{done} réponses envoyées. Pas possible pour {} : la demande est terminée.",
            refused.join(", ")
        );
        Err(Problems::one("", sentence).into())
    })
    .await
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
    let name = chosen.map_or("personne", |one| one.email.as_str());
    let line = line(member, Act::RequestAssigned, &request.code, name);
    Ok(db.assign_referral(request.id, chosen.map(|one| one.id), &[line], now).await?)
}

async fn note(app: &App, member: &Member, request: &Received, typed: &Typed) -> Result<(), PostError> {
    let words = Sentence::<MESSAGE_MAX>::parse(typed.get("note"));
    let words = words.map_err(|error| Problems::one("note", error))?;
    let words = words.ok_or_else(|| Problems::one("note", "Écrivez votre note."))?;
    let now = app.reading.clock.now();
    Ok(app.reading.db.add_note(request.id, member.account.id, words.as_str(), now).await?)
}
