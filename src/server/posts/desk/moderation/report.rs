//! The moderator decides about what a structure reports.

use time::Duration;
use uuid::Uuid;

use super::super::super::{App, PostError};
use crate::domain::abuse::{BLOCKED_DAYS, Outcome};
use crate::domain::field::Sentence;
use crate::domain::form::{Problems, Typed};
use crate::domain::letter;
use crate::domain::referral::MESSAGE_MAX;
use crate::store::{Account, Decided, NewMessage};

/// Decides about the report `signalement`, and tells who made it.
pub(super) async fn decide(app: &App, typed: &Typed, account: &Account) -> Result<(), PostError> {
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    let id = Uuid::parse_str(typed.get("signalement")).map_err(|_| PostError::Gone)?;
    let report = db.waiting_report(id).await?.ok_or(PostError::Gone)?;
    let outcome =
        Outcome::from_code(typed.get("issue")).ok_or_else(|| Problems::one("", "Choisissez une issue."))?;
    let answer =
        Sentence::<MESSAGE_MAX>::parse(typed.get("reponse")).map_err(|error| Problems::one("", error))?;
    let answer = answer.as_ref().map(|answer| answer.as_str());
    let letter = letter::abuse_decided(&report.code, outcome, answer);
    // Whoever reported it; by the link of a mail, the structure.
    let to = report.contact.clone().or_else(|| report.organisation.contact.email.clone());
    let letters: Vec<NewMessage> =
        to.iter().map(|to| NewMessage::mail(format!("abuse-decided-{id}"), to, letter.clone())).collect();
    let until = now + Duration::days(BLOCKED_DAYS);
    let decided = Decided { report: &report, outcome, answer, by: account.id, until };
    if !db.decide_report(&decided, &letters, now).await? {
        return Err(PostError::Gone);
    }
    app.wake_courier();
    Ok(())
}
