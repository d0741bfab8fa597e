//! The doors that the framework leaves open, and that we shut: one test each, by the numbers of our list.

mod functions;
mod headers;

use axum::http::Method;

use super::app::{Asked, FORM, OFFER, ORIGIN, Page, TestApp, array, service, structure, with};

const PAYLOAD: &str = "</textarea><script>alert(1)</script>";

/// Every address that a form is posted to.
fn posts(asked: &Asked) -> [String; 5] {
    [
        format!("/offres/{OFFER}/demande"),
        "/suivi".to_owned(),
        "/suivi/code-perdu".to_owned(),
        asked.person.clone(),
        asked.structure.clone(),
    ]
}

fn scripts(page: &Page) -> usize {
    page.all("script").len()
}

#[tokio::test]
async fn l1_what_is_typed_never_becomes_markup() {
    let app = TestApp::new().await;
    let path = format!("/offres/{OFFER}/demande");
    let clean = app.post(&path, &[("message", "Bonjour"), ("prenom", "Zoé")]).await;
    let dirty = app.post(&path, &[("message", PAYLOAD), ("prenom", "\"><script>alert(2)</script>")]).await;
    assert_eq!(dirty.status, 422);
    assert_eq!(scripts(&dirty), scripts(&clean), "{}", dirty.html);
    assert_eq!(dirty.all("textarea")[0].text, PAYLOAD);
    let named = |input: &super::app::Element| input.get("name") == Some("prenom");
    let name = dirty.all("input").into_iter().find(named).unwrap();
    assert_eq!(name.get("value"), Some("\"><script>alert(2)</script>"));

    let message = "<img src=x onerror=alert(1)></dd></script><script>alert(2)</script>";
    let asked = app.ask(&[("message", message)]).await;
    let page = app.read(&asked).await;
    page.says(&[message]);
    assert!(page.all("img").is_empty());
    let plain = app.ask(&[("message", "Bonjour"), ("mobile", "0639980013")]).await;
    assert_eq!(scripts(&page), scripts(&app.read(&plain).await));

    let encoded = super::app::encode(message);
    let searched = app.get(&format!("/offres?q={encoded}&lieu={encoded}")).await;
    assert_eq!(scripts(&searched), scripts(&app.get("/offres?q=x&lieu=xyzxyz").await));
    assert!(searched.all("img").is_empty());
}

#[tokio::test]
async fn l2_no_other_site_posts_our_forms() {
    let app = TestApp::new().await;
    let asked = app.ask(&[]).await;
    let before = app.counts().await;
    let form = app.form_of(OFFER).await;
    let body = format!(
        "envoi={form}&prenom=Zo&mobile=0639980012&accord=oui&code={}&chiffres=0012&geste=annuler&reponse=oui",
        asked.code
    );
    let elsewhere: [&[(&str, &str)]; 8] = [
        &[],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", "https://premier-pas.example.evil.example")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site"), ("origin", ORIGIN)],
        &[("sec-fetch-site", "none")],
        &[("sec-fetch-site", "cross-site"), ("origin", ORIGIN)],
    ];
    for path in posts(&asked) {
        for headers in elsewhere {
            for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
                let mut sending = app.send(method, &path).header("content-type", FORM).body(body.as_str());
                for (name, value) in headers {
                    sending = sending.header(name, value);
                }
                let answer = sending.answer().await;
                assert_eq!(answer.status, 403, "{path} {headers:?}");
                assert!(answer.html.contains("ne vient pas de notre site"));
            }
        }
    }
    assert_eq!(app.counts().await, before);
}

#[tokio::test]
async fn l3_only_a_form_is_a_form() {
    let app = TestApp::new().await;
    let asked = app.ask(&[]).await;
    let before = app.counts().await;
    for path in posts(&asked) {
        for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x", ""] {
            let sending = app.send(Method::POST, &path).header("sec-fetch-site", "same-origin");
            let sending = if kind.is_empty() { sending } else { sending.header("content-type", kind) };
            let answer = sending.body("geste=annuler&mobile=0639980012").answer().await;
            assert_eq!(answer.status, 415, "{path} {kind}");
        }
    }
    assert_eq!(app.counts().await, before);
}

#[tokio::test]
async fn l7_what_is_too_large_is_refused_before_it_is_read() {
    let app = TestApp::new().await;
    let asked = app.ask(&[]).await;
    let before = app.counts().await;
    for path in posts(&asked) {
        for size in [65 * 1024, 10_000_000] {
            let body = format!("geste=annuler&mobile=0639980012&message={}", "a".repeat(size));
            let answer = app
                .send(Method::POST, &path)
                .header("origin", ORIGIN)
                .header("content-type", FORM)
                .body(body)
                .answer()
                .await;
            assert_eq!(answer.status, 413, "{path} {size}");
            answer.says(&["C’est trop long"]);
        }
    }
    assert_eq!(app.counts().await, before);
    let fits = app.post("/suivi/code-perdu", &[("mobile", &"0".repeat(60_000))]).await;
    assert_eq!(fits.status, 422);
}

#[tokio::test]
async fn l8_no_imported_link_runs_a_script() {
    let app = TestApp::new().await;
    let evil = "javascript:alert(1)";
    let structures = array(&[with(with(structure("s"), "site_web", evil), "accessibilite_lieu", evil)]);
    let offer = with(with(service("o", "s"), "lien_mobilisation", evil), "lien_source", evil);
    let offer = with(offer, "courriel", "javascript:alert(1)@example.org");
    let done = app.import(&structures, &array(&[offer])).await;
    assert_eq!(done.services.read, 1);
    let mut pages = vec![app.get("/offres?lieu=62498").await];
    if done.services.valid == 1 {
        let slug = app.slug_of("o").await;
        pages.push(app.get(&format!("/offres/{slug}")).await);
        let sheet = pages.last().unwrap();
        assert_eq!(sheet.status, 200);
        let giver = sheet.all("a").into_iter().find_map(|link| {
            link.get("href").filter(|href| href.starts_with("/structures/")).map(str::to_owned)
        });
        pages.push(app.get(&giver.unwrap()).await);
    }
    for page in pages {
        for element in page.elements() {
            for name in ["href", "src", "action", "formaction"] {
                let value = element.get(name).unwrap_or_default().trim().to_lowercase();
                let scheme = value.split_once(':').map_or("", |(scheme, _)| scheme);
                let known = ["", "http", "https", "tel", "mailto", "sms"].contains(&scheme);
                assert!(known || value.starts_with(['/', '?', '#']), "{name}={value}");
            }
        }
    }
}
