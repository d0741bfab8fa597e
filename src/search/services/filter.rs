//! Whether a service or a structure is what was asked for.

use std::cell::Cell;

use time::Date;

use super::columns::{Row, Services, bit};
use super::query::{ServiceQuery, StructureQuery, Territory};
use super::structures::Structure;
use crate::domain::taxonomy::Public;

/// A query, ready to be put to many services.
pub(super) struct Filter<'a> {
    services: &'a Services,
    /// Of each, a service has one bit at least.
    masks: Vec<u128>,
    sources: Option<Vec<bool>>,
    query: &'a ServiceQuery,
    /// What the words said of publics, and of texts about them, that were met already.
    publics: Met,
    texts: Met,
    today: Date,
}

impl<'a> Filter<'a> {
    /// The filter of a query on a day.
    pub fn new(services: &'a Services, query: &'a ServiceQuery, today: Date) -> Self {
        let wanted_publics = !query.publics.contains(&Public::TousPublics);
        let publics = query.publics.iter().filter(|_| wanted_publics);
        let everyone = (!query.publics.is_empty() && wanted_publics).then_some(&Public::TousPublics);
        let mut masks = vec![
            any(&query.themes, bit::theme),
            any(publics.chain(everyone), bit::public),
            any(&query.modes, bit::mode),
            any(&query.types, bit::service_type),
            any(&query.fees, bit::fee),
        ];
        masks.retain(|mask| *mask != 0);
        let sources = services.wanted_sources(&query.sources);
        let asked = query.audience.is_some();
        let (publics, texts) = (1 << Public::ALL.len(), services.audiences.len());
        let [publics, texts] = [publics, texts].map(|count| Met::new(if asked { count } else { 0 }));
        Self { services, masks, sources, query, publics, texts, today }
    }

    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        self.masks.is_empty()
            && self.sources.is_none()
            && self.query.audience.is_none()
            && self.query.least_score.is_none()
            && self.query.territories.is_empty()
    }

    /// Whether it lets a service through.
    pub fn fits(&self, number: u32) -> bool {
        let row = &self.services.rows[number as usize];
        self.masks.iter().all(|mask| row.bits & mask != 0)
            && self.sources.as_ref().is_none_or(|wanted| wanted[usize::from(row.source)])
            && self.services.is_in(row.place, &self.query.territories)
            && self.query.least_score.is_none_or(|least| self.score(row) >= least)
            && self.suits(number, row)
    }

    fn score(&self, row: &Row) -> f64 {
        f64::from(row.quality.hundredths(self.today)) / 100.0
    }

    fn suits(&self, number: u32, row: &Row) -> bool {
        let Some(audience) = &self.query.audience else { return true };
        let (publics, said) = (row.publics(), self.services.audiences.of(number));
        self.publics.ask(usize::from(publics), || audience.fits_publics(publics))
            // Nothing said is a text too, which may fit what keeps words away.
            || self.texts.ask(said as usize, || audience.fits_text(self.services.audiences.text(said)))
    }
}

/// Answers by number, each worked out once.
struct Met(Vec<Cell<Option<bool>>>);

impl Met {
    fn new(count: usize) -> Self {
        Self(vec![Cell::new(None); count])
    }

    fn ask(&self, number: usize, answer: impl FnOnce() -> bool) -> bool {
        let known = self.0[number].get().unwrap_or_else(answer);
        self.0[number].set(Some(known));
        known
    }
}

fn any<'a, T: 'a>(values: impl IntoIterator<Item = &'a T>, bit: fn(&T) -> u128) -> u128 {
    values.into_iter().map(bit).fold(0, |all, one| all | one)
}

impl Services {
    /// Which producers are wanted, by number; nothing where all are.
    fn wanted_sources(&self, ids: &[String]) -> Option<Vec<bool>> {
        let wanted = |(source, _): &(Box<str>, u32)| ids.iter().any(|id| **id == **source);
        (!ids.is_empty()).then(|| self.sources.iter().map(wanted).collect())
    }

    fn is_in(&self, place: u32, territories: &[Territory]) -> bool {
        territories.iter().all(|territory| self.places.is_in(place, territory))
    }

    /// The structures that a query asks for, by id, records of one and the same not yet told apart.
    pub(super) fn structures_of(&self, query: &StructureQuery) -> Vec<u32> {
        let sources = self.wanted_sources(&query.sources);
        let networks = query.networks.iter().fold(0_u128, |all, one| all | 1 << one.index());
        let fits = |row: &Structure| {
            sources.as_ref().is_none_or(|wanted| wanted[usize::from(row.source)])
                && (query.networks.is_empty() || row.networks & networks != 0)
                && self.is_in(row.place, &query.territories)
        };
        let all = self.structures.order.numbers().iter().copied();
        all.filter(|number| fits(self.structures.get(*number))).collect()
    }
}
