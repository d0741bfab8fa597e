//! A way out, for mail or for SMS. Where nobody answers at its other end, what waits stays as it is and keeps its order; it is
//! asked from time to time, by no message, whether somebody does again.

use std::sync::{Mutex, PoisonError};

use time::{Duration, OffsetDateTime};

/// After the first question without an answer one waits so long, then twice as long each time.
const FIRST: Duration = Duration::seconds(5);
/// Longest time between two questions: so late at most, all that waits begins to leave.
const LONGEST: Duration = Duration::minutes(5);

/// What is known of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Known {
    /// What was last tried left by it.
    #[default]
    Open,
    /// Something did not leave: for its own sake, or for that of the way.
    Doubtful,
    /// Nobody answered, so many times in a row; it is asked again then.
    Shut { times: u32, until: OffsetDateTime },
}

#[derive(Debug, Default)]
pub(super) struct Way(Mutex<Known>);

impl Way {
    pub fn known(&self) -> Known {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn note(&self, known: Known) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = known;
    }
}

impl Known {
    /// Whether it is too early to ask again. A clock that was set back makes nobody wait.
    pub fn waits(self, now: OffsetDateTime) -> bool {
        matches!(self, Self::Shut { until, .. } if now < until && until - now <= LONGEST)
    }

    /// What is known once nobody answered `now`.
    pub fn shut(self, now: OffsetDateTime) -> Self {
        let times = match self {
            Self::Shut { times, .. } => times.saturating_add(1),
            _ => 1,
        };
        let wait = FIRST.saturating_mul(1 << (times - 1).min(10)).min(LONGEST);
        Self::Shut { times, until: now + wait }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn it_is_asked_ever_less_often_and_every_five_minutes_at_least() {
        let mut now = datetime!(2026-11-23 10:00 UTC);
        let mut known = Known::Doubtful;
        let mut waited = Vec::new();
        for _ in 0..9 {
            assert!(!known.waits(now));
            known = known.shut(now);
            let Known::Shut { until, .. } = known else { panic!("{known:?}") };
            assert!(known.waits(now) && known.waits(until - Duration::seconds(1)));
            waited.push((until - now).whole_seconds());
            now = until;
        }
        assert_eq!(waited, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
        let known = known.shut(now);
        assert!(!known.waits(now - Duration::days(1)), "the clock was set back");
    }
}
