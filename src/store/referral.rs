//! Requests as they stand, and what is written along with them.

use sqlx::FromRow;
use time::{Date, OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;

use super::seal::{self, Seals};
use super::{Channel, Db, NewLink, NewMessage, Result, reading, writing};
use crate::domain::calendar::Calendar;
use crate::domain::field::Mobile;
use crate::domain::id::Code;
use crate::domain::letter::Letter;
use crate::domain::referral::{Case, Deed, State, TellBy};

/// Requests that are erased in one round.
pub const FORGET_PAGE: i64 = 500;

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
    /// When it was last answered, or sent: what the clock counts from.
    pub since: OffsetDateTime,
    /// What the clock last did since then: a code of [`Deed`].
    last_deed: Option<String>,
    /// When.
    last_deed_at: Option<OffsetDateTime>,
    /// How many events it has.
    pub events: i64,
    /// Her place on the waiting list.
    pub rank: Option<i64>,
    /// A code of [`crate::domain::referral::Exit`].
    pub exit: Option<String>,
    /// When she began.
    pub started_at: Option<OffsetDateTime>,
    /// When it ended.
    pub closed_at: Option<OffsetDateTime>,
    /// Whether she wants no reminders.
    pub quiet: bool,
    /// How she wants to be told: a code of [`TellBy`].
    told_by: String,
    /// Who asked: a code of [`crate::domain::referral::Actor`].
    pub asked_by: String,
    apart: Option<String>,
    /// The request that this one is joined to.
    pub joined_to: Option<Uuid>,
    /// The account of who helped; nobody where she asked alone, or the account is gone.
    pub volunteer_id: Option<Uuid>,
    /// The organisation that the helper is of.
    pub helped_by: Option<Uuid>,
    /// Whether the helper sees where it stands.
    pub volunteer_sees: bool,
    /// What she agreed to: a version of [`crate::domain::consent::TEXTS`].
    pub consent_version: String,
    /// How: a code of [`crate::domain::consent::Way`].
    pub consent_way: String,
    /// When.
    pub consented_at: Option<OffsetDateTime>,
    /// The training for which she asks to be proposed, if she does.
    pub for_offer_id: Option<Uuid>,
    /// The first day of the session that she waits for, if she chose one.
    pub awaited_session: Option<Date>,
}

/// Why a request stands apart: its structure does not see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// The same person has asked for the same offer already.
    Joined,
    /// The structure, or the platform, takes no requests of this number.
    Blocked,
}

impl Apart {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Blocked => "blocked",
        }
    }
}

impl Referral {
    /// As it was written, from what is sealed.
    fn opened(mut self, seals: &Seals) -> Result<Self> {
        let id = self.id;
        seals.open_in(seal::REFERRAL_FIRST_NAME, id, &mut self.first_name)?;
        seals.open_in(seal::REFERRAL_MOBILE, id, &mut self.mobile)?;
        seals.open_some_in(seal::REFERRAL_EMAIL, id, &mut self.email)?;
        seals.open_some_in(seal::REFERRAL_MESSAGE, id, &mut self.message)?;
        seals.open_some_in(seal::REFERRAL_PLACE, id, &mut self.appointment_place)?;
        seals.open_some_in(seal::REFERRAL_NOTE, id, &mut self.note)?;
        Ok(self)
    }

    /// Where it stands.
    ///
    /// # Errors
    /// Where the database holds a state that this version does not know.
    pub fn state(&self) -> Result<State> {
        State::from_code(&self.state).ok_or_else(|| sqlx::Error::Decode(self.state.clone().into()).into())
    }

    /// Why its structure does not see it, where it does not.
    pub fn apart(&self) -> Option<Apart> {
        [Apart::Joined, Apart::Blocked].into_iter().find(|one| self.apart.as_deref() == Some(one.code()))
    }

    /// What the clock last did since the last answer.
    ///
    /// # Errors
    /// Where the database holds a deed that this version does not know.
    pub fn last(&self) -> Result<Option<(Deed, OffsetDateTime)>> {
        read_deed(self.last_deed.as_deref(), self.last_deed_at)
    }

    /// How she wants to be told.
    pub fn told_by(&self) -> TellBy {
        TellBy::from_code(&self.told_by).unwrap_or(TellBy::Both)
    }

    /// Whether what is written to her goes by SMS and by nothing else.
    pub fn is_told_by_sms_alone(&self) -> bool {
        let (by, has_email) = (self.told_by(), self.email.is_some());
        by.by_sms(has_email) && !(has_email && by.by_email())
    }

    /// A letter to her, by the ways that she chose; `key` makes a repeat harmless.
    pub fn to_person(&self, key: &str, letter: &Letter) -> Vec<NewMessage> {
        let by = self.told_by();
        let sms = by.by_sms(self.email.is_some()).then(|| NewMessage {
            key: format!("{key}-sms"),
            channel: Channel::Sms,
            recipient: self.mobile.clone(),
            subject: letter.subject.clone(),
            body: letter.body.clone(),
        });
        let email = self.email.as_deref().filter(|_| by.by_email());
        let mail = email.map(|email| NewMessage::mail(format!("{key}-mail"), email, letter.clone()));
        sms.into_iter().chain(mail).collect()
    }

