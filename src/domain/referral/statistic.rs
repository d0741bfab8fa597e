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

#[cfg(test)]
mod tests {
    use super::*;

    use time::macros::datetime;

    use crate::domain::offer::OfferKind;

    /// That of a request for a workshop in Lens, from what was done, by whom and on which day of November 2026.
    fn of(state: State, events: &[(Step, Actor, i64)]) -> Option<Statistic> {
        let sent = datetime!(2026-11-01 23:30 +1);
        let mut offer = Offer::blank(OfferKind::Workshop, "s", "s--1", "s--o", sent.date());
        offer.address.code_insee = Some("62498".to_owned());
        let events: Vec<_> =
            events.iter().map(|(step, by, day)| (*step, *by, sent + time::Duration::days(*day))).collect();
        Statistic::of(&offer, state, &events)
    }

    #[test]
    fn a_request_leaves_days_and_no_person() {
        use Actor::{Person, Platform, Structure};
        let clock = |deed, day| (Step::Clock(deed), Platform, day);
        let life = [
            (Step::Ask, Person, 0),
            (Step::Read, Structure, 1),
            (Step::NoNews, Person, 2),
            (Step::Accept, Structure, 4),
            (Step::Start, Person, 9),
            clock(Deed::StillThere, 100),
            (Step::Stay, Person, 101),
            clock(Deed::StillThereLater, 191),
            clock(Deed::Close, 374),
        ];
        let told = of(State::Completed, &life).unwrap();
        assert_eq!((told.month.as_str(), told.departement, told.kind), ("2026-11", Some("62"), "workshop"));
        assert_eq!((told.theme, told.state), (None, State::Completed));
        assert_eq!(
            (told.days_to_answer, told.days_to_start, told.days_to_end),
            (Some(4), Some(9), Some(374))
        );
        assert_eq!(told.stayed, [true, false], "who says nothing the second time may have left");
        let open = of(State::Read, &life[..2]).unwrap();
        assert_eq!((open.days_to_answer, open.days_to_start, open.days_to_end), (None, None, None));
        assert_eq!(open.stayed, [false, false]);
        let ended =
            of(State::Completed, &[life[0], life[4], life[7], (Step::Complete, Structure, 200)]).unwrap();
        assert_eq!(ended.stayed, [false, true], "an end after six months is a stay of six months");
        assert_eq!(of(State::Sent, &[]), None);
    }
}
