//! What is left of a request once it is erased: a row of nobody, so that the figures of a three-year experiment survive.

use time::{Date, OffsetDateTime};

use super::{Actor, Deed, State, Step};
use crate::domain::calendar::Calendar;
use crate::domain::offer::Offer;

/// A request without a person. A month and not a day, a département and not a commune, a theme and no words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistic {
    /// The month it was sent: `2026-11`.
    pub month: String,
    /// The département of the offer, where it is known.
    pub departement: Option<&'static str>,
    /// The kind of the offer: its code.
    pub kind: &'static str,
    /// The first theme of the offer: its code.
    pub theme: Option<&'static str>,
    /// How it ended, or stood.
    pub state: State,
    /// Days from sent to the first answer.
    pub days_to_answer: Option<i64>,
    /// Days from sent to the start.
    pub days_to_start: Option<i64>,
    /// Days from sent to the end.
    pub days_to_end: Option<i64>,
    /// Whether she said that she was still there after three months, and after six.
    pub stayed: [bool; 2],
}

impl Statistic {
    /// That of a request for `offer`, from its events.
    pub fn of(offer: &Offer, state: State, events: &[(Step, Actor, OffsetDateTime)]) -> Option<Self> {
        let calendar = offer.address.calendar();
        let sent = events.first().map(|(.., at)| day(calendar, *at))?;
        let first = |is: &dyn Fn(Step, Actor) -> bool| {
            let event = events.iter().find(|(step, by, _)| is(*step, *by));
            event.map(|(.., at)| (day(calendar, *at) - sent).whole_days())
        };
        let answers = |step: Step, by: Actor| by == Actor::Structure && step != Step::Read;
        // Nothing happens after an end.
        let end = events.last().filter(|_| !state.is_open());
        let stayed = |asked: Deed| {
            let asked = events.iter().position(|(step, ..)| *step == Step::Clock(asked));
            asked.is_some_and(|asked| {
                events[asked..].iter().any(|(step, ..)| matches!(step, Step::Stay | Step::Complete))
            })
        };
        Some(Self {
            month: month_of(sent),
            departement: offer.address.departement(),
            kind: offer.kind.code(),
            theme: offer.themes.first().map(|theme| theme.code()),
            state,
            days_to_answer: first(&answers),
            days_to_start: first(&|step, _| step == Step::Start),
            days_to_end: end.map(|(.., at)| (day(calendar, *at) - sent).whole_days()),
            stayed: [stayed(Deed::StillThere), stayed(Deed::StillThereLater)],
        })
    }
}

/// The month of a day: `2026-11`.
pub fn month_of(day: Date) -> String {
    format!("{}-{:02}", day.year(), u8::from(day.month()))
}

fn day(calendar: Calendar, at: OffsetDateTime) -> Date {
    calendar.local(at).date()
}
