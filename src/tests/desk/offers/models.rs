//! Models that a network shares.

use super::{STRUCTURE, with};
use crate::domain::membership::Role;
use crate::tests::app::TestApp;

#[tokio::test]
async fn a_model_is_followed_and_its_changes_are_proposed() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let max = app.member("fil-et-tri", Role::Publisher).await;
    let model = app.begin(&zoe, "workshop").await;
    let keep = async |edits: &str, tasks: &str| {
        let fields = with(&[("edits", edits), ("geste", "garder"), ("taches", tasks)]);
        app.post_as(&zoe, &model, &fields).await.location();
    };
    keep("1", "Vous soudez.").await;
    let theirs = "/espace/fil-et-tri/offres";
    let new = format!("{theirs}/nouvelle");
    let id = model.rsplit('/').next().unwrap();
    let follow = [("genre", "workshop"), ("modele", id)];
    assert_eq!(app.post_as(&max, &new, &follow).await.status, 404, "not shared");
    app.post_as(&zoe, &model, &[("geste", "partager")]).await.location();
    app.page_as(&max, &new)
        .await
        .says(&["Commencer avec un modèle de votre réseau", "Souder des cadres à Pau"]);
    let followed = app.post_as(&max, &new, &follow).await.location().to_owned();
    let form = app.page_as(&max, &followed).await;
    assert_eq!(form.value("taches"), "Vous soudez.");
    assert!(form.value("commune").starts_with("Poitiers"), "where and who stay one's own");
    keep("2", "Vous soudez et vous peignez.").await;
    assert!(
        !app.page_as(&max, &followed).await.text().contains("Le modèle que vous suivez a changé"),
        "half a word is not shared"
    );
    app.post_as(&zoe, &model, &[("geste", "partager")]).await.location();
    app.page_as(&max, &followed)
        .await
        .says(&["Le modèle que vous suivez a changé", "Vous soudez et vous peignez."]);
    app.post_as(&max, &followed, &[("geste", "suivre"), ("prendre-taches", "oui")]).await.location();
    let form = app.page_as(&max, &followed).await;
    assert_eq!(form.value("taches"), "Vous soudez et vous peignez.");
    assert!(!form.text().contains("Le modèle que vous suivez a changé"));
}
