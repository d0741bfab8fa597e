//! Nothing acknowledged is lost: people send requests and a partner hides and shows her offers while the server, and PostgreSQL
//! itself, are killed at random moments; after each restart all that was acknowledged is there exactly once, and in the end every
//! message has left once.
//!
//! `CRASHES_SQLITE`, `CRASHES_POSTGRES` and `FALLS` say how often, `WRITERS` how many send at once.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rand::Rng;

use super::people::{Fields, Held, all_sent, execute, form, id_of, send};
use super::postgres::OwnServer;
use super::publisher::Publisher;
use super::server::{Server, client, free_port, is_release, times, until};

/// A release is ready again after this time.
const READY: Duration = Duration::from_secs(1);
/// From so many crashes on it takes the time to wait until what a dead server had claimed is free.
const MANY: usize = 100;

/// What people hold in their hands.
#[derive(Default)]
struct Ledger {
    /// The forms whose answer said "sent".
    acknowledged: Vec<String>,
    /// The forms that left without an answer.
    unanswered: Vec<Fields>,
}

/// What was tried, and what came of it.
#[derive(Default)]
struct Tally {
    database_crashes: usize,
    sent_again: usize,
    published: usize,
    ready: Vec<Duration>,
}

/// Somebody new sends a request, again and again until the stop.
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

/// Crashes again and again; the whole is told in one line of a table.
async fn crash(engine: &str, folder: &Path, database: &str, crashes: usize, postgres: Option<&OwnServer>) {
    let port = free_port();
    let (ledger, people) = (Arc::new(Mutex::new(Ledger::default())), Arc::new(AtomicU32::new(1)));
    let (mut tally, writers) = (Tally::default(), times("WRITERS", 50));
    let (mut server, _) = Server::start(folder, database, port).await;
    let publisher = Arc::new(Publisher::sign_in(folder, database, &server.url).await);
    for round in 0..crashes {
        let stop = Arc::new(AtomicBool::new(false));
        let writers: Vec<_> = (0..writers)
            .map(|_| tokio::spawn(write(server.url.clone(), ledger.clone(), people.clone(), stop.clone())))
            .collect();
        let publishing = {
            let (publisher, url, stop) = (publisher.clone(), server.url.clone(), stop.clone());
            tokio::spawn(async move { publisher.publish(&url, &stop).await })
        };
        if round % 2 == 0 {
            // On a machine that has little time, too, some are acknowledged.
            let enough = ledger.lock().unwrap().acknowledged.len() + 4;
            until(async || ledger.lock().unwrap().acknowledged.len() >= enough).await;
        }
        let moment = rand::rng().random_range(20..700);
        tokio::time::sleep(Duration::from_millis(moment)).await;
        // Every fifth time PostgreSQL falls with it.
        if let Some(postgres) = postgres.filter(|_| round % 5 == 4) {
            postgres.kill();
            tally.database_crashes += 1;
            tokio::time::sleep(Duration::from_millis(rand::rng().random_range(0..300))).await;
        }
        server.kill();
        stop.store(true, Ordering::SeqCst);
        for writer in writers {
            writer.await.unwrap();
        }
        tally.published += publishing.await.unwrap();
        let (again, ready) = Server::start(folder, database, port).await;
        server = again;
        tally.ready.push(ready);
        publisher.check(database, &server.url).await;
        // Whoever had no answer presses again, with the same form.
        let unanswered = std::mem::take(&mut ledger.lock().unwrap().unanswered);
        tally.sent_again += unanswered.len();
        for fields in unanswered {
            assert!(send(&client(), &server.url, &fields).await, "pressed again, it is sent");
            ledger.lock().unwrap().acknowledged.push(id_of(&fields));
        }
        if round % 10 == 9 || round + 1 == crashes {
            Held::read(database).await.assert_once(&ledger.lock().unwrap().acknowledged);
        }
    }
    server.kill();
    if crashes < MANY {
        // As if the two minutes had passed for which a message is claimed.
        execute(database, "update message set claimed_until = null where sent_at is null").await;
    }
    let (server, _) = Server::start(folder, database, port).await;
    all_sent(database).await;
    Held::read(database).await.assert_sent(folder);
    server.kill();
    tally.ready.sort();
    let acknowledged = ledger.lock().unwrap().acknowledged.len();
    assert!(acknowledged > crashes, "hardly anything was sent: {acknowledged}");
    assert!(tally.published > 0, "nothing was published");
    println!(
        "| {engine} | {crashes} | {} | {acknowledged} | {} | {} | 0 | 0 | {} ms | {} ms |",
        tally.database_crashes,
        tally.sent_again,
        tally.published,
        tally.ready[tally.ready.len() / 2].as_millis(),
        tally.ready[tally.ready.len() - 1].as_millis(),
    );
    if is_release() {
        assert!(tally.ready[tally.ready.len() - 1] <= READY, "ready again too late");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/test.db", folder.path().display());
    crash("SQLite", folder.path(), &database, times("CRASHES_SQLITE", 20), None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres_nothing_acknowledged_is_lost() {
    let Some(postgres) = OwnServer::kept("crash").await else { return };
    let folder = tempfile::tempdir().unwrap();
    crash("PostgreSQL", folder.path(), &postgres.url, times("CRASHES_POSTGRES", 5), Some(&postgres)).await;
}

/// PostgreSQL alone is killed; the server goes on, and nobody restarts it.
#[tokio::test(flavor = "multi_thread")]
async fn the_server_outlives_a_postgres_that_is_killed() {
    let Some(postgres) = OwnServer::kept("falls").await else { return };
    let (folder, falls) = (tempfile::tempdir().unwrap(), times("FALLS", 3));
    let (ledger, people) = (Arc::new(Mutex::new(Ledger::default())), Arc::new(AtomicU32::new(1)));
    let (mut server, _) = Server::start(folder.path(), &postgres.url, free_port()).await;
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..8)
        .map(|_| tokio::spawn(write(server.url.clone(), ledger.clone(), people.clone(), stop.clone())))
        .collect();
    let acknowledged = || ledger.lock().unwrap().acknowledged.len();
    for _ in 0..falls {
        // Some before, and as many once it is there again.
        let enough = acknowledged() + 10;
        until(async || acknowledged() >= enough).await;
        tokio::time::sleep(Duration::from_millis(rand::rng().random_range(0..300))).await;
        postgres.kill();
    }
    let enough = acknowledged() + 10;
    until(async || acknowledged() >= enough).await;
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        writer.await.unwrap();
    }
    assert!(!server.ended(), "nobody restarted it");
    let Ledger { mut acknowledged, unanswered } = std::mem::take(&mut *ledger.lock().unwrap());
    let again = unanswered.len();
    for fields in unanswered {
        assert!(send(&client(), &server.url, &fields).await, "pressed again, it is sent");
        acknowledged.push(id_of(&fields));
    }
    Held::read(&postgres.url).await.assert_once(&acknowledged);
    let asked = acknowledged.len();
    println!("| PostgreSQL, alone | 0 | {falls} | {asked} | {again} | 0 | 0 | 0 | | |");
}
