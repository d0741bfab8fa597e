//! The platform's clock: what it does by itself for a request, and when. One function of the state and the time.
//!
//! Delays are the issue's own: the structure is reminded at 3 and 7 working days, the person told at 7, shown other offers at
//! 10, and at 30 days it ends. All are counted from the last answer, in the calendar of the structure's place, and fall at
//! nine in the morning there, on a working day.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time};

use super::State;
use crate::domain::calendar::Calendar;

/// Working days after which the structure is reminded for the first time.
pub const REMIND_AFTER_DAYS: u16 = 3;
/// Working days after which the person is told, whatever the structure does; the structure is reminded again.
pub const ANSWER_WITHIN_DAYS: u16 = 7;
/// Working days after which the person is shown other offers that she can ask for at once.
pub const PROPOSE_AFTER_DAYS: u16 = 10;
/// Days after which a request that was never answered ends, and the person is told so.
pub const END_AFTER_DAYS: i64 = 30;
/// Requests in a row that die before the door of an offer is closed, until its structure opens it again.
pub const DEAD_IN_A_ROW: u8 = 3;
/// Days before an appointment on which the person is told of it again.
pub const RECALL_DAYS_BEFORE: i64 = 2;
/// Days that pass at least between what the person was told of a silence and the end.
const NOTICE: Duration = Duration::days(7);
/// The hour of the day, in the structure's place.
const HOUR: Time = time::macros::time!(9:00);

/// Something that the platform does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// It reminds the structure.
    Remind,
    /// It reminds the structure again, and tells the person, with its telephone.
    Tell,
    /// It proposes other offers to the person.
    Propose,
    /// It tells the person of her appointment once more.
    Recall,
    /// The day after the appointment: how did it go?
    AskHow,
    /// On the waiting list for long: does she still wait?
    AskWaiting,
    /// It was yes: has she begun?
    AskStarted,
    /// Three months after the start: is she still there?
    StillThere,
    /// Six months after the start: is she still there?
    StillThereLater,
    /// It ends the request as not answered.
    End,
    /// It ends a request that went well and of which nobody said more.
    Close,
}

/// When a deed falls.
#[derive(Debug, Clone, Copy)]
enum After {
    /// Working days after the last answer.
    WorkingDays(u16),
    /// Days after the last answer.
    Days(i64),
    /// Days after the appointment; before it where less than 0.
    Appointment(i64),
}

/// What falls in a state, in order.
fn schedule(state: State) -> &'static [(Deed, After)] {
    use After::{Appointment, Days, WorkingDays};
    match state {
        State::Sent | State::Read | State::ContactAttempted => &[
            (Deed::Remind, WorkingDays(REMIND_AFTER_DAYS)),
            (Deed::Tell, WorkingDays(ANSWER_WITHIN_DAYS)),
            (Deed::Propose, WorkingDays(PROPOSE_AFTER_DAYS)),
            (Deed::End, Days(END_AFTER_DAYS)),
        ],
        State::Appointment => &[
            (Deed::Recall, Appointment(-RECALL_DAYS_BEFORE)),
            (Deed::AskHow, Appointment(1)),
            (Deed::End, Appointment(END_AFTER_DAYS)),
        ],
        State::WaitingList => &[(Deed::AskWaiting, Days(90)), (Deed::End, Days(180))],
        State::Accepted => &[(Deed::AskStarted, Days(14)), (Deed::Close, Days(180))],
        State::Started => {
            &[(Deed::StillThere, Days(91)), (Deed::StillThereLater, Days(182)), (Deed::Close, Days(365))]
        }
        State::Completed | State::Declined | State::NoAnswer | State::Withdrawn => &[],
    }
}

impl Deed {
    /// All, in the order in which they may come.
    pub const ALL: [Self; 11] = [
        Self::Remind,
        Self::Tell,
        Self::Propose,
        Self::Recall,
        Self::AskHow,
        Self::AskWaiting,
        Self::AskStarted,
        Self::StillThere,
        Self::StillThereLater,
        Self::End,
        Self::Close,
    ];

    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Remind => "remind",
            Self::Tell => "tell",
            Self::Propose => "propose",
            Self::Recall => "recall",
            Self::AskHow => "ask_how",
            Self::AskWaiting => "ask_waiting",
            Self::AskStarted => "ask_started",
            Self::StillThere => "still_there",
            Self::StillThereLater => "still_there_later",
            Self::End => "end",
            Self::Close => "close",
        }
    }

    /// What the structure reads: "Nous vous rappelons cette demande".
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Remind => "Nous vous rappelons cette demande",
            Self::Tell => "Nous prévenons la personne que vous n’avez pas répondu",
            Self::Propose => "Nous proposons d’autres offres à la personne",
            Self::Recall => "Nous rappelons le rendez-vous à la personne",
            Self::AskHow => "Nous demandons comment s’est passé le rendez-vous",
            Self::AskWaiting => "Nous demandons à la personne si elle attend toujours",
            Self::AskStarted => "Nous demandons si la personne a commencé",
            Self::StillThere | Self::StillThereLater => "Nous demandons si la personne est toujours là",
            Self::End => "Nous fermons la demande, sans réponse",
            Self::Close => "Nous fermons la demande",
        }
    }
}

