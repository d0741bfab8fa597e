//! The compiled-in tables, written by `script/communes.mjs`.

use crate::domain::territory::{Area, AreaKind, Commune};

const COMMUNES: &str = include_str!("communes.tsv");
const EPCIS: &str = include_str!("epci.tsv");
const DEPARTEMENTS: &str = include_str!("departements.tsv");
const REGIONS: &str = include_str!("regions.tsv");

/// The communes of the table. A test counts them: a row that does not parse would be missing.
pub(super) fn communes() -> Vec<Commune> {
    COMMUNES.lines().filter_map(commune).collect()
}

fn commune(line: &str) -> Option<Commune> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    Some(Commune {
        code: next()?.to_owned(),
        name: next()?.to_owned(),
        postal_codes: next()?.split_ascii_whitespace().map(str::to_owned).collect(),
        departement: next()?.to_owned(),
        region: next()?.to_owned(),
        epci: Some(next()?).filter(|siren| !siren.is_empty()).map(str::to_owned),
        population: next()?.parse().ok()?,
        latitude: next()?.parse().ok()?,
        longitude: next()?.parse().ok()?,
        approximate: next()? == "1",
    })
}

/// A département: its name and the code of its région.
#[derive(Debug, Clone, Copy)]
pub(super) struct Departement {
    pub name: &'static str,
    pub region: &'static str,
}

/// Names of the territories above communes, each list sorted by code.
pub(super) struct Territories {
    departements: Vec<(&'static str, Departement)>,
    regions: Vec<(&'static str, &'static str)>,
    epcis: Vec<(&'static str, &'static str)>,
}

impl Territories {
    pub fn embedded() -> Self {
        let departement = |line: &'static str| {
            let (code, rest) = line.split_once('\t')?;
            let (name, region) = rest.split_once('\t')?;
            Some((code, Departement { name, region }))
        };
        let named = |table: &'static str| table.lines().filter_map(|line| line.split_once('\t')).collect();
        Self {
            departements: DEPARTEMENTS.lines().filter_map(departement).collect(),
            regions: named(REGIONS),
            epcis: named(EPCIS),
        }
    }

    /// Every area.
    pub fn areas(&self) -> impl Iterator<Item = Area> {
        let area = |kind| move |code: &str, name: &str| Area { kind, code: code.into(), name: name.into() };
        let (epci, departement, region) =
            (area(AreaKind::Epci), area(AreaKind::Departement), area(AreaKind::Region));
        let epcis = self.epcis.iter().map(move |(code, name)| epci(code, name));
        let departements = self.departements.iter().map(move |(code, one)| departement(code, one.name));
        epcis.chain(departements).chain(self.regions.iter().map(move |(code, name)| region(code, name)))
    }

    pub fn departement(&self, code: &str) -> Option<Departement> {
        get(&self.departements, code)
    }

    pub fn departements(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.departements.iter().map(|(code, departement)| (*code, departement.name))
    }

    pub fn regions(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.regions.iter().copied()
    }

    pub fn region(&self, code: &str) -> Option<&'static str> {
        get(&self.regions, code)
    }

    pub fn epci(&self, siren: &str) -> Option<&'static str> {
        get(&self.epcis, siren)
    }

    pub fn departements_of_region(&self, region: &str) -> Vec<&str> {
        self.departements.iter().filter(|(_, d)| d.region == region).map(|&(code, _)| code).collect()
    }
}

fn get<T: Copy>(sorted: &[(&'static str, T)], code: &str) -> Option<T> {
    let at = sorted.binary_search_by(|&(key, _)| key.cmp(code)).ok()?;
    Some(sorted[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_is_lost() {
        assert_eq!(communes().len(), COMMUNES.lines().count());
        let territories = Territories::embedded();
        assert_eq!(territories.departements.len(), 109);
        assert_eq!(territories.regions.len(), 26);
        assert_eq!(territories.epcis.len(), EPCIS.lines().count());
    }

    #[test]
    fn tables_are_sorted_by_code() {
        let territories = Territories::embedded();
        assert!(communes().is_sorted_by(|a, b| a.code < b.code));
        assert!(territories.departements.is_sorted_by(|a, b| a.0 < b.0));
        assert!(territories.regions.is_sorted_by(|a, b| a.0 < b.0));
        assert!(territories.epcis.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn every_commune_lies_in_known_territories() {
        let territories = Territories::embedded();
        for c in communes() {
            let departement = territories.departement(&c.departement);
            assert_eq!(departement.map(|d| d.region), Some(c.region.as_str()), "{}", c.code);
            assert!(territories.region(&c.region).is_some(), "{}", c.code);
            assert!(c.epci.is_none_or(|siren| territories.epci(&siren).is_some()), "{}", c.code);
            assert!(c.postal_codes.iter().all(|p| p.len() == 5), "{}", c.code);
        }
    }

    #[test]
    fn a_broken_row_is_not_a_commune() {
        assert!(commune("62498\tLens").is_none());
        assert!(commune("62498\tLens\t62300\t62\t32\t\tmany\t50.4\t2.8\t").is_none());
    }
}
