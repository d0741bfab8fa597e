//! What is proposed, over organisations and offers made for it.

use proptest::prelude::*;

use super::*;
use crate::domain::filter::Filter;
use crate::domain::offer::Offer;
use crate::domain::suggestion::Choice;
use crate::search::fold;
use crate::search::stem::stem;
use crate::search::traits::Traits;

const KNOWN: [(&str, &str, &str, u32); 9] = [
    ("Chantier Les Jardins de Lens", "chantier-les-jardins-de-lens-0123456789", "Lens (62300)", 3),
    ("CoopConnexion", "coop-connexion", "Lens (62300)", 2),
    ("Les Restos du Cœur", "restos-du-coeur", "Paris (75009)", 9),
    ("Restos du Cœur de Lens", "restos-du-coeur-de-lens-0123456789", "Lens (62300)", 1),
    ("Mission locale du Pays de Lens", "mission-locale-du-pays-de-lens-0123456789", "Avion (62210)", 5),
    ("Centre social L’Été", "centre-social-l-ete-0123456789", "", 0),
    ("Lens", "lens-0123456789", "", 0),
    ("Lensois Services", "=etrange", "", 4),
    ("Association\nÉlan", "association-elan-0123456789", "Saint-Étienne (42000)", 1),
];

fn known() -> Suggestions {
    let one = |&(name, slug, town, offers)| Known { name, slug, town, offers };
    Suggestions::build(KNOWN.iter().map(one), &Offered::default(), [])
}

fn labels(suggestions: &Suggestions, text: &str) -> Vec<String> {
    suggestions.find(text, 9).into_iter().map(|one| one.label).collect()
}

#[test]
fn any_word_and_any_spelling_find_an_organisation() {
    let known = known();
    for (text, first) in [
        ("jard", "Chantier Les Jardins de Lens"),
        ("JARDINS lens", "Chantier Les Jardins de Lens"),
        ("lens jardin", "Chantier Les Jardins de Lens"),
        ("coop connexion", "CoopConnexion"),
        ("coopconn", "CoopConnexion"),
        ("les restos du", "Les Restos du Cœur"),
        ("restos du coeur", "Les Restos du Cœur"),
        ("restos du coeur lens", "Restos du Cœur de Lens"),
        ("mission locale avion", "Mission locale du Pays de Lens"),
        ("centre d ete", "Centre social L’Été"),
        ("ete", "Centre social L’Été"),
        ("elan saint etienne", "Association Élan"),
    ] {
        assert_eq!(labels(&known, text).first().map(String::as_str), Some(first), "{text}");
    }
    assert!(labels(&known, "zzz").is_empty() && labels(&known, "").is_empty());
}

#[test]
fn the_better_fit_comes_first_then_the_one_that_offers_more() {
    let known = known();
    let expected =
        ["Lens", "Mission locale du Pays de Lens", "Chantier Les Jardins de Lens", "CoopConnexion"];
    let found = labels(&known, "lens");
    assert_eq!(found[..4], expected);
    assert_eq!(found.last().map(String::as_str), Some("Lensois Services"));
    assert_eq!(known.find("lens", 2).len(), 2);
    assert!(known.find("lens", 0).is_empty());
}

#[test]
fn one_slip_is_forgiven_only_where_nothing_fits() {
    let known = known();
    for text in ["mision", "misison", "missoin locale", "assciation", "asociation elan", "jardisn de lens"] {
        assert!(!labels(&known, text).is_empty(), "{text}");
    }
    for text in ["lans", "nission", "misoin lokale", "lensoisxx"] {
        assert!(labels(&known, text).is_empty(), "{text}: {:?}", labels(&known, text));
    }
    assert_eq!(labels(&known, "lensoi"), ["Lensois Services"]);
}

#[test]
fn the_town_where_one_is_comes_first() {
    let near = |text: &str, town: &str| {
        let list = merge(known().hits(text, town, 9), Vec::new(), |_| false, 9);
        list.into_iter().map(|one| one.label).collect::<Vec<_>>()
    };
    assert_eq!(near("restos", "")[0], "Les Restos du Cœur");
    assert_eq!(near("restos", "Lens")[0], "Restos du Cœur de Lens");
    assert_eq!(near("restos", "Lens").len(), 2, "the others follow");
    assert_eq!(near("restos", "Le Havre")[0], "Les Restos du Cœur");
}

