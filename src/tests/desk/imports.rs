//! Files that a structure sends: looked at, written, taken back; by nobody else.

mod drafts;
mod exports;
mod feeds;
mod hostile;
mod long;

use axum::http::Method;
use serde_json::json;
use time::Duration;

use crate::domain::membership::Role;
use crate::domain::offer::Offer;
use crate::store::Change;
use crate::tests::app::{ORIGIN, Page, Signed, TestApp, on_both_engines};

const HERE: &str = "/espace/coop-connexion/imports";
const HEADER: &str = "Référence;Nom de l’offre;Genre;Description;Courriel\n";

impl TestApp {
    /// Sends a file, as a browser does without scripts.
    pub(in crate::tests) async fn upload(
        &self,
        signed: &Signed,
        path: &str,
        name: &str,
        content: &[u8],
    ) -> Page {
        let head = format!(
            "--x\r\ncontent-disposition: form-data; name=\"fichier\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\n"
        );
        let body = [head.as_bytes(), content, b"\r\n--x--\r\n"].concat();
        self.send(Method::POST, path)
            .header("origin", ORIGIN)
            .header("accept", "text/html")
            .header("content-type", "multipart/form-data; boundary=x")
            .header("cookie", &signed.cookie)
            .body(body)
            .answer()
            .await
    }

    /// The published offer of a name of the structure whose imports are tried.
    async fn stored(&self, name: &str) -> Option<Offer> {
        let organisation = self.db.organisation("coop-connexion").await.unwrap().unwrap().id;
        let mut found = None;
        self.db
            .read_known_offers(organisation, |one| {
                if one.content.name == name && one.is_published() {
                    found = Some(one.content.0);
                }
            })
            .await
            .unwrap();
        found
    }

    /// Sends a table of two columns more than nothing, and says go.
    async fn bring(&self, signed: &Signed, rows: &[(&str, &str, &str)]) -> String {
        let import = self.upload(signed, HERE, "a.csv", table(rows).as_bytes()).await.location().to_owned();
        self.post_as(signed, &import, &[("geste", "importer")]).await.location();
        import
    }

    /// Writes over an offer as a person does: no import says so.
    async fn edit(&self, offer: &Offer) {
        let sql = "update offer set content = $2, digest = $3 where external_id = $1";
        match &self.db {
            crate::store::Db::Sqlite { write, .. } => {
                sqlx::query(sql)
                    .bind(&offer.id)
                    .bind(sqlx::types::Json(offer))
                    .bind("edited")
                    .execute(write)
                    .await
                    .unwrap();
            }
            crate::store::Db::Postgres(pool, ..) => {
                sqlx::query(sql)
                    .bind(&offer.id)
                    .bind(sqlx::types::Json(offer))
                    .bind("edited")
                    .execute(pool)
                    .await
                    .unwrap();
            }
        }
    }
}

fn table(rows: &[(&str, &str, &str)]) -> String {
    let line = |(reference, name, words): &(&str, &str, &str)| {
        format!("{reference};{name};Formation;{words};accueil@example.org\n")
    };
    HEADER.to_owned() + &rows.iter().map(line).collect::<String>()
}

const WORDS: &str = "Vous apprenez avec nous, deux matins par semaine.";

