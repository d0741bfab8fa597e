//! Where the desk of a structure puts a request.

use super::State;

/// A folder of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// Nobody has answered yet.
    New,
    /// The structure calls her.
    ToCall,
    /// A day is set.
    Appointment,
    /// She waits for a place.
    WaitingList,
    /// Yes.
    Accepted,
    /// Over.
    Closed,
}

impl Folder {
    /// All, in the order in which they are worked through.
    pub const ALL: [Self; 6] =
        [Self::New, Self::ToCall, Self::Appointment, Self::WaitingList, Self::Accepted, Self::Closed];

    /// That of a request; a request that was taken back is in none, since the structure does not see it any more.
    pub fn of(state: State) -> Option<Self> {
        Some(match state {
            State::Sent | State::Read => Self::New,
            State::ContactAttempted => Self::ToCall,
            State::Appointment => Self::Appointment,
            State::WaitingList => Self::WaitingList,
            State::Accepted | State::Started => Self::Accepted,
            State::Completed | State::Declined | State::NoAnswer => Self::Closed,
            State::Withdrawn => return None,
        })
    }

    /// The states of its requests.
    pub fn states(self) -> impl Iterator<Item = State> {
        State::ALL.into_iter().filter(move |state| Self::of(*state) == Some(self))
    }

    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "nouvelles",
            Self::ToCall => "a-appeler",
            Self::Appointment => "rendez-vous",
            Self::WaitingList => "attente",
            Self::Accepted => "acceptees",
            Self::Closed => "terminees",
        }
    }

    /// The folder of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|folder| folder.code() == code)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "Nouvelles",
            Self::ToCall => "À appeler",
            Self::Appointment => "Rendez-vous",
            Self::WaitingList => "Liste d’attente",
            Self::Accepted => "Acceptées",
            Self::Closed => "Terminées",
        }
    }

    /// What is said where it is empty.
    pub fn empty(self) -> &'static str {
        match self {
            Self::New => "Aucune nouvelle demande. Vous êtes à jour.",
            Self::ToCall => "Personne à appeler.",
            Self::Appointment => "Aucun rendez-vous.",
            Self::WaitingList => "Personne sur la liste d’attente.",
            Self::Accepted => "Aucune demande acceptée.",
            Self::Closed => "Aucune demande terminée.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_but_withdrawn_is_in_one_folder() {
        for state in State::ALL {
            let folders = Folder::ALL.into_iter().filter(|folder| folder.states().any(|one| one == state));
            assert_eq!(folders.count(), usize::from(state != State::Withdrawn), "{state:?}");
        }
        for folder in Folder::ALL {
            assert_eq!(Folder::from_code(folder.code()), Some(folder));
        }
    }
}
