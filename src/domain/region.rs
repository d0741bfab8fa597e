//! Régions as lists of départements: a zone of eligibility names départements, never a région.
//!
//! Source: code officiel géographique, INSEE, 1 January 2026 (Licence Ouverte 2.0).

/// Code of each région, and the codes of its départements.
const REGIONS: [(&str, &[&str]); 18] = [
    ("01", &["971"]),
    ("02", &["972"]),
    ("03", &["973"]),
    ("04", &["974"]),
    ("06", &["976"]),
    ("11", &["75", "77", "78", "91", "92", "93", "94", "95"]),
    ("24", &["18", "28", "36", "37", "41", "45"]),
    ("27", &["21", "25", "39", "58", "70", "71", "89", "90"]),
    ("28", &["14", "27", "50", "61", "76"]),
    ("32", &["02", "59", "60", "62", "80"]),
    ("44", &["08", "10", "51", "52", "54", "55", "57", "67", "68", "88"]),
    ("52", &["44", "49", "53", "72", "85"]),
    ("53", &["22", "29", "35", "56"]),
    ("75", &["16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87"]),
    ("76", &["09", "11", "12", "30", "31", "32", "34", "46", "48", "65", "66", "81", "82"]),
    ("84", &["01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74"]),
    ("93", &["04", "05", "06", "13", "83", "84"]),
    ("94", &["2A", "2B"]),
];

/// Names of the régions, by their codes (the same source).
const NAMES: [(&str, &str); 18] = [
    ("84", "Auvergne-Rhône-Alpes"),
    ("27", "Bourgogne-Franche-Comté"),
    ("53", "Bretagne"),
    ("24", "Centre-Val de Loire"),
    ("94", "Corse"),
    ("44", "Grand Est"),
    ("01", "Guadeloupe"),
    ("03", "Guyane"),
    ("32", "Hauts-de-France"),
    ("11", "Île-de-France"),
    ("04", "La Réunion"),
    ("02", "Martinique"),
    ("06", "Mayotte"),
    ("28", "Normandie"),
    ("75", "Nouvelle-Aquitaine"),
    ("76", "Occitanie"),
    ("52", "Pays de la Loire"),
    ("93", "Provence-Alpes-Côte d’Azur"),
];

/// Every région, by name: its INSEE code, and what it is called.
pub fn regions() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.into_iter()
}

/// What a région is called; nothing of a code that is no région's.
pub fn region_name(region: &str) -> Option<&'static str> {
    NAMES.into_iter().find(|(code, _)| *code == region).map(|(_, name)| name)
}

/// The code of the région that holds a département.
pub fn region_of(departement: &str) -> Option<&'static str> {
    REGIONS.iter().find(|(_, all)| all.contains(&departement)).map(|(code, _)| *code)
}

/// The départements of a région, by its INSEE code; none of a code that is no région's.
pub fn departements_of(region: &str) -> &'static [&'static str] {
    REGIONS.iter().find(|(code, _)| *code == region).map_or(&[], |(_, all)| all)
}

/// The départements of the région that holds a département; none of a code that is no département's.
pub fn neighbours_of(departement: &str) -> &'static [&'static str] {
    REGIONS.iter().find(|(_, all)| all.contains(&departement)).map_or(&[], |(_, all)| all)
}

/// Whether a code is a département's.
pub fn is_departement(code: &str) -> bool {
    !neighbours_of(code).is_empty()
}

/// The code of the département that holds a commune, from its INSEE code.
pub fn departement_of(insee: &str) -> Option<&'static str> {
    let begins = |length: usize| insee.get(..length).unwrap_or_default();
    let length = if ["97", "98"].contains(&begins(2)) { 3 } else { 2 };
    REGIONS.iter().flat_map(|(_, all)| all.iter()).find(|code| **code == begins(length)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_101_is_in_one_region() {
        let mut all: Vec<&str> = REGIONS.iter().flat_map(|(_, all)| all.iter().copied()).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!((all.len(), count), (101, 101));
        for (code, name) in regions() {
            assert!(!departements_of(code).is_empty() && region_name(code) == Some(name), "{name}");
            assert_eq!(departements_of(code).first().copied().and_then(region_of), Some(code));
        }
    }

    #[test]
    fn a_commune_tells_its_departement() {
        assert_eq!(departement_of("62498"), Some("62"));
        assert_eq!(departement_of("2A004"), Some("2A"));
        assert_eq!(departement_of("97411"), Some("974"));
        assert_eq!(departement_of("99100"), None);
        assert_eq!(departement_of("é"), None);
        assert_eq!(departements_of("75").len(), 12);
        assert!(neighbours_of("33").contains(&"87") && is_departement("2B") && !is_departement("R75"));
    }
}
