//! The requests received, at the desk.

mod together;

use time::Duration;

use crate::domain::membership::Role;
use crate::domain::percent::decode_pairs;
use crate::tests::app::{Element, MOBILE, Page, Signed, TestApp, on_both_engines};

const SLUG: &str = "coop-connexion";

/// The inbox as an address says it; `texte` is typed into its search.
async fn list(app: &TestApp, signed: &Signed, query: &str) -> Page {
    let base = format!("/espace/{SLUG}/demandes");
    if !query.contains("texte=") {
        return app.page_as(signed, &format!("{base}{query}")).await;
    }
    let pairs: Vec<_> = decode_pairs(query).collect();
    let typed = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let form: Vec<_> = typed.chain([("reponse", "chercher")]).collect();
    let found = app.post_as(signed, &base, &form).await;
    let text = pairs.iter().find(|(name, _)| name == "texte").map(|(_, text)| text.as_str()).unwrap();
    assert!(text.len() < 4 || !found.location().contains(text), "{}", found.location());
    app.page_as(signed, found.location()).await
}

/// The address of the one request that the first page of a folder shows.
async fn request_page(app: &TestApp, signed: &Signed, query: &str) -> String {
    let list = list(app, signed, query).await;
    let prefix = format!("/espace/{SLUG}/demandes/");
    let to = |element: Element| element.get("href").or(element.get("formaction")).map(str::to_owned);
    let mut links = list.elements().into_iter().filter_map(to);
    links.find(|href| href.starts_with(&prefix)).unwrap_or_else(|| panic!("no request in {}", list.text()))
}

