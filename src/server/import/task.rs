//! What imports do by themselves: rows are written, addresses are read, what has served its time is erased.

use std::time::Duration as Wait;

use time::{Duration, OffsetDateTime};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::fetch::Reach;
use super::{ImportError, Importer, feed};
use crate::domain::draft::{Ground, fill};
use crate::pages::reading::Reading;
use crate::store::{Db, ImportFeed, StoreError, StoredOrganisation};

/// Between two looks at what is to be done.
const EVERY: Wait = Wait::from_secs(2);
/// Batches of one look, so that one large import leaves room for others' writing.
const BATCHES: usize = 20;
/// Batches that the one who says go waits for.
const AT_ONCE: usize = 5;
/// Rounds in which drafts follow their offers, in one look.
const ROUNDS: usize = 50;
/// Hours after which a failed address is read again, doubled at each failure, up to its own rhythm.
const AGAIN_HOURS: i64 = 1;

/// Goes on with what was begun, also before a restart, until `cancel`.
pub async fn run(reading: &Reading, reach: Reach, cancel: &CancellationToken) {
    // An address may answer slowly: nobody's import waits for it.
    tokio::join!(write(reading, cancel), read(reading, reach, cancel));
}

async fn write(reading: &Reading, cancel: &CancellationToken) {
    let Reading { db, clock, .. } = reading;
    let mut forgotten = None;
    while !cancel.is_cancelled() {
        let now = clock.now();
        if let Err(error) = go_on(db, now).await {
            tracing::error!(%error, "an import could not be written");
        }
        if let Some(index) = reading.published.get()
            && let Err(error) = follow(db, &*index, now).await
        {
            tracing::error!(%error, "drafts could not follow their offers");
        }
        if forgotten != Some(clock.today()) {
            forgotten = Some(clock.today());
            match db.forget_imports(now).await {
                Ok(rows) => tracing::info!(rows, "rows of imports erased on time"),
                Err(error) => tracing::error!(%error, "rows of imports could not be erased"),
            }
        }
        pause(cancel).await;
    }
}

async fn read(reading: &Reading, reach: Reach, cancel: &CancellationToken) {
    while !cancel.is_cancelled() {
        let reads = read_due(&reading.db, reading.clock.now(), &reach);
        tokio::select! {
            // What is cut here is read again later: nothing of it is written by halves.
            () = cancel.cancelled() => return,
            done = reads => if let Err(error) = done {
                tracing::error!(%error, "an address could not be read");
            },
        }
        pause(cancel).await;
    }
}

async fn pause(cancel: &CancellationToken) {
    tokio::select! {
        () = cancel.cancelled() => {}
        () = tokio::time::sleep(EVERY) => {}
    }
}

/// Writes, or takes back, what is on its way: a batch of each in turn, some batches at most. One that fails holds up none
/// of the others.
///
/// # Errors
/// The last failure of the database.
pub async fn go_on(db: &Db, now: OffsetDateTime) -> Result<(), StoreError> {
    let mut failed = None;
    let mut moving = db.moving_imports().await?;
    let mut left = BATCHES;
    while left > 0 && !moving.is_empty() {
        let mut next = Vec::new();
        for import in moving {
            match db.go_on_with_import(&import, now).await {
                Ok(true) => next.push(import),
                Ok(false) => {}
                Err(error) => failed = Some(error),
            }
            left = left.saturating_sub(1);
        }
        moving = next;
    }
    failed.map_or(Ok(()), Err)
}

/// Writes, or takes back, what is on its way of one import; some batches at most.
///
/// # Errors
/// Where the database fails.
pub async fn go_on_with(db: &Db, id: Uuid, now: OffsetDateTime) -> Result<(), StoreError> {
    let Some(import) = db.moving_imports().await?.into_iter().find(|import| import.id == id) else {
        return Ok(());
    };
    for _ in 0..AT_ONCE {
        if !db.go_on_with_import(&import, now).await? {
            break;
        }
    }
    Ok(())
}

/// Gives the drafts of offers that an import wrote the words that people see.
///
/// # Errors
/// Where the database fails.
pub async fn follow(db: &Db, ground: &(dyn Ground + Sync), now: OffsetDateTime) -> Result<(), StoreError> {
    for _ in 0..ROUNDS {
        let behind = db.drafts_behind().await?;
        if behind.is_empty() {
            break;
        }
        for draft in behind {
            db.follow_offer(&draft, &fill(&draft.offer, ground), now).await?;
        }
    }
    Ok(())
}

/// Reads the address that is due, if one is.
///
/// # Errors
/// Where the database fails; what is wrong with the address is noted beside it.
pub async fn read_due(db: &Db, now: OffsetDateTime, reach: &Reach) -> Result<bool, StoreError> {
    let Some((feed, organisation)) = db.due_import_feed(now).await? else { return Ok(false) };
    // Noted first: what makes the process fall is not asked for again at once.
    let again = next_at(&feed, feed.failures + 1, now);
    if !db.claim_import_feed(&feed, again).await? {
        return Ok(true);
    }
    match feed::read(db, &importer(&feed, organisation), &feed.address, reach, now).await {
        Ok(summary) => {
            let next = now + Duration::hours(feed.every_hours);
            db.import_feed_was_read(feed.id, &summary, next, now).await?;
        }
        Err(ImportError::Told(sentence)) => {
            db.note_import_feed(feed.id, again, feed.failures + 1, Some(&sentence)).await?;
        }
        Err(ImportError::Store(error)) => return Err(error),
    }
    Ok(true)
}

fn importer(feed: &ImportFeed, organisation: StoredOrganisation) -> Importer {
    Importer {
        organisation: organisation.id,
        slug: organisation.slug,
        content: organisation.content.0,
        account: feed.made_by,
        feed: Some(feed.id),
    }
}

fn next_at(feed: &ImportFeed, failures: i64, now: OffsetDateTime) -> OffsetDateTime {
    let doubled = AGAIN_HOURS << failures.clamp(0, 8);
    now + Duration::hours(doubled.min(feed.every_hours))
}
