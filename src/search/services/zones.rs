//! For whom services are: the sets of zones that they name, each set held once.

use std::collections::HashMap;

use crate::domain::territory::Commune;

/// The set of a service that names no zone: it is for everyone.
pub(super) const EVERYWHERE: u32 = 0;

/// Every set that some service names, by number from 1; and the sets that each code stands in.
#[derive(Debug, Clone, Default)]
pub(super) struct Zones {
    sets: HashMap<Box<[String]>, u32>,
    of_code: HashMap<String, Vec<u32>>,
}

impl Zones {
    /// The number of a set.
    pub fn set(&mut self, zones: &[String]) -> u32 {
        if zones.is_empty() {
            return EVERYWHERE;
        }
        let mut key = zones.to_vec();
        key.sort_unstable();
        key.dedup();
        let next = self.sets.len() as u32 + 1;
        *self.sets.entry(key.into_boxed_slice()).or_insert_with_key(|set| {
            for code in set {
                self.of_code.entry(code.clone()).or_default().push(next);
            }
            next
        })
    }

    /// The sets that are open to the people of a commune.
    pub fn open_to(&self, commune: &Commune) -> Open {
        let mut numbers = vec![EVERYWHERE];
        for code in commune.zones() {
            numbers.extend(self.of_code.get(code).into_iter().flatten());
        }
        numbers.sort_unstable();
        numbers.dedup();
        let mut open = vec![false; self.sets.len() + 1];
        numbers.iter().for_each(|set| open[*set as usize] = true);
        Open { numbers, open }
    }
}

/// Some sets.
pub(super) struct Open {
    /// Their numbers, ascending.
    pub numbers: Vec<u32>,
    open: Vec<bool>,
}

impl Open {
    /// Whether a set is one of them.
    pub fn has(&self, set: u32) -> bool {
        self.open[set as usize]
    }
}