#[tokio::test]
async fn a_file_is_looked_at_then_written_then_taken_back() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Publisher).await;
        let file = table(&[("A", "Lire le bois", WORDS), ("B", "Compter", WORDS), ("C", "x", "")]);
        let sent = app.upload(&zoe, HERE, "offres.csv", file.as_bytes()).await;
        let import = sent.location().to_owned();
        let shown = app.page_as(&zoe, &import).await;
        shown.says(&[
            "Vérifiez avant d’importer",
            "offres.csv",
            "Rien n’est encore écrit",
            "2 nouvelles",
            "1 refusée",
            "ligne 4",
            "Nom de l’offre : doit avoir",
            "1 ligne a un problème",
            "Importer 2 offres",
        ]);
        assert!(app.stored("Compter").await.is_none(), "a look changes nothing");

        let gone = app.post_as(&zoe, &import, &[("geste", "importer")]).await;
        app.page_as(&zoe, gone.location()).await.says(&["2 offres écrites", "Annuler cet import"]);
        app.refresh().await;
        app.get("/offres?q=compter").await.says(&["Compter"]);
        assert_eq!(app.post_as(&zoe, &import, &[("geste", "importer")]).await.status, 422, "once");

        let again = app.upload(&zoe, HERE, "offres.csv", file.as_bytes()).await;
        app.page_as(&zoe, again.location()).await.says(&[
            "2 pareilles",
            "Il n’y a rien à importer",
            "1 refusée",
        ]);
        let file = table(&[("A", "Lire le bois", "Vous lisez le bois, tous les matins de la semaine.")]);
        let third = app.upload(&zoe, HERE, "offres.csv", file.as_bytes()).await.location().to_owned();
        app.page_as(&zoe, &third).await.says(&[
            "1 qui change",
            "Description",
            "deux matins",
            "tous les matins",
        ]);
        app.post_as(&zoe, &third, &[("geste", "importer")]).await.location();
        assert!(app.stored("Lire le bois").await.unwrap().description.contains("tous"));

        app.post_as(&zoe, &third, &[("geste", "annuler")]).await.location();
        app.page_as(&zoe, &third).await.says(&["Annulé : 1 offre est comme avant"]);
        assert!(app.stored("Lire le bois").await.unwrap().description.contains("deux"));
        app.post_as(&zoe, &import, &[("geste", "annuler")]).await.location();
        assert!(app.stored("Compter").await.is_none(), "what was new is gone");
        let journal = app
            .db
            .journal(app.db.organisation("coop-connexion").await.unwrap().unwrap().id, 0)
            .await
            .unwrap();
        assert_eq!(journal.iter().filter(|line| line.act == "imported").count(), 2);
        assert_eq!(journal.iter().filter(|line| line.act == "import_undone").count(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_a_person_edited_is_asked_for_and_kept_by_itself() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Admin).await;
        let send = async |words: &str| {
            let file = table(&[("A", "Souder", words)]);
            app.upload(&zoe, HERE, "a.csv", file.as_bytes()).await.location().to_owned()
        };
        let first = send(WORDS).await;
        app.post_as(&zoe, &first, &[("geste", "importer")]).await.location();
        let mut edited = app.stored("Souder").await.unwrap();
        edited.description = "Nos mots à nous, bien meilleurs.".to_owned();
        app.edit(&edited).await;

        let second = send("Les mots du fichier, une fois de plus.").await;
        app.page_as(&zoe, &second).await.says(&[
            "1 à choisir",
            "Nos mots à nous",
            "Les mots du fichier",
            "Laquelle garder",
            "Rien n’est choisi",
        ]);
        let chosen = app.post_as(&zoe, &second, &[("geste", "choisir"), ("choix-1", "fichier")]).await;
        app.page_as(&zoe, chosen.location()).await.says(&["Importer 1 offre"]);
        app.post_as(&zoe, &second, &[("geste", "choisir"), ("choix-1", "ici")]).await.location();
        app.page_as(&zoe, &second).await.says(&["Rien n’est choisi"]);
        app.post_as(&zoe, &second, &[("geste", "choisir"), ("choix-1", "fichier")]).await.location();
        app.post_as(&zoe, &second, &[("geste", "importer")]).await.location();
        assert!(app.stored("Souder").await.unwrap().description.starts_with("Les mots du fichier"));
        app.post_as(&zoe, &second, &[("geste", "annuler")]).await.location();
        assert!(app.stored("Souder").await.unwrap().description.starts_with("Nos mots"));

        // The command line and the schedule ask nobody: they keep it.
        let theirs =
            Offer { description: "La ligne de commande insiste encore.".to_owned(), ..edited.clone() };
        app.db.upsert(&[Change::Offer(&theirs, "souder")], app.clock.now()).await.unwrap();
        assert!(app.stored("Souder").await.unwrap().description.starts_with("Nos mots"));
    })
    .await;
}

#[tokio::test]
async fn what_changes_here_between_the_look_and_the_word_is_not_touched() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let send = async |words: &str| {
        let file = table(&[("A", "Coudre", words)]);
        app.upload(&zoe, HERE, "a.csv", file.as_bytes()).await.location().to_owned()
    };
    let first = send(WORDS).await;
    app.post_as(&zoe, &first, &[("geste", "importer")]).await.location();
    let second = send("D’autres mots, depuis le fichier.").await;
    let mut edited = app.stored("Coudre").await.unwrap();
    edited.description = "Écrit entre les deux, par une personne.".to_owned();
    app.edit(&edited).await;
    app.post_as(&zoe, &second, &[("geste", "importer")]).await.location();
    app.page_as(&zoe, &second).await.says(&["0 offre écrite", "1 offre a changé ici entre-temps"]);
    app.post_as(&zoe, &first, &[("geste", "annuler")]).await.location();
    app.page_as(&zoe, &first).await.says(&["1 offre a été modifiée depuis"]);
    assert_eq!(app.stored("Coudre").await.unwrap().description, edited.description);
}

#[tokio::test]
async fn what_is_sent_again_after_long_is_still_true() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    app.bring(&zoe, &[("A", "Scier", WORDS)]).await;
    let send = async |zoe: &Signed| {
        let file = table(&[("A", "Scier", WORDS)]);
        app.upload(zoe, HERE, "a.csv", file.as_bytes()).await.location().to_owned()
    };
    app.pass(Duration::days(29));
    let zoe = app.sign_in(&zoe.email).await;
    app.page_as(&zoe, &send(&zoe).await).await.says(&["1 pareille"]);
    app.pass(Duration::days(2));
    let zoe = app.sign_in(&zoe.email).await;
    app.page_as(&zoe, &send(&zoe).await).await.says(&["1 qui change", "Mis à jour le"]);
}

