//! The requests received, at the desk.

use time::Duration;

use crate::domain::membership::Role;
use crate::tests::app::{MOBILE, TestApp, on_both_engines};

const SLUG: &str = "coop-connexion";

/// The address of the one request that the first page of a folder shows.
async fn request_page(app: &TestApp, signed: &crate::tests::app::Signed, query: &str) -> String {
    let list = app.page_as(signed, &format!("/espace/{SLUG}/demandes{query}")).await;
    let prefix = format!("/espace/{SLUG}/demandes/");
    let mut links = list.elements().into_iter().filter_map(|one| one.get("href").map(str::to_owned));
    links.find(|href| href.starts_with(&prefix)).unwrap_or_else(|| panic!("no request in {}", list.text()))
}

#[tokio::test]
async fn a_request_goes_from_folder_to_folder() {
    on_both_engines(async |app| {
        app.ask(&[("message", "Je cherche un bureau.")]).await;
        let zoe = app.member(SLUG, Role::Publisher).await;
        let base = format!("/espace/{SLUG}/demandes");
        app.page_as(&zoe, &format!("/espace/{SLUG}")).await.says(&["1", "nouvelle demande"]);
        app.page_as(&zoe, &base).await.says(&[
            "Zoé",
            "06 39 98 00 12",
            "Reçue aujourd’hui",
            "Nous vous rappelons",
        ]);
        app.live(4).await;
        let zoe = app.sign_in(&zoe.email).await;
        app.page_as(&zoe, &base).await.says(&["Attend depuis 4 jours", "Nous prévenons la personne"]);
        let page = request_page(app, &zoe, "").await;
        app.page_as(&zoe, &page).await.says(&["Je cherche un bureau.", "Notes de l’équipe"]);

        let letters = app.letters(MOBILE).await.len();
        let answered = app.post_as(&zoe, &page, &[("geste", "repondre"), ("reponse", "appel")]).await;
        assert_eq!(answered.location(), format!("{page}?repondu=1"));
        assert_eq!(app.letters(MOBILE).await.len(), letters + 1, "she is told by SMS");
        app.page_as(&zoe, &base).await.says(&["Aucune nouvelle demande"]);
        assert_eq!(request_page(app, &zoe, "?dossier=a-appeler").await, page);

        let day = (app.clock.today() + Duration::days(5)).to_string();
        let meeting = [
            ("geste", "repondre"),
            ("reponse", "rendez-vous"),
            ("jour", &day),
            ("heure", "14:30"),
            ("lieu", "Lens"),
        ];
        assert_eq!(app.post_as(&zoe, &page, &meeting).await.status, 303);
        let file = app.page_as(&zoe, &format!("{page}/rendez-vous.ics")).await;
        let start = format!("DTSTART:{}T143000", day.replace('-', ""));
        for line in ["BEGIN:VCALENDAR", &start, "LOCATION:Lens", "Zoé"] {
            assert!(file.html.contains(line), "{line} in {}", file.html);
        }
        let waiting = [("geste", "repondre"), ("reponse", "attente")];
        assert_eq!(app.post_as(&zoe, &page, &waiting).await.status, 303);
        assert_eq!(request_page(app, &zoe, "?dossier=attente").await, page);
        let no = [("geste", "repondre"), ("reponse", "non"), ("motif", "full")];
        assert_eq!(app.post_as(&zoe, &page, &no).await.status, 303);
        assert_eq!(request_page(app, &zoe, "?dossier=terminees").await, page);
    })
    .await;
}

