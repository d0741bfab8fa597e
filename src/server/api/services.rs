//! `/services`: what structures give.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use utoipa::IntoParams;

use super::Api;
use super::asked::Asked;
use super::edition::Edition;
use super::error::{Instead, Usual};
use super::page::{Items, Page, answer};
use super::parameters::{Audience, Filters, Paging, Territory};
use super::schema::{DetailedService, Service};
use crate::search::services::{Found, ServiceQuery};

/// Whether more is wanted than the schema holds.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "tells its parameters to the document")]
pub struct Extra {
    /// `true` ajoute à chaque service un champ `extra` : genre d’offre, sessions, mots simples.
    extra: Option<String>,
}

/// Lists services.
#[utoipa::path(
    get,
    path = "/api/v1/services",
    operation_id = "list_services",
    tag = "data·inclusion",
    summary = "Lister les services",
    description = "Tous les services, par identifiant.",
    params(Paging, Filters, Audience, Territory, Extra),
    responses((status = 200, description = "Une page de services", body = Page<Service>), Usual),
)]
pub async fn list(State(api): State<Api>, asked: Asked) -> Result<Response, Instead> {
    let edition = Edition::current(&api.app.reading)?;
    let mut reader = asked.reader();
    let window = Paging::read(&mut reader);
    let query = ServiceQuery {
        audience: Audience::read(&mut reader),
        territories: Territory::read(&mut reader, &edition.index.gazetteer),
        ..Filters::read(&mut reader)
    };
    let extra = reader.flag("extra");
    reader.finish()?;
    let tag = edition.tag(&asked)?;
    let listing = edition.index.services.list(&query, window, edition.today);
    api.page(edition, tag, Items::Services { extra }, listing, window).await
}

/// A service with its structure.
#[utoipa::path(
    get,
    path = "/api/v1/services/{id}",
    operation_id = "retrieve_service",
    tag = "data·inclusion",
    summary = "Un service, avec sa structure",
    params(("id" = String, Path, description = "Identifiant du service, tel que son producteur le donne")),
    responses(
        (status = 200, description = "Le service", body = DetailedService),
        (status = 404, description = "Aucun service n’a cet identifiant", body = super::error::Sentence),
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
    let number = edition.index.services.number(&id).ok_or(Instead::NotFound)?;
    let tag = edition.tag(&asked)?;
    let found = Found { number, ..Found::default() };
    let texts = api.services(&edition, &[found], false).await?;
    let text = texts.into_iter().next().flatten().ok_or(Instead::NotFound)?;
    let mut out = Vec::with_capacity(4_000);
    edition.detailed_service(&mut out, number, &text);
    Ok(answer(tag, Body::from(out)))
}
