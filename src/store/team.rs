//! The team of a structure: its members, and who is invited. Each change writes its line of the journal with it.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::account::{self, Account};
use super::audit::{NewAudit, write_audit};
use super::claim;
use super::membership;
use super::message::{self, NewMessage};
use super::session::{self, NewSession};
use super::{Db, Result, StoreError, digest, new_id, reading, writing};
use crate::domain::account::{INVITATION_LIFE, Login};
use crate::domain::audit::Act;
use crate::domain::id::Secret;
use crate::domain::membership::{Role, change_role};

/// Members or invitations of a page.
pub const TEAM_PAGE: i64 = 50;

/// A member of a team.
#[derive(Debug, Clone, FromRow)]
pub struct Colleague {
    /// Her account.
    pub id: Uuid,
    /// Her address.
    pub email: String,
    /// What she is called; empty where she did not say.
    pub name: String,
    /// A code of [`Role`].
    pub role: String,
}

/// Somebody who is invited.
#[derive(Debug, Clone, FromRow)]
pub struct Invited {
    /// The invitation's key.
    pub id: Uuid,
    /// Where it was sent.
    pub email: String,
    /// A code of [`Role`].
    pub role: String,
    /// When it ends.
    pub expires_at: OffsetDateTime,
}

/// What an invitation's link opens.
#[derive(Debug, Clone, FromRow)]
pub struct Invitation {
    /// Its key.
    pub id: Uuid,
    /// To which structure.
    pub organisation_id: Uuid,
    /// Who is invited.
    pub email: String,
    /// A code of [`Role`].
    pub role: String,
    /// The end of the structure's address.
    pub slug: String,
    /// The structure.
    pub content: sqlx::types::Json<crate::domain::organisation::Organisation>,
}

/// What became of a change in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is done.
    Done,
    /// She is no member, or there is no such invitation.
    Nobody,
    /// The structure would have no admin left.
    LastAdmin,
    /// She is a member already.
    Already,
}

const MEMBERS: &str = "
select account.id, account.email, account.name, membership.role
from membership join account on account.id = membership.account_id
where membership.organisation_id = $1 order by account.email limit $2 offset $3";

const MEMBER: &str = "
select account.id, account.email, account.name, membership.role
from membership join account on account.id = membership.account_id
where membership.organisation_id = $1 and account.id = $2";

const MEMBER_OF_EMAIL: &str = "
select account.id, account.email, account.name, membership.role
from membership join account on account.id = membership.account_id
where membership.organisation_id = $1 and account.email = $2";

pub(super) const ADMINS: &str = "
select account.email from membership join account on account.id = membership.account_id
where membership.organisation_id = $1 and membership.role = 'admin' order by account.email limit 20";

const COUNT_ADMINS: &str = "select count(*) from membership where organisation_id = $1 and role = 'admin'";

// Holds the structure until the commit: two admins who take each other's role would otherwise both find another one.
pub(super) const HOLD: &str = "update organisation set review = review where id = $1";

const REMOVE: &str = "delete from membership where organisation_id = $1 and account_id = $2";

