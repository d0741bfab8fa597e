//! A structure promises in public to answer within some days; what came of it stands beside it.

use time::Duration;

use crate::domain::membership::Role;
use crate::tests::app::{OFFER, TestApp, on_both_engines};

const SHEET: &str = "/espace/coop-connexion/fiche";
const PUBLIC: &str = "/structures/coop-connexion";

const KNOWN: [(&str, &str); 4] = [
    ("nom", "CoopConnexion"),
    ("lieu", "Lens (62300)"),
    ("telephone", "03 53 01 00 11"),
    ("email", "coop-connexion@example.org"),
];

#[tokio::test]
async fn a_promise_stands_beside_what_came_of_it() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Admin).await;
        let promise = async |days: &str| {
            let fields = [&KNOWN[..], &[("engagement", days)]].concat();
            app.post_as(&zoe, SHEET, &fields).await
        };
        let wrong = promise("12").await;
        assert_eq!(wrong.status, 422);
        wrong.says(&["Écrivez un nombre de jours, de 1 à 10."]);
        promise("3").await.location();
        let offer = format!("/offres/{OFFER}");
        for page in [app.get(PUBLIC).await, app.get(&offer).await] {
            page.says(&["S’engage à répondre en 3 jours ouvrés"]);
            assert!(!page.text().contains("Engagement"), "nothing is judged yet");
        }
        for number in 20..25 {
            let mobile = format!("06399800{number}");
            let asked = app.ask(&[("mobile", &mobile)]).await;
            if number == 20 {
                app.reply(&asked, &[("reponse", "appel")]).await.location();
            }
        }
        app.pass(Duration::days(7));
        let told = "Engagement non tenu : 2 fois sur 10 seulement";
        for path in [PUBLIC, &offer] {
            app.get(path).await.says(&[told]);
        }
        let zoe = app.sign_in(&zoe.email).await;
        app.page_as(&zoe, SHEET).await.says(&[told]);
        // A form that does not ask leaves it; who promises nothing says nothing.
        app.post_as(&zoe, SHEET, &KNOWN).await.location();
        app.get(PUBLIC).await.says(&[told]);
        let fields = [&KNOWN[..], &[("engagement", "")]].concat();
        app.post_as(&zoe, SHEET, &fields).await.location();
        assert!(!app.get(PUBLIC).await.text().contains("engage"));
        app.page_as(&zoe, "/espace/coop-connexion/journal").await.says(&["a changé la fiche"]);
    })
    .await;
}

#[tokio::test]
async fn only_an_admin_promises() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Publisher).await;
    let fields = [&KNOWN[..], &[("engagement", "1")]].concat();
    assert_eq!(app.post_as(&zoe, SHEET, &fields).await.status, 403);
}
