//! A page of offers, and all that the search has to say.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::item::Item;
use crate::domain::card::{Card, Located, Results, Words};
use crate::domain::filter::Filter;
use crate::domain::query::RADII;
use crate::search::services::Window;
use crate::server::api::edition::Edition;
use crate::server::api::page::Page;
use crate::server::config::PublicUrl;

/// A page of offers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Offers {
    #[serde(flatten)]
    page: Page<Item>,
    /// Le lieu compris ; `null` sans `lieu`.
    place: Option<Where>,
    /// Rayon demandé, en kilomètres.
    radius: u16,
    /// Rayon dans lequel les offres ont été trouvées, quand il a fallu l’élargir ; 0 : toute la France.
    widened_to: Option<u16>,
    /// Combien des mots tapés les offres ont : `all`, `all_but_one`, `any`.
    words: &'static str,
    /// Mots qu’aucune offre n’a, et ceux qui ont été cherchés à leur place.
    corrected: Vec<Corrected>,
    /// Ce qui se fait à distance, à part : les premières, et combien en tout.
    remote: Remote,
    /// Pour chaque filtre et chaque valeur, combien d’offres la recherche trouverait avec elle.
    facets: BTreeMap<&'static str, BTreeMap<String, u32>>,
}

/// A place that was understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct Where {
    /// La valeur de `lieu` qui le nomme sans ambiguïté.
    lieu: String,
    /// Son nom.
    name: String,
}

/// A word that was corrected.
#[derive(Debug, Serialize, ToSchema)]
pub struct Corrected {
    /// Comme il a été tapé.
    typed: String,
    /// Comme il a été cherché.
    searched: String,
}

/// Offers at a distance.
#[derive(Debug, Serialize, ToSchema)]
pub struct Remote {
    /// Les premières.
    items: Vec<Item>,
    /// Combien en tout.
    total: usize,
}

impl Offers {
    /// What a search answers.
    pub fn new(edition: &Edition, ours: &PublicUrl, results: &Results, window: Window) -> Self {
        let items = |cards: &[Card]| cards.iter().filter_map(|card| Item::of(card, edition, ours)).collect();
        let place = match &results.located {
            Located::At(place) => Some(Where { lieu: place.key.clone(), name: place.label() }),
            Located::In(area) => Some(Where { lieu: area.key(), name: area.label() }),
            _ => None,
        };
        let corrected = results.corrected.iter();
        Self {
            page: Page::new(items(&results.cards), results.total, window),
            facets: facets(results, matches!(results.located, Located::At(_))),
            place,
            radius: results.search.radius_km(),
            widened_to: results.widened_to,
            words: match results.words {
                Words::All => "all",
                Words::AllButOne => "all_but_one",
                Words::Any => "any",
            },
            corrected: corrected
                .map(|(typed, searched)| Corrected { typed: typed.clone(), searched: searched.clone() })
                .collect(),
            remote: Remote { items: items(&results.remote), total: results.remote_total },
        }
    }
}

/// Counts by the name of a filter in addresses, then by the code of its value.
fn facets(results: &Results, around: bool) -> BTreeMap<&'static str, BTreeMap<String, u32>> {
    let mut facets: BTreeMap<&'static str, BTreeMap<String, u32>> = BTreeMap::new();
    for filter in Filter::all() {
        let group = facets.entry(filter.group().name()).or_default();
        group.insert(filter.code().to_owned(), results.facets.count(*filter));
    }
    if around {
        let radii = RADII.into_iter().zip(results.facets.radii);
        facets.insert("rayon", radii.map(|(km, count)| (km.to_string(), count)).collect());
    }
    facets
}
