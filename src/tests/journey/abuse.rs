//! Requests that nobody meant: sent twice, by a robot, to try, by a number that is blocked; and what a page tells of them.

use time::Duration;

use crate::domain::id::Code;
use crate::domain::membership::Role;
use crate::store::Referral;
use crate::tests::app::{Asked, EMAIL, Element, MOBILE, OFFER, Page, Signed, TestApp, on_both_engines};

const FORM: &str = "/offres/coworking-lens/demande";
const INBOX: &str = "/espace/coop-connexion/demandes";
const NUMBERS: &str = "/espace/coop-connexion/demandes/numeros";

impl TestApp {
    /// Fills another form for the offer; answers the page that it leads to.
    async fn ask_again(&self, more: &[(&str, &str)]) -> String {
        // Letters are in order by the second.
        self.pass(Duration::seconds(1));
        let form = self.form_of(OFFER).await;
        let sent = self.post(FORM, &Self::filled(&form, more)).await;
        sent.location().strip_suffix("?envoyee=1").expect("the page of a request").to_owned()
    }

    async fn request_of(&self, code: &str) -> Referral {
        self.db.referral_by_code(&Code::parse(code).unwrap()).await.unwrap().unwrap()
    }

    /// The page of a request at the desk.
    async fn desk_page(&self, asked: &Asked) -> String {
        format!("{INBOX}/{}", self.request_of(&asked.code).await.id)
    }
}

/// What a page says, without what differs from request to request.
fn alike(page: &Page, code: &str) -> String {
    page.text().replace(code, "CODE")
}

#[tokio::test]
async fn sent_twice_it_is_one_request_and_nothing_tells() {
    on_both_engines(async |app| {
        let first = app.ask(&[("message", "Entre nous.")]).await;
        let fresh = alike(&app.get(&format!("{}?envoyee=1", first.person)).await, &first.code);
        app.reply(
            &first,
            &[("reponse", "rendez-vous"), ("jour", "2026-12-02"), ("heure", "10:00"), ("lieu", "Secret")],
        )
        .await
        .location();
        let letters = (app.letters(EMAIL).await.len(), app.letters(MOBILE).await.len());

        // Accents and capitals make no other person.
        let second = app.ask_again(&[("prenom", "ZOE")]).await;
        let page = app.get(&format!("{second}?envoyee=1")).await;
        let code = page.code();
        assert_ne!(code, first.code);
        assert_eq!(alike(&page, &code), fresh, "the same page as for a request that is new");
        for (path, what) in [(second.clone(), "page"), (format!("{second}/mes-donnees.json"), "data")] {
            let told = app.get(&path).await.html;
            for hers in ["Entre nous", "Secret", "rendez-vous", &first.code] {
                assert!(!told.contains(hers), "{what}: {hers}");
            }
        }
        assert_eq!(
            (app.letters(EMAIL).await.len(), app.letters(MOBILE).await.len()),
            letters,
            "nothing is sent"
        );
        let zoe = app.member("coop-connexion", Role::Publisher).await;
        let inbox = app.page_as(&zoe, INBOX).await;
        assert!(!inbox.text().contains(&code));
        let organisation = app.db.organisation("coop-connexion").await.unwrap().unwrap().id;
        assert_eq!(app.db.received(organisation).await.unwrap().len(), 1);
        let apart = app.request_of(&code).await;
        assert_eq!(app.page_as(&zoe, &format!("{INBOX}/{}", apart.id)).await.status, 404);

        // The same request answers for both from now on.
        app.reply(&first, &[("reponse", "oui"), ("mot", "Venez lundi.")]).await.location();
        app.get(&second).await.says(&["C’est oui", "Venez lundi."]);
        let apart = app.request_of(&code).await;
        let events = app.db.events(apart.id).await.unwrap();
        assert_eq!(events.len() as i64, apart.events);
    })
    .await;
}

