//! A person takes her request back: two taps, and nothing of her is shown any more.

use crate::tests::app::{EMAIL, MOBILE, on_both_engines};

const CANCEL: [(&str, &str); 1] = [("geste", "annuler")];

#[tokio::test]
async fn two_taps_take_it_back_and_the_structure_sees_nothing_of_her() {
    on_both_engines(async |app| {
        let asked = app.ask(&[("message", "Je suis à la gare.")]).await;
        app.deliver().await;
        app.get(&asked.person).await.says(&["Annuler ma demande"]);
        app.get(&format!("{}?annuler=1", asked.person))
            .await
            .says(&["Annuler votre demande ?", "Oui, annuler"]);
        let done = app.post(&asked.person, &CANCEL).await;
        assert_eq!(done.location(), asked.person);
        app.get(&asked.person).await.says(&["Vous avez annulé"]);

        let page = app.get(&asked.structure).await;
        page.says(&["Demande annulée", "Vous n’avez rien à faire."]);
        for personal in ["Zoé", "39980012", "39 98 00 12", "gare"] {
            assert!(!page.html.contains(personal), "{personal} is still there");
        }
        let letters = app.letters(EMAIL).await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].subject.starts_with("Demande annulée"));
        let late = app.reply(&asked, &[("reponse", "oui")]).await;
        assert_eq!(late.status, 422);
        assert!(!late.html.contains("Zoé"));
    })
    .await;
}

#[tokio::test]
async fn what_had_not_left_is_dropped() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.post(&asked.person, &CANCEL).await.location();
        assert_eq!(app.letters(MOBILE).await.len(), 0, "the receipt");
        let letters = app.letters(EMAIL).await;
        assert!(letters.iter().all(|letter| !letter.body.contains("/reponse/")), "{letters:?}");
    })
    .await;
}

#[tokio::test]
async fn twice_is_once() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.deliver().await;
        for _ in 0..3 {
            assert_eq!(app.post(&asked.person, &CANCEL).await.location(), asked.person);
        }
        assert_eq!(app.letters(EMAIL).await.len(), 1);
        assert_eq!(app.count("referral_event").await, 2);
    })
    .await;
}

#[tokio::test]
async fn what_has_ended_or_was_not_meant_stays() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        assert_eq!(app.post(&asked.person, &[]).await.status, 422);
        app.reply(&asked, &[("reponse", "non"), ("motif", "other")]).await.location();
        let page = app.post(&asked.person, &CANCEL).await;
        assert_eq!(page.status, 422);
        page.says(&["Cette demande est déjà terminée."]);
        app.get(&asked.person).await.says(&["Pas cette fois"]);
    })
    .await;
}
