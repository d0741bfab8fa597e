//! Signing in by a link.

use time::Duration;

use crate::domain::membership::Role;
use crate::store::{Db, digest};
use crate::tests::app::{ORIGIN, TestApp, on_both_engines};

const ZOE: &str = "zoe@example.org";

#[tokio::test]
async fn a_link_signs_in_once_and_makes_the_account() {
    on_both_engines(async |app| {
        let accounts = app.count("account").await;
        let link = app.sign_in_link("Zoe@Example.org", "/espace/coop-connexion").await;
        assert_eq!(app.count("account").await, accounts, "nothing before the button");
        // A program that opens the link of a mail uses nothing up.
        for _ in 0..3 {
            app.get(&link).await.says(&["Bienvenue", ZOE]);
        }
        let entered = app.post(&link, &[]).await;
        assert_eq!(entered.location(), "/espace/coop-connexion");
        let cookie = entered.header("set-cookie");
        assert!(cookie.starts_with("__Host-session="), "{cookie}");
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert_eq!(app.count("account").await, accounts + 1);
        let again = app.post(&link, &[]).await;
        assert_eq!((again.status, again.header("set-cookie")), (422, ""));
        assert_eq!(app.get(&link).await.status, 404);
        let sign_in = app.sign_in(ZOE).await;
        assert_eq!(app.count("account").await, accounts + 1, "the same, spelt otherwise");
        app.page_as(&sign_in, "/espace").await.says(&["Mes structures", ZOE]);
    })
    .await;
}

#[tokio::test]
async fn a_link_lives_ten_minutes() {
    let app = TestApp::new().await;
    let link = app.sign_in_link(ZOE, "").await;
    app.pass(Duration::minutes(10) - Duration::seconds(1));
    assert_eq!(app.get(&link).await.status, 200);
    app.pass(Duration::seconds(1));
    let late = app.get(&link).await;
    assert_eq!(late.status, 404);
    late.says(&["Ce lien ne marche plus"]);
    let pressed = app.post(&link, &[]).await;
    assert_eq!((pressed.status, pressed.header("set-cookie")), (422, ""));
    for wrong in ["/connexion/nope", "/connexion/aaaaaaaaaaaaaaaaaaaaaaaaaa"] {
        assert_eq!(app.get(wrong).await.status, 404);
        assert_eq!(app.post(wrong, &[]).await.status, 422);
    }
}

#[tokio::test]
async fn one_comes_back_to_where_one_wanted_to_go_and_nowhere_else() {
    let app = TestApp::new().await;
    let shut = app.get("/espace/coop-connexion?x=1").await;
    assert_eq!(shut.location(), "/connexion?suite=%2Fespace%2Fcoop-connexion%3Fx%3D1");
    let page = app.get(shut.location()).await;
    let input = page.all("input").into_iter().find(|input| input.get("name") == Some("suite")).unwrap();
    assert_eq!(input.get("value"), Some("/espace/coop-connexion?x=1"));
    for evil in ["https://evil.example/", "//evil.example", "/offres", "/espace//evil.example"] {
        let link = app.sign_in_link(ZOE, evil).await;
        assert_eq!(app.post(&link, &[]).await.location(), "/espace", "{evil}");
    }
}

