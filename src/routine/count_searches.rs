//! Writing counted searches: every few seconds, all that wait in one transaction.

use std::time::Duration as Wait;

use tokio_util::sync::CancellationToken;

use super::streak::Streak;
use crate::domain::search_counter::SearchCounter;
use crate::store::{Db, StoreError};

/// With the second that a slow write takes, a crash loses the counts of five seconds at most.
const EVERY: Wait = Wait::from_secs(4);

/// Writes what waits; answers how many different searches. What can't be written waits on.
///
/// # Errors
/// Where the database fails.
pub async fn write_counts(db: &Db, searches: &SearchCounter) -> Result<usize, StoreError> {
    let counts = searches.take();
    if counts.is_empty() {
        return Ok(0);
    }
    match db.add_search_counts(&counts).await {
        Ok(()) => Ok(counts.len()),
        Err(error) => {
            searches.bring_back(counts);
            Err(error)
        }
    }
}

/// Writes every four seconds, and a last time after `cancel`.
pub async fn run(db: &Db, searches: &SearchCounter, cancel: &CancellationToken) {
    run_every(EVERY, db, searches, cancel).await;
}

async fn run_every(every: Wait, db: &Db, searches: &SearchCounter, cancel: &CancellationToken) {
    let mut streak = Streak::default();
    let mut last = false;
    while !last {
        last = cancel.run_until_cancelled(tokio::time::sleep(every)).await.is_none();
        match write_counts(db, searches).await {
            Ok(_) => {
                if let Some(failures) = streak.ended() {
                    tracing::info!(failures, "searches are counted again");
                }
            }
            Err(error) => {
                if streak.failed() {
                    tracing::error!(%error, "counted searches can't be written: they wait");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::domain::card::Results;
    use crate::routine::fixture::{count, database};

    fn search(searches: &SearchCounter, total: usize) {
        let results = Results { total, ..Results::default() };
        searches.count(&results, &[], &|_| true, date!(2026 - 11 - 23));
    }

    #[test]
    fn a_crash_loses_five_seconds_at_most() {
        assert!(EVERY < Wait::from_secs(5));
    }

    #[tokio::test]
    async fn what_waits_is_written_without_a_stop_and_the_rest_at_the_stop() {
        let (_folder, db) = database().await;
        let (searches, cancel) = (SearchCounter::default(), CancellationToken::new());
        search(&searches, 0);
        let (one, two, three) = (db.clone(), searches.clone(), cancel.clone());
        let running = tokio::spawn(async move { run_every(Wait::from_millis(20), &one, &two, &three).await });
        tokio::time::timeout(Wait::from_secs(20), async {
            while count(&db, "search_count").await == 0 {
                tokio::time::sleep(Wait::from_millis(20)).await;
            }
        })
        .await
        .expect("nobody stopped it");
        search(&searches, 20);
        cancel.cancel();
        running.await.unwrap();
        assert_eq!(count(&db, "search_count").await, 2);
    }

    #[tokio::test]
    async fn a_database_that_fails_stops_nothing_and_loses_nothing() {
        let (_folder, db) = database().await;
        let (searches, cancel) = (SearchCounter::default(), CancellationToken::new());
        search(&searches, 3);
        db.close().await;
        let running = run_every(Wait::from_millis(1), &db, &searches, &cancel);
        let stopping = async {
            tokio::time::sleep(Wait::from_millis(50)).await;
            cancel.cancel();
        };
        tokio::join!(running, stopping);
        assert_eq!(searches.take().len(), 1);
    }
}
