//! Who may read, how often, what is told of the state of an answer, and how everything else is refused.

use axum::http::Method;
use serde_json::json;

use super::super::app::{TestApp, array, on_both_engines, service, structure};

const PATHS: [&str; 8] = [
    "/api/v1/services?size=2",
    "/api/v1/services/premier-pas--coworking-lens",
    "/api/v1/structures?size=2",
    "/api/v1/structures/premier-pas--coop-connexion",
    "/api/v1/search/services?code_commune=62498&size=2",
    "/api/v1/search?q=permis&size=2",
    "/api/v1/sources",
    "/api/v1/offers?lieu=62498&size=2",
];

#[tokio::test]
async fn pages_of_other_sites_may_read_the_api_and_nothing_else() {
    let app = TestApp::new().await;
    let from = |path: &str| app.send(Method::GET, path).header("origin", "https://autre.example");
    for path in PATHS.into_iter().chain(["/api/v1/nope", "/api/v1/services?page=0", "/api/v1/openapi.json"]) {
        let answer = from(path).answer().await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert_eq!(answer.header("access-control-allow-credentials"), "");
        assert!(answer.header("access-control-expose-headers").contains("etag"), "{path}");
        let asked = app
            .send(Method::OPTIONS, path)
            .header("origin", "https://autre.example")
            .header("access-control-request-method", "GET")
            .header("access-control-request-headers", "authorization,if-none-match")
            .answer()
            .await;
        assert_eq!((asked.status, asked.html.as_str()), (204, ""), "{path}");
        assert_eq!(asked.header("access-control-allow-methods"), "GET, HEAD, OPTIONS");
        assert!(asked.header("access-control-allow-headers").contains("authorization"));
    }
    for path in ["/", "/offres", "/api/v1", "/suivi", "/healthz", "/api/read/nope", "/nope"] {
        let answer = from(path).answer().await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
    }
}

#[tokio::test]
async fn who_holds_an_answer_is_told_so() {
    on_both_engines(async |app| {
        for path in PATHS {
            let first = app.get(path).await;
            let tag = first.header("etag").to_owned();
            assert!(tag.starts_with("W/\"") && tag.ends_with('"'), "{path}: {tag}");
            assert_eq!(first.header("cache-control"), "public, max-age=60");
            for held in [tag.as_str(), &tag[2..], "*", &format!("\"x\", {tag}")] {
                let again = app.send(Method::GET, path).header("if-none-match", held).answer().await;
                assert_eq!((again.status, again.html.as_str()), (304, ""), "{path} {held}");
                assert_eq!(again.header("etag"), tag);
                assert_eq!(again.header("cache-control"), "public, max-age=60");
            }
            let other = app.send(Method::GET, path).header("if-none-match", "\"x\"").answer().await;
            assert_eq!(other.status, 200);
            let ask =
                async || app.send(Method::GET, path).header("if-none-match", &tag).answer().await.status;
            assert_eq!(ask().await, 304);
            // Scores and sessions are those of the day.
            app.pass(time::Duration::DAY);
            assert_eq!(ask().await, 200, "{path}");
            app.pass(-time::Duration::DAY);
            assert_eq!(ask().await, 304);
        }
        let tag = app.get(PATHS[0]).await.header("etag").to_owned();
        assert_ne!(app.get("/api/v1/services?size=3").await.header("etag"), tag);
        app.import(&array(&[structure("s")]), &array(&[service("o", "s")])).await;
        let changed = app.send(Method::GET, PATHS[0]).header("if-none-match", tag).answer().await;
        assert_eq!(changed.status, 200);
    })
    .await;
}

#[tokio::test]
async fn heads_are_those_of_the_answers() {
    let app = TestApp::new().await;
    for path in PATHS.into_iter().chain(["/api/v1/nope", "/api/v1/services?page=0", "/api/v1/openapi.json"]) {
        let (get, head) = (app.get(path).await, app.send(Method::HEAD, path).answer().await);
        assert_eq!((head.status, head.html.as_str()), (get.status, ""), "{path}");
        for name in ["etag", "content-type", "cache-control", "access-control-allow-origin"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
}

#[tokio::test]
async fn one_can_only_read_and_every_refusal_is_json() {
    let app = TestApp::new().await;
    let before = app.counts().await;
    for path in PATHS.into_iter().chain(["/api/v1/openapi.json"]) {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let answer = app.send(method, path).header("sec-fetch-site", "cross-site").answer().await;
            assert_eq!(
                (answer.status, answer.json()),
                (405, json!({"detail": "Method Not Allowed"})),
                "{path}"
            );
            assert!(answer.header("allow").contains("GET"), "{path}: {:?}", answer.headers);
        }
    }
    for path in [
        "/api/v1/nope",
        "/api/v1/services/nope",
        "/api/v1/structures/nope",
        "/api/v1/services/",
        "/api/v1/services/%00",
        "/api/v1/services/%ff%fe",
        "/api/v1/structures/a%2fb",
        "/api/v1/services/a/b",
        "/api/v1/structures/%F0%9F%9A%B2",
        "/api/v1/services/'%20or%201=1--",
        "/api/v1/structures/..%2f..%2fetc",
    ] {
        let answer = app.get(path).await;
        assert_eq!((answer.status, answer.json()), (404, json!({"detail": "Not Found"})), "{path}");
    }
    let unknown = app.get("/api/v1/search/services?code_commune=00000").await;
    assert_eq!(unknown.status, 422);
    assert_eq!(unknown.json(), json!({"detail": "This `code_commune` does not exist."}));
    assert_eq!(app.counts().await, before);
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_told_in_json_where_it_is_needed() {
    on_both_engines(async |app| {
        app.db.close().await;
        for path in PATHS {
            assert_eq!(app.get(path).await.status, 200, "{path} is answered from memory");
        }
        let answer = app.get("/api/v1/services?extra=true").await;
        assert_eq!((answer.status, answer.json()), (503, json!({"detail": "Service Unavailable"})));
        assert_eq!((answer.header("retry-after"), answer.header("etag")), ("5", ""));
    })
    .await;
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let app = TestApp::limited().await;
    let ask = async |path: &str| app.get(path).await;
    let first = ask(PATHS[0]).await;
    assert_eq!(first.header("ratelimit-policy"), "\"adresse\";q=600;w=60");
    assert_eq!((first.header("ratelimit-limit"), first.header("ratelimit-remaining")), ("600", "599"));
    assert_eq!((first.header("ratelimit"), first.header("ratelimit-reset")), ("\"adresse\";r=599;t=1", "1"));
    // Some come back while we ask.
    let mut refused = None;
    for _ in 0..5_000 {
        let answer = ask("/api/v1/nope").await;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("a limit");
    assert_eq!(refused.json(), json!({"detail": "Too Many Requests"}));
    assert_eq!((refused.header("retry-after"), refused.header("ratelimit-remaining")), ("1", "0"));
    assert_eq!(refused.header("access-control-allow-origin"), "*");
    assert_eq!(ask("/offres").await.status, 200, "the site goes on");
    let free = TestApp::new().await.get(PATHS[0]).await;
    assert_eq!(free.header("ratelimit"), "", "off is off");
}
