//! Where a request stands.

use serde::{Deserialize, Serialize};

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Sent; nobody has opened it yet.
    Sent,
    /// Opened by the structure, and not answered yet.
    Read,
    /// The structure calls her.
    ContactAttempted,
    /// A day and a place are set.
    Appointment,
    /// On the waiting list.
    WaitingList,
    /// Yes.
    Accepted,
    /// She has begun.
    Started,
    /// It is over, with what came of it: an [`super::Exit`].
    Completed,
    /// Not this time, for a [`super::Reason`].
    Declined,
    /// Nobody answered, or nothing came of the answer.
    NoAnswer,
    /// She took it back.
    Withdrawn,
}

impl State {
    /// All, in the order in which they come.
    pub const ALL: [Self; 11] = [
        Self::Sent,
        Self::Read,
        Self::ContactAttempted,
        Self::Appointment,
        Self::WaitingList,
        Self::Accepted,
        Self::Started,
        Self::Completed,
        Self::Declined,
        Self::NoAnswer,
        Self::Withdrawn,
    ];

    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Read => "read",
            Self::ContactAttempted => "contact_attempted",
            Self::Appointment => "appointment",
            Self::WaitingList => "waiting_list",
            Self::Accepted => "accepted",
            Self::Started => "started",
            Self::Completed => "completed",
            Self::Declined => "declined",
            Self::NoAnswer => "no_answer",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What the person reads first.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sent => "Envoyée",
            Self::Read => "Lue",
            Self::ContactAttempted => "On vous appelle",
            Self::Appointment => "Rendez-vous proposé",
            Self::WaitingList => "Sur la liste d’attente",
            Self::Accepted => "C’est oui",
            Self::Started => "Vous avez commencé",
            Self::Completed => "C’est terminé",
            Self::Declined => "Pas cette fois",
            Self::NoAnswer => "Sans réponse",
            Self::Withdrawn => "Vous avez annulé",
        }
    }

    /// Whether something can still come of it.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Completed | Self::Declined | Self::NoAnswer | Self::Withdrawn)
    }

    /// Whether the structure has not answered yet.
    pub fn is_unanswered(self) -> bool {
        matches!(self, Self::Sent | Self::Read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_are_open_and_two_of_them_unanswered() {
        let of =
            |is: fn(State) -> bool| State::ALL.into_iter().filter(|state| is(*state)).collect::<Vec<_>>();
        assert_eq!(of(State::is_open), State::ALL[..7]);
        assert_eq!(of(State::is_unanswered), [State::Sent, State::Read]);
    }
}
