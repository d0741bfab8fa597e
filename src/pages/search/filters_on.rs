//! The filters that are on, each with its way out.

use leptos::prelude::*;

use crate::domain::query::{DEFAULT_RADIUS, Search};
use crate::domain::territory::of;

/// The filters that are on: one tap takes one off, another all of them.
#[component]
pub fn FiltersOn(
    /// What is looked for.
    search: Search,
    /// The name of the one organisation whose offers are wanted.
    organisation: Option<String>,
) -> impl IntoView {
    let on = filters_on(&search, organisation.as_deref());
    let several = on.len() > 1;
    (!on.is_empty()).then(|| view! {
        <ul class="filters-on" aria-label="Filtres choisis">
            {on.into_iter().map(|(label, without)| view! {
                <li>
                    <a class="badge" href=without.href()>
                        <span class="aside">"Enlever le filtre "</span>{label}<span aria-hidden="true">" ✕"</span>
                    </a>
                </li>
            }).collect_view()}
            {several.then(|| view! { <li><a class="clear" href=cleared(&search).href()>"Tout enlever"</a></li> })}
        </ul>
    })
}

/// Each filter that is on, with the search that does without it.
pub fn filters_on(search: &Search, organisation: Option<&str>) -> Vec<(String, Search)> {
    let first = search.on_page(1);
    let whose = search.organisation.as_ref().map(|_| {
        let label = organisation.map_or("Une structure".to_owned(), |name| format!("Offres {}", of(name)));
        (label, Search { organisation: None, ..first.clone() })
    });
    let radius = search.radius.filter(|km| *km != DEFAULT_RADIUS);
    let radius = radius.map(|km| (format!("À moins de {km} km"), Search { radius: None, ..first.clone() }));
    let everywhere = search.everywhere.then(|| {
        ("Réservé à d’autres territoires".to_owned(), Search { everywhere: false, ..first.clone() })
    });
    let remote =
        search.remote.then(|| ("Seulement à distance".to_owned(), Search { remote: false, ..first.clone() }));
    let filters = search.filters.iter().map(|filter| (filter.label().to_owned(), search.without(*filter)));
    whose.into_iter().chain(radius).chain(remote).chain(filters).chain(everywhere).collect()
}

/// The same place and words, without any filter.
pub fn cleared(search: &Search) -> Search {
    Search {
        place: search.place.clone(),
        text: search.text.clone(),
        sort: search.sort,
        page: 1,
        ..Search::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_filter_has_a_way_out_that_keeps_the_others() {
        let (search, _) =
            Search::from_query("lieu=62498&rayon=50&besoin=creer&theme=mobilite&genre=training&page=3");
        let on = filters_on(&search, None);
        let labels: Vec<&str> = on.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(labels, ["À moins de 50 km", "Créer mon activité", "Formation", "Mobilité"]);
        assert_eq!(on[1].1.href(), "/offres?lieu=62498&rayon=50&genre=training&theme=mobilite");
        assert_eq!(on[0].1.href(), "/offres?lieu=62498&besoin=creer&genre=training&theme=mobilite");
    }

    #[test]
    fn whose_offers_and_for_whom_are_filters_too() {
        let (search, _) = Search::from_query(
            "q=permis&structure=coop-connexion&ailleurs=oui&a-distance=oui&tri=recent&rayon=20",
        );
        let on = filters_on(&search, Some("Atelier Nord"));
        let labels: Vec<&str> = on.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(
            labels,
            ["Offres d’Atelier Nord", "Seulement à distance", "Réservé à d’autres territoires"]
        );
        assert_eq!(on[0].1.href(), "/offres?rayon=20&q=permis&ailleurs=oui&a-distance=oui&tri=recent");
        assert_eq!(cleared(&search).href(), "/offres?q=permis&tri=recent");
    }
}
