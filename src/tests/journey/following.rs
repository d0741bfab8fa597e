//! A person finds her request again: by code and four digits, or by her phone where the code is lost.

use std::time::Duration;

use crate::tests::app::{MOBILE, TestApp, on_both_engines};

#[tokio::test]
async fn code_and_four_digits_open_the_request() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let sloppy = asked.code.to_lowercase().replace('-', " ");
        for (code, digits) in [(asked.code.as_str(), "0012"), (&sloppy, "00 12")] {
            let opened = app.post("/suivi", &[("code", code), ("chiffres", digits)]).await;
            let page = app.get(opened.location()).await;
            assert_eq!(page.code(), asked.code);
            page.says(&["Envoyée", "Un bureau partagé à Lens"]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_visit_ends_by_itself_the_first_link_does_not() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let fields = [("code", asked.code.as_str()), ("chiffres", "0012")];
        let visit = app.post("/suivi", &fields).await.location().to_owned();
        app.pass(time::Duration::hours(1));
        assert_eq!(app.get(&visit).await.status, 200);
        app.pass(time::Duration::hours(2));
        let ended = app.get(&visit).await;
        assert_eq!(ended.status, 404);
        ended.says(&["Ce lien ne marche plus", "Entrer mon code"]);
        assert_eq!(app.get(&asked.person).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn wrong_digits_and_an_unknown_code_say_the_same() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let mut answers = Vec::new();
        for (code, digits) in [(asked.code.as_str(), "9999"), ("ZZZZ-9999", "0012"), ("ZZZZ-9999", "9999")] {
            let page = app.post_json("/suivi", &[("code", code), ("chiffres", digits)]).await;
            assert_eq!(page.status, 422);
            assert!(page.html.contains("ne vont pas ensemble"), "{}", page.html);
            answers.push(page.html.replace(code, "").replace(digits, ""));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
        let page = app.post("/suivi", &[("code", "K0"), ("chiffres", "12")]).await;
        page.says(&["Un code a 8 lettres et chiffres", "Écrivez les 4 derniers chiffres"]);
    })
    .await;
}

#[tokio::test]
async fn guessing_is_slowed_down_for_each_code() {
    let app = TestApp::limited().await;
    let mut statuses = Vec::new();
    for n in 0..12 {
        let digits = format!("{n:04}");
        statuses.push(app.post("/suivi", &[("code", "ZZZZ-9999"), ("chiffres", &digits)]).await.status);
    }
    assert_eq!(statuses[..8], [422; 8]);
    assert_eq!(statuses[8..], [429; 4]);
}

#[tokio::test]
async fn nodes_of_one_database_count_guesses_together() {
    let Some(one) = TestApp::limited_on_postgres().await else {
        println!("PostgreSQL is skipped: TEST_POSTGRES_URL is not set");
        return;
    };
    let other = one.beside().await;
    let mut statuses = Vec::new();
    for n in 0..10 {
        let (node, digits) = (if n % 2 == 0 { &one } else { &other }, format!("{n:04}"));
        let guess = [("code", "ZZZZ-9999"), ("chiffres", digits.as_str())];
        statuses.push(node.post("/suivi", &guess).await.status);
    }
    assert_eq!(statuses[..8], [422; 8]);
    assert_eq!(statuses[8..], [429; 2], "neither has let four more through");
    drop(other);
    one.close().await;
}

#[tokio::test]
async fn a_lost_code_comes_back_by_sms_only_where_it_is_known() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.deliver().await;
        let mut answers = Vec::new();
        for mobile in ["06 39 98 00 12", "06 39 98 77 77"] {
            let page = app.post("/suivi/code-perdu", &[("mobile", mobile)]).await;
            let told = app.get(page.location()).await;
            told.says(&["Si ce numéro a une demande, nous lui envoyons le code."]);
            answers.push((page.status, page.location().to_owned(), page.html, told.text()));
        }
        assert_eq!(answers[0], answers[1], "nobody learns who has asked");
        let texts = eventually(app, 1).await;
        assert!(texts[0].body.contains(&asked.code));
        assert_eq!(app.get(&texts[0].path()).await.code(), asked.code);
        assert_eq!(app.count("message").await, 3, "the letter, the receipt, this one");
    })
    .await;
}

#[tokio::test]
async fn asked_again_at_once_it_is_sent_once() {
    on_both_engines(async |app| {
        app.ask(&[]).await;
        app.deliver().await;
        for _ in 0..3 {
            app.post("/suivi/code-perdu", &[("mobile", "0639980012")]).await.location();
        }
        assert_eq!(eventually(app, 1).await.len(), 1);
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert_eq!(app.letters(MOBILE).await.len(), 1);
        app.pass(time::Duration::minutes(16));
        app.post("/suivi/code-perdu", &[("mobile", "0639980012")]).await.location();
        assert_eq!(eventually(app, 2).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_mobile_is_said() {
    let app = TestApp::new().await;
    let page = app.post("/suivi/code-perdu", &[("mobile", "03 53 01 00 12")]).await;
    assert_eq!(page.status, 422);
    page.says(&["Ce numéro est un téléphone fixe."]);
}

/// The code is sent behind the answer: wait until so many messages are there.
async fn eventually(app: &TestApp, count: usize) -> Vec<crate::tests::app::Message> {
    for _ in 0..200 {
        let texts = app.letters(MOBILE).await;
        if texts.len() >= count {
            return texts;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    app.letters(MOBILE).await
}
