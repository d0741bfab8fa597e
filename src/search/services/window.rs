//! The part of an answer that is read, without sorting the rest.

use std::ops::Range;

use super::query::{Found, Listing, Window};

impl Window {
    /// Which of `total` it holds; nothing beyond the end.
    pub fn of(self, total: usize) -> Range<usize> {
        let start = self.page.saturating_sub(1).saturating_mul(self.size).min(total);
        start..start.saturating_add(self.size).min(total)
    }

    /// Its part of `keys` in ascending order; the others are left in any.
    pub(super) fn sorted(self, mut keys: Vec<u64>) -> (usize, Vec<u64>) {
        let total = keys.len();
        let Range { start, end } = self.of(total);
        if end < total {
            keys.select_nth_unstable(end);
            keys.truncate(end);
        }
        if start > 0 && start < end {
            keys.select_nth_unstable(start);
        }
        let mut part = keys.split_off(start);
        part.sort_unstable();
        (total, part)
    }

    /// Its part of numbers that are in order already.
    pub(super) fn cut(self, numbers: &[u32]) -> Listing {
        let found = numbers[self.of(numbers.len())].iter();
        let found = found.map(|number| Found { number: *number, ..Found::default() }).collect();
        Listing { total: numbers.len(), found }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_part_is_that_of_the_whole_sorted(keys in prop::collection::vec(0_u64..50, 0..100), page in 1_usize..9, size in 1_usize..40) {
            let window = Window { page, size };
            let mut all = keys.clone();
            all.sort_unstable();
            let expected: Vec<u64> = all.chunks(size).nth(page - 1).unwrap_or_default().to_vec();
            prop_assert_eq!(window.sorted(keys), (all.len(), expected));
        }
    }

    #[test]
    fn the_end_of_the_numbers_is_no_trap() {
        assert_eq!(Window { page: usize::MAX, size: usize::MAX }.of(3), 3..3);
        assert_eq!(Window { page: 1, size: usize::MAX }.of(3), 0..3);
    }
}
