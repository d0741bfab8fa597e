//! Where something is, and who answers there.

use serde::{Deserialize, Serialize};

/// A postal address and its point, as data·inclusion writes them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// `adresse`: number and street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// `complement_adresse`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<String>,
    /// `code_postal`, five digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// `commune`: its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
    /// `code_insee`: the commune's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_insee: Option<String>,
    /// `longitude`, degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// `latitude`, degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
}

impl Address {
    /// One line for people, or nothing where nothing is known.
    pub fn line(&self) -> Option<String> {
        let town = [self.postal_code.as_deref(), self.commune.as_deref()];
        let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let parts = [self.street.as_deref(), self.extra.as_deref(), Some(town.as_str())];
        let line = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        (!line.is_empty()).then_some(line)
    }
}

/// Who answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// `contact_nom_prenom`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `telephone`, E.164 where it could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// `courriel`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}
