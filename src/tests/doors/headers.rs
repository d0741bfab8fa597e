//! What every answer says to the browser.

use axum::http::Method;

use crate::tests::app::{FORM, OFFER, ORIGIN, TestApp};

/// The client of the tests looks at the headers of each answer; here is one of each kind.
#[tokio::test]
async fn every_kind_of_answer_is_closed() {
    let app = TestApp::new().await;
    std::fs::create_dir_all(app.folder.path().join("site/pkg")).unwrap();
    std::fs::write(app.folder.path().join("site/pkg/premier-pas.js"), "export {}").unwrap();
    let form = app.form_of(OFFER).await;
    let demande = format!("/offres/{OFFER}/demande");
    let file = app.get("/pkg/premier-pas.js").await;
    assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(file.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(app.get("/pkg/").await.status, 404, "no list of files");
    let large = app.send(Method::POST, "/suivi").header("origin", ORIGIN).header("content-type", FORM);
    for (status, page) in [
        (200, app.get("/").await),
        (200, app.get("/healthz").await),
        (200, app.get("/readyz").await),
        (200, file),
        (200, app.get(&format!("/offres/{OFFER}/qr.svg")).await),
        (200, app.get("/api/read/places?text=lens").await),
        (200, app.get("/offres/carte.json?lieu=62498").await),
        (303, app.post(&demande, &TestApp::filled(&form, &[])).await),
        (403, app.send(Method::POST, "/suivi").answer().await),
        (404, app.get("/nulle-part").await),
        (404, app.get("/pkg/gone.js").await),
        (404, app.get("/api/read/nope").await),
        (
            405,
            app.send(Method::POST, "/").header("origin", ORIGIN).header("content-type", FORM).answer().await,
        ),
        (413, large.body("a".repeat(70_000)).answer().await),
        (422, app.post(&demande, &[]).await),
    ] {
        assert_eq!(page.status, status, "{}", page.html);
    }
}

#[tokio::test]
async fn the_nonce_is_new_each_time_and_fits_every_script() {
    let app = TestApp::new().await;
    let mut seen = std::collections::BTreeSet::new();
    for path in ["/", "/", "/offres?lieu=62498", "/suivi", "/nulle-part", "/offres/coworking-lens"] {
        let page = app.get(path).await;
        let policy = page.header("content-security-policy");
        let (_, after) = policy.split_once("'nonce-").expect("a nonce");
        let nonce = after.split('\'').next().unwrap().to_owned();
        assert!(nonce.len() >= 22, "128 bits: {nonce}");
        for script in page.all("script") {
            // Data for machines does not run.
            if script.get("type") != Some("application/ld+json") {
                assert_eq!(script.get("nonce"), Some(nonce.as_str()), "{path}: {script:?}");
            }
        }
        for element in page.elements() {
            let inline = |(name, _): &(String, String)| name.starts_with("on") || name == "style";
            assert!(!element.attributes.iter().any(inline), "{path}: {element:?}");
        }
        assert!(seen.insert(nonce), "{path} repeats a nonce");
    }
}

#[tokio::test]
async fn what_is_personal_is_kept_by_nobody() {
    let app = TestApp::new().await;
    let asked = app.ask(&[]).await;
    for page in [
        app.get(&asked.person).await,
        app.get(&format!("{}/qr.svg", asked.person)).await,
        app.get(&asked.structure).await,
        app.get("/suivi").await,
        app.get("/suivi/code-perdu").await,
        app.get("/suivi/nope").await,
        app.post("/suivi", &[("code", "x")]).await,
        app.reply(&asked, &[("reponse", "oui")]).await,
    ] {
        assert_eq!(page.header("cache-control"), "no-store", "{}", page.status);
        assert_eq!(page.header("x-robots-tag"), "noindex");
    }
}
