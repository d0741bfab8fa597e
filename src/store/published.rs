//! What is published, by the ids that its producers gave it: many rows in one statement.

use std::collections::HashMap;

use sqlx::FromRow;
use sqlx::types::Json;

use super::{Db, Result, reading};
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;

/// Ids that one statement takes; fewer are filled up with none.
pub const BATCH: usize = 50;

/// An offer with who gives it.
#[derive(Debug, Clone, FromRow)]
pub struct PublishedOffer {
    /// What it says.
    pub offer: Json<Offer>,
    /// Who gives it.
    pub organisation: Json<Organisation>,
}

#[derive(FromRow)]
struct PublishedOrganisation {
    content: Json<Organisation>,
}

const OFFERS: &str = "
select o.content as offer, g.content as organisation
from offer o join organisation g on g.id = o.organisation_id
where o.status = 'published' and o.external_id in (
  $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
  $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48,
  $49, $50)";

const ORGANISATIONS: &str = "
select content from organisation
where status = 'published' and external_id in (
  $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
  $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48,
  $49, $50)";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[OFFERS, ORGANISATIONS];

/// The statement of a constant with `ids` bound to it.
macro_rules! with_ids {
    ($sql:expr, $ids:expr) => {{
        let filled = $ids.iter().copied().chain(std::iter::repeat("")).take(BATCH);
        filled.fold(sqlx::query_as($sql), |query, id| query.bind(id))
    }};
}

impl Db {
    /// The published offers among these ids, by id.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn published_offers(&self, ids: &[&str]) -> Result<HashMap<String, PublishedOffer>> {
        let mut found = HashMap::with_capacity(ids.len());
        for ids in ids.chunks(BATCH) {
            let rows: Vec<PublishedOffer> =
                reading!(self, pool => with_ids!(OFFERS, ids).fetch_all(pool).await?);
            found.extend(rows.into_iter().map(|row| (row.offer.id.clone(), row)));
        }
        Ok(found)
    }

    /// The published organisations among these ids, by id.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn published_organisations(&self, ids: &[&str]) -> Result<HashMap<String, Organisation>> {
        let mut found = HashMap::with_capacity(ids.len());
        for ids in ids.chunks(BATCH) {
            let rows: Vec<PublishedOrganisation> =
                reading!(self, pool => with_ids!(ORGANISATIONS, ids).fetch_all(pool).await?);
            found.extend(rows.into_iter().map(|row| (row.content.0.id.clone(), row.content.0)));
        }
        Ok(found)
    }
}
