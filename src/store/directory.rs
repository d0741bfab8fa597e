//! The directory as a whole: writing many rows at once, each stamped with the version that changed it.

use sqlx::types::Json;
use time::OffsetDateTime;

use super::offer::{self, StoredOffer};
use super::organisation::{self, StoredOrganisation};
use super::{Db, Result, digest, log_progress, new_id, reading, writing};
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::plain::plain;

/// An organisation or an offer to write, and the slug that it gets if it is new.
#[derive(Debug, Clone, Copy)]
pub enum Change<'a> {
    /// An organisation.
    Organisation(&'a Organisation, &'a str),
    /// An offer; its organisation must be there.
    Offer(&'a Offer, &'a str),
}

/// What a batch did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Upserted {
    /// Rows that were new or different.
    pub changed: u64,
    /// Rows that were the same.
    pub unchanged: u64,
}

pub(super) const ORGANISATION_ID: &str = "select id from organisation where external_id = $1";

/// Raised first in every transaction that stamps rows: see [`super::changes`].
pub(super) const RAISE: &str = "update directory_version set version = version + 1 returning version";
const VERSION: &str = "select version from directory_version";
pub(super) const COUNT_OFFERS: &str = "select count(*) from offer";

const PUBLISHED_IDS_OFFERS: &str =
    "select external_id from offer where source = $1 and status = 'published' order by external_id";
const PUBLISHED_IDS_ORGANISATIONS: &str =
    "select external_id from organisation where source = $1 and status = 'published' order by external_id";
const ARCHIVE_OFFER: &str = "
update offer set status = 'archived', changed_at = $2, version = $3 where external_id = $1 and status = 'published'
  and imported_digest = digest";
const ARCHIVE_ORGANISATION: &str = "
update organisation set status = 'archived', changed_at = $2, version = $3
where external_id = $1 and status = 'published' and imported_digest = digest";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[
    ORGANISATION_ID,
    RAISE,
    VERSION,
    COUNT_OFFERS,
    PUBLISHED_IDS_OFFERS,
    PUBLISHED_IDS_ORGANISATIONS,
    ARCHIVE_OFFER,
    ARCHIVE_ORGANISATION,
    organisation::UPSERT,
    organisation::BY_SLUG,
    organisation::BY_ID,
    organisation::PUBLISHED_BY_ID,
    organisation::ALL,
    offer::UPSERT,
    offer::IMPORT,
    offer::BY_SLUG,
    offer::BY_ID,
    offer::OWN,
    offer::OF_ORGANISATION,
    offer::ALL,
];

pub(super) fn content_digest(content: &impl serde::Serialize) -> String {
    // These types hold only strings, numbers and lists: they always serialise.
    digest(serde_json::to_vec(content).unwrap_or_default())
}

impl Db {
    /// Writes a batch in one transaction; rows that say the same as before are left alone, and so are offers that a
    /// person has edited here.
    ///
    /// # Errors
    /// Where the database fails, or an offer's organisation is not there; then nothing of the batch is written.
    pub async fn upsert(&self, batch: &[Change<'_>], now: OffsetDateTime) -> Result<Upserted> {
        let mut done = Upserted::default();
        if batch.is_empty() {
            return Ok(done);
        }
        writing!(self, tx => {
            let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
            for change in batch {
                let rows = match change {
                    Change::Organisation(content, slug) => {
                        sqlx::query(organisation::UPSERT).bind(new_id(now)).bind(&content.source).bind(&content.id)
                            .bind(*slug).bind(Json(content)).bind(content_digest(content)).bind(now).bind(version)
                            .bind(plain(&content.name)).bind(&content.siret).execute(&mut *tx).await?.rows_affected()
                    }
                    Change::Offer(content, slug) => {
                        let organisation: uuid::Uuid = sqlx::query_scalar(ORGANISATION_ID)
                            .bind(&content.structure_id).fetch_one(&mut *tx).await?;
                        sqlx::query(offer::IMPORT).bind(new_id(now)).bind(&content.source).bind(&content.id)
                            .bind(organisation).bind(*slug).bind(Json(content)).bind(content_digest(content)).bind(now)
                            .bind(version).execute(&mut *tx).await?.rows_affected()
                    }
                };
                if rows > 0 { done.changed += 1 } else { done.unchanged += 1 }
            }
            if done.changed == 0 {
                // No node is to read again for nothing.
                tx.rollback().await?;
                return Ok(done);
            }
        });
        Ok(done)
    }

    /// Archives what `source` had published and is not among `kept`; answers how many organisations and offers.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn archive_others(
        &self,
        source: &str,
        kept: &dyn Fn(&str) -> bool,
        now: OffsetDateTime,
    ) -> Result<u64> {
        let mut archived = 0;
        for (ids, archive) in
            [(PUBLISHED_IDS_OFFERS, ARCHIVE_OFFER), (PUBLISHED_IDS_ORGANISATIONS, ARCHIVE_ORGANISATION)]
        {
            let ids: Vec<String> =
                reading!(self, pool => sqlx::query_scalar(ids).bind(source).fetch_all(pool).await?);
            let gone: Vec<String> = ids.into_iter().filter(|id| !kept(id)).collect();
            for batch in gone.chunks(500) {
                let mut rows = 0;
                writing!(self, tx => {
                    let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
                    for id in batch {
                        rows += sqlx::query(archive).bind(id).bind(now).bind(version)
                            .execute(&mut *tx).await?.rows_affected();
                    }
                });
                archived += rows;
            }
        }
        Ok(archived)
    }

    /// The number that rises with each change of what people can find.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn directory_version(&self) -> Result<i64> {
        Ok(reading!(self, pool => sqlx::query_scalar(VERSION).fetch_one(pool).await?))
    }

    /// Whether no offer was ever written: a directory at its first start.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn is_empty(&self) -> Result<bool> {
        let offers: i64 = reading!(self, pool => sqlx::query_scalar(COUNT_OFFERS).fetch_one(pool).await?);
        Ok(offers == 0)
    }

    /// Hands every published organisation to `each`, row by row, as [`super::Snapshot::read_organisations`] does.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn read_organisations(&self, each: impl FnMut(StoredOrganisation)) -> Result<()> {
        self.snapshot().await?.read_organisations(each).await
    }

    /// Hands every published offer to `each`, row by row, as [`super::Snapshot::read_offers`] does; the log is
    /// told how far it is.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn read_offers(&self, each: impl FnMut(StoredOffer)) -> Result<()> {
        self.snapshot().await?.read_offers(each, log_progress()).await
    }
}
