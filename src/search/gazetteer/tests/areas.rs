//! Areas as people type them, against the real tables.

use proptest::prelude::*;

use super::FRANCE;
use crate::domain::card::Located;
use crate::domain::territory::{Area, AreaKind, Place};

/// The code of the commune or the key of the area that the text means; of a choice, these, joined.
fn meant(text: &str) -> String {
    let one = |place: &Place| if place.area.is_some() { place.key.clone() } else { place.code.clone() };
    match FRANCE.locate(text) {
        Located::Nowhere => "nowhere".to_owned(),
        Located::At(place) => place.code,
        Located::In(area) => area.key(),
        Located::Among(places) => places.iter().map(one).collect::<Vec<_>>().join(" "),
        Located::Unknown => "unknown".to_owned(),
    }
}

fn proposed(text: &str) -> Vec<String> {
    FRANCE.propose(text, 8).iter().map(|place| place.label()).collect()
}

#[test]
fn areas_are_understood_however_written() {
    for (texts, key) in [
        (&["Pas-de-Calais", "pas de calais", "PAS DE CALAIS", "62", "departement-62"][..], "departement-62"),
        (
            &["département du Pas-de-Calais", "Pas-de-Calais (département)", "departement 62"],
            "departement-62",
        ),
        (&["bretagne", "Région Bretagne", "Bretagne (région)", "region-53"], "region-53"),
        (&["ile de france", "Île-de-France", "idf", "région IDF"], "region-11"),
        (&["CA de Lens - Liévin", "lens lievin", "lens-liévin", "epci-246200364"], "epci-246200364"),
        (&["communauté d’agglomération de Lens-Liévin", "agglo de Lens-Liévin"], "epci-246200364"),
        (&["paca", "provence alpes cote d azur"], "region-93"),
        (&["2a", "2A", "Corse-du-Sud", "corse du sud"], "departement-2A"),
        (&["974", "la réunion", "Réunion"], "departement-974"),
        (&["Métropole de Lyon"], "epci-200046977"),
        (&["nantes metropole"], "epci-244400404"),
    ] {
        for text in texts {
            assert_eq!(meant(text), key, "{text}");
        }
    }
}

#[test]
fn a_commune_comes_before_an_area_of_its_name() {
    assert_eq!(meant("paris"), "75056");
    assert_eq!(meant("75"), "75056");
    assert_eq!(meant("Paris (75)"), "75056");
    assert_eq!(meant("lens"), "62498");
    assert_eq!(meant("arras"), "62041", "CU d'Arras is typed in part only");
    assert_eq!(meant("la rochelle"), "17300");
    assert_eq!(meant("rochelle"), "17300");
    assert_eq!(meant("62300 lens"), "62498");
    assert_eq!(meant("département de Paris"), "75056", "they are the same");
    assert_eq!(meant("région réunion"), "region-04");
}

#[test]
fn postal_codes_are_read_first() {
    assert_eq!(meant("75012"), "75112");
    assert!(meant("62300").contains("62498"), "{}", meant("62300"));
    assert!(!meant("62300").contains("departement"));
    // No département has this number: it is the beginning of a postal code of Corsica.
    assert!(!meant("20").contains("departement"), "{}", meant("20"));
}

#[test]
fn where_neither_goes_without_saying_both_are_offered() {
    assert_eq!(meant("vienne"), "38544 departement-86");
    assert_eq!(meant("mayenne"), "53147 departement-53");
    for area in ["bretagne", "landes", "indre", "allier", "creuse", "vaucluse"] {
        assert!(matches!(FRANCE.locate(area), Located::In(_)), "{area}: {}", meant(area));
    }
    let choice = meant("saint denis");
    assert!(choice.starts_with("97411 93066"), "{choice}");
}

#[test]
fn what_is_begun_or_misspelt_is_a_choice() {
    assert!(meant("pas de cal").split(' ').any(|key| key == "departement-62"));
    assert!(meant("bretange").split(' ').any(|key| key == "region-53"), "{}", meant("bretange"));
    assert!(meant("normandi").split(' ').any(|key| key == "region-28"), "{}", meant("normandi"));
    assert_eq!(meant("departement-999"), "unknown");
    assert_eq!((meant(""), meant("  ")), ("nowhere".into(), "nowhere".into()));
    for text in ["région", "département", "epci-", "62 59", "departement-", "agglo agglo agglo", "(région)"]
    {
        meant(text);
    }
}

