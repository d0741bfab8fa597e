//! What is open to everybody tells nobody more than anybody: being signed in changes none of it.

use axum::http::Method;

use super::addresses::{addresses, is_of_the_desk};
use super::{HERE, everybody, tried};
use crate::domain::membership::Role;
use crate::tests::app::TestApp;

/// Addresses that are made elsewhere than in the code of the server, or ask for something in their query.
const MORE: &[&str] = &[
    "/connexion/proconnect/retour",
    "/offres?lieu=62498",
    "/offres/carte.json?lieu=62498",
    "/api/read/places?text=lens",
    "/api/read/nearest?latitude=50.4&longitude=2.8",
    "/api/v1/structures",
    "/api/v1/structures?size=100",
    "/api/v1/services?size=100",
    "/api/v1/search/services?code_commune=62498",
    "/api/v1/search?q=lens",
    "/api/v1/offers?lieu=62498",
    "/api/v1/sources",
    "/open-data/structures.csv",
    "/open-data/structures.json",
    "/open-data/services.csv",
    "/open-data/services.json",
    "/open-data/services.geojson",
];

/// An address that is open to everybody, with something in it.
pub(super) fn opened(path: &str) -> String {
    let path = path.replace("{file}", "offres.csv").replace("{*path}", "nope").replace("{name}", "places");
    let path = if path.starts_with("/offres/") { path.replace("{slug}", "coworking-lens") } else { path };
    let path = if path.starts_with("/structures/") { path.replace("{slug}", HERE) } else { path };
    path.replace("{slug}", "nulle-part").replace("{secret}", "aaaaaaaaaaaaaaaaaaaaaaaaaa")
}

pub(super) fn public() -> Vec<String> {
    let ours = addresses();
    let ours = ours.iter().filter(|path| !is_of_the_desk(path) && *path != "/deconnexion");
    let functions = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned());
    ours.map(|path| opened(path)).chain(MORE.iter().map(|path| (*path).to_owned())).chain(functions).collect()
}

#[tokio::test]
async fn being_signed_in_changes_nothing_of_what_is_public() {
    let app = TestApp::new().await;
    let all = everybody(&app).await;
    let before = app.contents().await;
    let mut doors = 0;
    for path in public() {
        let nobody = tried(&app, Method::GET, &path, &all[0]).await;
        assert!(nobody.status < 500, "{path}: {}", nobody.status);
        for who in &all[1..] {
            let page = tried(&app, Method::GET, &path, who).await;
            let what = format!("{path} as {}", who.called);
            assert_eq!(page.status, nobody.status, "{what}");
            // Her basket stands on these: they are hers alone.
            let gathers = path.starts_with("/offres") && !path.contains("qr.svg") && !path.contains(".json");
            let gathers = gathers && !path.ends_with("/demande") && who.role == Some(Role::Volunteer);
            let kept = if gathers { "no-store" } else { nobody.header("cache-control") };
            assert_eq!(page.header("cache-control"), kept, "{what}");
            assert_eq!(
                page.header("set-cookie").is_empty(),
                nobody.header("set-cookie").is_empty(),
                "{what}"
            );
            if path.starts_with("/api/") || path.starts_with("/open-data/") {
                // A page for people has its own nonce each time.
                let same = page.html == nobody.html
                    || (page.html.contains("nonce=") && page.text() == nobody.text());
                assert!(same, "{what}");
            } else {
                let told = who.signed.as_ref().is_some_and(|signed| page.html.contains(&signed.email));
                assert!(!told, "{what}: not told who she is");
            }
        }
        doors += 1;
    }
    assert!(doors > 40, "{doors}");
    assert_eq!(app.contents().await, before, "nothing has changed");
}

#[tokio::test]
async fn what_is_not_published_is_nowhere() {
    let app = TestApp::new().await;
    let zoe = app.member(HERE, Role::Admin).await;
    let begun = app.post_as(&zoe, &format!("/espace/{HERE}/offres/nouvelle"), &[("genre", "support")]).await;
    let offer = begun.location().to_owned();
    let typed = [
        ("geste", "garder"),
        ("edits", "1"),
        ("nom", "Zinnia secrète"),
        ("description", "Zinnia en secret."),
    ];
    assert_eq!(app.post_as(&zoe, &offer, &typed).await.status, 303);
    app.page_as(&zoe, &format!("/espace/{HERE}/offres")).await.says(&["Zinnia secrète"]);
    let lea = app.sign_in("lea@example.org").await;
    let new = [
        ("nom", "Zinnia, atelier"),
        ("lieu", "Lens (62300)"),
        ("telephone", "03 53 01 00 77"),
        ("email", "zinnia@example.org"),
    ];
    let created = app.post_as(&lea, "/espace/nouvelle-structure/creer", &new).await.location().to_owned();
    app.refresh().await;
    let slug = created.strip_prefix("/espace/").unwrap();
    assert_eq!(app.get(&format!("/structures/{slug}")).await.status, 404, "not before the moderator’s word");
    let id = offer.rsplit('/').next().unwrap();
    assert_eq!(app.get(&format!("/offres/{id}")).await.status, 404);
    let other = app.member("restos-du-coeur", Role::Admin).await;
    for path in public() {
        for page in [app.get(&path).await, app.page_as(&other, &path).await] {
            assert!(!page.html.to_lowercase().contains("zinnia"), "{path}");
        }
    }
    // Among people who look for their structure, a second person of it finds the one that waits.
    app.page_as(&other, "/espace/nouvelle-structure?q=atelier+zin").await.says(&["Zinnia, atelier"]);
}
