//! What breaks under the server: a full disk, a file that can't be written. Reading goes on, nothing is lost, and nobody has to
//! restart anything. `tests/served/disk.rs` fills a real one.

use sqlx::AssertSqlSafe;
use time::Duration;

use super::app::{EMAIL, OFFER, TestApp};
use crate::domain::membership::Role;
use crate::routine::pulse;
use crate::store::Db;

/// What she writes.
const WORDS: &str = "Je cherche depuis un an, et je suis libre le matin.";

/// Says something to the one connection that writes, and reads its answer.
async fn pragma(app: &TestApp, text: &str) -> i64 {
    let Db::Sqlite { write, .. } = &app.db else { panic!("SQLite alone") };
    let row =
        sqlx::query_scalar(AssertSqlSafe(format!("pragma {text}"))).fetch_optional(write).await.unwrap();
    row.unwrap_or_default()
}

/// From `broken` on nobody can write, at once or soon: then the form comes back with every word, and reading goes on.
async fn lives_through(app: &TestApp, broken: &str, mended: &str) {
    let path = format!("/offres/{OFFER}/demande");
    let zoe = app.member("coop-connexion", Role::Admin).await;
    pragma(app, broken).await;
    let mut sent = 0;
    let (fields, refused) = loop {
        let form = app.form_of(OFFER).await;
        let mobile = format!("06 39 98 00 {sent:02}");
        let fields = TestApp::filled(&form, &[("message", WORDS), ("mobile", &mobile)]);
        let fields: Vec<(String, String)> =
            fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        let answer = app.post(&path, &pairs(&fields)).await;
        if answer.status != 303 {
            break (fields, answer);
        }
        sent += 1;
        assert!(sent < 90, "what was free is never used up");
    };
    assert_eq!(refused.status, 503, "{}", refused.text());
    refused.says(&["Rien n’est perdu", "envoyez encore", "Ça m’intéresse", WORDS]);
    for name in ["envoi", "prenom", "mobile"] {
        assert!(fields.contains(&(name.to_owned(), refused.hidden(name))), "{name}");
    }
    assert_eq!(app.count("referral").await, sent, "what was acknowledged, and no half of another");
    for address in ["/offres?lieu=62498", &*format!("/offres/{OFFER}"), "/structures/coop-connexion"] {
        assert_eq!(app.get(address).await.status, 200, "{address}");
    }
    let ready = app.get("/readyz").await;
    assert_eq!((ready.status, &*ready.html), (503, "writing"), "it only reads, and says so");
    app.pass(Duration::minutes(6));
    let inbox = app.page_as(&zoe, "/espace/coop-connexion/demandes").await;
    assert_eq!(inbox.status, 200, "a use of her session that can't be noted: {}", inbox.text());

    pragma(app, mended).await;
    pulse::feel_writing(&app.db, &app.reading.pulse).await;
    assert_eq!(app.get("/readyz").await.status, 200);
    app.post(&path, &pairs(&fields)).await.location();
    app.post(&path, &pairs(&fields)).await.location();
    assert_eq!(app.count("referral").await, sent + 1);
    assert_eq!(app.letters(EMAIL).await.len() as i64, sent + 1);
    assert_eq!(app.count("lease").await, 0, "what was written to try is gone");
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (&**name, &**value)).collect()
}

#[tokio::test]
async fn a_full_disk_refuses_requests_and_keeps_their_words() {
    let app = TestApp::on_sqlite().await;
    let pages = pragma(&app, "page_count").await;
    lives_through(&app, &format!("max_page_count = {pages}"), "max_page_count = 1000000").await;
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_read_on() {
    let app = TestApp::on_sqlite().await;
    lives_through(&app, "query_only = on", "query_only = off").await;
}