/// The same, once somebody has opened it.
async fn opened_page(app: &TestApp, signed: &Signed, query: &str) -> String {
    let page = request_page(app, signed, query).await;
    assert_eq!(app.post_as(signed, &page, &[("geste", "lire")]).await.location(), page);
    page
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
        let (before, sealed) = (app.written().await, app.page_as(&zoe, &page).await);
        sealed.says(&["Lire et répondre"]);
        assert!(!sealed.text().contains("Je cherche un bureau."), "{}", sealed.text());
        assert_eq!(app.written().await, before, "to look at it is not to open it");
        assert_eq!(app.post_as(&zoe, &page, &[("geste", "lire")]).await.location(), page);
        app.page_as(&zoe, &page).await.says(&["Je cherche un bureau.", "Ce qui s’est passé"]);

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
        let all = format!("/espace/{SLUG}/rendez-vous.ics");
        assert!(app.page_as(&zoe, &all).await.html.contains(&start));
        let waiting = [("geste", "repondre"), ("reponse", "attente"), ("rang", "3")];
        assert_eq!(app.post_as(&zoe, &page, &waiting).await.status, 303);
        assert!(!app.page_as(&zoe, &all).await.html.contains("VEVENT"), "it was set aside");
        app.page_as(&zoe, &format!("{base}?dossier=attente")).await.says(&["Place 3"]);
        assert_eq!(request_page(app, &zoe, "?dossier=attente").await, page);
        let no = [("geste", "repondre"), ("reponse", "non"), ("motif", "full")];
        // Once it is over nobody is named any more.
        let note = [("geste", "noter"), ("note", "Elle coud très bien.")];
        assert_eq!(app.post_as(&zoe, &page, &note).await.status, 303);
        let ended = app.post_as(&zoe, &page, &no).await;
        app.page_as(&zoe, ended.location()).await.says(&[
            "Demande terminée",
            "Merci !",
            "réponse « pas cette fois »",
        ]);
        assert_eq!(request_page(app, &zoe, "?dossier=terminees").await, page);
        for path in
            [page.clone(), format!("{base}?dossier=terminees"), format!("/espace/{SLUG}/demandes.csv")]
        {
            let text = app.page_as(&zoe, &path).await.html;
            for hers in ["Zoé<", "06 39 98 00 12", "Je cherche un bureau", "Elle coud"] {
                assert!(!text.contains(hers), "{hers} in {path}");
            }
        }
        assert_eq!(app.page_as(&zoe, &format!("{page}/rendez-vous.ics")).await.status, 404);
        assert_eq!(app.post_as(&zoe, &page, &waiting).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn the_team_shares_the_work() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let zoe = app.member(SLUG, Role::Publisher).await;
        let lea = app.member(SLUG, Role::Reader).await;
        let page = opened_page(app, &zoe, "").await;
        let shown = app.page_as(&zoe, &page).await;
        let option = shown.elements().into_iter().find(|one| one.name == "option" && one.text == lea.email);
        let lea_id = option.unwrap().get("value").unwrap().to_owned();
        assert_eq!(app.post_as(&zoe, &page, &[("geste", "confier"), ("a", &lea_id)]).await.location(), page);
        app.page_as(&lea, &format!("/espace/{SLUG}/demandes?pour=moi")).await.says(&["Zoé", "Suivie par"]);
        app.page_as(&zoe, &format!("/espace/{SLUG}/demandes?pour=moi"))
            .await
            .says(&["Aucune demande ici avec ces filtres."]);
        assert_eq!(
            app.post_as(&zoe, &page, &[("geste", "noter"), ("note", "Rappeler jeudi.")]).await.location(),
            page
        );
        app.page_as(&lea, &page).await.says(&["Rappeler jeudi.", "Zoé"]);
        // Who asked never reads what the team says.
        assert!(!app.get(&asked.person).await.text().contains("Rappeler jeudi"));
        for (texte, found) in [("zo", true), ("0012", true), (asked.code.as_str(), true), ("Marc", false)] {
            let list = list(app, &lea, &format!("?texte={texte}")).await;
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
async fn what_is_narrowed_stays_so() {
    on_both_engines(async |app| {
        app.ask(&[("prenom", "Anne-Zoé"), ("email", "durand@example.net")]).await;
        app.ask(&[("prenom", "Karim"), ("mobile", "06 39 98 00 13")]).await;
        let zoe = app.member(SLUG, Role::Publisher).await;
        let lea = app.member(SLUG, Role::Admin).await;
        let me = app.member_id(&lea.email).await;
        let base = format!("/espace/{SLUG}/demandes");
        let karim = request_page(app, &zoe, "?texte=karim").await;
        let give = [("geste", "confier"), ("a", me.as_str())];
        assert_eq!(app.post_as(&zoe, &karim, &give).await.status, 303);
        let names = async |query: &str| {
            let page = list(app, &zoe, &format!("?{query}")).await;
            ["Anne-Zoé", "Karim"].map(|name| page.elements().iter().any(|opens| opens.text == name))
        };
        for (query, found) in [
            ("", [true, true]),
            ("texte=zoe", [true, false]),
            ("texte=durand@", [true, false]),
            ("texte=0&pour=personne", [false, false]),
            ("texte=06&pour=personne", [true, false]),
            (&format!("texte=06&pour={me}"), [false, true]),
            (&format!("pour={me}"), [false, true]),
            ("pour=moi", [false, false]),
            ("offre=coworking-lens", [true, true]),
            ("offre=autre", [false, false]),
            ("texte=06&offre=autre", [false, false]),
        ] {
            assert_eq!(names(query).await, found, "{query}");
        }
        // Other folders are narrowed as this one is, and their counts too.
        let page = app.page_as(&zoe, &format!("{base}?offre=coworking-lens&pour=personne")).await;
        page.says(&["Nouvelles 1"]);
        let href = format!("{base}?dossier=attente&offre=coworking-lens&pour=personne");
        assert!(page.all("a").iter().any(|link| link.get("href") == Some(&href)));
        app.page_as(&zoe, &href).await.says(&["Aucune demande ici avec ces filtres.", "Enlever les filtres"]);
    })
    .await;
}

#[tokio::test]
async fn the_waiting_list_stands_in_its_order() {
    on_both_engines(async |app| {
        let zoe = app.member(SLUG, Role::Publisher).await;
        for (name, last, rank) in [("Zoé", "12", ""), ("Karim", "13", "2"), ("Inès", "14", "1")] {
            app.pass(Duration::seconds(1));
            let asked = app.ask(&[("prenom", name), ("mobile", &format!("06 39 98 00 {last}"))]).await;
            app.reply(&asked, &[("reponse", "attente"), ("rang", rank)]).await;
        }
        let page = app.page_as(&zoe, &format!("/espace/{SLUG}/demandes?dossier=attente")).await;
        let at = |text: &str| page.text().find(text).unwrap();
        assert!(at("Inès") < at("Karim") && at("Karim") < at("Zoé"), "{}", page.text());
    })
    .await;
}

#[tokio::test]
async fn what_somebody_cared_for_who_left_is_nobodys() {
    on_both_engines(async |app| {
        app.ask(&[]).await;
        let zoe = app.member(SLUG, Role::Admin).await;
        let lea = app.member(SLUG, Role::Reader).await;
        let hers = app.member_id(&lea.email).await;
        let page = request_page(app, &zoe, "").await;
        app.post_as(&zoe, &page, &[("geste", "confier"), ("a", &hers)]).await;
        let nobodys = "?pour=personne";
        list(app, &zoe, nobodys).await.says(&["Aucune demande ici avec ces filtres."]);
        let team = format!("/espace/{SLUG}/equipe");
        let out = app.post_as(&zoe, &team, &[("geste", "retirer"), ("membre", &hers)]).await;
        assert_eq!(out.status, 303);
        list(app, &zoe, nobodys).await.says(&["06 39 98 00 12"]);
        list(app, &zoe, "?pour=personne&texte=zo").await.says(&["06 39 98 00 12"]);
    })
    .await;
}

#[tokio::test]
async fn a_request_tells_what_was_done_and_said() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let other = app.ask(&[("prenom", "Karim"), ("mobile", "06 39 98 00 13")]).await;
        let zoe = app.member(SLUG, Role::Admin).await;
        let me = app.member_id(&zoe.email).await;
        let page = opened_page(app, &zoe, "?texte=zo").await;
        app.page_as(&zoe, &page).await.says(&[
            "Si vous ne répondez pas",
            "Le jeudi 26 novembre : nous vous rappelons cette demande.",
            "Le mercredi 23 décembre : nous fermons la demande, sans réponse.",
        ]);
        app.post_as(&zoe, &page, &[("geste", "confier"), ("a", &me)]).await;
        app.post_as(&zoe, &page, &[("geste", "confier"), ("a", &me)]).await;
        app.post_as(&zoe, &page, &[("geste", "noter"), ("note", "Rappeler jeudi.")]).await;
        app.reply(&asked, &[("reponse", "appel")]).await;
        let answer = [("geste", "repondre"), ("reponse", "oui")];
        let done = app.post_as(&zoe, &page, &answer).await.location().to_owned();
        let shown = app.page_as(&zoe, &done).await;
        shown.says(&[
            &format!("{}, aujourd’hui : confiée à {}", zoe.email, zoe.email),
            "Rappeler jeudi.",
            "La personne, aujourd’hui : demande envoyée",
            &format!("{}, aujourd’hui : demande lue", zoe.email),
            "Par le lien de l’e-mail, aujourd’hui : réponse « on l’appelle »",
            &format!("{}, aujourd’hui : réponse « oui »", zoe.email),
            "Demande suivante : Karim",
            "Demandes : Acceptées",
        ]);
        assert_eq!(shown.text().matches("confiée à").count(), 1, "given twice, told once");
        let journal = app.page_as(&zoe, &format!("/espace/{SLUG}/journal")).await;
        journal.says(&[
            &format!("{} a écrit une note sur la demande {}.", zoe.email, asked.code),
            &format!("Quelqu’un a répondu à la demande {} : on l’appelle.", asked.code),
            &format!("{} a répondu à la demande {} : oui.", zoe.email, asked.code),
        ]);
        assert!(!journal.text().contains(&other.code));
    })
    .await;
}