#[test]
fn an_organisation_opens_its_page_and_says_its_town() {
    for (at, &(name, slug, town, offers)) in KNOWN.iter().enumerate() {
        let found =
            known().find(name, 9).into_iter().find(|one| one.label == name.replace('\n', " ")).unwrap();
        assert_eq!(found.choice, Choice::Page(format!("/structures/{slug}")), "{at}");
        assert!(found.detail.starts_with(town), "{}", found.detail);
        assert_eq!(found.detail.contains("offre"), offers > 0, "{}", found.detail);
    }
}

fn traits(kind: &str, theme: &str) -> Traits {
    let json = serde_json::json!({
        "source": "s", "id": "s--1", "structure_id": "s--2", "name": "", "description": "", "updated_on": "2026-11-23",
        "kind": kind, "themes": [theme],
    });
    Traits::of_offer(&serde_json::from_value::<Offer>(json).unwrap(), None)
}

#[test]
fn needs_and_trades_come_from_what_is_offered() {
    let mut offered = Offered::default();
    for (name, kind, theme) in [
        ("Devenir commis de cuisine à Lens", "training", "se-former--trouver-sa-formation"),
        ("Commis de cuisine (H/F)", "workshop", "trouver-un-emploi--repondre-a-des-offres-demploi"),
        ("Apprendre le français à Lens", "training", "lecture-ecriture-calcul--maitriser-le-francais"),
        ("Garage solidaire à Lens", "support", "mobilite--entretenir-reparer-son-vehicule"),
        ("Parler français à Lens", "support", "lecture-ecriture-calcul--maitriser-le-francais"),
    ] {
        offered.add(name, "Lens", traits(kind, theme));
    }
    let mean = |label, filters: &[Filter], words: &[&str]| Meaning {
        label,
        filters: filters.to_vec(),
        words: words.iter().map(|word| vec![stem(word).into_owned()]).collect(),
    };
    let mobility = Filter::Category(crate::domain::taxonomy::ThemeCategory::Mobilite);
    let meanings = [
        ("ma voiture est en panne", mean("mobilité", &[mobility], &[])),
        ("la cantine", mean("commis de cuisine", &[], &["cuisine"])),
        ("petit garagiste", mean("garagiste", &[], &["garage"])),
        ("cuistot", mean("cuisinier", &[], &["cuisine"])),
        ("licorne", mean("dresser", &[], &["licorne"])),
        (
            "cours de langue",
            mean("parler la langue", &[Filter::Need(crate::domain::need::Need::French)], &[]),
        ),
    ];
    let phrases = meanings.iter().map(|(phrase, meaning)| (*phrase, meaning));
    let suggestions = Suggestions::build([], &offered, phrases);
    let first = |text: &str| {
        suggestions.find(text, 9).into_iter().next().map(|one| (one.kind, one.label, one.choice))
    };
    let filter = |name: &str, code: &str| Choice::Filter(name.to_owned(), code.to_owned());
    let words = |text: &str| Choice::Words(text.to_owned());
    use SuggestionKind::{Need, Trade};
    for (text, kind, label, choice) in [
        ("apprendre le franç", Need, "Apprendre le français", filter("besoin", "francais")),
        ("voiture", Need, "Mobilité", filter("theme", "mobilite")),
        ("form", Need, "Formation", filter("genre", "training")),
        ("garage", Need, "Garage solidaire", words("Garage solidaire")),
        ("commis", Trade, "Commis de cuisine", words("Commis de cuisine")),
        ("cantine", Trade, "Commis de cuisine", words("Commis de cuisine")),
        ("langue", Need, "Parler la langue", words("parler la langue")),
        ("garagist", Need, "Garagiste", words("garagiste")),
        ("cuistot", Trade, "Cuisinier", words("cuisinier")),
    ] {
        assert_eq!(first(text), Some((kind, label.to_owned(), choice)), "{text}");
    }
    assert_eq!(suggestions.find("voiture", 9)[0].detail, "« ma voiture est en panne »");
    assert_eq!(suggestions.find("commis", 9).len(), 1, "two titles, one trade");
    let former: Vec<_> = suggestions.find("former", 9).into_iter().map(|one| one.label).collect();
    assert_eq!(former, ["Me former"], "whose need it is makes no other need");
    assert_eq!(suggestions.find("apprendre le f", 9).len(), 1, "a title that says a need is no trade");
    assert_eq!(suggestions.find("langue", 9)[0].detail, "", "the label says it");
    assert!(
        first("licorne").is_none() && first("loger").is_none() && first("hébergement").is_none(),
        "no offer is behind them"
    );
}

