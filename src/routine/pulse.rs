//! Asks the database every second whether it is there, so that nobody who opens a page has to wait to find out; and every minute
//! whether it takes what is written, every second while it does not.

use std::time::Duration as Wait;

use tokio_util::sync::CancellationToken;

use crate::store::{Db, Pulse, StoreError};

/// Between two questions.
const EVERY: Wait = Wait::from_secs(1);
/// A write is asked for each time that so many questions were answered.
const WRITE_EVERY: u32 = 60;
/// A database that takes longer to say one number is of no use to who waits for a page.
const PATIENCE: Wait = Wait::from_secs(2);

/// Feels the pulse until `stop`.
pub async fn run(db: &Db, pulse: &Pulse, stop: &CancellationToken) {
    let mut felt = 0_u32;
    loop {
        feel(db, pulse).await;
        felt = felt.wrapping_add(1);
        if pulse.is_unwritable() || felt.is_multiple_of(WRITE_EVERY) {
            feel_writing(db, pulse).await;
        }
        if stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_none() {
            return;
        }
    }
}

/// Asks once, and keeps the answer.
pub async fn feel(db: &Db, pulse: &Pulse) {
    let answer = tokio::time::timeout(PATIENCE, db.ping()).await;
    let error = match answer {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(error.to_string()),
        Err(_) => Some("no answer in time".to_owned()),
    };
    if pulse.tell(error.is_some()) {
        match error {
            Some(error) => tracing::error!(error, "the database is lost: pages go on from memory"),
            None => tracing::info!("the database is back"),
        }
    }
}

/// Writes once, and keeps what came of it. One that is busy, or lost, is not said to take nothing.
pub async fn feel_writing(db: &Db, pulse: &Pulse) {
    match tokio::time::timeout(PATIENCE, db.try_to_write()).await {
        Ok(Ok(())) => {
            if pulse.tell_unwritable(false) {
                tracing::info!("the database takes again what is written");
            }
        }
        Ok(Err(error)) => note(&error, pulse),
        Err(_) => {}
    }
}

/// Keeps what an error tells of the database.
pub fn note(error: &StoreError, pulse: &Pulse) {
    if error.is_unwritable() && pulse.tell_unwritable(true) {
        tracing::error!(%error, "the database takes nothing that is written: pages go on");
    }
}
