//! `/structures`: who gives services.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use utoipa::IntoParams;

use super::Api;
use super::asked::Asked;
use super::edition::Edition;
use super::error::{Instead, Usual};
use super::page::{Items, Page, answer, comma};
use super::parameters::{Paging, Territory, Twins};
use super::schema::{DetailedStructure, ListedStructure};
use super::texts;
use crate::domain::taxonomy::Network;
use crate::search::services::{Found, StructureQuery};

/// The filters of a list of structures.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "tells its parameters to the document")]
pub struct Filters {
    /// Identifiants de producteurs (voir `/api/v1/sources`). Plusieurs valeurs : l’une ou l’autre.
    sources: Option<Vec<String>>,
    /// Réseaux qui portent la structure. Plusieurs valeurs : l’un ou l’autre.
    reseaux_porteurs: Option<Vec<Network>>,
}

/// Lists structures.
#[utoipa::path(
    get,
    path = "/api/v1/structures",
    operation_id = "list_structures",
    tag = "data·inclusion",
    summary = "Lister les structures",
    description = "Toutes les structures, par identifiant.",
    params(Paging, Filters, Territory, Twins),
    responses((status = 200, description = "Une page de structures", body = Page<ListedStructure>), Usual),
)]
pub async fn list(State(api): State<Api>, asked: Asked) -> Result<Response, Instead> {
    let edition = Edition::current(&api.app.reading)?;
    let mut reader = asked.reader();
    let window = Paging::read(&mut reader);
    let query = StructureQuery {
        sources: reader.texts("sources"),
        networks: reader.codes("reseaux_porteurs", Network::from_code, &|| {
            Network::ALL.iter().map(|network| network.code()).collect()
        }),
        territories: Territory::read(&mut reader, &edition.index.gazetteer),
        without_twins: Twins::read(&mut reader),
    };
    reader.finish()?;
    let tag = edition.tag(&asked)?;
    let listing = edition.index.services.structures(&query, window, edition.today);
    api.page(edition, tag, Items::Structures, listing, window).await
}

/// A structure with its services.
#[utoipa::path(
    get,
    path = "/api/v1/structures/{id}",
    operation_id = "retrieve_structure",
    tag = "data·inclusion",
    summary = "Une structure, avec ses services",
    params(("id" = String, Path, description = "Identifiant de la structure, tel que son producteur le donne")),
    responses(
        (status = 200, description = "La structure", body = DetailedStructure),
        (status = 404, description = "Aucune structure n’a cet identifiant", body = super::error::Sentence),
        Usual,
    ),
)]
pub async fn one(
    State(api): State<Api>,
    id: Result<Path<String>, PathRejection>,
    asked: Asked,
) -> Result<Response, Instead> {
    let edition = Edition::current(&api.app.reading)?;
    let Path(id) = id.map_err(|_| Instead::NotFound)?;
    let services = &edition.index.services;
    let number = services.structure_number(&id).ok_or(Instead::NotFound)?;
    let tag = edition.tag(&asked)?;
    let mut numbers = vec![number];
    numbers.extend(services.twins(number));
    let texts = texts::structures(&api.app.reading.db, &edition, &numbers).await?;
    let mut texts = texts.into_iter();
    let own = texts.next().flatten().ok_or(Instead::NotFound)?;
    let mut out = Vec::new();
    edition.open_structure(&mut out, number, &own);
    out.extend_from_slice(b",\"doublons\":[");
    for (at, twin) in texts.flatten().enumerate() {
        comma(&mut out, at);
        out.extend_from_slice(&twin);
        out.push(b'}');
    }
    out.extend_from_slice(b"],\"services\":[");
    let found = services.services_of(number).iter();
    let found: Vec<Found> = found.map(|number| Found { number: *number, ..Found::default() }).collect();
    let texts = api.services(&edition, &found, false).await?;
    let there = found.iter().zip(texts).filter_map(|(found, text)| Some((found, text?)));
    for (at, (found, text)) in there.enumerate() {
        comma(&mut out, at);
        edition.found_service(&mut out, found, &text, Items::Services { extra: false });
    }
    out.extend_from_slice(b"]}");
    Ok(answer(tag, Body::from(out)))
}