    /// What the clock needs of it, in the calendar of the structure's place.
    ///
    /// # Errors
    /// Where the database holds what this version does not know.
    pub fn case(&self, calendar: Calendar) -> Result<Case> {
        Ok(Case {
            state: self.state()?,
            since: self.since,
            appointment: self.appointment_at,
            last: self.last()?,
            calendar,
        })
    }
}

/// What the clock last did, from its columns.
pub(super) fn read_deed(
    code: Option<&str>,
    at: Option<OffsetDateTime>,
) -> Result<Option<(Deed, OffsetDateTime)>> {
    let Some((code, at)) = code.zip(at) else { return Ok(None) };
    let deed = Deed::ALL.into_iter().find(|deed| deed.code() == code);
    let deed = deed.ok_or_else(|| sqlx::Error::Decode(code.to_owned().into()))?;
    Ok(Some((deed, at)))
}

/// The columns of a [`Referral`], and the end of the statement.
macro_rules! select {
    ($end:literal) => {
        concat!(
            "select id, code, offer_id, first_name, mobile, email, best_moment, message, sent_at, state, appointment_at,
             appointment_place, reason, note, first_answered_at, coalesce(since, sent_at) as since, last_deed,
             last_deed_at, events, rank, exit, started_at, closed_at, quiet, told_by, asked_by, apart, joined_to,
             volunteer_id, helped_by, volunteer_sees, consent_version, consent_way, consented_at, for_offer_id, awaited_session
             from referral ",
            $end
        )
    };
}

const BY_ID: &str = select!("where id = $1");
const BY_CODE: &str = select!("where code = $1");
const RECENT_OF_MOBILE: &str =
    select!("where mobile_key in ($1, $2) and apart is null order by sent_at desc, id desc limit 5");

// Ended without an entry; ended after one; and whatever nobody has touched for long.
const FORGETTABLE: &str = "
select id from referral
where (state in ('declined', 'no_answer', 'withdrawn') and closed_at <= $1)
   or (state = 'completed' and closed_at <= $2)
   or (apart = 'blocked' and sent_at <= $1)
   or coalesce(since, sent_at) <= $3
order by sent_at, id limit $4";

const ANSWERED: &str = "
select offer.organisation_id, referral.sent_at, referral.first_answered_at
from referral join offer on offer.id = referral.offer_id
where referral.first_answered_at is not null and referral.apart is null order by referral.sent_at desc limit 20000";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[BY_ID, BY_CODE, RECENT_OF_MOBILE, FORGETTABLE, ANSWERED];

/// Writes messages and links inside a transaction of either engine.
macro_rules! write_along {
    ($db:expr, $tx:ident, $referral:expr, $links:expr, $messages:expr, $now:expr) => {
        for link in $links {
            sqlx::query($crate::store::link::ADD)
                .bind($crate::store::digest(link.secret.expose()))
                .bind($referral)
                .bind(link.audience.code())
                .bind(link.expires_at)
                .bind(link.proves_phone)
                .execute(&mut *$tx)
                .await?;
        }
        for message in $messages {
            $crate::store::message::write!($db, $tx, message, $referral, $now);
        }
    };
}
pub(super) use write_along;

impl Db {
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
        writing!(self, tx => { write_along!(self, tx, referral, links, messages, now); });
        Ok(())
    }

    /// The request of a key.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn referral(&self, id: Uuid) -> Result<Option<Referral>> {
        let found: Option<Referral> =
            reading!(self, pool => sqlx::query_as(BY_ID).bind(id).fetch_optional(pool).await?);
        found.map(|found| found.opened(self.seals())).transpose()
    }

    /// The request of a code.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn referral_by_code(&self, code: &Code) -> Result<Option<Referral>> {
        let found: Option<Referral> =
            reading!(self, pool => sqlx::query_as(BY_CODE).bind(code.as_str()).fetch_optional(pool).await?);
        found.map(|found| found.opened(self.seals())).transpose()
    }

    /// The five last requests of a phone, the newest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn referrals_of_mobile(&self, mobile: &Mobile) -> Result<Vec<Referral>> {
        let [key, before] = self.seals().hashes(mobile.as_str())?;
        let found: Vec<Referral> = reading!(self, pool => {
            sqlx::query_as(RECENT_OF_MOBILE).bind(&key).bind(&before).fetch_all(pool).await?
        });
        found.into_iter().map(|found| found.opened(self.seals())).collect()
    }

    /// Every answered request as (organisation, sent, first answered): what answer delays are made of.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn answered(&self) -> Result<Vec<(Uuid, OffsetDateTime, OffsetDateTime)>> {
        Ok(reading!(self, pool => sqlx::query_as(ANSWERED).fetch_all(pool).await?))
    }

    /// The requests that ended without an entry before `closed`, after one before `completed`, or that nobody has touched
    /// since `untouched`: their time is over. The oldest first, `most` at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forgettable_referrals(
        &self,
        closed: OffsetDateTime,
        completed: OffsetDateTime,
        untouched: OffsetDateTime,
        most: i64,
    ) -> Result<Vec<Uuid>> {
        Ok(reading!(self, pool => {
            sqlx::query_scalar(FORGETTABLE).bind(closed).bind(completed).bind(untouched).bind(most)
                .fetch_all(pool).await?
        }))
    }
}
