//! Forms of every kind: what is typed, read and typed again.

use proptest::prelude::*;
use time::Date;
use time::macros::date;

use super::form::{Shape, Spec, fields, label_of};
use super::*;
use crate::domain::form::Typed;
use crate::domain::offer::{Offer, OfferKind};
use crate::domain::taxonomy::{Fee, ReceptionMode};
use crate::domain::territory::Commune;

const TODAY: Date = date!(2026 - 11 - 23);

/// Two communes, in one département.
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
        vec![commune("62498", "Lens", &["62300"], 50.43), commune("62510", "Liévin", &["62800"], 50.42)]
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
    assert_eq!(label_of(OfferKind::Workshop, "publics-jeunes"), "Pour qui : Jeunes");
    assert_eq!(label_of(OfferKind::Training, "session-1-debut"), "Dates (1 debut)");
    assert_eq!(label_of(OfferKind::Workshop, "publics-precisions"), "Précisions sur les personnes");
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

/// Something that a person may type into a field: right, or nearly.
fn typed_in(spec: &Spec) -> BoxedStrategy<Vec<(String, String)>> {
    let name = spec.name;
    let one = move |values: Vec<String>| {
        proptest::sample::select(values).prop_map(move |value| vec![(name.to_owned(), value)]).boxed()
    };
    let words = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>();
    match spec.shape {
        Shape::Words(..) => {
            "[A-Zé][a-zé’ ]{3,60}[a-z]".prop_map(move |text| vec![(name.to_owned(), text)]).boxed()
        }
        Shape::Story(..) => {
            "[A-Z][a-zé’ .\n]{60,300}e".prop_map(move |text| vec![(name.to_owned(), text)]).boxed()
        }
        Shape::Line(..) | Shape::Text(..) | Shape::Lines(..) => {
            "([a-zé’.]{1,20}[ \n]){0,6}".prop_map(move |text| vec![(name.to_owned(), text)]).boxed()
        }
        Shape::Count(..) => one(words(&["", "1", "12", "300"])),
        Shape::Hours(_) => one(words(&["", "26", "17,5", "35 h", "0.25"])),
        Shape::Tick(_) => one(words(&["", "oui"])),
        Shape::One(codes) => one((codes.all)().iter().map(|(code, _)| (*code).to_owned()).collect()),
        Shape::Many(codes) => {
            let all: Vec<String> = (codes.all)()
                .iter()
                .map(|(code, _)| (*code).to_owned())
                .filter(|code| code != "tous-publics")
                .collect();
            let most = all.len();
            proptest::sample::subsequence(all, 1..=most)
                .prop_map(move |codes| {
                    codes.into_iter().map(|code| (format!("{name}-{code}"), "oui".to_owned())).collect()
                })
                .boxed()
        }
        Shape::Email(_) => one(words(&["a@example.org", "A.b@Example.org"])),
        Shape::Phone(_) => {
            one(words(&["", "03 53 01 95 57", "+33 3 53 01 95 57", "0639980012", "3949", "0692 12 34 56"]))
        }
        Shape::Link(_) => one(words(&["", "example.org/a", "https://example.org/?b=c"])),
        Shape::Rome => one(words(&["", "a1203", "N4105"])),
        Shape::Certification => one(words(&["", "rncp 37274", "RS5616"])),
        Shape::Commune => one(words(&["Lens", "62800", "Liévin (62800)"])),
        Shape::Zone => one(words(&["", "commune", "epci", "departement", "region", "france"])),
        Shape::Reception => one(words(&["sur-place", "a-distance", "les-deux"])),
        Shape::Sessions => (0_usize..4, 0_u16..20)
            .prop_map(|(rows, places)| {
                let row = |row: usize| {
                    [
                        (format!("session-{row}-debut"), format!("{:02}/01/2027", 28 - row)),
                        (format!("session-{row}-fin"), "2027-03-01".to_owned()),
                        (format!("session-{row}-places"), places.to_string()),
                        (format!("session-{row}-reunion"), "le 5  janvier 2027".to_owned()),
                    ]
                };
                // A row in the middle may stay empty.
                (1..=rows).flat_map(|at| row(at * 2)).collect()
            })
            .boxed(),
        Shape::Opening => one(words(&["", "x"]))
            .prop_map(|pairs| match pairs[0].1.as_str() {
                "" => vec![("horaires-osm".to_owned(), "24/7".to_owned())],
                _ => [("du", "Mo"), ("au", "Fr"), ("de", "9 h"), ("a", "12:30")]
                    .map(|(part, value)| (format!("horaires-2-{part}"), value.to_owned()))
                    .to_vec(),
            })
            .boxed(),
        Shape::Steps => Just(
            [
                ("etape-1-role", "project"),
                ("etape-1-offre", "/offres/a?b"),
                ("etape-3-role", "income"),
                ("etape-3-offre", "https://premier-pas.example/offres/b"),
                ("etape-3-accord", "oui"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        )
        .boxed(),
    }
}

fn a_form() -> impl Strategy<Value = (OfferKind, Typed)> {
    proptest::sample::select(OfferKind::ALL.to_vec()).prop_flat_map(|kind| {
        let fields: Vec<_> = fields(kind).iter().map(typed_in).collect();
        fields.prop_map(move |pairs| (kind, pairs.into_iter().flatten().collect()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_form_read_and_filled_reads_the_same((kind, typed) in a_form()) {
        // Some draws leave a needed list blank: they are read as far as they go.
        let offer = parse_leniently(&typed, &blank(kind), &Earth);
        let again = fill(&offer, &Earth);
        prop_assert_eq!(parse_leniently(&again, &blank(kind), &Earth), offer.clone());
        prop_assert_eq!(fill(&offer, &Earth), again);
    }

    #[test]
    fn no_text_makes_it_panic(kind in proptest::sample::select(OfferKind::ALL.to_vec()), text in "\\PC{0,40}") {
        let typed: Typed = fields(kind).iter().flat_map(|spec| {
            ["", "-1-du", "-1-de", "-1-debut", "-1-offre", "-1-role", "-autre", "-osm"].map(|end| (format!("{}{end}", spec.name), text.clone()))
        }).collect();
        let offer = parse_leniently(&typed, &blank(kind), &Earth);
        let _ = (fill(&offer, &Earth), advice::advise(&typed, &offer, TODAY));
    }
}
