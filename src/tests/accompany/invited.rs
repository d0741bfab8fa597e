//! A volunteer is invited with her own address, and sees nothing of the desk.

use crate::domain::membership::Role;
use crate::tests::accompany::{ANTENNA, NAME};
use crate::tests::app::{Signed, on_both_engines};

const MARIE: &str = "marie@example.net";

#[tokio::test]
async fn a_volunteer_is_invited_joins_and_leaves() {
    on_both_engines(async |app| {
        let admin = app.member(ANTENNA, Role::Admin).await;
        let (team, invite) =
            (format!("/espace/{ANTENNA}/equipe"), format!("/espace/{ANTENNA}/equipe/inviter"));
        app.page_as(&admin, &invite)
            .await
            .says(&["Bénévole : demande avec les personnes, ne voit rien de l’espace"]);
        let sent = app.post_as(&admin, &invite, &[("email", MARIE), ("role", "volunteer")]).await;
        assert_eq!(sent.location(), format!("{team}?fait=invite"));
        let letter = app.letters(MARIE).await.pop().unwrap();
        assert!(letter.body.contains("Votre adresse personnelle suffit."), "{}", letter.body);
        app.get(&letter.path()).await.says(&[NAME, MARIE, "Bénévole"]);
        let joined = app.post(&letter.path(), &[]).await;
        assert_eq!(joined.location(), "/accompagner");
        let marie = Signed { email: MARIE.to_owned(), cookie: joined.cookie() };
        app.people(&marie).await.says(&["Accompagner une personne", NAME, "Personne pour le moment."]);
        // Signed in again, she comes to the same page.
        let link = app.sign_in_link(MARIE, "/accompagner").await;
        assert_eq!(app.follow_sign_in_link(&link).await.location(), "/accompagner");
        let marie = app.sign_in(MARIE).await;
        assert_eq!(app.page_as(&marie, "/espace").await.location(), "/accompagner");
        for end in ["", "/demandes", "/offres", "/equipe", "/demandes.csv", "/exports/tout.zip"] {
            let page = app.page_as(&marie, &format!("/espace/{ANTENNA}{end}")).await;
            assert_eq!(page.status, 403, "{end}");
        }
        app.page_as(&admin, &team).await.says(&[MARIE, "Bénévole"]);
        assert_eq!(app.post_as(&marie, &team, &[("geste", "quitter")]).await.location(), "/espace");
        assert_eq!(app.page_as(&marie, "/accompagner").await.status, 403, "at once");
    })
    .await;
}

#[tokio::test]
async fn no_request_is_given_to_a_volunteer() {
    on_both_engines(async |app| {
        let admin = app.member("coop-connexion", Role::Admin).await;
        let volunteer = app.member("coop-connexion", Role::Volunteer).await;
        app.ask(&[]).await;
        let list = app.page_as(&admin, "/espace/coop-connexion/demandes").await;
        let mut links =
            list.all("button").into_iter().filter_map(|opens| opens.get("formaction").map(str::to_owned));
        let request = links.find(|href| href.contains("/demandes/")).unwrap();
        assert_eq!(app.post_as(&admin, &request, &[("geste", "lire")]).await.status, 303);
        let page = app.page_as(&admin, &request).await;
        assert!(!page.html.contains(&volunteer.email), "she can't be named");
        let id = app.member_id(&volunteer.email).await;
        let given = app.post_as(&admin, &request, &[("geste", "confier"), ("a", &id)]).await;
        assert_eq!(given.status, 422, "{}", given.text());
    })
    .await;
}