/// Names of a few words, so that many share them.
fn names() -> impl Strategy<Value = Vec<(String, String, u32)>> {
    let word = proptest::sample::select(vec![
        "lens", "lensois", "centre", "Centré", "social", "d’", "été", "le", "ab", "abc",
    ]);
    let name = proptest::collection::vec(word.clone(), 1..5).prop_map(|words| words.join(" "));
    proptest::collection::vec((name, word.prop_map(str::to_owned), 0u32..4), 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_found_is_what_a_scan_finds(names in names(), text in "(l|le|len|lens|ce|centre|so|social|ab|ete|e){1}( (l|lens|c|social|ab|abc|et)){0,2}", most in 1usize..12) {
        let known = names.iter().map(|(name, town, offers)| Known { name, slug: name, town, offers: *offers });
        let suggestions = Suggestions::build(known, &Offered::default(), []);
        let found = suggestions.hits(&text, "", most);
        let super::typed::Typed { letters, words: typed } = super::typed::Typed::new(&text);
        let holds = |name: &str, town: &str| {
            let folded = fold(&format!("{name} {town}"));
            let words: Vec<&str> = super::typed::words(&folded).collect();
            typed.iter().all(|one| words.iter().any(|word| word.starts_with(one.as_str())))
                || fold(name).replace(' ', "").contains(&letters)
        };
        prop_assert!(found.len() <= most);
        for hit in found.iter().filter(|hit| hit.fit < Fit::Slip) {
            let held = names.iter().any(|(name, town, _)| *name == hit.suggestion.label && holds(name, town));
            prop_assert!(held, "{hit:?}");
        }
        let all = names.iter().filter(|(name, town, _)| {
            let folded = fold(&format!("{name} {town}"));
            let words: Vec<&str> = super::typed::words(&folded).collect();
            typed.iter().all(|one| words.iter().any(|word| word.starts_with(one.as_str())))
        });
        prop_assert!(found.len() >= all.count().min(most), "{found:?}");
        prop_assert!(found.is_sorted_by_key(|hit| (hit.fit, std::cmp::Reverse(hit.offers))));
    }

    #[test]
    fn any_text_is_answered_within_the_limit(text in "\\PC{0,40}", town in "\\PC{0,20}", most in 0usize..12) {
        let known = known();
        prop_assert!(merge(known.hits(&text, &town, most), Vec::new(), |_| false, most).len() <= most);
    }

    #[test]
    fn names_are_found_however_they_are_written(at in 0..KNOWN.len(), upper: bool) {
        let name = KNOWN[at].0;
        let typed = if upper { name.to_uppercase() } else { fold(name) };
        prop_assert_eq!(labels(&known(), &typed), labels(&known(), name));
    }
}

#[test]
fn an_organisation_weighs_little_beyond_its_name() {
    let towns: Vec<String> = (0..3_000).map(|at| format!("Commune-sur-{at} (62{at:03})")).collect();
    let names: Vec<String> = (0..30_000)
        .map(|at| format!("Centre social {} de la Commune-sur-{}", at % 1_000, at % 3_000))
        .collect();
    let slugs: Vec<String> = names.iter().map(|name| crate::search::slug(name, name)).collect();
    let known = (0..names.len()).map(|at| Known {
        name: &names[at],
        slug: &slugs[at],
        town: &towns[at % 3_000],
        offers: 1,
    });
    let (_, rest) = Suggestions::build(known, &Offered::default(), []).organisation_bytes();
    assert!(rest / names.len() <= 60, "{} bytes each", rest / names.len());
}
