//! Getting in: links that sign in, and the sessions that they open. Only digests of their secrets are kept.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::account::{self, Account};
use super::message::{self, NewMessage};
use super::{Db, Result, digest, new_id, reading, writing};
use crate::domain::account::{LINK_LIFE, Login, PROOF_LIFE, SESSION_IDLE, SESSION_LIFE};
use crate::domain::id::Secret;

/// Seconds after which a use of a session is noted: not at each page.
const NOTE_AFTER: time::Duration = time::Duration::minutes(5);

/// Sessions that a person sees of herself, at most.
const SHOWN: i64 = 50;

/// A session that lives.
#[derive(Debug, Clone, FromRow)]
pub struct Session {
    /// Its key.
    pub id: Uuid,
    /// Whose.
    pub account_id: Uuid,
    /// Whether the second factor is still to come: until then it opens nothing.
    pub waits: bool,
    /// What the browser calls itself.
    pub agent: String,
    /// Whether it was opened by a password.
    pub by_password: bool,
    /// When it began.
    pub created_at: OffsetDateTime,
    /// When it was last used, within five minutes.
    pub seen_at: OffsetDateTime,
}

impl Session {
    /// Whether it is so young that it needs no other proof.
    pub fn is_fresh(&self, now: OffsetDateTime) -> bool {
        self.created_at + PROOF_LIFE > now
    }
}

const ADD_LINK: &str = "
insert into sign_in_link (digest, email, next, expires_at) values ($1, $2, $3, $4)";

const FIND_LINK: &str = "
select email, next from sign_in_link where digest = $1 and used_at is null and expires_at > $2";

const USE_LINK: &str = "
update sign_in_link set used_at = $2 where digest = $1 and used_at is null and expires_at > $2
returning email, next";

const FORGET_LINKS: &str = "delete from sign_in_link where expires_at <= $1";

pub(super) const START: &str = "
insert into session (id, digest, account_id, waits, agent, by_password, created_at, seen_at)
values ($1, $2, $3, $4, $5, $6, $7, $7)";

const FIND: &str = "
select id, account_id, waits, agent, by_password, created_at, seen_at from session
where digest = $1 and created_at > $2 and seen_at > $3";

const NOTE: &str = "update session set seen_at = $2 where id = $1";

const OF_ACCOUNT: &str = "
select id, account_id, waits, agent, by_password, created_at, seen_at from session
where account_id = $1 and created_at > $2 and seen_at > $3 order by seen_at desc, id desc limit $4";

const END: &str = "delete from session where account_id = $1 and id = $2";

const END_OTHERS: &str = "delete from session where account_id = $1 and id <> $2";

const END_ALL: &str = "
delete from session where $1 or account_id in (select id from account where email = $2)";

const FORGET: &str = "delete from session where created_at <= $1 or seen_at <= $2";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[
    ADD_LINK,
    FIND_LINK,
    USE_LINK,
    FORGET_LINKS,
    START,
    FIND,
    NOTE,
    OF_ACCOUNT,
    END,
    END_OTHERS,
    END_ALL,
    FORGET,
];

/// A session to start.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    /// What the cookie will hold; the database gets the digest.
    pub secret: &'a Secret,
    /// What the browser calls itself, in a few words.
    pub agent: &'a str,
    /// Whether it is opened by a password.
    pub by_password: bool,
}

/// Starts a session inside a transaction of either engine.
macro_rules! start {
    ($tx:ident, $account:expr, $waits:expr, $session:expr, $now:expr) => {
        sqlx::query($crate::store::session::START)
            .bind($crate::store::new_id($now))
            .bind($crate::store::digest($session.secret.expose()))
            .bind($account)
            .bind($waits)
            .bind($session.agent)
            .bind($session.by_password)
            .bind($now)
            .execute(&mut *$tx)
            .await?;
        tracing::info!(account = %$account, waits = $waits, "a session starts");
    };
}
pub(super) use start;

