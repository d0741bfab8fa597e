//! The power goes while SQLite writes its log: whatever part of the log is on the disk, the database opens, is sound, and holds all
//! that was acknowledged until then. `POWER_REQUESTS` says how many requests make the log.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use rand::Rng;
use sqlx::{Connection, SqliteConnection};

use super::people::{Held, form, id_of, send};
use super::server::{Server, client, free_port, times};

const WRITERS: usize = 4;
/// A log is a header, then frames of a header and a page: <https://sqlite.org/fileformat2.html#the_write_ahead_log>.
const LOG_HEADER: usize = 32;
const FRAME: usize = 24 + 4096;

/// A reader who holds the log back: from now on everything is in the log, and the database file stays as it is.
async fn hold(database: &str, log: &Path) -> SqliteConnection {
    let mut reader = SqliteConnection::connect(database).await.unwrap();
    loop {
        sqlx::query("pragma wal_checkpoint(truncate)").fetch_all(&mut reader).await.unwrap();
        sqlx::query("begin").execute(&mut reader).await.unwrap();
        sqlx::query("select count(*) from referral").fetch_one(&mut reader).await.unwrap();
        if std::fs::metadata(log).unwrap().len() == 0 {
            return reader;
        }
        sqlx::query("rollback").execute(&mut reader).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_part_of_the_log_holds_what_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let log = folder.path().join("test.db-wal");
    let database = format!("sqlite://{}", file.display());
    let (server, _) = Server::start(folder.path(), &database, free_port()).await;
    let reader = hold(&database, &log).await;

    // Each request with the length of the log when it was acknowledged.
    let acknowledged: Mutex<Vec<(usize, String)>> = Mutex::default();
    let (people, wanted) = (AtomicU32::new(1), times("POWER_REQUESTS", 25));
    let write = async || {
        let http = client();
        while acknowledged.lock().unwrap().len() < wanted {
            let person = people.fetch_add(1, Ordering::SeqCst);
            let fields = form(&http, &server.url, person).await.unwrap();
            assert!(send(&http, &server.url, &fields).await);
            let length = usize::try_from(std::fs::metadata(&log).unwrap().len()).unwrap();
            acknowledged.lock().unwrap().push((length, id_of(&fields)));
        }
    };
    futures::future::join_all((0..WRITERS).map(|_| write())).await;
    server.kill();
    let (before, log) = (std::fs::read(&file).unwrap(), std::fs::read(&log).unwrap());
    drop(reader);

    let acknowledged = acknowledged.into_inner().unwrap();
    let frames = (log.len() - LOG_HEADER) / FRAME;
    assert!(frames > wanted, "a log of {frames} pages");
    let after = tempfile::tempdir().unwrap();
    let (file, kept) = (after.path().join("test.db"), after.path().join("test.db-wal"));
    let url = format!("sqlite://{}", file.display());
    let mut cuts = 0;
    for frame in 0..=frames {
        let whole = LOG_HEADER + frame * FRAME;
        // At the end of a page, and somewhere within the next one, which a disk may leave half written or full of anything.
        let within = (whole + rand::rng().random_range(1..FRAME)).min(log.len());
        for (length, rubbish) in [(whole, 0), (within, 0), (within, FRAME)] {
            let mut part = log[..length].to_vec();
            part.extend(std::iter::repeat_with(rand::random::<u8>).take(rubbish));
            std::fs::write(&file, &before).unwrap();
            std::fs::write(&kept, part).unwrap();
            let _ = std::fs::remove_file(after.path().join("test.db-shm"));
            let held = Held::read(&url).await;
            held.assert_once(acknowledged.iter().filter(|(log, _)| *log <= length).map(|(_, form)| form));
            cuts += 1;
        }
    }
    // The program itself opens the last of them, and serves; its key is where it was.
    let (server, _) = Server::start(folder.path(), &url, free_port()).await;
    Held::read(&url).await.assert_once(acknowledged.iter().map(|(_, form)| form));
    server.kill();
    println!("| the log is cut, SQLite | {cuts} | {0} | {0} | 0 | 0 |", acknowledged.len());
}