#[tokio::test]
async fn a_session_ends_by_itself_and_when_one_leaves() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Reader).await;
        let open = async || app.page_as(&zoe, "/espace/coop-connexion").await.status;
        assert_eq!(open().await, 200);
        // Used every four hours it lives twelve.
        for _ in 0..2 {
            app.pass(Duration::hours(4));
            assert_eq!(open().await, 200);
        }
        app.pass(Duration::hours(4));
        assert_eq!(open().await, 303);
        let idle = app.sign_in(&zoe.email).await;
        app.pass(Duration::hours(8));
        assert_eq!(app.page_as(&idle, "/espace").await.status, 303);

        let here = app.sign_in(&zoe.email).await;
        let there = app.sign_in(&zoe.email).await;
        let left = app.post_as(&here, "/deconnexion", &[]).await;
        assert_eq!(left.location(), "/connexion?sortie=1");
        assert!(left.header("set-cookie").contains("Max-Age=0"));
        assert_eq!(left.header("clear-site-data"), "\"storage\"", "what the browser held goes too");
        assert_eq!(app.page_as(&here, "/espace").await.status, 303, "ended on the server too");
        assert_eq!(app.page_as(&there, "/espace").await.status, 200);
        app.pass(Duration::days(1));
        crate::routine::forget::forget_entries(&app.db, app.clock.now()).await.unwrap();
        assert_eq!((app.count("session").await, app.count("sign_in_link").await), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_login_always_has_a_secret_of_its_own() {
    let app = TestApp::new().await;
    let zoe = app.sign_in(ZOE).await;
    let link = app.sign_in_link(ZOE, "").await;
    let again = app.post_as(&zoe, &link, &[]).await;
    assert_ne!(again.cookie(), zoe.cookie);
    assert_eq!(app.page_as(&zoe, "/espace").await.status, 303, "the secret of before opens nothing");
}

#[tokio::test]
async fn whether_an_account_exists_shows_nowhere() {
    let app = TestApp::new().await;
    app.sign_in(ZOE).await;
    let mut answers = Vec::new();
    for email in [ZOE, "nobody@example.org"] {
        let plain = app.post("/connexion", &[("email", email)]).await;
        let awake = app.post_json("/connexion", &[("email", email)]).await;
        let letter = app.letters(email).await.pop().unwrap();
        let path = letter.path();
        let body = letter.body.replace(&path, "").replace(ORIGIN, "");
        answers.push((plain.status, plain.location().to_owned(), awake.html, letter.subject, body));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn only_digests_are_kept() {
    on_both_engines(async |app| {
        let link = app.sign_in_link(ZOE, "").await;
        let signed = app.follow_sign_in_link(&link).await.cookie();
        app.deliver().await;
        let secrets = [link.rsplit('/').next().unwrap(), signed.split('=').nth(1).unwrap()];
        let values = app.values(&app.db).await;
        for secret in secrets {
            let kept = |kind: &str| values.iter().find(|(_, value)| value.contains(kind)).map(|(at, _)| at);
            assert!(kept(&digest(secret)).is_some(), "its digest is looked for where it stands");
            assert_eq!(kept(secret), None);
        }
        let Db::Sqlite { .. } = app.db else { return };
        // What is fresh stands in the log, and the file has it once the log is emptied.
        for (end, shreds) in [("-wal", false), ("", true)] {
            if shreds {
                app.db.shred().await.unwrap();
            }
            let bytes = std::fs::read(app.folder.path().join(format!("test.db{end}"))).unwrap();
            let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
            for secret in secrets {
                assert!(holds(&digest(secret)), "test.db{end}: its digest is there");
                assert!(!holds(secret), "test.db{end}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_none_is_said_and_a_flood_is_slowed() {
    let app = TestApp::limited().await;
    let wrong = app.post("/connexion", &[("email", "zoe@")]).await;
    assert_eq!(wrong.status, 422);
    wrong.says(&["Écrivez votre adresse e-mail entière."]);
    for _ in 0..3 {
        assert_eq!(app.post("/connexion", &[("email", ZOE)]).await.status, 303);
    }
    assert_eq!(app.post("/connexion", &[("email", ZOE)]).await.status, 429);
}

#[tokio::test]
async fn a_stranger_elsewhere_keeps_nobody_out() {
    let app = TestApp::limited().await;
    let ask = async |address: &str| {
        app.form("/connexion", "text/html", &[("email", ZOE)]).from(address).answer().await.status
    };
    while ask("203.0.113.9").await == 303 {}
    assert_eq!(ask("203.0.113.9").await, 429);
    assert_eq!(ask("198.51.100.1").await, 303, "she asks from home");
    // From many places at once her box is not filled without end.
    let mut sent = 0;
    for place in 1..=100 {
        sent += usize::from(ask(&format!("192.0.2.{place}")).await == 303);
    }
    assert!((5..15).contains(&sent), "{sent}");
}
