//! What is erased on time is nowhere: in no column, in no file, in no backup.

use time::Duration;

use super::sealed::live;
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

async fn marks(app: &TestApp) -> Vec<String> {
    let (mut marks, values) = (Vec::new(), app.values(&app.db).await);
    for (table, names) in MARKED {
        for name in names {
            let place = format!("{table}.{name}");
            let of_it = values.iter().filter(|(one, text)| *one == place && text.len() >= 24);
            let texts: Vec<_> = of_it.map(|(_, text)| text.trim_matches('\'').to_owned()).collect();
            assert!(!texts.is_empty(), "{place}");
            marks.extend(texts);
        }
    }
    marks
}

/// The places where one of the marks still stands.
async fn left(app: &TestApp, marks: &[String]) -> Vec<String> {
    let is_marked = |text: &str| marks.iter().any(|mark| text.contains(mark));
    let values = app.values(&app.db).await;
    let mut left: Vec<String> =
        values.into_iter().filter_map(|(place, text)| is_marked(&text).then_some(place)).collect();
    let backup = app.folder.path().join("later.db");
    app.db.backup(&backup).await.unwrap();
    let mut files = vec![backup];
    if let Db::Sqlite { .. } = app.db {
        files.extend(["test.db", "test.db-wal"].map(|name| app.folder.path().join(name)));
    }
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        if is_marked(&text) {
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
        let marks = marks(app).await;
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
