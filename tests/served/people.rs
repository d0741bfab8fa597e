//! People who ask, what they hold in their hands, and what the database holds.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::{Duration, Instant};

use reqwest::{Client, RequestBuilder};
use sha2::{Digest, Sha256};
use sqlx::Connection;

use super::server::SOON;

/// What people ask for.
pub const OFFER: &str = "/offres/coworking-lens";
/// What they read meanwhile.
pub const READ: [&str; 4] =
    ["/", "/offres?lieu=62498&rayon=20", OFFER, "/api/v1/search/services?code_commune=62498&size=5"];

/// The fields of a form, as a browser sends them.
pub type Fields = Vec<(String, String)>;

/// The hidden fields of a page.
pub fn hidden(html: &str) -> Fields {
    let value = |input: &str, name: &str| {
        Some(input.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.to_owned())
    };
    let inputs = html.split("<input").skip(1).filter_map(|input| input.split('>').next());
    inputs
        .filter(|input| input.contains("type=\"hidden\""))
        .filter_map(|input| Some((value(input, "name")?, value(input, "value").unwrap_or_default())))
        .collect()
}

/// Opens the form, as a person does; its fields, filled. None where the page does not come.
pub async fn form(http: &Client, url: &str, person: u32) -> Option<Fields> {
    let page = http.get(format!("{url}{OFFER}/demande")).send().await.ok()?;
    Some(filled(&page.error_for_status().ok()?.text().await.ok()?, person))
}

/// The fields of the form that a page shows, filled.
pub fn filled(html: &str, person: u32) -> Fields {
    let mut fields = hidden(html);
    assert!(fields.iter().any(|(name, _)| name == "envoi"), "{html}");
    let mobile = mobile(person);
    let typed = [("prenom", "Zoé"), ("mobile", mobile.as_str()), ("accord", "oui")];
    fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    fields
}

/// Each has a telephone of her own.
pub fn mobile(person: u32) -> String {
    format!("06{person:08}")
}

/// The form as it leaves.
pub fn post(http: &Client, url: &str, fields: &[(String, String)]) -> RequestBuilder {
    http.post(format!("{url}{OFFER}/demande")).header("origin", url).form(fields)
}

/// Sends a form; whether it was acknowledged.
pub async fn send(http: &Client, url: &str, fields: &[(String, String)]) -> bool {
    page_of(http, url, fields).await.is_some()
}

/// Sends a form; the path of her own page where it was acknowledged.
pub async fn page_of(http: &Client, url: &str, fields: &[(String, String)]) -> Option<String> {
    let answer = post(http, url, fields).send().await.ok()?;
    match answer.status().as_u16() {
        303 => {
            let page = answer.headers()["location"].to_str().unwrap();
            Some(page.strip_suffix("?envoyee=1").unwrap().to_owned())
        }
        // The database is gone: it says so, and nothing was acknowledged.
        500..=599 => None,
        status => panic!("{status}: {}", answer.text().await.unwrap_or_default()),
    }
}

/// The id of a form, by which a second press is known.
pub fn id_of(fields: &[(String, String)]) -> String {
    fields.iter().find(|(name, _)| name == "envoi").unwrap().1.clone()
}

/// What the database holds: how often each form is there, and the message of each key.
pub struct Held {
    pub forms: HashMap<String, i64>,
    messages: HashMap<String, i64>,
}

impl Held {
    /// Reads it; an SQLite file must be sound.
    pub async fn read(database: &str) -> Self {
        let forms = "select submission_id, count(*) from referral group by submission_id";
        let messages = "select key, count(*) from message group by key";
        let (forms, messages): (Vec<_>, Vec<_>) = if database.starts_with("postgres") {
            let mut db = sqlx::PgConnection::connect(database).await.unwrap();
            (
                sqlx::query_as(forms).fetch_all(&mut db).await.unwrap(),
                sqlx::query_as(messages).fetch_all(&mut db).await.unwrap(),
            )
        } else {
            let mut db = sqlx::SqliteConnection::connect(database).await.unwrap();
            let sound: String =
                sqlx::query_scalar("pragma integrity_check").fetch_one(&mut db).await.unwrap();
            assert_eq!(sound, "ok");
            let held = (
                sqlx::query_as(forms).fetch_all(&mut db).await.unwrap(),
                sqlx::query_as(messages).fetch_all(&mut db).await.unwrap(),
            );
            // The file is let go here, not some time later.
            db.close().await.unwrap();
            held
        };
        Self { forms: forms.into_iter().collect(), messages: messages.into_iter().collect() }
    }

