//! Whom an offer is for by where they live: codes for programs, names for people.

use super::Ground;
use crate::domain::territory::Commune;

/// The zones of a choice; nothing where it is none, or needs a commune that is not known.
pub(super) fn zones_of(choice: &str, commune: Option<&Commune>, ground: &dyn Ground) -> Option<Vec<String>> {
    match choice {
        "" => Some(Vec::new()),
        "france" => Some(vec!["france".to_owned()]),
        "commune" => commune.map(|one| vec![one.code.clone()]),
        "epci" => commune.and_then(|one| one.epci.clone()).map(|epci| vec![epci]),
        "departement" => commune.map(|one| vec![one.departement.clone()]),
        // "75" is Paris, and never Nouvelle-Aquitaine: a region is written as its départements.
        "region" => commune.map(|one| ground.departements_of(&one.region)).filter(|codes| !codes.is_empty()),
        _ => None,
    }
}

/// Reads places: a name a line, or codes with blanks between them.
///
/// # Errors
/// A sentence: nothing there, or the name that is not known.
pub fn read_zones(typed: &str, ground: &dyn Ground) -> Result<Vec<String>, String> {
    let mut zones: Vec<String> = Vec::new();
    for line in typed.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty()) {
        for code in read_line(line, ground)? {
            if !zones.contains(&code) {
                zones.push(code);
            }
        }
    }
    if zones.is_empty() {
        return Err("Écrivez un lieu par ligne : une commune, un département ou une région.".to_owned());
    }
    Ok(zones)
}

fn read_line(line: &str, ground: &dyn Ground) -> Result<Vec<String>, String> {
    let codes: Vec<&str> =
        line.split(|c: char| c.is_whitespace() || c == ',').filter(|code| !code.is_empty()).collect();
    if codes.iter().all(|code| is_zone(code)) {
        let zones: Result<Vec<Vec<String>>, String> =
            codes.into_iter().map(|code| read_code(code, ground)).collect();
        return Ok(zones?.concat());
    }
    // A comma may be of the name of an intercommunality, or stand between two names.
    if let Some(zones) = ground.zone(line) {
        return Ok(zones);
    }
    let mut zones = Vec::new();
    for name in line.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let unknown = || format!("Nous ne trouvons pas « {name} ». Ajoutez son code postal, ou son numéro.");
        zones.extend(ground.zone(name).ok_or_else(unknown)?);
    }
    Ok(zones)
}

/// A code as it is; five digits that are no commune's are a postal code.
fn read_code(code: &str, ground: &dyn Ground) -> Result<Vec<String>, String> {
    if code.len() != 5 || ground.commune_of_code(code).is_some() {
        return Ok(vec![code.to_owned()]);
    }
    ground.zone(code).ok_or_else(|| format!("Nous ne trouvons pas « {code} ». Écrivez le nom de la commune."))
}

/// What people would type for a code: its name, where that means it and nothing else.
pub fn write_zone(code: &str, ground: &dyn Ground) -> String {
    let name = ground.zone_name(code).filter(|name| ground.zone(name).is_some_and(|zones| zones == [code]));
    name.unwrap_or_else(|| code.to_owned())
}

/// Whether a text has the form of a code; Corsica's begin with 2A and 2B.
fn is_zone(code: &str) -> bool {
    let number = code.strip_prefix("2A").or_else(|| code.strip_prefix("2B")).unwrap_or(code);
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    code == "france" || (digits && matches!(code.len(), 2 | 3 | 5 | 9))
}

/// Where one must live, as a sentence; nothing where that does not matter.
pub fn zone_sentence(zones: &[String], ground: &dyn Ground) -> Option<String> {
    if zones.is_empty() {
        return None;
    }
    if zones.iter().any(|zone| zone == "france") {
        return Some("Partout en France.".to_owned());
    }
    let mut names: Vec<String> = ground.regions_of(zones);
    let inside: Vec<String> = names.iter().filter_map(|region| ground.zone(region)).flatten().collect();
    let others = zones.iter().filter(|code| !inside.contains(code));
    names.extend(others.map(|code| ground.zone_name(code).unwrap_or_else(|| code.clone())));
    Some(format!("Il faut habiter ici : {}.", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::domain::draft::tests::Earth;

    #[test]
    fn a_choice_is_of_the_commune() {
        let lens = Earth.commune("Lens");
        let zones = |choice: &str, commune: Option<&Commune>| {
            zones_of(choice, commune, &Earth).map(|zones| zones.join(" "))
        };
        for (choice, there, nowhere) in [
            ("", Some(""), Some("")),
            ("france", Some("france"), Some("france")),
            ("commune", Some("62498"), None),
            ("epci", Some("246200364"), None),
            ("departement", Some("62"), None),
            ("region", Some("02 59 60 62 80"), None),
            ("autre", None, None),
        ] {
            assert_eq!(zones(choice, lens.as_ref()).as_deref(), there, "{choice}");
            assert_eq!(zones(choice, None).as_deref(), nowhere, "{choice}");
        }
        let alone = lens.map(|one| Commune { region: "99".to_owned(), epci: None, ..one });
        assert_eq!((zones("region", alone.as_ref()), zones("epci", alone.as_ref())), (None, None));
    }

    #[test]
    fn codes_are_read_as_they_are_and_a_postal_code_as_its_commune() {
        let read = |typed: &str| read_zones(typed, &Earth).map(|zones| zones.join(" ")).ok();
        for (typed, zones) in [
            ("62", Some("62")),
            ("2A 2B\n2A", Some("2A 2B")),
            ("974, 62498;246200364", Some("974 62498 246200364")),
            ("france", Some("france")),
            ("62300", None),
            ("99999", None),
            ("AB", None),
            ("A1", None),
            ("2C", None),
            ("B12", None),
            ("1234", None),
            ("62\u{e9}98", None),
            ("62 Lens", None),
            ("Lens, , Liévin", Some("62498 62510")),
        ] {
            assert_eq!(read(typed).as_deref(), zones, "{typed}");
        }
        assert!(is_zone("2A004") && is_zone("2B") && !is_zone("2A04") && !is_zone("62A") && !is_zone(""));
    }

    #[test]
    fn a_code_is_written_by_the_name_that_means_it() {
        assert_eq!(write_zone("62498", &Earth), "Lens");
        assert_eq!(write_zone("62", &Earth), "Pas-de-Calais");
        assert_eq!(write_zone("80", &Earth), "80", "nobody knows its name here");
        let told = |zones: &[&str]| {
            zone_sentence(&zones.iter().map(|&zone| zone.to_owned()).collect::<Vec<_>>(), &Earth)
        };
        assert_eq!(told(&["62", "france"]).as_deref(), Some("Partout en France."));
        assert_eq!(told(&["80"]).as_deref(), Some("Il faut habiter ici\u{a0}: 80."));
    }
}