impl Db {
    /// Writes a link that signs in, with the letter that carries it.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn add_sign_in_link(
        &self,
        secret: &Secret,
        login: &Login,
        next: &str,
        letter: &NewMessage,
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(ADD_LINK).bind(digest(secret.expose())).bind(login.as_str()).bind(next).bind(now + LINK_LIFE)
                .execute(&mut *tx).await?;
            message::write!(self, tx, letter, None::<Uuid>, now);
        });
        Ok(())
    }

    /// The address that a link signs in, while it serves; it is not used up.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn sign_in_link(&self, secret: &Secret, now: OffsetDateTime) -> Result<Option<String>> {
        let row: Option<(String, String)> = reading!(self, pool => {
            sqlx::query_as(FIND_LINK).bind(digest(secret.expose())).bind(now).fetch_optional(pool).await?
        });
        Ok(row.map(|(email, _)| email))
    }

    /// Uses a link up and starts the session of its address, whose account is made where there is none; answers where
    /// to go, and whether the second factor is still to come. Nothing where the link has served or ended.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn redeem_link(
        &self,
        link: &Secret,
        session: &NewSession<'_>,
        now: OffsetDateTime,
    ) -> Result<Option<(String, bool)>> {
        let link = digest(link.expose());
        Ok(writing!(self, tx => {
            let used: Option<(String, String)> =
                sqlx::query_as(USE_LINK).bind(&link).bind(now).fetch_optional(&mut *tx).await?;
            match used {
                None => None,
                Some((email, next)) => {
                    sqlx::query(account::ENSURE).bind(new_id(now)).bind(&email).bind(now).execute(&mut *tx).await?;
                    let account: Account =
                        sqlx::query_as(account::BY_EMAIL).bind(&email).fetch_one(&mut *tx).await?;
                    let waits = account.totp_secret.is_some();
                    start!(tx, account.id, waits, session, now);
                    Some((next, waits))
                }
            }
        }))
    }

    /// Starts a session of an account that has proved itself otherwise than by a link.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn start_session(
        &self,
        account: Uuid,
        waits: bool,
        session: &NewSession<'_>,
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            start!(tx, account, waits, session, now);
        });
        Ok(())
    }

    /// The session of a cookie with its account, while it lives; its use is noted.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn session(&self, cookie: &Secret, now: OffsetDateTime) -> Result<Option<(Session, Account)>> {
        let digest = digest(cookie.expose());
        let found: Option<Session> = reading!(self, pool => {
            sqlx::query_as(FIND).bind(&digest).bind(now - SESSION_LIFE).bind(now - SESSION_IDLE)
                .fetch_optional(pool).await?
        });
        let Some(session) = found else { return Ok(None) };
        // Before it was last used, too: then the clock was set back.
        if (now - session.seen_at).abs() >= NOTE_AFTER
            && let Err(error) = self.note_session(session.id, now).await
        {
            // Where nothing can be written, her desk is read on.
            tracing::warn!(%error, "a use of a session is not noted");
        }
        Ok(self.account(session.account_id).await?.map(|account| (session, account)))
    }

    async fn note_session(&self, session: Uuid, now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(NOTE).bind(session).bind(now).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// The sessions of an account that live, the last used first.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn sessions_of(&self, account: Uuid, now: OffsetDateTime) -> Result<Vec<Session>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(OF_ACCOUNT).bind(account).bind(now - SESSION_LIFE).bind(now - SESSION_IDLE).bind(SHOWN)
                .fetch_all(pool).await?
        }))
    }

    /// Ends a session of an account.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn end_session(&self, account: Uuid, session: Uuid) -> Result<()> {
        writing!(self, tx => { sqlx::query(END).bind(account).bind(session).execute(&mut *tx).await?; });
        tracing::info!(%account, %session, "a session was ended");
        Ok(())
    }

    /// Ends every session of an account but one.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn end_other_sessions(&self, account: Uuid, kept: Uuid) -> Result<()> {
        writing!(self, tx => { sqlx::query(END_OTHERS).bind(account).bind(kept).execute(&mut *tx).await?; });
        tracing::info!(%account, "its other sessions were ended");
        Ok(())
    }

    /// Ends every session of an address, or of everybody; answers how many.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn end_sessions(&self, of: Option<&Login>) -> Result<u64> {
        let email = of.map_or("", Login::as_str);
        Ok(writing!(self, tx => {
            sqlx::query(END_ALL).bind(of.is_none()).bind(email).execute(&mut *tx).await?.rows_affected()
        }))
    }

    /// Erases sessions and links that have ended; answers how many.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_sessions(&self, now: OffsetDateTime) -> Result<u64> {
        Ok(writing!(self, tx => {
            let links = sqlx::query(FORGET_LINKS).bind(now).execute(&mut *tx).await?.rows_affected();
            links + sqlx::query(FORGET).bind(now - SESSION_LIFE).bind(now - SESSION_IDLE)
                .execute(&mut *tx).await?.rows_affected()
        }))
    }
}
