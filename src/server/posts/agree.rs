//! What a partner says to being a step of a programme: by the link of a mail, or at its desk.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::{App, PostError, handle};
use crate::domain::audit::Act;
use crate::domain::draft::agreement::Agreement;
use crate::domain::form::{Problems, Typed};
use crate::domain::id::Secret;
use crate::domain::letter;
use crate::server::limits::Limited;
use crate::store::{Channel, NewAudit, NewMessage, StepAsked};

/// `POST /accord/{secret}`.
pub async fn agree(State(app): State<App>, Path(secret): Path<String>, request: Request<Body>) -> Response {
    handle(app, request, |app, typed, _| by_link(app, secret, typed)).await
}

async fn by_link(app: App, secret: String, typed: Typed) -> Result<String, PostError> {
    let secret = Secret::parse(&secret).ok_or(PostError::Gone)?;
    app.limit(Limited::Answer, secret.expose()).await?;
    let now = app.reading.clock.now();
    let step = app.reading.db.step_of_link(&secret, now).await?.ok_or(PostError::Gone)?;
    answer(&app, &step, typed.get("geste"), None).await?;
    Ok(format!("/accord/{}?fait=1", secret.expose()))
}

/// Notes what a partner says: by whose account, where she has one.
pub(super) async fn answer(
    app: &App,
    step: &StepAsked,
    said: &str,
    account: Option<Uuid>,
) -> Result<(), PostError> {
    let said = Agreement::from_code(said).filter(|said| *said != Agreement::Asked);
    let said = said.ok_or_else(|| Problems::one("", "Rechargez la page, puis essayez encore."))?;
    if said == step.state() {
        return Ok(());
    }
    let reading = &app.reading;
    let now = reading.clock.now();
    let partner =
        reading.db.offer(&step.slug).await?.map(|(_, giver)| giver.content.0.name).unwrap_or_default();
    // The desk of who asked is not known by its slug here: her structures lead there.
    let link = format!("{}/espace", reading.public_url);
    let mail = letter::step_answered(&step.title, &partner, said == Agreement::Agreed, &link);
    let mail = NewMessage {
        key: format!("step-answer-{}-{}-{}", step.programme_id, step.offer_id, now.unix_timestamp()),
        channel: Channel::Email,
        recipient: step.asked_by.clone(),
        subject: mail.subject,
        body: mail.body,
    };
    let told = [NewAudit {
        organisation: step.partner_id,
        account,
        act: if said == Agreement::Agreed { Act::StepAgreed } else { Act::StepRefused },
        subject: step.title.clone(),
        detail: step.asker.name.clone(),
    }];
    reading.db.answer_step(step, said, &mail, &told, now).await?;
    app.wake_courier();
    Ok(())
}
