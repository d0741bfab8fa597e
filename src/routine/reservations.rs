//! Seats that a convention keeps are everybody's again once their day is over.

use std::time::Duration as Wait;

use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;

use crate::domain::clock::{Clock, paris_date};
use crate::store::{Db, Result};

/// A day ends within a quarter of an hour of midnight.
const EVERY: Wait = Wait::from_secs(900);

/// Lets go of the seats whose day is over; answers of how many reservations.
///
/// # Errors
/// Where the database fails; what was let go until then is.
pub async fn release(db: &Db, now: OffsetDateTime) -> Result<usize> {
    let mut released = 0;
    loop {
        let before = released;
        for due in db.reservations_over(paris_date(now)).await? {
            // Another node may be quicker: each is let go once.
            released += usize::from(db.release_seats(&due, now).await?);
        }
        if released == before {
            return Ok(released);
        }
    }
}

/// Lets go every quarter of an hour, until `cancel`.
pub async fn run(db: &Db, clock: &Clock, cancel: &CancellationToken) {
    while !cancel.is_cancelled() {
        match release(db, clock.now()).await {
            Ok(0) => {}
            Ok(released) => tracing::info!(released, "seats that a convention kept are everybody's again"),
            Err(error) => tracing::error!(%error, "seats could not be released"),
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
