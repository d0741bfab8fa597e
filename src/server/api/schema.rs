//! The shapes of the answers, for the API's document: the schema's fields, and what the API adds to them.

use serde::Serialize;
use utoipa::ToSchema;

use crate::exchange::data_inclusion::{ServiceRow, StructureRow};

/// A service.
#[derive(Serialize, ToSchema)]
pub struct Service {
    #[serde(flatten)]
    fields: ServiceRow<'static>,
    /// Toujours `false` : l’adresse est celle que le producteur a écrite.
    adresse_certifiee: bool,
    /// Score de qualité, défini par data·inclusion.
    #[schema(minimum = 0.0, maximum = 1.0)]
    score_qualite: f64,
}

/// A service with its structure.
#[derive(Serialize, ToSchema)]
pub struct DetailedService {
    #[serde(flatten)]
    service: Service,
    structure: BaseStructure,
}

/// A service near a place.
#[derive(Serialize, ToSchema)]
pub struct ServiceSearchResult {
    service: DetailedService,
    /// Kilomètres à vol d’oiseau ; `null` à distance, ou sans lieu.
    distance: Option<u16>,
}

/// A service that has some words.
#[derive(Serialize, ToSchema)]
pub struct SearchResult {
    service: DetailedService,
    /// Kilomètres à vol d’oiseau ; `null` sans `lat` et `lon`.
    distance: Option<u16>,
    /// Combien le texte convient, de 0 à 1 ; `null` sans `q`.
    #[schema(minimum = 0.0, maximum = 1.0)]
    score_recherche: Option<f64>,
}

/// A structure, as a service shows it.
#[derive(Serialize, ToSchema)]
pub struct BaseStructure {
    #[serde(flatten)]
    fields: StructureRow<'static>,
    /// Toujours `false` : l’adresse est celle que le producteur a écrite.
    adresse_certifiee: bool,
}

/// A structure with its score.
#[derive(Serialize, ToSchema)]
pub struct Structure {
    #[serde(flatten)]
    base: BaseStructure,
    /// Moyenne des scores de ses services ; 0 sans service.
    #[schema(minimum = 0.0, maximum = 1.0)]
    score_qualite: f64,
}

/// A structure of a list.
#[derive(Serialize, ToSchema)]
pub struct ListedStructure {
    #[serde(flatten)]
    structure: Structure,
    /// Ce que d’autres producteurs disent de la même structure.
    doublons: Vec<SourceIdDict>,
}

/// Another record of a structure.
#[derive(Serialize, ToSchema)]
pub struct SourceIdDict {
    source: String,
    id: String,
}

/// A structure with its services.
#[derive(Serialize, ToSchema)]
pub struct DetailedStructure {
    #[serde(flatten)]
    structure: Structure,
    /// Ce que d’autres producteurs disent de la même structure.
    doublons: Vec<StructureRow<'static>>,
    services: Vec<Service>,
}
