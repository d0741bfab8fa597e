//! Programmes of several offers: one's own, and those of partners who agree.

use super::{OFFERS, STRUCTURE};
use crate::domain::membership::Role;
use crate::tests::app::{Page, Signed, TestApp, on_both_engines};

const PARTNER: &str = "/espace/coop-connexion/offres/accords";

/// A programme of an own step and a partner's.
fn programme(edits: &str) -> Vec<(&str, &str)> {
    vec![
        ("geste", "publier"),
        ("edits", edits),
        ("nom", "Réparer puis entreprendre"),
        ("description", "Vous apprenez la mécanique, puis vous créez votre activité avec un partenaire."),
        ("etape-1-role", "income"),
        ("etape-1-offre", "/offres/velos-pau"),
        ("etape-2-role", "place"),
        ("etape-2-offre", "https://premier-pas.example/offres/coworking-lens?x=1"),
        ("accueil", "sur-place"),
        ("commune", "Pau"),
        ("frais", "gratuit"),
        ("publics-jeunes", "oui"),
        ("courriel", "velos@example.org"),
    ]
}

impl TestApp {
    pub(in crate::tests) async fn publish_programme(&self, zoe: &Signed) -> (String, String) {
        let here = self.begin(zoe, "programme").await;
        let published = self.post_as(zoe, &here, &programme("1")).await;
        assert_eq!(published.location(), format!("{here}?fait=publie"));
        self.refresh().await;
        let slug = self.get("/offres?lieu=Pau&q=reparer+puis+entreprendre").await.cards().remove(0);
        (here, slug)
    }

    /// Whether people see the partner's step, on the sheet and on the pathway.
    async fn shows_the_partner(&self, slug: &str) -> bool {
        self.refresh().await;
        let (sheet, way) =
            (self.get(&format!("/offres/{slug}")).await, self.get(&format!("/parcours/{slug}")).await);
        sheet.says(&["Votre revenu"]);
        let told = |page: &Page| page.text().contains("Votre lieu");
        assert_eq!(told(&sheet), told(&way), "both say the same");
        told(&sheet)
    }

    async fn answer_at_desk(&self, who: &Signed, answer: &str) -> Page {
        let page = self.page_as(who, PARTNER).await;
        let value = |name: &str| page.value(name);
        let (programme, offer) = (value("programme"), value("offre"));
        let fields = [("programme", programme.as_str()), ("offre", offer.as_str()), ("geste", answer)];
        self.post_as(who, PARTNER, &fields).await
    }
}

#[tokio::test]
async fn a_partner_s_step_is_seen_once_it_agrees() {
    on_both_engines(async |app| {
        let zoe = app.member(STRUCTURE, Role::Publisher).await;
        let partner = app.member("coop-connexion", Role::Publisher).await;
        let (here, slug) = app.publish_programme(&zoe).await;
        assert!(!app.shows_the_partner(&slug).await, "nobody agreed yet");
        app.page_as(&zoe, &here).await.says(&["Votre offre", "Accord demandé"]);
        app.page_as(&partner, "/espace/coop-connexion/offres").await.says(&["1 demande d’accord"]);
        app.page_as(&partner, PARTNER).await.says(&[
            "Réparer puis entreprendre",
            "Programme de Les vélos du Gave",
            "À vous de dire",
            "Votre lieu",
        ]);
        assert_eq!(app.answer_at_desk(&partner, "agreed").await.location(), format!("{PARTNER}?fait=1"));
        assert!(app.shows_the_partner(&slug).await);
        let heard = app.letters(&zoe.email).await.pop().unwrap();
        assert!(heard.subject.contains("est d’accord"), "{}", heard.subject);
        app.page_as(&zoe, &here).await.says(&["D’accord"]);
        assert!(app.answer_at_desk(&partner, "refused").await.location().starts_with(PARTNER));
        assert!(!app.shows_the_partner(&slug).await, "a yes can be taken back");
        let again = app.post_as(&zoe, &here, &programme("2")).await;
        assert_eq!(again.status, 422);
        again.says(&["CoopConnexion n’est pas d’accord. Retirez cette étape."]);
    })
    .await;
}

#[tokio::test]
async fn the_link_of_the_mail_answers_without_an_account() {
    on_both_engines(async |app| {
        let zoe = app.member(STRUCTURE, Role::Publisher).await;
        let (_, slug) = app.publish_programme(&zoe).await;
        let letter = app.letters("coop-connexion@example.org").await.pop().unwrap();
        assert!(letter.subject.contains("programme commun"), "{}", letter.subject);
        let link = letter.path();
        for _ in 0..2 {
            // A program that opens the links of mails agrees to nothing.
            let page = app.get(&link).await;
            page.says(&["Êtes-vous d’accord ?", "Réparer puis entreprendre", "Votre lieu"]);
            assert_eq!(page.header("cache-control"), "no-store");
        }
        assert!(!app.shows_the_partner(&slug).await);
        let yes = app.post(&link, &[("geste", "agreed")]).await;
        app.get(yes.location()).await.says(&["Merci, c’est noté.", "Vous avez dit oui"]);
        assert!(app.shows_the_partner(&slug).await);
        app.post(&link, &[("geste", "refused")]).await.location();
        assert!(!app.shows_the_partner(&slug).await);
        assert_eq!(app.post(&link, &[("geste", "asked")]).await.status, 422);
        for wrong in ["/accord/nope", "/accord/aaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(app.get(wrong).await.status, 404);
            assert_eq!(app.post(wrong, &[("geste", "agreed")]).await.status, 410);
        }
    })
    .await;
}

