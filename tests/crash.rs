//! Nothing acknowledged is lost: people send requests while the server, and PostgreSQL itself, are killed at random moments;
//! after each restart every request that was acknowledged is there exactly once, with its messages.
//!
//! `CRASHES_SQLITE` and `CRASHES_POSTGRES` say how often, `PREMIER_PAS` which program (the one just built),
//! `TEST_POSTGRES_URL` where PostgreSQL is, and `TEST_POSTGRES_KILL` its folder, where it may be killed too: whoever started
//! it starts it again. `make crash` runs the long form.

#![allow(clippy::unwrap_used, clippy::type_complexity, reason = "a test from its first line to its last")]
#![allow(clippy::disallowed_methods, reason = "nobody knows when a server falls")]

use std::collections::HashMap;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rand::Rng;
use sha2::{Digest, Sha256};
use sqlx::{Connection, Executor};
use tokio::process::{Child, Command};

const WRITERS: usize = 16;
const OFFER: &str = "coworking-lens";

/// What people hold in their hands.
#[derive(Default)]
struct Ledger {
    /// The forms whose answer said "sent".
    acknowledged: Vec<String>,
    /// The fields of the forms that left without an answer.
    unanswered: Vec<Vec<(String, String)>>,
}

/// What was tried, and what came of it.
#[derive(Default)]
struct Tally {
    crashes: usize,
    database_crashes: usize,
    sent_again: usize,
    ready: Vec<Duration>,
}

struct Server {
    child: Child,
    url: String,
}

