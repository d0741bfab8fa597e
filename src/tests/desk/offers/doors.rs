//! Nobody sees or touches what another structure writes.

use super::{OFFERS, STRUCTURE};
use crate::domain::membership::Role;
use crate::tests::app::TestApp;

#[tokio::test]
async fn a_draft_is_of_its_structure_alone() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Admin).await;
    let other = app.member("fil-et-tri", Role::Admin).await;
    let here = app.begin(&zoe, "workshop").await;
    let id = here.rsplit('/').next().unwrap().to_owned();
    let elsewhere = format!("/espace/fil-et-tri/offres/{id}");
    for end in ["", "/apercu", "/historique", "/conflit/1"] {
        for address in [format!("{here}{end}"), format!("{elsewhere}{end}")] {
            assert_eq!(app.page_as(&other, &address).await.status, 404, "{address}");
        }
    }
    let before = app.page_as(&zoe, &here).await.value("edits");
    for act in [
        "garder",
        "publier",
        "programmer",
        "dupliquer",
        "suivre",
        "partager",
        "garder-pour-soi",
        "confirmer",
        "pause",
        "reprendre",
        "archiver",
    ] {
        for address in [&here, &elsewhere] {
            let page = app.post_as(&other, address, &[("geste", act), ("edits", "1"), ("nom", "Volé")]).await;
            assert_eq!(page.status, 404, "{act} {address}");
        }
    }
    let chosen = format!("choix-{id}");
    let bulk = [(chosen.as_str(), "oui"), ("geste", "archiver")];
    for address in [OFFERS, "/espace/fil-et-tri/offres"] {
        assert_eq!(app.post_as(&other, address, &bulk).await.status, 404, "{address}");
    }
    for end in ["/historique", "/conflit/1"] {
        let fields = [("version", "00000000-0000-0000-0000-000000000001"), ("edits", "1")];
        assert_eq!(app.post_as(&other, &format!("{elsewhere}{end}"), &fields).await.status, 404, "{end}");
    }
    let imported = app.db.offer("velos-pau").await.unwrap().unwrap().0.id.to_string();
    assert_eq!(app.post_as(&other, "/espace/fil-et-tri/offres", &[("prendre", &imported)]).await.status, 404);
    assert_eq!(app.page_as(&zoe, &here).await.value("edits"), before, "untouched");
}

#[tokio::test]
async fn who_reads_does_not_write() {
    let app = TestApp::new().await;
    let (zoe, reader) =
        (app.member(STRUCTURE, Role::Publisher).await, app.member(STRUCTURE, Role::Reader).await);
    let here = app.begin(&zoe, "support").await;
    let page = app.page_as(&reader, &here).await;
    assert_eq!(page.status, 200);
    assert!(page.all("textarea").is_empty(), "no form");
    page.says(&["Ce que les gens verront"]);
    assert_eq!(app.page_as(&reader, &format!("{OFFERS}/nouvelle")).await.status, 403);
    for (address, fields) in [
        (format!("{OFFERS}/nouvelle"), vec![("genre", "workshop")]),
        (here.clone(), vec![("geste", "garder"), ("edits", "1")]),
        (here.clone(), vec![("geste", "publier"), ("edits", "1")]),
        (OFFERS.to_owned(), vec![("geste", "archiver")]),
        (format!("{here}/historique"), vec![("version", "1"), ("edits", "1")]),
        (format!("{here}/conflit/1"), vec![("edits", "1")]),
    ] {
        assert_eq!(app.post_as(&reader, &address, &fields).await.status, 403, "{address}");
    }
    let stranger = app.get(&here).await;
    assert!(stranger.header("location").starts_with("/connexion"), "{}", stranger.status);
}

#[tokio::test]
async fn what_makes_no_sense_is_answered_in_words() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.begin(&zoe, "workshop").await;
    for (address, fields, status) in [
        (format!("{OFFERS}/nouvelle"), vec![("genre", "chantier")], 422),
        (
            format!("{OFFERS}/nouvelle"),
            vec![("genre", "workshop"), ("modele", "00000000-0000-0000-0000-000000000001")],
            404,
        ),
        (here.clone(), vec![("geste", "garder"), ("edits", "beaucoup")], 422),
        (here.clone(), vec![("geste", "voler"), ("edits", "1")], 422),
        (here.clone(), vec![("geste", "confirmer")], 422),
        (here.clone(), vec![("geste", "reprendre")], 422),
        (OFFERS.to_owned(), vec![("geste", "archiver")], 422),
        (format!("{OFFERS}/pas-un-id"), vec![("geste", "garder"), ("edits", "1")], 404),
        (format!("{here}/conflit/99"), vec![("edits", "1")], 404),
    ] {
        assert_eq!(app.post_as(&zoe, &address, &fields).await.status, status, "{address} {fields:?}");
    }
}
