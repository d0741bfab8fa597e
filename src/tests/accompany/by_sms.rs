//! She says yes, or no, on her own phone.

use time::Duration;

use crate::routine::forget;
use crate::tests::accompany::{MOBILE, NAME};
use crate::tests::app::{EMAIL, OFFER, Signed, TestApp, execute, on_both_engines};

impl TestApp {
    /// A request that waits for her yes; the path of her link.
    async fn waits(&self, volunteer: &Signed) -> String {
        let more = [("comment", "sms"), ("message", "Je suis libre le matin."), ("voir", "oui")];
        let done = self.asks_with(volunteer, OFFER, &more).await;
        assert_eq!(done.location(), "/accompagner?fait=sms");
        let sms = self.sms().await;
        assert!(sms.path().starts_with("/oui/"), "{}", sms.body);
        for hers in ["Zoé", "libre", "Connexion", "Restos"] {
            assert!(!sms.body.contains(hers), "{hers}: {}", sms.body);
        }
        sms.path()
    }
}

#[tokio::test]
async fn her_yes_sends_it_and_nothing_was_sent_before() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        let link = app.waits(&marie).await;
        assert_eq!((app.count("referral").await, app.letters(EMAIL).await.len()), (0, 0));
        app.people(&marie).await.says(&["1 demande attend un oui par SMS."]);
        let page = app.get(&link).await;
        page.says(&[
            "Zoé, dites-vous oui ?",
            "Je suis libre le matin.",
            "06 39 98 00 12",
            "CoopConnexion",
            NAME,
        ]);
        app.get(&link).await.says(&["Rien n’est encore envoyé."]);
        assert_eq!(app.count("referral").await, 0, "to look is not to say yes");
        assert_eq!(app.post(&link, &[("geste", "peut-être")]).await.status, 422);
        let done = app.post(&link, &[("geste", "oui"), ("voir", "oui")]).await;
        let hers = done.location().strip_suffix("?envoyee=1").unwrap().to_owned();
        app.get(&hers).await.says(&[
            "Vous avez dit oui par le lien de notre SMS, le lundi 23 novembre.",
            "Il voit où en est",
        ]);
        assert_eq!((app.count("waiting_ask").await, app.letters(EMAIL).await.len()), (0, 1));
        app.people(&marie).await.says(&["Zoé", "La demande est envoyée."]);
        assert_eq!(app.post(&link, &[("geste", "oui")]).await.status, 410);
        assert_eq!((app.get(&link).await.status, app.count("referral").await), (404, 1));
        // What went to her phone alone opens her other requests.
        app.asks_with(&marie, "velos-pau", &[("comment", "aloud")]).await.location();
        app.get(&hers).await.says(&["Vos autres demandes"]);
    })
    .await;
}

#[tokio::test]
async fn her_no_erases_it() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        let link = app.waits(&marie).await;
        let done = app.post(&link, &[("geste", "non")]).await;
        app.get(done.location()).await.says(&["Rien n’est envoyé", "Nous avons tout effacé"]);
        assert_eq!((app.count("waiting_ask").await, app.count("referral").await), (0, 0));
        assert!(app.letters(MOBILE).await.is_empty(), "nor does an SMS leave that had not left");
        assert_eq!(app.get(&link).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn without_a_yes_it_is_erased_in_three_days() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        let link = app.waits(&marie).await;
        app.pass(Duration::days(3) - Duration::minutes(5));
        assert_eq!(app.get(&link).await.status, 200);
        assert_eq!(forget::forget_waiting(&app.db, app.clock.now()).await.unwrap(), 0);
        app.pass(Duration::minutes(5));
        assert_eq!(app.get(&link).await.status, 404, "whether it is erased yet or not");
        assert_eq!(app.post(&link, &[("geste", "oui")]).await.status, 410);
        assert_eq!(app.db.expired_waiting_asks(app.clock.now()).await.unwrap(), 1, "told by the dry run");
        assert_eq!(forget::forget_waiting(&app.db, app.clock.now()).await.unwrap(), 1);
        assert_eq!((app.count("waiting_ask").await, app.letters(MOBILE).await.len()), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn erasing_everything_erases_what_waits() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        let asked = app.asked_aloud(&marie, &[]).await;
        app.asks_with(&marie, "velos-pau", &[("comment", "sms")]).await.location();
        app.asks_with(&marie, "velos-pau", &[("comment", "sms"), ("prenom", "Ali")]).await.location();
        app.post(&asked.person, &[("geste", "effacer")]).await.location();
        assert_eq!((app.count("referral").await, app.count("waiting_ask").await), (0, 1), "Ali's stays");
    })
    .await;
}

#[tokio::test]
async fn an_offer_that_closed_meanwhile_is_told() {
    let app = TestApp::new().await;
    let marie = app.volunteer().await;
    let link = app.waits(&marie).await;
    let close = format!("update offer set asks_closed_at = changed_at where slug = '{OFFER}'");
    assert_eq!(execute(&app.db, close).await, 1);
    assert_eq!(app.post(&link, &[("geste", "oui")]).await.status, 410);
    assert_eq!((app.count("referral").await, app.count("waiting_ask").await), (0, 1));
}
