//! Zones of eligibility as others understand them.

use crate::domain::region::{departements_of, is_departement};

/// The zones that are places, régions written out as their départements. The code 75 is Paris: as a région it would be
/// Nouvelle-Aquitaine, and the schema can't tell. Nothing left means that nothing was said.
pub(super) fn zones(written: &[String]) -> Vec<String> {
    let mut zones: Vec<String> = Vec::new();
    let mut add = |zone: &str| {
        if !zones.iter().any(|known| known == zone) {
            zones.push(zone.to_owned());
        }
    };
    for zone in written {
        match zone.strip_prefix(['R', 'r']).map(departements_of) {
            Some(departements) => departements.iter().for_each(|one| add(one)),
            None if is_place(zone) => add(zone),
            None => {}
        }
    }
    zones
}

fn is_place(zone: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match zone.len() {
        2 | 3 => is_departement(zone),
        // A commune (its Corsican letter among digits), or a country: 99 and three digits.
        5 => {
            digits(zone)
                || matches!(zone.as_bytes(), [b'2', b'A' | b'B', rest @ ..] if rest.iter().all(u8::is_ascii_digit))
        }
        9 => digits(zone),
        _ => zone == "france",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_never_a_code() {
        let of = |all: &[&str]| zones(&all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["75"]), ["75"]);
        assert_eq!(of(&["R75"]).len(), 12);
        assert_eq!(
            of(&["R94", "2A", "2A004", "200093201", "france", "99100"]),
            ["2A", "2B", "2A004", "200093201", "france", "99100"]
        );
        assert!(of(&["96", "ZZ", "abc", "R99", "12 45", "é1"]).is_empty());
    }
}
