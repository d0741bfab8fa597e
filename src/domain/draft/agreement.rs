//! What a partner says to being a step of somebody's programme.

/// What it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// Nothing yet.
    Asked,
    /// Yes: people see the step.
    Agreed,
    /// No, or not any more.
    Refused,
}

impl Agreement {
    /// All.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Agreed, Self::Refused];

    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::Refused => "refused",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What whoever asked reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::Asked => "Accord demandé",
            Self::Agreed => "D’accord",
            Self::Refused => "Pas d’accord",
        }
    }
}
