//! Services and structures by id, and what is known of a structure.

use std::cmp::Reverse;
use std::collections::HashMap;

use time::Date;

use super::columns::Services;
use super::filter::Filter;
use super::query::{Listing, ServiceQuery, StructureQuery, Window};
use crate::domain::quality::mean;

impl Services {
    /// The services that a query asks for, by id.
    pub fn list(&self, query: &ServiceQuery, window: Window, today: Date) -> Listing {
        let filter = Filter::new(self, query, today);
        if filter.is_open() {
            return window.cut(self.order.numbers());
        }
        let all = self.order.numbers().iter().copied();
        window.cut(&all.filter(|number| filter.fits(*number)).collect::<Vec<_>>())
    }

    /// The structures that a query asks for, by id.
    pub fn structures(&self, query: &StructureQuery, window: Window, today: Date) -> Listing {
        let mut numbers = self.structures_of(query);
        if query.without_twins {
            let mut best: HashMap<u32, u32> = HashMap::new();
            let order =
                |number: u32| (self.worth(number, today), Reverse(self.structures.order.rank(number)));
            for number in &numbers {
                if let Some(twin) = self.structures.twin(*number) {
                    let held = best.entry(twin).or_insert(*number);
                    if order(*number) > order(*held) {
                        *held = *number;
                    }
                }
            }
            numbers.retain(|one| self.structures.twin(*one).is_none_or(|twin| best.get(&twin) == Some(one)));
        }
        window.cut(&numbers)
    }

    /// By what a record of a structure is preferred to another: its score, then its date.
    pub(super) fn worth(&self, structure: u32, today: Date) -> (u16, Date) {
        (self.structure_score(structure, today), self.structures.get(structure).updated_on)
    }

    /// The quality score of a structure, in hundredths: the mean of its services', 0 without any.
    pub fn structure_score(&self, structure: u32, today: Date) -> u16 {
        mean(self.services_of(structure).iter().map(|service| self.score(*service, today)))
    }

    /// The number of a structure's id.
    pub fn structure_number(&self, id: &str) -> Option<u32> {
        self.structures.order.find(&self.structures.names, id)
    }

    /// The id of a structure.
    pub fn structure_id(&self, number: u32) -> &str {
        self.structures.names.get(number)
    }

    /// The producer of a structure.
    pub fn structure_source(&self, number: u32) -> &str {
        &self.sources[usize::from(self.structures.get(number).source)].0
    }

    /// The services of a structure, by id.
    pub fn services_of(&self, structure: u32) -> &[u32] {
        self.structures.services(structure)
    }

    /// The other records of a structure, by id.
    pub fn twins(&self, structure: u32) -> Vec<u32> {
        self.structures.twins(structure).collect()
    }
}
