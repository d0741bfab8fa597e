//! How a request moves: its state, its event, its links and its messages in one transaction; and what the clock has to do.

use sqlx::FromRow;
use time::{Date, OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::directory::RAISE;
use super::referral::{Referral, write_along};
use super::referral_joined::follow;
use super::seal;
use super::{Db, NewLink, NewMessage, Result, StoreError, reading, writing};
use crate::domain::calendar::Calendar;
use crate::domain::referral::{Action, Actor, Case, DEAD_IN_A_ROW, State, Step};

/// Requests that the clock looks at in one round.
pub const DUE_PAGE: i64 = 200;

/// What is written along with a move.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// New links.
    pub links: &'a [NewLink<'a>],
    /// Messages to send.
    pub messages: &'a [NewMessage],
    /// From the desk: its lines in the journal.
    pub audit: &'a [NewAudit],
    /// From the desk: who of the team.
    pub account: Option<Uuid>,
}

/// One event of a request, for those who may see it.
#[derive(Debug, Clone, FromRow)]
pub struct Event {
    /// When.
    pub at: OffsetDateTime,
    /// Who of the team; nobody where it was by the link of a mail, or by no team at all.
    pub account_id: Option<Uuid>,
    /// A code of [`Actor`].
    actor: String,
    /// A code of [`Step`].
    step: String,
    /// Where it led: a code of [`State`].
    to_state: String,
    /// Why: a code of a reason or of an exit.
    pub why: Option<String>,
}

impl Event {
    /// What was done, by whom, and where it led.
    ///
    /// # Errors
    /// Where the database holds what this version does not know.
    pub fn read(&self) -> Result<(Step, Actor, State)> {
        let unknown = |code: &str| StoreError::from(sqlx::Error::Decode(code.to_owned().into()));
        Ok((
            Step::from_code(&self.step).ok_or_else(|| unknown(&self.step))?,
            Actor::from_code(&self.actor).ok_or_else(|| unknown(&self.actor))?,
            State::from_code(&self.to_state).ok_or_else(|| unknown(&self.to_state))?,
        ))
    }
}

pub(super) const ADD_EVENT: &str = "
insert into referral_event (referral_id, position, at, actor, account_id, step, from_state, to_state, reason)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

const EVENTS: &str = "
select at, account_id, actor, step, to_state, reason as why from referral_event where referral_id = $1 order by position limit 500";

// The count of events is what two hands at once stumble over: the second finds another count, and writes nothing.
const MOVE: &str = "
update referral
set state = $3, appointment_at = $4, appointment_place = $5, reason = $6, note = $7, rank = $8, exit = $9,
    since = $10, last_deed = $11, last_deed_at = $12, due_at = $13,
    first_answered_at = coalesce(first_answered_at, $14), started_at = coalesce(started_at, $15), closed_at = $16,
    awaited_session = $17, events = events + 1
where id = $1 and events = $2";

// What a withdrawn request said is nobody's business any more: the structure does not see it, nor do we keep it.
const FORGET_WORDS: &str = "update referral set message = null, best_moment = null where id = $1";

const DROP_UNSENT: &str = "delete from message where referral_id = $1 and sent_at is null";

const DUE: &str = "select id from referral where due_at <= $1 order by due_at, id limit $2 offset $3";

const PUT_OFF: &str = "update referral set due_at = $3 where id = $1 and events = $2";

const LAST_ENDED: &str = "
select state from referral where offer_id = $1 and closed_at is not null and apart is null order by closed_at desc, id desc limit $2";

const CLOSE_ASKS: &str = "
update offer set asks_closed_at = $2 where id = $1 and asks_closed_at is null";

const OPEN_ASKS: &str = "
update offer set asks_closed_at = null where id = $1 and asks_closed_at is not null";

// The index reads it again: whether one can ask is a filter.
const STAMP: &str = "update offer set version = $2 where id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[
    ADD_EVENT,
    EVENTS,
    MOVE,
    FORGET_WORDS,
    DROP_UNSENT,
    DUE,
    PUT_OFF,
    LAST_ENDED,
    CLOSE_ASKS,
    OPEN_ASKS,
    STAMP,
];

