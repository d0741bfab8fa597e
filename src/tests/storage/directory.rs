//! Writing the directory: only what changed, and what has gone is archived.

use crate::domain::offer::Offer;
use crate::seed::demo;
use crate::store::{Change, Upserted};
use crate::tests::app::{OFFER, TestApp, on_both_engines};

async fn write(app: &TestApp, offers: &[(Offer, &'static str)]) -> Upserted {
    let batch: Vec<Change<'_>> = offers.iter().map(|(offer, slug)| Change::Offer(offer, slug)).collect();
    app.db.upsert(&batch, app.clock.now()).await.unwrap()
}

#[tokio::test]
async fn an_upsert_changes_only_what_changed() {
    on_both_engines(async |app| {
        let mut offers = demo::offers(app.clock.today());
        let count = offers.len() as u64;
        let version = app.db.directory_version().await.unwrap();
        assert_eq!(write(app, &offers).await, Upserted { changed: 0, unchanged: count });
        assert_eq!(app.db.directory_version().await.unwrap(), version, "no node reads it again for nothing");
        let (offer, _) = offers.iter_mut().find(|(_, slug)| *slug == OFFER).unwrap();
        offer.description.push_str(" Le café est offert.");
        assert_eq!(write(app, &offers).await, Upserted { changed: 1, unchanged: count - 1 });
        assert!(app.db.directory_version().await.unwrap() > version);
        app.refresh().await;
        app.get("/offres/coworking-lens").await.says(&["Le café est offert."]);
    })
    .await;
}

#[tokio::test]
async fn a_batch_is_written_whole_or_not_at_all() {
    on_both_engines(async |app| {
        let mut offers = demo::offers(app.clock.today());
        offers.truncate(2);
        offers[0].0.description.push_str(" Nouveau.");
        offers[1].0.structure_id = "personne--nulle-part".to_owned();
        let batch: Vec<Change<'_>> = offers.iter().map(|(offer, slug)| Change::Offer(offer, slug)).collect();
        assert!(app.db.upsert(&batch, app.clock.now()).await.is_err());
        let (stored, _) = app.db.offer(offers[0].1).await.unwrap().unwrap();
        assert!(!stored.content.description.contains("Nouveau."));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_kept_is_archived_and_comes_back() {
    on_both_engines(async |app| {
        let now = app.clock.now();
        let offers = demo::offers(app.clock.today());
        let others = app.db.archive_others("someone-else", &|_| false, now).await.unwrap();
        assert_eq!(others, 0, "only what this source published");
        let one = |id: &str| id.ends_with(OFFER) || !offers.iter().any(|(offer, _)| offer.id == id);
        let archived = app.db.archive_others(demo::SOURCE, &one, now).await.unwrap();
        assert_eq!(archived, offers.len() as u64 - 1);
        assert_eq!(
            app.db.archive_others(demo::SOURCE, &one, now).await.unwrap(),
            0,
            "they are archived already"
        );
        let mut published = 0;
        app.db.read_offers(|_| published += 1).await.unwrap();
        assert_eq!(published, 1);
        assert_eq!(app.count("offer").await, offers.len() as i64, "nothing is deleted");
        assert_eq!(write(app, &offers).await.changed, offers.len() as u64 - 1);
    })
    .await;
}
