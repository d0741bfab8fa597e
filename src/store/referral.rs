//! Requests: each with its events, its links and its messages, always in one transaction.

use sqlx::FromRow;
use time::{OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::link::{self, NewLink};
use super::message::{self, NewMessage};
use super::{Db, Result, StoreError, digest, new_id, reading, writing};
use crate::domain::consent;
use crate::domain::field::Mobile;
use crate::domain::id::Code;
use crate::domain::referral::{Action, Ask, State};

/// Who moved a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Who asked.
    Person,
    /// Who answers.
    Structure,
}

impl Actor {
    fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Structure => "structure",
        }
    }
}

/// A request to write.
#[derive(Debug, Clone)]
pub struct NewReferral<'a> {
    /// The id that the server put into the form.
    pub submission_id: &'a str,
    /// The digest of what was posted, to tell a repeat from another request.
    pub payload_digest: &'a str,
    /// Its code.
    pub code: &'a Code,
    /// What is asked for.
    pub offer_id: Uuid,
    /// What she sends.
    pub ask: &'a Ask,
}

/// A request as it stands.
#[derive(Debug, Clone, FromRow)]
pub struct Referral {
    /// Its key.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// What is asked for.
    pub offer_id: Uuid,
    /// Her first name.
    pub first_name: String,
    /// Her mobile, E.164.
    pub mobile: String,
    /// Her e-mail.
    pub email: Option<String>,
    /// When to call: a code of [`crate::domain::referral::BestMoment`].
    pub best_moment: Option<String>,
    /// Her words.
    pub message: Option<String>,
    /// When it was sent.
    pub sent_at: OffsetDateTime,
    /// A code of [`State`].
    pub state: String,
    /// Local day and hour of the appointment.
    pub appointment_at: Option<PrimitiveDateTime>,
    /// Where.
    pub appointment_place: Option<String>,
    /// A code of [`crate::domain::referral::Reason`].
    pub reason: Option<String>,
    /// What the structure said.
    pub note: Option<String>,
    /// When the structure first answered.
    pub first_answered_at: Option<OffsetDateTime>,
}

impl Referral {
    /// Where it stands.
    ///
    /// # Errors
    /// Where the database holds a state that this version does not know.
    pub fn state(&self) -> Result<State> {
        State::from_code(&self.state).ok_or_else(|| sqlx::Error::Decode(self.state.clone().into()).into())
    }
}

/// What is written along with a move.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// New links.
    pub links: &'a [NewLink<'a>],
    /// Messages to send.
    pub messages: &'a [NewMessage],
    /// From the desk: its lines in the journal.
    pub audit: &'a [NewAudit],
}

/// One step of a request, for those who may see it.
#[derive(Debug, Clone, FromRow)]
pub struct Timeline {
    /// When.
    pub at: OffsetDateTime,
    /// Where it led: a code of [`State`].
    pub to_state: String,
}

/// What became of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The request is written, with its messages.
    New(Uuid),
    /// It was written before, by the same form.
    Again(Uuid),
    /// The same form had sent something else.
    Different,
}

const INSERT: &str = "
insert into referral (id, submission_id, payload_digest, code, offer_id, first_name, mobile, email, best_moment,
                      message, consent_version, sent_at, state)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'sent')
on conflict (submission_id) do nothing";

const BY_SUBMISSION: &str = "select id, payload_digest from referral where submission_id = $1";

const ADD_EVENT: &str = "
insert into referral_event (referral_id, position, at, actor, from_state, to_state, reason)
values ($1, (select count(*) from referral_event where referral_id = $1), $2, $3, $4, $5, $6)";

const TIMELINE: &str = "
select at, to_state from referral_event where referral_id = $1 order by position limit 200";

const BY_ID: &str = "
select id, code, offer_id, first_name, mobile, email, best_moment, message, sent_at, state, appointment_at,
       appointment_place, reason, note, first_answered_at
from referral where id = $1";

const BY_CODE: &str = "
select id, code, offer_id, first_name, mobile, email, best_moment, message, sent_at, state, appointment_at,
       appointment_place, reason, note, first_answered_at
