//! Links that confirm an offer without an account: only the digest of their secret is kept.

use time::OffsetDateTime;
use uuid::Uuid;

use super::{Db, Result, digest, reading};
use crate::domain::id::Secret;

pub(super) const ADD: &str = "insert into draft_link (digest, draft_id, expires_at) values ($1, $2, $3)";

const FIND: &str = "select draft_id from draft_link where digest = $1 and expires_at > $2";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[ADD, FIND];

impl Db {
    /// The draft that a link confirms; nothing once its time is over.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn draft_of_link(&self, secret: &Secret, now: OffsetDateTime) -> Result<Option<Uuid>> {
        let digest = digest(secret.expose());
        Ok(
            reading!(self, pool => sqlx::query_scalar(FIND).bind(digest).bind(now).fetch_optional(pool).await?),
        )
    }
}
