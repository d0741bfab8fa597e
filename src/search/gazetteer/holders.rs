//! What holds a commune: its intercommunality, its département, its région.

use super::Gazetteer;
use crate::domain::territory::{Area, AreaKind, Commune};

impl Gazetteer {
    /// The areas that hold a commune, smallest first.
    pub fn areas_of(&self, commune: &Commune) -> Vec<Area> {
        let codes = [
            (AreaKind::Epci, commune.epci.as_deref()),
            (AreaKind::Departement, Some(commune.departement.as_str())),
            (AreaKind::Region, Some(commune.region.as_str())),
        ];
        codes.into_iter().filter_map(|(kind, code)| self.area(kind, code?)).collect()
    }

    /// The larger areas that hold an area, smallest first; an EPCI over two départements is said to be in one of them.
    pub fn areas_above(&self, area: &Area) -> Vec<Area> {
        let inside = self.communes().iter().find(|commune| area.holds(commune));
        let areas = inside.map(|commune| self.areas_of(commune)).unwrap_or_default();
        areas.into_iter().filter(|one| one.kind > area.kind).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commune_lies_in_three_areas() {
        let keys = |areas: Vec<Area>| areas.iter().map(Area::key).collect::<Vec<_>>();
        let gazetteer = Gazetteer::embedded();
        let areas = gazetteer.areas_of(gazetteer.by_code("62498").unwrap());
        assert_eq!(keys(areas.clone()), ["epci-246200364", "departement-62", "region-32"]);
        assert_eq!(keys(gazetteer.areas_above(&areas[0])), ["departement-62", "region-32"]);
        assert_eq!(keys(gazetteer.areas_above(&areas[1])), ["region-32"]);
        assert!(gazetteer.areas_above(&areas[2]).is_empty());
    }
}