#[tokio::test]
async fn the_team_shares_the_work() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let zoe = app.member(SLUG, Role::Publisher).await;
        let lea = app.member(SLUG, Role::Reader).await;
        let page = request_page(app, &zoe, "").await;
        let shown = app.page_as(&zoe, &page).await;
        let option = shown.elements().into_iter().find(|one| one.name == "option" && one.text == lea.email);
        let lea_id = option.unwrap().get("value").unwrap().to_owned();
        assert_eq!(app.post_as(&zoe, &page, &[("geste", "confier"), ("a", &lea_id)]).await.location(), page);
        app.page_as(&lea, &format!("/espace/{SLUG}/demandes?pour=moi")).await.says(&["Zoé", "suivie par"]);
        app.page_as(&zoe, &format!("/espace/{SLUG}/demandes?pour=moi"))
            .await
            .says(&["Aucune nouvelle demande"]);
        assert_eq!(
            app.post_as(&zoe, &page, &[("geste", "noter"), ("note", "Rappeler jeudi.")]).await.location(),
            page
        );
        app.page_as(&lea, &page).await.says(&["Rappeler jeudi.", "Zoé"]);
        // Who asked never reads what the team says.
        assert!(!app.get(&asked.person).await.text().contains("Rappeler jeudi"));
        for (texte, found) in [("zo", true), ("0012", true), (asked.code.as_str(), true), ("Marc", false)] {
            let list = app.page_as(&lea, &format!("/espace/{SLUG}/demandes?texte={texte}")).await;
            assert_eq!(list.text().contains("06 39 98 00 12"), found, "{texte}");
        }
        let long = "a".repeat(400);
        let refused = app.post_as(&zoe, &page, &[("geste", "noter"), ("note", &long)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains(&long), "what was typed is kept");
    })
    .await;
}

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
    let two = [&meeting[..], &[(boxes[0].as_str(), "oui"), (boxes[1].as_str(), "oui")]].concat();
    let done = app.post_as(&zoe, &base, &two).await;
    assert_eq!(done.location(), format!("{base}?repondues=2"));
    app.page_as(&zoe, done.location()).await.says(&["2 personnes sont prévenues"]);
    let rows = app.page_as(&zoe, &format!("{base}?dossier=rendez-vous")).await;
    assert_eq!(rows.text().matches("à 10 h").count(), 2);
}

#[tokio::test]
async fn another_structure_sees_and_touches_nothing() {
    on_both_engines(async |app| {
        app.ask(&[]).await;
        let zoe = app.member(SLUG, Role::Publisher).await;
        let reader = app.member(SLUG, Role::Reader).await;
        let other = app.member("institut-randstad", Role::Admin).await;
        let page = request_page(app, &zoe, "").await;
        let id = page.rsplit('/').next().unwrap();
        let before = app.written().await;
        let elsewhere = format!("/espace/institut-randstad/demandes/{id}");
        for path in [page.clone(), elsewhere.clone(), format!("/espace/{SLUG}/demandes")] {
            assert_eq!(app.page_as(&other, &path).await.status, 404, "{path}");
            for fields in [
                &[("geste", "repondre"), ("reponse", "oui")][..],
                &[("geste", "noter"), ("note", "x")],
                &[("geste", "confier"), ("a", "")],
            ] {
                assert_eq!(app.post_as(&other, &path, fields).await.status, 404, "{path}");
            }
        }
        for end in ["demandes.csv", &format!("demandes/{id}/rendez-vous.ics")] {
            assert_eq!(app.page_as(&other, &format!("/espace/{SLUG}/{end}")).await.status, 404, "{end}");
        }
        let ticked = format!("demande-{id}");
        let many = [("reponse", "oui"), (ticked.as_str(), "oui")];
        assert_eq!(app.post_as(&other, "/espace/institut-randstad/demandes", &many).await.status, 404);
        for (path, fields) in [
            (page.as_str(), &[("geste", "repondre"), ("reponse", "oui")][..]),
            (&format!("/espace/{SLUG}/demandes"), &many),
        ] {
            assert_eq!(app.post_as(&reader, path, fields).await.status, 403, "a reader reads: {path}");
        }
        assert_eq!(app.get(&page).await.status, 303, "who is not signed in");
        assert_eq!(app.written().await, before);
        assert_eq!(app.count("referral_note").await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_away_is_all_that_one_sees() {
    on_both_engines(async |app| {
        let kept = app.ask(&[("email", "zoe@example.net")]).await;
        let withdrawn = app.ask(&[("mobile", "06 39 98 00 13")]).await;
        assert_eq!(app.post(&withdrawn.person, &[("geste", "annuler")]).await.status, 303);
        let lea = app.member(SLUG, Role::Reader).await;
        let file = app.page_as(&lea, &format!("/espace/{SLUG}/demandes.csv")).await;
        assert!(file.header("content-type").starts_with("text/csv"));
        let lines: Vec<&str> = file.html.lines().collect();
        assert_eq!(lines.len(), 2, "{}", file.html);
        assert!(lines[0].starts_with("\u{feff}code;prénom;"));
        for cell in [kept.code.as_str(), ";Zoé;", ";06 39 98 00 12;", "zoe@example.net", "Nouvelles"] {
            assert!(lines[1].contains(cell), "{cell} in {}", lines[1]);
        }
        assert_eq!(app.count("audit").await, 1, "it is told in the journal");
    })
    .await;
}
