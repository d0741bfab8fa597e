//! What we hold of a person, for her to take away (RGPD, article 20).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::state::App;
use crate::domain::id::Secret;
use crate::error::PageError;
use crate::store::{Audience, Referral, Result};

/// `GET /suivi/{secret}/mes-donnees.json`.
pub async fn take(State(app): State<App>, Path(secret): Path<String>) -> Response {
    match read(&app, &secret).await {
        Ok(Some(data)) => {
            let attachment = "attachment; filename=\"mes-donnees.json\"";
            ([(header::CONTENT_DISPOSITION, attachment)], Json(data)).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            let error = PageError::from(error);
            tracing::error!(%error, "a person's data could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn read(app: &App, secret: &str) -> Result<Option<Value>> {
    let reading = &app.reading;
    let Some(secret) = Secret::parse(secret) else { return Ok(None) };
    let Some((id, false)) = reading.db.follow_link(&secret, Audience::Person, reading.clock.now()).await?
    else {
        return Ok(None);
    };
    let Some(referral) = reading.db.referral(id).await? else { return Ok(None) };
    let mut requests = vec![request(app, &referral).await?];
    for other in reading.db.other_referrals(&referral, &secret).await? {
        requests.push(request(app, &other).await?);
    }
    Ok(Some(json!({ "demandes": requests })))
}

async fn request(app: &App, referral: &Referral) -> Result<Value> {
    let db = &app.reading.db;
    let offer = db.offer_by_id(referral.offer_id).await?;
    let mut steps = Vec::new();
    for event in db.events(referral.id).await? {
        let (step, by, to) = event.read()?;
        steps.push(json!({
            "le": event.at.to_string(), "geste": step.code(), "par": by.code(), "etat": to.code(), "motif": event.why,
        }));
    }
    let wanted = match referral.for_offer_id {
        Some(wanted) => Some(db.offer_by_id(wanted).await?.content.0.name),
        None => None,
    };
    let helped_by = match referral.helped_by {
        Some(id) => db.structure(id).await?.map(|one| one.content.0.name),
        None => None,
    };
    let seen: Vec<Value> = db
        .seen(referral.id)
        .await?
        .into_iter()
        .map(|seen| {
            let who = seen.who == "volunteer";
            json!({ "le": seen.on_day.to_string(), "par_le_lien": seen.who == "link", "par_le_benevole": who })
        })
        .collect();
    Ok(json!({
        "code": referral.code,
        "offre": offer.content.name,
        "pour_la_formation": wanted,
        "prenom": referral.first_name,
        "mobile": referral.mobile,
        "email": referral.email,
        "moment": referral.best_moment,
        "message": referral.message,
        "envoyee_le": referral.sent_at.to_string(),
        "etat": referral.state()?.code(),
        "rendez_vous": referral.appointment_at.map(|at| at.to_string()),
        "lieu": referral.appointment_place,
        "session_attendue": referral.awaited_session.map(|day| day.to_string()),
        "mot_de_la_structure": referral.note,
        "accord": {
            "texte": referral.consent_version, "comment": referral.consent_way,
            "le": referral.consented_at.map(|at| at.to_string()),
        },
        "aidee_par": helped_by,
        "le_benevole_voit": referral.volunteer_sees,
        "etapes": steps,
        "vue": seen,
    }))
}