from referral where code = $1";

const RECENT_OF_MOBILE: &str = "
select id, code, offer_id, first_name, mobile, email, best_moment, message, sent_at, state, appointment_at,
       appointment_place, reason, note, first_answered_at
from referral where mobile = $1 order by sent_at desc, id desc limit 5";

const MOVE: &str = "
update referral
set state = $3, appointment_at = $4, appointment_place = $5, reason = $6, note = $7,
    first_answered_at = coalesce(first_answered_at, $8), closed_at = $9
where id = $1 and state = $2";

// What a withdrawn request said is nobody's business any more: the structure does not see it, nor do we keep it.
const FORGET_WORDS: &str = "update referral set message = null, best_moment = null where id = $1";

const DROP_UNSENT: &str = "delete from message where referral_id = $1 and sent_at is null";

const FORGET: &str = "
delete from referral
where (state in ('declined', 'withdrawn') and closed_at <= $1)
   or (state in ('sent', 'contact_attempted', 'appointment', 'waiting_list') and sent_at <= $2)
   or (state = 'accepted' and coalesce(first_answered_at, sent_at) <= $3)";

const ANSWERED: &str = "
select offer.organisation_id, referral.sent_at, referral.first_answered_at
from referral join offer on offer.id = referral.offer_id
where referral.first_answered_at is not null order by referral.sent_at desc limit 20000";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[
    INSERT,
    BY_SUBMISSION,
    ADD_EVENT,
    TIMELINE,
    BY_ID,
    BY_CODE,
    RECENT_OF_MOBILE,
    MOVE,
    FORGET_WORDS,
    DROP_UNSENT,
    FORGET,
    ANSWERED,
];

/// Writes messages and links inside a transaction of either engine.
macro_rules! write_along {
    ($tx:ident, $referral:expr, $links:expr, $messages:expr, $now:expr) => {
        for link in $links {
            sqlx::query(link::ADD)
                .bind(digest(link.secret.expose()))
                .bind($referral)
                .bind(link.audience.code())
                .bind(link.expires_at)
                .execute(&mut *$tx)
                .await?;
        }
        for message in $messages {
            message::write!($tx, message, $referral, $now);
        }
    };
}

