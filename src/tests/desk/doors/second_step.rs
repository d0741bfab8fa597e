//! Where this is no demonstration, whoever works here takes a second step first (ASVS 5.0, 6.3.3).

use axum::http::Method;

use super::addresses::{addresses, is_of_the_desk, posting};
use super::{HERE, Somebody, filled, tried, with_two_steps};
use crate::domain::account::Login;
use crate::domain::membership::Role;
use crate::domain::percent::encode;
use crate::server::two_steps::code_at;
use crate::tests::app::{Signed, TestApp};
use crate::tests::desk::proving::hidden;

const STEPS: &str = "/espace/profil/deux-etapes";

/// A member, a volunteer and a moderator in one, by one step.
async fn everything_by_one_step(app: &TestApp) -> Signed {
    let (login, now) = (Login::parse("lea@example.org").unwrap(), app.clock.now());
    let roles = [(login.clone(), HERE, Role::Admin), (login.clone(), "restos-bordeaux", Role::Volunteer)];
    app.db.put_members(&roles, now).await.unwrap();
    app.db.set_moderator(&login, true, now).await.unwrap();
    app.sign_in(login.as_str()).await
}

#[tokio::test]
async fn whoever_works_here_takes_a_second_step_first() {
    let app = TestApp::set(&[("DEMO", "off")]).await;
    let lea = everything_by_one_step(&app).await;
    let who = Somebody::signed("by one step", lea.clone(), Some(Role::Admin));
    let before = app.contents().await;
    let (routes, posted) = (addresses(), posting());
    let mut tries = 0;
    for route in routes.iter().filter(|route| is_of_the_desk(route)) {
        for (method, there) in [(Method::GET, true), (Method::POST, posted.contains(route))] {
            if !there {
                continue;
            }
            let path = filled(route, HERE);
            let page = tried(&app, method.clone(), &path, &who).await;
            let what = format!("{method} {path}: {} {}", page.status, page.header("location"));
            if path.starts_with("/espace/profil") {
                assert!(!page.header("location").starts_with(STEPS), "{what}");
            } else if page.status != 405 {
                assert_eq!(page.status, 303, "{what}");
                assert!(page.header("location").starts_with(&format!("{STEPS}?suite=")), "{what}");
                tries += 1;
            }
        }
    }
    assert!(tries > 50, "{tries}");
    assert_eq!(app.contents().await, before, "nothing has changed");
}

#[tokio::test]
async fn the_way_goes_on_after_the_second_step_is_turned_on() {
    let app = TestApp::set(&[("DEMO", "off")]).await;
    let lea = everything_by_one_step(&app).await;
    let inbox = format!("/espace/{HERE}/demandes?dossier=nouvelles");
    let first = app.page_as(&lea, &inbox).await.location().to_owned();
    assert_eq!(first, format!("{STEPS}?suite={}", encode(&inbox)));
    let page = app.page_as(&lea, &first).await;
    page.says(&["toutes les personnes qui travaillent entrent en deux étapes"]);
    let (key, codes) = (hidden(&page, "cle"), hidden(&page, "secours"));
    let turned_on = async |code: &str, next: &str| {
        let fields = [
            ("geste", "activer"),
            ("suite", next),
            ("cle", &key),
            ("secours", &codes),
            ("code_unique", code),
        ];
        app.post_as(&lea, STEPS, &fields).await
    };
    let refused = turned_on("000000", &hidden(&page, "suite")).await;
    assert_eq!((refused.status, hidden(&refused, "suite")), (422, inbox.clone()));
    let code = code_at(&key, app.clock.now());
    assert_eq!(turned_on(&code, &hidden(&page, "suite")).await.location(), inbox);
    for path in [&inbox, "/accompagner", "/moderation", &format!("/espace/{HERE}/demandes.csv")] {
        assert_eq!(app.page_as(&lea, path).await.status, 200, "{path}");
    }
}

/// What follows the second step is a page of ours.
#[tokio::test]
async fn the_way_leads_nowhere_else() {
    let app = TestApp::set(&[("DEMO", "off")]).await;
    let lea = everything_by_one_step(&app).await;
    let page = app.page_as(&lea, STEPS).await;
    let (key, codes) = (hidden(&page, "cle"), hidden(&page, "secours"));
    let code = code_at(&key, app.clock.now());
    let fields = [
        ("geste", "activer"),
        ("suite", "https://evil.example/espace"),
        ("cle", &key),
        ("secours", &codes),
        ("code_unique", &code),
    ];
    assert_eq!(app.post_as(&lea, STEPS, &fields).await.location(), "/espace");
}

#[tokio::test]
async fn where_only_moderators_are_asked_a_member_goes_on_by_one_step() {
    let app = TestApp::set(&[("DEMO", "off"), ("SECOND_STEP", "moderators")]).await;
    let zoe = app.moderator().await;
    for path in ["/moderation", "/moderation/orientation"] {
        let first = format!("{STEPS}?suite={}", encode(path));
        assert_eq!(app.page_as(&zoe, path).await.location(), first);
        assert_eq!(app.post_as(&zoe, path, &[("geste", "accepter")]).await.location(), first);
        app.page_as(&zoe, &first).await.says(&["activez d’abord les deux étapes"]);
    }
    with_two_steps(&app, &zoe).await;
    for path in ["/moderation", "/moderation/orientation"] {
        assert_eq!(app.page_as(&zoe, path).await.status, 200, "{path}");
    }
    let member = app.member(HERE, Role::Admin).await;
    for path in [format!("/espace/{HERE}/demandes"), format!("/espace/{HERE}/demandes.csv")] {
        assert_eq!(app.page_as(&member, &path).await.status, 200, "{path}");
    }
    assert_eq!(app.page_as(&member, "/moderation").await.status, 404);
}
