//! Published files go in: what is valid is taken, what is not is told, what has gone is archived.

use serde_json::Value;

use super::app::{TestApp, array, on_both_engines, service, structure, with};
use crate::commands::export;
use crate::commands::import::{Moment, formats};
use crate::store::Upserted;

fn rows() -> (Vec<Value>, Vec<Value>) {
    (vec![structure("s"), structure("t")], (1..=5).map(|n| service(&n.to_string(), "s")).collect())
}

fn ndjson(rows: &[Value]) -> String {
    rows.iter().map(|row| format!("{row}\n")).collect()
}

/// Lists are JSON in a cell, as the published CSV has them.
fn csv(rows: &[Value]) -> String {
    let names: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        other => format!("\"{}\"", other.to_string().replace('"', "\"\"")),
    };
    let header = names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(",");
    let lines = rows
        .iter()
        .map(|row| names.iter().map(|name| cell(&row[name.as_str()])).collect::<Vec<_>>().join(","));
    std::iter::once(header).chain(lines).map(|line| line + "\n").collect()
}

#[tokio::test]
async fn the_three_formats_say_the_same() {
    on_both_engines(async |app| {
        let (structures, services) = rows();
        let first = app.import(&array(&structures), &array(&services)).await;
        assert_eq!((first.structures.valid, first.services.valid), (2, 5), "{}", app.report());
        assert_eq!(first.written, Upserted { changed: 7, unchanged: 0 });
        assert_eq!(first.archived, Some(0));
        for format in [ndjson as fn(&[Value]) -> String, csv, |rows| array(rows)] {
            let again = app.import(&format(&structures), &format(&services)).await;
            assert_eq!(again.written, Upserted { changed: 0, unchanged: 7 }, "{}", app.report());
            assert_eq!(again.archived, Some(0));
        }
        app.get("/offres?lieu=62498&q=reparer").await.says(&["Réparer son vélo (1)"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_told_and_nothing_valid_is_lost() {
    on_both_engines(async |app| {
        let (structures, mut services) = rows();
        services[1] = with(services[1].clone(), "description", "abc");
        services[2] = with(services[2].clone(), "thematiques", serde_json::json!(["nope"]));
        services[3] = with(services[3].clone(), "structure_id", "essai--personne");
        services.push(service("5", "s"));
        let done = app.import(&array(&structures), &array(&services)).await;
        assert_eq!((done.services.read, done.services.valid, done.services.rejected), (6, 2, 4));
        let report = app.report();
        for line in [
            "services,2,essai--2,description,",
            "services,3,essai--3,thematiques,",
            "services,4,essai--4,structure_id,",
            "services,6,essai--5,id,cet identifiant est déjà dans le fichier",
        ] {
            assert!(
                report.lines().any(|one| one.starts_with(line) && one.len() > line.len() - 1),
                "{line}: {report}"
            );
        }
        assert!(done.to_string().contains("services:   6 read, 2 valid, 4 rejected"));
    })
    .await;
}

#[tokio::test]
async fn only_what_changed_changes() {
    on_both_engines(async |app| {
        let (structures, mut services) = rows();
        app.import(&array(&structures), &array(&services)).await;
        services[0] = with(services[0].clone(), "frais", "gratuit");
        let done = app.import(&array(&structures), &array(&services)).await;
        assert_eq!(done.written, Upserted { changed: 1, unchanged: 6 });
        services[0] = with(services[0].clone(), "nom", "Autre nom");
        let slug = app.slug_of("1").await;
        app.import(&array(&structures), &array(&services)).await;
        assert_eq!(app.slug_of("1").await, slug, "an address lasts");
    })
    .await;
}

#[tokio::test]
async fn what_has_gone_is_archived_and_its_sheet_says_so() {
    on_both_engines(async |app| {
        let (structures, services) = rows();
        app.import(&array(&structures), &array(&services)).await;
        let gone = app.import(&array(&structures), &array(&services[1..])).await;
        assert_eq!((gone.archived, gone.written.changed), (Some(1), 0));
        let sheet = app.get(&format!("/offres/{}", app.slug_of("1").await)).await;
        assert_eq!(sheet.status, 410);
        sheet.says(&["Cette offre n’est plus là"]);
        assert_eq!(app.get("/offres/coworking-lens").await.status, 200, "other sources are left alone");
        let back = app.import(&array(&structures), &array(&services)).await;
        assert_eq!(back.written.changed, 1);
        assert_eq!(app.get(&format!("/offres/{}", app.slug_of("1").await)).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_row_that_became_wrong_is_kept_as_it_was() {
    let app = TestApp::new().await;
    let (structures, mut services) = rows();
    app.import(&array(&structures), &array(&services)).await;
    services[0] = with(services[0].clone(), "description", "");
    let done = app.import(&array(&structures), &array(&services)).await;
    assert_eq!((done.services.rejected, done.archived), (1, Some(0)));
    assert_eq!(app.get(&format!("/offres/{}", app.slug_of("1").await)).await.status, 200);
}

#[tokio::test]
async fn a_truncated_file_archives_nothing() {
    let app = TestApp::new().await;
    let (structures, services) = rows();
    let whole = array(&services);
    app.import(&array(&structures), &whole).await;
    for cut in [whole.len() / 2, whole.len() / 3, whole.len() - 3] {
        let cut = (cut..).find(|at| whole.is_char_boundary(*at)).unwrap();
        let done = app.import(&array(&structures), &whole[..cut]).await;
        assert_eq!(done.archived, None, "{}", app.report());
        assert!(app.report().contains("le fichier est coupé"), "{}", app.report());
    }
    let garbage = ndjson(&services[..2]) + "{\"id\": \n" + &ndjson(&services[3..]);
    assert_eq!(app.import(&array(&structures), &garbage).await.archived, None);
    assert_eq!(app.get(&format!("/offres/{}", app.slug_of("5").await)).await.status, 200);
}

#[tokio::test]
async fn what_is_empty_archives_nothing() {
    let app = TestApp::new().await;
    let (structures, services) = rows();
    app.import(&array(&structures), &array(&services)).await;
    for nothing in ["", "[]\n"] {
        app.import(nothing, nothing).await;
        assert_eq!(app.get(&format!("/offres/{}", app.slug_of("5").await)).await.status, 200, "{nothing}");
    }
}

#[tokio::test]
async fn a_generated_directory_goes_in_whole_and_comes_out_the_same() {
    on_both_engines(async |app| {
        let made = app.generate("made", 300);
        let first = app.import_from("made").await;
        assert_eq!((first.structures.rejected, first.services.rejected), (0, 0), "{}", app.report());
        assert_eq!((first.structures.valid, first.services.valid), (made.structures, 300));
        let out = app.folder.path().join("out");
        let (structures, services) = export::data_inclusion(&app.db, &out).await.unwrap();
        assert!(services > 300 && structures > made.structures, "with the demonstration");
        let back = app.import_from("out").await;
        assert_eq!((back.structures.rejected, back.services.rejected), (0, 0), "{}", app.report());
        assert_eq!(back.written, Upserted { changed: 0, unchanged: structures + services });
        assert_eq!(back.archived, Some(0));
    })
    .await;
}

#[tokio::test]
async fn tables_catalogues_and_feeds_go_in_by_the_command_line() {
    on_both_engines(async |app| {
        let moment = Moment {
            report: app.folder.path().join("report.csv"),
            today: app.clock.today(),
            now: app.clock.now(),
        };
        let write = |name: &str, content: &[u8]| {
            let path = app.folder.path().join(name);
            std::fs::write(&path, content).unwrap();
            path
        };
        let text = "Nom de l’offre;Genre;Description;Courriel\nRépare vélo;Formation;Vous réparez des vélos.;a@example.org\nx;;;\n";
        let (windows, ..) = encoding_rs::WINDOWS_1252.encode(text);
        let table = write("table.csv", &windows);
        for changed in [1, 0] {
            let done = formats::table(&app.db, &table, "coop-connexion", &moment).await.unwrap();
            assert_eq!((done.written.changed, done.services.rejected, done.archived), (changed, 1, None));
        }
        assert!(app.report().contains("table,3,") && app.report().contains("Genre"), "{}", app.report());
        let wrong = formats::table(&app.db, &table, "personne", &moment).await.unwrap_err();
        assert!(wrong.to_string().contains("/structures/personne"));

        let catalogue = include_str!("../exchange/lheo/action/catalogue.xml");
        let whole = write("catalogue.xml", catalogue.as_bytes());
        let done = formats::lheo(&app.db, &whole, "carif", &moment).await.unwrap();
        assert_eq!((done.structures.valid, done.services.valid, done.archived), (1, 2, Some(0)), "{}", app.report());
        let cut = write("cut.xml", &catalogue.as_bytes()[..catalogue.len() / 2]);
        let broken = formats::lheo(&app.db, &cut, "carif", &moment).await.unwrap_err();
        assert!(broken.to_string().contains("coupé"), "{broken}");

        let feed = serde_json::json!({"results": [{"siret": "13000000000008", "type": "ACI", "enseigne": "Les Jardins",
            "bloque_candidatures": false, "code_postal": "62300", "ville": "Lens", "postes": [
                {"id": 1, "rome": "Maraîchage (A1405)", "recrutement_ouvert": true, "description": "Semer"}]}]});
        let feed = write("feed.json", feed.to_string().as_bytes());
        let done = formats::emplois(&app.db, std::slice::from_ref(&feed), true, &moment).await.unwrap();
        assert_eq!((done.structures.valid, done.services.valid, done.archived), (1, 1, Some(0)), "{}", app.report());
        app.refresh().await;
        app.get("/offres?lieu=62498&q=maraichage").await.says(&["Maraîchage"]);
        app.get("/offres?q=velo").await.says(&["Répare vélo"]);
    })
    .await;
}
