//! What people type, against the real table.

use proptest::prelude::*;

use super::super::Resolution;
use super::FRANCE;

fn find(text: &str) -> Vec<&'static str> {
    FRANCE.find(text, 10).iter().map(|c| c.code.as_str()).collect()
}

fn first(text: &str) -> Option<&'static str> {
    find(text).first().copied()
}

/// The code of the one commune, or how many there are to choose from.
fn resolve(text: &str) -> Result<&'static str, usize> {
    match FRANCE.resolve(text) {
        Resolution::None => Err(0),
        Resolution::One(commune) => Ok(&commune.code),
        Resolution::Many(communes) => Err(communes.len()),
    }
}

#[test]
fn names_are_found_however_written() {
    for text in [
        "Lens",
        "LENS",
        "léns",
        " lens ",
        "lens 62",
        "Lens (62300)",
        "62300 Lens",
        "Lens Cedex 62307",
        "62498",
    ] {
        assert_eq!(first(text), Some("62498"), "{text}");
    }
    for text in
        ["villeneuve d ascq", "Villeneuve-d’Ascq", "villeneuve dascq", "villeneuve asc", "villeneuvedascq"]
    {
        assert_eq!(first(text), Some("59009"), "{text}");
    }
    for text in ["l'haÿ les roses", "lhay les roses", "L HAY-LES-ROSES", "hay les roses"] {
        assert_eq!(first(text), Some("94038"), "{text}");
    }
    assert_eq!(first("saint etienne"), Some("42218"));
    assert_eq!(first("havre"), Some("76351"));
    assert_eq!(first("mans"), Some("72181"));
    assert_ne!(first("saint"), Some("56201"), "Le Saint is not what one begins to type");
    assert_eq!(first("oeting"), Some("57521"));
}

#[test]
fn saints_and_parts_of_names() {
    for text in [
        "st jean de luz",
        "St-Jean-de-Luz",
        "saint jean de luz",
        "jean de luz",
        "st jean de lu",
        "64500 st jean",
    ] {
        assert_eq!(first(text), Some("64483"), "{text}");
    }
    assert_eq!(first("stes maries de la mer"), Some("13096"));
    assert_eq!(first("ste genevieve des bois"), Some("91549"));
    assert!(find("st").contains(&"67482"), "Strasbourg");
}

#[test]
fn postal_codes_whole_or_begun() {
    // The last is not served by 62300: it is its INSEE code.
    assert_eq!(find("62300"), ["62498", "62291", "62300"]);
    assert_eq!(first("623"), Some("62498"));
    assert_eq!(first("59"), Some("59350"));
    assert_eq!(first("2A"), Some("2A004"));
    assert_eq!(first("75012"), Some("75112"));
    assert_eq!(first("75116"), Some("75116"));
    assert_eq!(first("75"), Some("75056"));
    assert!(find("6").is_empty() && find("99999").is_empty());
}

#[test]
fn arrondissements() {
    for text in ["paris 12", "paris 12e", "Paris 12ème arrondissement", "75012 paris"] {
        assert_eq!(first(text), Some("75112"), "{text}");
    }
    assert_eq!(first("lyon 3"), Some("69383"));
    assert_eq!(find("paris 1")[0], "75101");
    assert_eq!(find("paris 1").len(), 10);
    assert_eq!(find("marseille 13"), ["13055", "13213"]);
    assert_eq!(find("marseille 13 13013"), ["13213"]);
    assert_eq!(first("paris"), Some("75056"));
    assert_eq!(first("lyon 69"), Some("69123"));
    assert!(find("par").iter().all(|code| !code.starts_with("751")));
}

#[test]
fn one_slip_only_if_nothing_else() {
    assert_eq!(first("marseile"), Some("13055"));
    assert_eq!(find("marseilel 13001"), ["13201"]);
    assert_eq!(find("marseile"), ["13055", "60387"]);
    assert_eq!(first("marxeille"), Some("13055"));
    assert_eq!(first("strasbuorg"), Some("67482"));
    assert_eq!(first("villeneuve d ascqq"), Some("59009"));
    assert!(find("saint etinne de montluc").contains(&"44158"));
    assert!(find("xyzzyx").is_empty());
    // What is written right does not bring what is one letter away.
    assert!(FRANCE.find("fontaine", 500).iter().all(|c| c.name.to_lowercase().contains("fontaine")));
}