const INVITE: &str = "
insert into invitation (id, digest, organisation_id, email, role, invited_by, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (organisation_id, email) do update
set digest = excluded.digest, role = excluded.role, invited_by = excluded.invited_by, expires_at = excluded.expires_at";

const INVITATIONS: &str = "
select id, email, role, expires_at from invitation where organisation_id = $1 order by email limit $2";

const CANCEL: &str = "delete from invitation where organisation_id = $1 and id = $2 returning email";

const FIND_INVITATION: &str = "
select invitation.id, invitation.organisation_id, invitation.email, invitation.role, organisation.slug,
       organisation.content
from invitation join organisation on organisation.id = invitation.organisation_id
where invitation.digest = $1 and invitation.expires_at > $2";

const FORGET_INVITATIONS: &str = "delete from invitation where expires_at <= $1";

const USE_INVITATION: &str = "delete from invitation where id = $1 and digest = $2";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[
    MEMBERS,
    MEMBER,
    MEMBER_OF_EMAIL,
    ADMINS,
    COUNT_ADMINS,
    HOLD,
    REMOVE,
    INVITE,
    INVITATIONS,
    CANCEL,
    FIND_INVITATION,
    USE_INVITATION,
    FORGET_INVITATIONS,
];

fn line(organisation: Uuid, by: Uuid, act: Act, subject: &str, role: Option<Role>) -> NewAudit {
    let detail = role.map_or("", Role::code).to_owned();
    NewAudit { organisation, account: Some(by), act, subject: subject.to_owned(), detail }
}

impl Db {
    /// A page of the members of a structure, by address; one more than [`TEAM_PAGE`] tells that there is another page.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn team(&self, organisation: Uuid, page: u32) -> Result<Vec<Colleague>> {
        let offset = i64::from(page) * TEAM_PAGE;
        Ok(reading!(self, pool => {
            sqlx::query_as(MEMBERS).bind(organisation).bind(TEAM_PAGE + 1).bind(offset).fetch_all(pool).await?
        }))
    }

    /// The addresses of the admins of a structure, twenty at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn admins(&self, organisation: Uuid) -> Result<Vec<String>> {
        Ok(reading!(self, pool => sqlx::query_scalar(ADMINS).bind(organisation).fetch_all(pool).await?))
    }

    /// Gives a member another role, or takes her out of the team (`to` is nothing).
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn change_member(
        &self,
        organisation: Uuid,
        member: Uuid,
        to: Option<Role>,
        by: Uuid,
        now: OffsetDateTime,
    ) -> Result<Changed> {
        Ok(writing!(self, tx => {
            sqlx::query(HOLD).bind(organisation).execute(&mut *tx).await?;
            let found: Option<Colleague> =
                sqlx::query_as(MEMBER).bind(organisation).bind(member).fetch_optional(&mut *tx).await?;
            let admins: i64 = sqlx::query_scalar(COUNT_ADMINS).bind(organisation).fetch_one(&mut *tx).await?;
            match found.and_then(|one| Some((Role::from_code(&one.role)?, one.email))) {
                None => Changed::Nobody,
                Some((from, _)) if change_role(admins, from, to).is_err() => Changed::LastAdmin,
                Some((from, _)) if Some(from) == to => Changed::Done,
                Some((_, email)) => {
                    let act = match to {
                        Some(role) => {
                            sqlx::query(membership::PUT).bind(member).bind(organisation).bind(role.code()).bind(now)
                                .execute(&mut *tx).await?;
                            Act::RoleChanged
                        }
                        None => {
                            sqlx::query(REMOVE).bind(organisation).bind(member).execute(&mut *tx).await?;
                            if member == by { Act::Left } else { Act::Removed }
                        }
                    };
                    write_audit!(tx, &[line(organisation, by, act, &email, to)], now);
                    Changed::Done
                }
            }
        }))
    }

    /// Invites an address, or invites it again: the link of before serves no more.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn invite(
        &self,
        organisation: Uuid,
        (login, role): (&Login, Role),
        secret: &Secret,
        letter: &NewMessage,
        by: Uuid,
        now: OffsetDateTime,
    ) -> Result<Changed> {
        Ok(writing!(self, tx => {
            let found: Option<Colleague> = sqlx::query_as(MEMBER_OF_EMAIL).bind(organisation).bind(login.as_str())
                .fetch_optional(&mut *tx).await?;
            if found.is_some() {
                Changed::Already
            } else {
                sqlx::query(INVITE).bind(new_id(now)).bind(digest(secret.expose())).bind(organisation)
                    .bind(login.as_str()).bind(role.code()).bind(by).bind(now).bind(now + INVITATION_LIFE)
                    .execute(&mut *tx).await?;
                message::write!(self, tx, letter, None::<Uuid>, now);
                write_audit!(tx, &[line(organisation, by, Act::Invited, login.as_str(), Some(role))], now);
                Changed::Done
            }
        }))
    }

    /// The invitations of a structure, ended ones too: they can be sent again. At most two pages' worth.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn invitations(&self, organisation: Uuid) -> Result<Vec<Invited>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(INVITATIONS).bind(organisation).bind(2 * TEAM_PAGE).fetch_all(pool).await?
        }))
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn cancel_invitation(
        &self,
        organisation: Uuid,
        invitation: Uuid,
        by: Uuid,
        now: OffsetDateTime,
    ) -> Result<Changed> {
        Ok(writing!(self, tx => {
            let email: Option<String> = sqlx::query_scalar(CANCEL).bind(organisation).bind(invitation)
                .fetch_optional(&mut *tx).await?;
            match email {
                None => Changed::Nobody,
                Some(email) => {
                    write_audit!(tx, &[line(organisation, by, Act::Uninvited, &email, None)], now);
                    Changed::Done
                }
            }
        }))
    }

    /// The invitation of a link, while it lives.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn invitation(&self, secret: &Secret, now: OffsetDateTime) -> Result<Option<Invitation>> {
        let digest = digest(secret.expose());
        Ok(reading!(self, pool => {
            sqlx::query_as(FIND_INVITATION).bind(&digest).bind(now).fetch_optional(pool).await?
        }))
    }

    /// Erases the invitations that ended before `ended`: nobody sends them again. Answers how many.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_invitations(&self, ended: OffsetDateTime) -> Result<u64> {
        Ok(writing!(self, tx => {
            sqlx::query(FORGET_INVITATIONS).bind(ended).execute(&mut *tx).await?.rows_affected()
        }))
    }

    /// Accepts an invitation: its address joins the team and is signed in. Answers whether the second factor is still to
    /// come.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where it was used or taken back meanwhile.
    pub async fn join(
        &self,
        invitation: &Invitation,
        link: &Secret,
        session: &NewSession<'_>,
        now: OffsetDateTime,
    ) -> Result<bool> {
        let organisation = invitation.organisation_id;
        let role = Role::from_code(&invitation.role).unwrap_or(Role::Volunteer);
        Ok(writing!(self, tx => {
            let used = sqlx::query(USE_INVITATION).bind(invitation.id).bind(digest(link.expose()))
                .execute(&mut *tx).await?.rows_affected();
            if used == 0 {
                return Err(StoreError::Conflict);
            }
            sqlx::query(account::ENSURE).bind(new_id(now)).bind(&invitation.email).bind(now).execute(&mut *tx).await?;
            let account: Account =
                sqlx::query_as(account::BY_EMAIL).bind(&invitation.email).fetch_one(&mut *tx).await?;
            sqlx::query(membership::PUT).bind(account.id).bind(organisation).bind(role.code()).bind(now)
                .execute(&mut *tx).await?;
            sqlx::query(claim::SETTLE).bind(account.id).bind(organisation).bind(now).execute(&mut *tx).await?;
            write_audit!(tx, &[line(organisation, account.id, Act::Joined, &account.email, Some(role))], now);
            let waits = account.totp_secret.is_some();
            session::start!(tx, account.id, waits, session, now);
            waits
        }))
    }
}
