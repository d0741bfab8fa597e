//! Several requests at once.

use time::Duration;

use super::SLUG;
use crate::domain::membership::Role;
use crate::tests::app::TestApp;

#[tokio::test]
async fn one_answer_for_several() {
    let app = TestApp::new().await;
    let zoe = app.member(SLUG, Role::Publisher).await;
    for mobile in ["06 39 98 00 12", "06 39 98 00 13", "06 39 98 00 14"] {
        app.ask(&[("mobile", mobile)]).await;
    }
    let base = format!("/espace/{SLUG}/demandes");
    let list = app.page_as(&zoe, &base).await;
    let boxes: Vec<String> = list
        .elements()
        .into_iter()
        .filter_map(|one| one.get("name").map(str::to_owned))
        .filter(|name| name.starts_with("demande-"))
        .collect();
    assert_eq!(boxes.len(), 3);
    let day = (app.clock.today() + Duration::days(5)).to_string();
    let meeting = [("reponse", "rendez-vous"), ("jour", &*day), ("heure", "10:00"), ("lieu", "Lens")];
    let nobody = app.post_as(&zoe, &base, &meeting).await;
    assert_eq!(nobody.status, 422);
    nobody.says(&["Cochez au moins une demande"]);
    // What was ticked and typed is kept, and what is wrong is shown.
    let half = [("reponse", "rendez-vous"), ("lieu", "Salle bleue"), (boxes[1].as_str(), "oui")];
    let refused = app.post_as(&zoe, &base, &half).await;
    assert_eq!(refused.status, 422);
    let ticked = |page: &crate::tests::app::Page| {
        let boxes = page.all("input").into_iter();
        let boxes = boxes.filter(|one| one.get("name").is_some_and(|name| name.starts_with("demande-")));
        boxes.map(|one| one.get("checked").is_some()).collect::<Vec<_>>()
    };
    assert_eq!(ticked(&refused), [false, true, false]);
    assert!(refused.all("details").iter().any(|one| one.get("open").is_some()), "not folded away");
    let place = refused.elements().into_iter().find(|one| one.get("id") == Some("lieu")).unwrap();
    assert_eq!(place.get("value"), Some("Salle bleue"));
    assert_eq!(ticked(&app.page_as(&zoe, &format!("{base}?cocher=tout")).await), [true; 3]);
    let two = [&meeting[..], &[(boxes[0].as_str(), "oui"), (boxes[1].as_str(), "oui")]].concat();
    let done = app.post_as(&zoe, &base, &two).await;
    assert_eq!(done.location(), format!("{base}?repondues=2"));
    app.page_as(&zoe, done.location()).await.says(&["2 personnes sont prévenues"]);
    let rows = app.page_as(&zoe, &format!("{base}?dossier=rendez-vous")).await;
    assert_eq!(rows.text().matches("à 10 h").count(), 2);

    // One who takes care of several; back to where they were ticked.
    let me = app.member_id(&zoe.email).await;
    let folder = format!("{base}?dossier=rendez-vous");
    let care = [("reponse", "confier"), ("a", me.as_str())];
    assert_eq!(app.post_as(&zoe, &folder, &care).await.status, 422, "none is ticked");
    let both = [&care[..], &[(boxes[0].as_str(), "oui"), (boxes[1].as_str(), "oui")]].concat();
    let given = app.post_as(&zoe, &folder, &both).await;
    assert_eq!(given.location(), format!("{folder}&confiees=2"));
    app.page_as(&zoe, given.location()).await.says(&["2 demandes sont confiées."]);
    app.page_as(&zoe, &format!("{folder}&pour=moi")).await.says(&["Rendez-vous 2"]);

    // One that was closed meanwhile does not hold the others back.
    let no = [("geste", "repondre"), ("reponse", "non"), ("motif", "full")];
    let closed = format!("{base}/{}", boxes[0].trim_start_matches("demande-"));
    assert_eq!(app.post_as(&zoe, &closed, &no).await.status, 303);
    let yes = [("reponse", "oui"), (boxes[0].as_str(), "oui"), (boxes[1].as_str(), "oui")];
    let mixed = app.post_as(&zoe, &folder, &yes).await;
    assert_eq!(mixed.status, 422);
    mixed.says(&["1 réponse envoyée. Pas possible pour "]);
    assert!(!mixed.text().contains("Pas possible pour :"), "named by her code: {}", mixed.text());
}
