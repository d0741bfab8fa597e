//! A person asks, once, whatever the network does.

use futures::future::join_all;
use time::Duration;

use crate::tests::app::{EMAIL, MOBILE, OFFER, TestApp, on_both_engines};

const FORM: &str = "/offres/coworking-lens/demande";

#[tokio::test]
async fn she_asks_in_two_fields_and_reads_her_code() {
    on_both_engines(async |app| {
        let page = app.get(FORM).await;
        page.says(&["Ça m’intéresse", "Votre prénom", "Votre téléphone mobile", "Votre accord"]);
        let form = page.form_id();
        let sent = app.post(FORM, &TestApp::filled(&form, &[])).await;
        let receipt = app.get(sent.location()).await;
        receipt.says(&["C’est envoyé !", "Vous aurez des nouvelles au plus tard le mercredi 2 décembre."]);
        receipt.says(&["Gardez ce code", "Envoyée le lundi 23 novembre"]);
        let letters = app.letters(EMAIL).await;
        assert_eq!(letters.len(), 1);
        let letter = &letters[0];
        assert!(letter.path().starts_with("/reponse/") && letter.channel == "email");
        assert!(letter.subject.starts_with("Une personne demande : Un bureau partagé à Lens"));
        assert!(!letter.body.contains("Zoé") && !letter.body.contains("39 98"), "mail is read by others");
        let texts = app.letters(MOBILE).await;
        assert_eq!(texts.len(), 1);
        assert!(texts[0].body.contains(&receipt.code()) && texts[0].channel == "sms");
        assert_eq!(app.get(&texts[0].path()).await.code(), receipt.code());
        assert_eq!(app.deliver().await, 2);
        assert_eq!(app.db.messages_waiting().await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn what_she_may_add_reaches_the_structure() {
    on_both_engines(async |app| {
        let more = [("email", "zoe@example.org"), ("moment", "soir"), ("message", "Je fais du vélo 🚲.")];
        let asked = app.ask(&more).await;
        let page = app.read(&asked).await;
        page.says(&[
            "Zoé demande à venir",
            "06 39 98 00 12",
            "zoe@example.org",
            "le soir",
            "Je fais du vélo 🚲.",
        ]);
        assert_eq!(app.letters("zoe@example.org").await.len(), 1, "her receipt, by mail too");
    })
    .await;
}

#[tokio::test]
async fn pressed_twice_it_is_one_request() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let before = (app.count("referral").await, app.count("message").await);
        let again = app.post(FORM, &TestApp::filled(&asked.form, &[])).await;
        assert_eq!(app.get(again.location()).await.code(), asked.code);
        let json = app.post_json(FORM, &TestApp::filled(&asked.form, &[])).await;
        assert!(json.status == 200 && json.html.contains("/suivi/"), "{}", json.html);
        assert_eq!((app.count("referral").await, app.count("message").await), before);
    })
    .await;
}

#[tokio::test]
async fn the_same_form_cannot_say_something_else() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let other = app.post(FORM, &TestApp::filled(&asked.form, &[("prenom", "Ali")])).await;
        assert_eq!(other.status, 422);
        other.says(&["Ce formulaire est déjà parti."]);
        let elsewhere = app.post("/offres/interim-lens/demande", &TestApp::filled(&asked.form, &[])).await;
        assert_eq!(elsewhere.status, 422, "{}", elsewhere.text());
        assert_eq!((app.count("referral").await, app.count("message").await), (1, 2));
    })
    .await;
}

#[tokio::test]
async fn twenty_posts_at_once_are_one_request() {
    on_both_engines(async |app| {
        let form = app.form_of(OFFER).await;
        let fields = TestApp::filled(&form, &[]);
        let answers = join_all((0..20).map(|_| app.post(FORM, &fields))).await;
        let mut codes = Vec::new();
        for answer in &answers {
            codes.push(app.get(answer.location()).await.code());
        }
        codes.dedup();
        assert_eq!(codes.len(), 1, "{codes:?}");
        assert_eq!(app.count("referral").await, 1);
        assert_eq!(app.count("referral_event").await, 1);
        assert_eq!((app.letters(EMAIL).await.len(), app.letters(MOBILE).await.len()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_robot_changes_nothing_and_learns_nothing() {
    on_both_engines(async |app| {
        let form = app.form_of(OFFER).await;
        let answer = app.post(FORM, &TestApp::filled(&form, &[("site_web", "https://spam.example")])).await;
        assert_eq!(answer.location(), "/suivi");
        assert_eq!(app.written().await, [0, 0, 0, 0]);
    })
    .await;
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let form = app.form_of(OFFER).await;
    let fields = [
        ("envoi", form.as_str()),
        ("prenom", ""),
        ("mobile", "03 53 01 00 12"),
        ("email", "zoe@"),
        ("message", "Je peux venir lundi."),
    ];
    let page = app.post(FORM, &fields).await;
    assert_eq!(page.status, 422);
    page.says(&[
        "Écrivez votre prénom.",
        "Ce numéro est un téléphone fixe.",
        "Cette adresse e-mail est incomplète.",
        "Cochez la case",
        "Je peux venir lundi.",
    ]);
    assert_eq!(page.form_id(), form, "it is still the same request");
    let kept = |name: &str| page.all("input").iter().find(|input| input.get("name") == Some(name)).cloned();
    assert_eq!(kept("mobile").unwrap().get("value"), Some("03 53 01 00 12"));
    assert_eq!(kept("email").unwrap().get("value"), Some("zoe@"));
    assert_eq!(app.written().await, [0, 0, 0, 0]);
    let json = app.post_json(FORM, &fields).await;
    assert_eq!(json.status, 422);
    assert!(json.html.contains("refused") && json.html.contains("Cochez la case"), "{}", json.html);
}

#[tokio::test]
async fn an_offer_that_takes_no_request_writes_nothing() {
    let app = TestApp::new().await;
    let asked = app.ask(&[]).await;
    let form = app.form_of(OFFER).await;
    app.db.archive_others("premier-pas", &|_| false, app.clock.now()).await.unwrap();
    let late = app.post(FORM, &TestApp::filled(&form, &[])).await;
    assert_eq!(late.status, 422);
    assert_eq!(app.count("referral").await, 1);
    assert_eq!(app.get(&asked.person).await.status, 200, "who asked before still follows");
    assert_eq!(app.post("/offres/nulle-part/demande", &TestApp::filled(&form, &[])).await.status, 410);
}

#[tokio::test]
async fn a_hundred_requests_from_one_address_are_slowed_down() {
    let app = TestApp::limited().await;
    let mut last = None;
    for number in 10..22 {
        let page = app.get(FORM).await;
        let (form, opened) = (page.form_id(), page.hidden("ouverte"));
        app.pass(Duration::seconds(5));
        let mobile = format!("06399800{number}");
        let more = [("mobile", mobile.as_str()), ("ouverte", &opened)];
        last = Some(app.post(FORM, &TestApp::filled(&form, &more)).await);
    }
    let last = last.unwrap();
    assert_eq!(last.status, 429);
    assert!(last.header("retry-after").parse::<u64>().unwrap() > 0);
    last.says(&["Vous avez essayé trop souvent.", "Rien n’est perdu."]);
    assert_eq!(app.count("referral").await, 10);
}