#[test]
fn rank_is_kind_then_population() {
    let codes = find("saint denis");
    assert_eq!(&codes[..2], ["97411", "93066"]);
    let lens = FRANCE.find("lens", 20);
    assert_eq!(lens[0].code, "62498");
    let begun: Vec<u32> =
        lens[1..].iter().filter(|c| c.name.starts_with("Lens")).map(|c| c.population).collect();
    assert!(begun.is_sorted_by(|a, b| a >= b), "{begun:?}");
}

#[test]
fn limits_and_strange_texts() {
    assert_eq!(FRANCE.find("saint", 7).len(), 7);
    assert!(FRANCE.find("lens", 0).is_empty());
    for text in ["", "   ", "'", "()", "🙂", "\0", "12e", "e", "00", "2a2b", "62 59 75"] {
        let _ = (FRANCE.find(text, 10), FRANCE.resolve(text));
    }
    assert!(find("").is_empty());
    let _ = find(&"saint ".repeat(10_000));
}

#[test]
fn what_goes_without_saying() {
    for text in ["Lens", "62300 Lens", "Lens (62300)", "lens 62", "62498", "Lens Cedex 62307"] {
        assert_eq!(resolve(text), Ok("62498"), "{text}");
    }
    assert_eq!(resolve("paris"), Ok("75056"));
    // Twenty times more people than any namesake, or than not.
    assert_eq!(resolve("Montreuil"), Ok("93048"));
    assert!(matches!(resolve("Valence"), Err(2..)));
    assert_eq!(resolve("Paris 12e"), Ok("75112"));
    assert_eq!(resolve("75012 Paris"), Ok("75112"));
    assert_eq!(resolve("75012"), Ok("75112"));
    assert_eq!(resolve("le havre"), Ok("76351"));
    assert_eq!(resolve("havre"), Ok("76351"));
}

#[test]
fn what_must_be_chosen() {
    assert!(matches!(resolve("saint denis"), Err(2..)));
    assert_eq!(resolve("saint"), Err(20));
    assert_eq!(resolve("62"), Err(20));
    assert_eq!(resolve("marseille 13"), Err(2));
    assert!(matches!(resolve("62300"), Err(2..)));
    assert_eq!(resolve("marseile"), Err(2));
    assert_eq!(resolve("jean de luz"), Err(1));
    assert_eq!(resolve("xyzzyx"), Err(0));
    assert_eq!(resolve(""), Err(0));
    assert!(matches!(resolve("Lens 59000"), Err(1..)));
}

#[test]
fn a_label_leads_back_to_its_place() {
    // Every fortieth commune, to spare time; the cities as wholes in any case.
    let cities =
        ["75056", "69123", "13055", "75112", "13213"].into_iter().filter_map(|code| FRANCE.by_code(code));
    for commune in FRANCE.communes().iter().step_by(40).chain(cities) {
        let label = FRANCE.place(commune).label();
        assert_eq!(FRANCE.resolve(&label), Resolution::One(commune), "{label}");
    }
}

#[test]
fn postal_codes_win_over_insee_codes() {
    let twins = FRANCE.communes().iter().filter(|c| {
        let served = FRANCE.codes.served_by(&c.code, FRANCE.communes());
        !served.is_empty() && !c.postal_codes.contains(&c.code)
    });
    assert_eq!(twins.count(), 3_004, "the count that `resolve` tells");
    assert_eq!(first("62100"), Some("62193"));
    assert_ne!(FRANCE.by_code("62300").map(|c| c.name.as_str()), Some("Lens"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_gives_distinct_communes_within_the_limit(text in "(\\PC|[a-z]|[0-9]| ){0,30}", limit in 0usize..30) {
        let found = FRANCE.find(&text, limit);
        prop_assert!(found.len() <= limit);
        let codes: std::collections::HashSet<_> = found.iter().map(|c| &c.code).collect();
        prop_assert_eq!(codes.len(), found.len());
        if let Resolution::Many(choices) = FRANCE.resolve(&text) {
            prop_assert!((1..=20).contains(&choices.len()));
        }
    }
}
