//! What a person does with what we hold of her: correct it, be told otherwise, see another of her requests, erase it all.

use uuid::Uuid;

use super::super::PostError;
use super::enter::VISIT;
use super::{App, Held, act};
use crate::domain::field::{Email, Mobile};
use crate::domain::form::{Problems, Typed};
use crate::domain::id::Code;
use crate::domain::letter;
use crate::domain::referral::TellBy;
use crate::server::limits::Limited;
use crate::store::{Channel, NewLink, NewMessage};

/// Writes her new mobile, and sends the code to it.
pub(super) async fn correct_mobile(app: &App, held: &Held, typed: &Typed) -> Result<String, PostError> {
    let reading = &app.reading;
    let (db, now) = (&reading.db, reading.clock.now());
    let mobile = Mobile::parse(typed.get("mobile")).map_err(|error| Problems::one("mobile", error))?;
    if mobile.as_str() == held.referral.mobile {
        return Ok(held.page("?corrige=1"));
    }
    app.limit(Limited::LostCode, mobile.as_str()).await?;
    app.limit(Limited::LostCode, held.secret.expose()).await?;
    let Ok(code) = Code::parse(&held.referral.code) else { return Err(PostError::Gone) };
    let secret = reading.chance.secret();
    let address = format!("{}/suivi/{}", reading.public_url, secret.expose());
    let letter = letter::code_again(&code, &address);
    let link = NewLink { proves_phone: true, ..NewLink::person(&secret) };
    let message = NewMessage {
        key: format!("mobile-{}", crate::store::digest(secret.expose())),
        channel: Channel::Sms,
        recipient: mobile.as_str().to_owned(),
        subject: letter.subject,
        body: letter.body,
    };
    db.correct_mobile(held.referral.id, &mobile, &[link], &[message], now).await?;
    app.wake_courier();
    Ok(held.page("?corrige=1"))
}

/// Writes how she wants to be told.
pub(super) async fn tell_by(app: &App, held: &Held, typed: &Typed) -> Result<String, PostError> {
    let mut problems = Problems::default();
    let by = TellBy::from_code(typed.get("par"));
    let by = problems.keep("par", by.ok_or("Choisissez comment vous prévenir."));
    let email = problems.keep("email", typed.some("email").map(Email::parse).transpose()).flatten();
    if by.is_some_and(|by| by != TellBy::Sms) && email.is_none() && problems.is_empty() {
        problems.add("email", "Écrivez votre adresse e-mail.");
    }
    let Some(by) = by.filter(|_| problems.is_empty()) else { return Err(problems.into()) };
    app.reading.db.tell_by(held.referral.id, by, email.as_ref().map(|email| email.as_str())).await?;
    Ok(held.page("?note=1"))
}

/// Pauses the reminders, or begins them again.
pub(super) async fn quiet(app: &App, held: &Held, typed: &Typed) -> Result<String, PostError> {
    app.reading.db.quiet(held.referral.id, typed.get("pause") == "oui").await?;
    Ok(held.page("?note=1"))
}

/// Lets the volunteer who helped see where the request stands, or no longer.
pub(super) async fn let_volunteer_see(app: &App, held: &Held, typed: &Typed) -> Result<String, PostError> {
    app.reading.db.let_volunteer_see(held.referral.id, typed.get("voir") == "oui").await?;
    Ok(held.page("?note=1"))
}

/// Opens another request of hers, for the time of a visit.
pub(super) async fn open_other(app: &App, held: &Held, typed: &Typed) -> Result<String, PostError> {
    let reading = &app.reading;
    let wanted = Uuid::parse_str(typed.get("demande")).map_err(|_| PostError::NotFound)?;
    let others = reading.db.other_referrals(&held.referral, &held.secret).await?;
    let other = others.iter().find(|one| one.id == wanted).ok_or(PostError::NotFound)?;
    let secret = reading.chance.secret();
    let expires_at = Some(reading.clock.now() + VISIT);
    // Who opened it from a link that proves her phone goes on as herself.
    let link = NewLink { expires_at, proves_phone: true, ..NewLink::person(&secret) };
    reading.db.add_link(other.id, &link).await?;
    Ok(format!("/suivi/{}", secret.expose()))
}

/// Erases everything of hers at once: this request and the others of her mobile and first name.
pub(super) async fn erase(app: &App, held: &Held) -> Result<String, PostError> {
    let reading = &app.reading;
    let (db, now) = (&reading.db, reading.clock.now());
    act::still_open(app, held).await?;
    let mut all = db.other_referrals(&held.referral, &held.secret).await?;
    db.erase_waiting_asks_of(&held.referral, &held.secret).await?;
    all.push(held.referral.clone());
    for referral in all {
        let offer = db.offer_by_id(referral.offer_id).await?;
        let recipient = offer
            .content
            .contact
            .email
            .as_deref()
            .filter(|_| referral.closed_at.is_none() && referral.apart().is_none());
        let letters: Vec<NewMessage> = recipient
            .map(|recipient| {
                let key = format!("erased-{}", referral.id);
                NewMessage::mail(key, recipient, letter::withdrawn(&offer.content.name))
            })
            .into_iter()
            .collect();
        let statistic = db.statistic(&referral).await?;
        db.erase_referral(referral.id, statistic.as_ref(), &letters, now).await?;
    }
    db.shred().await?;
    app.wake_courier();
    Ok("/suivi?efface=1".to_owned())
}
