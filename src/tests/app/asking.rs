//! What stories do again and again: ask for an offer, read the letters, answer.

use crate::store::{Due, reading};
use sqlx::AssertSqlSafe;

use super::{Page, TestApp};

/// An offer that one can ask for here.
pub const OFFER: &str = "coworking-lens";
/// Where its requests go.
pub const EMAIL: &str = "coop-connexion@example.org";
/// Who asks, as E.164.
pub const MOBILE: &str = "+33639980012";

/// A message in the outbox.
#[derive(Debug)]
pub struct Message {
    pub channel: String,
    pub subject: String,
    pub body: String,
}

impl Message {
    /// The path of the link in it.
    pub fn path(&self) -> String {
        let (_, after) = self.body.split_once(super::ORIGIN).expect("a link of ours");
        after.split_whitespace().next().unwrap().to_owned()
    }
}

/// A request that was sent.
pub struct Asked {
    /// The id of its form.
    pub form: String,
    /// Its code.
    pub code: String,
    /// The person's page, `/suivi/…`.
    pub person: String,
    /// The structure's page, `/reponse/…`.
    pub structure: String,
}

/// What a structure answers.
pub type Outcome<'a> = &'a [(&'a str, &'a str)];

impl TestApp {
    /// What the form of a request holds, with what is added or changed.
    pub fn filled<'a>(form: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let mut fields = vec![
            ("envoi", form),
            ("site_web", ""),
            ("prenom", "Zoé"),
            ("mobile", "06 39 98 00 12"),
            ("accord", "oui"),
        ];
        fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
        fields.extend_from_slice(more);
        fields
    }

    /// Opens the form of an offer, and gives its id.
    pub async fn form_of(&self, slug: &str) -> String {
        let page = self.get(&format!("/offres/{slug}/demande")).await;
        assert_eq!(page.status, 200, "{}", page.text());
        page.form_id()
    }

    /// Asks for the offer, from the form to both links.
    pub async fn ask(&self, more: &[(&str, &str)]) -> Asked {
        let form = self.form_of(OFFER).await;
        let sent = self.post(&format!("/offres/{OFFER}/demande"), &Self::filled(&form, more)).await;
        let person = sent.location().strip_suffix("?envoyee=1").unwrap().to_owned();
        let code = self.get(&person).await.code();
        let structure = self.letters(EMAIL).await.pop().expect("a letter to the structure").path();
        Asked { form, code, person, structure }
    }

    /// Opens the request as the structure: the button on its envelope.
    pub async fn read(&self, asked: &Asked) -> Page {
        let opened = self.post(&asked.structure, &[("geste", "lire")]).await;
        self.get(opened.location()).await
    }

    /// Answers as the structure.
    pub async fn reply(&self, asked: &Asked, answer: Outcome<'_>) -> Page {
        let fields = [&[("geste", "repondre")], answer].concat();
        self.post(&asked.structure, &fields).await
    }

    /// The messages that wait for a recipient, the oldest first.
    pub async fn letters(&self, to: &str) -> Vec<Message> {
        let unsent = self.db.unsent().await.unwrap();
        let letters = unsent.into_iter().filter(|letter| letter.recipient == to);
        letters.map(|Due { channel, subject, body, .. }| Message { channel, subject, body }).collect()
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> i64 {
        let sql = AssertSqlSafe(format!("select count(*) from {table}"));
        reading!(&self.db, pool => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap())
    }

    /// How many rows each table has that a person can write to.
    pub async fn written(&self) -> Vec<i64> {
        let mut counts = Vec::new();
        for table in ["referral", "referral_event", "referral_link", "message"] {
            counts.push(self.count(table).await);
        }
        counts
    }
}

impl Page {
    /// The code that the page shows.
    pub fn code(&self) -> String {
        let shown = |element: &super::page::Element| element.get("class") == Some("code");
        let code = self.elements().into_iter().find(shown).expect("a code").text;
        assert!(crate::domain::id::Code::parse(&code).is_ok(), "{code}");
        code
    }
}
