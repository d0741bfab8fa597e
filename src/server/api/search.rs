//! `/search/services`: what is near a commune; `/search`: what has some words.

use axum::extract::State;
use axum::response::Response;
use utoipa::IntoParams;

use super::Api;
use super::asked::Asked;
use super::edition::Edition;
use super::error::{Instead, Usual};
use super::page::{Items, Page};
use super::parameters::{Around, Audience, Commune, Distance, Filters, Paging, Territory, Twins};
use super::schema::{SearchResult, ServiceSearchResult};
use super::usage::{self, Searched};
use crate::search::services::ServiceQuery;

/// Services for the people of a commune.
#[utoipa::path(
    get,
    path = "/api/v1/search/services",
    operation_id = "search_services",
    tag = "data·inclusion",
    summary = "Chercher les services ouverts aux habitants d’une commune",
    description = "Avec `code_commune` : les services dont la zone d’éligibilité contient la commune, à 50 km au plus \
                   de son centre (ou de `lat`, `lon`) ou à distance. Les plus proches d’abord, puis ceux sans \
                   distance ; à égalité, par identifiant. Sans `code_commune` : tous les services, par identifiant, \
                   et `lat`, `lon` sont sans effet.",
    params(Paging, Commune, Around, Filters, Audience, Twins),
    responses((status = 200, description = "Une page de services", body = Page<ServiceSearchResult>), Usual),
)]
pub async fn near(State(api): State<Api>, asked: Asked) -> Result<Response, Instead> {
    let edition = Edition::current(&api.app.reading)?;
    let mut reader = asked.reader();
    let window = Paging::read(&mut reader);
    let code = Commune::read(&mut reader);
    let point = Around::read(&mut reader);
    let query = ServiceQuery { audience: Audience::read(&mut reader), ..Filters::read(&mut reader) };
    let without_twins = Twins::read(&mut reader);
    reader.finish()?;
    let from = Around::point(point)?;
    let index = edition.index.clone();
    let commune = code.map(|code| Commune::known(&index.gazetteer, code)).transpose()?;
    let tag = edition.tag(&asked)?;
    let today = edition.today;
    let listing = match commune {
        Some(commune) => index.services.near(&query, commune, from, without_twins, window, today),
        None => index.services.anywhere(&query, without_twins, window, today),
    };
    let (text, total) = (None, listing.total);
    let searched = Searched::Services { query: &query, text, commune, total };
    usage::searched(&api.app.reading, &index.gazetteer, window, searched);
    api.page(edition, tag, Items::Near, listing, window).await
}

/// What is looked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "tells its parameters to the document")]
pub struct Words {
    /// Mots cherchés dans les noms, les thématiques, les publics et les descriptions : tous voulus.
    #[param(max_length = 200, example = "permis")]
    q: Option<String>,
}

/// Services that have some words.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    operation_id = "search",
    tag = "data·inclusion",
    summary = "Chercher des services par mots (expérimental)",
    description = "Les services qui ont tous les mots de `q`, les mieux décrits d’abord. Avec `lat` et `lon` : à \
                   `distance` kilomètres au plus, et la proximité compte pour moitié. Pour les fautes de frappe, les \
                   sigles et les facettes : `/api/v1/offers`.",
    params(Paging, Words, Around, Distance, Filters, Territory),
    responses((status = 200, description = "Une page de services", body = Page<SearchResult>), Usual),
)]
pub async fn explore(State(api): State<Api>, asked: Asked) -> Result<Response, Instead> {
    let edition = Edition::current(&api.app.reading)?;
    let mut reader = asked.reader();
    let window = Paging::read(&mut reader);
    let text = reader.text("q");
    let (point, km) = (Around::read(&mut reader), Distance::read(&mut reader));
    let territories = Territory::read(&mut reader, &edition.index.gazetteer);
    let query = ServiceQuery { territories, ..Filters::read(&mut reader) };
    reader.finish()?;
    let around = Distance::around(Around::point(point)?, km);
    let tag = edition.tag(&asked)?;
    let listing = edition.index.explore(&query, text, around, window, edition.today);
    let searched = Searched::Services { query: &query, text, commune: None, total: listing.total };
    usage::searched(&api.app.reading, &edition.index.gazetteer, window, searched);
    api.page(edition, tag, Items::Explored, listing, window).await
}
