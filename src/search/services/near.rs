//! What the people of a commune can go to or have at home, the nearest first.

use std::collections::HashMap;

use time::Date;

use super::columns::Services;
use super::filter::Filter;
use super::query::{Found, Listing, ServiceQuery, Window};
use super::reach::Reach;
use crate::domain::territory::{Commune, Point};

/// How far people are sent, in kilometres: the peer's, for everyone and everything.
const REACH_KM: f32 = 50.0;
/// Stands in a key for no distance: it comes last.
const NO_DISTANCE: u64 = u16::MAX as u64;

impl Services {
    /// The services that are open to the people of a commune: within 50 km of it, or of `from` where that is said, or
    /// at a distance. By distance, then those without one; those alike by id.
    ///
    /// `without_twins` keeps, of several records of a structure, the services of the best described, or of the freshest.
    pub fn near(
        &self,
        query: &ServiceQuery,
        commune: &Commune,
        from: Option<Point>,
        without_twins: bool,
        window: Window,
        today: Date,
    ) -> Listing {
        let filter = Filter::new(self, query, today);
        let centre = from.unwrap_or_else(|| commune.point());
        let open = self.zones.open_to(commune);
        let reach = Reach::new(centre, REACH_KM);
        let mut keys = Vec::new();
        for number in self.grid.near(centre, REACH_KM).into_iter().flatten().copied() {
            let row = &self.rows[number as usize];
            if !open.has(row.zones) {
                continue;
            }
            if let Some(km) = reach.km(row.point).filter(|_| filter.fits(number)) {
                let distance = if row.on_site() { u64::from(km) } else { NO_DISTANCE };
                keys.push(self.key(distance, number));
            }
        }
        for set in &open.numbers {
            for number in self.remote.get(set).into_iter().flatten().copied() {
                if filter.fits(number) && reach.km(self.rows[number as usize].point).is_none() {
                    keys.push(self.key(NO_DISTANCE, number));
                }
            }
        }
        if without_twins {
            self.drop_lesser_twins(&mut keys, today);
        }
        let (total, keys) = window.sorted(keys);
        Listing { total, found: keys.into_iter().map(|key| self.found(key)).collect() }
    }

    /// As [`Services::near`], without a place: all of them, by id.
    pub fn anywhere(
        &self,
        query: &ServiceQuery,
        without_twins: bool,
        window: Window,
        today: Date,
    ) -> Listing {
        if !without_twins {
            return self.list(query, window, today);
        }
        let filter = Filter::new(self, query, today);
        let all = self.order.numbers().iter().copied().filter(|number| filter.fits(*number));
        let mut keys: Vec<u64> = all.map(|number| self.key(NO_DISTANCE, number)).collect();
        self.drop_lesser_twins(&mut keys, today);
        let (total, keys) = window.sorted(keys);
        Listing { total, found: keys.into_iter().map(|key| self.found(key)).collect() }
    }

    /// A place in the order: by distance, then by id.
    fn key(&self, distance: u64, number: u32) -> u64 {
        distance << 32 | u64::from(self.order.rank(number))
    }

    fn found(&self, key: u64) -> Found {
        let distance = Some(key >> 32).filter(|distance| *distance != NO_DISTANCE).map(|km| km as u16);
        Found { number: self.order.at(key as u32), distance, fit: None }
    }

    /// Of the records of one structure, keeps the services of those of the most worth among what was found.
    fn drop_lesser_twins(&self, keys: &mut Vec<u64>, today: Date) {
        let giver = |key: u64| self.structure_of(self.order.at(key as u32));
        let mut best = HashMap::new();
        let mut worth = HashMap::new();
        for key in keys.iter() {
            let structure = giver(*key);
            if let Some(twin) = self.structures.twin(structure) {
                let own = *worth.entry(structure).or_insert_with(|| self.worth(structure, today));
                let most = best.entry(twin).or_insert(own);
                *most = own.max(*most);
            }
        }
        keys.retain(|key| {
            let structure = giver(*key);
            self.structures.twin(structure).is_none_or(|twin| worth.get(&structure) == best.get(&twin))
        });
    }
}
