//! The one table of what may be done to a request: what, by whom, from which state, to which. Whatever is not in it does not
//! happen; the README's drawing and the tests are made from it.

use super::{Deed, State};

/// Who does something to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Who asks.
    Person,
    /// Who answers.
    Structure,
    /// Who sits beside the person and asks with her.
    Volunteer,
    /// The clock.
    Platform,
}

impl Actor {
    /// All.
    pub const ALL: [Self; 4] = [Self::Person, Self::Structure, Self::Volunteer, Self::Platform];

    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Structure => "structure",
            Self::Volunteer => "volunteer",
            Self::Platform => "platform",
        }
    }

    /// The actor of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|actor| actor.code() == code)
    }
}

/// What is done to a request: each is an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// It is sent.
    Ask,
    /// The structure opens it.
    Read,
    /// The structure calls her.
    Call,
    /// The structure proposes an appointment.
    Meet,
    /// The structure puts her on the waiting list.
    Wait,
    /// The structure says yes.
    Accept,
    /// The structure says not this time.
    Decline,
    /// She has begun.
    Start,
    /// It is over.
    Complete,
    /// She says that they called her.
    Called,
    /// She says that there is no news.
    NoNews,
    /// There was no place: she would rather wait for one.
    Join,
    /// She says that she is still there.
    Stay,
    /// She found something elsewhere.
    Found,
    /// She takes it back.
    Withdraw,
    /// What the clock does.
    Clock(Deed),
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Move {
    /// What is done.
    pub step: Step,
    /// Who may.
    pub by: &'static [Actor],
    /// From which states.
    pub from: &'static [State],
    /// To which; none: it stays where it is.
    pub to: Option<State>,
}

use Actor::{Person, Platform, Structure, Volunteer};
use State::{
    Accepted, Appointment, Completed, ContactAttempted, Declined, NoAnswer, Read, Sent, Started, WaitingList,
    Withdrawn,
};

/// Before it begins: the structure may answer, and answer otherwise; she may take it back.
const PENDING: &[State] = &[Sent, Read, ContactAttempted, Appointment, WaitingList, Accepted];

const fn row(step: Step, by: &'static [Actor], from: &'static [State], to: Option<State>) -> Move {
    Move { step, by, from, to }
}

/// The table. [`Step::Ask`] is from nowhere: it makes the request.
#[rustfmt::skip]
pub const MOVES: &[Move] = &[
    row(Step::Ask, &[Person, Volunteer], &[], Some(Sent)),
    row(Step::Read, &[Structure], &[Sent], Some(Read)),
    row(Step::Call, &[Structure], PENDING, Some(ContactAttempted)),
    row(Step::Meet, &[Structure], PENDING, Some(Appointment)),
    row(Step::Wait, &[Structure], PENDING, Some(WaitingList)),
    row(Step::Accept, &[Structure], PENDING, Some(Accepted)),
    row(Step::Decline, &[Structure], PENDING, Some(Declined)),
    row(Step::Start, &[Structure, Person], &[ContactAttempted, Appointment, WaitingList, Accepted], Some(Started)),
    row(Step::Complete, &[Structure, Person], &[Started], Some(Completed)),
    row(Step::Called, &[Person], &[Sent, Read], Some(ContactAttempted)),
    row(Step::NoNews, &[Person], PENDING, None),
    row(Step::Join, &[Person], &[Declined], Some(WaitingList)),
    row(Step::Stay, &[Person], &[WaitingList, Started], None),
    row(Step::Found, &[Person], PENDING, Some(Withdrawn)),
    row(Step::Withdraw, &[Person], PENDING, Some(Withdrawn)),
    row(Step::Clock(Deed::Remind), &[Platform], &[Sent, Read, ContactAttempted], None),
    row(Step::Clock(Deed::Tell), &[Platform], &[Sent, Read, ContactAttempted], None),
    row(Step::Clock(Deed::Propose), &[Platform], &[Sent, Read, ContactAttempted], None),
    row(Step::Clock(Deed::Recall), &[Platform], &[Appointment], None),
    row(Step::Clock(Deed::AskHow), &[Platform], &[Appointment], None),
    row(Step::Clock(Deed::AskWaiting), &[Platform], &[WaitingList], None),
    row(Step::Clock(Deed::AskStarted), &[Platform], &[Accepted], None),
    row(Step::Clock(Deed::StillThere), &[Platform], &[Started], None),
    row(Step::Clock(Deed::StillThereLater), &[Platform], &[Started], None),
    row(Step::Clock(Deed::End), &[Platform], &[Sent, Read, ContactAttempted, Appointment, WaitingList], Some(NoAnswer)),
    row(Step::Clock(Deed::Close), &[Platform], &[Accepted, Started], Some(Completed)),
];

