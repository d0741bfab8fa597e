//! What one looks for: the place, the words, the filters; and the filters that are on, each with its way out.

use leptos::prelude::*;

use crate::domain::filter::FilterGroup;
use crate::domain::query::{DEFAULT_RADIUS, RADII, Search};
use crate::ui::icon::Icon;
use crate::ui::place_input::PlaceInput;

/// The form above the results.
#[component]
pub fn SearchForm(
    /// What is looked for.
    search: Search,
    /// What stands in the place field.
    place: String,
) -> impl IntoView {
    let radius = search.radius.unwrap_or(DEFAULT_RADIUS);
    let groups = [FilterGroup::Need, FilterGroup::Kind, FilterGroup::Theme, FilterGroup::Public];
    let groups = groups.map(|group| (group, search.filters.clone()));
    view! {
        <form method="get" action="/offres" class="search-form compact" role="search">
            <PlaceInput value=place/>
            <div class="free-text">
                <label for="q">"Que cherchez-vous ?"</label>
                <div class="free-text-row">
                    <input id="q" name="q" type="search" value=search.text.clone() placeholder="permis, maçon, jardin…" autocomplete="off" maxlength="200"/>
                    <button type="submit" class="button"><Icon name="search"/>"Chercher"</button>
                </div>
            </div>
            <details class="filters">
                <summary>"Préciser"</summary>
                <div class="filter-row">
                    <label for="rayon">"Distance"</label>
                    <select id="rayon" name="rayon">
                        {RADII.into_iter().map(|km| view! {
                            <option value=km.to_string() selected=km == radius>{format!("{km} km")}</option>
                        }).collect_view()}
                    </select>
                </div>
                {groups.into_iter().map(|(group, on)| view! {
                    <fieldset>
                        <legend>{group.label()}</legend>
                        {group.values().map(|filter| view! {
                            <label class="option">
                                <input type="checkbox" name=group.name() value=filter.code() checked=on.contains(&filter)/>
                                <span>{filter.label()}</span>
                            </label>
                        }).collect_view()}
                    </fieldset>
                }).collect_view()}
            </details>
        </form>
    }
}

/// The filters that are on: one tap takes one off.
#[component]
pub fn FiltersOn(
    /// What is looked for.
    search: Search,
) -> impl IntoView {
    let on = filters_on(&search);
    (!on.is_empty()).then(|| view! {
        <ul class="filters-on" aria-label="Filtres choisis">
            {on.into_iter().map(|(label, without)| view! {
                <li>
                    <a class="badge" href=without.href()>
                        <span class="aside">"Enlever le filtre "</span>{label}<span aria-hidden="true">" ✕"</span>
                    </a>
                </li>
            }).collect_view()}
        </ul>
    })
}

/// Each filter that is on, with the search that does without it.
fn filters_on(search: &Search) -> Vec<(String, Search)> {
    let filters = search.filters.iter().map(|filter| (filter.label().to_owned(), search.without(*filter)));
    let radius = search.radius.filter(|km| *km != DEFAULT_RADIUS);
    let radius =
        radius.map(|km| (format!("À moins de {km} km"), Search { radius: None, ..search.on_page(1) }));
    filters.chain(radius).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_filter_has_a_way_out_that_keeps_the_others() {
        let (search, _) =
            Search::from_query("lieu=62498&rayon=50&besoin=creer&theme=mobilite&genre=training&page=3");
        let on = filters_on(&search);
        let labels: Vec<&str> = on.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(labels, ["Créer mon activité", "Formation", "Mobilité", "À moins de 50 km"]);
        assert_eq!(on[0].1.href(), "/offres?lieu=62498&rayon=50&genre=training&theme=mobilite");
        assert_eq!(on[2].1.href(), "/offres?lieu=62498&rayon=50&besoin=creer&genre=training");
    }
}
