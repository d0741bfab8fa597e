//! What a structure takes away: everything that is its own, and for each of its people what she may see.

use serde_json::Value;

use super::{HERE, TestApp, WORDS, on_both_engines, table};
use crate::domain::id::Code;
use crate::domain::membership::Role;

#[tokio::test]
async fn everything_goes_out_and_the_table_comes_back() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Publisher).await;
    let get = async |name: &str| app.page_as(&zoe, &format!("/espace/coop-connexion/exports/{name}")).await;
    let csv = get("offres.csv").await;
    assert!(csv.header("content-disposition").contains("coop-connexion.csv"));
    assert!(csv.html.contains("Nom de l’offre"));
    let whole: Value = serde_json::from_str(&get("offres.json").await.html).unwrap();
    let count = whole["services"].as_array().unwrap().len();
    assert!(count > 0 && whole["structures"][0]["nom"].is_string());
    assert_eq!(get("offres.xlsx").await.status, 200);
    assert_eq!(get("offres.pdf").await.status, 404);
    let back = app.upload(&zoe, HERE, "retour.csv", csv.html.as_bytes()).await.location().to_owned();
    app.page_as(&zoe, &back).await.says(&[&format!("{count} pareilles")]);
    assert_eq!(app.get("/modeles/offres.csv").await.status, 200);
    assert_eq!(app.get("/modeles/offres.xlsx").await.status, 200);
}

#[tokio::test]
async fn a_table_that_comes_back_loses_nothing_that_it_has_no_column_for() {
    let app = TestApp::new().await;
    let zoe = app.member("jardin-du-bassin", Role::Publisher).await;
    let here = "/espace/jardin-du-bassin";
    let fetch = async |name: &str| app.page_as(&zoe, &format!("{here}/exports/{name}")).await;
    let before: Value = serde_json::from_str(&fetch("offres.json").await.html).unwrap();
    let id = before["services"][0]["id"].as_str().unwrap().to_owned();
    let said = |whole: &Value, key: &str| whole["services"][0]["premier_pas"][key].clone();

    // Three columns of many.
    let name = before["services"][0]["nom"].as_str().unwrap();
    let words = "D’autres mots, corrigés dans un tableur.";
    let kind = match said(&before, "kind").as_str().unwrap() {
        "workshop" => "Travail en atelier",
        other => panic!("the demonstration has changed: {other}"),
    };
    let table = format!("Référence;Nom de l’offre;Genre;Description\n{id};{name};{kind};{words}\n");
    let import =
        app.upload(&zoe, &format!("{here}/imports"), "a.csv", table.as_bytes()).await.location().to_owned();
    app.page_as(&zoe, &import).await.says(&["1 qui change", "corrigés dans un tableur"]);
    app.post_as(&zoe, &import, &[("geste", "importer")]).await.location();
    let after: Value = serde_json::from_str(&fetch("offres.json").await.html).unwrap();
    assert_eq!(after["services"][0]["description"], words);
    for key in ["plain", "details", "sessions", "kind"] {
        assert_eq!(said(&after, key), said(&before, key), "{key}");
    }
    for key in ["courriel", "adresse", "publics", "thematiques", "horaires_accueil"] {
        assert_eq!(after["services"][0][key], before["services"][0][key], "{key}");
    }

    // All that goes out as JSON comes back too.
    let whole = serde_json::to_vec(&before).unwrap();
    let import = app.upload(&zoe, &format!("{here}/imports"), "a.json", &whole).await.location().to_owned();
    app.page_as(&zoe, &import).await.says(&["1 qui change", "corrigés dans un tableur"]);
}

#[tokio::test]
async fn what_is_refused_goes_out_with_its_reasons() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Publisher).await;
    let file = table(&[("A", "Lire le bois", WORDS), ("B", "=x", ""), ("A", "Compter", WORDS)]);
    let import = app.upload(&zoe, HERE, "a.csv", file.as_bytes()).await.location().to_owned();
    app.page_as(&zoe, &import).await.says(&["2 refusées", "Télécharger les problèmes (CSV)"]);
    let csv = app.page_as(&zoe, &format!("{import}/refusees.csv")).await;
    assert_eq!((csv.status, csv.header("content-type")), (200, "text/csv; charset=utf-8"));
    let lines: Vec<&str> = csv.html.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "ligne;offre;colonne;problème");
    assert!(lines.iter().any(|line| line.starts_with("3;'=x;Nom de l’offre;")), "{lines:?}");
    assert!(
        lines.last().is_some_and(|line| line.starts_with("4;Compter;Référence;est la même qu’à la ligne 2")),
        "{lines:?}"
    );
    assert!(!csv.html.contains("Lire le bois"), "what is well is not in it");
    assert_eq!(app.page_as(&zoe, &format!("{import}0/refusees.csv")).await.status, 404);
}

#[tokio::test]
async fn notes_go_out_until_the_request_is_over() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let zoe = app.member("coop-connexion", Role::Publisher).await;
        let here = app.db.organisation("coop-connexion").await.unwrap().unwrap().id;
        let referral = app.db.referral_by_code(&Code::parse(&asked.code).unwrap()).await.unwrap().unwrap();
        let request = format!("/espace/coop-connexion/demandes/{}", referral.id);
        app.post_as(&zoe, &request, &[("geste", "noter"), ("note", "Elle préfère le matin")])
            .await
            .location();
        let notes = app.db.notes_of(here).await.unwrap();
        assert_eq!(
            notes.iter().map(|note| note.words.as_str()).collect::<Vec<_>>(),
            ["Elle préfère le matin"]
        );
        app.post(&asked.person, &[("geste", "annuler")]).await.location();
        assert!(
            app.db.notes_of(here).await.unwrap().is_empty(),
            "her structure sees nothing of her any more"
        );
    })
    .await;
}

#[tokio::test]
async fn everything_is_in_one_archive_for_each_what_she_may_see() {
    let app = TestApp::new().await;
    app.ask(&[]).await;
    let get = async |role: Role| {
        let signed = app.member("coop-connexion", role).await;
        app.page_as(&signed, "/espace/coop-connexion/exports/tout.zip").await
    };
    let admin = get(Role::Admin).await;
    assert_eq!((admin.status, admin.header("content-type")), (200, "application/zip"));
    assert_eq!(admin.header("cache-control"), "no-store");
    let all = [
        "LISEZ-MOI.txt",
        "fiche.json",
        "offres.xlsx",
        "offres.csv",
        "offres.json",
        "brouillons.json",
        "demandes.csv",
        "notes.csv",
        "imports.csv",
    ];
    let admins = ["equipe.csv", "journal.csv"];
    for name in all.iter().chain(&admins) {
        assert!(admin.html.contains(name), "{name}");
    }
    let reader = get(Role::Reader).await;
    for name in all {
        assert!(reader.html.contains(name), "{name}");
    }
    for name in admins {
        assert!(!reader.html.contains(name), "{name}");
    }
    let organisation = app.db.organisation("coop-connexion").await.unwrap().unwrap().id;
    let lines = app.db.journal(organisation, 0).await.unwrap();
    assert_eq!(
        lines.iter().filter(|line| line.act == "exported").count(),
        2,
        "it names people: the journal tells it"
    );
    assert_eq!(app.get("/espace/coop-connexion/exports/tout.zip").await.status, 303);
    let other = app.member("restos-du-coeur", Role::Admin).await;
    assert_eq!(app.page_as(&other, "/espace/coop-connexion/exports/tout.zip").await.status, 404);
}
