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

fn is_zone(code: &str) -> bool {
    let digits = code.bytes().skip(2).all(|byte| byte.is_ascii_digit())
        && code.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'A' | b'B'));
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
