//! How far a long reading has got, for the log.

use std::time::{Duration, Instant};

/// Rows after which the log is told, at the latest.
const ROWS: u64 = 50_000;
/// Time after which the log is told, at the latest.
const TIME: Duration = Duration::from_secs(2);

/// Tells the log how many offers were read, of how many: every 50,000 offers or two seconds, whichever comes first.
/// For the second parameter of [`super::Snapshot::read_offers`].
pub fn log_progress() -> impl FnMut(u64, u64) {
    let (mut told, mut at) = (0, Instant::now());
    move |read, most| {
        if is_due(read - told, at.elapsed()) {
            (told, at) = (read, Instant::now());
            tracing::info!(read, most, "offers are read");
        }
    }
}

fn is_due(rows: u64, time: Duration) -> bool {
    rows >= ROWS || (time >= TIME && rows > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_by_rows_or_by_time_and_never_twice_the_same() {
        let (now, later) = (Duration::ZERO, Duration::from_secs(2));
        assert!(!is_due(49_999, now) && is_due(50_000, now));
        assert!(is_due(1_000, later) && !is_due(0, later));
    }
}
