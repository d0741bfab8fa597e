//! A partner who shows and hides her offers while the server falls.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::Client;
use sqlx::Connection;
use uuid::Uuid;

use super::people::published_and_served;
use super::server::{client, until};

/// Nobody asks for what it offers.
const STRUCTURE: &str = "bouger-en-gohelle";

/// What one does with an offer.
const HIDE: &str = "pause";
const SHOW: &str = "reprendre";

/// Somebody who is signed in, with the offers that she hides and shows.
pub struct Publisher {
    cookie: String,
    /// The drafts, by the id that database and index know.
    drafts: HashMap<String, Uuid>,
    /// Whether each offer is shown, as she was told; none where no answer came.
    told: Mutex<HashMap<String, Option<bool>>>,
}

impl Publisher {
    /// Signs in by the letter that lies in the folder, and hides what she has.
    pub async fn sign_in(folder: &Path, database: &str, url: &str) -> Self {
        let http = client();
        let link = link_for(&http, &format!("{STRUCTURE}@example.org"), folder, url).await;
        let nothing: [(&str, &str); 0] = [];
        let entered =
            http.post(format!("{url}{link}")).header("origin", url).form(&nothing).send().await.unwrap();
        let cookie = entered.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut publisher = Self { cookie, drafts: HashMap::new(), told: Mutex::default() };

        let offers = "select o.external_id, o.id from offer o join organisation g on g.id = o.organisation_id
                      where g.slug = 'bouger-en-gohelle'";
        for (_, offer) in rows(database, offers).await {
            assert!(publisher.act(&http, url, &format!("venue-{offer}"), HIDE).await, "it rests");
        }
        let drafts = "select o.external_id, d.id from draft d join offer o on o.id = d.offer_id";
        publisher.drafts = rows(database, drafts).await.into_iter().collect();
        assert!(publisher.drafts.len() > 1);
        publisher.told = Mutex::new(publisher.drafts.keys().map(|id| (id.clone(), Some(false))).collect());
        publisher
    }

    /// Does something to an offer; whether it was acknowledged.
    async fn act(&self, http: &Client, url: &str, offer: &str, act: &str) -> bool {
        let fields = [(format!("choix-{offer}"), "oui"), ("geste".to_owned(), act)];
        let post = http.post(format!("{url}/espace/{STRUCTURE}/offres")).header("origin", url);
        let Ok(answer) = post.header("cookie", &self.cookie).form(&fields).send().await else { return false };
        match answer.status().as_u16() {
            303 => {
                assert!(answer.headers()["location"].to_str().unwrap().ends_with("fait=fait"));
                true
            }
            500..=599 => false,
            status => panic!("{status}: {}", answer.text().await.unwrap_or_default()),
        }
    }

    /// Shows one of her offers, or hides it; answers its id once it is done.
    pub async fn show(&self, http: &Client, url: &str, shown: bool) -> &str {
        let (id, draft) = self.drafts.iter().min().unwrap();
        let act = if shown { SHOW } else { HIDE };
        assert!(self.act(http, url, &draft.to_string(), act).await, "{act}");
        id
    }

    /// Whether her session opens her desk.
    pub async fn is_let_in(&self, http: &Client, url: &str) -> bool {
        let desk = http.get(format!("{url}/espace/{STRUCTURE}")).header("cookie", &self.cookie);
        match desk.send().await.unwrap().status().as_u16() {
            200 => true,
            303 => false,
            status => panic!("{status}"),
        }
    }

    /// Ends her session.
    pub async fn leave(&self, http: &Client, url: &str) {
        let nothing: [(&str, &str); 0] = [];
        let leave = http.post(format!("{url}/deconnexion")).header("origin", url).form(&nothing);
        assert_eq!(leave.header("cookie", &self.cookie).send().await.unwrap().status(), 303);
    }

    /// Hides and shows, one offer after the other, until the stop.
    pub async fn publish(&self, url: &str, stop: &AtomicBool) -> usize {
        let (http, mut acknowledged) = (client(), 0);
        while !stop.load(Ordering::SeqCst) {
            for (id, draft) in &self.drafts {
                // What she was not told about is looked up once the server is there again.
                let Some(shown) = self.told.lock().unwrap()[id] else { continue };
                let act = if shown { HIDE } else { SHOW };
                let done = self.act(&http, url, &draft.to_string(), act).await;
                self.told.lock().unwrap().insert(id.clone(), done.then_some(!shown));
                acknowledged += usize::from(done);
                if stop.load(Ordering::SeqCst) {
                    break;
                }
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        acknowledged
    }

    /// What she was told stands in the database, and the index serves exactly that.
    pub async fn check(&self, database: &str, url: &str) {
        let (published, served) = published_and_served(database, url).await;
        for (id, told) in self.told.lock().unwrap().iter_mut() {
            let stands = published.contains(id);
            assert!(told.is_none_or(|told| told == stands), "she was told that {id} is shown: {told:?}");
            *told = Some(stands);
        }
        assert_eq!(served, published, "the index and the database");
    }
}

/// Asks for the letter that lets in, and takes the link from it.
pub async fn link_for(http: &Client, email: &str, folder: &Path, url: &str) -> String {
    let asked = [("email", email), ("suite", "")];
    let sent = http.post(format!("{url}/connexion")).header("origin", url).form(&asked).send().await.unwrap();
    assert_eq!(sent.status(), 303);
    until(async || link(folder).is_some()).await;
    link(folder).unwrap()
}

/// The link of the first letter that lets in.
fn link(folder: &Path) -> Option<String> {
    let letters = std::fs::read_dir(folder.join("outbox")).ok()?;
    let letters = letters.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
    let words =
        letters.map(|letter| letter.replace("=\r\n", "")).find(|letter| letter.contains("/connexion/"))?;
    let secret = words.split_once("/connexion/")?.1;
    Some(format!("/connexion/{}", secret.split(|c: char| !c.is_ascii_alphanumeric()).next()?))
}

async fn rows(database: &str, sql: &'static str) -> Vec<(String, Uuid)> {
    if database.starts_with("postgres") {
        let mut db = sqlx::PgConnection::connect(database).await.unwrap();
        sqlx::query_as(sql).fetch_all(&mut db).await.unwrap()
    } else {
        let mut db = sqlx::SqliteConnection::connect(database).await.unwrap();
        sqlx::query_as(sql).fetch_all(&mut db).await.unwrap()
    }
}