#[tokio::test]
async fn a_programme_waits_where_nobody_agrees_yet() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.begin(&zoe, "programme").await;
    let partners = |edits: &'static str| {
        programme(edits).into_iter().map(|(name, value)| match name {
            "etape-1-offre" => (name, "interim-lens"),
            _ => (name, value),
        })
    };
    let refused = app.post_as(&zoe, &here, &partners("1").collect::<Vec<_>>()).await;
    assert_eq!(refused.status, 422);
    refused.says(&["Publiez quand l’un d’eux au moins a dit oui."]);
    assert_eq!(app.letters("coop-connexion@example.org").await.len(), 1, "asked all the same");
    app.post_as(&zoe, &here, &partners("2").collect::<Vec<_>>()).await;
    assert_eq!(app.letters("coop-connexion@example.org").await.len(), 1, "once");
    let partner = app.member("coop-connexion", Role::Admin).await;
    app.answer_at_desk(&partner, "agreed").await.location();
    let published = app.post_as(&zoe, &here, &partners("3").collect::<Vec<_>>()).await;
    assert_eq!(published.location(), format!("{here}?fait=publie"));
}

#[tokio::test]
async fn a_pathway_goes_with_its_programme_and_comes_with_its_day() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let (here, slug) = app.publish_programme(&zoe).await;
    let way = format!("/parcours/{slug}");
    assert_eq!(app.get(&way).await.status, 200);
    app.post_as(&zoe, &here, &[("geste", "pause")]).await.location();
    app.refresh().await;
    assert_eq!(app.get(&way).await.status, 404);
    app.post_as(&zoe, &here, &[("geste", "reprendre")]).await.location();
    app.refresh().await;
    assert_eq!(app.get(&way).await.status, 200);
    let late = app.begin(&zoe, "programme").await;
    let mut fields: Vec<_> =
        programme("1").into_iter().filter(|(name, _)| !["geste", "nom"].contains(name)).collect();
    fields.extend([
        ("geste", "programmer"),
        ("publier-le", "2026-12-01"),
        ("nom", "Un projet de maraîchage"),
    ]);
    app.post_as(&zoe, &late, &fields).await.location();
    app.pass(time::Duration::days(8));
    app.live_on().await;
    let slug = app.get("/offres?lieu=Pau&q=projet+de+maraichage").await.cards().remove(0);
    app.get(&format!("/parcours/{slug}")).await.says(&["Un projet de maraîchage", "Votre revenu"]);
}

#[tokio::test]
async fn a_step_is_found_by_its_title_or_chosen_from_a_list() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.begin(&zoe, "programme").await;
    let own = app.db.offer("velos-pau").await.unwrap().unwrap().0.content.name.clone();
    let keep = async |edits: &str, more: &[(&str, &str)]| {
        let fields = [&[("geste", "garder"), ("edits", edits)], more].concat();
        app.post_as(&zoe, &here, &fields).await.location();
        app.page_as(&zoe, &here).await
    };
    let page =
        keep("1", &[("etape-1-offre", &own), ("etape-2-offre", "coworking"), ("etape-3-offre", "zzzz")])
            .await;
    assert_eq!(page.value("etape-1-offre"), "velos-pau", "its own, by its title");
    page.says(&["Laquelle ?", "Aucune offre en ligne de ce nom."]);
    let choices = page.all("option").into_iter().filter_map(|one| one.get("value").map(str::to_owned));
    assert!(choices.collect::<Vec<_>>().contains(&"coworking-lens".to_owned()));
    let page = keep("2", &[("etape-2-offre", "coworking"), ("etape-2-choix", "coworking-lens")]).await;
    assert_eq!(page.value("etape-2-offre"), "coworking-lens");
    page.says(&["CoopConnexion", "Accord à demander"]);
    app.page_as(&zoe, OFFERS).await.says(&["Programme"]);
}

#[tokio::test]
async fn nobody_answers_for_another_structure() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Admin).await;
    let partner = app.member("coop-connexion", Role::Reader).await;
    app.publish_programme(&zoe).await;
    let page = app.page_as(&partner, PARTNER).await;
    assert!(page.all("button").iter().all(|one| !one.text.contains("d’accord")), "a reader answers nothing");
    let admin = app.member("coop-connexion", Role::Admin).await;
    let page = app.page_as(&admin, PARTNER).await;
    let (programme, offer) = (page.value("programme"), page.value("offre"));
    let fields = [("programme", programme.as_str()), ("offre", offer.as_str()), ("geste", "agreed")];
    assert_eq!(app.post_as(&zoe, "/espace/velos-du-gave/offres/accords", &fields).await.status, 404);
    assert_eq!(app.post_as(&zoe, PARTNER, &fields).await.status, 404);
    assert_eq!(app.post_as(&partner, PARTNER, &fields).await.status, 403);
}
