//! The first seconds: the server answers before its index is there, and says what is missing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::http::Method;
use tokio_util::sync::CancellationToken;

use super::app::{OFFER, TestApp};
use crate::routine::refresh::{self, Pace};
use crate::store::StoreError;

/// Pages that read the index.
fn waiting() -> [String; 5] {
    [
        "/offres".to_owned(),
        "/offres?lieu=62498&q=formation".to_owned(),
        format!("/offres/{OFFER}"),
        "/structures/coop-connexion".to_owned(),
        format!("/conventions/{}", crate::seed::demo::conventions()[0].convention.slug),
    ]
}

#[tokio::test]
async fn before_the_index_is_there_pages_say_so_calmly() {
    let app = TestApp::starting().await;
    assert_eq!(app.get("/healthz").await.status, 200, "the process lives");
    let ready = app.get("/readyz").await;
    assert_eq!((ready.status, &*ready.html, ready.header("retry-after")), (503, "index", "2"));
    for address in waiting() {
        let page = app.get(&address).await;
        assert_eq!((page.status, page.header("retry-after")), (503, "2"), "{address}");
        page.says(&["Nous démarrons…", "Les offres reviennent dans quelques secondes.", "Essayer encore"]);
    }
    let typing = app.send(Method::GET, "/api/read/places?text=lens").answer().await;
    assert_eq!((typing.status, typing.header("retry-after")), (503, "2"));
    assert!(typing.html.contains("starting"), "{}", typing.html);
    assert_eq!(app.get(&format!("/offres/{OFFER}/qr.svg")).await.status, 503);
    assert!(app.searches.take().is_empty(), "what was not answered is not counted");

    app.refresh().await;
    assert_eq!(app.get("/readyz").await.status, 200);
    for address in waiting() {
        let page = app.get(&address).await;
        assert_eq!((page.status, page.header("retry-after")), (200, ""), "{address}");
    }
}

#[tokio::test]
async fn a_request_waits_for_no_index() {
    let app = TestApp::starting().await;
    for address in ["/", "/suivi", "/mentions-legales"] {
        assert_eq!(app.get(address).await.status, 200, "{address}");
    }
    let asked = app.ask(&[]).await;
    let no = app.reply(&asked, &[("reponse", "non"), ("motif", "full")]).await;
    assert_eq!(no.status, 303, "{}", no.text());
    let page = app.get(&asked.person).await;
    assert_eq!(page.status, 200);
    assert!(app.published.get().is_none());
}

#[tokio::test]
async fn a_build_that_fails_at_first_is_there_in_the_end() {
    let app = TestApp::starting().await;
    let (looks, stop) = (Arc::new(AtomicU32::new(0)), CancellationToken::new());
    let (gate, opened) = (CancellationToken::new(), Arc::new(AtomicU32::new(0)));
    let refresh = || {
        let (published, db, gate) = (app.published.clone(), app.db.clone(), gate.clone());
        let look = looks.fetch_add(1, Ordering::SeqCst);
        async move {
            if look < 2 {
                return Err(StoreError::Address);
            }
            gate.cancelled().await;
            published.refresh(&db).await
        }
    };
    let pace = Pace { every: Duration::from_millis(1), longest: Duration::from_millis(5) };
    let ready = || _ = opened.fetch_add(1, Ordering::SeqCst);
    let person = async {
        while looks.load(Ordering::SeqCst) < 3 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert_eq!(app.get("/offres?lieu=62498").await.status, 503, "the third build is slow");
        assert_eq!((app.get("/readyz").await.status, opened.load(Ordering::SeqCst)), (503, 0));
        gate.cancel();
        while app.get("/readyz").await.status != 200 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert_eq!(app.get("/offres?lieu=62498").await.status, 200);
        // Fresh without a restart.
        app.db.archive_others(crate::seed::demo::SOURCE, &|_| false, app.clock.now()).await.unwrap();
        while !app.get("/offres?lieu=62498").await.cards().is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        stop.cancel();
    };
    let lived = async { tokio::join!(refresh::run(refresh, ready, pace, &stop), person) };
    tokio::time::timeout(Duration::from_secs(60), lived).await.expect("it gets there");
    assert_eq!(opened.load(Ordering::SeqCst), 1);
}
