//! The volunteer sees where a request stands while its person wants it, and for a while after the end.

use time::Duration;

use crate::domain::membership::Role;
use crate::tests::accompany::ANTENNA;
use crate::tests::app::{Page, TestApp, on_both_engines};

fn nobody(page: &Page) {
    page.says(&["Personne pour le moment."]);
    assert!(!page.text().contains("Zoé"), "{}", page.text());
}

#[tokio::test]
async fn she_decides_and_changes_her_mind() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        let asked = app.asked_aloud(&marie, &[]).await;
        nobody(&app.people(&marie).await);
        app.get(&asked.person)
            .await
            .says(&["Il ne voit pas où en est votre demande.", "Lui montrer où j’en suis"]);
        app.post(&asked.person, &[("geste", "benevole"), ("voir", "oui")]).await.location();
        app.people(&marie).await.says(&["Zoé", &asked.code, "La structure ne l’a pas encore lue."]);
        app.reply(&asked, &[("reponse", "attente"), ("note", "Appelez Lucie au 12.")]).await.location();
        let page = app.people(&marie).await;
        page.says(&["Elle est sur la liste d’attente."]);
        assert!(!page.text().contains("Lucie"), "nor what the structure writes to her");
        app.post(&asked.person, &[("geste", "benevole"), ("voir", "non")]).await.location();
        nobody(&app.people(&marie).await);
    })
    .await;
}

#[tokio::test]
async fn the_list_empties_itself() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        let asked = app.asked_aloud(&marie, &[("voir", "oui")]).await;
        app.reply(&asked, &[("reponse", "non"), ("motif", "full")]).await.location();
        let marie = again(app, &marie.email, Duration::days(14) - Duration::minutes(1)).await;
        app.people(&marie).await.says(&["La structure a dit non, cette fois."]);
        app.pass(Duration::minutes(1));
        nobody(&app.people(&marie).await);
        let other = app.asked_aloud(&marie, &[("voir", "oui"), ("mobile", "0639980012")]).await;
        app.people(&marie).await.says(&["Zoé"]);
        app.post(&other.person, &[("geste", "effacer")]).await.location();
        nobody(&app.people(&marie).await);
    })
    .await;
}

/// The same person, signed in again after a while.
async fn again(app: &TestApp, email: &str, after: Duration) -> crate::tests::app::Signed {
    app.pass(after - Duration::seconds(1));
    app.sign_in(email).await
}

#[tokio::test]
async fn who_is_of_the_team_no_more_sees_nobody() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        app.asked_aloud(&marie, &[("voir", "oui")]).await;
        let admin = app.member(ANTENNA, Role::Admin).await;
        let other = app.member("restos-pau", Role::Volunteer).await;
        nobody(&app.people(&other).await);
        let id = app.member_id(&marie.email).await;
        let remove = [("geste", "retirer"), ("membre", id.as_str())];
        app.post_as(&admin, &format!("/espace/{ANTENNA}/equipe"), &remove).await.location();
        assert_eq!(app.page_as(&marie, "/accompagner").await.status, 403);
        // Invited by another antenna, she begins anew.
        let login = crate::domain::account::Login::parse(&marie.email).unwrap();
        app.db.put_members(&[(login, "restos-pau", Role::Volunteer)], app.clock.now()).await.unwrap();
        nobody(&app.people(&marie).await);
        assert_eq!(app.live(10).await.len(), 2, "the clock goes on");
        assert!(app.letters(&marie.email).await.iter().all(|mail| !mail.subject.contains("attend encore")));
    })
    .await;
}

#[tokio::test]
async fn on_day_seven_she_is_told_too_if_the_person_wants_it() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        app.asked_aloud(&marie, &[("voir", "oui")]).await;
        let told = async || {
            let letters = app.letters(&marie.email).await;
            letters
                .into_iter()
                .filter(|mail| mail.subject == "Une personne attend encore une réponse")
                .collect::<Vec<_>>()
        };
        app.live(8).await;
        assert!(told().await.is_empty());
        app.live(2).await;
        let letters = told().await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].path(), "/accompagner");
        assert!(!letters[0].body.contains("Zoé"), "{}", letters[0].body);
        app.live(30).await;
        assert_eq!(told().await.len(), 1, "once");
        app.asked_aloud(&app.sign_in(&marie.email).await, &[]).await;
        app.live(40).await;
        assert_eq!(told().await.len(), 1, "not of who does not want it");
    })
    .await;
}
