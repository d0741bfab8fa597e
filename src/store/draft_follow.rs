//! Drafts whose offer was written by something else than their form: an import, or the taking back of one. Their words
//! are filled in anew, unless somebody has typed what people don't see yet: hers come first.

use sqlx::FromRow;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Db, Reason, Result, draft_version, reading, writing};
use crate::domain::form::Typed;
use crate::domain::offer::Offer;

/// Drafts of one round.
const ROUND: i64 = 100;

/// A draft that says less than its offer.
#[derive(Debug, Clone, FromRow)]
pub struct DraftBehind {
    /// Its key.
    pub id: Uuid,
    edits: i64,
    /// What people see.
    pub offer: Json<Offer>,
    digest: String,
}

const BEHIND: &str = "
select draft.id, draft.edits, offer.content as offer, offer.digest
from draft join offer on offer.id = draft.offer_id
where draft.edits = draft.shown and draft.offer_digest <> offer.digest order by draft.id limit $1";

const FOLLOW: &str = "
update draft set typed = $3, title = $4, kind = $5, edits = edits + 1, shown = edits + 1, offer_digest = $6,
  author = 'Import', changed_at = $7
where id = $1 and edits = $2";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[BEHIND, FOLLOW];

impl Db {
    /// Drafts that say less than their offers; some of them at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn drafts_behind(&self) -> Result<Vec<DraftBehind>> {
        Ok(reading!(self, pool => sqlx::query_as(BEHIND).bind(ROUND).fetch_all(pool).await?))
    }

    /// Gives a draft the words of its offer, unless somebody has typed meanwhile.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn follow_offer(&self, draft: &DraftBehind, words: &Typed, now: OffsetDateTime) -> Result<()> {
        let title: String = draft.offer.name.chars().take(200).collect();
        writing!(self, tx => {
            let followed = sqlx::query(FOLLOW).bind(draft.id).bind(draft.edits).bind(Json(words)).bind(title)
                .bind(draft.offer.kind.code()).bind(&draft.digest).bind(now).execute(&mut *tx).await?.rows_affected();
            if followed > 0 {
                sqlx::query(draft_version::ADD).bind(super::new_id(now)).bind(draft.id).bind(draft.edits + 1).bind(now).bind("Import")
                    .bind(Reason::Published.code()).bind(Json(words)).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }
}