    /// Every acknowledged request is there exactly once, with its letter and its receipt; none is there twice.
    pub fn assert_once<'a>(&self, acknowledged: impl IntoIterator<Item = &'a String>) {
        for form in acknowledged {
            assert_eq!(self.forms.get(form), Some(&1), "acknowledged, and not there once: {form}");
            let digest: String = Sha256::digest(form).iter().map(|byte| format!("{byte:02x}")).collect();
            for what in ["asked", "receipt"] {
                let key = format!("{what}-{digest}");
                assert_eq!(self.messages.get(&key), Some(&1), "the message {what} of {form}");
            }
        }
        assert!(self.forms.values().all(|times| *times == 1));
    }

    /// Every message lies once in the outbox of a folder, and nothing else does.
    pub fn assert_sent(&self, folder: &Path) {
        let mut sent = HashSet::new();
        for file in std::fs::read_dir(folder.join("outbox")).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            // The moment at which it was written, its key, and how it travels.
            let key = name.split_once('-').unwrap().1.rsplit_once('.').unwrap().0;
            assert!(self.messages.contains_key(key), "nobody wrote {name}");
            assert!(sent.insert(key.to_owned()), "sent twice: {name}");
        }
        let lost: Vec<_> = self.messages.keys().filter(|key| !sent.contains(*key)).collect();
        assert!(lost.is_empty(), "said to be sent, and nowhere: {lost:?}");
    }
}

/// Waits until every message has left; what a dead server had claimed is free after two minutes.
pub async fn all_sent(database: &str) {
    let unsent = "select count(*) from message where sent_at is null";
    let (mut least, mut since) = (i64::MAX, Instant::now());
    loop {
        let unsent: i64 = if database.starts_with("postgres") {
            let mut db = sqlx::PgConnection::connect(database).await.unwrap();
            sqlx::query_scalar(unsent).fetch_one(&mut db).await.unwrap()
        } else {
            let mut db = sqlx::SqliteConnection::connect(database).await.unwrap();
            sqlx::query_scalar(unsent).fetch_one(&mut db).await.unwrap()
        };
        if unsent == 0 {
            return;
        }
        if unsent < least {
            (least, since) = (unsent, Instant::now());
        }
        assert!(since.elapsed() < 2 * SOON, "{unsent} messages do not leave");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Changes what the database holds, where nobody is there to do it.
pub async fn execute(database: &str, sql: &'static str) {
    if database.starts_with("postgres") {
        let mut db = sqlx::PgConnection::connect(database).await.unwrap();
        sqlx::query(sql).execute(&mut db).await.unwrap();
    } else {
        let mut db = sqlx::SqliteConnection::connect(database).await.unwrap();
        sqlx::query(sql).execute(&mut db).await.unwrap();
        db.close().await.unwrap();
    }
}

/// The offers that the database publishes, and those that the index serves, by the id that both know.
pub async fn published_and_served(database: &str, url: &str) -> (HashSet<String>, HashSet<String>) {
    let sql = "select external_id from offer where status = 'published'";
    let published: Vec<String> = if database.starts_with("postgres") {
        let mut db = sqlx::PgConnection::connect(database).await.unwrap();
        sqlx::query_scalar(sql).fetch_all(&mut db).await.unwrap()
    } else {
        let mut db = sqlx::SqliteConnection::connect(database).await.unwrap();
        sqlx::query_scalar(sql).fetch_all(&mut db).await.unwrap()
    };
    let answer =
        super::server::client().get(format!("{url}/api/v1/services?size=1000")).send().await.unwrap();
    let answer: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(answer["pages"], 1, "{answer}");
    let served = answer["items"].as_array().unwrap().iter();
    (published.into_iter().collect(), served.map(|item| item["id"].as_str().unwrap().to_owned()).collect())
}
