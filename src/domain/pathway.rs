//! Several offers that make one way: a project, an income while it grows, a place to work.

use serde::{Deserialize, Serialize};

/// What a step brings to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepRole {
    /// What she builds.
    Project,
    /// What she lives on meanwhile.
    Income,
    /// Where she works on it.
    Place,
    /// What she learns for it.
    Training,
    /// Who helps her along.
    Support,
}

impl StepRole {
    /// All roles, in the order in which a form lists them.
    pub const ALL: [Self; 5] = [Self::Project, Self::Income, Self::Place, Self::Training, Self::Support];

    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Income => "income",
            Self::Place => "place",
            Self::Training => "training",
            Self::Support => "support",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// What people read above the step.
    pub fn label(self) -> &'static str {
        match self {
            Self::Project => "Votre projet",
            Self::Income => "Votre revenu",
            Self::Place => "Votre lieu",
            Self::Training => "Votre formation",
            Self::Support => "Votre accompagnement",
        }
    }
}

/// A pathway, without its steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pathway {
    /// The end of its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it leads to, in two or three sentences.
    pub description: String,
    /// Who made it together, and why.
    pub partnership: String,
}
