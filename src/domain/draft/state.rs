//! The life of an offer: who writes it, when people see it, when it rests.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::Date;

/// Where an offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written; nobody else sees it.
    Draft,
    /// Ready, until the platform has validated its structure.
    Review,
    /// Ready, until its day.
    Scheduled,
    /// People find it.
    Published,
    /// Nobody finds it for the moment.
    Paused,
    /// Nobody finds it any more.
    Archived,
}

/// What is done to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Show it, what was typed last.
    Publish,
    /// Show it from a day on.
    Schedule(Date),
    /// Say that it is still true.
    Confirm,
    /// Hide it for the moment.
    Pause,
    /// Put it away.
    Archive,
}

/// Why something can't be done to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs)]
pub enum ActError {
    #[error("Cette offre n’est pas publiée.")]
    NotPublished,
    #[error("Choisissez un jour à venir.")]
    NotToCome,
    #[error("Cette offre est déjà archivée.")]
    Archived,
}

impl State {
    /// All states, in the order of a life.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Review, Self::Scheduled, Self::Published, Self::Paused, Self::Archived];

    /// The code in addresses and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Paused => "paused",
            Self::Archived => "archived",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Brouillon",
            Self::Review => "À valider",
            Self::Scheduled => "Programmée",
            Self::Published => "En ligne",
            Self::Paused => "En pause",
            Self::Archived => "Archivée",
        }
    }

    /// Where an act leads on `today`; `validated` tells whether the platform knows the structure.
    ///
    /// # Errors
    /// Where the act makes no sense now.
    pub fn after(self, act: Act, validated: bool, today: Date) -> Result<Self, ActError> {
        match act {
            Act::Schedule(day) if day <= today => Err(ActError::NotToCome),
            Act::Publish | Act::Schedule(_) if !validated => Ok(Self::Review),
            Act::Publish => Ok(Self::Published),
            Act::Schedule(_) => Ok(Self::Scheduled),
            Act::Confirm if self == Self::Published => Ok(Self::Published),
            Act::Confirm => Err(ActError::NotPublished),
            Act::Pause if self == Self::Published => Ok(Self::Paused),
            // What waits to be published waits no more.
            Act::Pause if matches!(self, Self::Scheduled | Self::Review) => Ok(Self::Draft),
            Act::Pause => Err(ActError::NotPublished),
            Act::Archive if self == Self::Archived => Err(ActError::Archived),
            Act::Archive => Ok(Self::Archived),
        }
    }
}

/// Why an offer rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Somebody said so.
    Asked,
    /// Nobody said for too long that it is still true.
    Unconfirmed,
    /// Its last session is over.
    Ended,
}

impl Rest {
    /// All.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Unconfirmed, Self::Ended];

    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Unconfirmed => "unconfirmed",
            Self::Ended => "ended",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rest| rest.code() == code)
    }

    /// What people read.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Asked => "Vous l’avez mise en pause.",
            Self::Unconfirmed => "Personne n’a confirmé cette offre. Elle n’est plus visible.",
            Self::Ended => "La dernière date est passée. Ajoutez une date pour la remettre en ligne.",
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 11 - 23);

    #[test]
    fn a_life_from_the_first_word_to_the_archive() {
        let life = [
            (State::Draft, Act::Publish, State::Published),
            (State::Published, Act::Confirm, State::Published),
            (State::Published, Act::Pause, State::Paused),
            (State::Paused, Act::Publish, State::Published),
            (State::Published, Act::Archive, State::Archived),
            (State::Archived, Act::Publish, State::Published),
            (State::Draft, Act::Schedule(date!(2026 - 12 - 01)), State::Scheduled),
            (State::Scheduled, Act::Pause, State::Draft),
        ];
        for (from, act, to) in life {
            assert_eq!(from.after(act, true, TODAY), Ok(to), "{from:?} {act:?}");
        }
    }

    #[test]
    fn a_structure_that_nobody_knows_yet_shows_nothing() {
        for act in [Act::Publish, Act::Schedule(date!(2026 - 12 - 01))] {
            for state in State::ALL {
                assert_eq!(state.after(act, false, TODAY), Ok(State::Review));
            }
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        assert_eq!(State::Draft.after(Act::Confirm, true, TODAY), Err(ActError::NotPublished));
        assert_eq!(State::Archived.after(Act::Pause, true, TODAY), Err(ActError::NotPublished));
        assert_eq!(State::Archived.after(Act::Archive, true, TODAY), Err(ActError::Archived));
        assert_eq!(State::Draft.after(Act::Schedule(TODAY), true, TODAY), Err(ActError::NotToCome));
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(state));
        }
    }
}
