//! Names, zones and distances.

use super::*;

const LENS: Point = Point { latitude: 50.433, longitude: 2.8279 };
const LILLE: Point = Point { latitude: 50.633, longitude: 3.0586 };

fn commune(code: &str, postal_codes: &[&str]) -> Commune {
    Commune {
        code: code.into(),
        name: "Lens".into(),
        postal_codes: postal_codes.iter().map(|&c| c.into()).collect(),
        departement: "62".into(),
        region: "32".into(),
        epci: None,
        population: 32_920,
        latitude: 50.433,
        longitude: 2.8279,
        approximate: false,
    }
}

#[test]
fn distance_is_the_crow_s() {
    let km = LENS.distance_km(LILLE);
    assert!((27.0..28.5).contains(&km), "{km}");
    assert_eq!(LENS.distance_km(LENS), 0.0);
    assert_eq!(LENS.distance_km(LILLE), LILLE.distance_km(LENS));
}

#[test]
fn a_hundred_metres_are_not_lost_to_rounding() {
    let near = Point { latitude: LENS.latitude + 0.0009, ..LENS };
    let km = LENS.distance_km(near);
    assert!((0.095..0.105).contains(&km), "{km}");
}

#[test]
fn distance_crosses_the_date_line_and_the_globe() {
    let west = Point { latitude: -13.0, longitude: 179.9 };
    let east = Point { latitude: -13.0, longitude: -179.9 };
    assert!(west.distance_km(east) < 25.0);
    let antipode = Point { latitude: -50.433, longitude: 2.8279 - 180.0 };
    let km = LENS.distance_km(antipode);
    assert!((20_000.0..20_030.0).contains(&km), "{km}");
}

#[test]
fn label_tells_the_postal_code_or_the_departement() {
    let label = |c: &Commune| Place::new(c, "Pas-de-Calais").label();
    assert_eq!(label(&commune("62498", &["62300", "62301"])), "Lens (62300)");
    assert_eq!(label(&commune("62498", &[])), "Lens (62)");
    assert_eq!(label(&commune("75056", &["75001"])), "Lens (62)");
}

fn place(name: &str) -> Place {
    Place { name: name.into(), ..Place::new(&commune("62498", &["62300"]), "Pas-de-Calais") }
}

#[test]
fn a_name_is_said_after_de() {
    for (name, said) in [
        ("Lens", "de Lens"),
        ("Le Havre", "du Havre"),
        ("Les Sables-d’Olonne", "des Sables-d’Olonne"),
        ("La Rochelle", "de La Rochelle"),
        ("Arras", "d’Arras"),
        ("Évreux", "d’Évreux"),
        ("Œuilly", "d’Œuilly"),
    ] {
        assert_eq!((of(name).as_str(), place(name).of().as_str()), (said, said));
    }
}

#[test]
fn an_area_is_meant_by_its_key_and_holds_its_communes() {
    let mut lens = commune("62498", &["62300"]);
    lens.epci = Some("246200364".into());
    for (kind, code, key) in [
        (AreaKind::Epci, "246200364", "epci-246200364"),
        (AreaKind::Departement, "62", "departement-62"),
        (AreaKind::Region, "32", "region-32"),
    ] {
        let area = Area { kind, code: code.into(), name: "Nord".into() };
        assert_eq!((area.key().as_str(), Area::parse_key(key)), (key, Some((kind, code))));
        assert_eq!(area.label(), format!("Nord ({})", kind.label()));
        let other = Area { code: "99".into(), ..area.clone() };
        assert!(area.holds(&lens) && !other.holds(&lens), "{kind:?}");
        let told = Place::of_area(&area, "France", Some(&lens));
        assert_eq!((told.label(), told.key.as_str(), told.latitude), (area.label(), key, lens.latitude));
        assert_eq!(told.departement_name, "France");
        assert_eq!(Place::of_area(&area, "France", None).point(), Point { latitude: 0.0, longitude: 0.0 });
    }
    for wrong in ["", "62498", "commune-62", "region-", "region"] {
        assert_eq!(Area::parse_key(wrong), None, "{wrong}");
    }
}

#[test]
fn a_commune_is_of_its_zones_and_tells_what_it_is() {
    let mut lens = commune("62498", &["62300"]);
    assert_eq!(lens.zones().collect::<Vec<_>>(), ["62498", "62", "france", "99100"]);
    lens.epci = Some("246200364".into());
    assert_eq!(lens.zones().collect::<Vec<_>>(), ["62498", "62", "246200364", "france", "99100"]);
    assert_eq!(lens.point(), Point { latitude: 50.433, longitude: 2.8279 });
    assert_eq!(place("Lens").point(), lens.point());
    assert!(!lens.is_quarter() && !lens.is_divided() && commune("13055", &[]).is_divided());
    lens.name = "Paris 3e Arrondissement".into();
    assert!(lens.is_quarter());
}

#[test]
fn distances_are_those_of_a_sphere() {
    let point = |latitude, longitude| Point { latitude, longitude };
    let quarter = std::f32::consts::FRAC_PI_2 * EARTH_RADIUS_KM;
    for (one, other, km) in [
        (point(0.0, 0.0), point(0.0, 90.0), quarter),
        (point(0.0, 0.0), point(90.0, 0.0), quarter),
        (point(0.0, 0.0), point(0.0, 180.0), 2.0 * quarter),
        (point(0.0, 0.0), point(0.0, 5.0), quarter / 18.0),
        (point(0.0, 0.0), point(0.0, 5.8), 5.8 * quarter / 90.0),
        (point(60.0, 0.0), point(60.0, 180.0), 60.0 * quarter / 90.0),
        (point(-45.0, 30.0), point(45.0, 30.0), quarter),
    ] {
        let told = one.distance_km(other);
        assert!((told - km).abs() < 0.02, "{told} {km}");
    }
    // Where the sine takes over, nothing jumps: 0.1 of the radius is 637 km.
    let (below, above) = (km_of_chord2(0.0099999), km_of_chord2(0.0100001));
    assert!(below < above && above - below < 0.02, "{below} {above}");
}
