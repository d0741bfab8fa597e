//! Asks the database every second whether it is there, so that nobody who opens a page has to wait to find out.

use std::time::Duration as Wait;

use tokio_util::sync::CancellationToken;

use crate::store::{Db, Pulse};

/// Between two questions.
const EVERY: Wait = Wait::from_secs(1);
/// A database that takes longer to say one number is of no use to who waits for a page.
const PATIENCE: Wait = Wait::from_secs(2);

/// Feels the pulse until `stop`.
pub async fn run(db: &Db, pulse: &Pulse, stop: &CancellationToken) {
    loop {
        feel(db, pulse).await;
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
