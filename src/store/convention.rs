//! Conventions, their parties and the offers under their axes.

use sqlx::FromRow;
use sqlx::types::Json;

use super::organisation::StoredOrganisation;
use super::{Db, Result, is_slug, reading, writing};
use crate::domain::convention::Convention;

/// A convention with its parties, and the slugs of the offers under each axis.
#[derive(Debug, Clone)]
pub struct StoredConvention {
    /// What was signed.
    pub convention: Convention,
    /// Who signed.
    pub parties: Vec<StoredOrganisation>,
    /// Offer slugs, by axis.
    pub offers: Vec<Vec<String>>,
}

#[derive(FromRow)]
struct AxisOffer {
    axis: i64,
    slug: String,
}

const BY_SLUG: &str = "select content from convention where slug = $1";

const ALL: &str = "select content from convention order by slug limit 100";

const PARTIES: &str = "
select organisation.id, organisation.slug, organisation.content from convention_party party
join organisation on organisation.id = party.organisation_id where party.convention = $1 order by party.position";

const OFFERS: &str = "
select link.axis, offer.slug from convention_offer link join offer on offer.id = link.offer_id
where link.convention = $1 and offer.status = 'published' order by link.axis, link.position";

const UPSERT: &str = "
insert into convention (slug, content) values ($1, $2) on conflict (slug) do update set content = excluded.content";

const CLEAR_PARTIES: &str = "delete from convention_party where convention = $1";

const CLEAR_OFFERS: &str = "delete from convention_offer where convention = $1";

const ADD_PARTY: &str = "
insert into convention_party (convention, position, organisation_id)
values ($1, $2, (select id from organisation where external_id = $3))";

const ADD_OFFER: &str = "
insert into convention_offer (convention, axis, position, offer_id)
values ($1, $2, $3, (select id from offer where external_id = $4))";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[BY_SLUG, ALL, PARTIES, OFFERS, UPSERT, CLEAR_PARTIES, CLEAR_OFFERS, ADD_PARTY, ADD_OFFER];

impl Db {
    /// The convention of a slug.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn convention(&self, slug: &str) -> Result<Option<StoredConvention>> {
        if !is_slug(slug) {
            return Ok(None);
        }
        let found: Option<Json<Convention>> =
            reading!(self, pool => sqlx::query_scalar(BY_SLUG).bind(slug).fetch_optional(pool).await?);
        let Some(Json(convention)) = found else { return Ok(None) };
        let parties = reading!(self, pool => sqlx::query_as(PARTIES).bind(slug).fetch_all(pool).await?);
        let rows: Vec<AxisOffer> =
            reading!(self, pool => sqlx::query_as(OFFERS).bind(slug).fetch_all(pool).await?);
        let mut offers = vec![Vec::new(); convention.axes.len()];
        for row in rows {
            if let Some(axis) = usize::try_from(row.axis).ok().and_then(|axis| offers.get_mut(axis)) {
                axis.push(row.slug);
            }
        }
        Ok(Some(StoredConvention { convention, parties, offers }))
    }

    /// All conventions, a hundred at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn conventions(&self) -> Result<Vec<Convention>> {
        let rows: Vec<Json<Convention>> =
            reading!(self, pool => sqlx::query_scalar(ALL).fetch_all(pool).await?);
        Ok(rows.into_iter().map(|row| row.0).collect())
    }

    /// Writes a convention, its parties and its offers by axis, each by its external id.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn put_convention(
        &self,
        convention: &Convention,
        parties: &[&str],
        offers: &[&[&str]],
    ) -> Result<()> {
        let slug = &convention.slug;
        writing!(self, tx => {
            sqlx::query(UPSERT).bind(slug).bind(Json(convention)).execute(&mut *tx).await?;
            sqlx::query(CLEAR_PARTIES).bind(slug).execute(&mut *tx).await?;
            sqlx::query(CLEAR_OFFERS).bind(slug).execute(&mut *tx).await?;
            for (position, party) in (0i64..).zip(parties) {
                sqlx::query(ADD_PARTY).bind(slug).bind(position).bind(*party).execute(&mut *tx).await?;
            }
            for (axis, offers) in (0i64..).zip(offers) {
                for (position, offer) in (0i64..).zip(*offers) {
                    sqlx::query(ADD_OFFER).bind(slug).bind(axis).bind(position).bind(*offer).execute(&mut *tx).await?;
                }
            }
        });
        Ok(())
    }
}
