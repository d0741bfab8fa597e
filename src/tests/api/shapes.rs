//! The shapes of the answers: the peer's fields, no more and no less; and the document that tells them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::app::{TestApp, array, on_both_engines, service, structure, with};
use super::ids;

const SERVICE: &str = "adresse adresse_certifiee code_insee code_postal commune complement_adresse conditions_acces \
    contact_nom_prenom courriel date_maj description frais frais_precisions horaires_accueil id latitude \
    lien_mobilisation lien_source longitude mobilisable_par mobilisation_precisions modes_accueil modes_mobilisation nom \
    nombre_semaines publics publics_precisions score_qualite source structure_id telephone thematiques type \
    volume_horaire_hebdomadaire zone_eligibilite";
const BASE: &str = "accessibilite_lieu adresse adresse_certifiee code_insee code_postal commune complement_adresse \
    courriel date_maj description horaires_accueil id latitude lien_source longitude nom reseaux_porteurs siret site_web \
    source telephone";

#[track_caller]
fn has(value: &Value, fields: &str) {
    let keys: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, fields.split_whitespace().collect());
}

#[tokio::test]
async fn answers_have_the_fields_of_the_peer() {
    on_both_engines(async |app| {
        let id = "premier-pas--coworking-lens";
        let services = app.api("/services?size=3").await;
        has(&services, "items total page size pages");
        has(&services["items"][0], SERVICE);
        has(&app.api(&format!("/services/{id}")).await, &format!("{SERVICE} structure"));
        has(&app.api(&format!("/services/{id}")).await["structure"], BASE);
        let near = app.api("/search/services?code_commune=62498&size=1").await;
        has(&near["items"][0], "service distance");
        has(&near["items"][0]["service"], &format!("{SERVICE} structure"));
        has(&app.api("/search?q=permis&size=1").await["items"][0], "service distance score_recherche");
        has(&app.api("/structures?size=1").await["items"][0], &format!("{BASE} score_qualite doublons"));
        let one = app.api("/structures/premier-pas--coop-connexion").await;
        has(&one, &format!("{BASE} score_qualite doublons services"));
        has(&one["services"][0], SERVICE);
        has(&app.api("/sources").await[0], "slug nom description");
        assert_eq!(app.api("/sources").await[0]["slug"], "premier-pas");
        // What the schema does not hold is shown to those who ask for it.
        let more = app.api("/services?size=3&extra=TRUE").await;
        has(&more["items"][0], &format!("{SERVICE} extra"));
        assert!(more["items"][0]["extra"]["kind"].is_string());
        assert_eq!(app.api("/services?size=3&extra=1").await, services);
    })
    .await;
}

#[tokio::test]
async fn records_of_one_structure_know_each_other() {
    on_both_engines(async |app| {
        let other = with(with(structure("s"), "source", "autre"), "id", "autre--s");
        let weak = with(
            with(with(service("o", "s"), "source", "autre"), "id", "autre--o"),
            "structure_id",
            "autre--s",
        );
        let weak = with(weak, "publics", Value::Null);
        app.import(&array(&[structure("s"), other]), &array(&[service("o", "s"), weak])).await;
        let listed = app.api("/structures?sources=autre").await;
        assert_eq!(listed["items"][0]["doublons"], json!([{"source": "essai", "id": "essai--s"}]));
        let one = app.api("/structures/essai--s").await;
        assert_eq!(one["doublons"][0]["id"], "autre--s");
        has(&one["doublons"][0], BASE.replace("adresse_certifiee", "").as_str());
        let best = app.api("/structures?sources=autre&sources=essai&exclure_doublons=true").await;
        assert_eq!(ids(&best), ["essai--s"]);
        let near = "/search/services?code_commune=62498&sources=autre&sources=essai";
        assert_eq!(ids(&app.api(near).await), ["autre--o", "essai--o"]);
        assert_eq!(ids(&app.api(&format!("{near}&exclure_doublons=1")).await), ["essai--o"]);
    })
    .await;
}

#[tokio::test]
async fn an_odd_id_is_found_by_its_address() {
    on_both_engines(async |app| {
        let odd = "essai--Été:2024 n°1/a?b&c#\"é";
        let row = with(service("o", "s"), "id", odd);
        app.import(&array(&[structure("s")]), &array(&[row])).await;
        let path = super::super::app::encode(odd).replace('+', "%20");
        assert_eq!(app.api(&format!("/services/{path}")).await["id"], odd);
    })
    .await;
}

#[tokio::test]
async fn the_document_tells_every_address_and_its_limits_hold() {
    let app = TestApp::new().await;
    let document = app.api("/openapi.json").await;
    assert_eq!(document["servers"][0]["url"], "https://premier-pas.example");
    let mut operations = BTreeSet::new();
    let mut refused = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let operation = &item["get"];
        assert!(operations.insert(operation["operationId"].as_str().unwrap().to_owned()), "{path}");
        for status in ["200", "304", "422", "429", "500", "503"] {
            assert!(operation["responses"][status]["description"].is_string(), "{path} {status}");
        }
        let path = path.strip_prefix("/api/v1").unwrap();
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            assert!(!parameter["description"].as_str().unwrap_or_default().is_empty(), "{path} {name}");
            let schema = &parameter["schema"];
            let one = if schema["type"] == "array" { &schema["items"] } else { schema };
            let limited = ["enum", "$ref", "minimum", "pattern"].iter().any(|limit| one.get(limit).is_some());
            if limited && parameter["in"] == "query" {
                assert_eq!(app.refused(&format!("{path}?{name}=%2F1e308")).await, name, "{path}");
                refused += 1;
            }
        }
    }
    assert_eq!(operations.len(), 8);
    assert!(refused > 50, "{refused}");
    for (name, codes) in [("Thematique", 69), ("Categorie", 16), ("Public", 14), ("ReseauPorteur", 108)] {
        assert_eq!(document["components"]["schemas"][name]["enum"].as_array().unwrap().len(), codes);
    }
}

#[tokio::test]
async fn the_page_of_the_api_lists_its_addresses() {
    let app = TestApp::new().await;
    let page = app.get("/api/v1").await;
    assert_eq!(page.status, 200);
    page.says(&["API ouverte", "GET /api/v1/search/services", "exclure_doublons", "Thematique (69)"]);
    let examples: Vec<String> = page
        .all("a")
        .iter()
        .filter_map(|link| link.get("href"))
        .filter(|href| href.starts_with("/api/v1/"))
        .map(str::to_owned)
        .collect();
    assert_eq!(examples.len(), 9, "{examples:?}");
    for example in examples {
        assert_eq!(app.get(&example).await.status, 200, "{example}");
    }
}
