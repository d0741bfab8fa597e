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
    /// When it last answered with a file.
    pub read_at: Option<OffsetDateTime>,
    /// What was in that file, in words.
    pub summary: Option<String>,
}

const OF_ORGANISATION: &str = "
select id, organisation_id, address, every_hours, next_at, failures, told, made_by, read_at, summary from import_feed
where organisation_id = $1 order by created_at, id limit 50";

/// What a structure publishes is read once the platform has let it in.
const DUE: &str = "
select feed.id, feed.organisation_id, feed.address, feed.every_hours, feed.next_at, feed.failures, feed.told,
  feed.made_by, feed.read_at, feed.summary
from import_feed feed join organisation on organisation.id = feed.organisation_id
where feed.next_at <= $1 and organisation.review = 'none' order by feed.next_at limit 1";

const ADD: &str = "
insert into import_feed (id, organisation_id, address, every_hours, next_at, made_by, created_at)
values ($1, $2, $3, $4, $5, $6, $5) on conflict (organisation_id, address) do nothing";

const REMOVE: &str = "delete from import_feed where organisation_id = $1 and id = $2 returning address";

const TOLD: &str = "update import_feed set next_at = $2, failures = $3, told = $4 where id = $1";

const READ: &str = "
update import_feed set next_at = $2, failures = 0, told = null, read_at = $3, summary = $4 where id = $1";

const CLAIM: &str = "update import_feed set next_at = $3, failures = $4 where id = $1 and next_at = $2";

const SOON: &str = "update import_feed set next_at = $3 where organisation_id = $1 and id = $2";

const DROP_READY: &str = "
update import set state = 'dropped', rows_digest = null where feed_id = $1 and state = 'ready'";

const LAST_OF_FEED: &str = "
select rows_digest from import where feed_id = $1 and rows_digest is not null order by created_at desc, id desc limit 1";

const WROTE_BEFORE: &str = "
select 1 from import where feed_id = $1 and state in ('writing', 'done', 'undoing', 'undone') limit 1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[OF_ORGANISATION, DUE, ADD, REMOVE, TOLD, READ, CLAIM, SOON, DROP_READY, LAST_OF_FEED, WROTE_BEFORE];

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

    /// Takes an address to read it, and puts it off until `next_at`; false where another process was faster.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn claim_import_feed(&self, feed: &ImportFeed, next_at: OffsetDateTime) -> Result<bool> {
        Ok(writing!(self, tx => {
            sqlx::query(CLAIM).bind(feed.id).bind(feed.next_at).bind(next_at).bind(feed.failures + 1)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Notes what an address answered, and when it is read next.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn import_feed_was_read(
        &self,
        id: Uuid,
        summary: &str,
        next_at: OffsetDateTime,
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(READ).bind(id).bind(next_at).bind(now).bind(summary).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Has an address of a structure read now; false where it has none of that key.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn read_import_feed_now(
        &self,
        organisation: Uuid,
        id: Uuid,
        now: OffsetDateTime,
    ) -> Result<bool> {
        Ok(writing!(self, tx => {
            sqlx::query(SOON).bind(organisation).bind(id).bind(now).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Lets go of what an address brought and nobody looked at: it says something else now.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn drop_ready_of_feed(&self, feed: Uuid) -> Result<()> {
        writing!(self, tx => sqlx::query(DROP_READY).bind(feed).execute(&mut *tx).await?.rows_affected());
        Ok(())
    }

    /// The digest of what an address brought last for somebody to look at, and whether anything that it brought was ever written.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn last_of_feed(&self, feed: Uuid) -> Result<(Option<String>, bool)> {
        let (last, before): (Option<Option<String>>, Option<i32>) = reading!(self, pool => (
            sqlx::query_scalar(LAST_OF_FEED).bind(feed).fetch_optional(pool).await?,
            sqlx::query_scalar(WROTE_BEFORE).bind(feed).fetch_optional(pool).await?,
        ));
        Ok((last.flatten(), before.is_some()))
    }
}
