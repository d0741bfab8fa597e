//! All communes of France in memory: found by code, by what people type, by where they stand.

mod areas;
mod codes;
mod find;
mod holders;
mod locate;
mod mention;
mod names;
pub mod official;
mod query;
mod resolve;
mod tables;

pub use official::{Official, OfficialError, Reason, Rejected, parse_official};
pub use resolve::Resolution;

use crate::domain::territory::{Area, AreaKind, Commune, Place, Point};
use crate::search::fold::{article, fold};
use areas::Areas;
use codes::Codes;
use names::{Name, Names};
use tables::Territories;

/// Every commune, with the arrondissements of Paris, Lyon and Marseille, and the territories that hold them.
pub struct Gazetteer {
    /// Sorted by INSEE code; every index below is a position here.
    communes: Vec<Commune>,
    /// Inhabitants of each.
    people: Vec<u32>,
    names: Names,
    codes: Codes,
    territories: Territories,
    areas: Areas,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gazetteer({} communes)", self.communes.len())
    }
}

impl Gazetteer {
    /// The tables compiled into the server (`gazetteer/SOURCES.md` says where they come from).
    pub fn embedded() -> Self {
        Self::new(tables::communes())
    }

    /// These communes in place of the compiled-in ones; of two with one code, the first counts.
    pub fn new(mut communes: Vec<Commune>) -> Self {
        communes.sort_by(|a, b| a.code.cmp(&b.code));
        communes.dedup_by(|later, first| later.code == first.code);
        let name = |commune: &Commune| {
            let folded = query::canonical(&fold(&commune.name));
            Name { front: article(&folded), folded }
        };
        let territories = Territories::embedded();
        Self {
            areas: Areas::new(&territories, &communes),
            people: communes.iter().map(|commune| commune.population).collect(),
            names: Names::new(communes.iter().map(name)),
            codes: Codes::new(&communes),
            territories,
            communes,
        }
    }

    /// Every commune and arrondissement, by INSEE code.
    pub fn communes(&self) -> &[Commune] {
        &self.communes
    }

    /// The commune or arrondissement with this INSEE code ("62498", "75056", "75112", "2A004").
    pub fn by_code(&self, code: &str) -> Option<&Commune> {
        Some(&self.communes[self.position(code)?])
    }

    /// The place of a commune among [`Gazetteer::communes`].
    pub fn position(&self, code: &str) -> Option<usize> {
        self.communes.binary_search_by(|c| c.code.as_str().cmp(code)).ok()
    }

    /// The places of communes whose code begins with `prefix`.
    pub fn positions_beginning_with(&self, prefix: &str) -> std::ops::Range<usize> {
        let start = self.communes.partition_point(|commune| commune.code.as_str() < prefix);
        let among = &self.communes[start..];
        start..start + among.partition_point(|commune| commune.code.starts_with(prefix))
    }

    /// The light form of a commune, for pages.
    pub fn place(&self, commune: &Commune) -> Place {
        let place = Place::new(commune, self.departement_name(&commune.departement).unwrap_or_default());
        if self.is_postal_code(&commune.code) { Place { key: place.label(), ..place } } else { place }
    }

    /// Whether an INSEE code is the postal code of communes too.
    fn is_postal_code(&self, code: &str) -> bool {
        !self.codes.served_by(code, &self.communes).is_empty()
    }

    /// "Pas-de-Calais" for "62".
    pub fn departement_name(&self, code: &str) -> Option<&str> {
        self.territories.departement(code).map(|d| d.name)
    }

    /// "Hauts-de-France" for "32".
    pub fn region_name(&self, code: &str) -> Option<&str> {
        self.territories.region(code)
    }

    /// "CA de Lens - Liévin" for its SIREN.
    pub fn epci_name(&self, siren: &str) -> Option<&str> {
        self.territories.epci(siren)
    }

    /// The EPCI, département or région of a code.
    pub fn area(&self, kind: AreaKind, code: &str) -> Option<Area> {
        let name = match kind {
            AreaKind::Epci => self.epci_name(code),
            AreaKind::Departement => self.departement_name(code),
            AreaKind::Region => self.region_name(code),
        }?;
        Some(Area { kind, code: code.to_owned(), name: name.to_owned() })
    }

    /// Every département: code and name, by code.
    pub fn departements(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.territories.departements()
    }

    /// Every région: code and name, by code.
    pub fn regions(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.territories.regions()
    }

    /// Codes of the départements of a région, sorted; none for an unknown code.
    pub fn departements_of_region(&self, region: &str) -> Vec<&str> {
        self.territories.departements_of_region(region)
    }

    /// The commune whose centre is nearest, among those placed exactly if there are any; none in an empty gazetteer.
    pub fn nearest(&self, point: Point) -> Option<&Commune> {
        let nearest_of = |exact_only: bool| {
            let communes = self.communes.iter().filter(|c| !(exact_only && c.approximate));
            let measured = communes.map(|c| (point.distance_km(c.point()), c));
            measured.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, commune)| commune)
        };
        nearest_of(true).or_else(|| nearest_of(false))
    }
}

#[cfg(test)]
mod tests;
