//! What is published, changed or archived is told by the API at the next look, as if the whole had been built again.

use serde_json::Value;

use super::super::app::{TestApp, on_both_engines};
use super::ids;
use crate::search::Published;
use crate::search::services::{ServiceQuery, StructureQuery, Window};
use crate::store::Change;

const NEAR: &str = "/search/services?code_commune=62498&sources=premier-pas";

#[tokio::test]
async fn a_change_is_told_at_the_next_look() {
    on_both_engines(async |app| {
        let (stored, giver) = app.db.offer("coworking-lens").await.unwrap().unwrap();
        let mut offer = stored.content.0.clone();
        offer.id = "premier-pas--trampoline".to_owned();
        let named = async |name: &str| {
            let answer = app.api(NEAR).await;
            let items = answer["items"].as_array().unwrap();
            let item = items.iter().find(|item| item["service"]["id"] == "premier-pas--trampoline");
            item.is_some_and(|item| item["service"]["nom"] == name && item["distance"] == 0)
        };
        let before = app.api(NEAR).await;
        offer.name = "Réparer des trampolines".to_owned();
        for name in ["Réparer des trampolines", "Réparer des parapluies"] {
            offer.name = name.to_owned();
            app.db.upsert(&[Change::Offer(&offer, "trampolines-lens")], app.clock.now()).await.unwrap();
            app.refresh().await;
            assert!(named(name).await, "{name}");
            let found = app.api(&format!("/search?q={}", name.rsplit(' ').next().unwrap())).await;
            assert_eq!(ids(&found), ["premier-pas--trampoline"]);
            let item = &app.api("/offers?lieu=62498&q=reparer").await["items"][0];
            assert_eq!(
                (&item["id"], &item["name"]),
                (&Value::from("premier-pas--trampoline"), &Value::from(name))
            );
        }

        // Its structure is renamed: it is so beside each of its services.
        let mut organisation = giver.content.0.clone();
        organisation.name = "Coopérative des Parasols".to_owned();
        let renamed = Change::Organisation(&organisation, &giver.slug);
        app.db.upsert(&[renamed], app.clock.now()).await.unwrap();
        app.refresh().await;
        let one = app.api("/services/premier-pas--trampoline").await;
        assert_eq!(one["structure"]["nom"], "Coopérative des Parasols");
        assert_eq!(
            app.api(&format!("/structures/{}", organisation.id)).await["nom"],
            "Coopérative des Parasols"
        );

        let kept = |id: &str| id != "premier-pas--trampoline";
        app.db.archive_others(&offer.source, &kept, app.clock.now()).await.unwrap();
        app.refresh().await;
        assert_eq!(ids(&app.api(NEAR).await), ids(&before));
        assert_eq!(app.get("/api/v1/services/premier-pas--trampoline").await.status, 404);
        assert_eq!(app.api("/search?q=parapluies").await["total"], 0);

        // And back again.
        app.db.upsert(&[Change::Offer(&offer, "trampolines-lens")], app.clock.now()).await.unwrap();
        app.refresh().await;
        assert!(named("Réparer des parapluies").await);
    })
    .await;
}

#[tokio::test]
async fn changes_one_by_one_give_what_building_the_whole_gives() {
    let app = TestApp::new().await;
    app.generate("made", 400);
    app.import_from("made").await;
    let (mut offers, mut archived) = (Vec::new(), Vec::new());
    app.db.read_offers(|offer| offers.push(offer)).await.unwrap();
    for (at, stored) in offers.iter().enumerate() {
        let mut offer = stored.content.0.clone();
        if at % 7 == 0 {
            archived.push(offer.id.clone());
        } else if at % 3 == 0 {
            offer.name = format!("{} et parapluies", offer.name.chars().take(100).collect::<String>());
            offer.zones = vec!["62".to_owned()];
            app.db.upsert(&[Change::Offer(&offer, &stored.slug)], app.clock.now()).await.unwrap();
        }
        if at % 50 == 0 {
            app.published.refresh(&app.db).await.unwrap();
        }
    }
    let source = crate::seed::generate::SOURCE;
    let kept = |id: &str| !archived.iter().any(|one| one == id);
    app.db.archive_others(source, &kept, app.clock.now()).await.unwrap();
    app.published.refresh(&app.db).await.unwrap();
    let whole = Published::default();
    whole.refresh(&app.db).await.unwrap();
    let (changed, whole) = (app.published.get().unwrap(), whole.get().unwrap());
    assert_eq!((changed.version, changed.len()), (whole.version, whole.len()));
    let told = |index: &crate::search::Index| -> Vec<String> {
        let services = &index.services;
        let (all, today) = (Window { page: 1, size: 10_000 }, app.clock.today());
        let query = ServiceQuery::default();
        let lens = index.gazetteer.by_code("62498").unwrap();
        let mut told = Vec::new();
        for listing in [
            services.list(&query, all, today),
            services.near(&query, lens, None, false, all, today),
            index.explore(&query, Some("parapluies"), None, all, today),
        ] {
            told.push(listing.total.to_string());
            for found in &listing.found {
                let mut text = Vec::new();
                services.write(found.number, &mut text);
                services.write_structure(services.structure_of(found.number), &mut text);
                told.push(format!("{:?} {}", found.distance, String::from_utf8(text).unwrap()));
            }
        }
        let structures = services.structures(&StructureQuery::default(), all, today);
        told.extend(structures.found.iter().map(|one| {
            let services_of = services.services_of(one.number).iter().map(|one| services.id(*one));
            format!("{} {:?}", services.structure_id(one.number), services_of.collect::<Vec<_>>())
        }));
        told
    };
    assert!(told(&changed).len() > 500);
    assert_eq!(told(&changed), told(&whole));
}
