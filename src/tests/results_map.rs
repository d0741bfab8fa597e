//! The map of the results: what it is given, and where it is offered.

use std::collections::BTreeSet;

use serde_json::Value;

use super::app::{Page, TestApp, array, service, structure};
use crate::domain::query::Search;

const LENS: &str = "lieu=62498";

fn read(page: &Page) -> Value {
    assert_eq!(page.status, 200, "{}", page.html);
    assert_eq!(page.header("content-type"), "application/json");
    serde_json::from_str(&page.html).unwrap()
}

async fn pins(app: &TestApp, query: &str) -> Value {
    read(&app.get(&format!("/offres/carte.json?{query}")).await)
}

fn slugs(answer: &Value) -> Vec<&str> {
    answer["pins"].as_array().unwrap().iter().map(|pin| pin["slug"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_map_shows_what_the_list_shows_in_its_order() {
    let app = TestApp::new().await;
    let index = app.published.get().unwrap();
    for query in [
        LENS,
        "lieu=62498&rayon=100",
        "",
        "q=permis",
        "lieu=33063&genre=workshop",
        "lieu=29019",
        "lieu=departement-62",
    ] {
        let search = Search::from_query(query).0;
        let mut listed = Vec::new();
        let mut total = 0;
        for page in 1.. {
            let results = index.search(&search.on_page(page), Vec::new(), app.clock.today());
            total = results.total;
            listed.extend(results.cards.into_iter().map(|card| card.slug));
            if !results.more {
                break;
            }
        }
        let answer = pins(&app, query).await;
        assert!(!listed.is_empty(), "{query}");
        assert_eq!(slugs(&answer), listed, "{query}");
        assert_eq!(answer["total"], total, "{query}");
        let whole: &Value = &pins(&app, &format!("{query}&page=2")).await;
        assert_eq!(whole["pins"], answer["pins"], "a page of {query} is not the whole");
    }
}

#[tokio::test]
async fn a_pin_says_what_and_where_and_nothing_more() {
    let app = TestApp::new().await;
    let answer = pins(&app, LENS).await;
    let keys: BTreeSet<&str> = answer["pins"][0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, BTreeSet::from(["slug", "name", "organisation", "kind", "latitude", "longitude"]));
    for pin in answer["pins"].as_array().unwrap() {
        assert!(answer["kinds"][pin["kind"].as_str().unwrap()].is_string(), "{pin}");
        assert!((40.0..52.0).contains(&pin["latitude"].as_f64().unwrap()), "{pin}");
    }
    assert!(answer["remote"].as_u64().unwrap() > 0);
}

#[tokio::test]
async fn the_circle_is_the_radius_in_which_the_results_were_found() {
    let app = TestApp::new().await;
    let km = async |query: &str| pins(&app, query).await["around"]["km"].clone();
    assert_eq!(km(LENS).await, 20);
    assert_eq!(km("lieu=62498&rayon=5").await, 5);
    // Amiens: the demonstration has nothing nearer than Arras.
    let page = app.get("/offres?lieu=80021").await;
    let widened = km("lieu=80021").await.as_u64().unwrap();
    assert!(widened > 20);
    page.says(&[&format!("Voici à moins de {widened} km.")]);
    let brest = pins(&app, "lieu=29019").await;
    assert!(
        brest["around"]["km"].is_null() && brest["around"]["latitude"].is_number(),
        "{}",
        brest["around"]
    );
    assert!(pins(&app, "").await["around"].is_null());
}

#[tokio::test]
async fn a_search_without_answer_has_an_empty_map() {
    let app = TestApp::new().await;
    let absurd = format!("lieu=62498&q={}", "a".repeat(50_000));
    for query in ["lieu=Zzyzx", "lieu=Saint-Denis", "lieu=62498&q=xyzqwv", &absurd] {
        let answer = pins(&app, query).await;
        assert_eq!((&answer["total"], slugs(&answer).len()), (&Value::from(0), 0), "{query:.40}");
    }
    let answer = pins(&app, "lieu=62498&rayon=NaN&page=-1&theme=nope&%ff=%00").await;
    assert!(!slugs(&answer).is_empty());
}

#[tokio::test]
async fn a_map_has_its_measure() {
    let app = TestApp::new().await;
    // Two an organisation, so that none of them is folded.
    let structures: Vec<Value> = (0..510).map(|number| structure(&format!("s{number}"))).collect();
    let offers: Vec<Value> =
        (0..1_020).map(|number| service(&format!("o{number}"), &format!("s{}", number / 2))).collect();
    let done = app.import(&array(&structures), &array(&offers)).await;
    assert_eq!(done.services.valid, 1_020);
    let answer = pins(&app, "").await;
    assert_eq!(slugs(&answer).len(), 1_000);
    assert!(answer["total"].as_u64().unwrap() > 1_000);
}

#[tokio::test]
async fn the_page_offers_the_map_of_its_own_search() {
    let app = TestApp::new().await;
    let panel = async |path: &str| {
        let page = app.get(path).await;
        page.elements().into_iter().find(|element| element.get("id") == Some("carte"))
    };
    let offered = panel("/offres?lieu=62498&genre=training&page=1").await.unwrap();
    assert_eq!(offered.get("data-pins"), Some("/offres/carte.json?lieu=62498&genre=training"));
    assert_eq!(offered.get("data-script"), Some("/map/map.js"));
    assert_eq!(offered.get("data-style"), Some("/map/map.css"));
    assert!(offered.get("data-tiles").unwrap().starts_with("https://data.geopf.fr/"));
    assert!(offered.get("hidden").is_some(), "without script there is no dead button");
    for none in ["/offres?lieu=62498&q=xyzqwv", "/offres?lieu=Zzyzx", "/offres?lieu=Saint-Denis", "/"] {
        assert!(panel(none).await.is_none(), "{none}");
    }
}

#[tokio::test]
async fn one_page_lets_one_host_in() {
    let app = TestApp::new().await;
    let policy = async |path: &str| app.get(path).await.header("content-security-policy").to_owned();
    assert!(policy("/offres?lieu=62498").await.contains("img-src 'self' data: https://data.geopf.fr;"));
    for path in ["/", "/offres/coworking-lens", "/mentions-legales", "/suivi"] {
        assert!(policy(path).await.contains("img-src 'self' data:;"), "{path}");
    }
    app.get("/mentions-legales").await.says(&["vient de data.geopf.fr, seulement quand la carte s’affiche."]);
    app.get("/donnees-personnelles").await.says(&["Quand la carte s’affiche, data.geopf.fr donne le fond."]);
}

#[tokio::test]
async fn the_operator_chooses_another_ground_or_none() {
    let app = TestApp::set(&[("MAP_TILES", "/fond/{z}/{x}/{y}.png"), ("MAP_ATTRIBUTION", "© Nous")]).await;
    let page = app.get("/offres?lieu=62498").await;
    assert!(page.header("content-security-policy").contains("img-src 'self' data:;"));
    page.says(&["Fond de carte : © Nous"]);
    app.get("/mentions-legales").await.says(&["Le fond de la carte (© Nous) vient de notre site."]);

    let app = TestApp::set(&[("MAP_TILES", "off")]).await;
    let page = app.get("/offres?lieu=62498").await;
    assert!(!page.html.contains("carte") && !page.cards().is_empty(), "{}", page.text());
    for path in ["/mentions-legales", "/donnees-personnelles"] {
        assert!(!app.get(path).await.text().contains("carte"), "{path}");
    }
}
