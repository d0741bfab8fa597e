//! Imports and what people write here: who comes first, and what follows.

use time::Duration;

use super::{HERE, TestApp, WORDS, table};
use crate::domain::clock::full_date;
use crate::domain::membership::Role;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::server::import::task;
use crate::store::Change;
use crate::tests::app::{Page, Signed, execute, on_both_engines};

const OFFERS: &str = "/espace/coop-connexion/offres";

impl TestApp {
    /// Takes over, as people do, the offer of a name; answers the address of its form.
    async fn take_over(&self, signed: &Signed, name: &str) -> String {
        self.refresh().await;
        let offer = self.stored(name).await.unwrap();
        let organisation = self.db.organisation("coop-connexion").await.unwrap().unwrap();
        let slug = crate::search::slug(&offer.name, &offer.id);
        let (stored, _) = self.db.offer(&slug).await.unwrap().unwrap();
        assert_eq!(stored.organisation_id, organisation.id);
        let taken = self.post_as(signed, OFFERS, &[("prendre", &stored.id.to_string())]).await;
        taken.location().to_owned()
    }

    /// What a form said in one of its versions, counted from the oldest, 1.
    async fn said(&self, signed: &Signed, form: &str, version: usize) -> Page {
        let history = self.page_as(signed, &format!("{form}/historique")).await;
        let links = history.all("a");
        let versions =
            links.iter().filter_map(|link| link.get("href").filter(|href| href.contains("?version=")));
        let versions: Vec<&str> = versions.collect();
        self.page_as(signed, versions[versions.len() - version]).await
    }

    async fn send_again(&self, signed: &Signed, words: &str) -> String {
        let file = table(&[("A", "Souder", words)]);
        self.upload(signed, HERE, "a.csv", file.as_bytes()).await.location().to_owned()
    }
}

#[tokio::test]
async fn a_form_that_nobody_changed_follows_the_file() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Publisher).await;
        app.bring(&zoe, &[("A", "Souder", WORDS)]).await;
        let form = app.take_over(&zoe, "Souder").await;
        let second = app.send_again(&zoe, "D’autres mots, venus du fichier de cette semaine.").await;
        app.page_as(&zoe, &second).await.says(&["1 qui change"]);
        app.post_as(&zoe, &second, &[("geste", "importer")]).await.location();
        app.page_as(&zoe, &form).await.says(&["venus du fichier de cette semaine"]);
        app.page_as(&zoe, &format!("{form}/historique")).await.says(&["par Import"]);
        app.said(&zoe, &form, 1).await.says(&["deux matins"]);

        app.post_as(&zoe, &second, &[("geste", "annuler")]).await.location();
        let back = app.page_as(&zoe, &form).await;
        back.says(&["deux matins par semaine"]);
        assert!(!back.text().contains("venus du fichier"));
    })
    .await;
}

#[tokio::test]
async fn words_that_nobody_sees_yet_are_asked_about_and_come_back() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Publisher).await;
        app.bring(&zoe, &[("A", "Souder", WORDS)]).await;
        let form = app.take_over(&zoe, "Souder").await;
        let draft: uuid::Uuid = form.rsplit('/').next().unwrap().parse().unwrap();
        let stored = app.db.draft(draft).await.unwrap().unwrap();
        let mut words: Vec<(String, String)> =
            stored.typed.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        for (name, value) in &mut words {
            if name == "description" {
                *value = "Mes mots à moi, pas encore publiés, que personne ne doit perdre.".to_owned();
            }
        }
        words.extend([
            ("edits".to_owned(), stored.edits.to_string()),
            ("geste".to_owned(), "garder".to_owned()),
        ]);
        let words: Vec<(&str, &str)> = words.iter().map(|(one, two)| (one.as_str(), two.as_str())).collect();
        app.post_as(&zoe, &form, &words).await.location();

        let second = app.send_again(&zoe, "Le fichier dit tout autre chose cette semaine.").await;
        app.page_as(&zoe, &second).await.says(&["1 à choisir", "Rien n’est choisi", "pas encore publiés"]);
        // The command line asks nobody: it keeps off.
        let mut theirs = app.stored("Souder").await.unwrap();
        theirs.description = "La ligne de commande insiste.".to_owned();
        app.db.upsert(&[Change::Offer(&theirs, "souder")], app.clock.now()).await.unwrap();
        assert!(app.stored("Souder").await.unwrap().description.starts_with("Vous apprenez"));

        app.post_as(&zoe, &second, &[("geste", "tout-choisir"), ("version", "fichier")]).await.location();
        app.post_as(&zoe, &second, &[("geste", "importer")]).await.location();
        app.page_as(&zoe, &form).await.says(&["Le fichier dit tout autre chose"]);
        app.said(&zoe, &form, 2).await.says(&["Mes mots à moi"]);
        app.post_as(&zoe, &second, &[("geste", "annuler")]).await.location();
        app.page_as(&zoe, &form).await.says(&["Mes mots à moi"]);
        assert!(
            app.stored("Souder").await.unwrap().description.starts_with("Vous apprenez"),
            "people see what they saw"
        );
    })
    .await;
}

