//! A structure answers from the link in its letter; the person reads it in words.

use crate::tests::app::{MOBILE, Outcome, on_both_engines};

const CALL: Outcome<'static> = &[("reponse", "appel"), ("mot", "Je vous appelle demain.")];
const MEET: Outcome<'static> = &[
    ("reponse", "rendez-vous"),
    ("jour", "2026-12-01"),
    ("heure", "14:30"),
    ("lieu", "12 rue de la Gare, Lens"),
];
const YES: Outcome<'static> = &[("reponse", "oui")];
const NO: Outcome<'static> = &[("reponse", "non"), ("motif", "full"), ("mot", "Réessayez en mars.")];

#[tokio::test]
async fn each_answer_is_read_in_words() {
    on_both_engines(async |app| {
        for (answer, state, said, news) in [
            (
                CALL,
                "On vous appelle",
                &["La structure va vous appeler.", "Je vous appelle demain."][..],
                "va vous appeler",
            ),
            (
                MEET,
                "Rendez-vous proposé",
                &["Venez le mardi 1er décembre à 14 h 30.", "12 rue de la Gare, Lens"],
                "vous propose un rendez-vous",
            ),
            (YES, "C’est oui", &[], "vous dit oui"),
            (
                NO,
                "Pas cette fois",
                &[
                    "Il n’y a plus de place pour le moment.",
                    "Réessayez en mars.",
                    "D’autres offres près de là",
                ],
                "la structure a répondu",
            ),
        ] {
            let asked = app.ask(&[("email", "zoe@example.org")]).await;
            let envelope = app.get(&asked.structure).await;
            envelope.says(&["Zoé demande à venir", "avant le mercredi 2 décembre"]);
            assert!(!envelope.text().contains("06 39"), "nobody has opened it yet");
            app.read(&asked).await.says(&["06 39 98 00 12", "Votre réponse"]);
            app.deliver().await;
            let done = app.reply(&asked, answer).await;
            assert_eq!(done.location(), format!("{}?repondu=1", asked.structure));
            app.get(done.location()).await.says(&["Merci !", "est prévenue par SMS."]);

            let texts = app.letters(MOBILE).await;
            assert_eq!(texts.len(), 1, "{texts:?}");
            assert!(texts[0].body.contains(news), "{}", texts[0].body);
            assert_eq!(app.letters("zoe@example.org").await.len(), 1);
            for path in [&asked.person, &texts[0].path()] {
                let page = app.get(path).await;
                page.says(&[state]);
                page.says(said);
            }
            // One open request for an offer: she takes this one back before the next.
            app.post(&asked.person, &[("geste", "annuler")]).await;
            app.deliver().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_refusal_gives_other_offers() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.reply(&asked, NO).await;
        let page = app.get(&asked.person).await;
        assert_eq!(page.cards().len(), 3, "{:?}", page.cards());
        assert!(!page.cards().contains(&"coworking-lens".to_owned()));
        assert!(!page.text().contains("Annuler ma demande"), "it is over");
    })
    .await;
}

#[tokio::test]
async fn a_structure_may_change_its_answer_but_not_after_a_no() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.reply(&asked, CALL).await.location();
        app.reply(&asked, MEET).await.location();
        app.get(&asked.structure)
            .await
            .says(&["Changer votre réponse", "Rendez-vous le mardi 1er décembre à 14 h 30"]);
        app.reply(&asked, NO).await.location();
        let late = app.reply(&asked, YES).await;
        assert_eq!(late.status, 422);
        late.says(&["Cette demande est terminée."]);
        let page = app.get(&asked.person).await;
        page.says(&["Envoyée", "On vous appelle", "Rendez-vous proposé", "Pas cette fois"]);
        assert!(!page.text().contains("12 rue de la Gare"), "the appointment is off");
        assert_eq!(app.count("referral_event").await, 4);
    })
    .await;
}

#[tokio::test]
async fn pressed_twice_she_is_told_once() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        app.deliver().await;
        for answer in [CALL, CALL, MEET, MEET] {
            app.reply(&asked, answer).await.location();
        }
        assert_eq!(app.letters(MOBILE).await.len(), 2);
        let other_hour = [MEET, &[("heure", "9h")]].concat();
        app.reply(&asked, &other_hour).await.location();
        app.get(&asked.person).await.says(&["Venez le mardi 1er décembre à 9 h."]);
        assert_eq!(app.letters(MOBILE).await.len(), 3, "another hour is news");
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_lacks_something_is_asked_for_kindly() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        for (answer, problem) in [
            (&[][..], "Choisissez une des réponses."),
            (&[("reponse", "non")], "Choisissez une raison"),
            (&[("reponse", "rendez-vous"), ("lieu", "Ici")], "Choisissez le jour et l’heure"),
            (&[("reponse", "rendez-vous"), ("jour", "2026-12-01"), ("heure", "10:00")], "Écrivez l’adresse"),
            (
                &[("reponse", "rendez-vous"), ("jour", "2026-11-20"), ("heure", "10:00"), ("lieu", "Ici")],
                "Ce jour est passé.",
            ),
        ] {
            let page = app.reply(&asked, answer).await;
            assert_eq!(page.status, 422);
            page.says(&[problem]);
        }
        let page = app.post(&asked.structure, &[("geste", "effacer")]).await;
        assert_eq!(page.status, 422);
        assert_eq!(app.count("referral_event").await, 1);
    })
    .await;
}
