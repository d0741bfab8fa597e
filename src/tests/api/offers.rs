//! `/offers`: what the page finds, and where the page forgives, a refusal that names the parameter.

use std::collections::BTreeSet;

use serde_json::json;

use super::super::app::{TestApp, encode};
use super::ids;

#[tokio::test]
async fn the_offers_are_those_of_the_page_in_its_order() {
    let app = TestApp::new().await;
    for query in
        ["lieu=62498", "lieu=62498&rayon=50&q=permis", "lieu=62498&genre=workshop&gratuit=oui", "q=coworking"]
    {
        let page = app.get(&format!("/offres?{query}")).await;
        let answer = app.api(&format!("/offers?{query}")).await;
        let items =
            answer["items"].as_array().unwrap().iter().chain(answer["remote"]["items"].as_array().unwrap());
        let slug = |url: &str| url.rsplit('/').next().unwrap().to_owned();
        let told: Vec<String> = items.map(|item| slug(item["url"].as_str().unwrap())).collect();
        assert_eq!(told, page.cards(), "{query}");
        for id in ids(&answer) {
            assert_eq!(app.api(&format!("/services/{id}")).await["id"], id.as_str());
        }
    }
}

#[tokio::test]
async fn pages_of_any_size_together_are_the_whole() {
    let app = TestApp::new().await;
    app.generate("generated", 120);
    app.import_from("generated").await;
    let total = app.api("/offers").await["total"].as_u64().unwrap();
    assert!(total > 100, "{total}");
    let mut orders = BTreeSet::new();
    for size in [1_u64, 7, 20, 33, 100] {
        let mut together = Vec::new();
        for page in 1..=total.div_ceil(size) {
            let part = app.api(&format!("/offers?size={size}&page={page}")).await;
            assert_eq!(part["pages"].as_u64(), Some(total.div_ceil(size)));
            assert_eq!(part["size"].as_u64(), Some(size.min(total - (page - 1) * size)), "{size} {page}");
            together.extend(ids(&part));
        }
        let beyond = format!("/offers?size={size}&page={}", total.div_ceil(size) + 1);
        assert_eq!(app.refused(&beyond).await, "page");
        orders.insert(together);
    }
    assert_eq!(orders.len(), 1, "the same in the same order");
    assert_eq!(orders.first().unwrap().iter().collect::<BTreeSet<_>>().len() as u64, total);
}

#[tokio::test]
async fn a_count_is_the_total_of_the_search_that_selects_it() {
    let app = TestApp::new().await;
    let search = "/offers?lieu=62498&rayon=50";
    let answer = app.api(search).await;
    let mut counted = 0;
    for (name, values) in answer["facets"].as_object().unwrap() {
        for (value, count) in values.as_object().unwrap() {
            let count = count.as_u64().unwrap();
            // A search that would find nothing is widened, and finds something else.
            if count > 0 && name != "rayon" {
                let selected = app.api(&format!("{search}&{name}={}", encode(value))).await;
                assert_eq!(selected["total"].as_u64(), Some(count), "{name}={value}");
                counted += 1;
            }
        }
    }
    assert!(counted > 20, "{counted}");
    for (km, count) in answer["facets"]["rayon"].as_object().unwrap() {
        assert_eq!(&app.api(&format!("/offers?lieu=62498&rayon={km}")).await["total"], count, "{km} km");
    }
}

#[tokio::test]
async fn what_the_page_forgives_is_refused_by_name() {
    let app = TestApp::new().await;
    let long = "é".repeat(201);
    for (query, name) in [
        ("rayon=NaN", "rayon"),
        ("rayon=1e308", "rayon"),
        ("rayon=0", "rayon"),
        ("rayon=101", "rayon"),
        ("theme=nope", "theme"),
        ("theme=mobilite&theme=.*", "theme"),
        ("genre=%E2%80%AE", "genre"),
        ("besoin=%F0%9F%9A%B2", "besoin"),
        ("public=jeunes&public=vieux", "public"),
        ("jour=monday", "jour"),
        ("gratuit=non", "gratuit"),
        ("bientot=1", "bientot"),
        ("places=x", "places"),
        ("demande=true", "demande"),
        ("ailleurs=non", "ailleurs"),
        ("structure=a/b", "structure"),
        ("tri=hasard", "tri"),
        ("page=0", "page"),
        ("page=9999", "page"),
        ("page=1000001", "page"),
        ("size=101", "size"),
        ("lieu=Zzyzx", "lieu"),
        ("lieu=region-00", "lieu"),
    ] {
        assert_eq!(app.refused(&format!("/offers?{query}")).await, name, "{query}");
    }
    assert_eq!(app.refused(&format!("/offers?q={}", encode(&long))).await, "q");
    assert_eq!(app.refused(&format!("/offers?lieu={}", encode(&long))).await, "lieu");
    assert_eq!(app.refused(&format!("/offers?{}", "theme=mobilite&".repeat(4_000))).await, "theme");
    let many = app.get("/api/v1/offers?lieu=Saint-Denis").await;
    assert_eq!(many.status, 422);
    let choices = many.json()["detail"][0]["ctx"]["choices"].clone();
    let choice = choices[0]["lieu"].as_str().unwrap();
    assert!(app.api(&format!("/offers?lieu={}", encode(choice))).await["place"]["name"].is_string());
    // What is left empty asks for nothing, and what nobody knows is not looked at.
    let all = app.api("/offers").await;
    assert_eq!(app.api("/offers?theme=&q=&lieu=&rayon=&autre=x").await["total"], all["total"]);
}

#[tokio::test]
async fn an_offer_says_what_the_schema_lacks() {
    let app = TestApp::new().await;
    let answer = app.api("/offers?lieu=33063&rayon=100&size=100").await;
    let items = answer["items"].as_array().unwrap();
    let with_sessions = items.iter().find(|item| item["next_start"].is_string()).unwrap();
    let next = with_sessions["next_start"].as_str().unwrap();
    let session = with_sessions["sessions"].as_array().unwrap();
    assert!(session.iter().any(|session| session["starts_on"] == next && session["open"] == true));
    assert_eq!(answer["place"], json!({"lieu": "33063", "name": "Bordeaux (33000)"}));
    assert_eq!((&answer["radius"], &answer["words"]), (&json!(100), &json!("all")));
    let widened = app.api("/offers?lieu=15014").await;
    assert_eq!((&widened["widened_to"], &widened["radius"]), (&json!(0), &json!(20)), "all of France");
    let some = app.api("/offers?lieu=62498&q=coworking+zzzzzz").await;
    assert_eq!(some["words"], "any");
}
