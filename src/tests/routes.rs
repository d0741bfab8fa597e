//! Requests that their own offer can't take: somebody who may propose people gets them; and who wants to open a structure.

use crate::domain::membership::Role;
use crate::tests::app::{Signed, TestApp, on_both_engines};

/// Somebody has to propose people for this training.
const TRAINING: &str = "batiment-angouleme";
/// The offer of who may, in these stories, and where its requests go.
const PRESCRIBER: (&str, &str, &str) =
    ("tester-son-activite-begles", "tremplin-garonne", "tremplin-garonne@example.org");
const ROUTES: &str = "/moderation/orientation";

impl TestApp {
    /// Takes away who may propose people in the demonstration.
    async fn names_no_prescriber(&self, moderator: &Signed) {
        for route in self.db.routes().await.unwrap() {
            if route.purpose == "prescribe" {
                let gone = [("geste", "retirer"), ("route", &*route.id.to_string())];
                self.post_as(moderator, ROUTES, &gone).await.location();
            }
        }
    }

    async fn names_prescriber(&self, moderator: &Signed, scheme: &str) {
        let (slug, ..) = PRESCRIBER;
        let fields = [
            ("geste", "ajouter"),
            ("pour", "prescribe"),
            ("region", "75"),
            ("dispositif", scheme),
            ("offre", slug),
        ];
        let set = self.post_as(moderator, ROUTES, &fields).await;
        assert_eq!(set.location(), "/moderation/orientation?fait=1");
    }
}

#[tokio::test]
async fn without_anybody_named_the_sheet_says_what_to_do() {
    let app = TestApp::new().await;
    let sheet = app.get(&format!("/offres/{TRAINING}")).await;
    sheet.says(&["Restos du Cœur de Bordeaux", "peut vous proposer, et reçoit votre demande"]);
    app.names_no_prescriber(&app.moderator().await).await;
    let sheet = app.get(&format!("/offres/{TRAINING}")).await;
    sheet.says(&["Quelqu’un doit vous proposer", "personne n’est encore désigné", "39 49"]);
    assert!(!sheet.text().contains("Ça m’intéresse"));
    app.get(&format!("/offres/{TRAINING}/demande")).await.says(&["On ne peut pas demander cette offre ici"]);
    let forced = TestApp::filled("aaaaaaaaaaaaaaaaaaaaaaaaaa", &[]);
    assert_eq!(app.post(&format!("/offres/{TRAINING}/demande"), &forced).await.status, 410);
}

#[tokio::test]
async fn who_may_propose_gets_the_request_and_all_read_for_which_training() {
    on_both_engines(async |app| {
        let moderator = app.moderator().await;
        app.names_prescriber(&moderator, "").await;
        app.page_as(&moderator, ROUTES).await.says(&[
            "Nouvelle-Aquitaine",
            "Toutes les formations",
            "Tester votre activité",
        ]);
        let sheet = app.get(&format!("/offres/{TRAINING}")).await;
        sheet.says(&["Ça m’intéresse", "peut vous proposer, et reçoit votre demande"]);
        let path = format!("/offres/{TRAINING}/demande");
        let form = app.get(&path).await;
        form.says(&["Pour entrer, quelqu’un doit vous proposer.", "À Tremplin"]);
        let sent =
            app.post(&path, &TestApp::filled(&form.form_id(), &[("destinataire", PRESCRIBER.0)])).await;
        let person = sent.location().strip_suffix("?envoyee=1").unwrap().to_owned();
        app.get(&person)
            .await
            .says(&["Apprendre le métier de peintre à Angoulême", "peut vous proposer pour cette formation"]);
        let letter = app.letters(PRESCRIBER.2).await.pop().unwrap();
        assert_eq!(
            letter.subject,
            "Une personne demande à être proposée : Apprendre le métier de peintre à Angoulême"
        );
        app.get(&letter.path()).await.says(&["Apprendre le métier de peintre à Angoulême"]);
        app.post(&letter.path(), &[("geste", "lire")]).await.location();
        app.get(&letter.path()).await.says(&["À proposer pour la formation"]);
        let admin = app.member(PRESCRIBER.1, Role::Admin).await;
        let inbox = format!("/espace/{}/demandes", PRESCRIBER.1);
        app.page_as(&admin, &inbox)
            .await
            .says(&["À proposer pour : Apprendre le métier de peintre à Angoulême"]);
        app.page_as(&admin, &format!("/espace/{}/journal", PRESCRIBER.1))
            .await
            .says(&["Proposer des personnes pour une formation"]);
        assert_eq!(app.live(4).await.len(), 1, "the same clock");
        // The giver of the training knows nothing of it.
        assert!(app.letters("formation-atlantique@example.org").await.is_empty());
        let data = app.get(&format!("{person}/mes-donnees.json")).await;
        assert!(data.html.contains("Angoulême"), "{}", data.html);
    })
    .await;
}

