//! Forms of every kind: what is typed, read and typed again.

mod kept;
mod problems;
mod round;
mod rows;
mod words;

use time::Date;
use time::macros::date;

use super::form::fields;
use super::trade::Trade;
use super::*;
use crate::domain::form::Typed;
use crate::domain::offer::{Offer, OfferKind, Rome};
use crate::domain::taxonomy::{Fee, ReceptionMode};
use crate::domain::territory::Commune;

const TODAY: Date = date!(2026 - 11 - 23);

/// Two communes in one département, and Paris.
pub(crate) struct Earth;

impl Earth {
    fn all() -> Vec<Commune> {
        let commune = |code: &str, name: &str, postal: &[&str], latitude: f32| Commune {
            code: code.to_owned(),
            name: name.to_owned(),
            postal_codes: postal.iter().map(|&code| code.to_owned()).collect(),
            departement: "62".to_owned(),
            region: "32".to_owned(),
            epci: Some("246200364".to_owned()),
            population: 1_000,
            latitude,
            longitude: 2.83,
            approximate: false,
        };
        let paris = Commune {
            departement: "75".to_owned(),
            region: "11".to_owned(),
            epci: None,
            ..commune("75056", "Paris", &["75001", "75002"], 48.85)
        };
        vec![
            commune("62498", "Lens", &["62300", "62301"], 50.43),
            commune("62510", "Liévin", &["62800"], 50.42),
            paris,
        ]
    }
}

impl Ground for Earth {
    fn commune(&self, typed: &str) -> Option<Commune> {
        Self::all().into_iter().find(|one| typed.contains(&one.name) || typed.contains(&one.postal_codes[0]))
    }

    fn commune_of_code(&self, code: &str) -> Option<Commune> {
        Self::all().into_iter().find(|one| one.code == code)
    }

    fn departements_of(&self, region: &str) -> Vec<String> {
        if region == "32" { ["02", "59", "60", "62", "80"].map(str::to_owned).to_vec() } else { Vec::new() }
    }

    fn zone(&self, typed: &str) -> Option<Vec<String>> {
        match typed {
            "Pas-de-Calais" | "62" => Some(vec!["62".to_owned()]),
            "Hauts-de-France" => Some(self.departements_of("32")),
            "CC du Lac, Bourg" => Some(vec!["200000001".to_owned()]),
            _ => Self::all().into_iter().find(|one| one.name == typed).map(|one| vec![one.code]),
        }
    }

    fn zone_name(&self, code: &str) -> Option<String> {
        match code {
            "62" => Some("Pas-de-Calais".to_owned()),
            "200000001" => Some("CC du Lac, Bourg".to_owned()),
            _ => self.commune_of_code(code).map(|one| one.name),
        }
    }

    fn regions_of(&self, zones: &[String]) -> Vec<String> {
        let whole = self.departements_of("32").iter().all(|code| zones.contains(code));
        if whole { vec!["Hauts-de-France".to_owned()] } else { Vec::new() }
    }

    fn trades(&self, typed: &str) -> Vec<Trade> {
        let trade = |code: &str, label: &str, name: &str| Trade {
            code: Rome::parse(code).unwrap(),
            label: label.to_owned(),
            name: name.to_owned(),
        };
        let all = [
            trade("A1203", "Aménagement et entretien des espaces verts", "Jardinier"),
            trade("A1414", "Horticulture et maraîchage", "Maraîcher"),
            trade("K2204", "Nettoyage de locaux", "Agent de propreté"),
        ];
        let holds = |one: &Trade| one.name.to_lowercase().contains(&typed.to_lowercase());
        all.into_iter().filter(|one| typed == "plantes" && one.code.as_str() < "B" || holds(one)).collect()
    }

    fn are_opening_hours(&self, text: &str) -> bool {
        text == "24/7"
    }
}

fn blank(kind: OfferKind) -> Offer {
    Offer::blank(kind, "s", "s--1", "s--o", TODAY)
}

/// The least that a workshop says: eleven fields.
pub(crate) fn workshop() -> Vec<(&'static str, &'static str)> {
    vec![
        ("nom", "Réparer des vélos à Lens"),
        ("sorte", "aci"),
        ("metier", "Réparateur de vélos"),
        ("taches", "Vous démontez des vélos.\nVous changez des freins."),
        (
            "description",
            "Vous donnez une deuxième vie à de vieux vélos. Vous apprenez la mécanique avec un formateur.",
        ),
        ("contrat", "cddi"),
        ("places", "3"),
        ("heures", "26"),
        ("publics-demandeurs-emploi", "oui"),
        ("commune", "Lens"),
        ("courriel", "atelier@example.org"),
    ]
}

