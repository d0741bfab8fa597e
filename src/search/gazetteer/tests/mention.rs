//! Places in a text to look for, against the real tables.

use super::FRANCE;

fn mentioned(text: &str) -> (Vec<String>, String) {
    let (places, left) = FRANCE.mentioned(text, 3);
    (places.iter().map(|place| place.label()).collect(), left)
}

fn first(text: &str) -> (String, String) {
    let (places, left) = mentioned(text);
    (places.first().cloned().unwrap_or_default(), left)
}

#[test]
fn a_place_may_be_all_that_is_typed() {
    assert_eq!(first("lens"), ("Lens (62300)".into(), String::new()));
    assert_eq!(first("62300 le"), ("Lens (62300)".into(), String::new()));
    assert!(mentioned("pas de cal").0.contains(&"Pas-de-Calais (département)".to_owned()));
    let (bretagne, _) = mentioned("bretagne");
    assert!(bretagne.len() == 3 && bretagne.contains(&"Bretagne (région)".to_owned()), "{bretagne:?}");
}

#[test]
fn a_place_at_the_end_leaves_what_is_looked_for() {
    assert_eq!(first("maçon lens"), ("Lens (62300)".into(), "maçon".into()));
    assert_eq!(first("Cours de français à Lille"), ("Lille (59000)".into(), "Cours de français".into()));
    assert_eq!(first("formation saint denis"), ("Saint-Denis (97400)".into(), "formation".into()));
    assert_eq!(first("garage près de Lens 62"), ("Lens (62300)".into(), "garage".into()));
    assert_eq!(first("menuisier au havre"), ("Le Havre (76600)".into(), "menuisier".into()));
}

#[test]
fn words_that_only_resemble_a_place_are_left_alone() {
    for text in
        ["auto école", "permis de conduire", "garde d’enfants", "aide à domicile", "marseile", "formation le"]
    {
        assert_eq!(mentioned(text), (Vec::new(), String::new()), "{text}");
    }
    for text in ["", " ", "🙂", "à", "à de", "lens lens lens lens lens lens", "\u{202e}lens"] {
        mentioned(text);
    }
    mentioned(&"lens ".repeat(200_000));
    assert!(FRANCE.mentioned("lens", 0).0.is_empty());
}

#[test]
fn a_slip_in_a_place_is_forgiven_where_nothing_else_is_meant() {
    let first = |text: &str| FRANCE.resembling(text, 2).first().map(|place| place.label());
    assert_eq!(first("marseile").as_deref(), Some("Marseille (13)"));
    assert_eq!(first("tolouse").as_deref(), Some("Toulouse (31000)"));
    let areas = FRANCE.resembling("brettagne", 2);
    assert!(areas.iter().any(|place| place.label() == "Bretagne (région)"), "{areas:?}");
    for text in ["", "zzzzzz", "^(a+)+$", "\u{202e}snel", "marseille"] {
        assert_eq!(first(text), None, "{text}");
    }
    FRANCE.resembling(&"lens ".repeat(20_000), 2);
}
