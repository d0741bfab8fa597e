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
}

impl StepRole {
    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Income => "income",
            Self::Place => "place",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Project, Self::Income, Self::Place].into_iter().find(|role| role.code() == code)
    }

    /// What people read above the step.
    pub fn label(self) -> &'static str {
        match self {
            Self::Project => "Votre projet",
            Self::Income => "Votre revenu",
            Self::Place => "Votre lieu",
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
