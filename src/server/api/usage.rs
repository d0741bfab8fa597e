//! Where searches of the API are counted, as those of the page are: what was looked for and how much was found, never
//! who looked.

use crate::domain::card::{Located, Results};
use crate::domain::filter::Filter;
use crate::domain::query::Search;
use crate::domain::taxonomy::{Fee, Theme, ThemeCategory};
use crate::domain::territory::Commune;
use crate::pages::reading::Reading;
use crate::search::gazetteer::Gazetteer;
use crate::search::services::{ServiceQuery, Territory, Window};

/// How far [`crate::search::services::Services::near`] reaches, as a radius of the page.
const NEAR_KM: u16 = 50;

/// A search that is answered.
#[derive(Debug, Clone, Copy)]
pub enum Searched<'a> {
    /// As the page of results does.
    Offers(&'a Results),
    /// As the data·inclusion API does.
    Services {
        /// What was asked of a service.
        query: &'a ServiceQuery,
        /// Words; those about publics are not counted.
        text: Option<&'a str>,
        /// Whose people it is for.
        commune: Option<&'a Commune>,
        /// How many were found.
        total: usize,
    },
}

/// Every search of the API that is answered passes here once. As with the peer, a further page of it is no new search.
pub fn searched(reading: &Reading, gazetteer: &Gazetteer, window: Window, searched: Searched<'_>) {
    if window.page > 1 {
        return;
    }
    match searched {
        Searched::Offers(results) => reading.count_search(results),
        Searched::Services { query, text, commune, total } => {
            let located = match commune {
                Some(commune) => Located::At(gazetteer.place(commune)),
                None => located(&query.territories, gazetteer),
            };
            let search = Search {
                text: text.unwrap_or_default().to_owned(),
                radius: commune.map(|_| NEAR_KM),
                filters: filters(query),
                page: 1,
                ..Search::default()
            };
            reading.count_search(&Results { search, located, total, ..Results::default() });
        }
    }
}

/// Where services were to lie; the smallest of several territories. A point is not kept: it may be somebody's door.
fn located(territories: &[Territory], gazetteer: &Gazetteer) -> Located {
    let Some(smallest) = territories.last() else { return Located::Nowhere };
    let key = match smallest {
        Territory::Commune(code) => code.clone(),
        Territory::Departement(code) => format!("departement-{code}"),
        Territory::Region(code) => format!("region-{code}"),
    };
    match gazetteer.locate(&key) {
        Located::Among(_) | Located::Unknown => Located::Nowhere,
        known => known,
    }
}

/// What the page has a filter for, in its order; a whole category of themes as that.
fn filters(query: &ServiceQuery) -> Vec<Filter> {
    let asked = |category: ThemeCategory| {
        Theme::ALL
            .iter()
            .filter(|theme| theme.category() == category)
            .all(|theme| query.themes.contains(theme))
    };
    let wanted = |filter: &Filter| match filter {
        Filter::Category(category) => asked(*category),
        Filter::Theme(theme) => query.themes.contains(theme) && !asked(theme.category()),
        Filter::Public(public) => query.publics.contains(public),
        Filter::Free => query.fees == [Fee::Gratuit],
        _ => false,
    };
    if query.themes.is_empty() && query.publics.is_empty() && query.fees.is_empty() {
        return Vec::new();
    }
    Filter::all().iter().copied().filter(wanted).collect()
}