impl Server {
    async fn start(folder: &Path, database: &str, port: u16) -> (Self, Duration) {
        let program =
            std::env::var("PREMIER_PAS").unwrap_or_else(|_| env!("CARGO_BIN_EXE_premier-pas").to_owned());
        let address = format!("127.0.0.1:{port}");
        let begun = Instant::now();
        let spawn = || {
            Command::new(&program)
                .arg("serve")
                .env_clear()
                .env("DATABASE_URL", database)
                .env("DATA_DIR", folder)
                .env("LEPTOS_SITE_ADDR", &address)
                .env("LIMITS", "off")
                .env("RUST_LOG", "off")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .kill_on_drop(true)
                .spawn()
                .unwrap()
        };
        let mut server = Self { child: spawn(), url: format!("http://{address}") };
        let http = reqwest::Client::new();
        while begun.elapsed() < Duration::from_secs(60) {
            // A supervisor starts again what the missing database ended.
            if server.child.try_wait().unwrap().is_some() {
                server.child = spawn();
            }
            let ready = http.get(format!("{}/readyz", server.url)).send().await;
            if ready.is_ok_and(|answer| answer.status() == 200) {
                return (server, begun.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the server is not ready after a minute");
    }

    async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}

/// Sends a form; whether it was acknowledged.
async fn send(http: &reqwest::Client, url: &str, fields: &[(String, String)]) -> bool {
    let answer =
        http.post(format!("{url}/offres/{OFFER}/demande")).header("origin", url).form(fields).send().await;
    let Ok(answer) = answer else { return false };
    match answer.status().as_u16() {
        303 => answer.headers()["location"].to_str().unwrap().contains("envoyee=1"),
        // The database is gone: it says so, and nothing was acknowledged.
        500..=599 => false,
        status => panic!("{status}: {}", answer.text().await.unwrap_or_default()),
    }
}

/// Opens the form, as a person does; its fields, filled.
async fn form(http: &reqwest::Client, url: &str, person: u32) -> Option<Vec<(String, String)>> {
    let page = http.get(format!("{url}/offres/{OFFER}/demande")).send().await.ok()?;
    let html = page.error_for_status().ok()?.text().await.ok()?;
    let hidden = html.split("<input").filter(|input| input.contains("type=\"hidden\""));
    let value = |input: &str, name: &str| {
        Some(input.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.to_owned())
    };
    let mut fields: Vec<(String, String)> = hidden
        .filter_map(|input| Some((value(input, "name")?, value(input, "value").unwrap_or_default())))
        .collect();
    assert!(fields.iter().any(|(name, _)| name == "envoi"), "{html}");
    let mobile = format!("06{person:08}");
    let typed = [("prenom", "Zoé"), ("mobile", mobile.as_str()), ("accord", "oui")];
    fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    Some(fields)
}

/// People who send requests until the stop.
async fn write(url: String, ledger: Arc<Mutex<Ledger>>, people: Arc<AtomicU32>, stop: Arc<AtomicBool>) {
    let http = client();
    while !stop.load(Ordering::SeqCst) {
        let person = people.fetch_add(1, Ordering::SeqCst);
        let Some(fields) = form(&http, &url, person).await else {
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        };
        let sent = send(&http, &url, &fields).await;
        let mut ledger = ledger.lock().unwrap();
        if sent {
            ledger.acknowledged.push(id_of(&fields));
        } else {
            ledger.unanswered.push(fields);
        }
    }
}

fn id_of(fields: &[(String, String)]) -> String {
    fields.iter().find(|(name, _)| name == "envoi").unwrap().1.clone()
}

fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(10))
        .build()
        .unwrap()
}

/// What the database holds: each form with how often it is there, and each message's key.
async fn held(database: &str) -> (HashMap<String, i64>, HashMap<String, i64>) {
    let forms = "select submission_id, count(*) from referral group by submission_id";
    let keys = "select key, count(*) from message group by key";
    let (forms, keys): (Vec<(String, i64)>, Vec<(String, i64)>) = if database.starts_with("postgres") {
        let mut db = sqlx::PgConnection::connect(database).await.unwrap();
        (
            sqlx::query_as(forms).fetch_all(&mut db).await.unwrap(),
            sqlx::query_as(keys).fetch_all(&mut db).await.unwrap(),
        )
    } else {
        let mut db = sqlx::SqliteConnection::connect(database).await.unwrap();
        let sound: String = sqlx::query_scalar("pragma integrity_check").fetch_one(&mut db).await.unwrap();
        assert_eq!(sound, "ok");
        (
            sqlx::query_as(forms).fetch_all(&mut db).await.unwrap(),
            sqlx::query_as(keys).fetch_all(&mut db).await.unwrap(),
        )
    };
    (forms.into_iter().collect(), keys.into_iter().collect())
}

/// Every acknowledged request exactly once, with its letter and its receipt.
async fn check(database: &str, ledger: &Mutex<Ledger>) {
    let (forms, keys) = held(database).await;
    let ledger = ledger.lock().unwrap();
    for form in &ledger.acknowledged {
        assert_eq!(forms.get(form), Some(&1), "acknowledged, and not there once: {form}");
        let digest: String = Sha256::digest(form).iter().map(|byte| format!("{byte:02x}")).collect();
        for what in ["asked", "receipt"] {
            assert_eq!(keys.get(&format!("{what}-{digest}")), Some(&1), "the message {what} of {form}");
        }
    }
    assert!(forms.values().all(|times| *times == 1));
}

/// The index serves what the database publishes.
async fn agrees(database: &str, url: &str) {
    let sql = "select count(*) from offer where status = 'published'";
    let published: i64 = if database.starts_with("postgres") {
        sqlx::query_scalar(sql)
            .fetch_one(&mut sqlx::PgConnection::connect(database).await.unwrap())
            .await
            .unwrap()
    } else {
        sqlx::query_scalar(sql)
            .fetch_one(&mut sqlx::SqliteConnection::connect(database).await.unwrap())
            .await
            .unwrap()
    };
    let answer: serde_json::Value =
        client().get(format!("{url}/api/v1/services?size=1")).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["total"].as_i64(), Some(published), "the index and the database");
}

