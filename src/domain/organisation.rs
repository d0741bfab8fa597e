//! An organisation that gives offers.

use serde::{Deserialize, Serialize};
use time::Date;

use super::contact::{Address, Contact};
use super::taxonomy::{Network, SiaeKind};

/// An organisation: the 20 fields of a data·inclusion v1 `structure`, and our own.
///
/// The doc of each field names the schema's (`data-inclusion-schema` 1.0.10).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// `source`.
    pub source: String,
    /// `id`: unique over all sources, `{source}--{local id}`.
    pub id: String,
    /// `nom`, 3 to 150 characters.
    pub name: String,
    /// `date_maj`.
    pub updated_on: Date,
    /// `description`, 5 to 10,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `lien_source`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_link: Option<String>,
    /// `siret`, 14 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub siret: Option<String>,
    /// `commune`, `code_postal`, `code_insee`, `adresse`, `complement_adresse`, `longitude`, `latitude`.
    #[serde(default)]
    pub address: Address,
    /// `telephone`, `courriel`.
    #[serde(default)]
    pub contact: Contact,
    /// `site_web`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// `horaires_accueil`, OSM `opening_hours` syntax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_hours: Option<String>,
    /// `accessibilite_lieu`: its Acceslibre page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessibility_link: Option<String>,
    /// `reseaux_porteurs`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub networks: Vec<Network>,
    /// What it is, in plain words: "coopérative d'activité et d'emploi (CAE)".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nature: Option<String>,
    /// Working days within which it has promised to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers_within_days: Option<u8>,
}

impl Organisation {
    /// The networks that it shares models with: not the kinds of insertion structures, which are no network.
    pub fn own_networks(&self) -> impl Iterator<Item = Network> {
        self.networks.iter().copied().filter(|network| SiaeKind::from_code(network.code()).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_structure_is_no_network() {
        let organisation: Organisation = serde_json::from_value(serde_json::json!({
            "source": "s", "id": "s--1", "name": "Vélos", "updated_on": "2026-11-23",
            "networks": ["aci", "simplon", "etti", "wimoov"],
        }))
        .unwrap();
        assert_eq!(organisation.own_networks().collect::<Vec<_>>(), [Network::Simplon, Network::Wimoov]);
    }
}
