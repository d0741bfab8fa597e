//! What the fields propose while one types, and where it leads.

use std::collections::BTreeSet;

use crate::domain::card::Located;
use crate::domain::query::Search;
use crate::domain::suggestion::{Choice, Suggestion, SuggestionKind};
use crate::store::Change;
use crate::tests::app::{TestApp, encode, on_both_engines};

async fn proposed(app: &TestApp, text: &str, place: &str) -> Vec<Suggestion> {
    let path = format!("/api/read/suggestions?text={}&place={}", encode(text), encode(place));
    let answer = app.get(&path).await;
    assert_eq!(answer.status, 200, "{text}: {}", answer.html);
    serde_json::from_str(&answer.html).unwrap()
}

async fn places(app: &TestApp, text: &str) -> Vec<Suggestion> {
    let answer = app.get(&format!("/api/read/places?text={}", encode(text))).await;
    serde_json::from_str(&answer.html).unwrap()
}

fn labels(list: &[Suggestion]) -> Vec<&str> {
    list.iter().map(|one| one.label.as_str()).collect()
}

#[tokio::test]
async fn needs_trades_organisations_and_places_come_in_one_list_by_kind() {
    let app = TestApp::new().await;
    for (text, kind, label) in [
        ("apprendre le f", SuggestionKind::Need, "Apprendre le français"),
        ("commis", SuggestionKind::Trade, "Commis de cuisine"),
        ("coop", SuggestionKind::Organisation, "CoopConnexion"),
        ("restos du c", SuggestionKind::Organisation, "Les Restos du Cœur"),
        ("saint jean de l", SuggestionKind::Place, "Saint-Jean-de-Luz (64500)"),
        ("pas de calais", SuggestionKind::Place, "Pas-de-Calais (département)"),
        ("marseile", SuggestionKind::Place, "Marseille (13)"),
    ] {
        let list = proposed(&app, text, "").await;
        assert!(list.iter().any(|one| one.kind == kind && one.label == label), "{text}: {list:?}");
    }
    for text in ["le", "re", "form", "lens", "co", "me", "tra"] {
        let list = proposed(&app, text, "").await;
        assert!((1..=8).contains(&list.len()) && list.is_sorted_by_key(|one| one.kind), "{text}: {list:?}");
    }
}

/// A suggestion is a promise: whatever is proposed in the demonstration leads somewhere.
#[tokio::test]
async fn whatever_is_proposed_finds_something() {
    let app = TestApp::new().await;
    let index = app.published.get().unwrap();
    let mut seen = BTreeSet::new();
    for text in ('a'..='z').flat_map(|one| ('a'..='z').map(move |two| format!("{one}{two}"))) {
        for one in proposed(&app, &text, "").await {
            if !seen.insert(one.choice.clone()) && one.kind != SuggestionKind::Place {
                continue;
            }
            match &one.choice {
                Choice::Words(words) => {
                    let search = Search { text: words.clone(), page: 1, ..Search::default() };
                    let found = index.search(&search, Vec::new(), app.clock.today());
                    assert!(found.total + found.remote_total > 0, "{text}: {one:?}");
                }
                Choice::Filter(name, code) => {
                    let (search, misread) = Search::from_query(&format!("{name}={code}"));
                    assert!(misread.is_empty() && search.filters.len() == 1, "{text}: {one:?}");
                    assert_eq!(search.filters[0].label(), one.label);
                    let found = index.search(&search, Vec::new(), app.clock.today());
                    assert!(found.total + found.remote_total > 0, "{text}: {one:?}");
                }
                Choice::Place(words) => {
                    assert_eq!(words, "", "{text}: {one:?}");
                    assert!(matches!(index.locate(&one.label), Located::At(_) | Located::In(_)), "{one:?}");
                }
                Choice::Page(address) => assert_eq!(app.get(address).await.status, 200, "{text}: {one:?}"),
            }
        }
    }
    let kinds: BTreeSet<u8> = seen
        .iter()
        .map(|choice| match choice {
            Choice::Words(_) => 0,
            Choice::Filter(..) => 1,
            Choice::Place(_) => 2,
            Choice::Page(_) => 3,
        })
        .collect();
    assert_eq!(kinds.len(), 4, "all sorts were met");
}

#[tokio::test]
async fn a_place_at_the_end_leaves_the_words_before_it() {
    let app = TestApp::new().await;
    let list = proposed(&app, "coworking à lens", "").await;
    let place = list.last().unwrap();
    assert_eq!((place.label.as_str(), &place.choice), ("Lens (62300)", &Choice::Place("coworking".into())));
    assert_eq!(place.detail, "Pas-de-Calais");
}

#[tokio::test]
async fn the_organisations_of_the_place_come_first() {
    let app = TestApp::new().await;
    app.generate("made", 3_000);
    app.import_from("made").await;
    app.published.refresh_whole(&app.db).await.unwrap();
    let index = app.published.get().unwrap();
    let commune = index.gazetteer.by_code("75056").unwrap();
    let towns = |list: &[Suggestion]| -> Vec<String> {
        let organisations = list.iter().filter(|one| one.kind == SuggestionKind::Organisation);
        organisations.map(|one| one.detail.clone()).collect()
    };
    let anywhere = towns(&proposed(&app, "centre", "").await);
    let there = towns(&proposed(&app, "centre", &commune.name).await);
    assert!(there[0].starts_with("Paris"), "{there:?}");
    assert!(!anywhere.iter().all(|town| town.starts_with("Paris")), "{anywhere:?}");
}

