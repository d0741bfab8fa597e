//! No word is lost: whoever writes, however often, at the same time or one after the other.

use super::{STRUCTURE, with};
use crate::domain::membership::Role;
use crate::tests::app::{Page, Signed, TestApp, on_both_engines};

impl TestApp {
    async fn keep(&self, who: &Signed, here: &str, edits: &str, more: &[(&str, &str)]) -> Page {
        let fields = [&[("edits", edits), ("geste", "garder")], more].concat();
        self.post_as(who, here, &fields).await
    }

    /// What each version of the history says of a field, the last first.
    async fn told_of(&self, who: &Signed, here: &str) -> Vec<String> {
        let history = self.page_as(who, &format!("{here}/historique")).await;
        let links = history.all("a").into_iter().filter_map(|link| Some(link.get("href")?.to_owned()));
        let mut told = Vec::new();
        for link in links.filter(|link| link.contains("?version=")) {
            told.push(self.page_as(who, &link).await.text());
        }
        told
    }
}

#[tokio::test]
async fn every_text_that_was_lost_can_be_read_again() {
    on_both_engines(async |app| {
        let (zoe, max) =
            (app.member(STRUCTURE, Role::Publisher).await, app.member(STRUCTURE, Role::Admin).await);
        let here = app.begin(&zoe, "support").await;
        app.keep(&zoe, &here, "1", &[("nom", "Le texte de Zoé")]).await.location();
        // Two windows of one person, both too late.
        for name in ["La première fenêtre", "La seconde fenêtre"] {
            let conflict = app.keep(&max, &here, "1", &[("nom", name)]).await;
            assert_eq!(conflict.location(), format!("{here}/conflit/1"));
        }
        let told = app.told_of(&zoe, &here).await;
        for name in ["La première fenêtre", "La seconde fenêtre"] {
            assert!(told.iter().any(|text| text.contains(name)), "{name} is nowhere in {told:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn one_sitting_is_one_version_until_somebody_else_writes() {
    let app = TestApp::new().await;
    let (zoe, max) = (app.member(STRUCTURE, Role::Publisher).await, app.member(STRUCTURE, Role::Admin).await);
    let here = app.begin(&zoe, "support").await;
    let auto = async |who: &Signed, edits: &str, name: &str| {
        app.keep(who, &here, edits, &[("auto", "oui"), ("nom", name)]).await.location();
    };
    app.keep(&zoe, &here, "1", &[("nom", "Au début")]).await.location();
    auto(&zoe, "2", "Un").await;
    auto(&zoe, "3", "Un mot de Zoé").await;
    auto(&max, "4", "Un mot de Max").await;
    auto(&zoe, "5", "Encore Zoé").await;
    let told = app.told_of(&zoe, &here).await;
    assert_eq!(told.len(), 5, "begun, kept, Zoé, Max, Zoé: {told:?}");
    assert!(told.iter().any(|text| text.contains("Un mot de Zoé")), "what Max wrote over stays");
}

#[tokio::test]
async fn what_is_deleted_by_accident_stays_in_the_history() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.begin(&zoe, "support").await;
    let long = "Vous venez quand vous voulez. ".repeat(8);
    let auto = async |edits: &str, text: &str| {
        app.keep(&zoe, &here, edits, &[("auto", "oui"), ("description", text)]).await.location();
    };
    auto("1", &long).await;
    auto("2", "V").await;
    auto("3", "Vo").await;
    let told = app.told_of(&zoe, &here).await;
    assert!(told.iter().any(|text| text.contains(long.trim())), "{told:?}");
}

#[tokio::test]
async fn differences_are_told_in_words() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.begin(&zoe, "workshop").await;
    let other = with(&[("contrat", "cdd"), ("publics-jeunes", "oui")]);
    app.keep(&zoe, &here, "1", &with(&[])).await.location();
    app.keep(&zoe, &here, "2", &other).await.location();
    let told = app.told_of(&zoe, &here).await.join(" ");
    assert!(told.contains("Contrat d’insertion (CDDI)") && !told.contains("cddi"), "{told}");
    assert!(told.contains("Pour qui : Jeunes"), "{told}");
}

#[tokio::test]
async fn the_same_offer_is_not_published_twice_by_accident() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let first = app.publish_workshop(&zoe).await;
    let second = app.begin(&zoe, "workshop").await;
    let fields = |edits: &'static str, more: &[(&'static str, &'static str)]| {
        with(&[&[("edits", edits), ("geste", "publier")], more].concat())
    };
    let refused = app.post_as(&zoe, &second, &fields("1", &[])).await;
    assert_eq!(refused.status, 422);
    refused.says(&["Est-ce la même offre ?", "Souder des cadres à Pau", "Non, c’est une autre offre"]);
    let published = app.post_as(&zoe, &second, &fields("2", &[("distincte", "oui")])).await;
    assert_eq!(published.location(), format!("{second}?fait=publie"));
    let again = app.post_as(&zoe, &first, &fields("2", &[])).await;
    assert_eq!(again.location(), format!("{first}?fait=publie"), "what people see already is no double");
}
