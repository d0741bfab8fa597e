//! She said yes to the volunteer beside her.

use crate::domain::id::Code;
use crate::tests::accompany::{MOBILE, NAME};
use crate::tests::app::{EMAIL, OFFER, TestApp, on_both_engines};

#[tokio::test]
async fn what_is_asked_with_her_is_hers_alone() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        let form = app.page_as(&marie, &format!("/accompagner/demande/{OFFER}")).await;
        form.says(&[
            "À lui lire à voix haute",
            "Un bénévole de Restos du Cœur de Bordeaux (démonstration).",
            "« Oui, j’accepte que ma demande soit envoyée à cette structure. »",
        ]);
        let more = [("message", "Je suis libre le matin."), ("voir", "oui")];
        let asked = app.asked_aloud(&marie, &more).await;
        let done = app.page_as(&marie, "/accompagner?fait=envoyee").await;
        done.says(&["La personne reçoit son code par SMS", "Zoé", &asked.code, "Elle"]);
        assert!(!done.html.contains("/suivi/"), "no way into the person's page");
        for hers in ["libre", "9980012", "06 39 98 00 12", MOBILE] {
            assert!(!done.html.contains(hers), "{hers}");
        }
        let code = Code::parse(&asked.code).unwrap();
        let referral = app.db.referral_by_code(&code).await.unwrap().unwrap();
        assert_eq!(referral.asked_by, "volunteer");
        assert_eq!(
            (referral.consent_way.as_str(), referral.consent_version.as_str(), referral.consented_at),
            ("aloud", "2026-11-accompagne", Some(referral.sent_at))
        );
        let page = app.get(&asked.person).await;
        page.says(&[
            "Qui m’a aidée",
            &format!("Un bénévole de {NAME} a fait la demande avec vous."),
            "Vous avez dit oui de vive voix, le lundi 23 novembre.",
            "Après l’envoi, il ne voit plus votre numéro ni votre mot.",
            &format!("Le bénévole de {NAME} : où elle en est, rien d’autre, le lundi 23 novembre"),
        ]);
        let data = app.get(&format!("{}/mes-donnees.json", asked.person)).await;
        assert!(data.html.contains("\"comment\":\"aloud\"") && data.html.contains(NAME), "{}", data.html);
        let alone = app.ask(&[("mobile", "0639980013")]).await;
        let alone = app.get(&alone.person).await;
        alone.says(&["Vous avez dit oui sur cette page, le lundi 23 novembre."]);
        assert!(!alone.text().contains("Qui m’a aidée"));
    })
    .await;
}

#[tokio::test]
async fn nothing_leaves_without_her_yes_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let marie = app.volunteer().await;
    for (more, sentence) in [
        (&[][..], "Choisissez comment elle dit oui."),
        (&[("comment", "alone")], "Choisissez comment elle dit oui."),
        (&[("comment", "aloud"), ("mobile", "12")], "06 ou 07"),
        (
            &[("comment", "sms"), ("message", "2 85 05 62 498 123 45")],
            "N’écrivez pas votre numéro de sécurité sociale.",
        ),
    ] {
        let refused = app.asks_with(&marie, OFFER, more).await;
        assert_eq!(refused.status, 422, "{more:?}");
        refused.says(&[sentence]);
        let input = refused.all("input").into_iter().find(|one| one.get("name") == Some("prenom")).unwrap();
        assert_eq!(input.get("value"), Some("Zoé"));
    }
    let trap = app.asks_with(&marie, OFFER, &[("comment", "aloud"), ("site_web", "x")]).await;
    assert_eq!(trap.location(), "/accompagner");
    assert_eq!((app.count("referral").await, app.count("waiting_ask").await), (0, 0));
    assert!(app.letters(EMAIL).await.is_empty() && app.letters(MOBILE).await.is_empty());
}

#[tokio::test]
async fn who_had_asked_already_is_not_told_to_the_volunteer() {
    on_both_engines(async |app| {
        let hers = app.ask(&[]).await;
        app.deliver().await;
        let marie = app.volunteer().await;
        let done = app.asks_with(&marie, OFFER, &[("comment", "aloud"), ("voir", "oui")]).await;
        assert_eq!(done.location(), "/accompagner?fait=envoyee", "the same answer");
        app.reply(&hers, &[("reponse", "oui")]).await.location();
        let page = app.people(&marie).await;
        page.says(&["La demande est envoyée."]);
        assert!(
            !page.html.contains(&hers.code) && !page.text().contains("a dit oui"),
            "nothing of what was before"
        );
        assert_eq!(app.count("volunteer_month").await, 0, "nor counted twice");
    })
    .await;
}

#[tokio::test]
async fn posted_twice_it_is_one_request() {
    let app = TestApp::new().await;
    let marie = app.volunteer().await;
    let path = format!("/accompagner/demande/{OFFER}");
    let form = app.page_as(&marie, &path).await.form_id();
    let fields =
        [("envoi", form.as_str()), ("prenom", "Zoé"), ("mobile", "0639980012"), ("comment", "aloud")];
    for _ in 0..2 {
        assert_eq!(app.post_as(&marie, &path, &fields).await.location(), "/accompagner?fait=envoyee");
    }
    assert_eq!((app.count("referral").await, app.count("volunteer_month").await), (1, 1));
}