impl Step {
    /// All, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        MOVES.iter().map(|row| row.step)
    }

    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Read => "read",
            Self::Call => "call",
            Self::Meet => "meet",
            Self::Wait => "wait",
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::Start => "start",
            Self::Complete => "complete",
            Self::Called => "called",
            Self::NoNews => "no_news",
            Self::Join => "join",
            Self::Stay => "stay",
            Self::Found => "found",
            Self::Withdraw => "withdraw",
            Self::Clock(deed) => deed.code(),
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|step| step.code() == code)
    }

    /// Where it leads from `from` when `by` does it; nothing where the table does not allow it.
    pub fn leads(self, from: State, by: Actor) -> Option<State> {
        let row = MOVES.iter().find(|row| row.step == self)?;
        (row.from.contains(&from) && row.by.contains(&by)).then(|| row.to.unwrap_or(from))
    }

    /// Whether the clock counts anew from it, done in `state`: an answer makes it so; a look, a reminder or a question
    /// does not. Who still waits for a place waits on; a start stays the day it was.
    pub fn restarts_clock(self, state: State) -> bool {
        match self {
            Self::Read | Self::NoNews | Self::Clock(_) => false,
            Self::Stay => state == State::WaitingList,
            _ => true,
        }
    }
}

/// The state that events lead to, from the first on; nothing where they are not what the table allows.
pub fn replay(events: impl IntoIterator<Item = (Step, Actor)>) -> Option<State> {
    let mut state = None;
    for (step, by) in events {
        state = Some(match (state, step) {
            (None, Step::Ask) => State::Sent,
            (None, _) => return None,
            (Some(from), _) => step.leads(from, by)?,
        });
    }
    state
}

/// The table as a drawing in Mermaid's language, for the README: what stays where it is is not drawn.
pub fn drawing() -> String {
    let mut lines = vec!["stateDiagram-v2".to_owned(), "  [*] --> sent: ask".to_owned()];
    for from in State::ALL {
        for to in State::ALL.into_iter().filter(|to| *to != from) {
            let steps = MOVES.iter().filter(|row| row.to == Some(to) && row.from.contains(&from));
            let mut steps = steps.map(|row| row.step.code()).peekable();
            if steps.peek().is_some() {
                let steps = steps.collect::<Vec<_>>().join(", ");
                lines.push(format!("  {} --> {}: {steps}", from.code(), to.code()));
            }
        }
    }
    let ends = State::ALL.into_iter().filter(|state| !state.is_open());
    lines.extend(ends.map(|state| format!("  {} --> [*]", state.code())));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_open_state_has_a_way_out_and_no_closed_one_but_a_refusal() {
        for state in State::ALL {
            let ways =
                MOVES.iter().filter(|row| row.from.contains(&state) && row.to.is_some_and(|to| to != state));
            let count = ways.count();
            assert_eq!(count > 0, state.is_open() || state == State::Declined, "{state:?}: {count}");
        }
    }

    #[test]
    fn the_clock_alone_ends_every_open_state() {
        for state in State::ALL.into_iter().filter(|state| state.is_open()) {
            let ends = [Deed::End, Deed::Close]
                .into_iter()
                .filter_map(|deed| Step::Clock(deed).leads(state, Actor::Platform));
            assert_eq!(ends.filter(|end| !end.is_open()).count(), 1, "{state:?}");
        }
    }

    #[test]
    fn codes_are_their_own_and_come_back() {
        let mut codes: Vec<&str> = Step::all().map(Step::code).collect();
        for step in Step::all() {
            assert_eq!(Step::from_code(step.code()), Some(step));
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), MOVES.len(), "one row a step");
    }

    #[test]
    fn the_readme_draws_the_table() {
        let readme = include_str!("../../../README.md");
        let drawn = readme.split("```mermaid\n").nth(1).and_then(|rest| rest.split("\n```").next());
        assert_eq!(drawn, Some(drawing().as_str()), "put this into the README");
    }

    proptest! {
        #[test]
        fn whatever_is_tried_only_the_table_moves(tried in prop::collection::vec((0..MOVES.len(), 0usize..4), 0..60)) {
            let (mut state, mut events) = (State::Sent, vec![(Step::Ask, Actor::Person)]);
            for (row, by) in tried {
                let (row, by) = (&MOVES[row], Actor::ALL[by]);
                match row.step.leads(state, by) {
                    Some(to) => {
                        prop_assert!(row.from.contains(&state) && row.by.contains(&by));
                        prop_assert!(to == state || row.to == Some(to));
                        state = to;
                        events.push((row.step, by));
                    }
                    None => prop_assert!(!row.from.contains(&state) || !row.by.contains(&by)),
                }
                prop_assert_eq!(replay(events.iter().copied()), Some(state), "the state is what the events say");
            }
        }
    }

    #[test]
    fn an_answer_starts_the_clock_anew_and_a_look_does_not() {
        let anew: Vec<&str> =
            Step::all().filter(|step| step.restarts_clock(State::Started)).map(Step::code).collect();
        let answers = "ask call meet wait accept decline start complete called join found withdraw";
        assert_eq!(anew.join(" "), answers);
        assert!(Step::Stay.restarts_clock(State::WaitingList), "who waits on waits for as long again");
    }

    #[test]
    fn nothing_happens_before_it_was_sent() {
        assert_eq!(replay([]), None);
        assert_eq!(replay([(Step::Read, Actor::Structure)]), None);
        assert_eq!(replay([(Step::Ask, Actor::Volunteer), (Step::Read, Actor::Person)]), None);
        assert_eq!(
            replay([(Step::Ask, Actor::Volunteer), (Step::Read, Actor::Structure)]),
            Some(State::Read)
        );
    }
}
