//! What a sheet tells of a training alone: its way in, its certification, who pays, meals, and who helps disabled people.

use super::super::Element;
use super::super::words::{pays, reached, way_in};
use super::contacts;
use crate::domain::offer::{Course, certification};
use crate::domain::taxonomy::Entry;

/// Longest text of a field, in characters.
const LONGEST: usize = 500;

/// What an action and its formation tell.
pub(super) fn course(formation: &Element, action: &Element) -> Course {
    let told = |name: &str| action.text_at(name).map(|text| text.chars().take(LONGEST).collect::<String>());
    let number = |name: &str, label: &str| {
        let numbers = formation.all("certification").find_map(|one| one.text_at(name));
        numbers.and_then(|number| certification(&format!("{label}{}", number.trim_start_matches(label))))
    };
    let codes = action.all("organisme-financeur").filter_map(|one| one.text_at("code-financeur"));
    let mut payers = Vec::new();
    for payer in codes.filter_map(|code| pays(&code)) {
        if !payers.contains(&payer) {
            payers.push(payer);
        }
    }
    Course {
        entry: entry(action),
        prescribers: Vec::new(),
        certification: number("code-RNCP", "RNCP").or_else(|| number("code-RS", "RS")),
        level: formation.text_at("code-niveau-sortie").and_then(|code| reached(&code)),
        payers,
        left_to_pay: told("frais-restants"),
        meals: told("restauration"),
        lodging: told("hebergement"),
        transport: told("transport"),
        disability: told("acces-handicapes"),
        disability_contact: disability_contact(formation, action),
    }
}

/// The ways in, each once: a meeting before anything else, since it is where one begins.
fn entry(action: &Element) -> Vec<Entry> {
    let told = action.all("session").flat_map(|session| session.all("recrutement"));
    let told = told.filter_map(|one| way_in(&one.text_at("modalite-recrutement")?));
    let mut ways = Vec::new();
    for way in action.at("date-information").map(|_| Entry::Meeting).into_iter().chain(told) {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways.sort_by_key(|way| *way != Entry::Meeting);
    ways
}

/// Whom disabled people call (type 1): a name, a number, an address.
fn disability_contact(formation: &Element, action: &Element) -> Option<String> {
    let officer =
        contacts(formation, action).find(|one| one.text_at("type-contact").as_deref() == Some("1"))?;
    let details = officer.at("coordonnees")?;
    let name = [details.text_at("prenom"), details.text_at("nom")].into_iter().flatten().collect::<Vec<_>>();
    let phone = details.text_at("telfixe/numtel").or_else(|| details.text_at("portable/numtel"));
    let told = [Some(name.join(" ")).filter(|name| !name.is_empty()), phone, details.text_at("courriel")];
    let told = told.into_iter().flatten().collect::<Vec<_>>().join(", ");
    (!told.is_empty()).then_some(told)
}
