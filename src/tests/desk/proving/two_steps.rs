//! The second step: turned on, asked for, lost and turned off.

use std::collections::BTreeSet;

use time::Duration;

use super::{CODE, LEA, STEPS, hidden, with_two_steps};
use crate::commands::second_step_off;
use crate::domain::account::Login;
use crate::server::two_steps::code_at;
use crate::store::digest;
use crate::tests::app::{ORIGIN, Signed, TestApp, execute, on_both_engines};

#[tokio::test]
async fn the_second_step_stands_before_everything() {
    on_both_engines(async |app| {
        let lea = app.sign_in(LEA).await;
        let (key, codes) = with_two_steps(app, &lea).await;
        assert_eq!(codes.len(), 8);
        assert_eq!(app.count("recovery_code").await, 8);

        let link = app.sign_in_link(LEA, "/espace/profil").await;
        let half = app.post(&link, &[]).await;
        assert_eq!(half.location(), "/connexion/code?suite=%2Fespace%2Fprofil");
        let waiting = Signed { email: LEA.to_owned(), cookie: half.cookie() };
        for path in ["/espace", "/espace/profil", STEPS, "/moderation"] {
            assert!(app.page_as(&waiting, path).await.location().starts_with("/connexion/code"), "{path}");
        }
        assert!(
            app.post_as(&waiting, STEPS, &[("geste", "arreter")])
                .await
                .location()
                .starts_with("/connexion/code")
        );
        let enter = async |code: &str| app.post_as(&waiting, CODE, &[("code_unique", code)]).await;
        for wrong in ["", "000000", "abcde-fghjk"] {
            assert_eq!(enter(wrong).await.status, 422, "{wrong}");
        }
        // The code of before was used to turn it on.
        app.pass(Duration::minutes(1));
        let code = code_at(&key, app.clock.now());
        let entered = enter(&code).await;
        assert_eq!(entered.location(), "/espace");
        let whole = Signed { email: LEA.to_owned(), cookie: entered.cookie() };
        assert_ne!(whole.cookie, waiting.cookie, "under a new secret");
        assert_eq!(app.page_as(&whole, "/espace").await.status, 200);
        assert_eq!(app.page_as(&waiting, "/espace").await.status, 303);

        // A code serves once; so does one of those on paper.
        let link = app.sign_in_link(LEA, "").await;
        let waiting = Signed { email: LEA.to_owned(), cookie: app.post(&link, &[]).await.cookie() };
        let replayed = app.post_as(&waiting, CODE, &[("code_unique", &code)]).await;
        assert_eq!(replayed.status, 422);
        let paper = codes[3].to_uppercase();
        let entered = app.post_as(&waiting, CODE, &[("code_unique", &paper)]).await;
        assert_eq!(entered.status, 303);
        let whole = Signed { email: LEA.to_owned(), cookie: entered.cookie() };
        app.page_as(&whole, STEPS).await.says(&["Il vous reste 7 codes de secours."]);
        assert_eq!(
            app.post_as(&whole, STEPS, &[("geste", "arreter"), ("code_unique", &paper)]).await.status,
            422
        );
        assert_eq!(
            app.post_as(&whole, STEPS, &[("geste", "arreter"), ("code_unique", &codes[0])]).await.status,
            303
        );
        assert_eq!(app.count("recovery_code").await, 0);
        app.sign_in(LEA).await;
    })
    .await;
}

#[tokio::test]
async fn a_key_is_turned_on_by_its_own_code_and_comes_back_with_the_form() {
    let app = TestApp::new().await;
    let lea = app.sign_in(LEA).await;
    let page = app.page_as(&lea, STEPS).await;
    let (key, codes) = (hidden(&page, "cle"), hidden(&page, "secours"));
    let fields = [("geste", "activer"), ("cle", &*key), ("secours", &*codes), ("code_unique", "000000")];
    let refused = app.post_as(&lea, STEPS, &fields).await;
    assert_eq!(refused.status, 422);
    assert_eq!((hidden(&refused, "cle"), hidden(&refused, "secours")), (key.clone(), codes.clone()));
    let code = code_at(&key, app.clock.now());
    for (key, codes) in [("AAAA", &*codes), (&key, "abcde-fghjk"), ("", "")] {
        let fields = [("geste", "activer"), ("cle", key), ("secours", codes), ("code_unique", &code)];
        assert_eq!(app.post_as(&lea, STEPS, &fields).await.status, 422);
    }
}

/// ASVS 5.0, 6.5.2: what is kept of a code on paper is no digest that a machine tries a billion times a second.
#[tokio::test]
async fn codes_on_paper_are_kept_as_passwords_are_and_older_sheets_still_open() {
    on_both_engines(async |app| {
        let lea = app.sign_in(LEA).await;
        let (_, codes) = with_two_steps(app, &lea).await;
        let account = app.db.account_of(&Login::parse(LEA).unwrap()).await.unwrap().unwrap().id;
        let kept = app.db.recovery_codes(account).await.unwrap();
        assert_eq!(kept.len(), 8);
        assert!(kept.iter().all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")), "{kept:?}");
        let salts: BTreeSet<_> = kept.iter().map(|hash| hash.split('$').nth(4).unwrap()).collect();
        assert_eq!(salts.len(), 8, "each has its own salt");
        let enter = async |code: &str| {
            let link = app.sign_in_link(LEA, "").await;
            let waiting = Signed { email: LEA.to_owned(), cookie: app.post(&link, &[]).await.cookie() };
            app.post_as(&waiting, CODE, &[("code_unique", code)]).await.status
        };
        assert_eq!(enter(&codes[7]).await, 303);
        assert_eq!(enter(&codes[7]).await, 422, "once each");
        let of_before = digest(format!("{account} abcdefghjk"));
        let other = &app.db.recovery_codes(account).await.unwrap()[0];
        let sql = format!("update recovery_code set digest = '{of_before}' where digest = '{other}'");
        assert_eq!(execute(&app.db, sql).await, 1);
        assert_eq!(enter("abcde-fghjk").await, 303);
        assert_eq!(enter("abcde-fghjk").await, 422);
    })
    .await;
}

/// ASVS 5.0, 6.4.4: the platform asks who she is, not a page.
#[tokio::test]
async fn who_has_lost_her_telephone_and_her_paper_comes_in_again() {
    on_both_engines(async |app| {
        let login = Login::parse(LEA).unwrap();
        let turn_off = async || {
            second_step_off::turn_off(&app.db, &login, ORIGIN, &app.reading.chance, app.clock.now()).await
        };
        assert_eq!(turn_off().await.unwrap_err().to_string(), "there is no such account");
        let lea = app.sign_in(LEA).await;
        assert_eq!(turn_off().await.unwrap_err().to_string(), "its second step is off already");
        with_two_steps(app, &lea).await;
        turn_off().await.unwrap();
        assert_eq!(app.page_as(&lea, "/espace").await.status, 303, "whoever found her telephone is out");
        assert_eq!(app.count("recovery_code").await, 0);
        let told = app.letters(LEA).await;
        assert!(told.iter().any(|letter| letter.body.contains("est arrêtée, à votre demande")));
        let again = app.sign_in(LEA).await;
        with_two_steps(app, &again).await;
    })
    .await;
}
