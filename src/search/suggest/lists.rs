//! Lists of numbers, one after the other: three bytes a number, four a list.

use std::ops::Range;

/// Numbers are under this.
pub(super) const MOST: usize = 1 << 24;

/// Many short lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Where each list begins; one more at the end.
    starts: Box<[u32]>,
    numbers: Box<[[u8; 3]]>,
}

impl Lists {
    /// These lists, of numbers under [`MOST`].
    pub fn new(lists: impl Iterator<Item = impl IntoIterator<Item = u32>>) -> Self {
        let (mut starts, mut numbers) = (vec![0], Vec::new());
        for list in lists {
            numbers.extend(list.into_iter().map(pack));
            starts.push(numbers.len() as u32);
        }
        Self { starts: starts.into(), numbers: numbers.into() }
    }

    /// For each number under `count`, the lists that hold it, in their order.
    pub fn inverted(&self, count: usize) -> Self {
        let mut starts = vec![0u32; count + 1];
        for number in &self.numbers {
            starts[unpack(number) as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut numbers = vec![[0; 3]; self.numbers.len()];
        for list in 0..self.len() as u32 {
            for number in self.get(list) {
                let place = &mut next[number as usize];
                numbers[*place as usize] = pack(list);
                *place += 1;
            }
        }
        Self { starts: starts.into(), numbers: numbers.into() }
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// One list.
    pub fn get(&self, list: u32) -> impl Iterator<Item = u32> {
        self.of(list..list + 1)
    }

    /// Several lists, one after the other.
    pub fn of(&self, lists: Range<u32>) -> impl Iterator<Item = u32> {
        let (start, end) = (self.starts[lists.start as usize], self.starts[lists.end as usize]);
        self.numbers[start as usize..end as usize].iter().map(unpack)
    }

    /// How many numbers several lists hold.
    pub fn count(&self, lists: Range<u32>) -> usize {
        (self.starts[lists.end as usize] - self.starts[lists.start as usize]) as usize
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        self.starts.len() * 4 + self.numbers.len() * 3
    }
}

fn pack(number: u32) -> [u8; 3] {
    let [a, b, c, _] = number.to_le_bytes();
    [a, b, c]
}

fn unpack(&[a, b, c]: &[u8; 3]) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_are_read_back_and_inverted(lists in proptest::collection::vec(proptest::collection::btree_set(0u32..40, 0..6), 0..30)) {
            let made = Lists::new(lists.iter().cloned());
            prop_assert_eq!(made.len(), lists.len());
            for (at, list) in (0..).zip(&lists) {
                prop_assert_eq!(made.get(at).collect::<Vec<_>>(), list.iter().copied().collect::<Vec<_>>());
            }
            let inverted = made.inverted(40);
            for number in 0..40 {
                let holders: Vec<u32> = (0..).zip(&lists).filter(|(_, list)| list.contains(&number)).map(|(at, _)| at).collect();
                prop_assert_eq!(inverted.count(number..number + 1), holders.len());
                prop_assert_eq!(inverted.get(number).collect::<Vec<_>>(), holders);
            }
        }
    }

    #[test]
    fn numbers_up_to_the_most_are_kept() {
        let made = Lists::new([[MOST as u32 - 1, 0]].into_iter());
        assert_eq!(made.get(0).collect::<Vec<_>>(), [MOST as u32 - 1, 0]);
        assert_eq!(made.of(0..1).count(), 2);
    }
}
