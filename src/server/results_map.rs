//! The map of results: where its files are, and `GET /offres/carte.json?…`, what it shows of a search. The address is
//! read as `/offres?…` reads it, and answered in the same order.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Serialize;

use super::state::App;
use crate::domain::card::{Located, Pin, Results};
use crate::domain::offer::OfferKind;
use crate::domain::query::Search;
use crate::domain::tiles::Tiles;
use crate::pages::search::results_map::MapOffered;

/// The pins of one answer; a map of more would be read by nobody.
pub const PINS_MAX: usize = 1_000;

/// The map of this site: none where the settings want none. Where it was not built, a line of the log says so.
pub fn offered(tiles: Option<Tiles>, site_root: &Path) -> Option<Arc<MapOffered>> {
    let tiles = tiles?;
    let files = files(site_root);
    if files.is_none() {
        tracing::warn!("there is no map in {}: script/map builds it", site_root.display());
    }
    files.map(|(script, style)| Arc::new(MapOffered { tiles, script, style }))
}

/// The addresses of the script and of the sheet that `map/build.mjs` wrote.
fn files(site_root: &Path) -> Option<(String, String)> {
    let entries = std::fs::read_dir(site_root.join("map")).ok()?;
    let names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let address = |end: &str| {
        let name = names.iter().find(|name| name.starts_with("map.") && name.ends_with(end))?;
        Some(format!("/map/{name}"))
    };
    address(".js").zip(address(".css"))
}

/// What the map shows.
#[derive(Debug, Serialize)]
struct Answer {
    /// How many offers the list has, those at a distance aside.
    total: usize,
    /// How many are at a distance: these are on no map.
    remote: usize,
    /// The place that was searched.
    around: Option<Around>,
    /// What people call each kind, by its code.
    kinds: BTreeMap<&'static str, &'static str>,
    /// In the order of the list.
    pins: Vec<Pin>,
}

/// A circle on the map.
#[derive(Debug, PartialEq, Serialize)]
struct Around {
    latitude: f32,
    longitude: f32,
    /// The radius in which the results were found, kilometres; none where it is all of France.
    km: Option<u16>,
}

/// Answers the pins of a search.
pub async fn pins(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let Ok(index) = app.reading.index() else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let today = app.reading.clock.today();
    let search = Search::from_query(&query.unwrap_or_default()).0.on_page(1);
    let results = index.search(&search, Vec::new(), today);
    let (pins, total) = index.pins(&search, PINS_MAX, today);
    let kinds = OfferKind::ALL.into_iter().map(|kind| (kind.code(), kind.label())).collect();
    Json(Answer { total, remote: results.remote_total, around: around(&results), kinds, pins })
        .into_response()
}

fn around(results: &Results) -> Option<Around> {
    let Located::At(place) = &results.located else { return None };
    let km = results.widened_to.unwrap_or(results.search.radius_km());
    Some(Around { latitude: place.latitude, longitude: place.longitude, km: (km > 0).then_some(km) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_found_once_they_were_built() {
        let site = tempfile::tempdir().unwrap();
        assert_eq!(files(site.path()), None);
        std::fs::create_dir(site.path().join("map")).unwrap();
        let write = |name: &str| std::fs::write(site.path().join("map").join(name), "").unwrap();
        ["licences.txt", "map.ABC.js", "map.ABC.js.br"].into_iter().for_each(write);
        assert_eq!(files(site.path()), None);
        ["map.DEF.css", "map.DEF.css.gz"].into_iter().for_each(write);
        assert_eq!(files(site.path()), Some(("/map/map.ABC.js".to_owned(), "/map/map.DEF.css".to_owned())));
        assert!(offered(None, site.path()).is_none());
    }
}