#[test]
fn a_workshop_needs_twelve_fields_at_most() {
    let required = fields(OfferKind::Workshop).into_iter().filter(|spec| spec.required).count();
    assert_eq!(required, workshop().len());
    assert!(required <= 12, "{required}");
    let offer = parse(&workshop().into_iter().collect(), &blank(OfferKind::Workshop), &Earth).unwrap();
    assert_eq!(offer.name, "Réparer des vélos à Lens");
    assert_eq!(offer.plain.tasks.len(), 2);
    assert_eq!(offer.reception_modes, [ReceptionMode::EnPresentiel]);
    assert_eq!(offer.address.line().unwrap(), "62300 Lens");
    for (name, _) in workshop() {
        let less: Typed = workshop().into_iter().filter(|(one, _)| *one != name).collect();
        let problems = parse(&less, &blank(OfferKind::Workshop), &Earth).unwrap_err();
        let field = problems.all()[0].field.clone();
        assert!(problems.all().len() == 1 && name.starts_with(&field), "{name}: {problems:?}");
    }
}

#[test]
fn every_problem_is_told_at_once() {
    let wrong: Typed = [
        ("nom", "Vélos."),
        ("sorte", "zzz"),
        ("rome", "1234"),
        ("places", "beaucoup"),
        ("heures", "vingt"),
        ("publics-tous-publics", "oui"),
        ("publics-jeunes", "oui"),
        ("commune", "Atlantide"),
        ("courriel", "atelier@"),
        ("telephone", "12"),
        ("horaires-1-du", "Mo"),
        ("horaires-1-de", "17 h"),
        ("horaires-1-a", "9 h"),
        ("zone", "autre"),
        ("zone-autre", "partout"),
        ("poste-1-places", "2"),
        ("poste-2-metier", "Vendeur"),
        ("poste-2-heures", "beaucoup"),
    ]
    .into_iter()
    .collect();
    let problems = parse(&wrong, &blank(OfferKind::Workshop), &Earth).unwrap_err();
    let about: Vec<&str> = problems.all().iter().map(|problem| problem.field.as_str()).collect();
    for field in [
        "nom",
        "sorte",
        "metier",
        "rome",
        "taches",
        "description",
        "contrat",
        "places",
        "publics",
        "heures",
        "horaires-1-a",
        "commune",
        "courriel",
        "telephone",
        "zone-autre",
        "poste-1-metier",
        "poste-2-heures",
    ] {
        assert!(about.contains(&field), "{field} in {about:?}");
    }
}

#[test]
fn an_address_that_does_not_change_keeps_its_exact_point() {
    let mut base = blank(OfferKind::Workshop);
    base.address.code_insee = Some("62498".to_owned());
    base.address.latitude = Some(50.431_234);
    base.address.street = Some("1 rue de l’Essai".to_owned());
    let with_street = |street| workshop().into_iter().chain([("adresse", street)]).collect::<Typed>();
    let kept = parse(&with_street("1 rue de l’Essai"), &base, &Earth).unwrap();
    assert_eq!(kept.address.latitude, Some(50.431_234));
    let moved = parse(&with_street("2 rue de l’Essai"), &base, &Earth).unwrap();
    assert_eq!(moved.address.latitude, Some(50.43));
}

#[test]
fn a_region_is_written_as_its_departements() {
    let typed = workshop().into_iter().chain([("zone", "region")]).collect();
    let offer = parse(&typed, &blank(OfferKind::Workshop), &Earth).unwrap();
    assert_eq!(offer.zones, ["02", "59", "60", "62", "80"]);
    assert_eq!(fill(&offer, &Earth).get("zone"), "region");
}

#[test]
fn what_the_form_does_not_ask_stays() {
    let mut base = blank(OfferKind::Workshop);
    (base.fee, base.source_link) = (Some(Fee::Gratuit), Some("https://example.org/1".to_owned()));
    let offer = parse(&workshop().into_iter().collect(), &base, &Earth).unwrap();
    assert_eq!((offer.fee, offer.source_link), (base.fee, base.source_link));
}

#[test]
fn names_are_unique_and_have_words() {
    for kind in OfferKind::ALL {
        let all = fields(kind);
        let names: std::collections::BTreeSet<&str> = all.iter().map(|spec| spec.name).collect();
        assert_eq!(names.len(), all.len(), "{kind:?}");
        for spec in all.iter().filter(|spec| spec.required) {
            assert!(!spec.folded, "{kind:?}: {} is needed and out of sight", spec.name);
        }
        assert!(all.iter().filter(|spec| spec.required).count() <= 12, "{kind:?}");
    }
}

#[test]
fn advice_tells_what_is_missing_and_what_would_be_better() {
    let typed: Typed =
        [("nom", "Réparer des vélos"), ("description", "Un ACI ouvre prochainement.")].into_iter().collect();
    let offer = parse_leniently(&typed, &blank(OfferKind::Workshop), &Earth);
    let advice = advice::advise(&typed, &offer, TODAY);
    assert!(advice.missing.contains(&"courriel") && !advice.missing.contains(&"nom"));
    assert_eq!(advice.hints.len(), 2);
    assert!(advice.score < 50 && advice.lacking.len() > 4, "{advice:?}");
    let whole: Typed = workshop().into_iter().collect();
    let offer = parse(&whole, &blank(OfferKind::Workshop), &Earth).unwrap();
    assert!(advice::advise(&whole, &offer, TODAY).missing.is_empty());
}
