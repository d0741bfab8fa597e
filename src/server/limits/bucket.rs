//! One measure: so many within so long, by key.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

/// At most `most` within any `window`, of which `at_once` in one go; the others come back one by one. A full bucket and what
/// flows into it within the window together make `most`.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    pub most: u32,
    pub window: Duration,
    pub at_once: u32,
}

impl Measure {
    /// In which time one comes back.
    pub fn each(&self) -> Duration {
        self.window / self.most.saturating_sub(self.at_once).max(1)
    }

    /// How far ahead of that one may be: what can be done in one go.
    pub fn ahead(&self) -> Duration {
        self.each() * self.at_once.saturating_sub(1)
    }
}

/// Counts by the hash of a key.
#[derive(Debug)]
pub struct Bucket<C: Clock> {
    clock: C,
    limiter: RateLimiter<u64, DefaultKeyedStateStore<u64>, C, StateInformationMiddleware>,
}

impl<C: Clock + Clone> Bucket<C> {
    /// An empty one.
    pub fn new(measure: Measure, clock: &C) -> Self {
        let burst = NonZeroU32::new(measure.at_once).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(measure.each()).unwrap_or(Quota::per_hour(burst)).allow_burst(burst);
        let limiter = RateLimiter::dashmap_with_clock(quota, clock.clone()).with_middleware();
        Self { limiter, clock: clock.clone() }
    }

    /// Counts one more; answers how many are left in one go.
    ///
    /// # Errors
    /// How long to wait, where it is once too often.
    pub fn check(&self, key: u64) -> Result<u32, Duration> {
        match self.limiter.check_key(&key) {
            Ok(state) => Ok(state.remaining_burst_capacity()),
            Err(not_yet) => Err(not_yet.wait_time_from(self.clock.now())),
        }
    }

    /// Forgets the keys whose bucket is full again.
    pub fn sweep(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }

    /// How many keys are held.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.limiter.len()
    }
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;

    #[test]
    fn some_at_once_then_one_by_one() {
        let clock = FakeRelativeClock::default();
        let bucket = Bucket::new(Measure { most: 4, window: Duration::from_secs(60), at_once: 2 }, &clock);
        assert_eq!([bucket.check(1), bucket.check(1)], [Ok(1), Ok(0)]);
        assert_eq!(bucket.check(1), Err(Duration::from_secs(30)));
        assert_eq!(bucket.check(2), Ok(1));
        clock.advance(Duration::from_secs(30));
        assert_eq!(bucket.check(1), Ok(0));
        assert!(bucket.check(1).is_err());
    }
}
