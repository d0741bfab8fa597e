//! What the platform does by itself for a request that nobody answers, and when: it never dies in silence.

use time::{Date, Duration};

use super::{ANSWER_WITHIN_DAYS, State};
use crate::domain::clock::working_days_after;

/// Working days after which the structure is reminded for the first time; the second time is when the person is told.
pub const REMIND_AFTER_DAYS: u16 = 3;
/// Working days after which the person is shown other offers that she can ask for at once.
pub const PROPOSE_AFTER_DAYS: u16 = 10;
/// Days after which a request that was never answered ends, and the person is told so.
pub const END_AFTER_DAYS: i64 = 30;

/// Something that the platform does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Deed {
    /// It reminds the structure.
    Remind,
    /// It reminds the structure again, and tells the person, with its telephone.
    Tell,
    /// It proposes other offers to the person.
    Propose,
    /// It ends the request as not answered.
    End,
}

impl Deed {
    /// All, in the order in which they come.
    pub const ALL: [Self; 4] = [Self::Remind, Self::Tell, Self::Propose, Self::End];

    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Remind => "remind",
            Self::Tell => "tell",
            Self::Propose => "propose",
            Self::End => "end",
        }
    }

    /// The day on which it is due for a request sent on a day, if it is still not answered.
    pub fn due_on(self, sent_on: Date) -> Date {
        match self {
            Self::Remind => working_days_after(sent_on, REMIND_AFTER_DAYS),
            Self::Tell => working_days_after(sent_on, ANSWER_WITHIN_DAYS),
            Self::Propose => working_days_after(sent_on, PROPOSE_AFTER_DAYS),
            Self::End => sent_on.saturating_add(Duration::days(END_AFTER_DAYS)),
        }
    }

    /// What the structure reads: "Nous vous rappelons cette demande".
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Remind => "Nous vous rappelons cette demande",
            Self::Tell => "Nous prévenons la personne que vous n’avez pas répondu",
            Self::Propose => "Nous proposons d’autres offres à la personne",
            Self::End => "Nous fermons la demande, sans réponse",
        }
    }
}

/// What comes next by itself for a request, and on which day; nothing once it is answered.
pub fn next_deed(state: State, sent_on: Date, today: Date) -> Option<(Deed, Date)> {
    if state != State::Sent {
        return None;
    }
    let due = Deed::ALL.into_iter().map(|deed| (deed, deed.due_on(sent_on)));
    due.into_iter().find(|(_, day)| *day >= today)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn each_deed_has_its_day_in_order() {
        let sent = date!(2026 - 11 - 23);
        let days = Deed::ALL.map(|deed| deed.due_on(sent));
        let expected =
            [date!(2026 - 11 - 26), date!(2026 - 12 - 02), date!(2026 - 12 - 07), date!(2026 - 12 - 23)];
        assert_eq!(days, expected);
        assert_eq!(next_deed(State::Sent, sent, sent), Some((Deed::Remind, expected[0])));
        assert_eq!(next_deed(State::Sent, sent, date!(2026 - 11 - 27)), Some((Deed::Tell, expected[1])));
        assert_eq!(next_deed(State::Accepted, sent, sent), None);
    }

    proptest::proptest! {
        #[test]
        fn the_end_comes_last(start in 0i64..20_000) {
            let sent = date!(2000 - 01 - 01) + Duration::days(start);
            let days = Deed::ALL.map(|deed| deed.due_on(sent));
            proptest::prop_assert!(days.is_sorted(), "{:?}", days);
        }
    }
}
