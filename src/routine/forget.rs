//! Erasing on time: a request is kept as long as it serves, and no longer; so are the counts of searches.

use std::time::Duration as Wait;

use time::{Date, Duration, OffsetDateTime};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::domain::abuse::REPORT_DAYS;
use crate::domain::clock::Clock;
use crate::domain::referral::month_of;
use crate::store::{Db, FORGET_PAGE, StoreError};

/// Days after which a request that ended without an entry is erased.
pub const CLOSED_DAYS: i64 = 90;
/// Days after which a request that went well is erased, once it has ended.
pub const COMPLETED_DAYS: i64 = 365;
/// Days after which whatever nobody has touched is erased.
pub const UNTOUCHED_DAYS: i64 = 730;
/// Days after which a count of searches is erased: five years, so that a three-year convention can be compared with
/// what came before it. The counts are of nobody, but what nobody reads any more is not kept.
pub const SEARCHES_DAYS: i64 = 5 * 365 + 1;

/// Days after which an invitation that ended, or a claim that was decided, is erased: the journal keeps its line.
pub const ENTRY_DAYS: i64 = 30;

const EVERY: Wait = Wait::from_secs(3600);

/// Erases the requests whose time is over, with their events, links and messages; a row of statistics of nobody remains.
/// Answers how many.
///
/// # Errors
/// Where the database fails; what was erased until then is erased.
pub async fn forget(db: &Db, now: OffsetDateTime) -> Result<u64, StoreError> {
    let mut erased = 0;
    loop {
        let ids = over(db, now, FORGET_PAGE).await?;
        let before = erased;
        for id in &ids {
            let Some(referral) = db.referral(*id).await? else { continue };
            let statistic = db.statistic(&referral).await?;
            erased += u64::from(db.erase_referral(*id, statistic.as_ref(), &[], now).await?);
        }
        if erased == before {
            return shredded(db, erased).await;
        }
    }
}

/// All requests that [`forget`] would erase.
///
/// # Errors
/// Where the database fails.
pub async fn due(db: &Db, now: OffsetDateTime) -> Result<Vec<Uuid>, StoreError> {
    over(db, now, i64::MAX).await
}

async fn over(db: &Db, now: OffsetDateTime, most: i64) -> Result<Vec<Uuid>, StoreError> {
    let before = |days: i64| now - Duration::days(days);
    db.forgettable_referrals(before(CLOSED_DAYS), before(COMPLETED_DAYS), before(UNTOUCHED_DAYS), most).await
}

/// Erases the counts of searches and of volunteers whose time is over; answers how many rows.
///
/// # Errors
/// Where the database fails.
pub async fn forget_searches(db: &Db, today: Date) -> Result<u64, StoreError> {
    let before = today.saturating_sub(Duration::days(SEARCHES_DAYS));
    Ok(db.forget_search_counts(before).await? + db.forget_volunteer_months(&month_of(before)).await?)
}

/// Erases sessions, links and selections that have ended, and invitations, claims and reports of abuse a while after; and
/// blocked numbers on their day. Answers how many rows.
///
/// # Errors
/// Where the database fails.
pub async fn forget_entries(db: &Db, now: OffsetDateTime) -> Result<u64, StoreError> {
    let before = now - Duration::days(ENTRY_DAYS);
    let sessions = db.forget_sessions(now).await?;
    let reports = db.forget_reports(now - Duration::days(REPORT_DAYS)).await?;
    let numbers = db.forget_blocked_numbers(now).await?;
    let selections = db.forget_selections(now).await?;
    let entries = db.forget_invitations(before).await? + db.forget_claims(before).await?;
    shredded(db, sessions + reports + numbers + selections + entries).await
}

/// Erases the requests to which nobody said yes in time; answers how many.
///
/// # Errors
/// Where the database fails.
pub async fn forget_waiting(db: &Db, now: OffsetDateTime) -> Result<u64, StoreError> {
    shredded(db, db.forget_waiting_asks(now).await?).await
}

/// Of what was erased nothing stands in the files either.
async fn shredded(db: &Db, erased: u64) -> Result<u64, StoreError> {
    if erased > 0 {
        db.shred().await?;
    }
    Ok(erased)
}

/// Erases every hour, until `cancel`.
pub async fn run(db: &Db, clock: &Clock, cancel: &CancellationToken) {
    while !cancel.is_cancelled() {
        match forget(db, clock.now()).await {
            Ok(0) => {}
            Ok(erased) => tracing::info!(erased, "requests erased on time"),
            Err(error) => tracing::error!(%error, "requests could not be erased"),
        }
        match forget_searches(db, clock.today()).await {
            Ok(0) => {}
            Ok(erased) => tracing::info!(erased, "counts of searches erased on time"),
            Err(error) => tracing::error!(%error, "counts of searches could not be erased"),
        }
        match forget_waiting(db, clock.now()).await {
            Ok(0) => {}
            Ok(erased) => tracing::info!(erased, "requests without a yes erased on time"),
            Err(error) => tracing::error!(%error, "requests without a yes could not be erased"),
        }
        match forget_entries(db, clock.now()).await {
            Ok(0) => {}
            Ok(erased) => {
                tracing::info!(erased, "sessions, links, invitations, claims and reports erased on time")
            }
            Err(error) => tracing::error!(%error, "sessions could not be erased"),
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::routine::fixture::{count, database, referral};

    const NOW: OffsetDateTime = datetime!(2026-11-22 06:15:00 UTC);

    #[tokio::test]
    async fn each_state_has_its_time() {
        for (state, days) in [
            ("declined", 90),
            ("withdrawn", 90),
            ("no_answer", 90),
            ("completed", 365),
            ("sent", 730),
            ("accepted", 730),
            ("started", 730),
        ] {
            let (_folder, db) = database().await;
            referral(&db, 1, state, NOW - Duration::days(days)).await;
            referral(&db, 2, state, NOW - Duration::days(days) + Duration::seconds(1)).await;
            assert_eq!(forget(&db, NOW).await.unwrap(), 1, "{state}");
            for table in ["referral", "referral_event", "referral_link", "message"] {
                assert_eq!(count(&db, table).await, 1, "{table} of {state}: what it said goes with it");
            }
            assert_eq!(forget(&db, NOW).await.unwrap(), 0, "{state}, once");
            assert_eq!(forget(&db, NOW + Duration::seconds(1)).await.unwrap(), 1, "{state}, a second later");
        }
    }

    #[tokio::test]
    async fn it_stops_when_told() {
        let (_folder, db) = database().await;
        let cancel = CancellationToken::new();
        cancel.cancel();
        tokio::time::timeout(Wait::from_secs(5), run(&db, &Clock::new(|| NOW), &cancel)).await.unwrap();
    }
}
