//! The measures: what waits and what was answered, and nothing of anybody.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use time::Duration;
use tower::ServiceExt;

use super::app::{OFFER, TestApp};
use crate::server::metrics::router;

pub async fn scraped(app: &TestApp) -> String {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let answer = router(app.app.clone()).oneshot(request).await.unwrap();
    String::from_utf8(to_bytes(answer.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn what_waits_and_what_was_answered_and_nothing_of_anybody() {
    let app = TestApp::new().await;
    app.ask(&[]).await;
    app.get("/offres?q=introuvable+xyzzy").await;
    crate::routine::count_searches::write_counts(&app.db, &app.searches).await.unwrap();
    app.pass(Duration::days(10));
    let text = scraped(&app).await;
    for line in [
        "premier_pas_answers_total{method=\"POST\",route=\"/offres/{slug}/demande\",status=\"303\"} 1",
        "premier_pas_ready 1.0",
        "premier_pas_outbox_messages 2.0",
        "premier_pas_outbox_late_seconds 864000.0",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let number = |name: &str| -> f64 {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap();
        line.rsplit(' ').next().unwrap().parse().unwrap()
    };
    assert!(number("premier_pas_deadlines_late_seconds ") > 0.0);
    assert!(number("premier_pas_index_offers ") > 0.0);
    assert!(number("premier_pas_index_age_seconds ") > 0.0);
    for hers in [OFFER, "Zoé", "39980012", "introuvable", "xyzzy"] {
        assert!(!text.contains(hers), "{hers}");
    }
    assert_eq!(app.get("/metrics").await.status, 404, "never on the public port");
}
