//! Addresses that are read again by themselves.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::organisation::StoredOrganisation;
use super::{Db, Result, new_id, organisation, reading, writing};

/// An address of a structure.
#[derive(Debug, Clone, FromRow)]
pub struct ImportFeed {
    /// Its key.
    pub id: Uuid,
    /// Whose it is.
    pub organisation_id: Uuid,
    /// The address.
    pub address: String,
    /// Hours between two readings.
    pub every_hours: i64,
    /// When it is read next.
    pub next_at: OffsetDateTime,
    /// Readings that failed since the last that did not.
    pub failures: i64,
    /// Why the last reading failed.
    pub told: Option<String>,
    /// Who added it.
    pub made_by: Option<Uuid>,
}

const OF_ORGANISATION: &str = "
select id, organisation_id, address, every_hours, next_at, failures, told, made_by from import_feed
where organisation_id = $1 order by created_at, id limit 50";

const DUE: &str = "
select id, organisation_id, address, every_hours, next_at, failures, told, made_by from import_feed
where next_at <= $1 order by next_at limit 1";

const ADD: &str = "
insert into import_feed (id, organisation_id, address, every_hours, next_at, made_by, created_at)
values ($1, $2, $3, $4, $5, $6, $5) on conflict (organisation_id, address) do nothing";

const REMOVE: &str = "delete from import_feed where organisation_id = $1 and id = $2 returning address";

const TOLD: &str = "update import_feed set next_at = $2, failures = $3, told = $4 where id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[OF_ORGANISATION, DUE, ADD, REMOVE, TOLD];

impl Db {
    /// The addresses of a structure.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn import_feeds(&self, organisation: Uuid) -> Result<Vec<ImportFeed>> {
        Ok(reading!(self, pool => sqlx::query_as(OF_ORGANISATION).bind(organisation).fetch_all(pool).await?))
    }

    /// The address that is to be read next, with whose it is.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn due_import_feed(
        &self,
        now: OffsetDateTime,
    ) -> Result<Option<(ImportFeed, StoredOrganisation)>> {
        let feed: Option<ImportFeed> =
            reading!(self, pool => sqlx::query_as(DUE).bind(now).fetch_optional(pool).await?);
        let Some(feed) = feed else { return Ok(None) };
        let id = feed.organisation_id;
        let organisation =
            reading!(self, pool => sqlx::query_as(organisation::BY_ID).bind(id).fetch_one(pool).await?);
        Ok(Some((feed, organisation)))
    }

    /// Adds an address, read at once and then every so many hours; a second time it is the same.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn add_import_feed(
        &self,
        address: &str,
        every_hours: i64,
        audit: &NewAudit,
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            let added = sqlx::query(ADD).bind(new_id(now)).bind(audit.organisation).bind(address).bind(every_hours)
                .bind(now).bind(audit.account).execute(&mut *tx).await?.rows_affected();
            if added > 0 {
                write_audit!(tx, [audit], now);
            }
        });
        Ok(())
    }

    /// Forgets an address of a structure; false where it has none of that key. The subject of the line is the address.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn remove_import_feed(&self, id: Uuid, audit: NewAudit, now: OffsetDateTime) -> Result<bool> {
        Ok(writing!(self, tx => {
            let address: Option<String> =
                sqlx::query_scalar(REMOVE).bind(audit.organisation).bind(id).fetch_optional(&mut *tx).await?;
            let removed = address.is_some();
            if let Some(subject) = address {
                write_audit!(tx, &[NewAudit { subject, ..audit.clone() }], now);
            }
            removed
        }))
    }

    /// Notes how a reading went, and when the next is.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn note_import_feed(
        &self,
        id: Uuid,
        next_at: OffsetDateTime,
        failures: i64,
        told: Option<&str>,
    ) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(TOLD).bind(id).bind(next_at).bind(failures).bind(told).execute(&mut *tx).await?;
        });
        Ok(())
    }
}
