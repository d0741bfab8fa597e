//! What is published, changed or archived is found, or gone, at the next look, without a restart.

use crate::domain::query::{RADII, Search};
use crate::domain::territory::Place;
use crate::search::Published;
use crate::store::Change;
use crate::tests::app::{TestApp, on_both_engines};

async fn found(app: &TestApp, text: &str) -> Vec<String> {
    app.get(&format!("/offres?lieu=62498&q={text}")).await.cards()
}

#[tokio::test]
async fn a_change_is_seen_at_the_next_look() {
    on_both_engines(async |app| {
        let (stored, giver) = app.db.offer("coworking-lens").await.unwrap().unwrap();
        let mut offer = stored.content.0.clone();
        assert!(found(app, "trampoline").await.is_empty());

        // Published: its words, its place and its organisation are there.
        offer.id = "demo--trampoline".to_owned();
        offer.name = "Réparer des trampolines".to_owned();
        let new = Change::Offer(&offer, "trampolines-lens");
        app.db.upsert(&[new], app.clock.now()).await.unwrap();
        app.refresh().await;
        assert_eq!(found(app, "trampoline").await, ["trampolines-lens"]);
        assert!(app.get("/offres/trampolines-lens").await.status == 200);

        // Changed: the old words are gone.
        offer.name = "Réparer des parapluies".to_owned();
        let changed = Change::Offer(&offer, "trampolines-lens");
        app.db.upsert(&[changed], app.clock.now()).await.unwrap();
        app.refresh().await;
        assert!(found(app, "trampoline").await.is_empty());
        assert_eq!(found(app, "parapluie").await, ["trampolines-lens"]);

        // Its organisation is renamed: all its offers show it.
        let mut organisation = giver.content.0.clone();
        organisation.name = "Coopérative des Parasols".to_owned();
        let renamed = Change::Organisation(&organisation, &giver.slug);
        app.db.upsert(&[renamed], app.clock.now()).await.unwrap();
        app.refresh().await;
        let of_it = found(app, "parasols").await;
        assert!(
            of_it.contains(&"coworking-lens".to_owned()) && of_it.contains(&"trampolines-lens".to_owned())
        );

        // Archived: gone.
        let source = offer.source.clone();
        let kept = |id: &str| id != "demo--trampoline";
        app.db.archive_others(&source, &kept, app.clock.now()).await.unwrap();
        app.refresh().await;
        assert!(found(app, "parapluie").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn changes_one_by_one_give_what_building_the_whole_gives() {
    let app = TestApp::new().await;
    app.generate("made", 600);
    app.import_from("made").await;
    // Every third offer is renamed, every seventh archived, after the index was built.
    let (mut offers, mut archived) = (Vec::new(), Vec::new());
    app.db.read_offers(|offer| offers.push(offer)).await.unwrap();
    for (at, stored) in offers.iter().enumerate() {
        let mut offer = stored.content.0.clone();
        if at % 7 == 0 {
            archived.push(offer.id.clone());
        } else if at % 3 == 0 {
            offer.name = format!("{} et parapluies", offer.name.chars().take(100).collect::<String>());
            app.db.upsert(&[Change::Offer(&offer, &stored.slug)], app.clock.now()).await.unwrap();
        }
        if at % 50 == 0 {
            app.published.refresh(&app.db).await.unwrap();
        }
    }
    let source = crate::seed::generate::SOURCE;
    app.db
        .archive_others(source, &|id| !archived.iter().any(|one| one == id), app.clock.now())
        .await
        .unwrap();
    app.published.refresh(&app.db).await.unwrap();
    let whole = Published::default();
    whole.refresh(&app.db).await.unwrap();
    let (changed, whole) = (app.published.get().unwrap(), whole.get().unwrap());
    assert_eq!(changed.len(), whole.len());
    let places: Vec<Place> =
        whole.gazetteer.communes().iter().step_by(1500).map(|one| whole.gazetteer.place(one)).collect();
    let mut total = 0;
    for (at, place) in places.iter().enumerate() {
        for text in ["", "parapluie", "permis", "cours francais"] {
            let search = Search {
                place: place.key.clone(),
                radius: Some(RADII[at % RADII.len()]),
                text: text.to_owned(),
                page: 1,
                ..Search::default()
            };
            let results = changed.search(&search, Vec::new(), app.clock.today());
            assert_eq!(results, whole.search(&search, Vec::new(), app.clock.today()), "{search:?}");
            total += results.total;
        }
    }
    let anywhere = Search { text: "parapluies".to_owned(), page: 1, ..Search::default() };
    let results = changed.search(&anywhere, Vec::new(), app.clock.today());
    assert_eq!(results, whole.search(&anywhere, Vec::new(), app.clock.today()));
    assert!(total > 100 && results.total > 50, "{total} {}", results.total);
}
