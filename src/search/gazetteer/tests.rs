//! The real table, and what is asked of it without typing.

use std::sync::LazyLock;

use super::*;

mod areas;
mod mention;
mod typed;

static FRANCE: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::embedded);

#[test]
fn all_of_france_is_there() {
    let arrondissements = FRANCE.communes().iter().filter(|c| c.name.ends_with(" Arrondissement")).count();
    assert_eq!(arrondissements, 20 + 9 + 16);
    assert_eq!(FRANCE.communes().len() - arrondissements, 34_969);
    let population: u32 = FRANCE.communes().iter().filter(|c| !c.is_divided()).map(|c| c.population).sum();
    assert!((68_000_000..70_000_000).contains(&population), "{population}");
}

#[test]
fn every_commune_lies_in_french_land() {
    // South, north, west, east of each territory.
    let land = |departement: &str| match departement {
        "2A" | "2B" => (41.3, 43.1, 8.5, 9.6),
        "971" | "977" | "978" => (15.8, 18.2, -63.2, -61.0),
        "972" => (14.3, 15.0, -61.3, -60.8),
        "973" => (2.1, 5.8, -54.7, -51.6),
        "974" => (-21.4, -20.8, 55.2, 55.9),
        "975" => (46.7, 47.2, -56.5, -56.1),
        "976" => (-13.1, -12.6, 45.0, 45.4),
        "984" => (-67.0, -11.0, 40.0, 140.1),
        "986" => (-14.4, -13.2, -178.2, -176.1),
        "987" => (-28.0, -7.9, -154.8, -134.4),
        "988" => (-22.8, -19.5, 163.5, 168.2),
        "989" => (10.2, 10.4, -109.3, -109.1),
        _ => (42.3, 51.1, -5.2, 8.3),
    };
    for c in FRANCE.communes() {
        let (south, north, west, east) = land(&c.departement);
        assert!((south..north).contains(&c.latitude) && (west..east).contains(&c.longitude), "{c:?}");
    }
}

#[test]
fn arrondissements_lie_in_their_city() {
    for (city, prefix) in [("75056", "751"), ("69123", "6938"), ("13055", "132")] {
        let centre = FRANCE.by_code(city).expect("a city").point();
        for c in FRANCE
            .communes()
            .iter()
            .filter(|c| c.code.starts_with(prefix) && c.name.ends_with("Arrondissement"))
        {
            let km = centre.distance_km(c.point());
            assert!(km < 10.0 && !c.approximate, "{c:?} {km}");
        }
    }
}

#[test]
fn codes_name_communes_and_territories() {
    for (code, name) in [("62498", "Lens"), ("75056", "Paris"), ("69123", "Lyon"), ("13055", "Marseille")] {
        assert_eq!(FRANCE.by_code(code).map(|c| c.name.as_str()), Some(name));
    }
    assert_eq!(FRANCE.by_code("69383").map(|c| c.name.as_str()), Some("Lyon 3e Arrondissement"));
    assert!(FRANCE.by_code("62300 ").is_none() && FRANCE.by_code("").is_none());
    assert_eq!(FRANCE.departement_name("62"), Some("Pas-de-Calais"));
    assert_eq!(FRANCE.region_name("32"), Some("Hauts-de-France"));
    assert_eq!(FRANCE.epci_name("246200364"), Some("CA de Lens - Liévin"));
    assert_eq!(FRANCE.departements_of_region("32"), ["02", "59", "60", "62", "80"]);
    assert!(FRANCE.departements_of_region("??").is_empty() && FRANCE.departement_name("20").is_none());
}

#[test]
fn around_me() {
    let near = |latitude, longitude| FRANCE.nearest(Point { latitude, longitude }).map(|c| c.code.as_str());
    assert_eq!(near(50.43, 2.83), Some("62498"));
    assert_eq!(near(43.39, -1.66), Some("64483"));
    assert_eq!(near(-20.88, 55.45), Some("97411"));
    assert!(Gazetteer::new(Vec::new()).nearest(Point { latitude: 0.0, longitude: 0.0 }).is_none());
}

#[test]
fn replaced_communes() {
    let mut communes: Vec<Commune> = FRANCE.communes()[..50].iter().rev().cloned().collect();
    communes.push(communes[0].clone());
    communes.iter_mut().for_each(|c| c.approximate = true);
    let small = Gazetteer::new(communes);
    assert_eq!(small.communes().len(), 50);
    assert_eq!(small.by_code("01004").map(|c| c.name.as_str()), Some("Ambérieu-en-Bugey"));
    assert_eq!(small.find("amberieu", 5).first().map(|c| c.code.as_str()), Some("01004"));
    // With only approximate places, the nearest of them.
    assert!(small.nearest(Point { latitude: 46.0, longitude: 5.4 }).is_some());
}

#[test]
fn around_me_prefers_exact_places() {
    let mut communes: Vec<Commune> =
        ["62498", "59350"].iter().filter_map(|c| FRANCE.by_code(c).cloned()).collect();
    let lens = communes[0].point();
    communes[0].approximate = true;
    assert_eq!(Gazetteer::new(communes).nearest(lens).map(|c| c.code.as_str()), Some("59350"));
}