#[test]
fn areas_are_proposed_after_communes() {
    let lens = proposed("lens");
    assert_eq!(lens[0], "Lens (62300)");
    let area = lens.iter().position(|label| label == "CA de Lens - Liévin (intercommunalité)");
    let inside = lens.iter().position(|label| label.starts_with("Doullens"));
    assert!(area > lens.iter().position(|label| label.starts_with("Loison-sous-Lens")), "{lens:?}");
    assert!(area < inside, "what only holds the letters comes last: {lens:?}");
    assert!(proposed("62").contains(&"Pas-de-Calais (département)".to_owned()));
    assert_eq!(proposed("paris")[0], "Paris (75)");
    assert!(proposed("paris").contains(&"Paris (département)".to_owned()), "{:?}", proposed("paris"));
    // Unless nobody can mean the communes.
    assert_eq!(proposed("bretagne")[0], "Bretagne (région)");
    assert_eq!(proposed("pas de cal")[0], "Pas-de-Calais (département)");
    assert_eq!(proposed("vienne")[0], "Vienne (38200)");
    assert!(proposed("").is_empty() && FRANCE.propose("lens", 0).is_empty());
}

#[test]
fn an_area_stands_where_most_of_its_people_live() {
    let places = FRANCE.propose("bretagne", 8);
    assert_eq!((places[0].area, places[0].departement_name.as_str()), (Some(AreaKind::Region), ""));
    let rennes = FRANCE.by_code("35238").map(|commune| commune.point());
    assert_eq!(Some(places[0].point()), rennes);
    let pas_de_calais = &FRANCE.propose("pas de calais", 1)[0];
    assert_eq!(pas_de_calais.departement_name, "Hauts-de-France");
}

#[test]
fn a_label_leads_back_to_its_area() {
    let mut shared = 0;
    for area in super::Territories::embedded().areas() {
        match FRANCE.locate(&area.label()) {
            Located::In(found) => assert_eq!(found, area, "{}", area.label()),
            // Paris, Saint-Martin: an area that is one commune.
            Located::At(place) => {
                assert_eq!(place.name, area.name);
                assert_ne!(area.kind, AreaKind::Epci);
            }
            Located::Among(places) => {
                shared += 1;
                assert!(places.iter().any(|place| place.key == area.key()), "{}", area.label());
            }
            other => panic!("{}: {other:?}", area.label()),
        }
        assert_eq!(FRANCE.locate(&area.key()), Located::In(area));
    }
    assert!(shared < 20, "{shared} areas cannot be told by their label");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_located_or_not_and_proposes_within_the_limit(
        text in "((region|departement|agglo|ca|62|lens|de|la) ?){0,4}(\\PC|[a-z]|[0-9]| |-){0,20}", limit in 0usize..12,
    ) {
        let places = FRANCE.propose(&text, limit);
        prop_assert!(places.len() <= limit);
        let keys: std::collections::HashSet<_> = places.iter().map(|place| &place.key).collect();
        prop_assert_eq!(keys.len(), places.len());
        match FRANCE.locate(&text) {
            Located::Among(places) => prop_assert!((1..=25).contains(&places.len())),
            Located::In(area) => {
                let key = area.key();
                prop_assert_eq!(Area::parse_key(&key), Some((area.kind, area.code.as_str())));
            }
            _ => {}
        }
    }

    #[test]
    fn letters_and_hyphens_of_an_area_do_not_count(at in 0usize..1_400, upper: bool) {
        let areas: Vec<_> = super::Territories::embedded().areas().collect();
        let label = areas[at % areas.len()].label();
        let plain = crate::search::fold(&label);
        let typed = if upper { plain.to_uppercase() } else { plain };
        prop_assert_eq!(meant(&typed), meant(&label));
    }
}
