//! What a draft said before.

use sqlx::FromRow;
use sqlx::types::Json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{Db, Result, reading};
use crate::domain::form::Typed;

/// What one person types within this time is one version.
pub(super) const ONE_SITTING: Duration = Duration::minutes(15);

/// Versions of one page of the history.
pub const VERSIONS_PAGE: i64 = 20;

/// Why a version was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Kept by itself, while somebody typed.
    Typed,
    /// Somebody said to keep it.
    Saved,
    /// It was published.
    Published,
    /// It is an older one, taken back.
    Restored,
    /// It is two, put together.
    Merged,
    /// Somebody else had written meanwhile.
    Lost,
}

impl Reason {
    const ALL: [Self; 6] =
        [Self::Typed, Self::Saved, Self::Published, Self::Restored, Self::Merged, Self::Lost];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Saved => "saved",
            Self::Published => "published",
            Self::Restored => "restored",
            Self::Merged => "merged",
            Self::Lost => "lost",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Typed => "Écrit",
            Self::Saved => "Enregistré",
            Self::Published => "Publié",
            Self::Restored => "Rétabli",
            Self::Merged => "Réuni avec un autre texte",
            Self::Lost => "Écrit en même temps qu’une autre personne",
        }
    }
}

/// A version.
#[derive(Debug, Clone, FromRow)]
pub struct Version {
    /// Its key.
    pub id: Uuid,
    /// The edits that it is of.
    pub edits: i64,
    /// When it was first kept.
    pub at: OffsetDateTime,
    /// Who wrote it.
    pub author: String,
    reason: String,
    /// What it said.
    pub typed: Json<Typed>,
}

impl Version {
    /// Why it was kept.
    pub fn reason(&self) -> Reason {
        Reason::ALL.into_iter().find(|reason| reason.code() == self.reason).unwrap_or(Reason::Saved)
    }
}

pub(super) const ADD: &str = "
insert into draft_version (id, draft_id, edits, at, author, reason, typed) values ($1, $2, $3, $4, $5, $6, $7)";

pub(super) const GROW: &str = "
update draft_version set edits = $2, typed = $4
where draft_id = $1 and reason = 'typed' and author = $3 and at > $5 and edits = $2 - 1";

const LIST: &str = "
select id, edits, at, author, reason, typed from draft_version where draft_id = $1
order by edits desc, at desc, reason desc, id limit $2 offset $3";

const ONE: &str = "
select id, edits, at, author, reason, typed from draft_version where draft_id = $1 and id = $2";

const LOST: &str = "
select id, edits, at, author, reason, typed from draft_version
where draft_id = $1 and edits = $2 and reason = 'lost' and author = $3 order by at desc, id desc limit 1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[ADD, GROW, LIST, ONE, LOST];

impl Db {
    /// A page of what a draft said before, the last first, and one more where there is another page.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn draft_versions(&self, draft: Uuid, page: i64) -> Result<Vec<Version>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(LIST).bind(draft).bind(VERSIONS_PAGE + 1).bind(VERSIONS_PAGE * page).fetch_all(pool).await?
        }))
    }

    /// What a draft said in one of its versions.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn draft_version(&self, draft: Uuid, version: Uuid) -> Result<Option<Version>> {
        Ok(reading!(self, pool => sqlx::query_as(ONE).bind(draft).bind(version).fetch_optional(pool).await?))
    }

    /// What somebody wrote over some edits while another did.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn lost_version(&self, draft: Uuid, edits: i64, author: &str) -> Result<Option<Version>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(LOST).bind(draft).bind(edits).bind(author).fetch_optional(pool).await?
        }))
    }
}