/// Crashes again and again; the whole is told in one line of a table.
async fn crash(engine: &str, folder: &Path, database: &str, crashes: usize, postgres: Option<&Path>) {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (ledger, people) = (Arc::new(Mutex::new(Ledger::default())), Arc::new(AtomicU32::new(1)));
    let mut tally = Tally::default();
    let (mut server, _) = Server::start(folder, database, port).await;
    for round in 0..crashes {
        let stop = Arc::new(AtomicBool::new(false));
        let writers: Vec<_> = (0..WRITERS)
            .map(|_| tokio::spawn(write(server.url.clone(), ledger.clone(), people.clone(), stop.clone())))
            .collect();
        let moment = rand::rng().random_range(20..700);
        tokio::time::sleep(Duration::from_millis(moment)).await;
        // Every fifth time PostgreSQL falls with it.
        if let Some(data) = postgres.filter(|_| round % 5 == 4) {
            kill_postgres(data).await;
            tally.database_crashes += 1;
            tokio::time::sleep(Duration::from_millis(rand::rng().random_range(0..300))).await;
        }
        server.kill().await;
        stop.store(true, Ordering::SeqCst);
        for writer in writers {
            writer.await.unwrap();
        }
        tally.crashes += 1;
        let (again, ready) = Server::start(folder, database, port).await;
        server = again;
        tally.ready.push(ready);
        // Whoever had no answer presses again, with the same form.
        let unanswered = std::mem::take(&mut ledger.lock().unwrap().unanswered);
        tally.sent_again += unanswered.len();
        for fields in unanswered {
            assert!(send(&client(), &server.url, &fields).await, "pressed again, it is sent");
            ledger.lock().unwrap().acknowledged.push(id_of(&fields));
        }
        if round % 10 == 9 || round + 1 == crashes {
            check(database, &ledger).await;
            agrees(database, &server.url).await;
        }
    }
    server.kill().await;
    tally.ready.sort();
    let acknowledged = ledger.lock().unwrap().acknowledged.len();
    assert!(acknowledged > crashes, "hardly anything was sent: {acknowledged}");
    println!(
        "| {engine} | {} | {} | {acknowledged} | {} | 0 | 0 | {} ms | {} ms |",
        tally.crashes,
        tally.database_crashes,
        tally.sent_again,
        tally.ready[tally.ready.len() / 2].as_millis(),
        tally.ready[tally.ready.len() - 1].as_millis(),
    );
}

/// Kills PostgreSQL, whose keeper starts it again.
async fn kill_postgres(data: &Path) {
    let told = std::fs::read_to_string(data.join("postmaster.pid")).unwrap();
    let pid = told.lines().next().unwrap().to_owned();
    assert!(Command::new("kill").args(["-KILL", &pid]).status().await.unwrap().success());
}

fn times(engine: &str, otherwise: usize) -> usize {
    std::env::var(format!("CRASHES_{engine}")).ok().and_then(|times| times.parse().ok()).unwrap_or(otherwise)
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/test.db", folder.path().display());
    crash("SQLite", folder.path(), &database, times("SQLITE", 20), None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres_nothing_acknowledged_is_lost() {
    let Ok(url) = std::env::var("TEST_POSTGRES_URL") else {
        println!("PostgreSQL is skipped: TEST_POSTGRES_URL is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let name = format!("crash_{:08x}", rand::rng().random::<u32>());
    let mut admin = sqlx::PgConnection::connect(&url).await.unwrap();
    admin.execute(sqlx::AssertSqlSafe(format!("create database {name}"))).await.unwrap();
    admin.close().await.unwrap();
    let database = format!("{}/{name}", url.rsplit_once('/').unwrap().0);
    // Only where nobody else needs it: the tests of `make test` share one server.
    let data = std::env::var("TEST_POSTGRES_KILL").ok();
    crash("PostgreSQL", folder.path(), &database, times("POSTGRES", 5), data.as_deref().map(Path::new)).await;
    let mut admin = sqlx::PgConnection::connect(&url).await.unwrap();
    admin.execute(sqlx::AssertSqlSafe(format!("drop database {name} with (force)"))).await.unwrap();
}
