//! `/offres`: what there is near a place. The address is the whole state.

mod filters;
mod filters_on;
mod list;
mod nothing;
mod place;
pub mod results_map;
mod search_form;
mod sentences;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use super::accompany::companion::shown_beside;
use crate::domain::card::{Located, Results};
use crate::domain::query::Search;
use crate::domain::territory::Area;
use crate::error::PageError;
use filters_on::FiltersOn;
use list::List;
use nothing::{WayOn, ways_on};
use place::{ChoosePlace, UnknownPlace};
use results_map::ListWithMap;
use search_form::SearchForm;

/// A search, what it finds, and what the page says around it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// What was found; its place is the key of the one that was understood.
    pub results: Results,
    /// The larger areas around the place, smallest first.
    pub areas: Vec<Area>,
    /// The name of the one organisation whose offers are wanted.
    pub organisation: Option<String>,
    /// Where nothing was found: what may help.
    pub ways_on: Vec<WayOn>,
}

/// Answers the query of an address of this page, as it stands after the `?`.
pub async fn read_results(query: String) -> Result<Option<Found>, PageError> {
    let reading = super::reading::Reading::current()?;
    let (index, today) = (reading.index()?, reading.clock.today());
    let mut results = reading.results(&query)?;
    reading.count_search(&results);
    let areas = match &results.located {
        Located::At(place) => {
            results.search.place = place.key.clone();
            let commune = index.gazetteer.by_code(&place.code);
            commune.map(|commune| index.gazetteer.areas_of(commune)).unwrap_or_default()
        }
        Located::In(area) => {
            results.search.place = area.key();
            index.gazetteer.areas_above(area)
        }
        _ => Vec::new(),
    };
    let organisation = match &results.search.organisation {
        None => None,
        Some(slug) => {
            let card = results.cards.iter().chain(&results.remote).next();
            match card.map(|card| card.organisation.clone()) {
                Some(name) => Some(name),
                None => reading.db.organisation(slug).await?.map(|stored| stored.content.0.name),
            }
        }
    };
    let count = |search: &Search| index.search(search, Vec::new(), today).total;
    let ways_on = ways_on(&results, &areas, count);
    Ok(Some(Found { results, areas, organisation, ways_on }))
}

/// The page of results.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = use_location().search.get_untracked();
    shown_beside(read_results(query), |found| view! { <ShowFound found/> })
}

#[component]
fn ShowFound(found: Found) -> impl IntoView {
    let title = sentences::title(&found);
    let page_title = match found.results.search.page {
        0 | 1 => title.clone(),
        page => format!("{title}, page {page}"),
    };
    let located = found.results.located.clone();
    let search = found.results.search.clone();
    let misread = found.results.misread.clone();
    view! {
        <Title text=page_title/>
        <div class="search-page">
            <h1>{title}</h1>
            <div class="search-layout">
                <SearchForm found=found.clone()/>
                <div class="results">
                    <FiltersOn search=search.clone() organisation=found.organisation.clone()/>
                    {misread.into_iter().map(|misread| view! { <p class="notice" role="status">{misread.sentence()}</p> }).collect_view()}
                    {match located {
                        Located::Unknown => view! { <UnknownPlace typed=search.place/> }.into_any(),
                        Located::Among(places) => view! { <ChoosePlace places search/> }.into_any(),
                        _ if search.remote => view! { <List found/> }.into_any(),
                        _ => view! { <ListWithMap search total=found.results.total><List found/></ListWithMap> }.into_any(),
                    }}
                </div>
            </div>
        </div>
    }
}