#[tokio::test]
async fn what_changes_is_proposed_at_the_next_look() {
    on_both_engines(async |app| {
        assert!(proposed(app, "trampolin", "").await.is_empty());
        assert!(labels(&proposed(app, "randstad", "").await).contains(&"Agence Randstad de Lens"));
        let (stored, giver) = app.db.offer("coworking-lens").await.unwrap().unwrap();
        let mut offer = stored.content.0.clone();
        offer.id = "demo--trampoline".to_owned();
        offer.name = "Réparer des trampolines à Lens".to_owned();
        let mut organisation = giver.content.0.clone();
        organisation.name = "Coopérative des Parasols".to_owned();
        let changes =
            [Change::Organisation(&organisation, &giver.slug), Change::Offer(&offer, "trampolines-lens")];
        app.db.upsert(&changes, app.clock.now()).await.unwrap();
        app.refresh().await;
        assert_eq!(labels(&proposed(app, "trampolin", "").await), ["Réparer des trampolines"]);
        assert_eq!(labels(&proposed(app, "parasol", "").await), ["Coopérative des Parasols"]);
        let old = proposed(app, "coopconnexion", "").await;
        assert!(old.iter().all(|one| one.kind != SuggestionKind::Organisation), "{old:?}");
        app.db.archive_others(&offer.source, &|_| false, app.clock.now()).await.unwrap();
        app.refresh().await;
        let gone = proposed(app, "randstad", "").await;
        assert!(gone.iter().all(|one| one.label != "Agence Randstad de Lens"), "{gone:?}");
    })
    .await;
}

#[tokio::test]
async fn the_place_field_proposes_communes_and_areas() {
    let app = TestApp::new().await;
    let lens = places(&app, "lens").await;
    assert_eq!(lens[0].label, "Lens (62300)");
    assert!(labels(&lens).contains(&"CA de Lens - Liévin (intercommunalité)"), "{lens:?}");
    assert_eq!(places(&app, "bretagne").await[0].label, "Bretagne (région)");
    assert_eq!(labels(&places(&app, "62300").await)[0], "Lens (62300)");
    // What was chosen is understood when it is sent.
    for (place, title) in
        [("Pas-de-Calais (département)", "Pas-de-Calais"), ("62", "Pas-de-Calais"), ("bretagne", "Bretagne")]
    {
        app.get(&format!("/offres?lieu={}", encode(place))).await.says(&[&format!("Offres : {title}")]);
    }
}

#[tokio::test]
async fn absurd_texts_are_answered_at_bounded_cost() {
    let app = TestApp::new().await;
    let long = "é".repeat(4_000);
    for text in [
        "",
        " ",
        "\0",
        "🙂🙂🙂",
        "\u{202e}snel",
        "^(a+)+$",
        "%_'\"<>",
        "....",
        "ﷺ",
        &long,
        "a a a a a a a a a a a a a",
    ] {
        assert!(proposed(&app, text, text).await.len() <= 8);
        assert!(places(&app, text).await.len() <= 8);
    }
    assert_eq!(app.get("/api/read/suggestions?place=lens").await.status, 400);
    for text in ["", "é", "^(a+)+$", "🙂🙂🙂"] {
        assert!(proposed(&app, text, "").await.is_empty(), "{text}: less than two letters say nothing");
    }
    let starting = TestApp::starting().await;
    assert_eq!(starting.get("/api/read/suggestions?text=lens&place=").await.status, 503);
}

#[tokio::test]
async fn without_a_script_both_are_fields_of_a_form() {
    let app = TestApp::new().await;
    for path in ["/", "/offres?lieu=62498&q=permis"] {
        let page = app.get(path).await;
        let inputs = page.all("input");
        for (id, name) in [("q", "q"), ("lieu", "lieu")] {
            let field = inputs.iter().find(|input| input.get("id") == Some(id)).unwrap();
            assert_eq!(field.get("name"), Some(name), "{path}");
            assert_eq!(field.get("role"), Some("combobox"));
            assert_eq!(field.get("aria-expanded"), Some("false"));
            assert_eq!(field.get("aria-activedescendant"), None);
            let list = field.get("aria-controls").unwrap().to_owned();
            let elements = page.elements();
            let list = elements.iter().find(|one| one.get("id") == Some(&list)).unwrap();
            assert_eq!((list.get("role"), list.get("hidden").is_some()), (Some("listbox"), true), "{path}");
            assert!(page.all("label").iter().any(|label| label.get("for") == Some(id)));
        }
    }
    let page = app.get("/offres?lieu=62498&q=permis").await;
    let kept = page.all("input").into_iter().find(|input| input.get("id") == Some("q")).unwrap();
    assert_eq!(kept.get("value"), Some("permis"));
}