#[tokio::test]
async fn saying_that_an_offer_is_still_true_is_no_edit() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Publisher).await;
        app.bring(&zoe, &[("A", "Souder", WORDS)]).await;
        let imported = app.stored("Souder").await.unwrap();
        app.pass(Duration::days(10));
        let zoe = app.sign_in(&zoe.email).await;
        let form = app.take_over(&zoe, "Souder").await;
        let verified = |day| format!("Vérifiée le {}.", full_date(day));
        // Whoever takes it over has verified nothing yet.
        app.page_as(&zoe, &form).await.says(&[&verified(imported.updated_on)]);
        app.post_as(&zoe, &form, &[("geste", "confirmer")]).await.location();
        app.page_as(&zoe, &form).await.says(&[&verified(app.clock.today())]);

        // The command line says the same again: the confirmation stays.
        let import = async |offer: &Offer| {
            app.db.upsert(&[Change::Offer(offer, "souder")], app.clock.now()).await.unwrap();
            app.stored("Souder").await.unwrap()
        };
        assert_eq!(import(&imported).await.updated_on, app.clock.today());
        let same = app.send_again(&zoe, WORDS).await;
        assert!(!app.page_as(&zoe, &same).await.text().contains("1 qui change"));
        // Other words are taken: nobody wrote any here.
        let second = app.send_again(&zoe, "D’autres mots, venus du fichier de cette semaine.").await;
        app.page_as(&zoe, &second).await.says(&["1 qui change"]);
        let theirs = Offer { description: "La ligne de commande dit autre chose.".to_owned(), ..imported };
        assert_eq!(import(&theirs).await.description, theirs.description);
    })
    .await;
}

#[tokio::test]
async fn what_rests_here_stays_at_rest_unless_somebody_says_so() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Publisher).await;
        app.bring(&zoe, &[("A", "Souder", WORDS)]).await;
        let offer = app.stored("Souder").await.unwrap();
        let form = app.take_over(&zoe, "Souder").await;
        app.post_as(&zoe, &form, &[("geste", "pause")]).await.location();
        assert!(app.stored("Souder").await.is_none());
        app.db.upsert(&[Change::Offer(&offer, "souder")], app.clock.now()).await.unwrap();
        assert!(app.stored("Souder").await.is_none(), "the command line wakes nothing");

        let second = app.send_again(&zoe, WORDS).await;
        app.page_as(&zoe, &second).await.says(&["1 à choisir", "plus montrée"]);
        app.post_as(&zoe, &second, &[("geste", "choisir"), ("choix-1", "fichier")]).await.location();
        app.post_as(&zoe, &second, &[("geste", "importer")]).await.location();
        assert!(app.stored("Souder").await.is_some());
        app.page_as(&zoe, OFFERS).await.says(&["Souder", "En ligne", "Vient de « a.csv »"]);
        app.post_as(&zoe, &second, &[("geste", "annuler")]).await.location();
        assert!(app.stored("Souder").await.is_none());
        app.page_as(&zoe, &format!("{OFFERS}?etat=paused")).await.says(&["Souder"]);
    })
    .await;
}

#[tokio::test]
async fn what_was_taken_back_may_be_sent_again_without_a_question() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Publisher).await;
    let first = app.bring(&zoe, &[("A", "Souder", WORDS)]).await;
    app.post_as(&zoe, &first, &[("geste", "annuler")]).await.location();
    let second = app.send_again(&zoe, "Corrigé, et renvoyé le jour même.").await;
    app.page_as(&zoe, &second).await.says(&["1 qui change", "Importer 1 offre"]);
    app.post_as(&zoe, &second, &[("geste", "importer")]).await.location();
    assert!(app.stored("Souder").await.is_some());
}

