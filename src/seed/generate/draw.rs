//! Chance, the same at each run.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The draws of one structure and of its offers.
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    /// Draws that depend on the seed and on the structure's number, and on nothing else.
    pub(super) fn new(seed: u64, number: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(number);
        Self(rng)
    }

    /// A number from `least` to `most`, both possible.
    pub(super) fn between(&mut self, least: u64, most: u64) -> u64 {
        self.0.random_range(least..=most)
    }

    /// Yes, `percent` times out of a hundred.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.between(0, 99) < percent
    }

    /// One of the values; the first type's default where there is none.
    pub(super) fn one<T: Copy + Default>(&mut self, values: &[T]) -> T {
        if values.is_empty() {
            return T::default();
        }
        let at = self.0.random_range(0..values.len() as u64) as usize;
        values.get(at).copied().unwrap_or_default()
    }

    /// `count` of the values at most, each once, in their order.
    pub(super) fn some<T: Copy>(&mut self, values: &[T], count: u64) -> Vec<T> {
        let mut wanted = count.min(values.len() as u64);
        let mut left = values.len() as u64;
        let mut kept = Vec::new();
        for value in values {
            if wanted > 0 && self.between(1, left) <= wanted {
                kept.push(*value);
                wanted -= 1;
            }
            left -= 1;
        }
        kept
    }

    /// One of the values, each as often as its weight says.
    pub(super) fn weighted<'v, T>(&mut self, first: &'v T, values: &'v [T], weight: fn(&T) -> u64) -> &'v T {
        let total = values.iter().map(weight).sum::<u64>().max(1);
        let mut at = self.between(0, total - 1);
        for value in values {
            if at < weight(value) {
                return value;
            }
            at -= weight(value);
        }
        first
    }
}
