//! Every filter, with the number of offers beside each of its values: a column on a desktop, a sheet on a phone.

pub mod reach;
mod themes;

use leptos::prelude::*;

use super::Found;
use super::filters_on::cleared;
use crate::domain::filter::{Filter, FilterGroup};
use crate::domain::taxonomy::Public;
use crate::ui::count::grouped;
use crate::ui::filter_sheet::{FilterSheet, see};
use reach::Reach;
use themes::Themes;

/// Groups of one value each: they stand together.
const SINGLE: [FilterGroup; 4] =
    [FilterGroup::Free, FilterGroup::Soon, FilterGroup::PlacesLeft, FilterGroup::AsksHere];

/// A value, and how many offers it would find.
#[derive(Debug, Clone, Copy)]
struct Counted {
    filter: Filter,
    count: u32,
    on: bool,
}

/// The filters of the form. The values stand in the order of [`Filter::all`], on which the live counts rely.
#[component]
pub fn Filters(
    /// What is looked for, and what was found.
    found: Found,
) -> impl IntoView {
    let search = found.results.search.clone();
    let facets = found.results.facets.clone();
    let on = search.filters.clone();
    let counted = move |group: FilterGroup| -> Vec<Counted> {
        let count = |filter| Counted { filter, count: facets.count(filter), on: on.contains(&filter) };
        group.values().map(count).collect()
    };
    let group = |group: FilterGroup, folded: bool| {
        let values = counted(group);
        let open = !folded || values.iter().any(|value| value.on);
        view! { <Group label=group.label() open><Values values/></Group> }
    };
    let themes = counted(FilterGroup::Theme);
    let single: Vec<Counted> = SINGLE.into_iter().flat_map(&counted).collect();
    let clear = format!("{}#filtres", cleared(&search).href());
    let button = see(&found.results);
    view! {
        <section id="filtres" class="filters" tabindex="-1" aria-labelledby="filtres-titre">
            <div class="filters-head">
                <h2 id="filtres-titre">"Filtres"</h2>
                <a class="filters-clear" href=clear>"Tout enlever"</a>
                <a class="filters-close" href="#filtrer">"Fermer"</a>
            </div>
            <div class="filters-body">
                <p class="aside">"Après chaque choix : le nombre d’offres."</p>
                <Reach found=found.clone()/>
                {group(FilterGroup::Need, false)}
                {group(FilterGroup::Kind, false)}
                <Group label=FilterGroup::Theme.label() open=themes.iter().any(|value| value.on)><Themes values=themes/></Group>
                {group(FilterGroup::Public, true)}
                {group(FilterGroup::Day, true)}
                <Group label="Ce qui compte pour vous" open=true>
                    <Values values=single/>
                </Group>
            </div>
            <div class="filters-foot">
                <button type="submit" class="button">{button}</button>
                <FilterSheet/>
            </div>
        </section>
    }
}

/// Values that belong together, under a line that folds them.
#[component]
fn Group(label: &'static str, open: bool, children: Children) -> impl IntoView {
    view! {
        <details open=open>
            <summary>{label}</summary>
            <div role="group" aria-label=label>{children()}</div>
        </details>
    }
}

#[component]
fn Values(values: Vec<Counted>) -> impl IntoView {
    values.into_iter().map(|value| view! { <Value value/> }).collect_view()
}

/// One value: a box to tick. One that would find nothing is dimmed, and can be ticked all the same.
#[component]
fn Value(value: Counted) -> impl IntoView {
    let Counted { filter, count, on } = value;
    let label = match filter {
        Filter::Public(Public::TousPublics) => "Ouvert à tout le monde",
        _ => filter.label(),
    };
    view! {
        <label class=(count == 0).then_some("none")>
            <input type="checkbox" name=filter.group().name() value=filter.code() checked=on/>
            {format!("{label} ")}<b>{grouped(count.into())}</b>
        </label>
    }
}