#[tokio::test]
async fn the_sheet_of_a_structure_that_a_person_wrote_is_kept() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Admin).await;
        let there = app.db.organisation("coop-connexion").await.unwrap().unwrap();
        let mut theirs = there.content.0.clone();
        theirs.description = Some("Ce que dit le producteur.".to_owned());
        let import = async |organisation: Organisation| {
            let change = [Change::Organisation(&organisation, &there.slug)];
            app.db.upsert(&change, app.clock.now()).await.unwrap();
            app.db.organisation("coop-connexion").await.unwrap().unwrap().content.0.description
        };
        assert_eq!(import(theirs.clone()).await, theirs.description, "until somebody writes here");
        let mut ours = theirs.clone();
        ours.description = Some("Ce que nous disons de nous.".to_owned());
        let login = crate::domain::account::Login::parse(&zoe.email).unwrap();
        let account = app.db.account_of(&login).await.unwrap().unwrap().id;
        app.db.rewrite_structure(there.id, &ours, account, app.clock.now()).await.unwrap();
        theirs.description = Some("Le producteur insiste.".to_owned());
        assert_eq!(import(theirs.clone()).await, ours.description);
    })
    .await;
}

#[tokio::test]
async fn a_structure_that_nobody_knows_yet_publishes_nothing() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Admin).await;
        let review = async |value: &str| {
            let sql = format!("update organisation set review = '{value}' where slug = 'coop-connexion'");
            execute(&app.db, sql).await;
        };
        review("waiting").await;
        let import = app.send_again(&zoe, WORDS).await;
        app.page_as(&zoe, &import).await.says(&["1 nouvelle", "pas encore validée"]);
        let refused = app.post_as(&zoe, &import, &[("geste", "importer")]).await;
        assert_eq!(refused.status, 422);
        refused.says(&["pas encore validée"]);
        assert!(app.stored("Souder").await.is_none());
        let address = [("geste", "ajouter"), ("url", "https://example.org/a.csv"), ("rythme", "jour")];
        app.post_as(&zoe, &format!("{HERE}/adresses"), &address).await.location();
        assert!(
            app.db.due_import_feed(app.clock.now()).await.unwrap().is_none(),
            "no address is read for it"
        );
        review("none").await;
        assert!(app.db.due_import_feed(app.clock.now()).await.unwrap().is_some());
        app.post_as(&zoe, &import, &[("geste", "importer")]).await.location();
        assert!(app.stored("Souder").await.is_some());
    })
    .await;
}

#[tokio::test]
async fn the_journal_names_who_said_go() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Publisher).await;
    let lea = app.member("coop-connexion", Role::Admin).await;
    let sent = app.send_again(&zoe, WORDS).await;
    app.post_as(&lea, &sent, &[("geste", "importer")]).await.location();
    let dropped = app.send_again(&zoe, "Encore d’autres mots pour cette offre.").await;
    app.post_as(&lea, &dropped, &[("geste", "abandonner")]).await.location();
    let organisation = app.db.organisation("coop-connexion").await.unwrap().unwrap().id;
    let journal = app.db.journal(organisation, 0).await.unwrap();
    for act in ["imported", "import_dropped"] {
        let line = journal.iter().find(|line| line.act == act).unwrap();
        assert_eq!(line.email.as_deref(), Some(lea.email.as_str()), "{act}");
    }
}

#[tokio::test]
async fn an_offer_beyond_the_first_hundred_is_taken_over_too() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Publisher).await;
    let names: Vec<(String, String)> =
        (0..150).map(|n| (format!("R{n}"), format!("Atelier {n:03}"))).collect();
    let rows: Vec<(&str, &str, &str)> =
        names.iter().map(|(one, name)| (one.as_str(), name.as_str(), WORDS)).collect();
    app.bring(&zoe, &rows).await;
    app.page_as(&zoe, "/espace/coop-connexion").await.says(&["offres publiées"]);
    task::follow(&app.db, &*app.published.get().unwrap(), app.clock.now()).await.unwrap();
    for name in ["Atelier 000", "Atelier 149"] {
        app.take_over(&zoe, name).await;
    }
    app.pass(Duration::seconds(1));
}
