//! Models that a network shares, and offers that are written already.

use super::{OFFERS, STRUCTURE};
use crate::domain::draft::example::Example;
use crate::domain::membership::Role;
use crate::domain::offer::OfferKind;
use crate::tests::app::{Signed, TestApp, on_both_engines};

/// The head of a network, one of its local structures, and one of another network.
const HEAD: &str = "restos-du-coeur";
const LOCAL: &str = "restos-pau";

impl TestApp {
    async fn write(&self, who: &Signed, here: &str, edits: &str, more: &[(&str, &str)]) {
        let fields =
            [&[("edits", edits), ("geste", "garder"), ("nom", "Aider pour les papiers")], more].concat();
        self.post_as(who, here, &fields).await.location();
    }

    async fn begin_at(&self, who: &Signed, structure: &str, fields: &[(&str, &str)]) -> String {
        let new = format!("/espace/{structure}/offres/nouvelle");
        self.post_as(who, &new, fields).await.location().to_owned()
    }
}

#[tokio::test]
async fn a_model_is_followed_and_its_changes_are_proposed() {
    on_both_engines(async |app| {
        let (head, local) =
            (app.member(HEAD, Role::Publisher).await, app.member(LOCAL, Role::Publisher).await);
        let model = app.begin_at(&head, HEAD, &[("genre", "support")]).await;
        app.write(&head, &model, "1", &[("taches", "Vous venez."), ("courriel", "siege@example.org")]).await;
        let id = model.rsplit('/').next().unwrap();
        let new = format!("/espace/{LOCAL}/offres/nouvelle");
        let follow = [("genre", "support"), ("modele", id)];
        assert_eq!(app.post_as(&local, &new, &follow).await.status, 404, "not shared");
        app.post_as(&head, &model, &[("geste", "partager")]).await.location();
        app.page_as(&local, &new).await.says(&[
            "Commencer avec un modèle de votre réseau",
            "Aider pour les papiers",
            "Les Restos du Cœur",
        ]);
        let followed = app.post_as(&local, &new, &follow).await.location().to_owned();
        let form = app.page_as(&local, &followed).await;
        assert_eq!(form.value("taches"), "Vous venez.");
        assert!(form.value("commune").starts_with("Pau"), "where and who stay one's own");
        assert_ne!(form.value("courriel"), "siege@example.org");

        app.write(&head, &model, "2", &[("taches", "Vous venez avec vos papiers.")]).await;
        assert!(
            !app.page_as(&local, &followed).await.text().contains("Le modèle que vous suivez a changé"),
            "half a word is not shared"
        );
        app.post_as(&head, &model, &[("geste", "partager")]).await.location();
        app.page_as(&local, &format!("/espace/{LOCAL}/offres")).await.says(&["Le modèle a changé"]);
        app.page_as(&local, &format!("/espace/{LOCAL}")).await.says(&["modèle qui a changé"]);
        app.page_as(&local, &followed).await.says(&[
            "Le modèle que vous suivez a changé",
            "Le modèle : Vous venez avec vos papiers.",
            "Chez vous : Vous venez.",
        ]);
        app.post_as(&local, &followed, &[("geste", "suivre"), ("prendre-taches", "oui")]).await.location();
        let form = app.page_as(&local, &followed).await;
        assert_eq!(form.value("taches"), "Vous venez avec vos papiers.");
        assert!(!form.text().contains("Le modèle que vous suivez a changé"));

        app.write(&head, &model, "3", &[("taches", "Autre chose.")]).await;
        app.post_as(&head, &model, &[("geste", "partager")]).await.location();
        app.post_as(&local, &followed, &[("geste", "ignorer")]).await.location();
        let form = app.page_as(&local, &followed).await;
        assert_eq!(form.value("taches"), "Vous venez avec vos papiers.", "left");
        assert!(!form.text().contains("Le modèle que vous suivez a changé"), "and asked no more");

        app.write(&head, &model, "4", &[("taches", "Le même texte.")]).await;
        app.post_as(&head, &model, &[("geste", "partager")]).await.location();
        app.write(&local, &followed, "3", &[("taches", "Le même texte.")]).await;
        app.page_as(&local, &followed).await.says(&["Vous dites déjà la même chose"]);
        app.post_as(&local, &followed, &[("geste", "ignorer")]).await.location();
        let list = app.page_as(&local, &format!("/espace/{LOCAL}/offres")).await;
        assert!(!list.text().contains("Le modèle a changé"));

        app.post_as(&head, &model, &[("geste", "garder-pour-soi")]).await.location();
        assert_eq!(app.post_as(&local, &new, &follow).await.status, 404, "shared no more");
    })
    .await;
}

#[tokio::test]
async fn a_kind_of_structure_is_no_network() {
    let app = TestApp::new().await;
    // Both are an ACI, and of no network of ours.
    let (zoe, max) =
        (app.member("fil-et-tri", Role::Publisher).await, app.member(LOCAL, Role::Publisher).await);
    let model = app.begin_at(&zoe, "fil-et-tri", &[("genre", "support")]).await;
    assert!(!app.page_as(&zoe, &model).await.text().contains("Partager comme modèle"));
    assert_eq!(app.post_as(&zoe, &model, &[("geste", "partager")]).await.status, 403);
    let head = app.member(STRUCTURE, Role::Publisher).await;
    let id = model.rsplit('/').next().unwrap();
    for (who, structure) in [(&max, LOCAL), (&head, STRUCTURE)] {
        let new = format!("/espace/{structure}/offres/nouvelle");
        let answer = app.post_as(who, &new, &[("genre", "support"), ("modele", id)]).await;
        assert_eq!(answer.status, 404, "{structure}");
    }
}

#[tokio::test]
async fn an_example_fills_the_form_and_leaves_where_and_who() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let examples = app.page_as(&zoe, &format!("{OFFERS}/nouvelle")).await;
    for kind in OfferKind::ALL {
        let blank = app.begin(&zoe, kind.code()).await;
        let titles = app.page_as(&zoe, &blank).await.all("h1");
        assert_eq!(titles.len(), 1, "the sheet beside the form is no page of its own: {titles:?}");
        for example in Example::of(kind) {
            assert!(examples.text().contains(example.label), "{}", example.label);
            let fields = [("genre", kind.code()), ("exemple", example.code)];
            let here = app.begin_at(&zoe, STRUCTURE, &fields).await;
            let form = app.page_as(&zoe, &here).await;
            assert!(
                form.value("nom").len() > 5 && form.value("description").len() > 100,
                "{}",
                example.label
            );
            assert_eq!(form.value("courriel"), format!("{STRUCTURE}@example.org"));
        }
    }
    let unknown = app.begin_at(&zoe, STRUCTURE, &[("genre", "workshop"), ("exemple", "lune")]).await;
    assert_eq!(app.page_as(&zoe, &unknown).await.value("nom"), "");
}

#[tokio::test]
async fn a_copy_is_another_offer_without_the_dates_of_the_first() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.begin(&zoe, "training").await;
    let more = [("session-1-debut", "2027-01-11"), ("heures", "30")];
    app.write(&zoe, &here, "1", &more).await;
    let copy = app.post_as(&zoe, &here, &[("geste", "dupliquer")]).await.location().to_owned();
    assert_ne!(copy, here);
    let form = app.page_as(&zoe, &copy).await;
    assert_eq!(
        (form.value("nom"), form.value("heures")),
        ("Aider pour les papiers (copie)".into(), "30".into())
    );
    assert_eq!(form.value("session-1-debut"), "");
    assert_eq!(app.page_as(&zoe, &here).await.value("session-1-debut"), "2027-01-11");
}
