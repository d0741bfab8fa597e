//! How far one can go: a distance around the commune, or the whole of what holds it.

use leptos::prelude::*;

use super::Group;
use crate::domain::card::Located;
use crate::domain::query::{RADII, Search};
use crate::domain::territory::{Area, AreaKind};
use crate::pages::search::Found;
use crate::ui::filter_sheet::radii;

/// The distance, the larger areas, and what widens or narrows without a count.
#[component]
pub fn Reach(
    /// What is looked for, and what was found.
    found: Found,
) -> impl IntoView {
    let results = found.results;
    let search = results.search;
    let around = matches!(results.located, Located::At(_)) && !search.remote;
    let areas = if search.remote { Vec::new() } else { found.areas };
    let areas: Vec<(String, String)> =
        areas.iter().map(|area| (whole(area), in_area(&search, area).href())).collect();
    let radius = search.radius_km();
    view! {
        {around.then(|| view! {
            <label class="reach" for="rayon">"Distance"</label>
            <select id="rayon" name="rayon">
                {RADII.into_iter().zip(radii(&results.facets)).map(|(km, text)| view! {
                    <option value=km.to_string() selected=km == radius>{text}</option>
                }).collect_view()}
            </select>
        })}
        {search.organisation.zip(found.organisation).map(|(slug, name)| view! {
            <label><input type="checkbox" name="structure" value=slug checked=true/>{format!("Seulement : {name}")}</label>
        })}
        {search.remote.then(|| view! {
            <label><input type="checkbox" name="a-distance" value="oui" checked=true/>"Seulement à distance"</label>
        })}
        {(!areas.is_empty() || search.everywhere).then(|| view! {
            <Group label="Plus loin" open=search.everywhere>
                <ul class="areas">{areas.into_iter().map(|(name, href)| view! { <li><a href=href>{name}</a></li> }).collect_view()}</ul>
                <label><input type="checkbox" name="ailleurs" value="oui" checked=search.everywhere/>"Aussi ce qui est réservé à d’autres territoires"</label>
            </Group>
        })}
    }
}

/// The same search in the whole of an area: a distance means nothing there.
pub fn in_area(search: &Search, area: &Area) -> Search {
    Search { radius: None, ..search.around(&area.key()) }
}

/// An area, as a choice.
pub fn whole(area: &Area) -> String {
    match area.kind {
        AreaKind::Epci => area.name.clone(),
        AreaKind::Departement | AreaKind::Region => area.label(),
    }
}
