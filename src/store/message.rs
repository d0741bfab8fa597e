//! The outbox. A message is written in the transaction of what it tells, and sent afterwards, at least once.

use sqlx::FromRow;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::seal::{MESSAGE_BODY, MESSAGE_RECIPIENT, MESSAGE_SUBJECT, Seals};
use super::{Db, Result, reading, writing};
use crate::domain::letter::Letter;

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// By mail.
    Email,
    /// By SMS.
    Sms,
}

impl Channel {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }
}

/// A message to write.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// What makes a repeat harmless: the same key is written once.
    pub key: String,
    /// How it travels.
    pub channel: Channel,
    /// An e-mail address, or a number in E.164.
    pub recipient: String,
    /// The subject of a mail; empty for an SMS.
    pub subject: String,
    /// The text.
    pub body: String,
}

impl NewMessage {
    /// A letter by mail.
    pub fn mail(key: String, recipient: &str, letter: Letter) -> Self {
        let Letter { subject, body } = letter;
        Self { key, channel: Channel::Email, recipient: recipient.to_owned(), subject, body }
    }
}

/// A message that is due, claimed by this node.
#[derive(Debug, Clone, FromRow)]
pub struct Due {
    /// Its key in the table.
    pub id: Uuid,
    /// What makes a repeat harmless: part of the Message-ID.
    pub key: String,
    /// `email` or `sms`.
    pub channel: String,
    /// Where it goes.
    pub recipient: String,
    /// The subject of a mail.
    pub subject: String,
    /// The text.
    pub body: String,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

/// What came of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// It has left.
    Sent,
    /// It waits until `due`.
    PutOff {
        /// When it is tried again.
        due: OffsetDateTime,
        /// Why it did not leave: no address, no text.
        error: String,
    },
}

impl Due {
    fn opened(mut self, seals: &Seals) -> Result<Self> {
        seals.open_in(MESSAGE_RECIPIENT, self.id, &mut self.recipient)?;
        seals.open_in(MESSAGE_SUBJECT, self.id, &mut self.subject)?;
        seals.open_in(MESSAGE_BODY, self.id, &mut self.body)?;
        Ok(self)
    }
}