/// What a request says after a move.
struct After<'a> {
    appointment: Option<(PrimitiveDateTime, &'a str)>,
    reason: Option<&'a str>,
    note: Option<&'a str>,
    rank: Option<i64>,
    exit: Option<&'a str>,
    awaited_session: Option<Date>,
}

impl<'a> After<'a> {
    fn new(referral: &'a Referral, action: &'a Action, to: State) -> Self {
        let mut after = Self {
            appointment: referral.appointment_at.zip(referral.appointment_place.as_deref()),
            reason: referral.reason.as_deref(),
            note: referral.note.as_deref(),
            rank: referral.rank,
            exit: referral.exit.as_deref(),
            awaited_session: referral.awaited_session,
        };
        if action.step().restarts_clock(to) {
            (after.appointment, after.reason, after.rank) = (None, None, None);
            after.note = action.note().map(|note| note.as_str());
        }
        match action {
            Action::Meet { at, place, .. } => after.appointment = Some((*at, place.as_str())),
            Action::Decline { reason, .. } => {
                (after.reason, after.awaited_session) = (Some(reason.code()), None);
            }
            Action::Wait { rank, .. } => after.rank = rank.map(i64::from),
            Action::Join { session } => after.awaited_session = *session,
            Action::Complete { exit } => after.exit = Some(exit.code()),
            Action::Clock(_) if to == State::Completed => {
                after.exit = Some(crate::domain::referral::Exit::Unknown.code());
            }
            _ => {}
        }
        after
    }
}

/// Tells every node that an offer has changed.
macro_rules! stamp {
    ($tx:ident, $offer:expr) => {
        let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *$tx).await?;
        sqlx::query(STAMP).bind($offer).bind(version).execute(&mut *$tx).await?;
    };
}

/// Opens the door of an offer, if it was closed.
macro_rules! open_door {
    ($tx:ident, $offer:expr) => {
        if sqlx::query(OPEN_ASKS).bind($offer).execute(&mut *$tx).await?.rows_affected() == 1 {
            stamp!($tx, $offer);
        }
    };
}

impl Db {
    /// Moves a request by an action that the table allows, with what tells of it. Answers where it stands.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where somebody else has moved it since it was read, or the table does not allow it.
    pub async fn move_referral(
        &self,
        referral: &Referral,
        action: &Action,
        actor: Actor,
        calendar: Calendar,
        told: Told<'_>,
        now: OffsetDateTime,
    ) -> Result<State> {
        let Told { links, messages, audit, account } = told;
        let from = referral.state()?;
        let to = action.leads(from, actor).map_err(|_| StoreError::Conflict)?;
        let step = action.step();
        let after = After::new(referral, action, to);
        let restarts = step.restarts_clock(to);
        let last = match action {
            Action::Clock(deed) => Some((*deed, now)),
            _ if restarts => None,
            _ => referral.last()?,
        };
        let case = Case {
            state: to,
            since: if restarts { now } else { referral.since },
            appointment: after.appointment.map(|(at, _)| at),
            last,
            calendar,
        };
        // What stands apart has no clock of its own.
        let again = case.look_again(now).filter(|_| referral.apart().is_none());
        let answered = (actor == Actor::Structure && step != Step::Read).then_some(now);
        let started = (step == Step::Start).then_some(now);
        let closed = if to.is_open() { None } else { referral.closed_at.or(Some(now)) };
        let why = match action {
            Action::Decline { reason, .. } => Some(reason.code()),
            Action::Complete { exit } => Some(exit.code()),
            _ => None,
        };
        let (seals, id) = (self.seals(), referral.id);
        let place = after.appointment.map(|(_, place)| place);
        let sealed_place = seals.seal_some(seal::REFERRAL_PLACE, id, place)?;
        let note = seals.seal_some(seal::REFERRAL_NOTE, id, after.note)?;
        writing!(self, tx => {
            let rows = sqlx::query(MOVE).bind(referral.id).bind(referral.events).bind(to.code())
                .bind(after.appointment.map(|(at, _)| at)).bind(&sealed_place)
                .bind(after.reason).bind(&note).bind(after.rank).bind(after.exit)
                .bind(case.since).bind(last.map(|(deed, _)| deed.code())).bind(last.map(|(_, at)| at))
                .bind(again).bind(answered).bind(started).bind(closed).bind(after.awaited_session)
                .execute(&mut *tx).await?.rows_affected();
            if rows == 0 {
                return Err(StoreError::Conflict);
            }
            sqlx::query(ADD_EVENT).bind(referral.id).bind(referral.events).bind(now).bind(actor.code()).bind(account)
                .bind(step.code()).bind(from.code()).bind(to.code()).bind(why).execute(&mut *tx).await?;
            if actor == Actor::Structure || (actor == Actor::Platform && !to.is_open()) {
                follow!(self, tx, referral.id, action, actor, to, (why, place, after.note), now);
            }
            if to == State::Withdrawn {
                sqlx::query(FORGET_WORDS).bind(referral.id).execute(&mut *tx).await?;
                // Nobody is to read of a request that was taken back before its letter left.
                sqlx::query(DROP_UNSENT).bind(referral.id).execute(&mut *tx).await?;
            }
            if actor == Actor::Structure && step != Step::Read {
                // Who answers is there: its door is open again.
                open_door!(tx, referral.offer_id);
            }
            write_along!(self, tx, referral.id, links, messages, now);
            write_audit!(tx, audit, now);
        });
        Ok(to)
    }

