//! A backup, and a change of the data key, while people ask: the verbs themselves, beside a server that goes on. What was acknowledged
//! before a backup began is there once where it is restored; under a new key everything is there once, and is read. `BACKUPS` and
//! `ROTATIONS` say how often each is done.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use super::people::{Held, form, id_of, mobile, page_of};
use super::postgres::Database;
use super::server::{Server, client, done, free_port, times, until, verb};

const WRITERS: usize = 4;
/// How many ask before anything else is done.
const FIRST: usize = 20;
/// After this time every process has read the file of the key again.
const FOLLOWED: Duration = Duration::from_secs(11);
/// After this time since it was written, the old key may go.
const SETTLED: Duration = Duration::from_secs(61);

/// Somebody whose request was acknowledged.
#[derive(Clone)]
struct Asked {
    form: String,
    page: String,
    person: u32,
}

/// Everybody who asked.
#[derive(Default)]
struct People {
    next: AtomicU32,
    asked: Mutex<Vec<Asked>>,
}

impl People {
    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// Somebody asks, and somebody else after her, until it is over.
    async fn ask(&self, url: &str, over: &AtomicBool) {
        let http = client();
        while !over.load(Ordering::SeqCst) {
            let person = self.next.fetch_add(1, Ordering::SeqCst);
            let fields = form(&http, url, person).await.unwrap();
            let Some(page) = page_of(&http, url, &fields).await else { panic!("an error was seen") };
            self.asked.lock().unwrap().push(Asked { form: id_of(&fields), page, person });
        }
    }

    /// Does something while they ask.
    async fn ask_beside<T>(&self, url: &str, what: impl Future<Output = T>) -> T {
        let (over, enough) = (AtomicBool::new(false), self.asked().len() + FIRST);
        let doing = async {
            until(async || self.asked().len() >= enough).await;
            let done = what.await;
            over.store(true, Ordering::SeqCst);
            done
        };
        tokio::join!(doing, futures::future::join_all((0..WRITERS).map(|_| self.ask(url, &over)))).0
    }
}

/// The pages of the first and of the last say what they typed.
async fn assert_read(url: &str, asked: &[Asked]) {
    let http = client();
    for Asked { page, person, .. } in asked.iter().take(50).chain(asked.iter().rev().take(50)) {
        let data = http.get(format!("{url}{page}/mes-donnees.json")).send().await.unwrap();
        let data: serde_json::Value = data.error_for_status().unwrap().json().await.unwrap();
        let own = &data["demandes"][0];
        assert_eq!(
            (own["prenom"].as_str(), own["mobile"].as_str()),
            (Some("Zoé"), Some(&*international(*person)))
        );
    }
}

fn international(person: u32) -> String {
    format!("+33{}", &mobile(person)[1..])
}

/// Backs up again and again; each backup is restored into a folder, and a database, of its own.
async fn back_up(engine: &str, folder: &Path, database: &str) {
    let (people, backups) = (People::default(), times("BACKUPS", 2));
    let (server, _) = Server::start(folder, database, free_port()).await;
    for backup in 0..backups {
        let file = folder.join(format!("backup-{backup}.db"));
        let file = file.to_str().unwrap();
        let before = people
            .ask_beside(&server.url, async {
                let before = people.asked();
                done(verb(folder, database, &["backup", file])).await;
                before
            })
            .await;

        let elsewhere = tempfile::tempdir().unwrap();
        std::fs::copy(folder.join("data.key"), elsewhere.path().join("data.key")).unwrap();
        let made = if database.starts_with("postgres") {
            Database::create(&format!("restored_{backup}")).await
        } else {
            None
        };
        let target = match &made {
            Some(made) => made.url.clone(),
            None => format!("sqlite://{}/test.db", elsewhere.path().display()),
        };
        done(verb(elsewhere.path(), &target, &["restore", file])).await;
        let (restored, _) = Server::start(elsewhere.path(), &target, free_port()).await;
        let held = Held::read(&target).await;
        held.assert_once(before.iter().map(|one| &one.form));
        // What came while it was made is there whole, or not at all.
        held.assert_once(held.forms.keys());
        let after = people.asked();
        assert!(held.forms.keys().all(|form| after.iter().any(|one| one.form == *form)), "nobody sent it");
        assert_read(&restored.url, &before).await;
        restored.kill();
        if let Some(made) = made {
            made.drop().await;
        }
    }
    Held::read(database).await.assert_once(people.asked().iter().map(|one| &one.form));
    server.kill();
    let asked = people.asked().len();
    println!(
        "| a backup while people ask, restored elsewhere, {engine} | {backups} | {asked} | {asked} | 0 | 0 |"
    );
}

/// Changes the key again and again.
async fn rotate(engine: &str, folder: &Path, database: &str) {
    let (people, rotations) = (People::default(), times("ROTATIONS", 1));
    let (mut server, _) = Server::start(folder, database, free_port()).await;
    let key = folder.join("data.key");
    for _ in 0..rotations {
        let old = std::fs::read_to_string(&key).unwrap();
        people
            .ask_beside(&server.url, async {
                done(verb(folder, database, &["rotate-key"])).await;
                // As if a minute had passed: what must happen in it does.
                tokio::time::sleep(FOLLOWED).await;
                let written = std::fs::File::options().append(true).open(&key).unwrap();
                written.set_modified(SystemTime::now() - SETTLED).unwrap();
                done(verb(folder, database, &["rotate-key", "--finish"])).await;
            })
            .await;
        assert_read(&server.url, &people.asked()).await;
        let new = std::fs::read_to_string(&key).unwrap();
        assert!(
            new != old && new.lines().filter(|line| !line.starts_with('#')).count() == 1,
            "one key, a new one"
        );
        // Who starts now knows the new key alone.
        server.kill();
        server = Server::start(folder, database, free_port()).await.0;
        assert_read(&server.url, &people.asked()).await;
        Held::read(database).await.assert_once(people.asked().iter().map(|one| &one.form));
    }
    server.kill();
    let asked = people.asked().len();
    println!(
        "| the data key is changed while people ask, {engine} | {rotations} | {asked} | {asked} | 0 | 0 |"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite_a_backup_holds_what_was_acknowledged_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/test.db", folder.path().display());
    back_up("SQLite", folder.path(), &database).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres_a_backup_holds_what_was_acknowledged_before_it() {
    let Some(database) = Database::create("backup").await else { return };
    let folder = tempfile::tempdir().unwrap();
    back_up("PostgreSQL", folder.path(), &database.url).await;
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite_a_new_key_loses_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/test.db", folder.path().display());
    rotate("SQLite", folder.path(), &database).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres_a_new_key_loses_nobody() {
    let Some(database) = Database::create("rotate").await else { return };
    let folder = tempfile::tempdir().unwrap();
    rotate("PostgreSQL", folder.path(), &database.url).await;
    database.drop().await;
}
