//! Who works in which structure, and as what.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::account::{self, Account};
use super::{Db, Result, is_slug, new_id, reading, writing};
use crate::domain::account::Login;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::region::region_of;
use crate::domain::taxonomy::Network;

/// A structure as one of its members sees it, whether people can find it or not.
#[derive(Debug, Clone, FromRow)]
pub struct Workplace {
    /// Its key.
    pub id: Uuid,
    /// The end of its address.
    pub slug: String,
    /// `published` or `archived`.
    pub status: String,
    /// `none`, or `waiting` or `refused` by the moderator.
    pub review: String,
    /// Why the moderator refused it.
    pub review_reason: Option<String>,
    /// What is known of it.
    pub content: sqlx::types::Json<Organisation>,
    /// A code of [`Role`]: the member's.
    role: String,
}

impl Workplace {
    /// The INSEE code of the région that it governs; nothing where it is no Région, or not looked at yet.
    pub fn region(&self) -> Option<&'static str> {
        let governs = self.review == "none" && self.content.networks.contains(&Network::Regions);
        self.content.address.departement().filter(|_| governs).and_then(region_of)
    }

    /// What the member may do in it; what this version does not know is the least.
    pub fn role(&self) -> Role {
        Role::from_code(&self.role).unwrap_or(Role::Volunteer)
    }

    /// Whether the member goes with people, and has no desk here.
    pub fn is_beside(&self) -> bool {
        self.role() == Role::Volunteer
    }

    /// Whether what it publishes is seen at once: the moderator let it in, or never had to.
    pub fn is_validated(&self) -> bool {
        self.review == "none"
    }

    /// Whether it still waits for the moderator.
    pub fn is_waiting(&self) -> bool {
        self.review == "waiting"
    }
}

/// Structures that one person sees of her own, at most.
const SHOWN: i64 = 200;

const BY_SLUG: &str = "
select organisation.id, organisation.slug, organisation.status, organisation.review, organisation.review_reason,
       organisation.content, membership.role
from organisation join membership on membership.organisation_id = organisation.id
where membership.account_id = $1 and organisation.slug = $2";

const OF_ACCOUNT: &str = "
select organisation.id, organisation.slug, organisation.status, organisation.review, organisation.review_reason,
       organisation.content, membership.role
from organisation join membership on membership.organisation_id = organisation.id
where membership.account_id = $1 order by organisation.slug limit $2";

/// Gives a role, in place of the one there was.
pub(super) const PUT: &str = "
insert into membership (account_id, organisation_id, role, since) values ($1, $2, $3, $4)
on conflict (account_id, organisation_id) do update set role = excluded.role";

const ORGANISATION_ID: &str = "select id from organisation where slug = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[BY_SLUG, OF_ACCOUNT, PUT, ORGANISATION_ID];

impl Db {
    /// The structure of a slug, for one of its members; nothing for anybody else, as if there were none.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn workplace(&self, account: Uuid, slug: &str) -> Result<Option<Workplace>> {
        if !is_slug(slug) {
            return Ok(None);
        }
        Ok(
            reading!(self, pool => sqlx::query_as(BY_SLUG).bind(account).bind(slug).fetch_optional(pool).await?),
        )
    }

    /// The structures of a person.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn workplaces(&self, account: Uuid) -> Result<Vec<Workplace>> {
        Ok(
            reading!(self, pool => sqlx::query_as(OF_ACCOUNT).bind(account).bind(SHOWN).fetch_all(pool).await?),
        )
    }

    /// Gives roles in structures without asking, and makes the accounts that are missing: the demonstration, tests.
    ///
    /// # Errors
    /// Where the database fails or a structure is not there; then nothing is written.
    pub async fn put_members(&self, members: &[(Login, &str, Role)], now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => {
            for (login, slug, role) in members {
                sqlx::query(account::ENSURE).bind(new_id(now)).bind(login.as_str()).bind(now).execute(&mut *tx).await?;
                let account: Account =
                    sqlx::query_as(account::BY_EMAIL).bind(login.as_str()).fetch_one(&mut *tx).await?;
                let organisation: Uuid = sqlx::query_scalar(ORGANISATION_ID).bind(*slug).fetch_one(&mut *tx).await?;
                sqlx::query(PUT).bind(account.id).bind(organisation).bind(role.code()).bind(now)
                    .execute(&mut *tx).await?;
            }
        });
        Ok(())
    }
}
