//! What a volunteer gathers with a person, on the public pages that change for nobody else.

use time::Duration;

use crate::domain::membership::Role;
use crate::tests::accompany::MOBILE;
use crate::tests::app::{OFFER, Page, Signed, TestApp, on_both_engines};

const BASKET: &str = "/accompagner/panier";

impl TestApp {
    async fn gathers(&self, marie: &Signed, slug: &str) -> Page {
        let fields = [("geste", "ajouter"), ("offre", slug), ("retour", "/offres?lieu=62498")];
        self.post_as(marie, BASKET, &fields).await
    }
}

fn buttons(page: &Page) -> usize {
    page.all("button").into_iter().filter(|button| button.text == "Ajouter au panier").count()
}

#[tokio::test]
async fn offers_are_gathered_from_the_public_pages() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        app.page_as(&marie, BASKET).await.says(&["Il est vide."]);
        let results = app.page_as(&marie, "/offres?lieu=62498").await;
        results.says(&["Panier vide"]);
        assert!(buttons(&results) > 5 && results.header("cache-control") == "no-store");
        let added = app.gathers(&marie, OFFER).await;
        assert_eq!(added.location(), format!("/offres?lieu=62498#panier-{OFFER}"));
        app.gathers(&marie, OFFER).await.location();
        app.gathers(&marie, "velos-pau").await.location();
        let sheet = app.page_as(&marie, &format!("/offres/{OFFER}")).await;
        sheet.says(&["Panier : 2 offres", "Retirer du panier", "Demander avec elle"]);
        assert!(!sheet.text().contains("Ça m’intéresse"));
        let basket = app.page_as(&marie, BASKET).await;
        basket.says(&["l’espace de coworking", "CoopConnexion", "Téléphone :", "Vider le panier"]);
        assert_eq!(basket.all("img").len(), 2, "a square each");
        app.post_as(&marie, BASKET, &[("geste", "retirer"), ("offre", OFFER)]).await.location();
        assert_eq!(app.page_as(&marie, BASKET).await.all("img").len(), 1);
        app.post_as(&marie, BASKET, &[("geste", "vider")]).await.location();
        app.page_as(&marie, BASKET).await.says(&["Il est vide."]);
    })
    .await;
}

#[tokio::test]
async fn nobody_else_sees_a_basket() {
    let app = TestApp::new().await;
    let desk = app.member("coop-connexion", Role::Admin).await;
    for path in ["/offres?lieu=62498".to_owned(), format!("/offres/{OFFER}")] {
        for page in [app.get(&path).await, app.page_as(&desk, &path).await] {
            assert_eq!(page.header("cache-control"), "no-cache");
            assert!(!page.html.contains("panier") && !page.html.contains("/accompagner"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_basket_holds_six_and_lives_with_the_session() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        let page = app.get("/offres?lieu=62498&rayon=50").await;
        let all = page.cards();
        assert!(all.len() > 6, "{}", all.len());
        for slug in &all[..6] {
            app.gathers(&marie, slug).await.location();
        }
        let seventh = app.gathers(&marie, &all[6]).await;
        assert_eq!(seventh.status, 422);
        seventh.says(&["le panier est plein"]);
        let full = app.page_as(&marie, "/offres?lieu=62498&rayon=50").await;
        full.says(&["Le panier est plein : 6 offres."]);
        assert_eq!(buttons(&full), 0);
        for slug in ["nulle-part", "", "%00", "x'--"] {
            assert_eq!(app.gathers(&marie, slug).await.status, 422, "{slug}");
        }
        assert_eq!(
            app.page_as(&app.sign_in(&marie.email).await, BASKET).await.all("img").len(),
            0,
            "another session"
        );
        app.post_as(&marie, "/deconnexion", &[]).await.location();
        assert_eq!(app.count("basket_item").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_basket_goes_by_sms_and_names_nobody() {
    on_both_engines(async |app| {
        let marie = app.volunteer().await;
        app.gathers(&marie, OFFER).await.location();
        app.gathers(&marie, "velos-pau").await.location();
        let wrong = app.post_as(&marie, BASKET, &[("geste", "sms"), ("mobile", "12")]).await;
        assert_eq!(wrong.status, 422);
        let sent = app.post_as(&marie, BASKET, &[("geste", "sms"), ("mobile", "06 39 98 00 12")]).await;
        assert_eq!(sent.location(), "/accompagner/panier?fait=sms");
        let sms = app.letters(MOBILE).await.pop().unwrap();
        app.post_as(&marie, BASKET, &[("geste", "vider")]).await.location();
        let page = app.get(&sms.path()).await;
        page.says(&["Vos offres", "l’espace de coworking", "CoopConnexion"]);
        assert!(!page.html.contains(&marie.email) && !page.html.contains("Restos"));
        app.deliver().await;
        assert!(app.letters(MOBILE).await.is_empty(), "the number is gone with the SMS");
        app.pass(Duration::days(60));
        assert_eq!(app.get(&sms.path()).await.status, 404);
        crate::routine::forget::forget_entries(&app.db, app.clock.now()).await.unwrap();
        assert_eq!((app.count("selection").await, app.count("selection_offer").await), (0, 0));
    })
    .await;
}
