//! Refusals in pydantic's very words: each body was read from FastAPI 0.136 with pydantic 2.14.

use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::*;
use crate::domain::percent::decode_pairs;
use crate::search::gazetteer::Gazetteer;
use crate::server::api::error::Instead;

/// What is refused of a query, when everything is read from it.
async fn refused(query: &str) -> Value {
    let pairs: Vec<_> = decode_pairs(query).collect();
    let mut reader = Reader::new(&pairs);
    Paging::read(&mut reader);
    Filters::read(&mut reader);
    Commune::read(&mut reader);
    let point = Around::read(&mut reader);
    Distance::read(&mut reader);
    Twins::read(&mut reader);
    let refusal = reader.finish().err().or_else(|| Around::point(point).err());
    let Some(refusal) = refusal else { return Value::Null };
    let response = refusal.into_response();
    assert_eq!(response.status(), 422);
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice::<Value>(&bytes).unwrap()["detail"].clone()
}

fn problem(kind: &str, loc: Value, msg: &str, input: &str, ctx: Value) -> Value {
    let mut problem = json!({"type": kind, "loc": loc, "msg": msg, "input": input});
    if !ctx.is_null() {
        problem["ctx"] = ctx;
    }
    problem
}

#[tokio::test]
async fn each_refusal_has_the_body_of_the_peer() {
    let int = "Input should be a valid integer, unable to parse string as an integer";
    let float = "Input should be a valid number, unable to parse string as a number";
    let frais = "Input should be 'gratuit' or 'payant'";
    let expected = json!({"expected": "'gratuit' or 'payant'"});
    let at_least = "Input should be greater than or equal to 1";
    for (query, kind, loc, msg, input, ctx) in [
        ("page=0", "greater_than_equal", json!(["query", "page"]), at_least, "0", json!({"ge": 1})),
        ("page=x", "int_parsing", json!(["query", "page"]), int, "x", Value::Null),
        ("page=", "int_parsing", json!(["query", "page"]), int, "", Value::Null),
        ("page=1.5", "int_parsing", json!(["query", "page"]), int, "1.5", Value::Null),
        ("page=0x1", "int_parsing", json!(["query", "page"]), int, "0x1", Value::Null),
        (
            "size=10001",
            "less_than_equal",
            json!(["query", "size"]),
            "Input should be less than or equal to 10000",
            "10001",
            json!({"le": 10000}),
        ),
        ("lat=x", "float_parsing", json!(["query", "lat"]), float, "x", Value::Null),
        ("lat=", "float_parsing", json!(["query", "lat"]), float, "", Value::Null),
        ("frais=x", "enum", json!(["query", "frais", 0]), frais, "x", expected.clone()),
        (
            "frais=gratuit&frais=gratis",
            "enum",
            json!(["query", "frais", 1]),
            frais,
            "gratis",
            expected.clone(),
        ),
        ("frais=", "enum", json!(["query", "frais", 0]), frais, "", expected),
        (
            "code_commune=6249",
            "string_too_short",
            json!(["query", "code_commune"]),
            "String should have at least 5 characters",
            "6249",
            json!({"min_length": 5}),
        ),
        (
            "code_commune=624988",
            "string_too_long",
            json!(["query", "code_commune"]),
            "String should have at most 5 characters",
            "624988",
            json!({"max_length": 5}),
        ),
        (
            "code_commune=62%2098",
            "string_pattern_mismatch",
            json!(["query", "code_commune"]),
            "String should match pattern '^\\w{5}$'",
            "62 98",
            json!({"pattern": "^\\w{5}$"}),
        ),
        (
            "exclure_doublons=oui",
            "bool_parsing",
            json!(["query", "exclure_doublons"]),
            "Input should be a valid boolean, unable to interpret input",
            "oui",
            Value::Null,
        ),
        ("distance=0", "greater_than_equal", json!(["query", "distance"]), at_least, "0", json!({"ge": 1})),
    ] {
        assert_eq!(refused(query).await, json!([problem(kind, loc, msg, input, ctx)]), "{query}");
    }
}

#[tokio::test]
async fn a_theme_is_refused_as_a_theme_and_as_a_category() {
    let refused = refused("thematiques=mobilite&thematiques=nope").await;
    let locs: Vec<&Value> = refused.as_array().unwrap().iter().map(|problem| &problem["loc"]).collect();
    assert_eq!(locs[0], &json!(["query", "thematiques", 1, "str-enum[Thematique]"]));
    assert_eq!(locs[1], &json!(["query", "thematiques", 1, "str-enum[Categorie]"]));
    assert!(
        refused[1]["msg"]
            .as_str()
            .unwrap()
            .ends_with("'se-former', 'souvrir-a-linternational' or 'trouver-un-emploi'")
    );
}

