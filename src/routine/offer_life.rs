//! What becomes of offers by themselves: those that wait for a day are shown on it, those whose last session is over rest,
//! and of those that nobody has confirmed for long somebody is asked; later they rest too.

use std::time::Duration as Wait;

use time::{Duration, OffsetDateTime};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::domain::clock::{Clock, paris_date};
use crate::domain::draft::age::{Age, age, delays, off_on};
use crate::domain::draft::state::{Rest, State};
use crate::domain::id::Chance;
use crate::domain::letter;
use crate::domain::offer::OfferKind;
use crate::store::{Aging, Channel, Db, NewMessage, Result};

/// Days that a link to confirm lives: longer than the offer does without it, so that it can come back.
const LINK_DAYS: i64 = 60;
/// A day begins within a quarter of an hour of midnight.
const EVERY: Wait = Wait::from_secs(900);

/// What one round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lived {
    /// Shown on their day, or once their structure was validated.
    pub shown: usize,
    /// Rest, since their last session is over.
    pub ended: usize,
    /// Somebody is asked whether they are still true.
    pub reminded: usize,
    /// Rest, since nobody said so.
    pub off: usize,
}

/// Does once what the day asks for.
///
/// # Errors
/// Where the database fails; what was done until then is done, and the rest is for the next round.
pub async fn live(db: &Db, chance: &Chance, public_url: &str, now: OffsetDateTime) -> Result<Lived> {
    let today = paris_date(now);
    let mut lived = Lived::default();
    for id in db.drafts_due(today).await? {
        lived.shown += usize::from(show(db, id, now).await?);
    }
    for id in db.drafts_ended(today).await? {
        db.rest_draft(id, State::Paused, Some(Rest::Ended), &[], now).await?;
        lived.ended += 1;
    }
    for kind in OfferKind::ALL {
        let (stale, off) = delays(kind);
        let before = |days: i64| today.saturating_sub(Duration::days(days));
        for aging in db.drafts_aging(kind, before(stale), before(off)).await? {
            match age(kind, aging.confirmed_on, today) {
                Age::Fresh => {}
                Age::Stale => {
                    remind(db, chance, public_url, &aging, now).await?;
                    lived.reminded += 1;
                }
                Age::Off => {
                    // The mail that says so bears a link too: one tap brings the offer back.
                    remind(db, chance, public_url, &aging, now).await?;
                    db.rest_draft(aging.id, State::Paused, Some(Rest::Unconfirmed), &[], now).await?;
                    lived.off += 1;
                }
            }
        }
    }
    Ok(lived)
}

/// What [`live`] would do, without doing it.
///
/// # Errors
/// Where the database fails.
pub async fn due(db: &Db, now: OffsetDateTime) -> Result<Lived> {
    let today = paris_date(now);
    let (shown, ended) = (db.drafts_due(today).await?.len(), db.drafts_ended(today).await?.len());
    let mut lived = Lived { shown, ended, ..Lived::default() };
    for kind in OfferKind::ALL {
        let (stale, off) = delays(kind);
        let before = |days: i64| today.saturating_sub(Duration::days(days));
        for aging in db.drafts_aging(kind, before(stale), before(off)).await? {
            match age(kind, aging.confirmed_on, today) {
                Age::Fresh => {}
                Age::Stale => lived.reminded += 1,
                Age::Off => lived.off += 1,
            }
        }
    }
    Ok(lived)
}

async fn show(db: &Db, id: Uuid, now: OffsetDateTime) -> Result<bool> {
    let Some(draft) = db.draft(id).await? else { return Ok(false) };
    let Some(ready) = draft.ready else { return Ok(false) };
    let mut offer = ready.0.offer;
    let today = paris_date(now);
    offer.updated_on = today;
    db.show_draft((id, Some(ready.0.edits)), &offer, &ready.0.slug, &[], today, now).await?;
    Ok(true)
}

async fn remind(
    db: &Db,
    chance: &Chance,
    public_url: &str,
    aging: &Aging,
    now: OffsetDateTime,
) -> Result<()> {
    let today = paris_date(now);
    // Who answers requests knows best; where nobody is named, who watches over the structure.
    let recipients = match aging.content.contact.email.clone() {
        Some(email) => vec![email],
        None => db.admins(aging.organisation_id).await?,
    };
    let secret = chance.secret();
    let link = format!("{public_url}/confirmer/{}", secret.expose());
    let off = off_on(aging.kind(), aging.confirmed_on);
    let letter = if off > today {
        letter::still_true(&aging.content.name, &link, off)
    } else {
        letter::not_shown(&aging.content.name, &link)
    };
    // Asked once for each time that it was confirmed, and told once that it rests.
    let what = if off > today { "still-true" } else { "not-shown" };
    let message = |(at, recipient): (usize, String)| NewMessage {
        key: format!("{what}-{}-{}-{at}", aging.id, aging.confirmed_on),
        channel: Channel::Email,
        recipient,
        subject: letter.subject.clone(),
        body: letter.body.clone(),
    };
    let messages: Vec<NewMessage> = recipients.into_iter().enumerate().map(message).collect();
    db.remind_of_draft(aging.id, (&secret, now + Duration::days(LINK_DAYS)), &messages, today, now).await
}

/// Lives on, until `cancel`.
pub async fn run(
    db: Db,
    clock: Clock,
    chance: Chance,
    public_url: std::sync::Arc<str>,
    cancel: CancellationToken,
) {
    while !cancel.is_cancelled() {
        match live(&db, &chance, &public_url, clock.now()).await {
            Ok(lived) if lived == Lived::default() => {}
            Ok(lived) => tracing::info!(?lived, "offers lived on"),
            Err(error) => tracing::error!(%error, "offers could not live on"),
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