    /// Notes that the structure, or `account` of its team, has opened a request, the first time: the person reads it.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn note_read(
        &self,
        referral: &Referral,
        calendar: Calendar,
        account: Option<Uuid>,
        now: OffsetDateTime,
    ) -> Result<()> {
        if referral.state()? != State::Sent {
            return Ok(());
        }
        let told = Told { account, ..Told::default() };
        match self.move_referral(referral, &Action::Read, Actor::Structure, calendar, told, now).await {
            // Somebody else of the team was quicker.
            Err(StoreError::Conflict) => Ok(()),
            moved => Ok(moved.map(|_| ())?),
        }
    }

    /// What happened to a request, in order.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn events(&self, id: Uuid) -> Result<Vec<Event>> {
        Ok(reading!(self, pool => sqlx::query_as(EVENTS).bind(id).fetch_all(pool).await?))
    }

    /// The requests that the clock has to look at, the longest overdue first: [`DUE_PAGE`] at most, after `skipped`.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn due_referrals(&self, now: OffsetDateTime, skipped: i64) -> Result<Vec<Uuid>> {
        Ok(reading!(self, pool => {
            sqlx::query_scalar(DUE).bind(now).bind(DUE_PAGE).bind(skipped).fetch_all(pool).await?
        }))
    }

    /// Notes when the clock looks at a request again, unless somebody has moved it meanwhile.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn put_off_referral(&self, referral: &Referral, until: Option<OffsetDateTime>) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(PUT_OFF).bind(referral.id).bind(referral.events).bind(until).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Closes the door of an offer whose last [`DEAD_IN_A_ROW`] requests died unanswered, with the letter that says so;
    /// answers whether it was closed just now.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn close_asks(
        &self,
        offer: Uuid,
        links: &[NewLink<'_>],
        letters: &[NewMessage],
        referral: Uuid,
        now: OffsetDateTime,
    ) -> Result<bool> {
        let dead = State::NoAnswer.code();
        Ok(writing!(self, tx => {
            let last: Vec<String> =
                sqlx::query_scalar(LAST_ENDED).bind(offer).bind(i64::from(DEAD_IN_A_ROW)).fetch_all(&mut *tx).await?;
            let all = last.len() == usize::from(DEAD_IN_A_ROW)
                && last.iter().all(|state| state == dead);
            let closed = all
                && sqlx::query(CLOSE_ASKS).bind(offer).bind(now).execute(&mut *tx).await?.rows_affected() == 1;
            if closed {
                stamp!(tx, offer);
                write_along!(self, tx, referral, links, letters, now);
            }
            closed
        }))
    }

    /// Opens the door of an offer again: its structure says that it answers.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn open_asks(&self, offer: Uuid, audit: &[NewAudit], now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => {
            open_door!(tx, offer);
            write_audit!(tx, audit, now);
        });
        Ok(())
    }
}
