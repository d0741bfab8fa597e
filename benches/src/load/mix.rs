//! What people and programs ask on a real day.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use premier_pas::domain::percent::encode;

use super::client::{Answer, Ask, Client, Failed};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Search,
    Sheet,
    Suggestions,
    Api,
    /// A form opened, filled and sent.
    Request,
}

impl Kind {
    /// Every kind, with its share of a hundred.
    pub const ALL: [(Self, u64); 5] =
        [(Self::Search, 60), (Self::Sheet, 25), (Self::Suggestions, 10), (Self::Api, 3), (Self::Request, 2)];

    /// The kind of the nth.
    fn of(n: u64) -> Self {
        // 61 and 100 have no common divisor: each hundred holds every kind by its share, well shaken.
        let mut at = n.wrapping_mul(61) % 100;
        for (kind, share) in Self::ALL {
            if at < share {
                return kind;
            }
            at -= share;
        }
        Self::Search
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Sheet => "sheet",
            Self::Suggestions => "suggestions",
            Self::Api => "API",
            Self::Request => "request: form and post",
        }
    }
}

/// The addresses, and what was acknowledged.
#[derive(Debug, Default)]
pub struct Mix {
    pub searches: Vec<String>,
    pub sheets: Vec<String>,
    pub suggestions: Vec<String>,
    pub api: Vec<String>,
    /// Addresses of forms.
    pub forms: Vec<String>,
    /// Nothing but this, where it is said.
    pub only: Option<Kind>,
    /// How many were asked.
    pub next: AtomicU64,
    /// The ids of forms whose answer said "sent".
    pub acknowledged: Mutex<Vec<String>>,
}

impl Mix {
    /// Does what is next; answers what it was, and the status of its end.
    pub async fn ask(&self, client: &Client) -> (Kind, Result<u16, Failed>) {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        let kind = self.only.unwrap_or_else(|| Kind::of(n));
        let from = match kind {
            Kind::Search => &self.searches,
            Kind::Sheet => &self.sheets,
            Kind::Suggestions => &self.suggestions,
            Kind::Api => &self.api,
            Kind::Request => &self.forms,
        };
        let path = from[shaken(n) % from.len()].clone();
        let answer = match kind {
            Kind::Request => self.request(client, path, n).await,
            _ => client.ask(&Ask { path, pressed: true, form: None }).await,
        };
        (kind, answer.map(|answer| answer.status))
    }

    async fn request(&self, client: &Client, path: String, person: u64) -> Result<Answer, Failed> {
        let page = client.ask(&Ask { path: path.clone(), pressed: false, form: None }).await?;
        if page.status != 200 {
            return Ok(page);
        }
        let html = String::from_utf8_lossy(&page.body);
        let mut fields = hidden(&html);
        let id = fields.iter().find(|(name, _)| name == "envoi").map(|(_, id)| id.clone());
        let typed =
            [("prenom", "Zoé"), ("mobile", &*format!("06{:08}", person % 100_000_000)), ("accord", "oui")];
        fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let answer = client.ask(&Ask { path, pressed: false, form: Some(pairs.join("&")) }).await?;
        if let (303, Some(id)) = (answer.status, id)
            && answer.location.contains("envoyee=1")
        {
            self.acknowledged.lock().unwrap_or_else(PoisonError::into_inner).push(id);
        }
        Ok(answer)
    }
}

/// A number that tells nothing of the one before it: what is dear to answer comes among the rest, as on a real day, and not in a
/// row. SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
fn shaken(n: u64) -> usize {
    let n = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (n ^ (n >> 31)) as usize
}

/// The hidden fields of a page.
fn hidden(html: &str) -> Vec<(String, String)> {
    let inputs = html.split("<input").skip(1).filter_map(|input| input.split('>').next());
    let value = |input: &str, name: &str| {
        Some(input.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.to_owned())
    };
    inputs
        .filter(|input| input.contains("type=\"hidden\""))
        .filter_map(|input| Some((value(input, " name")?, value(input, " value").unwrap_or_default())))
        .collect()
}
