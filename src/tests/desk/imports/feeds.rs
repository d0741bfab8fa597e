//! Addresses that are read by themselves: shown first, then written without asking, except what a person wrote here.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use serde_json::{Value, json};
use time::Duration;

use super::{HERE, TestApp, WORDS, table};
use crate::domain::audit::Act;
use crate::domain::import::ImportState;
use crate::domain::membership::Role;
use crate::server::import::fetch::Reach;
use crate::server::import::task;
use crate::store::{Change, NewAudit, StoredImport};
use crate::tests::app::{Signed, on_both_engines};

/// A source on this machine, which the test changes.
struct Source {
    address: String,
    says: Arc<Mutex<String>>,
}

impl Source {
    async fn new(text: String) -> Self {
        let says = Arc::new(Mutex::new(text));
        let served = says.clone();
        let router = Router::new().route("/a", get(move || async move { served.lock().unwrap().clone() }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/a", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, says }
    }

    fn says(&self, rows: &[(&str, &str, &str)]) {
        *self.says.lock().unwrap() = table(rows);
    }
}

impl TestApp {
    async fn feed(&self, address: &str) {
        let organisation = self.db.organisation("coop-connexion").await.unwrap().unwrap().id;
        let (subject, detail) = (address.to_owned(), String::new());
        let line = NewAudit { organisation, account: None, act: Act::FeedAdded, subject, detail };
        self.db.add_import_feed(address, 24, &line, self.clock.now()).await.unwrap();
    }

    /// Reads what is due today, and writes what goes by itself.
    async fn read_today(&self) {
        assert!(task::read_due(&self.db, self.clock.now(), &Reach::new(true)).await.unwrap());
        assert!(!task::read_due(&self.db, self.clock.now(), &Reach::new(true)).await.unwrap(), "once");
        task::go_on(&self.db, self.clock.now()).await.unwrap();
    }

    async fn read_tomorrow(&self) {
        self.pass(Duration::days(1));
        self.read_today().await;
    }

    async fn imports(&self) -> Vec<StoredImport> {
        let organisation = self.db.organisation("coop-connexion").await.unwrap().unwrap().id;
        self.db.imports(organisation, 0).await.unwrap()
    }

    async fn waiting(&self) -> Option<String> {
        let all = self.imports().await;
        let waiting = all.into_iter().filter(|one| one.state() == ImportState::Ready);
        let paths: Vec<String> = waiting.map(|one| format!("{HERE}/{}", one.id)).collect();
        assert!(paths.len() < 2, "one question at a time");
        paths.into_iter().next()
    }

    async fn again(&self, signed: &Signed) -> Signed {
        self.sign_in(&signed.email).await
    }
}

#[tokio::test]
async fn an_address_is_shown_first_then_read_by_itself() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Admin).await;
        let path = format!("{HERE}/adresses");
        let source = Source::new(table(&[("A", "Tisser", WORDS)])).await;
        let refused = app
            .post_as(&zoe, &path, &[("geste", "ajouter"), ("url", &source.address), ("rythme", "jour")])
            .await;
        assert_eq!(refused.status, 422);
        refused.says(&["Cette adresse n’est pas sur l’internet public"]);

        app.feed(&source.address).await;
        app.read_today().await;
        assert!(app.stored("Tisser").await.is_none(), "the first time nothing is written");
        app.page_as(&zoe, &path).await.says(&[
            "1 import attend votre accord",
            "Dernière lecture",
            "1 nouvelle",
        ]);
        let first = app.waiting().await.unwrap();
        app.page_as(&zoe, &first).await.says(&["1 nouvelle", "Nous avons lu cette adresse pour vous"]);
        app.post_as(&zoe, &first, &[("geste", "importer")]).await.location();
        assert!(app.stored("Tisser").await.is_some());

        // From then on what is new, what has changed and what is gone goes by itself.
        source.says(&[("A", "Tisser", "Autres mots de la source."), ("B", "Filer", WORDS)]);
        app.read_tomorrow().await;
        assert_eq!(app.stored("Tisser").await.unwrap().description, "Autres mots de la source.");
        assert!(app.stored("Filer").await.is_some());
        let count = app.imports().await.len();
        app.read_tomorrow().await;
        assert_eq!(app.imports().await.len(), count, "where nothing changes nothing is told");
        source.says(&[("A", "Tisser", "Autres mots de la source.")]);
        app.read_tomorrow().await;
        assert!(app.stored("Filer").await.is_none(), "what its source no longer lists is put away");
        source.says(&[("A", "Tisser", "Autres mots de la source."), ("B", "Filer", WORDS)]);
        app.read_tomorrow().await;
        assert!(app.stored("Filer").await.is_some(), "and comes back with it");
        assert!(app.waiting().await.is_none());
        let zoe = app.again(&zoe).await;
        app.page_as(&zoe, "/espace/coop-connexion/journal").await.says(&["Premier Pas a lu l’adresse"]);
        app.page_as(&zoe, HERE).await.says(&["lu par nous", "Nous lisons 1 adresse"]);
        app.page_as(&zoe, &path).await.says(&["1 qui change, 1 pareille"]);
    })
    .await;
}

