//! What the form of an offer looks up: places in the gazetteer, opening hours by the syntax of OpenStreetMap.

use super::Index;
use super::gazetteer::Resolution;
use crate::domain::draft::Ground;
use crate::domain::territory::Commune;

/// The longest text of opening hours, in bytes; OSM itself stops at 255 characters.
const HOURS_MAX: usize = 1_000;

impl Ground for Index {
    fn commune(&self, typed: &str) -> Option<Commune> {
        match self.gazetteer.resolve(typed) {
            Resolution::One(commune) => Some(commune.clone()),
            _ => None,
        }
    }

    fn commune_of_code(&self, code: &str) -> Option<Commune> {
        self.gazetteer.by_code(code).cloned()
    }

    fn departements_of(&self, region: &str) -> Vec<String> {
        self.gazetteer.departements_of_region(region).into_iter().map(str::to_owned).collect()
    }

    fn are_opening_hours(&self, text: &str) -> bool {
        text.len() <= HOURS_MAX
            && opening_hours_syntax::parse(text).is_ok_and(|hours| !hours.rules.is_empty())
    }
}
