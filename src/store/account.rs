//! Accounts: who works in a structure, and who watches over the platform.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Db, Result, new_id, reading, writing};
use crate::domain::account::Login;

/// An account.
#[derive(Debug, Clone, FromRow)]
pub struct Account {
    /// Its key.
    pub id: Uuid,
    /// The address that names it, in small letters.
    pub email: String,
    /// What she is called in the team; empty where she did not say.
    pub name: String,
    /// The hash of the password, if there is one (PHC string).
    pub password: Option<String>,
    /// The secret of the second factor, sealed, if it is on: [`Db::second_step_key`] opens it.
    pub totp_secret: Option<String>,
    /// The last step of time for which a code was taken: no code serves twice.
    pub totp_last_step: i64,
    /// Whether she watches over the platform.
    pub is_moderator: bool,
}

impl Account {
    /// What others read: the name, or the address where there is none.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

const BY_ID: &str = "
select id, email, name, password, totp_secret, totp_last_step, is_moderator from account where id = $1";

pub(super) const BY_EMAIL: &str = "
select id, email, name, password, totp_secret, totp_last_step, is_moderator from account where email = $1";

/// Makes an account where the address has none yet.
pub(super) const ENSURE: &str = "
insert into account (id, email, created_at) values ($1, $2, $3) on conflict (email) do nothing";

const SET_NAME: &str = "update account set name = $2 where id = $1";

const SET_MODERATOR: &str = "update account set is_moderator = $2 where email = $1";

const MODERATORS: &str = "select email from account where is_moderator order by email limit 200";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[BY_ID, BY_EMAIL, ENSURE, SET_NAME, SET_MODERATOR, MODERATORS];

impl Db {
    /// The account of a key.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn account(&self, id: Uuid) -> Result<Option<Account>> {
        Ok(reading!(self, pool => sqlx::query_as(BY_ID).bind(id).fetch_optional(pool).await?))
    }

    /// The account of an address.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn account_of(&self, login: &Login) -> Result<Option<Account>> {
        Ok(reading!(self, pool => sqlx::query_as(BY_EMAIL).bind(login.as_str()).fetch_optional(pool).await?))
    }

    /// The account of an address, made where there is none.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn ensure_account(&self, login: &Login, now: OffsetDateTime) -> Result<Account> {
        Ok(writing!(self, tx => {
            sqlx::query(ENSURE).bind(new_id(now)).bind(login.as_str()).bind(now).execute(&mut *tx).await?;
            sqlx::query_as(BY_EMAIL).bind(login.as_str()).fetch_one(&mut *tx).await?
        }))
    }

    /// Writes what somebody is called.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn set_name(&self, account: Uuid, name: &str) -> Result<()> {
        writing!(self, tx => { sqlx::query(SET_NAME).bind(account).bind(name).execute(&mut *tx).await?; });
        Ok(())
    }

    /// Makes somebody a moderator, or no longer; an account is made where there is none.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn set_moderator(&self, login: &Login, is: bool, now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => {
            if is {
                sqlx::query(ENSURE).bind(new_id(now)).bind(login.as_str()).bind(now).execute(&mut *tx).await?;
            }
            sqlx::query(SET_MODERATOR).bind(login.as_str()).bind(is).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// The addresses of the moderators.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn moderators(&self) -> Result<Vec<String>> {
        Ok(reading!(self, pool => sqlx::query_scalar(MODERATORS).fetch_all(pool).await?))
    }
}
