//! Imports that take long: they show how far they are, survive a fall, and hold up nobody.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{HERE, WORDS, table};
use crate::domain::membership::Role;
use crate::server::import::fetch::Reach;
use crate::server::import::task;
use crate::tests::app::{TestApp, execute, on_both_engines};

fn many(count: usize) -> String {
    let names: Vec<(String, String)> = (0..count).map(|n| (format!("R{n}"), format!("Cours {n}"))).collect();
    let rows: Vec<(&str, &str, &str)> =
        names.iter().map(|(one, name)| (one.as_str(), name.as_str(), WORDS)).collect();
    table(&rows)
}

#[tokio::test]
async fn another_process_goes_on_where_the_first_fell() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Admin).await;
        let import = app.upload(&zoe, HERE, "a.csv", many(2_300).as_bytes()).await.location().to_owned();
        app.post_as(&zoe, &import, &[("geste", "importer")]).await.location();
        // The post wrote what one waits for; then its process fell.
        app.page_as(&zoe, &import).await.says(&["En cours : 500 sur 2300", "Actualiser"]);

        let second = app.beside().await;
        second.page_as(&zoe, &import).await.says(&["En cours : 500 sur 2300"]);
        let stop = CancellationToken::new();
        let running = {
            let (reading, stop) = (second.reading.clone(), stop.clone());
            tokio::spawn(async move { task::run(&reading, Reach::new(false), &stop).await })
        };
        // A third works at the same time: no row is written twice.
        let third = app.beside().await;
        let mut done = false;
        for _ in 0..600 {
            task::go_on(&third.db, third.clock.now()).await.unwrap();
            done = second.page_as(&zoe, &import).await.text().contains("2300 offres écrites");
            if done {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(done, "the second process ends what the first began");
        stop.cancel();
        running.await.unwrap();
        second.page_as(&zoe, &format!("{import}?voir=new&page=2")).await.says(&["Cours 50", "Page suivante"]);
        let here = app.db.organisation("coop-connexion").await.unwrap().unwrap().id;
        let imported = app.db.journal(here, 0).await.unwrap();
        assert_eq!(imported.iter().filter(|line| line.act == "imported").count(), 1, "it ended once");

        // Taken back, by whichever process.
        second.post_as(&zoe, &import, &[("geste", "annuler")]).await.location();
        second.page_as(&zoe, &import).await.says(&["Annulation en cours : 500 sur 2300"]);
        task::go_on(&app.db, app.clock.now()).await.unwrap();
        app.page_as(&zoe, &import).await.says(&["Annulé : 2300 offres sont comme avant"]);
        second.db.close().await;
        third.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn one_that_fails_holds_up_none_of_the_others() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let lea = app.member("restos-du-coeur", Role::Admin).await;
    let broken = app.upload(&zoe, HERE, "a.csv", many(600).as_bytes()).await.location().to_owned();
    app.post_as(&zoe, &broken, &[("geste", "importer")]).await.location();
    // What a later version may have written, and this one can't read.
    let sql = "update import_row set content = '{\"nom\": 3}' where outcome is null";
    assert!(execute(&app.db, sql.to_owned()).await > 0);
    let there = "/espace/restos-du-coeur/imports";
    let fine = app.upload(&lea, there, "a.csv", many(600).as_bytes()).await.location().to_owned();
    app.post_as(&lea, &fine, &[("geste", "importer")]).await.location();
    assert!(task::go_on(&app.db, app.clock.now()).await.is_err(), "it is told");
    app.page_as(&lea, &fine).await.says(&["600 offres écrites"]);
}
