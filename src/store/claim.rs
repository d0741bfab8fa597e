//! Somebody asks to join a structure that is there already; its admins decide, or the moderator where there is none.

use sqlx::FromRow;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::membership;
use super::message::{self, NewMessage};
use super::{Db, Result, new_id, reading, writing};
use crate::domain::audit::Act;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;

/// Claims of a page.
pub const CLAIM_PAGE: i64 = 20;

/// A claim, for who decides and for who made it.
#[derive(Debug, Clone, FromRow)]
pub struct Claim {
    /// Its key.
    pub id: Uuid,
    /// Who asks.
    pub email: String,
    /// What she is called; empty where she did not say.
    pub name: String,
    /// What she says of herself.
    pub words: Option<String>,
    /// When.
    pub created_at: OffsetDateTime,
    /// `waiting`, `accepted` or `refused`.
    pub state: String,
    /// Why it was refused.
    pub reason: Option<String>,
    /// The end of the structure's address.
    pub slug: String,
    /// The structure.
    pub content: Json<Organisation>,
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// She joins as that.
    Accept(Role),
    /// She does not, and reads why.
    Refuse(String),
}

const ADD: &str = "
insert into claim (id, account_id, organisation_id, words, state, created_at)
values ($1, $2, $3, $4, 'waiting', $5) on conflict do nothing";

const OF_ORGANISATION: &str = "
select claim.id, account.email, account.name, claim.words, claim.created_at, claim.state, claim.reason,
       organisation.slug, organisation.content
from claim join account on account.id = claim.account_id join organisation on organisation.id = claim.organisation_id
where claim.organisation_id = $1 and claim.state = 'waiting' order by claim.created_at, claim.id limit $2";

const OF_ACCOUNT: &str = "
select claim.id, account.email, account.name, claim.words, claim.created_at, claim.state, claim.reason,
       organisation.slug, organisation.content
from claim join account on account.id = claim.account_id join organisation on organisation.id = claim.organisation_id
where claim.account_id = $1 and (claim.state = 'waiting' or (claim.state = 'refused' and claim.decided_at > $2))
order by claim.created_at desc, claim.id desc limit $3";

// Where a structure has an admin, it is hers to decide, not the platform's.
const ORPHANS: &str = "
select claim.id, account.email, account.name, claim.words, claim.created_at, claim.state, claim.reason,
       organisation.slug, organisation.content
from claim join account on account.id = claim.account_id join organisation on organisation.id = claim.organisation_id
where claim.state = 'waiting'
  and not exists (select 1 from membership where membership.organisation_id = claim.organisation_id
                  and membership.role = 'admin')
order by claim.created_at, claim.id limit $1 offset $2";

const WITHDRAW: &str = "
delete from claim where account_id = $1 and state = 'waiting'
  and organisation_id = (select id from organisation where slug = $2) returning organisation_id";

// Whoever comes in by another door waits no more at this one.
pub(super) const SETTLE: &str = "
update claim set state = 'accepted', decided_at = $3
where account_id = $1 and organisation_id = $2 and state = 'waiting'";

const DECIDE_OWN: &str = "
update claim set state = $2, reason = $3, decided_at = $4
where id = $1 and state = 'waiting' and organisation_id = $5 returning account_id, organisation_id";

const DECIDE_ORPHAN: &str = "
update claim set state = $2, reason = $3, decided_at = $4
where id = $1 and state = 'waiting'
  and not exists (select 1 from membership where membership.organisation_id = claim.organisation_id
                  and membership.role = 'admin')
returning account_id, organisation_id";

const FORGET: &str = "delete from claim where state <> 'waiting' and decided_at <= $1";

const WHO: &str = "
select account.email, organisation.slug, organisation.content
from account, organisation where account.id = $1 and organisation.id = $2";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[ADD, OF_ORGANISATION, OF_ACCOUNT, ORPHANS, WITHDRAW, SETTLE, DECIDE_OWN, DECIDE_ORPHAN, FORGET, WHO];

/// Who asked, and for what: what the letter about the decision needs.
#[derive(Debug, Clone, FromRow)]
pub struct Asker {
    /// Her address.
    pub email: String,
    /// The end of the structure's address.
    pub slug: String,
    /// The structure.
    pub content: Json<Organisation>,
}

