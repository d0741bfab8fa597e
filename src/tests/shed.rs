//! More comes than can be done: what is refused is refused calmly, and nothing typed is lost.

use std::time::Duration;

use axum::http::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use super::app::{FORM, OFFER, Page, TestApp};
use crate::server::listen::{Bounds, serve};
use crate::server::routes::router;
use crate::server::shed::{Class, Gate};
use crate::server::state::App;

/// What a person types, with what would break a page that does not quote it.
const WORDS: &str = "L’été \"dit\" <b>\n& voilà";

/// What a page would send: its hidden fields.
pub fn hidden(page: &Page) -> Vec<(String, String)> {
    let inputs = page.all("input").into_iter().filter(|input| input.get("type") == Some("hidden"));
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    inputs.map(|input| (text(input.get("name")), text(input.get("value")))).collect()
}

#[tokio::test]
async fn pages_say_when_to_come_back_and_forms_go_on() {
    let app = TestApp::new().await;
    let form = app.form_of(OFFER).await;
    let full = app.app.gate.fill(Class::Reading);
    for address in ["/", "/offres?lieu=62498", "/suivi", "/espace"] {
        let page = app.get(address).await;
        assert_eq!((page.status, page.header("retry-after")), (503, "5"), "{address}");
        assert!(page.header("content-security-policy").contains("default-src 'none'"));
        page.says(&["Attendez un peu", "Beaucoup de personnes", "Essayer encore"]);
        assert!(page.html.len() < 1_500 && !page.html.contains("<script"), "{}", page.html);
    }
    for address in ["/healthz", "/readyz"] {
        assert_eq!(app.get(address).await.status, 200, "{address}");
    }
    assert_ne!(app.get("/robots.txt").await.status, 503, "a file costs nothing");
    app.post(&format!("/offres/{OFFER}/demande"), &TestApp::filled(&form, &[])).await.location();
    for asked in ["/api/v1/services", "/api/read/places?text=lens"] {
        assert_eq!(app.get(asked).await.status, 503, "programs ask later: {asked}");
    }
    let freed = async {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        drop(full);
    };
    let (typing, ()) = tokio::join!(app.get("/api/read/places?text=lens"), freed);
    assert_eq!(typing.status, 200, "a moment without a place refuses nobody");
    assert_eq!(app.get("/offres?lieu=62498").await.status, 200, "at once afterwards");
}

#[tokio::test]
async fn programs_are_told_in_their_own_words() {
    let app = TestApp::new().await;
    let _full = app.app.gate.fill(Class::Programs);
    let api = app.get("/api/v1/services").await;
    assert_eq!((api.status, api.header("retry-after")), (503, "5"));
    assert_eq!(api.header("access-control-allow-origin"), "*");
    assert!(api.html.contains("detail"), "{}", api.html);
    let typing = app.send(Method::GET, "/api/read/places?text=lens").answer().await;
    assert_eq!((typing.status, &*typing.html), (503, "\"unavailable\""));
    assert_eq!(app.get("/offres?lieu=62498").await.status, 200, "people read on");
}

#[tokio::test]
async fn a_request_that_finds_no_place_comes_back_whole_and_is_sent_by_one_press() {
    let app = TestApp::new().await;
    let (path, form) = (format!("/offres/{OFFER}/demande"), app.form_of(OFFER).await);
    let full = app.app.gate.fill(Class::Writing);
    let fields = TestApp::filled(&form, &[("message", WORDS), ("moment", "morning")]);
    let kept = app.post(&path, &fields).await;
    assert_eq!((kept.status, kept.header("retry-after")), (503, "5"));
    assert_eq!(kept.header("cache-control"), "no-store");
    kept.says(&["Ce n’est pas encore envoyé", "Rien n’est perdu", "Envoyer encore"]);
    let mut sent: Vec<(String, String)> =
        fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    sent.sort();
    assert_eq!(hidden(&kept), sent, "every word, and the same id");
    let form = kept.all("form").remove(0);
    assert_eq!((form.get("method"), form.get("action")), (Some("post"), Some(&*path)));
    assert_eq!(app.get(&path).await.status, 200, "people read on");
    let json = app.post_json(&path, &fields).await;
    assert_eq!(json.status, 503);
    assert!(json.html.contains("refused") && json.html.contains("Rien n’est perdu"), "{}", json.html);
    assert_eq!(app.count("referral").await, 0);

    drop(full);
    let again = hidden(&kept);
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (&**name, &**value)).collect();
    app.post(&path, &again).await.location();
    app.post(&path, &again).await.location();
    assert_eq!(app.count("referral").await, 1);
    let told = super::metrics::scraped(&app).await;
    assert!(told.contains("premier_pas_shed_total{class=\"writing\"} 2"), "{told}");
}

#[tokio::test]
async fn a_crowd_is_no_way_around_the_door() {
    let app = TestApp::new().await;
    let _full = app.app.gate.fill(Class::Writing);
    let elsewhere = app
        .send(Method::POST, &format!("/offres/{OFFER}/demande"))
        .header("origin", "https://evil.example")
        .header("content-type", FORM)
        .body("prenom=Eve")
        .answer()
        .await;
    assert_eq!(elsewhere.status, 403);
    assert!(!elsewhere.html.contains("Eve") && elsewhere.all("form").is_empty(), "{}", elsewhere.html);
    let secret = [("email", "a@example.org"), ("mot_de_passe", "azerty uiop qsdf")];
    let sign_in = app.post("/connexion", &secret).await;
    assert_eq!(sign_in.status, 503);
    assert!(!sign_in.html.contains("azerty") && sign_in.all("input").is_empty(), "{}", sign_in.html);
}

/// A form that never ends holds no place, and is given up.
#[tokio::test]
async fn half_a_form_is_given_up_and_others_are_served_meanwhile() {
    let app = TestApp::new().await;
    let state = App { gate: Gate::new(Duration::from_millis(200)), ..app.app.clone() };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
    let told = stop.clone();
    let served = router(state);
    let serving =
        tokio::spawn(async move { serve(listener, served, Bounds::of_this_process(), |_| {}, &told).await });
    let head = format!(
        "POST /suivi HTTP/1.1\r\nhost: premier-pas.example\r\norigin: https://premier-pas.example\r\n\
         content-type: {FORM}\r\ncontent-length: 1000\r\n\r\ncode=AAAA"
    );
    let mut slow = Vec::new();
    for _ in 0..40 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    let mut quick = TcpStream::connect(address).await.unwrap();
    let whole = head.replace("1000", "9").replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n");
    quick.write_all(whole.as_bytes()).await.unwrap();
    let answer = |mut stream: TcpStream| async move {
        let mut text = String::new();
        let read = stream.read_to_string(&mut text);
        let _ = tokio::time::timeout(Duration::from_secs(20), read).await.expect("an answer");
        text
    };
    let quick = answer(quick).await;
    assert!(quick.starts_with("HTTP/1.1 422"), "read, and judged: {quick}");
    for stream in slow {
        let given_up = answer(stream).await;
        assert!(given_up.starts_with("HTTP/1.1 408"), "{given_up}");
    }
    stop.cancel();
    serving.await.unwrap();
}
