//! What coordinators of volunteers read: counts, never people. What could point at somebody is hidden.

use super::referral::State;

/// A count under it is not shown (the rule of the Region's figures).
pub const LEAST_SHOWN: i64 = 5;

/// What became of requests, as the table tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nobody has answered yet, or the answer is not a yes yet.
    Open,
    /// The structure said yes; she may have begun, and have finished.
    Yes,
    /// Not this time.
    No,
    /// Nobody answered.
    Silence,
    /// She took it back.
    Withdrawn,
}

impl Outcome {
    /// All, in order.
    pub const ALL: [Self; 5] = [Self::Open, Self::Yes, Self::No, Self::Silence, Self::Withdrawn];

    /// That of a state.
    pub fn of(state: State) -> Self {
        match state {
            State::Sent | State::Read | State::ContactAttempted | State::Appointment | State::WaitingList => {
                Self::Open
            }
            State::Accepted | State::Started | State::Completed => Self::Yes,
            State::Declined => Self::No,
            State::NoAnswer => Self::Silence,
            State::Withdrawn => Self::Withdrawn,
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "En cours",
            Self::Yes => "La structure a dit oui",
            Self::No => "La structure a dit non",
            Self::Silence => "Sans réponse",
            Self::Withdrawn => "Reprise par la personne",
        }
    }
}

/// Cells of a table whose total stands beside it: those from 1 to 4 are hidden, and where that hides one alone, the smallest
/// of the others with it, since the total would tell it.
pub fn hide_small(cells: &[i64]) -> Vec<Option<i64>> {
    let mut shown: Vec<Option<i64>> =
        cells.iter().map(|count| Some(*count).filter(|count| *count == 0 || *count >= LEAST_SHOWN)).collect();
    if shown.iter().filter(|cell| cell.is_none()).count() == 1 {
        let smallest = shown.iter_mut().filter(|cell| cell.is_some_and(|count| count > 0)).min();
        if let Some(cell) = smallest {
            *cell = None;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn small_cells_are_hidden_and_can_not_be_told_from_the_others() {
        assert_eq!(hide_small(&[0, 5, 12]), [Some(0), Some(5), Some(12)]);
        assert_eq!(hide_small(&[4, 9, 12]), [None, None, Some(12)]);
        assert_eq!(hide_small(&[1, 2, 12]), [None, None, Some(12)]);
        assert_eq!(hide_small(&[0, 4, 9]), [Some(0), None, None], "nothing hides behind nobody");
        assert_eq!(hide_small(&[3]), [None]);
        assert_eq!(hide_small(&[]), []);
    }

    proptest! {
        #[test]
        fn nothing_from_one_to_four_is_ever_shown(cells in prop::collection::vec(0i64..40, 0..8)) {
            let shown = hide_small(&cells);
            prop_assert_eq!(shown.len(), cells.len());
            for (cell, count) in shown.iter().zip(&cells) {
                prop_assert!(cell.is_none_or(|cell| cell == *count && !(1..LEAST_SHOWN).contains(&cell)));
            }
            let (hidden, left) = (shown.iter().filter(|cell| cell.is_none()).count(), cells.iter().filter(|count| **count > 0).count());
            prop_assert!(hidden != 1 || left == 1, "one alone is hidden only where there is no other");
        }
    }

    #[test]
    fn what_became_of_a_request_is_one_of_five() {
        let states = Outcome::ALL.map(|outcome| {
            State::ALL
                .into_iter()
                .filter(|state| Outcome::of(*state) == outcome)
                .map(State::code)
                .collect::<Vec<_>>()
        });
        assert_eq!(states[0].len(), 5, "nobody has said yes or no: {:?}", states[0]);
        assert_eq!(states[1], ["accepted", "started", "completed"]);
        assert_eq!(states[2..].concat(), ["declined", "no_answer", "withdrawn"]);
    }
}