#[tokio::test]
async fn what_is_not_a_number_on_the_earth_is_refused() {
    for (query, kind) in [
        ("lat=NaN&lon=0", "finite_number"),
        ("lat=0&lon=-inf", "finite_number"),
        ("lat=1e308&lon=0", "less_than_equal"),
        ("lat=0&lon=-180.5", "greater_than_equal"),
        ("score_qualite_minimum=nan", "finite_number"),
        ("score_qualite_minimum=1.01", "less_than_equal"),
        ("score_qualite_minimum=-1e308", "greater_than_equal"),
        ("distance=1e3", "int_parsing"),
        ("page=99999999999999999999", "less_than_equal"),
        ("page=-99999999999999999999", "greater_than_equal"),
    ] {
        let refused = refused(query).await;
        assert_eq!(
            (refused.as_array().map(Vec::len), &refused[0]["type"]),
            (Some(1), &json!(kind)),
            "{query}"
        );
    }
}

#[tokio::test]
async fn what_python_accepts_is_accepted() {
    for query in [
        "page=1.0",
        "page=%201%20",
        "page=1_0",
        "page=%2B1",
        "page=1&page=2",
        "page=0&page=2",
        "unknown=1",
        "exclure_doublons=on",
        "exclure_doublons=TRUE",
        "exclure_doublons=1",
        "exclure_doublons=n",
        "lat=5e1&lon=.5",
        "lat=1_0&lon=%2B2.",
        "sources=",
        "sources=inconnue",
        "code_commune=2A004",
        "",
    ] {
        assert_eq!(refused(query).await, Value::Null, "{query}");
    }
}

#[tokio::test]
async fn a_point_is_whole_or_not_at_all() {
    let told = json!("The `lat` and `lon` must be simultaneously filled.");
    assert_eq!(refused("lat=50").await, told);
    assert_eq!(refused("lon=2").await, told);
}

#[tokio::test]
async fn a_refusal_costs_no_more_than_it_is_worth() {
    let refused_all = refused(&"thematiques=nope&".repeat(10_000)).await;
    assert_eq!(refused_all[0]["type"], "too_long");
    assert_eq!(refused_all[0]["loc"], json!(["query", "thematiques"]));
    assert_eq!(refused_all[0]["ctx"]["actual_length"], 10_000);
    assert_eq!(refused(&"frais=x&".repeat(100)).await.as_array().unwrap().len(), 20);
    let long = refused(&format!("page={}", "é".repeat(100_000))).await;
    assert_eq!(long[0]["input"].as_str().unwrap().chars().count(), 200);
    assert_eq!(refused(&format!("sources={}", "a".repeat(201))).await[0]["type"], "string_too_long");
}

#[test]
fn territories_have_the_codes_and_the_names_of_the_peer() {
    let gazetteer = Gazetteer::embedded();
    let read = |query: &str| {
        let pairs: Vec<_> = decode_pairs(query).collect();
        let mut reader = Reader::new(&pairs);
        let territories = Territory::read(&mut reader, &gazetteer);
        (territories, reader.finish().is_err())
    };
    use crate::search::services::Territory::{Commune, Departement, Region};
    for (query, territory) in [
        ("code_region=75", Region("75".into())),
        ("slug_region=provence-alpes-cote-d-azur", Region("93".into())),
        ("slug_region=ile-de-france", Region("11".into())),
        ("slug_region=la-reunion", Region("04".into())),
        ("code_departement=2A", Departement("2A".into())),
        ("slug_departement=cote-d-or", Departement("21".into())),
        ("slug_departement=val-d-oise", Departement("95".into())),
        ("code_departement=62&slug_departement=nord", Departement("62".into())),
        ("code_commune=62498", Commune("62498".into())),
    ] {
        assert_eq!(read(query), (vec![territory], false), "{query}");
    }
    for wrong in
        ["code_region=62", "code_departement=2a", "slug_region=Bretagne", "code_departement=", "slug_region="]
    {
        assert!(read(wrong).1, "{wrong}");
    }
}

#[tokio::test]
async fn an_unknown_commune_is_told_as_the_peer_tells_it() {
    let Err(Instead::Contradiction(told)) = Commune::known(&Gazetteer::embedded(), "00000") else { panic!() };
    assert_eq!(told, "This `code_commune` does not exist.");
}
