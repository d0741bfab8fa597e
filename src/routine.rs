//! What happens by itself: messages leave, deadlines of requests are met, searches are counted, the index stays fresh,
//! offers are shown and rest in time, what has served its time is erased, and the open data is made each day. `server/jobs.rs` begins them.
//! What happens by itself: messages leave, deadlines of requests are met, searches are counted, the index stays fresh, offers are shown and rest in time,
//! seats that a convention kept are everybody's again, what has served its time is erased, and the open data is made each day.

pub mod count_searches;
pub mod deadlines;
pub mod deliver;
#[cfg(test)]
mod fixture;
pub mod forget;
pub mod offer_life;
pub mod open_data;
pub mod refresh;
pub mod reservations;
mod streak;

use std::sync::Arc;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::domain::clock::Clock;
use crate::domain::search_counter::SearchCounter;
use crate::store::Db;
use deliver::Courier;

/// Runs every routine until `cancel`; `wake` tells that a message was just written.
pub async fn run(
    db: Db,
    courier: Courier,
    clock: Clock,
    searches: SearchCounter,
    cancel: CancellationToken,
    wake: Arc<Notify>,
) {
    tokio::join!(
        deliver::run(&db, &courier, &clock, &cancel, &wake),
        count_searches::run(&db, &searches, &cancel),
        forget::run(&db, &clock, &cancel),
        reservations::run(&db, &clock, &cancel),
    );
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use time::macros::datetime;

    use super::*;
    use crate::domain::card::Results;
    use crate::routine::fixture::{self, files, outbox_routes};

    const NOW: time::OffsetDateTime = datetime!(2026-11-22 06:15:00 UTC);

    #[tokio::test]
    async fn woken_it_delivers_and_erases_and_stops_when_told() {
        let (folder, db) = fixture::database().await;
        fixture::referral(&db, 1, "withdrawn", NOW - time::Duration::days(100)).await;
        let courier = Courier::new(outbox_routes(folder.path())).unwrap();
        let (cancel, wake) = (CancellationToken::new(), Arc::new(Notify::new()));
        let (clock, searches) = (Clock::new(|| NOW), SearchCounter::default());
        let running =
            tokio::spawn(run(db.clone(), courier, clock, searches.clone(), cancel.clone(), wake.clone()));
        tokio::time::timeout(Duration::from_secs(20), async {
            while fixture::count(&db, "referral").await > 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
        .await
        .unwrap();

        fixture::message(&db, "wake-1", "email", "contact@example.org", NOW).await;
        wake.notify_one();
        tokio::time::timeout(Duration::from_secs(4), async {
            while files(folder.path()).is_empty() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
        .await
        .expect("sooner than the five seconds of the patient round");

        searches.count(&Results::default(), &[], &|_| true, time::macros::date!(2026 - 11 - 22));
        cancel.cancel();
        tokio::time::timeout(Duration::from_secs(4), running).await.unwrap().unwrap();
        assert_eq!(fixture::count(&db, "search_count").await, 1, "the last ones are written at the stop");
    }
}
