//! An admin invites, changes roles, takes out; anybody leaves.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::super::{App, PostError};
use super::join::{about_claim, decision};
use super::{Member, at_desk};
use crate::domain::account::Login;
use crate::domain::form::{Problems, Typed};
use crate::domain::letter;
use crate::domain::membership::{LastAdmin, Role};
use crate::server::limits::Limited;
use crate::store::{Asker, Changed, Channel, NewMessage, digest};

/// What an admin does on the team's page.
const GESTURES: [&str; 6] = ["role", "retirer", "renvoyer", "annuler", "accepter", "refuser"];

/// `POST /espace/{structure}/equipe`.
pub async fn change(State(app): State<App>, Path(slug): Path<String>, request: Request<Body>) -> Response {
    // Anybody may leave; the rest is for admins, and is checked below.
    at_desk(app, request, slug, Role::Volunteer, act).await
}

/// `POST /espace/{structure}/equipe/inviter`.
pub async fn invite(State(app): State<App>, Path(slug): Path<String>, request: Request<Body>) -> Response {
    at_desk(
        app,
        request,
        slug,
        Role::Admin,
        |app, typed, member| async move { send(&app, &typed, &member).await },
    )
    .await
}

async fn act(app: App, typed: Typed, member: Member) -> Result<String, PostError> {
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    let (organisation, me) = (member.organisation.id, member.account.id);
    let id = |field| Uuid::parse_str(typed.get(field)).map_err(|_| PostError::Gone);
    let gesture = typed.get("geste");
    if gesture == "quitter" {
        told(db.change_member(organisation, me, None, me, now).await?)?;
        return Ok("/espace".to_owned());
    }
    if !GESTURES.contains(&gesture) {
        return Err(Problems::one("", "Rechargez la page, puis essayez encore.").into());
    }
    if !member.organisation.role().may(Role::Admin) {
        return Err(PostError::Forbidden);
    }
    let changed = match gesture {
        "role" => {
            let role = Role::from_code(typed.get("role"));
            let role = role.ok_or_else(|| Problems::one("", "Choisissez un rôle."))?;
            db.change_member(organisation, id("membre")?, Some(role), me, now).await?
        }
        "retirer" => db.change_member(organisation, id("membre")?, None, me, now).await?,
        "renvoyer" => return send(&app, &typed, &member).await,
        "accepter" | "refuser" => {
            let decision = decision(&typed)?;
            let tell = |asker: &Asker| about_claim(&app, asker, &decision);
            let found = db.decide_claim(id("demande")?, Some(organisation), &decision, me, tell, now).await?;
            app.wake_courier();
            if found { Changed::Done } else { Changed::Nobody }
        }
        _ => db.cancel_invitation(organisation, id("invitation")?, me, now).await?,
    };
    told(changed)?;
    Ok(member.to("/equipe?fait=change"))
}

fn told(changed: Changed) -> Result<(), PostError> {
    match changed {
        Changed::Done => Ok(()),
        Changed::Nobody => Err(PostError::Gone),
        Changed::LastAdmin => Err(Problems::one("", LastAdmin).into()),
        Changed::Already => Err(Problems::one("email", "Cette personne est déjà dans l’équipe.").into()),
    }
}

async fn send(app: &App, typed: &Typed, member: &Member) -> Result<String, PostError> {
    let mut problems = Problems::default();
    let login = problems.keep("email", Login::parse(typed.get("email")));
    let role = problems
        .keep("role", Role::from_code(typed.get("role")).ok_or("Choisissez un rôle : il se change après."));
    let (Some(login), Some(role)) = (login, role) else { return Err(problems.into()) };
    let reading = &app.reading;
    let structure = &member.organisation;
    if structure.review != "none" {
        let sentence = "Votre structure n’est pas encore validée. Vous pourrez inviter votre équipe après.";
        return Err(Problems::one("", sentence).into());
    }
    app.limit(Limited::SignIn, login.as_str()).await?;
    let secret = reading.chance.secret();
    let link = format!("{}/connexion/invitation/{}", reading.public_url, secret.expose());
    let invited = if role == Role::Volunteer { letter::invited_beside } else { letter::invited };
    let letter = invited(&structure.content.name, &link);
    let message = NewMessage {
        key: format!("invited-{}", digest(secret.expose())),
        channel: Channel::Email,
        recipient: login.as_str().to_owned(),
        subject: letter.subject,
        body: letter.body,
    };
    let now = reading.clock.now();
    told(reading.db.invite(structure.id, (&login, role), &secret, &message, member.account.id, now).await?)?;
    app.wake_courier();
    Ok(member.to("/equipe?fait=invite"))
}
