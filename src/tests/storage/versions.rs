//! An older version beside a newer one, and after it: it starts on a schema that has gone further, and what it wrote is there
//! whatever the step from which the schema is taken up to this version.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sqlx::AssertSqlSafe;
use time::OffsetDateTime;
use time::macros::{date, datetime};
use uuid::Uuid;

use crate::domain::account::Login;
use crate::domain::field::Mobile;
use crate::domain::id::Code;
use crate::seed::demo;
use crate::store::{Db, Seals, StoreError, copy, digest, reading};
use crate::tests::app::{Engine, MOBILE, TestApp, execute, on_both_engines};

/// What a newer version does to the schema: a step that this one does not know.
async fn go_further(db: &Db) {
    execute(db, "alter table referral add column of_later text".to_owned()).await;
    let step = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                select 9999, 'later', success, checksum, execution_time from _sqlx_migrations where version = 1";
    execute(db, step.to_owned()).await;
}

#[tokio::test]
async fn an_older_version_starts_where_a_newer_one_has_gone_further() {
    on_both_engines(async |app| {
        go_further(&app.db).await;
        app.reopened().await.close().await;
        let again = app.beside().await;
        let asked = again.ask(&[]).await;
        again.read(&asked).await.says(&["Zoé"]);
        assert_eq!(app.get(&asked.person).await.status, 200, "what was open before goes on too");
        let backup = app.folder.path().join("backup.db");
        match (&app.db, again.db.backup(&backup).await) {
            (Db::Sqlite { .. }, kept) => kept.unwrap(),
            // Here a backup is a copy, and this version knows nothing of what is new.
            (Db::Postgres(..), kept) => assert!(matches!(kept, Err(StoreError::OtherVersion)), "{kept:?}"),
        }
    })
    .await;
}

#[tokio::test]
async fn a_step_that_says_something_else_than_it_did_is_refused() {
    on_both_engines(async |app| {
        let other = "(select checksum from _sqlx_migrations where version = 1)";
        execute(&app.db, format!("update _sqlx_migrations set checksum = {other} where version = 2")).await;
        let refused = Db::open(&app.url(), &Seals::of_tests()).await;
        assert!(matches!(refused, Err(StoreError::Migrate(_))), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_copied_between_two_versions() {
    let Some(engine) = Engine::postgres().await else {
        println!("PostgreSQL is skipped: TEST_POSTGRES_URL is not set");
        return;
    };
    let app = TestApp::on_sqlite().await;
    go_further(&app.db).await;
    let server = Db::open(&engine.url(app.folder.path()), &Seals::of_tests()).await.unwrap();
    let copied = copy(&app.db, &server, true, |_| {}).await;
    assert!(matches!(copied, Err(StoreError::OtherVersion)), "{copied:?}");
    server.close().await;
}

/// What versions wrote.
const WRITTEN: &str = include_str!("versions.sql");
const CODE: &str = "AAAA-2222";
/// The structure of [`WRITTEN`].
const STRUCTURE: Uuid = Uuid::from_u128(1);
const NOW: OffsetDateTime = datetime!(2026-11-23 09:00:00 UTC);

/// Writes what the version of a step wrote; answers how many rows each table has then.
async fn write(db: &Db, step: i64) -> BTreeMap<String, i64> {
    let json = |what: serde_json::Result<String>| what.unwrap().replace('\'', "''");
    let organisation = json(serde_json::to_string(&demo::organisations()[0].0));
    let offer = json(serde_json::to_string(&demo::offers(date!(2026 - 11 - 23))[0].0));
    let number = digest(format!("{STRUCTURE}:{MOBILE}"));
    let begins = if let Db::Sqlite { .. } = db { "x'" } else { "'" };
    let mut rows = BTreeMap::new();
    for written in WRITTEN.split("\n-- ").skip(1) {
        let (steps, row) = written.split_once('\n').unwrap();
        let mut steps = steps.split(' ').map(|step| step.parse::<i64>().unwrap());
        if step < steps.next().unwrap() || steps.next().is_some_and(|other| step >= other) {
            continue;
        }
        // The longest first: #1 is not the beginning of #10.
        let row = (1..=20).rev().fold(row.replace(":at", "'2026-09-01 09:00:00+00:00'"), |row, id| {
            row.replace(&format!("#{id}"), &format!("{begins}{id:032x}'"))
        });
        let row = row.replace("{organisation}", &organisation).replace("{offer}", &offer);
        if let Some(into) = row.strip_prefix("insert into ") {
            *rows.entry(into.split(' ').next().unwrap().to_owned()).or_default() += 1;
        }
        execute(db, row.replace("{number}", &number)).await;
    }
    rows
}

/// The rows are all there, and what they say is found and read, as if this version had written it.
async fn check(db: &Db, step: i64, rows: &BTreeMap<String, i64>) {
    for (table, rows) in rows {
        let sql = AssertSqlSafe(format!("select count(*) from \"{table}\""));
        let held: i64 = reading!(db, pool => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap());
        assert_eq!(held, *rows, "{table}, from step {step}");
    }
    if let Db::Sqlite { read, .. } = db {
        let broken = sqlx::query("pragma foreign_key_check").fetch_all(read).await.unwrap();
        assert!(broken.is_empty(), "from step {step}");
    }
    let asked = db.referral_by_code(&Code::parse(CODE).unwrap()).await.unwrap().unwrap();
    assert_eq!((&*asked.first_name, &*asked.mobile, asked.events), ("Zoé", MOBILE, 1), "from step {step}");
    assert_eq!(
        (asked.email.as_deref(), asked.message.as_deref()),
        (Some("zoe@example.org"), Some("Bonjour"))
    );
    assert_eq!(db.referrals_of_mobile(&Mobile::parse(MOBILE).unwrap()).await.unwrap().len(), 1);
    assert_eq!(db.unsent().await.unwrap()[0].recipient, "contact@example.org");
    assert!(db.organisation("asso-lens").await.unwrap().is_some());
    assert!(db.offer("atelier-lens").await.unwrap().is_some());
    if rows.contains_key("account") {
        let marie = db.account_of(&Login::parse("marie@example.org").unwrap()).await.unwrap().unwrap();
        assert!(db.second_step_key(&marie).unwrap().is_some_and(|key| key.starts_with("KRSX")));
    }
    if rows.contains_key("referral_note") {
        assert_eq!(db.notes_of(STRUCTURE).await.unwrap()[0].words, "Elle coud très bien.");
    }
    if rows.contains_key("blocked_number") {
        assert!(db.blocked_until(STRUCTURE, MOBILE, NOW).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn what_an_older_version_wrote_is_there_whatever_its_step() {
    let steps = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations/sqlite"));
    let steps = steps.unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let steps: BTreeSet<i64> = steps.map(|name| name.split('_').next().unwrap().parse().unwrap()).collect();
    assert!(steps.len() > 20, "{steps:?}");
    // A database of a server takes its time to make: there, not every step.
    for (is_server, every) in [(false, 1), (true, 4)] {
        for step in steps.iter().step_by(every) {
            let engine = if is_server { Engine::postgres().await } else { Some(Engine::Sqlite) };
            let Some(engine) = engine else {
                println!("PostgreSQL is skipped: TEST_POSTGRES_URL is not set");
                return;
            };
            let folder = tempfile::tempdir().unwrap();
            let url = engine.url(folder.path());
            let older = Db::older(&url, *step).await.unwrap();
            let rows = write(&older, *step).await;
            older.close().await;
            let db = Db::open(&url, &Seals::of_tests()).await.unwrap();
            check(&db, *step, &rows).await;
            db.close().await;
        }
    }
}
