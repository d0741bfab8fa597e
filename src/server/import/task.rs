//! What imports do by themselves: rows are written, addresses are read, what has served its time is erased.

use std::time::Duration as Wait;

use time::{Duration, OffsetDateTime};
use tokio_util::sync::CancellationToken;

use super::fetch::fetch;
use super::{ImportError, Importer, Sent, prepare};
use crate::domain::clock::Clock;
use crate::store::{Db, ImportFeed, StoreError, StoredOrganisation};

/// Between two looks at what is to be done.
const EVERY: Wait = Wait::from_secs(2);
/// Batches of one look, so that one large import leaves room for others' writing.
const BATCHES: usize = 20;
/// Hours after which a failed address is read again, doubled at each failure, up to its own rhythm.
const AGAIN_HOURS: i64 = 1;

/// Goes on with what was begun, also before a restart, until `cancel`.
pub async fn run(db: &Db, clock: &Clock, allow_private: bool, cancel: &CancellationToken) {
    let mut forgotten = None;
    while !cancel.is_cancelled() {
        let now = clock.now();
        if let Err(error) = go_on(db, now).await {
            tracing::error!(%error, "an import could not be written");
        }
        if let Err(error) = read_due(db, now, allow_private).await {
            tracing::error!(%error, "an address could not be read");
        }
        if forgotten != Some(clock.today()) {
            forgotten = Some(clock.today());
            match db.forget_imports(now).await {
                Ok(rows) => tracing::info!(rows, "rows of imports erased on time"),
                Err(error) => tracing::error!(%error, "rows of imports could not be erased"),
            }
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Writes, or takes back, what is on its way; some batches at most.
///
/// # Errors
/// Where the database fails.
pub async fn go_on(db: &Db, now: OffsetDateTime) -> Result<(), StoreError> {
    for _ in 0..BATCHES {
        if !db.go_on_with_imports(now).await? {
            break;
        }
    }
    Ok(())
}

/// Reads the address that is due, if one is.
///
/// # Errors
/// Where the database fails; what is wrong with the address is noted beside it.
pub async fn read_due(db: &Db, now: OffsetDateTime, allow_private: bool) -> Result<bool, StoreError> {
    let Some((feed, organisation)) = db.due_import_feed(now).await? else { return Ok(false) };
    // Noted first: what makes the process fall is not asked for again at once.
    let next = next_at(&feed, feed.failures + 1, now);
    db.note_import_feed(feed.id, next, feed.failures + 1, feed.told.as_deref()).await?;
    match read_feed(db, &feed, organisation, now, allow_private).await {
        Ok(()) => db.note_import_feed(feed.id, now + Duration::hours(feed.every_hours), 0, None).await?,
        Err(ImportError::Told(sentence)) => {
            db.note_import_feed(feed.id, next, feed.failures + 1, Some(&sentence)).await?;
        }
        Err(ImportError::Store(error)) => return Err(error),
    }
    Ok(true)
}

async fn read_feed(
    db: &Db,
    feed: &ImportFeed,
    organisation: StoredOrganisation,
    now: OffsetDateTime,
    allow_private: bool,
) -> Result<(), ImportError> {
    let bytes =
        fetch(&feed.address, allow_private).await.map_err(|error| ImportError::Told(error.to_string()))?;
    let who = Importer {
        organisation: organisation.id,
        slug: organisation.slug,
        content: organisation.content.0,
        account: feed.made_by,
        feed: Some(feed.id),
    };
    prepare(db, &who, Sent { name: feed.address.clone(), bytes }, now).await?;
    Ok(())
}

fn next_at(feed: &ImportFeed, failures: i64, now: OffsetDateTime) -> OffsetDateTime {
    let doubled = AGAIN_HOURS << failures.clamp(0, 8);
    now + Duration::hours(doubled.min(feed.every_hours))
}
