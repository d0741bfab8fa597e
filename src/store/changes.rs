//! What has changed in the directory since a version of it.
//!
//! Every transaction that changes what people can find raises the one counter of `directory_version` and stamps the
//! rows that it writes with the new value. The counter's row stays locked until the commit, so on PostgreSQL too writers
//! pass one by one, and versions become visible in their order: who has read up to a version has missed none below it.

use sqlx::FromRow;

use super::offer::StoredOffer;
use super::organisation::StoredOrganisation;
use super::snapshot::within;
use super::{Db, Result};

/// Organisations and offers that are told one by one; where more have changed, everything is to be read again.
pub const CHANGES_MAX: usize = 20_000;

/// What is new since a version of the directory.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// The version that one has with them: what to ask since, the next time.
    pub version: i64,
    /// Organisations that were written or archived, each with whether people can find it.
    pub organisations: Vec<(StoredOrganisation, bool)>,
    /// Offers that were written or archived, and all offers of those organisations, archived ones too.
    pub offers: Vec<StoredOffer>,
}

#[derive(FromRow)]
struct ChangedOrganisation {
    #[sqlx(flatten)]
    organisation: StoredOrganisation,
    status: String,
}

const ORGANISATIONS: &str = "
select id, slug, content, status from organisation where version > $1 limit $2";

const OFFERS: &str = "
select id, organisation_id, slug, status, content, asks_closed_at, reservations from offer where version > $1
union all
select offer.id, offer.organisation_id, offer.slug, offer.status, offer.content, offer.asks_closed_at, offer.reservations
from organisation join offer on offer.organisation_id = organisation.id
where organisation.version > $1 and offer.version <= $1
limit $2";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[ORGANISATIONS, OFFERS];

impl Db {
    /// What has changed since the version `since`, as [`super::Snapshot::version`] or the last [`Changes::version`] gave it;
    /// nothing at all where everything has to be read again: too much has changed, or what no row tells (the communes),
    /// or the database is another one.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn changes(&self, since: i64) -> Result<Option<Changes>> {
        self.changes_up_to(since, CHANGES_MAX).await
    }

    /// The same, for at most `most` rows.
    pub(crate) async fn changes_up_to(&self, since: i64, most: usize) -> Result<Option<Changes>> {
        // Asked every second by every node: nearly always it ends here.
        if self.directory_version().await? == since {
            return Ok(Some(Changes { version: since, ..Changes::default() }));
        }
        let mut now = self.snapshot().await?;
        if since < now.whole || since > now.version {
            return Ok(None);
        }
        let limit = |left: usize| i64::try_from(left).unwrap_or(i64::MAX).saturating_add(1);
        let organisations: Vec<ChangedOrganisation> = within!(now, tx => {
            sqlx::query_as(ORGANISATIONS).bind(since).bind(limit(most)).fetch_all(tx).await?
        });
        let Some(left) = most.checked_sub(organisations.len()) else { return Ok(None) };
        let offers: Vec<StoredOffer> =
            within!(now, tx => sqlx::query_as(OFFERS).bind(since).bind(limit(left)).fetch_all(tx).await?);
        if offers.len() > left {
            return Ok(None);
        }
        let organisations =
            organisations.into_iter().map(|row| (row.organisation, row.status == "published"));
        let offers = offers.into_iter().map(StoredOffer::settled).collect();
        Ok(Some(Changes { version: now.version, organisations: organisations.collect(), offers }))
    }
}
