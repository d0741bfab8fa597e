//! Numbers whose requests a structure takes no more, or nobody. Of a number only digests are kept, and its last digits.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::seal::BLOCKED_LAST_FOUR;
use super::{Db, Result, digest, reading, writing};

/// Numbers on a page.
pub const BLOCKED_PAGE: i64 = 50;

/// A number that a structure has blocked.
#[derive(Debug, Clone, FromRow)]
pub struct BlockedNumber {
    /// Its key.
    pub id: Uuid,
    /// Its four last digits.
    pub last_four: String,
    /// Since when.
    pub at: OffsetDateTime,
    /// Until when.
    pub until: OffsetDateTime,
}

pub(super) const BLOCK: &str = "
insert into blocked_number (id, organisation_id, number_digest, last_four, blocked_by, at, until, digest_sealed)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (number_digest) do update set until = excluded.until, at = excluded.at, blocked_by = excluded.blocked_by";

const UNBLOCK: &str = "delete from blocked_number where id = $1 and organisation_id = $2 returning last_four";

const OF_ORGANISATION: &str = "
select id, last_four, at, until from blocked_number
where organisation_id = $1 and until > $2 order by at desc, id desc limit $3 offset $4";

const UNTIL: &str = "select until from blocked_number where number_digest in ($1, $2) and until > $3";

pub(super) const IS_BLOCKED: &str =
    "select count(*) from blocked_number where number_digest in ($1, $2, $3, $4) and until > $5";

const FORGET: &str = "delete from blocked_number where until <= $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[BLOCK, UNBLOCK, OF_ORGANISATION, UNTIL, IS_BLOCKED, FORGET];

/// The digest by which the number `mobile` is known to a structure; to the platform where there is none. What stands in the
/// database is a keyed hash of it, and the digest itself sealed.
pub(super) fn number_digest(organisation: Option<Uuid>, mobile: &str) -> String {
    let whose = organisation.map_or_else(|| "platform".to_owned(), |id| id.to_string());
    digest(format!("{whose}:{mobile}"))
}

/// The four last digits of a number.
pub(super) fn last_four(mobile: &str) -> String {
    mobile.get(mobile.len().saturating_sub(4)..).unwrap_or_default().to_owned()
}

/// Whether a structure, or the platform, takes no requests of a number: inside a transaction of either engine.
macro_rules! is_blocked {
    ($db:expr, $tx:ident, $organisation:expr, $mobile:expr, $now:expr) => {{
        let (digest, seals) = ($crate::store::blocked_number::number_digest, $db.seals());
        let [theirs, theirs_before] = seals.hashes(&digest(Some($organisation), $mobile))?;
        let [ours, ours_before] = seals.hashes(&digest(None, $mobile))?;
        let blocked: i64 = sqlx::query_scalar($crate::store::blocked_number::IS_BLOCKED)
            .bind(theirs)
            .bind(theirs_before)
            .bind(ours)
            .bind(ours_before)
            .bind($now)
            .fetch_one(&mut *$tx)
            .await?;
        blocked > 0
    }};
}
pub(super) use is_blocked;

/// Blocks a number for a structure (nothing: for all) until a moment, inside a transaction of either engine.
macro_rules! block_number {
    ($db:expr, $tx:ident, $organisation:expr, $mobile:expr, $by:expr, $until:expr, $now:expr) => {
        let (id, seals) = ($crate::store::new_id($now), $db.seals());
        let digest = $crate::store::blocked_number::number_digest($organisation, $mobile);
        let last_four = $crate::store::blocked_number::last_four($mobile);
        sqlx::query($crate::store::blocked_number::BLOCK)
            .bind(id)
            .bind($organisation)
            .bind(seals.hash(&digest)?)
            .bind(seals.seal($crate::store::seal::BLOCKED_LAST_FOUR, id, &last_four)?)
            .bind($by)
            .bind($now)
            .bind($until)
            .bind(seals.seal($crate::store::seal::BLOCKED_DIGEST, id, &digest)?)
            .execute(&mut *$tx)
            .await?;
    };
}
pub(super) use block_number;

impl Db {
    /// Blocks a number for a structure until a moment; again, until the new one.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn block_number(
        &self,
        mobile: &str,
        until: OffsetDateTime,
        audit: &NewAudit,
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            block_number!(self, tx, Some(audit.organisation), mobile, audit.account, until, now);
            write_audit!(tx, &[audit], now);
        });
        Ok(())
    }

    /// Lets a number in again; answers whether it was blocked by that structure. The subject of `audit` is its last digits.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn unblock_number(&self, id: Uuid, audit: NewAudit, now: OffsetDateTime) -> Result<bool> {
        Ok(writing!(self, tx => {
            let last_four: Option<String> = sqlx::query_scalar(UNBLOCK).bind(id).bind(audit.organisation)
                .fetch_optional(&mut *tx).await?;
            if let Some(sealed) = &last_four {
                let subject = self.seals().open(BLOCKED_LAST_FOUR, id, sealed)?;
                let line = NewAudit { subject, ..audit };
                write_audit!(tx, &[line], now);
            }
            last_four.is_some()
        }))
    }

    /// A page of the numbers that a structure has blocked, the last first; one more tells that there is another page.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn blocked_numbers(
        &self,
        organisation: Uuid,
        page: u32,
        now: OffsetDateTime,
    ) -> Result<Vec<BlockedNumber>> {
        let mut found: Vec<BlockedNumber> = reading!(self, pool => {
            sqlx::query_as(OF_ORGANISATION).bind(organisation).bind(now).bind(BLOCKED_PAGE + 1)
                .bind(i64::from(page) * BLOCKED_PAGE).fetch_all(pool).await?
        });
        for one in &mut found {
            self.seals().open_in(BLOCKED_LAST_FOUR, one.id, &mut one.last_four)?;
        }
        Ok(found)
    }

    /// Until when a structure has blocked a number, if it has.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn blocked_until(
        &self,
        organisation: Uuid,
        mobile: &str,
        now: OffsetDateTime,
    ) -> Result<Option<OffsetDateTime>> {
        let [hash, before] = self.seals().hashes(&number_digest(Some(organisation), mobile))?;
        Ok(reading!(self, pool => {
            sqlx::query_scalar(UNTIL).bind(&hash).bind(&before).bind(now).fetch_optional(pool).await?
        }))
    }

    /// Erases what is over; answers how many.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_blocked_numbers(&self, now: OffsetDateTime) -> Result<u64> {
        Ok(writing!(self, tx => sqlx::query(FORGET).bind(now).execute(&mut *tx).await?.rows_affected()))
    }
}
