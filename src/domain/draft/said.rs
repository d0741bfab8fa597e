//! A name of the form and what was typed in it, in the words of the page: for histories, and where two texts meet.

use super::form::{Shape, fields};
use super::rows::read_date;
use crate::domain::clock::full_date;
use crate::domain::offer::OfferKind;
use crate::domain::opening::{DAYS, read_time, spoken_time};
use crate::domain::pathway::StepRole;
use crate::domain::taxonomy::Contract;

/// What the parts of a row ask for.
const PARTS: [(&str, &str); 22] = [
    ("debut", "premier jour"),
    ("fin", "dernier jour"),
    ("reunion", "réunion d’information"),
    ("reunion-le", "jour de la réunion d’information"),
    ("reunion-a", "heure de la réunion d’information"),
    ("reunion-lieu", "lieu de la réunion d’information"),
    ("places", "places"),
    ("du", "du"),
    ("au", "au"),
    ("de", "de"),
    ("a", "à"),
    ("feries", "fermé les jours fériés"),
    ("osm", "texte venu d’ailleurs"),
    ("role", "ce qu’elle apporte"),
    ("offre", "l’offre"),
    ("choix", "l’offre choisie"),
    ("metier", "métier"),
    ("rome", "code du métier"),
    ("taches", "ce que la personne fera"),
    ("heures", "heures par semaine"),
    ("contrat", "contrat"),
    ("ferme", "recrutement fermé"),
];

/// What the zones by choice are called.
pub const ZONES: [(&str, &str); 7] = [
    ("", "N’importe où"),
    ("commune", "Dans la commune"),
    ("epci", "Dans l’intercommunalité"),
    ("departement", "Dans le département"),
    ("region", "Dans la région"),
    ("france", "En France"),
    ("autre", "Dans d’autres lieux : je les écris"),
];

/// What the places by choice are called.
pub const RECEPTIONS: [(&str, &str); 3] =
    [("sur-place", "Sur place"), ("a-distance", "À distance"), ("les-deux", "Les deux")];

/// What a name of the form asks for, in the words of its label: of a box to tick or of a row too.
pub fn label_of(kind: OfferKind, name: &str) -> String {
    let own = fields(kind).into_iter().filter(|spec| spec.owns(name));
    let Some(spec) = own.max_by_key(|spec| spec.name.len()) else { return name.to_owned() };
    let rest = name[spec.name.len()..].trim_start_matches('-');
    if let Shape::Many(codes) = spec.shape {
        return match (codes.all)().into_iter().find(|(code, _)| *code == rest) {
            Some((_, label)) => format!("{} : {label}", spec.label),
            None => spec.label.to_owned(),
        };
    }
    let part_of = |rest: &str| PARTS.iter().find(|(part, _)| *part == rest).map(|(_, label)| *label);
    match (rest.split_once('-'), part_of(rest)) {
        (Some((row, part)), _) if row.parse::<usize>().is_ok() => {
            format!("{}, ligne {row} : {}", spec.label, part_of(part).unwrap_or(part))
        }
        (_, Some(label)) => format!("{} : {label}", spec.label),
        _ => spec.label.to_owned(),
    }
}

/// What was typed in a field, as people say it; empty where nothing was.
pub fn said(kind: OfferKind, name: &str, value: &str) -> String {
    let label = |all: &[(&'static str, &'static str)]| {
        all.iter().find(|(code, _)| *code == value).map(|(_, label)| (*label).to_owned())
    };
    let own = fields(kind).into_iter().filter(|spec| spec.owns(name)).max_by_key(|spec| spec.name.len());
    let told = match own.map(|spec| (spec.shape, spec.name == name)) {
        Some((Shape::One(codes), _)) => label(&(codes.all)()),
        Some((Shape::Zone, true)) => label(&ZONES).filter(|_| !value.is_empty()),
        Some((Shape::Reception, _)) => label(&RECEPTIONS),
        Some((Shape::Sessions | Shape::Opening | Shape::Steps | Shape::Posts, _)) => part(name, value),
        _ => None,
    };
    told.unwrap_or_else(|| value.to_owned())
}

/// What was typed in a part of a row.
fn part(name: &str, value: &str) -> Option<String> {
    let date = || read_date(value).map(full_date);
    let time = || read_time(value).map(spoken_time);
    let ends = |parts: &[&str]| parts.iter().any(|part| name.ends_with(&format!("-{part}")));
    if ends(&["debut", "fin", "reunion-le"]) {
        date()
    } else if ends(&["de", "a"]) {
        time()
    } else if ends(&["du", "au"]) {
        DAYS.iter().find(|(code, _)| *code == value).map(|(_, day)| (*day).to_owned())
    } else if ends(&["role"]) {
        StepRole::from_code(value).map(|role| role.label().to_owned())
    } else if ends(&["contrat"]) {
        Contract::from_code(value).map(|contract| contract.label().to_owned())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_in_the_words_of_the_page() {
        for (kind, name, told) in [
            (OfferKind::Workshop, "publics-jeunes", "Pour qui : Jeunes"),
            (OfferKind::Workshop, "publics-precisions", "Précisions sur les personnes"),
            (OfferKind::Training, "session-1-debut", "Dates, ligne 1 : premier jour"),
            (
                OfferKind::Training,
                "session-2-reunion-le",
                "Dates, ligne 2 : jour de la réunion d’information",
            ),
            (OfferKind::Support, "horaires-feries", "Horaires : fermé les jours fériés"),
            (OfferKind::Workshop, "poste-1-metier", "Autres postes, ligne 1 : métier"),
            (OfferKind::Programme, "etape-1-role", "Étapes du programme, ligne 1 : ce qu’elle apporte"),
        ] {
            assert_eq!(label_of(kind, name), told);
        }
    }

    #[test]
    fn codes_are_told_in_words() {
        for (kind, name, value, told) in [
            (OfferKind::Workshop, "contrat", "cddi", "Contrat d’insertion (CDDI)"),
            (OfferKind::Workshop, "zone", "epci", "Dans l’intercommunalité"),
            (OfferKind::Support, "accueil", "les-deux", "Les deux"),
            (OfferKind::Training, "session-1-debut", "2026-12-01", "1er décembre 2026"),
            (OfferKind::Support, "horaires-1-du", "Mo", "lundi"),
            (OfferKind::Programme, "etape-1-role", "income", "Votre revenu"),
            (OfferKind::Workshop, "nom", "Vélos", "Vélos"),
            (OfferKind::Workshop, "contrat", "", ""),
            (OfferKind::Workshop, "zone", "", ""),
        ] {
            assert_eq!(said(kind, name, value), told, "{name}");
        }
    }
}
