//! The communes that services and structures name, each held once with its région.

use std::collections::HashMap;

use super::query::Territory;
use crate::search::gazetteer::Gazetteer;

/// A commune's code as it was written, and the région where it is a known one.
#[derive(Debug, Clone, Default)]
struct Place {
    code: Box<str>,
    region: Box<str>,
}

/// Every commune named, by number; 0 is none.
#[derive(Debug, Clone)]
pub(super) struct Places {
    numbers: HashMap<Box<str>, u32>,
    places: Vec<Place>,
}

impl Default for Places {
    fn default() -> Self {
        Self { numbers: HashMap::new(), places: vec![Place::default()] }
    }
}

impl Places {
    /// The number of a commune's code.
    pub fn number(&mut self, code: Option<&str>, gazetteer: &Gazetteer) -> u32 {
        let Some(code) = code else { return 0 };
        if let Some(number) = self.numbers.get(code) {
            return *number;
        }
        let region = gazetteer.by_code(code).map(|commune| commune.region.as_str()).unwrap_or_default();
        let number = self.places.len() as u32;
        self.places.push(Place { code: code.into(), region: region.into() });
        self.numbers.insert(code.into(), number);
        number
    }

    /// Whether a commune lies in a territory.
    pub fn is_in(&self, number: u32, territory: &Territory) -> bool {
        let place = &self.places[number as usize];
        match territory {
            Territory::Commune(code) => *place.code == **code,
            // As the peer does: a département is the beginning of its communes' codes.
            Territory::Departement(code) => place.code.starts_with(code.as_str()),
            Territory::Region(code) => *place.region == **code,
        }
    }
}