#[tokio::test]
async fn what_a_person_wrote_is_asked_once_and_never_written_over() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Admin).await;
        let source = Source::new(table(&[("A", "Tisser", WORDS), ("B", "Filer", WORDS)])).await;
        app.feed(&source.address).await;
        app.read_today().await;
        let first = app.waiting().await.unwrap();
        app.post_as(&zoe, &first, &[("geste", "importer")]).await.location();
        let mut edited = app.stored("Tisser").await.unwrap();
        edited.description = "Nos mots à nous, bien meilleurs.".to_owned();
        app.edit(&edited).await;

        source.says(&[("A", "Tisser", "La source a changé."), ("B", "Filer", "La source a changé aussi.")]);
        app.read_tomorrow().await;
        assert_eq!(app.stored("Filer").await.unwrap().description, "La source a changé aussi.");
        assert_eq!(app.stored("Tisser").await.unwrap().description, edited.description);
        let zoe = app.again(&zoe).await;
        app.page_as(&zoe, "/espace/coop-connexion").await.says(&["import à vérifier"]);
        let asked = app.waiting().await.unwrap();
        app.page_as(&zoe, &asked).await.says(&["1 à choisir", "Nos mots à nous", "La source a changé"]);
        app.read_tomorrow().await;
        assert_eq!(app.waiting().await.as_ref(), Some(&asked), "the same question is asked once");
        let zoe = app.again(&zoe).await;
        app.post_as(&zoe, &asked, &[("geste", "abandonner")]).await.location();
        app.read_tomorrow().await;
        assert!(app.waiting().await.is_none(), "who said no is not asked again");
        source.says(&[
            ("A", "Tisser", "La source a changé encore."),
            ("B", "Filer", "La source a changé aussi."),
        ]);
        app.read_tomorrow().await;
        let asked = app.waiting().await.expect("unless it says something else");
        let zoe = app.again(&zoe).await;
        app.post_as(&zoe, &asked, &[("geste", "tout-choisir"), ("version", "fichier")]).await.location();
        app.post_as(&zoe, &asked, &[("geste", "importer")]).await.location();
        assert_eq!(app.stored("Tisser").await.unwrap().description, "La source a changé encore.");

        // Gone, but edited here: asked too.
        edited.description = "De nouveau nos mots.".to_owned();
        app.edit(&edited).await;
        source.says(&[("B", "Filer", "La source a changé aussi.")]);
        app.read_tomorrow().await;
        assert!(app.stored("Tisser").await.is_some());
        let asked = app.waiting().await.unwrap();
        let zoe = app.again(&zoe).await;
        app.page_as(&zoe, &asked).await.says(&[
            "1 plus dans le fichier",
            "vous l’avez modifiée ici",
            "La garder en ligne",
        ]);
        app.post_as(&zoe, &asked, &[("geste", "choisir"), ("voir", "gone"), ("choix-1", "fichier")])
            .await
            .location();
        app.post_as(&zoe, &asked, &[("geste", "importer")]).await.location();
        assert!(app.stored("Tisser").await.is_none());
        app.post_as(&zoe, &asked, &[("geste", "annuler")]).await.location();
        assert_eq!(app.stored("Tisser").await.unwrap().description, "De nouveau nos mots.");
    })
    .await;
}

#[tokio::test]
async fn a_source_that_forgets_nearly_everything_is_not_believed() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let names: Vec<(String, String)> = (0..20).map(|n| (format!("R{n}"), format!("Tisser {n}"))).collect();
    let all: Vec<(&str, &str, &str)> =
        names.iter().map(|(one, name)| (one.as_str(), name.as_str(), WORDS)).collect();
    let source = Source::new(table(&all)).await;
    app.feed(&source.address).await;
    app.read_today().await;
    app.post_as(&zoe, &app.waiting().await.unwrap(), &[("geste", "importer")]).await.location();
    source.says(&all[..2]);
    app.read_tomorrow().await;
    assert!(app.stored("Tisser 19").await.is_some());
    let zoe = app.again(&zoe).await;
    app.page_as(&zoe, &app.waiting().await.unwrap())
        .await
        .says(&["18 plus dans le fichier", "Pour les 18 d’un coup"]);
    source.says(&[]);
    app.read_tomorrow().await;
    assert!(app.stored("Tisser 19").await.is_some());
    let zoe = app.again(&zoe).await;
    app.page_as(&zoe, &format!("{HERE}/adresses")).await.says(&["ne contient aucune offre"]);
    app.page_as(&zoe, HERE).await.says(&["Une adresse ne peut pas être lue"]);
}