#[tokio::test]
async fn a_volunteer_asks_there_too_and_her_yes_is_for_whom_she_read_of() {
    on_both_engines(async |app| {
        let moderator = app.moderator().await;
        app.names_prescriber(&moderator, "").await;
        let marie = app.member("restos-bordeaux", Role::Volunteer).await;
        let path = format!("/accompagner/demande/{TRAINING}");
        let form = app.page_as(&marie, &path).await;
        form.says(&["quelqu’un doit proposer la personne"]);
        let id = form.form_id();
        let fields = [
            ("envoi", id.as_str()),
            ("destinataire", PRESCRIBER.0),
            ("prenom", "Zoé"),
            ("mobile", "0639980012"),
            ("comment", "sms"),
        ];
        assert_eq!(app.post_as(&marie, &path, &fields).await.location(), "/accompagner?fait=sms");
        let link = app.letters("+33639980012").await.pop().unwrap().path();
        app.get(&link).await.says(&["À Tremplin", "Apprendre le métier de peintre à Angoulême"]);
        // Meanwhile somebody else is named: what she would agree to is not what would happen.
        let other = [
            ("geste", "ajouter"),
            ("pour", "prescribe"),
            ("region", "75"),
            ("dispositif", ""),
            ("offre", "velos-pau"),
        ];
        app.post_as(&moderator, ROUTES, &other).await.location();
        assert_eq!(app.post(&link, &[("geste", "oui")]).await.status, 410);
        assert_eq!(
            app.post_as(&marie, &path, &fields).await.status,
            410,
            "nor from a form that named another"
        );
        app.names_prescriber(&moderator, "").await;
        app.post(&link, &[("geste", "oui")]).await.location();
        assert_eq!(app.letters(PRESCRIBER.2).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_scheme_serves_its_own_trainings_alone_and_a_route_goes() {
    on_both_engines(async |app| {
        let moderator = app.moderator().await;
        app.names_no_prescriber(&moderator).await;
        app.names_prescriber(&moderator, "etat").await;
        assert!(!app.get(&format!("/offres/{TRAINING}")).await.text().contains("Ça m’intéresse"));
        let page = app.page_as(&moderator, ROUTES).await;
        page.says(&["L’État"]);
        let routes: Vec<String> = (page.all("input").into_iter())
            .filter(|one| one.get("name") == Some("route"))
            .filter_map(|one| one.get("value").map(str::to_owned))
            .collect();
        assert_eq!(routes.len(), 2, "with who helps to open a structure");
        for route in &routes {
            let gone = [("geste", "retirer"), ("route", route.as_str())];
            app.post_as(&moderator, ROUTES, &gone).await.location();
            assert_eq!(app.post_as(&moderator, ROUTES, &gone).await.status, 410);
        }
        assert_eq!(app.count("route").await, 0);
        app.get("/creer-une-structure").await.says(&["Personne n’est encore désigné."]);
        for (field, value) in
            [("pour", "x"), ("region", "99"), ("dispositif", "x"), ("offre", TRAINING), ("offre", "%00")]
        {
            let mut fields =
                vec![("pour", "prescribe"), ("region", "75"), ("dispositif", ""), ("offre", PRESCRIBER.0)];
            fields.retain(|(name, _)| *name != field);
            fields.extend([("geste", "ajouter"), (field, value)]);
            let refused = app.post_as(&moderator, ROUTES, &fields).await;
            assert_eq!(refused.status, 422, "{field}={value}");
        }
        assert_eq!(app.count("route").await, 0);
    })
    .await;
}

#[tokio::test]
async fn who_wants_to_open_a_structure_finds_who_helps_and_the_clock_watches() {
    on_both_engines(async |app| {
        let home = app.get("/").await;
        assert!(home.all("a").iter().any(|link| link.get("href") == Some("/creer-une-structure")));
        let page = app.get("/creer-une-structure").await;
        page.says(&[
            "Créer ou agrandir une structure",
            "Nouvelle-Aquitaine",
            "Région Nouvelle-Aquitaine",
            "Demander",
        ]);
        let form = app.form_of("creer-un-atelier-insertion").await;
        let fields = TestApp::filled(&form, &[("message", "Un atelier de vélos à Niort.")]);
        app.post("/offres/creer-un-atelier-insertion/demande", &fields).await.location();
        let region = "region-nouvelle-aquitaine@example.org";
        assert_eq!(app.letters(region).await.len(), 1);
        assert_eq!(app.live(4).await.len(), 1, "reminded on day 3");
        assert_eq!(app.letters(region).await.len(), 2);
    })
    .await;
}

/// A Région names who serves in it, and touches no other.
#[tokio::test]
async fn a_region_names_its_own_and_no_other() {
    on_both_engines(async |app| {
        let region = app.member("region-nouvelle-aquitaine", Role::Admin).await;
        let own = "/espace/region-nouvelle-aquitaine/orientation";
        app.page_as(&region, "/espace/region-nouvelle-aquitaine")
            .await
            .says(&["Dire qui reçoit les demandes"]);
        let fields = [("geste", "ajouter"), ("pour", "prescribe"), ("region", "11"), ("offre", PRESCRIBER.0)];
        assert_eq!(app.post_as(&region, own, &fields).await.location(), format!("{own}?fait=1"));
        app.get(&format!("/offres/{TRAINING}")).await.says(&["peut vous proposer, et reçoit votre demande"]);
        app.page_as(&region, own).await.says(&[
            "dans votre région",
            "Nouvelle-Aquitaine",
            "Tester votre activité",
        ]);
        // The région of the form is its own, whatever a forged one says.
        let moderator = app.moderator().await;
        assert!(
            !app.page_as(&moderator, ROUTES)
                .await
                .all("strong")
                .iter()
                .any(|name| name.text.contains("Île-de-France"))
        );
        let of_ile_de_france = [
            ("geste", "ajouter"),
            ("pour", "prescribe"),
            ("region", "11"),
            ("dispositif", ""),
            ("offre", PRESCRIBER.0),
        ];
        app.post_as(&moderator, ROUTES, &of_ile_de_france).await.location();
        let routes = |page: crate::tests::app::Page| {
            let inputs = page.all("input").into_iter().filter(|one| one.get("name") == Some("route"));
            inputs.filter_map(|one| one.get("value").map(str::to_owned)).collect::<Vec<_>>()
        };
        let mine = routes(app.page_as(&region, own).await);
        let all = routes(app.page_as(&moderator, ROUTES).await);
        let others: Vec<_> = all.iter().filter(|route| !mine.contains(route)).collect();
        assert!(!mine.is_empty() && !others.is_empty(), "{mine:?} {all:?}");
        for route in others {
            let removed = app.post_as(&region, own, &[("geste", "retirer"), ("route", route)]).await;
            assert_eq!(removed.status, 410, "another région's");
        }
        assert_eq!(routes(app.page_as(&moderator, ROUTES).await), all);
        for route in &mine {
            app.post_as(&region, own, &[("geste", "retirer"), ("route", route)]).await.location();
        }
        app.page_as(&region, own).await.says(&["Personne n’est encore désigné"]);
        let other = app.member("coop-connexion", Role::Admin).await;
        assert_eq!(app.page_as(&other, "/espace/coop-connexion/orientation").await.status, 404, "no Région");
    })
    .await;
}
