//! What one looks for: the place and the words, the way to the filters, and the filters.

use leptos::prelude::*;

use super::Found;
use super::filters::Filters;
use super::filters_on::filters_on;
use crate::domain::card::Located;
use crate::ui::icon::Icon;
use crate::ui::place_input::PlaceInput;
use crate::ui::search_input::SearchInput;

/// The form beside and above the results.
#[component]
pub fn SearchForm(
    /// What is looked for, and what was found.
    found: Found,
) -> impl IntoView {
    let search = found.results.search.clone();
    let place = match &found.results.located {
        Located::At(place) => place.label(),
        Located::In(area) => area.label(),
        _ => search.place.clone(),
    };
    // The results say more of it.
    let problem = match found.results.located {
        Located::Unknown => Some("Vérifiez le nom, ou écrivez un code postal.".to_owned()),
        Located::Among(_) => {
            Some("Plusieurs lieux ont ce nom : choisissez le vôtre dans la page.".to_owned())
        }
        _ => None,
    };
    let filter = match filters_on(&search, found.organisation.as_deref()).len() {
        0 => "Filtrer".to_owned(),
        on => format!("Filtrer ({on})"),
    };
    // Nothing can be counted around a place that is not known: the filters wait.
    let found_place = !matches!(found.results.located, Located::Among(_) | Located::Unknown);
    let typed = |name: &str| matches!(name, "lieu" | "q" | "page");
    let kept = search.to_pairs().into_iter().filter(move |(name, _)| match found_place {
        true => *name == "tri",
        false => !typed(name),
    });
    let kept: Vec<(&str, String)> = kept.collect();
    view! {
        <form method="get" action="/offres" class="search-fields" role="search">
            <div class="search-bar">
                <PlaceInput label="Où êtes-vous ?".to_owned() value=place problem/>
                <div class="free-text">
                    <label for="q">"Que cherchez-vous ?"</label>
                    <div class="free-text-row">
                        <SearchInput value=search.text.clone() placeholder="permis, maçon, jardin…".to_owned()/>
                        <button type="submit" class="button"><Icon name="search"/><span>"Chercher"</span></button>
                    </div>
                </div>
            </div>
            {kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            {found_place.then(|| view! {
                <div class="search-tools"><a id="filtrer" class="button" href="#filtres"><Icon name="filter"/>{filter}</a></div>
                <Filters found/>
            })}
        </form>
    }
}
