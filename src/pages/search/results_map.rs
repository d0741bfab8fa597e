//! The map beside the list: loaded when it is opened, or by itself where there is room for both. The list says the
//! same in words, and stays alone where no script runs, or where nothing could be placed.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::query::Search;
use crate::domain::tiles::Tiles;
use crate::ui::icon::Icon;

/// Opens the map: at a tap, which the address remembers so that "back" leads to the list; or by itself, once the page
/// is there and quiet, where there is room and nobody pays by the byte. Its script, its style and its pins come
/// together; where one of them fails, the list is all there is.
const OPEN: &str = include_str!("results_map.js");

/// Put into the context, behind an `Arc`, where the site has a map.
#[derive(Debug)]
pub struct MapOffered {
    /// What it is laid with.
    pub tiles: Tiles,
    /// Address of the script that draws it.
    pub script: String,
    /// Address of its style sheet.
    pub style: String,
}

/// A list of results, with its map beside it if the site has one and there is something to show on it.
#[component]
pub fn ListWithMap(
    /// What is looked for.
    search: Search,
    /// How many offers the list has in all.
    total: usize,
    /// The list.
    children: Children,
) -> impl IntoView {
    let Some(map) = use_context::<Arc<MapOffered>>().filter(|_| total > 0) else {
        return children().into_any();
    };
    view! {
        <div class="list-and-map">
            <ResultsMap map search/>
            <div class="list-side">{children()}</div>
        </div>
    }
    .into_any()
}

#[component]
fn ResultsMap(map: Arc<MapOffered>, search: Search) -> impl IntoView {
    let tiles = map.tiles.clone();
    view! {
        <section
            id="carte"
            class="results-map"
            aria-label="Carte des offres"
            hidden=true
            data-script=map.script.clone()
            data-style=map.style.clone()
            data-pins=pins_address(&search)
            data-tiles=tiles.address
        >
            <a class="skip" href="#apres-carte">"Passer la carte"</a>
            <button type="button" class="button quiet map-toggle">
                <span class="to-map"><Icon name="map"/><span><span class="saying">"Voir la "</span><span class="said">"carte"</span></span></span>
                <span class="to-list"><Icon name="list"/><span><span class="saying">"Voir la "</span><span class="said">"liste"</span></span></span>
            </button>
            <div>
                <div role="status">
                    <p class="map-coming">"La carte arrive…"</p>
                    <p class="map-count"></p>
                </div>
                <p class="map-failed" role="alert">"La carte n’a pas pu venir. La liste dit tout."</p>
            </div>
            <div class="map-stage">
                <div class="map-frame"><div class="map-canvas"></div></div>
                <p class="notice map-bare" role="alert" hidden=true>"Le fond de la carte n’a pas pu venir. Les points sont à leur place."</p>
                <p class="map-thanks">
                    "Tout est aussi dans la liste. Fond de carte : "
                    {match tiles.thanks_link {
                        Some(link) => view! { <a href=link rel="noreferrer">{tiles.thanks}</a> }.into_any(),
                        None => tiles.thanks.into_any(),
                    }}
                </p>
            </div>
            <span id="apres-carte" tabindex="-1"></span>
        </section>
        <script nonce=leptos::nonce::use_nonce()>{OPEN}</script>
    }
}

/// Where the pins of a search are.
fn pins_address(search: &Search) -> String {
    search.on_page(1).href().replacen("/offres", "/offres/carte.json", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pins_are_those_of_the_whole_search() {
        let address = |query: &str| pins_address(&Search::from_query(query).0);
        assert_eq!(address(""), "/offres/carte.json");
        assert_eq!(
            address("lieu=62498&rayon=50&q=offres&page=3"),
            "/offres/carte.json?lieu=62498&rayon=50&q=offres"
        );
    }
}
