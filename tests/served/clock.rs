//! The clock of the machine jumps while people ask: a day ahead, and a day back. Whoever asks is taken once, with a form that was
//! opened before the jump too, and every message leaves. The clock is libfaketime's, which `script/faketime` finds.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::people::{Held, all_sent, form, id_of, send};
use super::publisher::Publisher;
use super::server::{Server, client, free_port};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Ahead, back to the right time, a day behind it, and right again.
const JUMPS: [i64; 4] = [DAY, 0, -DAY, 0];

/// Where libfaketime is; nothing where it is not, and can't be had.
fn faketime() -> Option<String> {
    let found = Command::new("script/faketime").output().ok().filter(|found| found.status.success());
    let Some(found) = found else {
        eprintln!("the clock does not jump: there is no libfaketime");
        return None;
    };
    Some(String::from_utf8(found.stdout).unwrap().trim().to_owned())
}

/// Sets the clock so many seconds ahead of the right time, at once.
fn set(folder: &Path, ahead: i64) {
    let written = folder.join("clock.new");
    std::fs::write(&written, format!("{ahead:+}")).unwrap();
    std::fs::rename(written, folder.join("clock")).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whenever_the_clock_jumps_everybody_is_taken_once() {
    let Some(library) = faketime() else { return };
    let folder = tempfile::tempdir().unwrap();
    set(folder.path(), 0);
    let database = format!("sqlite://{}/test.db", folder.path().display());
    let clock = folder.path().join("clock").display().to_string();
    let variables = [
        ("LD_PRELOAD", library.as_str()),
        ("FAKETIME_TIMESTAMP_FILE", &clock),
        ("FAKETIME_NO_CACHE", "1"),
        // Delays and patience go on as they are: only the date is another.
        ("DONT_FAKE_MONOTONIC", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        // With them, how old a form is counts.
        ("LIMITS", "on"),
        ("TRUSTED_PROXIES", "127.0.0.1"),
    ];
    let (mut server, _) = Server::start_with(folder.path(), &database, free_port(), &variables).await;
    let publisher = Publisher::sign_in(folder.path(), &database, &server.url).await;
    assert!(publisher.is_let_in(&client(), &server.url).await);
    let (mut asked, mut person) = (Vec::new(), 0);
    for ahead in JUMPS {
        let mut forms = Vec::new();
        for _ in 0..3 {
            person += 1;
            forms.push((person, form(&client(), &server.url, person).await.unwrap()));
        }
        set(folder.path(), ahead);
        // Nobody reads a form in less.
        tokio::time::sleep(Duration::from_secs(2)).await;
        for (person, typed) in forms {
            for _ in 0..2 {
                assert!(send(&from_her_own(person), &server.url, &typed).await, "{ahead}");
            }
            asked.push(id_of(&typed));
        }
        if ahead > 0 {
            let is_let_in = publisher.is_let_in(&client(), &server.url).await;
            assert!(!is_let_in, "unused for a day, her session is over");
        }
    }
    all_sent(&database).await;
    let held = Held::read(&database).await;
    held.assert_once(&asked);
    held.assert_sent(folder.path());
    assert!(!server.ended(), "nobody restarted it");
    let asked = asked.len();
    println!("| the clock jumps a day, SQLite | {} | {asked} | {} | 0 | 0 |", JUMPS.len(), asked * 2);
}

/// Each has an address of her own.
fn from_her_own(person: u32) -> reqwest::Client {
    let address = format!("192.0.2.{person}").parse().unwrap();
    let headers = [(reqwest::header::HeaderName::from_static("x-forwarded-for"), address)];
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    client.default_headers(headers.into_iter().collect()).build().unwrap()
}
