//! Server functions read and do nothing else, and what goes wrong in them tells nothing.

use axum::http::Method;
use leptos::server_fn::axum::server_fn_paths;

use crate::tests::app::{FORM, ORIGIN, Page, TestApp};

/// Things that make no sense, for every argument that a function may have.
const JUNK: [&str; 7] = [
    "",
    "slug=x&secret=x&text=x&query=x&latitude=1&longitude=1",
    "slug=%00&secret=%ff%fe&text=%00&query=%00&latitude=NaN&longitude=inf",
    "latitude=1e999&longitude=abc",
    "slug[]=1&secret[a]=2&text[0]=x&query[b][c]=1&latitude[]=1",
    "slug=a&slug=b&secret=a&secret=b&latitude=1&latitude=2&longitude=3",
    "slug=%3Cscript%3E&secret='%3B+drop+table+referral%3B--&text=%F0%9F%9A%B2&query=%3Flieu%3D%00",
];

async fn called(app: &TestApp, path: &str, query: &str) -> Page {
    app.send(Method::GET, &format!("{path}?{query}"))
        .header("accept", "text/html")
        .header("referer", "https://evil.example/x")
        .answer()
        .await
}

fn functions() -> Vec<(&'static str, Method)> {
    let functions: Vec<_> = server_fn_paths().collect();
    assert!(functions.len() >= 2, "{functions:?}");
    functions
}

#[tokio::test]
async fn l4_every_function_is_a_get_and_changes_nothing() {
    let app = TestApp::new().await;
    app.ask(&[]).await;
    let before = app.counts().await;
    for (path, method) in functions() {
        assert_eq!(method, Method::GET, "{path} changes something, or says so");
        assert!(path.starts_with("/api/read/"), "{path}");
        for query in JUNK {
            called(&app, path, query).await;
        }
        for method in [Method::POST, Method::PUT, Method::DELETE] {
            let sending =
                app.send(method.clone(), path).header("origin", ORIGIN).header("content-type", FORM);
            let answer = sending.body("slug=x&secret=x").answer().await;
            assert_eq!(answer.status, 405, "{method} {path}");
        }
    }
    assert_eq!(app.counts().await, before);
}

#[tokio::test]
async fn l5_no_error_travels_in_a_redirect() {
    let app = TestApp::new().await;
    for (path, _) in functions() {
        for query in JUNK {
            let answer = called(&app, path, query).await;
            assert_eq!(answer.header("location"), "", "{path}?{query}");
            assert!(!(300..400).contains(&answer.status), "{path}?{query}");
            assert!(!answer.html.contains("evil.example") && !answer.html.contains("__err"));
            assert_eq!(answer.header("cache-control"), "no-store");
        }
    }
}

#[tokio::test]
async fn l6_what_makes_no_sense_is_the_callers_fault_and_is_told_no_more() {
    let app = TestApp::new().await;
    for (path, query) in [
        ("/api/read/places", ""),
        ("/api/read/places", "x=1"),
        ("/api/read/nearest", "latitude=abc&longitude=1"),
        ("/api/read/nearest", "latitude=1e9&longitude=1"),
        ("/api/read/nearest", "latitude=NaN&longitude=1"),
    ] {
        let answer = called(&app, path, query).await;
        assert_eq!((answer.status, answer.html.as_str()), (400, "\"bad_request\""), "{path}?{query}");
    }
    for (path, _) in functions() {
        for query in JUNK {
            let answer = called(&app, path, query).await;
            assert!(answer.status < 500, "{} {path}?{query} {}", answer.status, answer.html);
            for internal in ["eserializ", "missing field", "ServerFnError", "sqlx", "panicked", "expected"] {
                assert!(!answer.html.contains(internal), "{path}?{query}: {}", answer.html);
            }
        }
    }
    for path in ["/api/read/nope", "/api/read/", "/api/read/places/x", "/api/write"] {
        let answer = called(&app, path, "").await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.html.contains("server function"), "{}", answer.html);
    }
}
