//! The structure's link: it lives eight days, and renews itself to the same address.

use time::Duration;

use crate::tests::app::{EMAIL, on_both_engines};

#[tokio::test]
async fn after_eight_days_it_shows_nothing_and_renews_itself() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.deliver().await;
        app.pass(Duration::days(8) - Duration::seconds(1));
        app.read(&asked).await.says(&["Zoé demande à venir", "elle attend depuis"]);
        app.pass(Duration::seconds(1));
        let ended = app.get(&asked.structure).await;
        ended.says(&["Ce lien a expiré", "Recevoir un nouveau lien"]);
        assert!(!ended.html.contains("Zoé") && !ended.html.contains("39980012"));
        let late = app.reply(&asked, &[("reponse", "oui")]).await;
        assert_eq!(late.status, 422);
        late.says(&["Ce lien a expiré."]);

        let renewed = app.post(&asked.structure, &[("geste", "renouveler")]).await;
        app.get(renewed.location()).await.says(&["Regardez vos e-mails"]);
        let letters = app.letters(EMAIL).await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].subject.starts_with("Votre nouveau lien"));
        app.get(&letters[0].path()).await.says(&["Zoé demande à venir"]);
        app.get(&asked.structure).await.says(&["Ce lien a expiré"]);
    })
    .await;
}

#[tokio::test]
async fn a_link_that_lives_is_not_renewed() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.deliver().await;
        app.post(&asked.structure, &[("geste", "renouveler")]).await.location();
        assert_eq!(app.letters(EMAIL).await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_link_opens_only_its_own_side() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let person = asked.person.replace("/suivi/", "/reponse/");
        let structure = asked.structure.replace("/reponse/", "/suivi/");
        for path in [&person, &structure, "/reponse/abc", "/suivi/aaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            let page = app.get(path).await;
            assert_eq!(page.status, 404, "{path}");
            assert!(!page.html.contains("Zoé"));
        }
        assert_eq!(app.post(&person, &[("geste", "repondre"), ("reponse", "oui")]).await.status, 410);
        assert_eq!(app.post(&structure, &[("geste", "annuler")]).await.status, 410);
        assert_eq!(app.count("referral_event").await, 1);
    })
    .await;
}