#[tokio::test]
async fn what_was_taken_back_does_not_come_again_by_itself() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let source = Source::new(table(&[("A", "Tisser", WORDS)])).await;
    app.feed(&source.address).await;
    app.read_today().await;
    let first = app.waiting().await.unwrap();
    app.post_as(&zoe, &first, &[("geste", "importer")]).await.location();
    source.says(&[("A", "Tisser", "La source a changé."), ("B", "Filer", WORDS)]);
    app.read_tomorrow().await;
    let second = format!("{HERE}/{}", app.imports().await[0].id);
    let zoe = app.again(&zoe).await;
    app.post_as(&zoe, &second, &[("geste", "annuler")]).await.location();
    for _ in 0..2 {
        app.read_tomorrow().await;
        assert_eq!(app.stored("Tisser").await.unwrap().description, WORDS);
        assert!(app.stored("Filer").await.is_none() && app.waiting().await.is_none());
    }
}

#[tokio::test]
async fn the_pages_of_a_feed_are_all_read_and_only_ones_own_posts_kept() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let siret = "13000000000008".to_owned();
    let mut organisation = app.db.organisation("coop-connexion").await.unwrap().unwrap();
    organisation.content.siret = Some(siret.clone());
    app.db
        .upsert(&[Change::Organisation(&organisation.content, &organisation.slug)], app.clock.now())
        .await
        .unwrap();
    let open = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let recruits = open.clone();
    let siae = move |siret: &str, posts: &[(u32, &str)]| {
        let blocked = !recruits.load(std::sync::atomic::Ordering::SeqCst);
        let posts: Vec<Value> = posts.iter().map(|(id, name)| json!({
            "id": id, "rome": "Maraîchage (A1405)", "recrutement_ouvert": "True", "description": "Semer et récolter",
            "appellation_modifiee": name, "type_contrat": "CDD insertion", "nombre_postes_ouverts": 2,
        })).collect();
        json!({"siret": siret, "type": "ACI", "enseigne": "Les Jardins", "bloque_candidatures": blocked, "ville": "Lens",
            "code_postal": "62300", "addresse_ligne_1": "1 rue", "postes": posts})
    };
    let router = Router::new().route(
        "/siaes",
        get(move |Query(query): Query<std::collections::HashMap<String, u32>>| async move {
            let page = query.get("page").copied().unwrap_or(1);
            let next = (page < 3).then(|| format!("?page={}", page + 1));
            let results = match page {
                1 => vec![siae("13000000000099", &[(1, "Ailleurs")])],
                2 => vec![siae(&siret, &[(2, "Bêcher"), (3, "Arroser")])],
                _ => vec![siae("13000000000099", &[(4, "Ailleurs encore")])],
            };
            axum::Json(json!({"count": 3, "next": next, "results": results}))
        }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/siaes", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    app.feed(&address).await;
    app.read_today().await;
    let first = app.waiting().await.unwrap();
    app.page_as(&zoe, &first).await.says(&["2 nouvelles", "Bêcher", "Arroser", "2 autres structures"]);
    app.post_as(&zoe, &first, &[("geste", "importer")]).await.location();
    let offer = app.stored("Bêcher").await.unwrap();
    assert_eq!(offer.source, "les-emplois-postes");
    assert_eq!(offer.details.post.places, Some(2));
    // It recruits nobody any more: the posts go with it.
    open.store(false, std::sync::atomic::Ordering::SeqCst);
    app.read_tomorrow().await;
    assert!(app.stored("Bêcher").await.is_none() && app.stored("Arroser").await.is_none());
}

#[tokio::test]
async fn an_address_that_fails_is_told_and_tried_again() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let path = format!("{HERE}/adresses");
    let source = Source::new("%PDF".to_owned()).await;
    app.feed(&source.address).await;
    app.read_today().await;
    app.page_as(&zoe, &path).await.says(&["c’est un PDF"]);
    source.says(&[("A", "Tisser", WORDS)]);
    app.pass(Duration::hours(2));
    app.read_today().await;
    let page = app.page_as(&zoe, &path).await;
    page.says(&["1 nouvelle"]);
    assert!(!page.text().contains("PDF"));
    // Somebody who does not want to wait.
    let organisation = app.db.organisation("coop-connexion").await.unwrap().unwrap().id;
    let feed = app.db.import_feeds(organisation).await.unwrap().remove(0);
    let now = app.post_as(&zoe, &path, &[("geste", "lire"), ("adresse", &feed.id.to_string())]).await;
    app.page_as(&zoe, now.location()).await.says(&["Nous lisons cette adresse maintenant"]);
    assert!(app.db.due_import_feed(app.clock.now()).await.unwrap().is_some());
    let other = app.member("restos-du-coeur", Role::Admin).await;
    let theirs = "/espace/restos-du-coeur/imports/adresses";
    let stolen = app.post_as(&other, theirs, &[("geste", "lire"), ("adresse", &feed.id.to_string())]).await;
    assert_eq!(stolen.status, 404);
    let gone = app.post_as(&zoe, &path, &[("geste", "retirer"), ("adresse", &feed.id.to_string())]).await;
    app.page_as(&zoe, gone.location()).await.says(&["L’adresse est retirée", "Aucune adresse"]);
}