impl Db {
    /// Writes a request, its first event, its links and its messages, once for each form.
    ///
    /// # Errors
    /// Where the database fails; then nothing is written, and nothing may be acknowledged.
    pub async fn send_referral(
        &self,
        new: &NewReferral<'_>,
        links: &[NewLink<'_>],
        messages: &[NewMessage],
        now: OffsetDateTime,
    ) -> Result<Sent> {
        let id = new_id(now);
        let ask = new.ask;
        let sent = writing!(self, tx => {
            let rows = sqlx::query(INSERT).bind(id).bind(new.submission_id).bind(new.payload_digest)
                .bind(new.code.as_str()).bind(new.offer_id).bind(ask.first_name.as_str()).bind(ask.mobile.as_str())
                .bind(ask.email.as_ref().map(|email| email.as_str())).bind(ask.best_moment.map(|moment| moment.code()))
                .bind(ask.message.as_ref().map(|message| message.as_str())).bind(consent::VERSION).bind(now)
                .execute(&mut *tx).await?.rows_affected();
            if rows == 0 {
                let (id, payload): (Uuid, String) =
                    sqlx::query_as(BY_SUBMISSION).bind(new.submission_id).fetch_one(&mut *tx).await?;
                if payload == new.payload_digest { Sent::Again(id) } else { Sent::Different }
            } else {
                sqlx::query(ADD_EVENT).bind(id).bind(now).bind(Actor::Person.code()).bind(None::<&str>)
                    .bind(State::Sent.code()).bind(None::<&str>).execute(&mut *tx).await?;
                write_along!(tx, id, links, messages, now);
                Sent::New(id)
            }
        });
        Ok(sent)
    }

    /// Moves a request by an action that its state allows, with what tells of it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where it is no longer in `from`, or the action is not allowed there.
    pub async fn move_referral(
        &self,
        referral: &Referral,
        action: &Action,
        actor: Actor,
        told: Told<'_>,
        now: OffsetDateTime,
    ) -> Result<State> {
        let Told { links, messages, audit } = told;
        let from = referral.state()?;
        let to = action.from(from).map_err(|_| StoreError::Conflict)?;
        let (at, place, reason, note) = match action {
            Action::Meet { at, place, note } => (Some(*at), Some(place.as_str()), None, note.as_ref()),
            Action::Decline { reason, note } => (None, None, Some(reason.code()), note.as_ref()),
            Action::Call { note } | Action::Wait { note } | Action::Accept { note } => {
                (None, None, None, note.as_ref())
            }
            Action::Withdraw => (None, None, None, None),
        };
        let answered = (actor == Actor::Structure).then_some(now);
        let closed = (!to.is_open()).then_some(now);
        writing!(self, tx => {
            let rows = sqlx::query(MOVE).bind(referral.id).bind(from.code()).bind(to.code()).bind(at).bind(place)
                .bind(reason).bind(note.map(|note| note.as_str())).bind(answered).bind(closed)
                .execute(&mut *tx).await?.rows_affected();
            if rows == 0 {
                return Err(StoreError::Conflict);
            }
            sqlx::query(ADD_EVENT).bind(referral.id).bind(now).bind(actor.code()).bind(from.code()).bind(to.code())
                .bind(reason).execute(&mut *tx).await?;
            if to == State::Withdrawn {
                sqlx::query(FORGET_WORDS).bind(referral.id).execute(&mut *tx).await?;
                // Nobody is to read of a request that was taken back before its letter left.
                sqlx::query(DROP_UNSENT).bind(referral.id).execute(&mut *tx).await?;
            }
            write_along!(tx, referral.id, links, messages, now);
            write_audit!(tx, audit, now);
        });
        Ok(to)
    }

    /// Writes links and messages of a request that does not move: a link renewed, a code sent again.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn write_messages(
        &self,
        referral: Uuid,
        links: &[NewLink<'_>],
        messages: &[NewMessage],
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => { write_along!(tx, referral, links, messages, now); });
        Ok(())
    }

    /// The request of a key.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn referral(&self, id: Uuid) -> Result<Option<Referral>> {
        Ok(reading!(self, pool => sqlx::query_as(BY_ID).bind(id).fetch_optional(pool).await?))
    }

    /// The request of a code.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn referral_by_code(&self, code: &Code) -> Result<Option<Referral>> {
        Ok(reading!(self, pool => sqlx::query_as(BY_CODE).bind(code.as_str()).fetch_optional(pool).await?))
    }

    /// The five last requests of a phone, the newest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn referrals_of_mobile(&self, mobile: &Mobile) -> Result<Vec<Referral>> {
        Ok(
            reading!(self, pool => sqlx::query_as(RECENT_OF_MOBILE).bind(mobile.as_str()).fetch_all(pool).await?),
        )
    }

    /// The steps of a request, in order.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn timeline(&self, id: Uuid) -> Result<Vec<Timeline>> {
        Ok(reading!(self, pool => sqlx::query_as(TIMELINE).bind(id).fetch_all(pool).await?))
    }

    /// Every answered request as (organisation, sent, first answered): what answer delays are made of.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn answered(&self) -> Result<Vec<(Uuid, OffsetDateTime, OffsetDateTime)>> {
        Ok(reading!(self, pool => sqlx::query_as(ANSWERED).fetch_all(pool).await?))
    }

    /// Erases the requests that ended before `closed`, were left unanswered since before `unanswered`, or were
    /// accepted before `accepted`; answers how many.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_referrals(
        &self,
        closed: OffsetDateTime,
        unanswered: OffsetDateTime,
        accepted: OffsetDateTime,
    ) -> Result<u64> {
        Ok(writing!(self, tx => {
            sqlx::query(FORGET).bind(closed).bind(unanswered).bind(accepted).execute(&mut *tx).await?.rows_affected()
        }))
    }
}