pub(super) const ADD: &str = "
insert into message (id, key, referral_id, channel, recipient, subject, body, created_at, due_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (key) do nothing";

/// For how long a message is claimed: longer than it takes to send one, and to wait for its turn.
pub const CLAIM_LIFE: Duration = Duration::minutes(5);
/// By how much the clocks of two nodes may differ: what lies further ahead was written before the clock went back.
const SKEW: Duration = Duration::minutes(1);

const CLAIM_SQLITE: &str = "
update message set claimed_until = $1, attempts = attempts + 1
where id in (
  select id from message
  where sent_at is null and channel = $3 and (due_at <= $2 or created_at > $4 and attempts = 0)
    and (claimed_until is null or claimed_until <= $2 or claimed_until > $5)
  order by due_at, id limit 20
)
returning id, key, channel, recipient, subject, body, attempts";

const CLAIM_POSTGRES: &str = "
update message set claimed_until = $1, attempts = attempts + 1
where id in (
  select id from message
  where sent_at is null and channel = $3 and (due_at <= $2 or created_at > $4 and attempts = 0)
    and (claimed_until is null or claimed_until <= $2 or claimed_until > $5)
  order by due_at, id limit 20 for update skip locked
)
returning id, key, channel, recipient, subject, body, attempts";

const RELEASE: &str = "
update message set due_at = created_at where sent_at is null and channel = $1 and due_at > $2";

// Once it has left, the text and the address are of no use here, and they are personal.
const SENT: &str = "
update message set sent_at = $2, recipient = '', subject = '', body = '', claimed_until = null, last_error = null
where id = $1";

const FAILED: &str = "
update message set due_at = $2, claimed_until = null, last_error = $3 where id = $1";

const WAITING: &str = "select count(*) from message where sent_at is null";

#[cfg(test)]
const UNSENT: &str = "
select id, key, channel, recipient, subject, body, attempts from message where sent_at is null order by created_at, id";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[ADD, RELEASE, SENT, FAILED, WAITING, UNSENT];
#[cfg(test)]
pub(super) const STATEMENTS_SQLITE: &[&str] = &[CLAIM_SQLITE];
#[cfg(test)]
pub(super) const STATEMENTS_POSTGRES: &[&str] = &[CLAIM_POSTGRES];

/// Writes a message inside a transaction of either engine: `message::write!(self, tx, &message, referral, now)`.
macro_rules! write {
    ($db:expr, $tx:ident, $message:expr, $referral:expr, $now:expr) => {{
        let (id, seals) = ($crate::store::new_id($now), $db.seals());
        sqlx::query($crate::store::message::ADD)
            .bind(id)
            .bind(&$message.key)
            .bind($referral)
            .bind($message.channel.code())
            .bind(seals.seal($crate::store::seal::MESSAGE_RECIPIENT, id, &$message.recipient)?)
            .bind(seals.seal($crate::store::seal::MESSAGE_SUBJECT, id, &$message.subject)?)
            .bind(seals.seal($crate::store::seal::MESSAGE_BODY, id, &$message.body)?)
            .bind($now)
            .execute(&mut *$tx)
            .await?
    }};
}
pub(super) use write;

impl Db {
    /// Claims up to twenty due messages of a channel for [`CLAIM_LIFE`]: no other node sends them meanwhile. They come in the
    /// order in which they were written.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn claim_messages(&self, channel: Channel, now: OffsetDateTime) -> Result<Vec<Due>> {
        let until = now + CLAIM_LIFE;
        let claim = match self {
            Self::Sqlite { .. } => CLAIM_SQLITE,
            Self::Postgres(..) => CLAIM_POSTGRES,
        };
        let mut claimed: Vec<Due> = writing!(self, tx => {
            sqlx::query_as(claim).bind(until).bind(now).bind(channel.code()).bind(now + SKEW).bind(until + SKEW)
                .fetch_all(&mut *tx).await?
        });
        // Neither engine answers in the order of the inner query; an id begins with the moment at which it was made.
        claimed.sort_by_key(|due| due.id);
        // One that nobody can open comes back with the others that did not leave; it keeps no other from leaving.
        let opened = claimed.into_iter().filter_map(|due| {
            let (id, opened) = (due.id, due.opened(self.seals()));
            opened.inspect_err(|error| tracing::error!(%error, message = %id, "not delivered")).ok()
        });
        Ok(opened.collect())
    }

    /// Makes everything due that was put off in a channel, in the order in which it was written.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn release_messages(&self, channel: Channel, now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(RELEASE).bind(channel.code()).bind(now).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Notes what came of messages, all at once: of those that have left it forgets the text.
    ///
    /// # Errors
    /// Where the database fails; those that have left will then be sent again.
    pub async fn note_messages(&self, ended: &[(Uuid, Ended)], now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => {
            for (id, ended) in ended {
                match ended {
                    Ended::Sent => sqlx::query(SENT).bind(id).bind(now).execute(&mut *tx).await?.rows_affected(),
                    Ended::PutOff { due, error } => {
                        sqlx::query(FAILED).bind(id).bind(due).bind(error).execute(&mut *tx).await?.rows_affected()
                    }
                };
            }
        });
        Ok(())
    }

    /// The messages that have not left, the oldest first.
    #[cfg(test)]
    pub async fn unsent(&self) -> Result<Vec<Due>> {
        let unsent: Vec<Due> = reading!(self, pool => sqlx::query_as(UNSENT).fetch_all(pool).await?);
        unsent.into_iter().map(|due| due.opened(self.seals())).collect()
    }

    /// How many messages have not left yet.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn messages_waiting(&self) -> Result<i64> {
        Ok(reading!(self, pool => sqlx::query_scalar(WAITING).fetch_one(pool).await?))
    }
}
