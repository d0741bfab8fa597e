//! What is erased on time is nowhere: in no column, in no file, in no backup.

use time::Duration;

use super::sealed::{column, live};
use crate::routine::forget::{UNTOUCHED_DAYS, forget, forget_entries, forget_waiting};
use crate::store::Db;
use crate::tests::app::{TestApp, on_both_engines};

/// What tells of her: each table with its columns that hold a text of which there is no second.
const MARKED: [(&str, &[&str]); 6] = [
    ("referral", &["first_name", "mobile", "mobile_key", "email", "message", "payload_digest"]),
    ("referral_note", &["words"]),
    ("waiting_ask", &["first_name", "mobile", "mobile_key", "message"]),
    ("abuse_report", &["words", "answer"]),
    ("blocked_number", &["number_digest", "digest_sealed", "last_four"]),
    ("referral_link", &["digest"]),
];

async fn marks(db: &Db) -> Vec<String> {
    let mut marks = Vec::new();
    for (table, names) in MARKED {
        for name in names {
            let found = column(db, table, name).await;
            let texts = found.iter().map(|text| text.trim_matches('\'').to_owned());
            let texts: Vec<_> = texts.filter(|text| text.len() >= 24).collect();
            assert!(!texts.is_empty(), "{table}.{name}: {found:?}");
            marks.extend(texts);
        }
    }
    marks
}

/// The places where one of the marks still stands.
async fn left(app: &TestApp, marks: &[String]) -> Vec<String> {
    let mut left = Vec::new();
    for (table, name, _) in app.columns().await {
        let found = column(&app.db, &table, &name).await;
        if found.iter().any(|text| marks.iter().any(|mark| text.contains(mark))) {
            left.push(format!("{table}.{name}"));
        }
    }
    let backup = app.folder.path().join("later.db");
    app.db.backup(&backup).await.unwrap();
    let mut files = vec![backup];
    if let Db::Sqlite { .. } = app.db {
        files.extend(["test.db", "test.db-wal"].map(|name| app.folder.path().join(name)));
    }
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        if marks.iter().any(|mark| text.contains(mark)) {
            left.push(file.display().to_string());
        }
        std::fs::remove_file(app.folder.path().join("later.db")).ok();
    }
    left
}

#[tokio::test]
async fn after_its_time_nothing_of_anybody_is_left() {
    on_both_engines(async |app| {
        live(app).await;
        let marks = marks(&app.db).await;
        assert!(left(app, &marks).await.len() > MARKED.len(), "it is looked for where it stands");
        app.pass(Duration::days(UNTOUCHED_DAYS + 1));
        let now = app.clock.now();
        for erased in [
            forget(&app.db, now).await,
            forget_waiting(&app.db, now).await,
            forget_entries(&app.db, now).await,
        ] {
            assert!(erased.unwrap() > 0);
        }
        assert_eq!(left(app, &marks).await, Vec::<String>::new());
    })
    .await;
}
