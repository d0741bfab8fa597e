//! A request of a person for an offer: what she sends, the states it goes through, who may move it.

mod answer;
mod ask;
mod deadline;
mod folder;
mod reason;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::{Date, PrimitiveDateTime};

use super::clock::{spoken_date, working_days_after};
use super::field::Sentence;

pub use ask::{Ask, BestMoment};
pub use deadline::{Deed, next_deed};
pub use folder::Folder;
pub use reason::Reason;

/// Working days after which the person is told, whatever the structure does.
pub const ANSWER_WITHIN_DAYS: u16 = 7;
/// Days that a structure's link lives.
pub const STRUCTURE_LINK_DAYS: i64 = 8;
/// Longest message of a person, in characters.
pub const MESSAGE_MAX: usize = 300;

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Sent, and not answered yet.
    Sent,
    /// The structure calls her.
    ContactAttempted,
    /// A day and a place are set.
    Appointment,
    /// On the waiting list.
    WaitingList,
    /// Yes.
    Accepted,
    /// Not this time.
    Declined,
    /// She took it back.
    Withdrawn,
}

impl State {
    /// All, in the order in which they come.
    pub const ALL: [Self; 7] = [
        Self::Sent,
        Self::ContactAttempted,
        Self::Appointment,
        Self::WaitingList,
        Self::Accepted,
        Self::Declined,
        Self::Withdrawn,
    ];

    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::ContactAttempted => "contact_attempted",
            Self::Appointment => "appointment",
            Self::WaitingList => "waiting_list",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
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
            Self::ContactAttempted => "On vous appelle",
            Self::Appointment => "Rendez-vous proposé",
            Self::WaitingList => "Sur la liste d’attente",
            Self::Accepted => "C’est oui",
            Self::Declined => "Pas cette fois",
            Self::Withdrawn => "Vous avez annulé",
        }
    }

    /// Whether something can still come of it.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Declined | Self::Withdrawn)
    }
}

/// What somebody does to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "action")]
pub enum Action {
    /// The structure: I call her.
    Call {
        /// A word for her.
        note: Option<Sentence<MESSAGE_MAX>>,
    },
    /// The structure: an appointment.
    Meet {
        /// Local day and hour.
        at: PrimitiveDateTime,
        /// Where.
        place: Sentence<200>,
        /// A word for her.
        note: Option<Sentence<MESSAGE_MAX>>,
    },
    /// The structure: no place yet, she waits for one.
    Wait {
        /// A word for her.
        note: Option<Sentence<MESSAGE_MAX>>,
    },
    /// The structure: yes.
    Accept {
        /// A word for her.
        note: Option<Sentence<MESSAGE_MAX>>,
    },
    /// The structure: not this time.
    Decline {
        /// Why.
        reason: Reason,
        /// A word for her.
        note: Option<Sentence<MESSAGE_MAX>>,
    },
    /// The person: I take it back.
    Withdraw,
}

/// A move that the table does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no such move from {from:?}")]
pub struct NotAllowed {
    /// Where the request stands.
    pub from: State,
}

impl Action {
    /// What the team of the structure reads of it.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Call { .. } => "on l’appelle",
            Self::Meet { .. } => "rendez-vous",
            Self::Wait { .. } => "liste d’attente",
            Self::Accept { .. } => "oui",
            Self::Decline { .. } => "pas cette fois",
            Self::Withdraw => "annulée",
        }
    }

    /// Where this leads from `from`. A structure may change its answer while the request is open.
    ///
    /// # Errors
    /// Where the request is closed.
    pub fn from(&self, from: State) -> Result<State, NotAllowed> {
        if !from.is_open() {
            return Err(NotAllowed { from });
        }
        Ok(match self {
            Self::Call { .. } => State::ContactAttempted,
            Self::Meet { .. } => State::Appointment,
            Self::Wait { .. } => State::WaitingList,
            Self::Accept { .. } => State::Accepted,
            Self::Decline { .. } => State::Declined,
            Self::Withdraw => State::Withdrawn,
        })
    }
}

/// An hour as people say it: `14 h 30`, `9 h`.
pub fn spoken_time(time: time::Time) -> String {
    if time.minute() == 0 {
        format!("{} h", time.hour())
    } else {
        format!("{} h {:02}", time.hour(), time.minute())
    }
}

/// What comes next for the person, in a sentence, and by which day where there is one.
pub fn what_next(state: State, sent_on: Date, appointment: Option<PrimitiveDateTime>) -> String {
    match state {
        State::Sent => format!(
            "La structure lit votre demande. Vous aurez des nouvelles au plus tard le {}.",
            spoken_date(working_days_after(sent_on, ANSWER_WITHIN_DAYS))
        ),
        State::ContactAttempted => {
            "La structure va vous appeler. Gardez votre téléphone près de vous, même si vous ne connaissez pas le numéro.".to_owned()
        }
        State::Appointment => match appointment {
            Some(at) => format!("Venez le {} à {}.", spoken_date(at.date()), spoken_time(at.time())),
            None => "La structure vous attend à un rendez-vous.".to_owned(),
        },
        State::WaitingList => "Il n’y a pas encore de place. La structure garde votre demande et vous appelle quand une place se libère.".to_owned(),
        State::Accepted => "La structure vous attend. Elle vous contacte pour commencer.".to_owned(),
        State::Declined => "D’autres offres sont près de chez vous. Vous pouvez les demander aussi.".to_owned(),
        State::Withdrawn => "La structure ne voit plus votre demande. Vous pouvez chercher une autre offre.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_request_does_not_move() {
        for from in State::ALL {
            assert_eq!(Action::Withdraw.from(from).is_ok(), from.is_open(), "{from:?}");
        }
    }
}
