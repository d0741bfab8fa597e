//! What the offers of a structure are now, for a file to be compared with.

use std::collections::{HashMap, HashSet};

use sqlx::FromRow;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Db, Result, reading};
use crate::domain::draft::state::State;
use crate::domain::offer::Offer;

/// Offers of one reading.
const PAGE: i64 = 500;

/// What an offer of a structure is now, by the id of its producer.
#[derive(Debug, Clone, FromRow)]
pub struct KnownOffer {
    /// Its id.
    pub external_id: String,
    /// `published` or `archived`.
    pub status: String,
    /// What it says.
    pub content: Json<Offer>,
    /// The digest of what it says.
    pub digest: String,
    /// The digest of what the last import said of it.
    imported_digest: Option<String>,
    /// The digest of what somebody said to be still true, without another word.
    confirmed_digest: Option<String>,
    /// The digest of the version that somebody refused.
    pub declined_digest: Option<String>,
    /// Where its draft stands, if somebody has taken it over here.
    draft_state: Option<String>,
    /// Whether somebody has typed what people don't see yet.
    pub unseen: bool,
}

impl KnownOffer {
    /// Whether people find it.
    pub fn is_published(&self) -> bool {
        self.status == "published"
    }

    /// Whether a person has said something of it here: other words, or that it rests.
    pub fn is_edited(&self) -> bool {
        let rests = match self.draft_state.as_deref().and_then(State::from_code) {
            Some(state) => state != State::Published,
            None => false,
        };
        let wrote = self.imported_digest.as_ref() != Some(&self.digest) && !self.is_confirmed();
        self.unseen || rests || wrote
    }

    /// Whether a person has said that it is still true since the last import, and nothing else.
    fn is_confirmed(&self) -> bool {
        self.confirmed_digest.as_ref() == Some(&self.digest)
    }

    /// Whether an import that says this (a digest) says what the last one said, and a person has confirmed that since.
    pub fn is_confirmation_of(&self, said: Option<&String>) -> bool {
        self.is_confirmed() && said.is_some() && said == self.imported_digest.as_ref()
    }
}

/// An offer of a structure, by its name alone.
#[derive(Debug, Clone, FromRow)]
pub struct KnownId {
    /// Its id.
    pub external_id: String,
    /// The address that it comes from.
    pub feed_id: Option<Uuid>,
    /// `published` or `archived`.
    pub status: String,
}

const KNOWN: &str = "
select offer.external_id, offer.status, offer.content, offer.digest, offer.imported_digest,
  offer.confirmed_digest, offer.declined_digest, draft.state as draft_state, coalesce(draft.edits > draft.shown, false) as unseen
from offer left join draft on draft.offer_id = offer.id
where offer.organisation_id = $1 and offer.external_id > $2 order by offer.external_id limit $3";

const IDS: &str = "
select external_id, feed_id, status from offer
where organisation_id = $1 and external_id > $2 order by external_id limit $3";

const OWNER: &str = "select organisation_id from offer where external_id = $1";
const ORGANISATION: &str = "select id from organisation where external_id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[KNOWN, IDS, OWNER, ORGANISATION];

impl Db {
    /// Tells what each offer of a structure is now, in the order of their ids; a page of them is in memory at a time.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn read_known_offers(
        &self,
        organisation: Uuid,
        mut each: impl FnMut(KnownOffer),
    ) -> Result<()> {
        let mut after = String::new();
        loop {
            let page: Vec<KnownOffer> = reading!(self, pool => {
                sqlx::query_as(KNOWN).bind(organisation).bind(&after).bind(PAGE).fetch_all(pool).await?
            });
            let Some(last) = page.last() else { return Ok(()) };
            after.clone_from(&last.external_id);
            page.into_iter().for_each(&mut each);
        }
    }

    /// What the offers of these ids are now.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn known_offers(
        &self,
        organisation: Uuid,
        ids: &HashSet<&str>,
    ) -> Result<HashMap<String, KnownOffer>> {
        let mut known = HashMap::new();
        self.read_known_offers(organisation, |offer| {
            if ids.contains(offer.external_id.as_str()) {
                known.insert(offer.external_id.clone(), offer);
            }
        })
        .await?;
        Ok(known)
    }

    /// The ids of all offers of a structure.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn known_ids(&self, organisation: Uuid) -> Result<Vec<KnownId>> {
        let mut known: Vec<KnownId> = Vec::new();
        loop {
            let after = known.last().map(|one| one.external_id.clone()).unwrap_or_default();
            let page: Vec<KnownId> = reading!(self, pool => {
                sqlx::query_as(IDS).bind(organisation).bind(after).bind(PAGE).fetch_all(pool).await?
            });
            if page.is_empty() {
                return Ok(known);
            }
            known.extend(page);
        }
    }

    /// Which of these ids are those of another structure's offers.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn owned_elsewhere<'a>(&self, organisation: Uuid, ids: &[&'a str]) -> Result<Vec<&'a str>> {
        let mut elsewhere = Vec::new();
        for id in ids {
            let owner: Option<Uuid> =
                reading!(self, pool => sqlx::query_scalar(OWNER).bind(*id).fetch_optional(pool).await?);
            if owner.is_some_and(|owner| owner != organisation) {
                elsewhere.push(*id);
            }
        }
        Ok(elsewhere)
    }

    /// Whether an id of a producer is a structure's of this directory.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn organisation_of_id(&self, id: &str) -> Result<Option<Uuid>> {
        Ok(reading!(self, pool => sqlx::query_scalar(ORGANISATION).bind(id).fetch_optional(pool).await?))
    }
}
