//! One SQL text, two engines: the same tables, the same statements, the same outcomes.

mod changes;
mod copy;
mod directory;
mod draft;
mod erased;
mod limit_use;
mod outbox;
mod referral;
mod sealed;
mod search_count;
mod versions;

use std::collections::BTreeSet;
use std::path::Path;

use sqlx::{Executor, SqlSafeStr};

use super::app::{TestApp, on_both_engines};
use crate::store::{Db, Seals, reading, statements};

#[tokio::test]
async fn every_statement_prepares() {
    on_both_engines(async |app| {
        let statements = statements(&app.db);
        assert!(statements.len() > 50, "{}", statements.len());
        for statement in statements {
            let prepared = reading!(&app.db, pool => {
                let mut connection = pool.acquire().await.unwrap();
                (&mut *connection).prepare(statement.into_sql_str()).await.map(|_| ())
            });
            assert!(prepared.is_ok(), "{statement}: {prepared:?}");
        }
    })
    .await;
}

/// The server of the tests answers before it has written: whoever was told that her request is sent would lose it.
#[tokio::test]
async fn what_is_acknowledged_is_written_whatever_the_server_is_set_to() {
    on_both_engines(async |app| {
        let Db::Postgres(pool, _) = &app.db else { return };
        let setting: String =
            sqlx::query_scalar("select current_setting('synchronous_commit')").fetch_one(pool).await.unwrap();
        assert_eq!(setting, "on");
    })
    .await;
}

/// A constant that is in no list would never be prepared: every constant of SQL is in one.
#[test]
fn every_statement_is_in_a_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let (mut told, mut listed) = (BTreeSet::new(), String::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for piece in text.split("const ").skip(1) {
            let Some((name, rest)) = piece.split_once(": &str =") else { continue };
            if name.chars().all(|c| c.is_ascii_uppercase() || c == '_') && rest.trim_start().starts_with('"')
            {
                let module = path.file_stem().unwrap().to_string_lossy().into_owned();
                told.insert((module, name.to_owned()));
            }
        }
        for list in text.split("const STATEMENTS").skip(1) {
            listed.push_str(path.file_stem().unwrap().to_str().unwrap());
            listed.push_str(list.split(';').next().unwrap());
        }
    }
    assert!(told.len() > 50, "{}", told.len());
    let words: BTreeSet<&str> = listed
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let missing: Vec<_> = told.iter().filter(|(_, name)| !words.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn migrations_come_in_pairs() {
    let names = |engine: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations").join(engine);
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect::<BTreeSet<_>>()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let sqlite = TestApp::on_sqlite().await.columns().await;
    assert!(sqlite.len() > 60, "{}", sqlite.len());
    on_both_engines(async |app| {
        if let Db::Postgres(..) = app.db {
            assert_eq!(app.columns().await, sqlite);
        }
    })
    .await;
}

/// Where a row is erased, or its key touched, the engine looks for what refers to it: without an index, in every row there is.
#[tokio::test]
async fn what_refers_to_an_offer_or_a_request_is_found_by_an_index() {
    const REFER: &str = "
    select m.name || '.' || f.\"from\", exists (
      select 1 from pragma_index_list(m.name) i join pragma_index_info(i.name) c where c.seqno = 0 and c.name = f.\"from\")
    from sqlite_master m join pragma_foreign_key_list(m.name) f
    where m.type = 'table' and (f.\"table\" = 'referral' or f.\"table\" = 'offer' and m.name = 'referral')";
    let app = TestApp::on_sqlite().await;
    let refer: Vec<(String, bool)> =
        reading!(&app.db, pool => sqlx::query_as(REFER).fetch_all(pool).await.unwrap());
    assert!(refer.len() > 6, "{refer:?}");
    let missing: Vec<_> = refer.iter().filter(|(_, found)| !found).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[tokio::test]
async fn opened_again_nothing_is_lost() {
    on_both_engines(async |app| {
        let asked = app.ask(&[]).await;
        let before = app.counts().await;
        crate::commands::demo::fill(&app.db, &app.clock).await.unwrap();
        assert_eq!(app.counts().await, before, "the demonstration, a second time");
        if let Db::Sqlite { .. } = app.db {
            let again =
                Db::open(&format!("sqlite://{}/test.db", app.folder.path().display()), &Seals::of_tests())
                    .await
                    .unwrap();
            let code = crate::domain::id::Code::parse(&asked.code).unwrap();
            assert!(again.referral_by_code(&code).await.unwrap().is_some());
            again.close().await;
        }
    })
    .await;
}
