//! Scores as the package computes them: each expected figure was read from `data-inclusion-schema` 1.0.10.

use serde_json::{Value, json};
use time::Duration;
use time::macros::date;

use super::*;

const TODAY: Date = date!(2026 - 11 - 22);

fn least() -> Value {
    json!({
        "source": "s", "id": "s--1", "structure_id": "s--1", "name": "nom", "description": "d".repeat(10),
        "updated_on": TODAY, "kind": "support",
    })
}

fn full() -> Value {
    with(
        least(),
        json!({
            "description": "d".repeat(300), "publics": ["femmes"], "themes": ["famille--garde-denfants"],
            "fee": "gratuit", "reception_modes": ["en-presentiel"], "address": {"street": "1 rue"},
            "mobilisation_modes": ["envoyer-un-courriel", "telephoner"], "mobilisable_by": ["usagers"],
            "contact": {"email": "a@example.org", "phone": "0102030405"},
        }),
    )
}

fn with(mut offer: Value, fields: Value) -> Value {
    for (name, value) in fields.as_object().unwrap() {
        offer[name] = value.clone();
    }
    offer
}

fn score(offer: &Value) -> u16 {
    let offer: Offer = serde_json::from_value(offer.clone()).unwrap();
    Quality::of(&offer).hundredths(TODAY)
}

#[test]
fn each_criterion_counts_as_in_the_package() {
    let none: [&str; 0] = [];
    for (what, fields, expected) in [
        ("all", json!({}), 100),
        ("short", json!({"description": "é".repeat(49)}), 90),
        ("rather short", json!({"description": "é".repeat(50)}), 95),
        ("still short", json!({"description": "é".repeat(199)}), 95),
        ("long enough", json!({"description": "é".repeat(200)}), 100),
        ("not too long", json!({"description": "é".repeat(1999)}), 100),
        ("long", json!({"description": "é".repeat(2000)}), 95),
        ("paid", json!({"fee": "payant"}), 95),
        ("paid, and how much", json!({"fee": "payant", "fee_details": "5 €"}), 100),
        ("no fee said", json!({"fee": null}), 90),
        ("no street", json!({"address": {}}), 90),
        ("no street needed", json!({"address": {}, "reception_modes": ["a-distance"]}), 100),
        (
            "one comes, to no street",
            json!({"address": {}, "reception_modes": none, "mobilisation_modes": ["se-presenter"]}),
            88,
        ),
        ("no e-mail to write to", json!({"contact": {"phone": "0102030405"}}), 90),
        ("no telephone to call", json!({"contact": {"email": "a@example.org"}}), 90),
        ("no way to reach it", json!({"contact": {}}), 70),
        (
            "a link only",
            json!({
                "contact": {}, "mobilisation_link": "https://example.org",
                "mobilisation_modes": ["utiliser-lien-mobilisation"],
            }),
            100,
        ),
        ("no way to ask", json!({"mobilisation_modes": none}), 94),
        ("nobody asks", json!({"mobilisable_by": none}), 95),
        ("neither", json!({"mobilisation_modes": none, "mobilisable_by": none}), 88),
        ("no public", json!({"publics": none}), 90),
        ("no theme", json!({"themes": none}), 90),
    ] {
        assert_eq!(score(&with(full(), fields)), expected, "{what}");
    }
    assert_eq!(score(&least()), 14);
    assert_eq!(score(&with(least(), json!({"fee": "gratuit"}))), 29);
}

#[test]
fn age_counts_from_six_months_to_two_years() {
    for (days, expected) in
        [(0, 100), (179, 100), (181, 100), (200, 100), (300, 98), (455, 95), (600, 92), (729, 90), (2000, 90)]
    {
        let offer = with(full(), json!({"updated_on": TODAY - Duration::days(days)}));
        assert_eq!(score(&offer), expected, "{days} days");
    }
    let old = json!({"updated_on": TODAY - Duration::days(900)});
    assert_eq!(score(&with(least(), old.clone())), 0);
    assert_eq!(score(&with(with(full(), old), json!({"source": "france-travail"}))), 100);
}

#[test]
fn a_structure_has_the_mean_of_its_services() {
    assert_eq!(mean([]), 0);
    assert_eq!(mean([80, 91]), 86);
    assert_eq!(mean([80, 85]), 82, "half goes to the even one");
}

#[test]
fn it_stays_small_and_within_bounds() {
    assert_eq!(size_of::<Quality>(), 8);
    let future = with(full(), json!({"updated_on": date!(9999 - 12 - 31)}));
    assert_eq!(score(&future), 100);
    let past = with(full(), json!({"updated_on": date!(-9999 - 01 - 01)}));
    assert_eq!(score(&past), 90);
}

#[test]
fn what_is_lacking_is_told_with_what_it_would_bring() {
    let lacking = |offer: &Value| {
        let offer: Offer = serde_json::from_value(offer.clone()).unwrap();
        let told = Quality::lacking(&offer);
        assert!(told.iter().all(|one| !one.advice.is_empty()));
        told.into_iter().map(|one| (one.field, one.gain)).collect::<Vec<_>>()
    };
    assert_eq!(lacking(&full()), []);
    // Ten criteria apply, the date among them: 100 in 10, or half of it.
    let none: [&str; 0] = [];
    let some = json!({"fee": null, "description": "d".repeat(100), "publics": none});
    assert_eq!(lacking(&with(full(), some.clone())), [("publics", 10), ("frais", 10), ("description", 5)]);
    // Neither date nor street, nobody to write to or to call: six are left.
    let other = json!({
        "source": "agefiph", "address": {}, "reception_modes": none, "mobilisation_modes": none, "fee": "payant",
    });
    assert_eq!(lacking(&with(full(), other)), [("demande", 8), ("frais", 8)]);
    assert_eq!(
        lacking(&least()),
        [
            ("demande", 14),
            ("publics", 14),
            ("themes", 14),
            ("courriel", 14),
            ("frais", 14),
            ("description", 14)
        ]
    );
}
