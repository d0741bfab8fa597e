//! The steps of a programme, a row each: an offer, and what it brings.

use super::{Row, STEPS_MAX};
use crate::domain::form::{Problems, Typed};
use crate::domain::offer::ProgrammeStep;
use crate::domain::pathway::StepRole;

/// Reads the rows; whether a partner agrees is known from `base`.
pub(in super::super) fn read_steps(
    typed: &Typed,
    base: &[ProgrammeStep],
    problems: &mut Problems,
) -> Vec<ProgrammeStep> {
    let mut steps: Vec<ProgrammeStep> = Vec::new();
    for number in 1..=STEPS_MAX {
        let row = Row::new(typed, "etape", number);
        // What was chosen from a list counts more than the words that made the list.
        let Some(text) = row.get("choix").or(row.get("offre")) else { continue };
        let Some(slug) = slug_of(text) else {
            problems.add(
                &row.name("offre"),
                "Choisissez une offre dans la liste, ou copiez l’adresse de sa page.",
            );
            continue;
        };
        let Some(role) = row.get("role").and_then(StepRole::from_code) else {
            problems.add(&row.name("role"), "Dites ce que cette étape apporte.");
            continue;
        };
        if steps.iter().any(|step| step.offer == slug) {
            problems.add(&row.name("offre"), "Cette offre est déjà une étape.");
            continue;
        }
        let agreed = base.iter().any(|step| step.agreed && step.offer == slug);
        steps.push(ProgrammeStep { role, offer: slug.to_owned(), agreed });
    }
    if steps.len() < 2 {
        problems.add("etape", "Un programme a deux étapes au moins.");
    }
    steps
}

/// The end of the address of an offer: people copy the whole; nothing where these are words.
pub fn slug_of(text: &str) -> Option<&str> {
    let path = text.split(['?', '#']).next().unwrap_or_default().trim().trim_end_matches('/');
    let slug = path.rsplit('/').next().unwrap_or_default();
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (!slug.is_empty() && slug.bytes().all(fits)).then_some(slug)
}

/// Fills the rows.
pub(in super::super) fn fill_steps(steps: &[ProgrammeStep], put: &mut dyn FnMut(String, String)) {
    for (row, step) in (1..=STEPS_MAX).zip(steps) {
        put(format!("etape-{row}-role"), step.role.code().to_owned());
        put(format!("etape-{row}-offre"), step.offer.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_however_it_is_copied() {
        for address in [
            "coworking-lens",
            "/offres/coworking-lens",
            " https://premier-pas.example/offres/coworking-lens/?lieu=62498#ou",
        ] {
            assert_eq!(slug_of(address), Some("coworking-lens"), "{address}");
        }
        for words in ["", "un bureau à Lens", "Coworking"] {
            assert_eq!(slug_of(words), None, "{words}");
        }
    }
}
