//! A structure answers a request, or asks for a new link.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use time::Duration;
use uuid::Uuid;

use super::{App, PostError, abuse, handle};
use crate::domain::audit::Act;
use crate::domain::form::{Problems, Typed};
use crate::domain::id::Secret;
use crate::domain::letter;
use crate::domain::referral::{Action, Actor, STRUCTURE_LINK_DAYS};
use crate::server::limits::Limited;
use crate::store::{Audience, NewAudit, NewLink, NewMessage, Referral, StoreError, Told};

/// `POST /reponse/{secret}`.
pub async fn answer(State(app): State<App>, Path(secret): Path<String>, request: Request<Body>) -> Response {
    handle(app, request, |app, typed, _| async move {
        let secret = Secret::parse(&secret).ok_or(PostError::Gone)?;
        app.limit(Limited::Answer, secret.expose()).await?;
        match typed.get("geste") {
            "repondre" => reply(app, secret, typed).await,
            "lire" => read(app, secret).await,
            "rouvrir" => reopen(app, secret).await,
            "renouveler" => renew(app, secret).await,
            "bloquer" => {
                let (referral, organisation) = opened(&app, &secret).await?;
                abuse::block(&app, organisation, &referral, None).await?;
                Ok(format!("/reponse/{}?probleme=1#probleme", secret.expose()))
            }
            "signaler" => {
                let (referral, organisation) = opened(&app, &secret).await?;
                abuse::report(&app, organisation, &referral, None, &typed).await?;
                Ok(format!("/reponse/{}?probleme=1#probleme", secret.expose()))
            }
            _ => Err(Problems::one("", "Rechargez la page, puis essayez encore.").into()),
        }
    })
    .await
}

/// The request that a link opens, and whose offer it asks for.
async fn opened(app: &App, secret: &Secret) -> Result<(Referral, Uuid), PostError> {
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    let (id, ended) = db.follow_link(secret, Audience::Structure, now).await?.ok_or(PostError::Gone)?;
    if ended {
        let sentence = "Ce lien a expiré. Rechargez la page pour en recevoir un nouveau.";
        return Err(Problems::one("", sentence).into());
    }
    let referral = db.referral(id).await?.ok_or(PostError::Gone)?;
    let organisation = db.offer_by_id(referral.offer_id).await?.organisation_id;
    Ok((referral, organisation))
}

async fn reply(app: App, secret: Secret, typed: Typed) -> Result<String, PostError> {
    let (referral, organisation) = opened(&app, &secret).await?;
    let action = Action::parse_answer(&typed, app.reading.clock.today())?;
    // Whoever holds the link answers for the structure: its journal says so, without a name.
    let line = NewAudit {
        organisation,
        account: None,
        act: Act::RequestAnswered,
        subject: referral.code.clone(),
        detail: action.label().to_owned(),
    };
    tell(&app, &referral, &action, None, &[line]).await?;
    Ok(format!("/reponse/{}?repondu=1", secret.expose()))
}

/// Gives the answer of a structure, and tells the person; a repeat is told once. From the desk, `audit` goes with it.
pub(super) async fn tell(
    app: &App,
    referral: &Referral,
    action: &Action,
    account: Option<Uuid>,
    audit: &[NewAudit],
) -> Result<(), PostError> {
    let reading = &app.reading;
    let (db, now, id) = (&reading.db, reading.clock.now(), referral.id);
    let to = action
        .leads(referral.state()?, Actor::Structure)
        .map_err(|_| Problems::one("", "Cette demande est terminée. La personne l’a peut-être annulée."))?;
    if to == referral.state()? && says_the_same(action, referral) {
        // Pressed twice: she is told once.
        return Ok(());
    }
    let link = reading.chance.secret();
    let address = format!("{}/suivi/{}", reading.public_url, link.expose());
    let links = [NewLink { proves_phone: referral.is_told_by_sms_alone(), ..NewLink::person(&link) }];
    let letter = letter::answered(to, &address);
    let key = format!("answered-{id}-{}", crate::store::digest(link.expose()));
    let messages = referral.to_person(&key, &letter);
    let told = Told { links: &links, messages: &messages, audit, account };
    let calendar = db.offer_by_id(referral.offer_id).await?.content.address.calendar();
    match db.move_referral(referral, action, Actor::Structure, calendar, told, now).await {
        Err(StoreError::Conflict) => {
            Err(Problems::one("", "Quelqu’un a répondu en même temps que vous. Rechargez la page.").into())
        }
        moved => {
            moved?;
            app.wake_courier();
            Ok(())
        }
    }
}