#[tokio::test]
async fn the_team_reads_of_its_answers_what_everybody_reads() {
    on_both_engines(async |app| {
        let zoe = app.member(SLUG, Role::Reader).await;
        let base = format!("/espace/{SLUG}/demandes");
        let public = format!("/structures/{SLUG}");
        app.page_as(&zoe, &base).await.says(&["Personne n’a encore demandé."]);
        for last in 10..16 {
            // Letters are in order by the second.
            app.pass(Duration::seconds(1));
            let asked = app.ask(&[("mobile", &format!("06 39 98 00 {last}"))]).await;
            if last > 10 {
                app.reply(&asked, &[("reponse", "appel")]).await;
            }
        }
        app.pass(Duration::days(11));
        let zoe = app.sign_in(&zoe.email).await;
        let rate = "Répond à 8 demandes sur 10";
        app.page_as(&zoe, &base).await.says(&[rate, "Sur un an : 5 réponses pour 6 demandes."]);
        app.get(&public).await.says(&[rate]);
    })
    .await;
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
                &[("geste", "lire")][..],
                &[("geste", "repondre"), ("reponse", "oui")],
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
        let more = [("email", "zoe@example.net"), ("moment", "matin"), ("message", "Bonjour")];
        let kept = app.ask(&more).await;
        let withdrawn = app.ask(&[("mobile", "06 39 98 00 13")]).await;
        assert_eq!(app.post(&withdrawn.person, &[("geste", "annuler")]).await.status, 303);
        let lea = app.member(SLUG, Role::Reader).await;
        let file = app.page_as(&lea, &format!("/espace/{SLUG}/demandes.csv")).await;
        assert!(file.header("content-type").starts_with("text/csv"));
        let lines: Vec<&str> = file.html.lines().collect();
        assert_eq!(lines.len(), 2, "{}", file.html);
        assert!(lines[0].starts_with("\u{feff}code;prénom;"));
        for cell in [
            kept.code.as_str(),
            ";Zoé;",
            ";06 39 98 00 12;",
            "zoe@example.net",
            "Nouvelles",
            ";le matin;Bonjour;",
        ] {
            assert!(lines[1].contains(cell), "{cell} in {}", lines[1]);
        }
        assert_eq!(app.count("audit").await, 1, "it is told in the journal");
    })
    .await;
}
