//! Nothing was found: what may help, each with what it would find.

use leptos::prelude::*;

use super::Found;
use super::filters::reach::{in_area, whole};
use super::filters_on::cleared;
use crate::domain::card::{Located, Results};
use crate::domain::query::Search;
use crate::domain::territory::Area;
use crate::ui::count::offers;

/// Filters that are proposed to be left aside: each costs a search.
const TRIED: usize = 4;

/// Another search, and how many offers it finds.
#[derive(Debug, Clone, PartialEq)]
pub struct WayOn {
    /// What is different.
    pub label: String,
    /// The search.
    pub search: Search,
    /// How many it finds.
    pub found: usize,
}

/// Where nothing was found in a place that is known: the searches close to this one that find something, the most
/// careful first.
pub fn ways_on(results: &Results, areas: &[Area], count: impl Fn(&Search) -> usize) -> Vec<WayOn> {
    if results.total > 0 || matches!(results.located, Located::Among(_) | Located::Unknown) {
        return Vec::new();
    }
    let search = results.search.on_page(1);
    let filters = search.filters.iter().rev().take(TRIED);
    let mut tries: Vec<(String, Search)> = filters
        .map(|filter| (format!("Sans le filtre «\u{a0}{}\u{a0}»", filter.label()), search.without(*filter)))
        .collect();
    if search.organisation.is_some() {
        let all = Search { organisation: None, ..search.clone() };
        tries.push(("Dans toutes les structures".to_owned(), all));
    }
    if !search.text.is_empty() {
        let label = format!("Sans «\u{a0}{}\u{a0}»", search.text);
        tries.push((label, Search { text: String::new(), ..search.clone() }));
    }
    if let (Located::In(_), Some(area)) = (&results.located, areas.first()) {
        tries.push((format!("Plus loin : {}", whole(area)), in_area(&search, area)));
    }
    let tried = tries.into_iter().map(|(label, search)| WayOn { found: count(&search), label, search });
    tried.filter(|way| way.found > 0).collect()
}

/// What to do next.
#[component]
pub fn Nothing(
    /// What is looked for, and what was found.
    found: Found,
) -> impl IntoView {
    let has_place = !matches!(found.results.located, Located::Nowhere);
    let all = Search { text: String::new(), ..cleared(&found.results.search) };
    view! {
        <section class="state">
            <h2>"Rien pour le moment"</h2>
            {if found.ways_on.is_empty() {
                view! { <p>"Essayez avec un autre mot, ou sans filtre."</p> }.into_any()
            } else {
                view! {
                    <p>"Vous pouvez chercher autrement :"</p>
                    <ul class="links">
                        {found.ways_on.into_iter().map(|way| view! {
                            <li><a href=way.search.href()>{way.label}<span class="badge">{offers(way.found)}</span></a></li>
                        }).collect_view()}
                    </ul>
                }.into_any()
            }}
            <a class="button" href=all.href()>
                {if has_place { "Voir toutes les offres ici" } else { "Voir toutes les offres" }}
            </a>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_finds_nothing_is_not_proposed() {
        let search = Search::from_query("besoin=creer&gratuit=oui&q=permis&structure=x&page=2").0;
        let results = Results { search, ..Results::default() };
        let count = |search: &Search| search.to_pairs().len();
        let ways = ways_on(&results, &[], count);
        let labels: Vec<&str> = ways.iter().map(|way| way.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "Sans le filtre «\u{a0}Gratuit\u{a0}»",
                "Sans le filtre «\u{a0}Créer mon activité\u{a0}»",
                "Dans toutes les structures",
                "Sans «\u{a0}permis\u{a0}»",
            ]
        );
        assert!(ways.iter().all(|way| way.found == 3 && way.search.page == 1));
        assert!(ways_on(&results, &[], |_| 0).is_empty());
        assert!(ways_on(&Results { total: 1, ..results.clone() }, &[], count).is_empty());
        assert!(ways_on(&Results { located: Located::Unknown, ..results }, &[], count).is_empty());
    }
}
