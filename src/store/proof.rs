//! How an account proves itself: its password, its second factor, the codes kept for a lost telephone.

use time::OffsetDateTime;
use uuid::Uuid;

use super::account::{self, Account};
use super::message::{self, NewMessage};
use super::seal::ACCOUNT_KEY;
use super::session::{self, NewSession};
use super::{Db, Result, digest, new_id, reading, writing};
use crate::domain::account::Login;
use crate::domain::id::Secret;

const SET_PASSWORD: &str = "update account set password = $2 where id = $1";

const END_OTHERS: &str = "delete from session where account_id = $1 and id <> $2";

const SET_KEY: &str = "update account set totp_secret = $2, totp_last_step = $3 where id = $1";

// A code serves once: of two who send the same, one finds its step taken.
const TAKE_STEP: &str = "update account set totp_last_step = $2 where id = $1 and totp_last_step < $2";

const ADD_CODE: &str =
    "insert into recovery_code (digest, account_id) values ($1, $2) on conflict do nothing";

const CODES: &str = "select digest from recovery_code where account_id = $1";

const TAKE_CODE: &str = "delete from recovery_code where account_id = $1 and digest = $2";

const DROP_CODES: &str = "delete from recovery_code where account_id = $1";

const BY_SUBJECT: &str = "
select id, email, name, password, totp_secret, totp_last_step, is_moderator from account where oidc_subject = $1";

const SET_SUBJECT: &str = "update account set oidc_subject = $2 where id = $1";

const OPEN: &str = "update session set digest = $2, waits = $3, seen_at = $4 where id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[
    SET_PASSWORD,
    END_OTHERS,
    SET_KEY,
    TAKE_STEP,
    ADD_CODE,
    TAKE_CODE,
    DROP_CODES,
    CODES,
    BY_SUBJECT,
    SET_SUBJECT,
    OPEN,
];

impl Db {
    /// Writes the hash of a password, or takes it away, ends every session but `kept`, and tells the account.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn set_password(
        &self,
        account: Uuid,
        hash: Option<&str>,
        kept: Uuid,
        letter: &NewMessage,
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(SET_PASSWORD).bind(account).bind(hash).execute(&mut *tx).await?;
            sqlx::query(END_OTHERS).bind(account).bind(kept).execute(&mut *tx).await?;
            message::write!(self, tx, letter, None::<Uuid>, now);
        });
        tracing::info!(%account, "a password was chosen, or taken away: the other sessions are ended");
        Ok(())
    }

    /// Turns the second factor on, with the hashes of the codes kept for a lost telephone; `step` is that of the code that
    /// proved it.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn turn_two_steps_on(
        &self,
        account: Uuid,
        (key, step): (&str, i64),
        codes: &[String],
        letter: &NewMessage,
        now: OffsetDateTime,
    ) -> Result<()> {
        let key = self.seals().seal(ACCOUNT_KEY, account, key)?;
        writing!(self, tx => {
            sqlx::query(SET_KEY).bind(account).bind(&key).bind(step).execute(&mut *tx).await?;
            sqlx::query(DROP_CODES).bind(account).execute(&mut *tx).await?;
            for code in codes {
                sqlx::query(ADD_CODE).bind(code).bind(account).execute(&mut *tx).await?;
            }
            message::write!(self, tx, letter, None::<Uuid>, now);
        });
        tracing::info!(%account, "the second step was turned on");
        Ok(())
    }

    /// The secret of the second factor of an account, base32, if it is on.
    ///
    /// # Errors
    /// Where it was sealed by a key that is not here.
    pub fn second_step_key(&self, account: &Account) -> Result<Option<String>> {
        let sealed = account.totp_secret.as_deref();
        Ok(sealed.map(|sealed| self.seals().open(ACCOUNT_KEY, account.id, sealed)).transpose()?)
    }

    /// Turns the second factor off.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn turn_two_steps_off(
        &self,
        account: Uuid,
        letter: &NewMessage,
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(SET_KEY).bind(account).bind(None::<&str>).bind(0_i64).execute(&mut *tx).await?;
            sqlx::query(DROP_CODES).bind(account).execute(&mut *tx).await?;
            message::write!(self, tx, letter, None::<Uuid>, now);
        });
        tracing::info!(%account, "the second step was turned off");
        Ok(())
    }

    /// Takes the step of a code, once; answers whether it was still free.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn take_step(&self, account: Uuid, step: i64) -> Result<bool> {
        Ok(writing!(self, tx => {
            sqlx::query(TAKE_STEP).bind(account).bind(step).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// The hashes of the kept codes that are left.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn recovery_codes(&self, account: Uuid) -> Result<Vec<String>> {
        Ok(reading!(self, pool => sqlx::query_scalar(CODES).bind(account).fetch_all(pool).await?))
    }

    /// Uses up the kept code of a hash; answers whether it was still there.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn take_recovery_code(&self, account: Uuid, hash: &str) -> Result<bool> {
        Ok(writing!(self, tx => {
            sqlx::query(TAKE_CODE).bind(account).bind(hash).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Starts the session of somebody whom an identity provider proved: the account of its subject, else of its address,
    /// else a new one. Answers whether the second factor is still to come.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn enter_by_identity(
        &self,
        subject: &str,
        login: &Login,
        session: &NewSession<'_>,
        now: OffsetDateTime,
    ) -> Result<bool> {
        Ok(writing!(self, tx => {
            let known: Option<Account> = sqlx::query_as(BY_SUBJECT).bind(subject).fetch_optional(&mut *tx).await?;
            let account = match known {
                Some(account) => account,
                None => {
                    sqlx::query(account::ENSURE).bind(new_id(now)).bind(login.as_str()).bind(now)
                        .execute(&mut *tx).await?;
                    let account: Account =
                        sqlx::query_as(account::BY_EMAIL).bind(login.as_str()).fetch_one(&mut *tx).await?;
                    sqlx::query(SET_SUBJECT).bind(account.id).bind(subject).execute(&mut *tx).await?;
                    account
                }
            };
            let waits = account.totp_secret.is_some();
            session::start!(tx, account.id, waits, session, now);
            waits
        }))
    }

    /// Opens a session that waited for the second factor, under a new secret.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn open_session(&self, session: Uuid, secret: &Secret, now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(OPEN).bind(session).bind(digest(secret.expose())).bind(false).bind(now)
                .execute(&mut *tx).await?;
        });
        tracing::info!(%session, "the second step was taken");
        Ok(())
    }
}
