//! What is published for everybody, at stable addresses.

use axum::http::Method;
use serde_json::Value;
use time::Duration;

use super::app::{TestApp, on_both_engines};
use crate::domain::open_data::FILES;
use crate::store::digest;

#[tokio::test]
async fn every_file_is_there_at_first_demand_and_is_what_the_page_says() {
    on_both_engines(async |app| {
        let page = app.get("/open-data").await;
        page.says(&["Données ouvertes", "Licence Ouverte 2.0", "Fait le lundi 23 novembre"]);
        let text = page.html.clone();
        for (name, _, kind) in FILES {
            let file = app.get(&format!("/open-data/{name}")).await;
            assert_eq!((file.status, file.header("content-type")), (200, kind), "{name}");
            assert_eq!(file.header("access-control-allow-origin"), "*");
            assert!(text.contains(&digest(&file.html)), "{name}: its digest is on the page");
        }
        let services: Value = serde_json::from_str(&app.get("/open-data/services.json").await.html).unwrap();
        let count = services.as_array().unwrap().len();
        assert!(count > 10);
        page.says(&[&format!("{count} services")]);
        let one = services
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["lien_source"].as_str().unwrap().ends_with("/offres/coworking-lens"));
        let one = one.expect("each service leads to its page");
        assert!(one["lien_mobilisation"].as_str().unwrap().ends_with("/offres/coworking-lens/demande"));
        assert_eq!(one["contact_nom_prenom"], Value::Null);
        assert!(one.get("premier_pas").is_none(), "the schema has no such key");
        assert_eq!(app.get("/open-data/autre.json").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn it_comes_pressed_and_only_where_it_changed() {
    let app = TestApp::new().await;
    let whole = app.get("/open-data/services.csv").await;
    let pressed =
        app.send(Method::GET, "/open-data/services.csv").header("accept-encoding", "gzip").answer().await;
    assert_eq!(pressed.header("content-encoding"), "gzip");
    assert!(pressed.header("content-length").parse::<usize>().unwrap() < whole.html.len());
    let since = whole.header("last-modified");
    let again =
        app.send(Method::GET, "/open-data/services.csv").header("if-modified-since", since).answer().await;
    assert_eq!(again.status, 304);
}

#[tokio::test]
async fn each_day_it_is_made_anew() {
    let app = TestApp::new().await;
    let open = crate::routine::open_data::OpenData::new(
        &app.folder.path().join("data"),
        "https://premier-pas.example",
    );
    let today = app.clock.today();
    let first = open.of_today(&app.db, today).await.unwrap();
    assert_eq!(open.of_today(&app.db, today).await.unwrap(), first);
    app.pass(Duration::days(1));
    let second = open.of_today(&app.db, app.clock.today()).await.unwrap();
    assert_ne!(second.folder, first.folder, "the files of yesterday are read to their end");
    assert_eq!(open.published(), Some(second));
    app.get("/open-data").await.says(&["Fait le mardi 24 novembre"]);
}
