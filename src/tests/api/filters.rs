//! Each filter, each place and their combinations, against a look at everything.

use serde_json::Value;

use super::super::app::{TestApp, encode, on_both_engines};
use super::{ids, naive};
use crate::domain::territory::Point;

const OFFERS: usize = 500;

/// What services are asked to be.
const WANTED: [&[(&str, &str)]; 22] = [
    &[],
    &[("sources", "premier-pas")],
    &[("sources", "premier-pas-genere"), ("sources", "inconnue")],
    &[("sources", "inconnue")],
    &[("thematiques", "mobilite")],
    &[("thematiques", "mobilite--preparer-un-permis")],
    &[("thematiques", "numerique"), ("thematiques", "lecture-ecriture-calcul--maitriser-le-francais")],
    &[("frais", "gratuit")],
    &[("frais", "payant")],
    &[("frais", "payant"), ("frais", "gratuit")],
    &[("publics", "jeunes")],
    &[("publics", "femmes"), ("publics", "seniors")],
    &[("publics", "tous-publics")],
    &[("publics", "tous-publics"), ("publics", "etudiants")],
    &[("modes_accueil", "a-distance")],
    &[("modes_accueil", "en-presentiel")],
    &[("types", "formation"), ("types", "atelier")],
    &[("score_qualite_minimum", "0.95")],
    &[("score_qualite_minimum", "1")],
    &[("recherche_public", "jeune")],
    &[("recherche_public", "rsa")],
    &[
        ("thematiques", "mobilite"),
        ("thematiques", "choisir-un-metier"),
        ("frais", "gratuit"),
        ("publics", "jeunes"),
        ("modes_accueil", "en-presentiel"),
        ("score_qualite_minimum", "0.8"),
        ("sources", "premier-pas-genere"),
    ],
];

fn query(parameters: &[(&str, &str)]) -> String {
    let pairs: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    pairs.join("&")
}

