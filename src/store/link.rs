//! Links that open a request: only the digest of their secret is kept.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Db, Result, digest, reading, writing};
use crate::domain::id::Secret;

/// Whose link it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The person who asked.
    Person,
    /// The structure that answers.
    Structure,
}

impl Audience {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Structure => "structure",
        }
    }
}

/// A link to write with what it opens.
#[derive(Debug, Clone)]
pub struct NewLink<'a> {
    /// Its secret; the database gets the digest.
    pub secret: &'a Secret,
    /// Whose it is.
    pub audience: Audience,
    /// When it ends, if it does.
    pub expires_at: Option<OffsetDateTime>,
    /// Whether it goes by SMS alone to the phone of the request: who holds it holds the phone.
    pub proves_phone: bool,
}

impl<'a> NewLink<'a> {
    /// A link of the person, without end, that proves nothing of her phone.
    pub fn person(secret: &'a Secret) -> Self {
        Self { secret, audience: Audience::Person, expires_at: None, proves_phone: false }
    }

    /// A link of the structure.
    pub fn structure(secret: &'a Secret, expires_at: Option<OffsetDateTime>) -> Self {
        Self { secret, audience: Audience::Structure, expires_at, proves_phone: false }
    }
}

#[derive(FromRow)]
pub(super) struct LinkRow {
    pub referral_id: Uuid,
    pub expires_at: Option<OffsetDateTime>,
}

pub(super) const ADD: &str = "
insert into referral_link (digest, referral_id, audience, expires_at, proves_phone) values ($1, $2, $3, $4, $5)";

pub(super) const FIND: &str = "
select referral_id, expires_at from referral_link where digest = $1 and audience = $2";

const PROVES: &str = "select proves_phone from referral_link where digest = $1";

/// What a link proved of a number is worth nothing for another.
pub(super) const UNPROVE: &str = "update referral_link set proves_phone = false where referral_id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[ADD, FIND, PROVES, UNPROVE];

impl Db {
    /// The request that a secret opens, and whether the link has ended.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn follow_link(
        &self,
        secret: &Secret,
        audience: Audience,
        now: OffsetDateTime,
    ) -> Result<Option<(Uuid, bool)>> {
        let digest = digest(secret.expose());
        let row: Option<LinkRow> = reading!(self, pool => {
            sqlx::query_as(FIND).bind(&digest).bind(audience.code()).fetch_optional(pool).await?
        });
        Ok(row.map(|row| (row.referral_id, row.expires_at.is_some_and(|end| end <= now))))
    }

    /// Whether a link went to the phone of its request by SMS alone: who holds it holds the phone.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn proves_phone(&self, secret: &Secret) -> Result<bool> {
        let digest = digest(secret.expose());
        let proven: Option<bool> =
            reading!(self, pool => sqlx::query_scalar(PROVES).bind(digest).fetch_optional(pool).await?);
        Ok(proven == Some(true))
    }

    /// Adds a link to a request.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn add_link(&self, referral: Uuid, link: &NewLink<'_>) -> Result<()> {
        let digest = digest(link.secret.expose());
        writing!(self, tx => {
            sqlx::query(ADD).bind(&digest).bind(referral).bind(link.audience.code()).bind(link.expires_at)
                .bind(link.proves_phone).execute(&mut *tx).await?;
        });
        Ok(())
    }
}
