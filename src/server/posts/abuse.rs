//! A structure blocks the number of a request, or reports it: by the link of a mail, or from its desk.

use time::Duration;
use uuid::Uuid;

use super::{App, PostError};
use crate::domain::abuse::{BLOCKED_DAYS, Complaint};
use crate::domain::audit::Act;
use crate::domain::clock::{full_date, paris_date};
use crate::domain::form::{Problems, Typed};
use crate::domain::letter;
use crate::store::{NewAudit, NewMessage, NewReport, Referral};

/// Blocks the number of a request for a structure, for half a year.
pub(super) async fn block(
    app: &App,
    organisation: Uuid,
    referral: &Referral,
    account: Option<Uuid>,
) -> Result<(), PostError> {
    check_open(referral)?;
    let now = app.reading.clock.now();
    let until = now + Duration::days(BLOCKED_DAYS);
    let line = NewAudit {
        organisation,
        account,
        act: Act::NumberBlocked,
        subject: referral
            .mobile
            .get(referral.mobile.len().saturating_sub(4)..)
            .unwrap_or_default()
            .to_owned(),
        detail: full_date(paris_date(until)),
    };
    Ok(app.reading.db.block_number(&referral.mobile, until, &line, now).await?)
}

/// Reports a request to the platform, once as long as nothing is decided; the moderators are told.
pub(super) async fn report(
    app: &App,
    organisation: Uuid,
    referral: &Referral,
    account: Option<Uuid>,
    typed: &Typed,
) -> Result<(), PostError> {
    let complaint = Complaint::parse(typed)?;
    check_open(referral)?;
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    let structure = db.structure(organisation).await?.ok_or(PostError::Gone)?;
    let letter =
        letter::abuse_reported(&structure.content.name, &format!("{}/moderation", app.reading.public_url));
    let key = format!("abuse-{}-{}", referral.id, now.unix_timestamp());
    let letters: Vec<NewMessage> = db
        .moderators()
        .await?
        .iter()
        .map(|email| NewMessage::mail(format!("{key}-{email}"), email, letter.clone()))
        .collect();
    let report = NewReport {
        organisation,
        account,
        referral: referral.id,
        code: &referral.code,
        wrong: complaint.wrong,
        words: complaint.words.as_ref().map(|words| words.as_str()),
    };
    db.report_abuse(&report, &letters, now).await?;
    app.wake_courier();
    Ok(())
}

/// Once a request is over its structure knows nothing of the person any more, nor does anything to her.
fn check_open(referral: &Referral) -> Result<(), PostError> {
    if referral.closed_at.is_some() {
        return Err(Problems::one("", "Cette demande est terminée.").into());
    }
    Ok(())
}