async fn everything(app: &TestApp, path: &str) -> Vec<Value> {
    app.api(&format!("{path}?size=10000")).await["items"].as_array().unwrap().clone()
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn every_filter_finds_what_a_look_at_everything_finds() {
    on_both_engines(async |app| {
        app.generate("generated", OFFERS);
        app.import_from("generated").await;
        let gazetteer = app.published.get().unwrap().gazetteer.clone();
        let all = everything(app, "/services").await;
        assert!(all.len() > OFFERS, "{}", all.len());
        assert!(all.is_sorted_by_key(id));
        let territories: [&[(&str, &str)]; 4] =
            [&[], &[("code_departement", "59")], &[("code_region", "11")], &[("code_commune", "62498")]];
        let mut found = 0;
        for wanted in WANTED {
            for territory in territories {
                let parameters = [wanted, territory].concat();
                let query = query(&parameters);
                let answer = app.api(&format!("/services?size=10000&{query}")).await;
                let expected: Vec<String> =
                    all.iter().filter(|one| naive::fits(one, &parameters, &gazetteer)).map(id).collect();
                assert_eq!(ids(&answer), expected, "{query}");
                assert_eq!(answer["total"], expected.len());
                found += expected.len();
            }
            let query = query(wanted);
            let commune = gazetteer.by_code("13055").unwrap();
            for (place, from) in [
                ("code_commune=13055", commune.point()),
                ("code_commune=13055&lat=43.6&lon=5.1", Point { latitude: 43.6, longitude: 5.1 }),
            ] {
                let answer = app.api(&format!("/search/services?size=10000&{place}&{query}")).await;
                let near = naive::near(&all, commune, from, &gazetteer);
                let expected: Vec<(String, Option<u64>)> = near
                    .into_iter()
                    .filter(|(one, _)| naive::fits(one, wanted, &gazetteer))
                    .map(|(one, km)| (id(one), km))
                    .collect();
                let items = answer["items"].as_array().unwrap();
                let told = items.iter().map(|item| (id(&item["service"]), item["distance"].as_u64()));
                assert_eq!(told.collect::<Vec<_>>(), expected, "{place} {query}");
            }
        }
        assert!(found > OFFERS * 10, "{found}");
    })
    .await;
}

#[tokio::test]
async fn structures_are_found_by_network_producer_and_territory() {
    on_both_engines(async |app| {
        app.generate("generated", 300);
        app.import_from("generated").await;
        let gazetteer = app.published.get().unwrap().gazetteer.clone();
        let all = everything(app, "/structures").await;
        let mut found = 0;
        for wanted in [
            &[("sources", "premier-pas")] as &[(&str, &str)],
            &[("reseaux_porteurs", "aci")],
            &[("reseaux_porteurs", "ccas-cias"), ("reseaux_porteurs", "mission-locale")],
            &[("code_departement", "62")],
            &[("code_region", "93"), ("sources", "premier-pas-genere")],
            &[("code_commune", "62498")],
            &[("exclure_doublons", "true")],
        ] {
            let parameters: Vec<(&str, &str)> =
                wanted.iter().filter(|(name, _)| *name != "exclure_doublons").copied().collect();
            let expected: Vec<String> =
                all.iter().filter(|one| naive::fits(one, &parameters, &gazetteer)).map(id).collect();
            let answer = app.api(&format!("/structures?size=10000&{}", query(wanted))).await;
            assert_eq!(ids(&answer), expected, "{wanted:?}");
            found += expected.len();
        }
        assert!(found > 100, "{found}");
        // A structure's score is the mean of those of its services.
        for structure in all.iter().take(20) {
            let one = app.api(&format!("/structures/{}", id(structure))).await;
            let scores: Vec<f64> = one["services"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["score_qualite"].as_f64().unwrap())
                .collect();
            let mean = scores.iter().sum::<f64>() / scores.len().max(1) as f64;
            let told = structure["score_qualite"].as_f64().unwrap();
            assert!((told - mean).abs() < 0.0051, "{told} {mean}");
        }
    })
    .await;
}

#[tokio::test]
async fn words_and_circles_narrow_the_experimental_search() {
    let app = TestApp::new().await;
    let gazetteer = app.published.get().unwrap().gazetteer.clone();
    let all = everything(&app, "/services").await;
    let lens = Point { latitude: 50.433, longitude: 2.828 };
    let answer = app.api("/search?lat=50.433&lon=2.828&distance=12").await;
    let near = |one: &&Value| naive::km(one, lens, &gazetteer).is_some_and(|km| km <= 12.0);
    let mut expected: Vec<String> = all.iter().filter(near).map(id).collect();
    let mut told = ids(&answer);
    assert!(answer["items"].as_array().unwrap().is_sorted_by_key(|item| item["distance"].as_u64()));
    told.sort();
    expected.sort();
    assert_eq!(told, expected);

    let words = app.api("/search?q=permis+de+conduire").await;
    assert_eq!(ids(&words)[0], "premier-pas--permis-lens");
    let items = words["items"].as_array().unwrap();
    assert!(items.iter().all(|item| (0.0..=1.0).contains(&item["score_recherche"].as_f64().unwrap())));
    assert!(items.iter().all(|item| item["distance"].is_null()));
    assert_eq!(app.api("/search?q=permis+zzzzzz").await["total"], 0, "every word is wanted");
    assert_eq!(app.api("/search?q=").await["total"], 0);
    let both = app.api("/search?q=permis&lat=50.433&lon=2.828&distance=5&frais=gratuit").await;
    assert!(ids(&both).contains(&"premier-pas--permis-lens".to_owned()));
    assert!(both["total"].as_u64() <= words["total"].as_u64());
    assert_eq!(
        app.api("/search?code_commune=62498").await["total"],
        app.api("/services?code_commune=62498").await["total"]
    );
}
