//! What came of it, once it is over.

use serde::{Deserialize, Serialize};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exit {
    /// A job.
    Job,
    /// A training.
    Training,
    /// Her own activity.
    OwnActivity,
    /// Something else.
    Other,
    /// Nobody said.
    Unknown,
}

impl Exit {
    /// All that somebody can choose; [`Self::Unknown`] is what the platform notes where nobody did.
    pub const CHOICES: [Self; 4] = [Self::Job, Self::Training, Self::OwnActivity, Self::Other];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Training => "training",
            Self::OwnActivity => "own_activity",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }

    /// The exit of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::CHOICES.into_iter().chain([Self::Unknown]).find(|exit| exit.code() == code)
    }

    /// What people choose and read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Job => "Un emploi",
            Self::Training => "Une formation",
            Self::OwnActivity => "Sa propre activité",
            Self::Other => "Autre chose",
            Self::Unknown => "On ne sait pas",
        }
    }

    /// What the person chooses.
    pub fn her_label(self) -> &'static str {
        match self {
            Self::OwnActivity => "Mon activité à moi",
            _ => self.label(),
        }
    }
}