#[tokio::test]
async fn two_forms_at_once_are_one_request() {
    on_both_engines(async |app| {
        let (one, other) = (app.form_of(OFFER).await, app.form_of(OFFER).await);
        let (one, other) = (TestApp::filled(&one, &[]), TestApp::filled(&other, &[]));
        let sent = futures::future::join(app.post(FORM, &one), app.post(FORM, &other)).await;
        assert!(sent.0.location().starts_with("/suivi/") && sent.1.location().starts_with("/suivi/"));
        let organisation = app.db.organisation("coop-connexion").await.unwrap().unwrap().id;
        assert_eq!(app.db.received(organisation).await.unwrap().len(), 1);
        assert_eq!((app.letters(EMAIL).await.len(), app.letters(MOBILE).await.len()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_of_two_is_told_to_the_phone_alone() {
    on_both_engines(async |app| {
        let first = app.ask(&[]).await;
        for (gesture, page) in [("annuler", None), ("effacer", Some("/suivi?efface=1"))] {
            let second = app.ask_again(&[]).await;
            let texts = app.letters(MOBILE).await.len();
            let letters = app.letters(EMAIL).await.len();
            app.pass(Duration::seconds(1));
            let done = app.post(&second, &[("geste", gesture)]).await;
            assert_eq!(done.location(), page.unwrap_or(&second));
            assert_eq!(app.letters(EMAIL).await.len(), letters, "{gesture}: the structure never knew of it");
            let texts = app.letters(MOBILE).await.split_off(texts);
            assert_eq!(texts.len(), 1, "{gesture}");
            assert!(texts[0].body.contains("La premiere continue"), "{}", texts[0].body);
            app.get(&texts[0].path()).await.says(&[&first.code, "Annuler ma demande"]);
        }
        // Her first request gone, nothing is left of the others.
        let third = app.ask_again(&[]).await;
        app.post(&first.person, &[("geste", "effacer")]).await.location();
        assert_eq!(app.get(&third).await.status, 404);
        assert_eq!(app.count("referral").await, 0);
    })
    .await;
}

#[tokio::test]
async fn after_a_day_her_phone_tells_her_that_she_has_asked() {
    let app = TestApp::new().await;
    let first = app.ask(&[]).await;
    app.pass(Duration::hours(25));
    let texts = app.letters(MOBILE).await.len();
    app.ask_again(&[]).await;
    for _ in 0..200 {
        if let Some(text) = app.letters(MOBILE).await.get(texts) {
            assert!(text.body.contains(&first.code), "{}", text.body);
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("no SMS");
}

#[tokio::test]
async fn who_shares_a_phone_asks_for_herself() {
    on_both_engines(async |app| {
        app.ask(&[]).await;
        app.ask_again(&[("prenom", "Autre")]).await;
        assert_eq!(app.letters(EMAIL).await.len(), 2);
        // Over, she may ask again.
        let third = app.ask_again(&[("prenom", "Ali")]).await;
        app.post(&third, &[("geste", "annuler")]).await.location();
        app.ask_again(&[("prenom", "Ali")]).await;
        let organisation = app.db.organisation("coop-connexion").await.unwrap().unwrap().id;
        assert_eq!(app.db.received(organisation).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_comes_back_at_once_is_asked_for_again_and_loses_nothing() {
    let app = TestApp::limited().await;
    let page = app.get(FORM).await;
    let form = page.form_id();
    let opened = page.hidden("ouverte");
    let forged = format!("{}-{}", app.clock.now().unix_timestamp() - 60, "a".repeat(32));
    let words = ("message", "Je peux venir lundi.");
    for carried in ["", "1", "x-y", &forged, &opened] {
        let sent = app.post(FORM, &TestApp::filled(&form, &[("ouverte", carried), words])).await;
        assert_eq!(sent.status, 422, "{carried}");
        sent.says(&["C’est allé très vite.", "Je peux venir lundi."]);
        assert_eq!(sent.form_id(), form, "it is still the same request");
    }
    assert_eq!(app.count("referral").await, 0);
    app.pass(Duration::seconds(2));
    let sent = app.post(FORM, &TestApp::filled(&form, &[("ouverte", &opened), words])).await;
    assert!(sent.location().starts_with("/suivi/"));
    assert_eq!(app.count("referral").await, 1);
}

#[tokio::test]
async fn who_tries_the_form_is_told_to_the_structure() {
    let app = TestApp::new().await;
    let asked = app.ask(&[("prenom", "Test")]).await;
    app.read(&asked).await.says(&["ressemble à un essai"]);
    let zoe = app.member("coop-connexion", Role::Reader).await;
    app.page_as(&zoe, INBOX).await.says(&["Un essai ?"]);
    let real = app.ask(&[("mobile", "0639980013")]).await;
    assert!(!app.read(&real).await.text().contains("ressemble à un essai"));
}

async fn unblock(app: &TestApp, signed: &Signed) {
    let page = app.page_as(signed, NUMBERS).await;
    page.says(&["Numéro qui finit par 0012", "Débloquer"]);
    app.post_as(signed, NUMBERS, &[("numero", &page.hidden("numero"))]).await.location();
    app.page_as(signed, NUMBERS).await.says(&["Aucun numéro n’est bloqué."]);
}

#[tokio::test]
async fn a_number_is_blocked_for_one_structure_and_for_a_while() {
    on_both_engines(async |app| {
        let first = app.ask(&[]).await;
        let fresh = alike(&app.get(&format!("{}?envoyee=1", first.person)).await, &first.code);
        app.read(&first).await.says(&["Un problème avec cette demande", "Bloquer ce numéro"]);
        app.post(&first.structure, &[("geste", "bloquer")]).await.location();
        app.get(&first.structure)
            .await
            .says(&["Ce numéro est bloqué pour votre structure jusqu’au 25 mai 2027."]);
        app.reply(&first, &[("reponse", "non"), ("motif", "full")]).await;
        app.post(&first.person, &[("geste", "annuler")]).await;

        let (letters, texts) = (app.letters(EMAIL).await.len(), app.letters(MOBILE).await.len());
        let second = app.ask_again(&[]).await;
        let page = app.get(&format!("{second}?envoyee=1")).await;
        assert_eq!(alike(&page, &page.code()), fresh, "whoever types a number learns nothing");
        assert_eq!(app.letters(EMAIL).await.len(), letters, "the structure hears nothing");
        let texts = app.letters(MOBILE).await.split_off(texts);
        assert_eq!(texts.len(), 1);
        assert!(texts[0].body.contains("ne prend pas de demande"), "her phone tells her: {}", texts[0].body);
        app.get(&texts[0].path()).await.says(&["Cette structure ne prend pas de demande de ce numéro."]);
        // Elsewhere she asks as ever.
        let form = app.form_of("velos-pau").await;
        app.post("/offres/velos-pau/demande", &TestApp::filled(&form, &[])).await.location();
        assert_eq!(
            app.db
                .received(app.db.organisation("velos-du-gave").await.unwrap().unwrap().id)
                .await
                .unwrap()
                .len(),
            1
        );

        let zoe = app.member("coop-connexion", Role::Publisher).await;
        unblock(app, &zoe).await;
        app.ask_again(&[("prenom", "Zoé")]).await;
        assert_eq!(app.letters(EMAIL).await.len(), letters + 1);
        let admin = app.member("coop-connexion", Role::Admin).await;
        app.page_as(&admin, "/espace/coop-connexion/journal").await.says(&[
            "a bloqué le numéro qui finit par 0012, jusqu’au 25 mai 2027.",
            "a débloqué le numéro qui finit par 0012.",
        ]);
    })
    .await;
}

#[tokio::test]
async fn a_block_ends_by_itself_and_is_erased() {
    let app = TestApp::new().await;
    let asked = app.ask(&[]).await;
    let zoe = app.member("coop-connexion", Role::Publisher).await;
    let page = app.desk_page(&asked).await;
    app.post_as(&zoe, &page, &[("geste", "lire")]).await.location();
    app.post_as(&zoe, &page, &[("geste", "bloquer")]).await.location();
    app.page_as(&zoe, &page).await.says(&["Ce numéro est bloqué"]);
    app.pass(Duration::days(184));
    let letters = app.letters(EMAIL).await.len();
    app.ask_again(&[("prenom", "Ali")]).await;
    assert_eq!(app.letters(EMAIL).await.len(), letters + 1);
    crate::routine::forget::forget_entries(&app.db, app.clock.now()).await.unwrap();
    assert_eq!(app.count("blocked_number").await, 0);
}

#[tokio::test]
async fn an_abuse_is_reported_and_decided() {
    on_both_engines(async |app| {
        let moderator = app.moderator().await;
        let asked = app.ask(&[]).await;
        app.read(&asked).await;
        let empty = app.post(&asked.structure, &[("geste", "signaler")]).await;
        assert_eq!(empty.status, 422);
        empty.says(&["Choisissez ce qui ne va pas."]);
        let shown = |one: &Element| one.get("data-problems").is_some() && one.get("hidden").is_none();
        assert_eq!(empty.elements().into_iter().filter(shown).count(), 1, "the other form tells nothing");
        assert_eq!(empty.shared_ids(), [""; 0]);
        let report = [("geste", "signaler"), ("abus", "insulte"), ("abus_mots", "Des menaces au téléphone.")];
        for _ in 0..2 {
            app.post(&asked.structure, &report).await.location();
        }
        assert_eq!(app.count("abuse_report").await, 1, "told twice, it is one report");
        app.get(&asked.structure).await.says(&["Vous avez signalé cette demande", "Nous regardons."]);
        assert!(
            app.letters(&moderator.email)
                .await
                .iter()
                .any(|letter| letter.subject.starts_with("Un signalement"))
        );
        let page = app.page_as(&moderator, "/moderation").await;
        page.says(&[
            "Insultes ou menaces",
            "Des menaces au téléphone.",
            &asked.code,
            "Demandes de ce numéro : 1.",
        ]);
        assert!(!page.text().contains("Zoé") && !page.text().contains("0012"), "nothing of the person");

        let id = page.hidden("signalement");
        let decide = [
            ("geste", "signalement"),
            ("signalement", id.as_str()),
            ("issue", "blocked"),
            ("reponse", "Merci de l’avoir dit."),
        ];
        let zoe = app.member("coop-connexion", Role::Admin).await;
        assert_eq!(app.post_as(&zoe, "/moderation", &decide).await.status, 404);
        app.post_as(&moderator, "/moderation", &decide).await.location();
        assert_eq!(app.post_as(&moderator, "/moderation", &decide).await.status, 410, "it is decided once");
        app.get(&asked.structure)
            .await
            .says(&["bloqué ce numéro pour toutes les structures", "Merci de l’avoir dit."]);
        app.page_as(&zoe, "/espace/coop-connexion/journal").await.says(&[
            &format!("a signalé la demande {} : insultes ou menaces.", asked.code),
            &format!("a regardé le signalement de la demande {} : numéro bloqué partout.", asked.code),
        ]);
        // Blocked for all.
        let form = app.form_of("velos-pau").await;
        app.post("/offres/velos-pau/demande", &TestApp::filled(&form, &[])).await.location();
        let other = app.db.organisation("velos-du-gave").await.unwrap().unwrap().id;
        assert!(app.db.received(other).await.unwrap().is_empty());

        app.pass(Duration::days(366));
        crate::routine::forget::forget_entries(&app.db, app.clock.now()).await.unwrap();
        assert_eq!(app.count("abuse_report").await, 0);
    })
    .await;
}

#[tokio::test]
async fn only_its_own_structure_does_anything_about_a_request() {
    let app = TestApp::new().await;
    let asked = app.ask(&[]).await;
    let id = app.request_of(&asked.code).await.id;
    let reader = app.member("coop-connexion", Role::Reader).await;
    let other = app.member("velos-du-gave", Role::Admin).await;
    for gesture in ["bloquer", "signaler"] {
        let fields = [("geste", gesture), ("abus", "autre")];
        assert_eq!(app.post_as(&reader, &format!("{INBOX}/{id}"), &fields).await.status, 403);
        let crossed = format!("/espace/velos-du-gave/demandes/{id}");
        assert_eq!(app.post_as(&other, &crossed, &fields).await.status, 404);
    }
    let zoe = app.member("coop-connexion", Role::Publisher).await;
    app.post_as(&zoe, &format!("{INBOX}/{id}"), &[("geste", "bloquer")]).await.location();
    let number = app.page_as(&zoe, NUMBERS).await.hidden("numero");
    let number = [("numero", number.as_str())];
    assert_eq!(app.post_as(&reader, NUMBERS, &number).await.status, 403);
    assert_eq!(app.post_as(&other, "/espace/velos-du-gave/demandes/numeros", &number).await.status, 404);
    assert_eq!(app.count("blocked_number").await, 1);
    // Once it is over, nothing is left to block.
    app.post(&asked.person, &[("geste", "annuler")]).await.location();
    assert_eq!(app.post(&asked.structure, &[("geste", "bloquer")]).await.status, 422);
}