/// Whether an action repeats what the request says already.
fn says_the_same(action: &Action, referral: &Referral) -> bool {
    let (at, place, reason) = match action {
        Action::Meet { at, place, .. } => (Some(*at), Some(place.as_str()), None),
        Action::Decline { reason, .. } => (None, None, Some(reason.code())),
        _ => (None, None, None),
    };
    let rank = match action {
        Action::Wait { rank, .. } => rank.map(i64::from),
        _ => None,
    };
    let note = action.note().map(|note| note.as_str());
    (at, place, reason, note, rank)
        == (
            referral.appointment_at,
            referral.appointment_place.as_deref(),
            referral.reason.as_deref(),
            referral.note.as_deref(),
            referral.rank,
        )
}

/// The structure opens the request: the person will read that it did. A robot that looks through mails does not get here.
async fn read(app: App, secret: Secret) -> Result<String, PostError> {
    let reading = &app.reading;
    let (db, now) = (&reading.db, reading.clock.now());
    let (id, ended) = db.follow_link(&secret, Audience::Structure, now).await?.ok_or(PostError::Gone)?;
    let page = format!("/reponse/{}", secret.expose());
    if !ended {
        let referral = db.referral(id).await?.ok_or(PostError::Gone)?;
        let calendar = db.offer_by_id(referral.offer_id).await?.content.address.calendar();
        db.note_read(&referral, calendar, None, now).await?;
    }
    Ok(page)
}

/// The structure says that it answers again: the door of its offer, closed after three silences, opens.
async fn reopen(app: App, secret: Secret) -> Result<String, PostError> {
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    let (id, _) = db.follow_link(&secret, Audience::Structure, now).await?.ok_or(PostError::Gone)?;
    let referral = db.referral(id).await?.ok_or(PostError::Gone)?;
    let offer = db.offer_by_id(referral.offer_id).await?;
    let line = NewAudit {
        organisation: offer.organisation_id,
        account: None,
        act: Act::AsksReopened,
        subject: offer.content.0.name,
        detail: String::new(),
    };
    db.open_asks(referral.offer_id, &[line], now).await?;
    Ok(format!("/reponse/{}?rouvert=1", secret.expose()))
}

async fn renew(app: App, secret: Secret) -> Result<String, PostError> {
    let reading = &app.reading;
    let (db, now) = (&reading.db, reading.clock.now());
    let (id, ended) = db.follow_link(&secret, Audience::Structure, now).await?.ok_or(PostError::Gone)?;
    let back = format!("/reponse/{}?renouvele=1", secret.expose());
    if !ended {
        return Ok(back);
    }
    let referral = db.referral(id).await?.ok_or(PostError::Gone)?;
    let offer = db.offer_by_id(referral.offer_id).await?.content.0;
    let recipient = offer.contact.email.ok_or(PostError::Gone)?;
    let fresh = reading.chance.secret();
    let letter = letter::renewed(&offer.name, &format!("{}/reponse/{}", reading.public_url, fresh.expose()));
    let link = NewLink::structure(&fresh, Some(now + Duration::days(STRUCTURE_LINK_DAYS)));
    let key = format!("renewed-{}", crate::store::digest(fresh.expose()));
    let message = NewMessage::mail(key, &recipient, letter);
    db.write_messages(id, &[link], &[message], now).await?;
    app.wake_courier();
    Ok(back)
}
