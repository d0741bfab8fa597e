//! Which filter values offers have, told by few numbers: many offers have the same topics, many the same people.

use std::collections::HashMap;

use crate::domain::filter::{Filter, FilterGroup};
use crate::search::traits::{Traits, Wanted};

/// The groups of topics; the others are those of people, but for what depends on the day.
const TOPICS: [FilterGroup; 3] = [FilterGroup::Need, FilterGroup::Kind, FilterGroup::Theme];

/// A set of groups that an offer fails: bit [`FilterGroup`] of each.
pub type Failed = u16;

/// The values of the offers of a segment.
#[derive(Debug, Default)]
pub struct Profiles {
    /// Each set of topics that some offer has, and each set of the rest.
    tables: [Vec<Traits>; 2],
    /// For each offer, its place in each table.
    of: Vec<[u32; 2]>,
    numbers: [HashMap<Traits, u32>; 2],
}

/// Which groups each set of a table fails.
#[derive(Debug)]
pub struct Failing([Vec<Failed>; 2]);

fn topics() -> u128 {
    static MASK: std::sync::LazyLock<u128> = std::sync::LazyLock::new(|| {
        let filters = Filter::all().iter().filter(|filter| TOPICS.contains(&filter.group()));
        filters.map(|filter| 1 << filter.index()).sum()
    });
    *MASK
}

impl Profiles {
    /// Adds an offer.
    pub fn add(&mut self, traits: Traits) {
        let halves = [Traits(traits.0 & topics()), Traits(traits.0 & !topics())];
        let mut of = [0; 2];
        for (at, half) in halves.into_iter().enumerate() {
            let table = &mut self.tables[at];
            of[at] = *self.numbers[at].entry(half).or_insert_with(|| {
                table.push(half);
                table.len() as u32 - 1
            });
        }
        self.of.push(of);
    }

    /// The offers in another order; nothing can be added any more.
    pub fn finish(&mut self, order: &[u32]) {
        self.of = order.iter().map(|offer| self.of[*offer as usize]).collect();
        self.numbers = Default::default();
    }

    /// The values of an offer.
    pub fn traits(&self, offer: u32) -> Traits {
        let [topics, people] = self.of[offer as usize];
        self.tables[0][topics as usize].and(self.tables[1][people as usize])
    }

    /// Which of the wanted groups each set fails.
    pub fn failing(&self, wanted: &Wanted) -> Failing {
        let table = |at: usize| {
            let groups = wanted.0.iter().filter(|(group, _)| match at {
                0 => TOPICS.contains(group),
                _ => !TOPICS.contains(group) && !matches!(group, FilterGroup::Soon | FilterGroup::PlacesLeft),
            });
            let groups: Vec<_> = groups.collect();
            if groups.is_empty() {
                return Vec::new();
            }
            let fails = |traits: &Traits| {
                let failed = groups.iter().filter(|(_, values)| !traits.meets(*values));
                failed.fold(0, |failed, (group, _)| failed | 1 << *group as u16)
            };
            self.tables[at].iter().map(fails).collect()
        };
        Failing([table(0), table(1)])
    }

    /// Which groups an offer fails.
    pub fn failed(&self, failing: &Failing, offer: u32) -> Failed {
        let [topics, people] = self.of[offer as usize];
        let of = |table: &[Failed], at: u32| table.get(at as usize).copied().unwrap_or(0);
        of(&failing.0[0], topics) | of(&failing.0[1], people)
    }

    /// Adds to `counts` how many of the offers have each value of `mask`.
    pub fn count(&self, offers: &[u32], mask: u128, counts: &mut [u32]) {
        // A few are counted one by one; of many it is first counted how many have each set.
        let sets = self.tables[0].len() + self.tables[1].len();
        if offers.len() * 4 < sets {
            for offer in offers {
                let values = Traits(self.traits(*offer).0 & mask);
                values.iter().for_each(|value| counts[value] += 1);
            }
            return;
        }
        let mut having = self.tables.each_ref().map(|table| vec![0u32; table.len()]);
        for offer in offers {
            let [topics, people] = self.of[*offer as usize];
            having[0][topics as usize] += 1;
            having[1][people as usize] += 1;
        }
        for (table, having) in self.tables.iter().zip(having) {
            for (traits, count) in table.iter().zip(having).filter(|(_, count)| *count > 0) {
                Traits(traits.0 & mask).iter().for_each(|value| counts[value] += count);
            }
        }
    }
}