impl Db {
    /// Writes a claim with the letters that tell of it. Once: who asks again while it waits changes nothing.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn claim(
        &self,
        (account, email): (Uuid, &str),
        organisation: Uuid,
        words: Option<&str>,
        letters: &[NewMessage],
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            let added = sqlx::query(ADD).bind(new_id(now)).bind(account).bind(organisation).bind(words).bind(now)
                .execute(&mut *tx).await?.rows_affected();
            if added > 0 {
                for letter in letters {
                    message::write!(self, tx, letter, None::<Uuid>, now);
                }
                let (subject, detail) = (email.to_owned(), String::new());
                let line = NewAudit { organisation, account: Some(account), act: Act::Claimed, subject, detail };
                write_audit!(tx, &[line], now);
            }
        });
        Ok(())
    }

    /// Takes a person's own claim for the structure of `slug` back; answers whether one was waiting.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn withdraw_claim(
        &self,
        (account, email): (Uuid, &str),
        slug: &str,
        now: OffsetDateTime,
    ) -> Result<bool> {
        Ok(writing!(self, tx => {
            let found: Option<Uuid> =
                sqlx::query_scalar(WITHDRAW).bind(account).bind(slug).fetch_optional(&mut *tx).await?;
            if let Some(organisation) = found {
                let (subject, detail) = (email.to_owned(), String::new());
                let line =
                    NewAudit { organisation, account: Some(account), act: Act::ClaimWithdrawn, subject, detail };
                write_audit!(tx, &[line], now);
            }
            found.is_some()
        }))
    }

    /// The claims that wait for the admins of a structure, the oldest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn claims_of(&self, organisation: Uuid) -> Result<Vec<Claim>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(OF_ORGANISATION).bind(organisation).bind(CLAIM_PAGE).fetch_all(pool).await?
        }))
    }

    /// The claims of a person that wait, or were refused since `since`.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn claims_by(&self, account: Uuid, since: OffsetDateTime) -> Result<Vec<Claim>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(OF_ACCOUNT).bind(account).bind(since).bind(CLAIM_PAGE).fetch_all(pool).await?
        }))
    }

    /// A page of the claims that wait for the moderator; one more than [`CLAIM_PAGE`] tells that there is another page.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn orphan_claims(&self, page: u32) -> Result<Vec<Claim>> {
        let offset = i64::from(page) * CLAIM_PAGE;
        Ok(reading!(self, pool => {
            sqlx::query_as(ORPHANS).bind(CLAIM_PAGE + 1).bind(offset).fetch_all(pool).await?
        }))
    }

    /// Erases the claims that were decided before `decided`; answers how many.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_claims(&self, decided: OffsetDateTime) -> Result<u64> {
        Ok(writing!(self, tx => sqlx::query(FORGET).bind(decided).execute(&mut *tx).await?.rows_affected()))
    }

    /// Decides a claim, as an admin of `own` or as the moderator (nothing), and writes the letter that `tell` makes.
    /// Answers whether there was one to decide.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn decide_claim(
        &self,
        claim: Uuid,
        own: Option<Uuid>,
        decision: &Decision,
        by: Uuid,
        tell: impl Fn(&Asker) -> NewMessage,
        now: OffsetDateTime,
    ) -> Result<bool> {
        let (state, reason) = match decision {
            Decision::Accept(_) => ("accepted", None),
            Decision::Refuse(reason) => ("refused", Some(reason.as_str())),
        };
        Ok(writing!(self, tx => {
            let decided: Option<(Uuid, Uuid)> = match own {
                Some(own) => sqlx::query_as(DECIDE_OWN).bind(claim).bind(state).bind(reason).bind(now).bind(own)
                    .fetch_optional(&mut *tx).await?,
                None => sqlx::query_as(DECIDE_ORPHAN).bind(claim).bind(state).bind(reason).bind(now)
                    .fetch_optional(&mut *tx).await?,
            };
            match decided {
                None => false,
                Some((account, organisation)) => {
                    let asker: Asker =
                        sqlx::query_as(WHO).bind(account).bind(organisation).fetch_one(&mut *tx).await?;
                    let (act, detail) = match decision {
                        Decision::Accept(role) => {
                            sqlx::query(membership::PUT).bind(account).bind(organisation).bind(role.code()).bind(now)
                                .execute(&mut *tx).await?;
                            (Act::ClaimAccepted, role.code().to_owned())
                        }
                        Decision::Refuse(reason) => (Act::ClaimRefused, reason.clone()),
                    };
                    let letter = tell(&asker);
                    message::write!(self, tx, letter, None::<Uuid>, now);
                    let line = NewAudit { organisation, account: Some(by), act, subject: asker.email, detail };
                    write_audit!(tx, &[line], now);
                    true
                }
            }
        }))
    }
}
