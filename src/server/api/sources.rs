//! `/sources`: who produced what is published.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::Api;
use super::asked::Asked;
use super::edition::Edition;
use super::error::{Instead, Usual};
use super::page::answer;

/// A producer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Source {
    /// Ce que porte le champ `source`.
    slug: String,
    /// Son nom ; l’identifiant, quand nous ne le connaissons pas.
    nom: String,
    /// Ce qu’il publie.
    description: Option<String>,
}

/// Names of the producers of data·inclusion (<https://api.data.inclusion.gouv.fr>, Licence Ouverte 2.0) and of ours.
const NAMES: [(&str, &str); 18] = [
    ("action-logement", "Action Logement"),
    ("agefiph", "Agefiph"),
    ("carif-oref", "Réseau des Carif-Oref"),
    ("cd35", "Annuaire social d’Ille-et-Vilaine"),
    ("dora", "DORA"),
    ("emplois-de-linclusion", "Les emplois de l’inclusion"),
    ("finess", "FINESS"),
    ("france-travail", "France Travail"),
    ("fredo", "Fredo"),
    ("ma-boussole-aidants", "Ma Boussole Aidants"),
    ("mediation-numerique", "Cartographie nationale des lieux d’inclusion numérique"),
    ("mes-aides", "Mes Aides (France Travail)"),
    ("mission-locale", "Missions locales"),
    ("monenfant", "monenfant.fr"),
    ("premier-pas", "Premier Pas"),
    ("premier-pas-genere", "Premier Pas : annuaire inventé pour les essais"),
    ("reseau-alpha", "Réseau Alpha"),
    ("soliguide", "Soliguide"),
];

/// Lists producers.
#[utoipa::path(
    get,
    path = "/api/v1/sources",
    operation_id = "list_sources",
    tag = "data·inclusion",
    summary = "Lister les producteurs",
    description = "Les producteurs de ce qui est publié, par identifiant.",
    responses((status = 200, description = "Les producteurs", body = [Source]), Usual),
)]
pub async fn list(State(api): State<Api>, asked: Asked) -> Result<Response, Instead> {
    let edition = Edition::current(&api.app.reading)?;
    let tag = edition.tag(&asked)?;
    let sources: Vec<Source> = edition.index.services.sources().into_iter().map(source).collect();
    let text = serde_json::to_string(&sources).map_err(|_| Instead::Broken)?;
    Ok(answer(tag, Body::from(text)))
}

fn source(slug: &str) -> Source {
    let known = NAMES.iter().find(|(one, _)| *one == slug);
    Source { slug: slug.to_owned(), nom: known.map_or(slug, |(_, name)| name).to_owned(), description: None }
}
