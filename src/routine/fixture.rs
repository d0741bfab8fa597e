//! A database and rows for the tests of the routines.

use crate::domain::offer::{Offer, OfferKind};
use std::path::{Path, PathBuf};

use time::OffsetDateTime;
use uuid::Uuid;

use super::deliver::Routes;
use crate::store::{Db, new_id};

/// An empty database in a folder that goes away with the first value.
pub async fn database() -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db =
        Db::open(&format!("sqlite://{}/test.db", folder.path().display()), &crate::store::Seals::of_tests())
            .await
            .unwrap();
    (folder, db)
}

/// Means of a machine where nothing is set: everything goes to files.
pub fn outbox_routes(folder: &Path) -> Routes {
    Routes {
        smtp: None,
        silence: std::time::Duration::from_secs(1),
        from: "Premier Pas <ne-pas-repondre@premier-pas.example>".parse().unwrap(),
        sms: None,
        outbox: folder.join("outbox"),
        terminal: |_| {},
        host: "premier-pas.example".to_owned(),
    }
}

/// The files of the outbox, in order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder.join("outbox")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn writer(db: &Db) -> &sqlx::SqlitePool {
    match db {
        Db::Sqlite { write, .. } => write,
        Db::Postgres(..) => unreachable!("the fixture is SQLite's"),
    }
}

/// How many rows a table has.
pub async fn count(db: &Db, table: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
    sqlx::query_scalar(sql).fetch_one(writer(db)).await.unwrap()
}

/// A message that is due.
pub async fn message(db: &Db, key: &str, channel: &str, recipient: &str, due: OffsetDateTime) -> Uuid {
    let id = new_id(due);
    sqlx::query(
        "insert into message (id, key, channel, recipient, subject, body, created_at, due_at)
         values ($1, $2, $3, $4, 'Zoé demande à vous parler', $5, $6, $6)",
    )
    .bind(id)
    .bind(key)
    .bind(channel)
    .bind(recipient)
    .bind("Bonjour,\nrépondez ici : https://premier-pas.example/reponse/abc.\nMerci.\n")
    .bind(due)
    .execute(writer(db))
    .await
    .unwrap();
    id
}

/// What is kept of a message: attempts, when it is due, when it left, its last error.
pub async fn message_row(db: &Db, id: Uuid) -> (i64, OffsetDateTime, Option<OffsetDateTime>, Option<String>) {
    sqlx::query_as("select attempts, due_at, sent_at, last_error from message where id = $1")
        .bind(id)
        .fetch_one(writer(db))
        .await
        .unwrap()
}

/// A request in a state, all of whose moments are `at`, with an event, a link and a message.
pub async fn referral(db: &Db, number: u8, state: &str, at: OffsetDateTime) -> Uuid {
    let id = Uuid::from_u128(u128::from(number));
    let directory = Uuid::from_u128(1);
    let today = at.date();
    let offer = Offer::blank(OfferKind::Support, "s", "f", "o", today);
    let offer = serde_json::to_string(&offer).unwrap();
    let statements = [
        "insert into organisation (id, source, external_id, slug, status, content, digest, changed_at)
         values ($2, 's', 'o', 'o', 'published', '{}', '', '') on conflict (id) do nothing",
        "insert into offer (id, source, external_id, organisation_id, slug, status, content, digest, changed_at)
         values ($2, 's', 'f', $2, 'f', 'published', $5, '', '') on conflict (id) do nothing",
        "insert into referral (id, submission_id, payload_digest, code, offer_id, first_name, mobile,
                               consent_version, sent_at, state, first_answered_at, closed_at)
         values ($1, hex($1), '', hex($1), $2, 'Zoé', '+33639980012', '1', $3, $4, $3, $3)",
        "insert into referral_event (referral_id, position, at, actor, step, to_state) values ($1, 0, $3, 'person', 'ask', $4)",
        "insert into referral_link (digest, referral_id, audience) values (hex($1), $1, 'person')",
        "insert into message (id, key, referral_id, channel, recipient, subject, body, created_at, due_at, sent_at)
         values ($1, hex($1), $1, 'sms', '', '', '', $3, $3, $3)",
    ];
    for statement in statements {
        sqlx::query(statement)
            .bind(id)
            .bind(directory)
            .bind(at)
            .bind(state)
            .bind(&offer)
            .execute(writer(db))
            .await
            .unwrap();
    }
    id
}
