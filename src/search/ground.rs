//! What the form of an offer looks up: places in the gazetteer, trades in the ROME, opening hours by their syntax.

use super::Index;
use super::gazetteer::Resolution;
use super::{spoken_hours, trades};
use crate::domain::card::Located;
use crate::domain::draft::Ground;
use crate::domain::draft::trade::Trade;
use crate::domain::territory::{AreaKind, Commune};

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

    fn zone(&self, typed: &str) -> Option<Vec<String>> {
        match self.gazetteer.locate(typed) {
            Located::At(place) => Some(vec![place.code]),
            Located::In(area) if area.kind == AreaKind::Region => Some(self.departements_of(&area.code)),
            Located::In(area) => Some(vec![area.code]),
            Located::Among(_) | Located::Nowhere | Located::Unknown => None,
        }
    }

    fn zone_name(&self, code: &str) -> Option<String> {
        let area = |kind| self.gazetteer.area(kind, code).map(|area| area.label());
        match code.len() {
            2 | 3 => area(AreaKind::Departement),
            9 => area(AreaKind::Epci),
            _ => self.gazetteer.by_code(code).map(|commune| self.gazetteer.place(commune).label()),
        }
    }

    fn regions_of(&self, zones: &[String]) -> Vec<String> {
        let whole = |code: &str| {
            let own = self.gazetteer.departements_of_region(code);
            own.len() > 1 && own.iter().all(|departement| zones.iter().any(|zone| zone == departement))
        };
        let regions = self.gazetteer.regions().filter(|(code, _)| whole(code));
        regions.filter_map(|(code, _)| Some(self.gazetteer.area(AreaKind::Region, code)?.label())).collect()
    }

    fn trades(&self, typed: &str) -> Vec<Trade> {
        trades::find(typed)
    }

    fn are_opening_hours(&self, text: &str) -> bool {
        spoken_hours::is_valid(text)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::gazetteer::Gazetteer;
    use super::*;
    use crate::domain::draft::zone::{read_zones, write_zone, zone_sentence};

    #[test]
    fn places_are_typed_by_name_and_told_by_name() {
        let index = Index::of_directory(Arc::new(Gazetteer::embedded()), std::iter::empty());
        for (typed, codes) in [
            ("Lens (62300)", vec!["62498"]),
            ("64000", vec!["64445"]),
            ("Landes (département)", vec!["40"]),
            ("40", vec!["40"]),
            ("CA de Lens - Liévin", vec!["246200364"]),
        ] {
            assert_eq!(read_zones(typed, &index).unwrap(), codes, "{typed}");
        }
        let aquitaine = read_zones("Nouvelle-Aquitaine", &index).unwrap();
        assert_eq!(aquitaine.len(), 12);
        assert_eq!(
            zone_sentence(&aquitaine, &index).unwrap(),
            "Il faut habiter ici : Nouvelle-Aquitaine (région)."
        );
        for code in ["62498", "75056", "75112", "2A004", "62", "2A", "974", "246200364", "200035863"] {
            let written = write_zone(code, &index);
            assert_eq!(read_zones(&written, &index).unwrap(), [code], "{written}");
        }
        assert!(read_zones("99999", &index).is_err());
        assert!(read_zones("Saint-Aubin", &index).is_err(), "several communes");
    }
}
