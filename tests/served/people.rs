//! People who ask, what they hold in their hands, and what the database holds.

use std::collections::{HashMap, HashSet};

use reqwest::{Client, RequestBuilder};
use sha2::{Digest, Sha256};
use sqlx::Connection;

/// What people ask for.
pub const OFFER: &str = "/offres/coworking-lens";

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
    let html = page.error_for_status().ok()?.text().await.ok()?;
    let mut fields = hidden(&html);
    assert!(fields.iter().any(|(name, _)| name == "envoi"), "{html}");
    let mobile = format!("06{person:08}");
    let typed = [("prenom", "Zoé"), ("mobile", mobile.as_str()), ("accord", "oui")];
    fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    Some(fields)
}

/// The form as it leaves.
pub fn post(http: &Client, url: &str, fields: &[(String, String)]) -> RequestBuilder {
    http.post(format!("{url}{OFFER}/demande")).header("origin", url).form(fields)
}

/// Sends a form; whether it was acknowledged.
pub async fn send(http: &Client, url: &str, fields: &[(String, String)]) -> bool {
    let Ok(answer) = post(http, url, fields).send().await else { return false };
    match answer.status().as_u16() {
        303 => {
            assert!(answer.headers()["location"].to_str().unwrap().ends_with("?envoyee=1"));
            true
        }
        // The database is gone: it says so, and nothing was acknowledged.
        500..=599 => false,
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
