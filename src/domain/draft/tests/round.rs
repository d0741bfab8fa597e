//! What is typed, read and typed again, of every kind.

use proptest::prelude::*;

use super::super::form::{Shape, Spec, fields};
use super::super::*;
use super::{Earth, TODAY, blank};
use crate::domain::form::Typed;
use crate::domain::offer::OfferKind;

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
        Shape::Rome => one(words(&["", "a1203", "N4105 Livraison", "maraîcher"])),
        Shape::Certification => one(words(&["", "rncp 37274", "RS5616"])),
        Shape::Commune => one(words(&["Lens", "62800", "Liévin (62800)"])),
        Shape::Zone => one(words(&["", "commune", "epci", "departement", "region", "france", "autre"]))
            .prop_map(|mut pairs| {
                pairs.push((
                    "zone-autre".to_owned(),
                    "Pas-de-Calais\n62498, 62510\nCC du Lac, Bourg".to_owned(),
                ));
                pairs
            })
            .boxed(),
        Shape::Reception => one(words(&["sur-place", "a-distance", "les-deux"])),
        Shape::Sessions => (0_usize..4, 0_u16..20)
            .prop_map(|(rows, places)| {
                let row = |row: usize| {
                    [
                        (format!("session-{row}-debut"), format!("{:02}/01/2027", 28 - row)),
                        (format!("session-{row}-fin"), "2027-03-01".to_owned()),
                        (format!("session-{row}-places"), places.to_string()),
                        (format!("session-{row}-reunion"), "le 5  janvier 2027".to_owned()),
                        (format!("session-{row}-reunion-le"), "05/01/2027".to_owned()),
                        (format!("session-{row}-reunion-a"), "9 h 30".to_owned()),
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
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        )
        .boxed(),
        Shape::Posts => (0_usize..3)
            .prop_map(|rows| {
                let row = |row: usize| {
                    [
                        ("metier", "Jardinier"),
                        ("heures", "17,5"),
                        ("contrat", "cdd"),
                        ("places", "0"),
                        ("ferme", "oui"),
                    ]
                    .map(|(part, value)| (format!("poste-{row}-{part}"), value.to_owned()))
                };
                (1..=rows).flat_map(|at| row(at * 2)).collect()
            })
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