#[tokio::test]
async fn undo_lasts_a_day() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let file = table(&[("A", "Scier", WORDS)]);
    let import = app.upload(&zoe, HERE, "a.csv", file.as_bytes()).await.location().to_owned();
    app.post_as(&zoe, &import, &[("geste", "importer")]).await.location();
    app.pass(Duration::hours(24));
    let zoe = app.sign_in(&zoe.email).await;
    assert!(!app.page_as(&zoe, &import).await.text().contains("Annuler cet import"));
    assert_eq!(app.post_as(&zoe, &import, &[("geste", "annuler")]).await.status, 422);
    assert!(app.stored("Scier").await.is_some());
}

#[tokio::test]
async fn the_other_formats_become_this_structures_offers() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let rows = json!([
        {"source": "dora", "id": "dora--1", "structure_id": "dora--s", "nom": "Conduire", "description": "Apprendre à conduire", "date_maj": "2026-11-01"},
        {"source": "dora", "id": "dora--2", "structure_id": "dora--s", "nom": "x", "description": "Apprendre", "date_maj": "2026-11-01"},
    ]);
    let import =
        app.upload(&zoe, HERE, "services.json", rows.to_string().as_bytes()).await.location().to_owned();
    app.page_as(&zoe, &import).await.says(&["1 nouvelle", "1 refusée", "n° 2"]);
    app.post_as(&zoe, &import, &[("geste", "importer")]).await.location();
    let organisation = app.db.organisation("coop-connexion").await.unwrap().unwrap().content.0;
    let offer = app.stored("Conduire").await.unwrap();
    assert_eq!((offer.source.as_str(), offer.structure_id), ("dora", organisation.id));
    assert_eq!(offer.contact.email, organisation.contact.email, "who answers, where the file does not say");
    let catalogue = include_bytes!("../../exchange/lheo/action/catalogue.xml");
    let import = app.upload(&zoe, HERE, "catalogue.xml", catalogue).await.location().to_owned();
    app.page_as(&zoe, &import).await.says(&["2 nouvelles", "Employé polyvalent de restauration"]);
}

#[tokio::test]
async fn nobody_else_sees_or_touches_it() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Publisher).await;
        let file = table(&[("A", "Peindre", WORDS)]);
        let import = app.upload(&zoe, HERE, "a.csv", file.as_bytes()).await.location().to_owned();
        let id = import.rsplit('/').next().unwrap().to_owned();
        app.post_as(&zoe, &format!("{HERE}/adresses"), &[("geste", "ajouter"), ("url", "https://example.org/a.csv"), ("rythme", "jour")]).await.location();
        let feed = app.db.import_feeds(app.db.organisation("coop-connexion").await.unwrap().unwrap().id).await.unwrap().remove(0).id.to_string();

        let other = app.member("restos-du-coeur", Role::Admin).await;
        let theirs = "/espace/restos-du-coeur/imports";
        for path in [HERE.to_owned(), import.clone(), format!("{HERE}/adresses"), format!("{theirs}/{id}"), "/espace/coop-connexion/exports/offres.json".to_owned()] {
            assert_eq!(app.page_as(&other, &path).await.status, 404, "{path}");
            assert_eq!(app.get(&path).await.status, 303, "{path}: who is not signed in goes to do so");
        }
        for path in [import.clone(), format!("{theirs}/{id}")] {
            for act in ["importer", "abandonner", "annuler", "choisir"] {
                assert_eq!(app.post_as(&other, &path, &[("geste", act)]).await.status, 404, "{path} {act}");
            }
        }
        for path in [format!("{HERE}/adresses"), format!("{theirs}/adresses")] {
            assert_eq!(app.post_as(&other, &path, &[("geste", "retirer"), ("adresse", &feed)]).await.status, 404, "{path}");
        }
        assert_eq!(app.upload(&other, HERE, "a.csv", file.as_bytes()).await.status, 404);

        let reader = app.member("coop-connexion", Role::Reader).await;
        assert_eq!(app.page_as(&reader, HERE).await.status, 403);
        assert_eq!(app.upload(&reader, HERE, "a.csv", file.as_bytes()).await.status, 403);
        assert_eq!(app.post_as(&reader, &import, &[("geste", "importer")]).await.status, 403);
        app.page_as(&zoe, &import).await.says(&["Rien n’est encore écrit"]);

        // An id of somebody else's offer is refused, and hers stays.
        app.post_as(&zoe, &import, &[("geste", "importer")]).await.location();
        let offer = app.stored("Peindre").await.unwrap();
        let row = json!([{"source": "premier-pas", "id": offer.id, "structure_id": "x", "nom": "Volée", "description": "Volée, oui", "date_maj": "2026-11-01"}]);
        let stolen = app.upload(&other, theirs, "a.json", row.to_string().as_bytes()).await.location().to_owned();
        app.page_as(&other, &stolen).await.says(&["une autre structure a déjà une offre avec cette référence"]);
    })
    .await;
}
