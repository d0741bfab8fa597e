//! Coordinators of volunteers read counts, and nobody.

use crate::domain::membership::Role;
use crate::tests::accompany::ANTENNA;
use crate::tests::app::{OFFER, on_both_engines};

#[tokio::test]
async fn small_counts_are_hidden_and_survive_erasing() {
    on_both_engines(async |app| {
        let admin = app.member(ANTENNA, Role::Admin).await;
        let counts = format!("/espace/{ANTENNA}/benevoles");
        app.page_as(&admin, &counts).await.says(&["Vous avez 1 bénévole.", "Personne n’a encore demandé"]);
        let marie = app.volunteer().await;
        let mut asked = Vec::new();
        for number in 10..16 {
            let mobile = format!("06399800{number}");
            app.asks_with(&marie, OFFER, &[("comment", "aloud"), ("mobile", &mobile)]).await.location();
            asked.push(app.letters(&format!("+336399800{number}")).await.pop().unwrap().path());
        }
        let structure = app.letters(crate::tests::app::EMAIL).await.pop().unwrap().path();
        app.post(&structure, &[("geste", "repondre"), ("reponse", "oui")]).await.location();
        let page = app.page_as(&admin, &counts).await;
        page.says(&[
            "Vous avez 2 bénévoles.",
            "novembre 2026 6 1",
            "En tout 6",
            "En cours — trop peu pour être montré",
        ]);
        page.says(&["La structure a dit oui — trop peu pour être montré", "La structure a dit non 0"]);
        for hers in ["Zoé", &marie.email, "06 39"] {
            assert!(!page.text().contains(hers), "{hers}");
        }
        for hers in asked {
            app.post(&hers, &[("geste", "effacer")]).await.location();
        }
        assert_eq!(app.count("referral").await, 0);
        app.page_as(&admin, &counts).await.says(&["novembre 2026 6 1", "En tout 6"]);
        let (today, years) = (app.clock.today(), |years: i64| time::Duration::days(365 * years + 40));
        crate::routine::forget::forget_searches(&app.db, today + years(4)).await.unwrap();
        assert_eq!(
            app.count("volunteer_month").await,
            1,
            "a three-year convention is compared with what was before"
        );
        crate::routine::forget::forget_searches(&app.db, today + years(5)).await.unwrap();
        assert_eq!(app.count("volunteer_month").await, 0);
        let other = app.member("restos-pau", Role::Admin).await;
        app.page_as(&other, "/espace/restos-pau/benevoles").await.says(&["Personne n’a encore demandé"]);
    })
    .await;
}
