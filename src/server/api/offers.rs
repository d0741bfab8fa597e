//! `/offers`: what the page of results finds, under the page's own parameter names. Where the page forgives in a
//! sentence, this refuses and names the parameter.

mod answer;
pub mod codes;
mod item;
mod parameters;

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;

use super::Api;
use super::asked::Asked;
use super::edition::Edition;
use super::error::{Instead, Usual};
use super::page::answer as respond;
use super::problem::Problem;
use super::usage::{self, Searched};
use crate::domain::card::{Located, Results};
use crate::domain::query::Search;
use crate::search::services::Window;
use answer::Offers;
use parameters::{OfferParameters, read};

/// Finds offers.
#[utoipa::path(
    get,
    path = "/api/v1/offers",
    operation_id = "search_offers",
    tag = "Premier Pas",
    summary = "Chercher des offres comme sur le site",
    description = "Les mêmes résultats, dans le même ordre, que la page `/offres` avec les mêmes paramètres : texte \
                   libre (fautes de frappe, sigles, mots de tous les jours), lieu, rayon, filtres avec leurs comptes \
                   exacts, sessions. Chaque offre y est une fois : rien n’est replié.",
    params(OfferParameters),
    responses((status = 200, description = "Une page d’offres", body = Offers), Usual),
)]
pub async fn list(State(api): State<Api>, asked: Asked) -> Result<Response, Instead> {
    let edition = Edition::current(&api.app.reading)?;
    let (search, window) = read(&asked)?;
    let results = found(&edition, &search, window)?;
    let tag = edition.tag(&asked)?;
    usage::searched(&api.app.reading, &edition.index.gazetteer, window, Searched::Offers(&results));
    let offers = Offers::new(&edition, &api.app.config.public_url, &results, window);
    let text = serde_json::to_string(&offers).map_err(|_| Instead::Broken)?;
    Ok(respond(tag, Body::from(text)))
}

/// The results of a search, with the cards of the window.
fn found(edition: &Edition, search: &Search, window: Window) -> Result<Results, Instead> {
    let refuse = |problem| Err(Instead::Invalid(vec![problem]));
    let start = (window.page - 1) * window.size;
    let results = edition.index.search_unfolded(search, start..start + window.size, edition.today);
    match &results.located {
        Located::Unknown => {
            let msg = "No commune and no territory has this name or this code";
            return refuse(Problem::new("place_unknown", "lieu", &search.place, msg));
        }
        Located::Among(places) => {
            let choices: Vec<_> = places
                .iter()
                .map(|place| serde_json::json!({"lieu": place.key, "nom": place.label()}))
                .collect();
            let msg = "Several communes have this name: ask for one of `ctx.choices`";
            let problem = Problem::new("place_ambiguous", "lieu", &search.place, msg);
            return refuse(problem.with(serde_json::json!({"choices": choices})));
        }
        _ => {}
    }
    let pages = results.total.div_ceil(window.size).max(1);
    if window.page > pages {
        return refuse(Problem::too_large("page", &window.page.to_string(), pages));
    }
    Ok(results)
}