/// What the clock needs to know of a request.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// Where it stands.
    pub state: State,
    /// When it was last answered, or sent: what is counted from.
    pub since: OffsetDateTime,
    /// Local day and hour of the appointment.
    pub appointment: Option<PrimitiveDateTime>,
    /// What the clock last did since then, and when.
    pub last: Option<(Deed, OffsetDateTime)>,
    /// The calendar of the structure's place.
    pub calendar: Calendar,
}

impl Case {
    /// The day on which a deed falls; nothing where there is no sense in it.
    fn day(&self, deed: Deed, after: After) -> Option<Date> {
        let since = self.calendar.local(self.since).date();
        Some(match after {
            After::WorkingDays(days) => self.calendar.working_days_after(since, days),
            After::Days(days) => self.calendar.working_day_from(since.saturating_add(Duration::days(days))),
            After::Appointment(days) => {
                let base = self.appointment.map_or(since, PrimitiveDateTime::date);
                let day = base.saturating_add(Duration::days(days));
                match deed {
                    // The answer that proposed it has just told her.
                    Deed::Recall if day <= since => return None,
                    Deed::Recall => day,
                    _ => self.calendar.working_day_from(day),
                }
            }
        })
    }

    /// The local day on which a deed falls in this state, done or not; nothing where it does not.
    pub fn day_of(&self, deed: Deed) -> Option<Date> {
        let (deed, after) = schedule(self.state).iter().find(|(one, _)| *one == deed)?;
        self.day(*deed, *after)
    }

    /// What is still to come, each with its moment, in order.
    fn coming(&self) -> impl Iterator<Item = (Deed, OffsetDateTime)> {
        let plan = schedule(self.state);
        let done = self.last.and_then(|(last, _)| plan.iter().position(|(deed, _)| *deed == last));
        plan.iter().skip(done.map_or(0, |done| done + 1)).filter_map(|(deed, after)| {
            let due = self.calendar.moment(self.day(*deed, *after)?, HOUR);
            Some((*deed, if *deed == Deed::End { due.max(self.noticed()? + NOTICE) } else { due }))
        })
    }

    /// From when on the end may count: nobody is left without a word before it. Where the clock itself stood still and told
    /// her nothing, it tells first.
    fn noticed(&self) -> Option<OffsetDateTime> {
        match (self.state, self.last) {
            (State::Sent | State::Read | State::ContactAttempted, last) => match last {
                Some((Deed::Tell | Deed::Propose, at)) => Some(at),
                _ => None,
            },
            (State::Appointment | State::WaitingList, last) => Some(last.map_or(self.since, |(_, at)| at)),
            _ => Some(self.since),
        }
    }

    /// What comes next by itself, and when.
    pub fn next(&self) -> Option<(Deed, OffsetDateTime)> {
        self.coming().next()
    }

    /// The local day of what comes next.
    pub fn next_day(&self) -> Option<(Deed, Date)> {
        self.next().map(|(deed, due)| (deed, self.calendar.local(due).date()))
    }

    /// What is to be done `now`: of all that is due the last alone, so that after a standstill nobody is flooded.
    pub fn due(&self, now: OffsetDateTime) -> Option<Deed> {
        let due = self.coming().take_while(|(_, due)| *due <= now).map(|(deed, _)| deed);
        // Too late to be told of an appointment that is over.
        let over = |deed: Deed| {
            deed == Deed::Recall && self.appointment.is_some_and(|at| at <= self.calendar.local(now))
        };
        due.filter(|deed| !over(*deed)).last()
    }

    /// The moment at which the clock has to look at it again; nothing once it is over.
    pub fn look_again(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        // What is too late now is looked at with what comes after it.
        let mut coming = self.coming();
        coming.next().map(|(_, due)| due).map(|first| match self.due(now) {
            None if first <= now => coming.map(|(_, due)| due).find(|due| *due > now).unwrap_or(first),
            _ => first,
        })
    }
}

#[cfg(test)]
mod tests;
