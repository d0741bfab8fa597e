//! The offers that were found: how many, in which order, page after page; and those at a distance.

use leptos::prelude::*;

use super::nothing::Nothing;
use super::{Found, sentences};
use crate::domain::card::{Located, Results};
use crate::domain::query::{Search, Sort};
use crate::ui::card::Cards;
use crate::ui::count::grouped;

/// The list.
#[component]
pub fn List(
    /// What is looked for, and what was found.
    found: Found,
) -> impl IntoView {
    let results = found.results.clone();
    let search = results.search.clone();
    view! {
        <h2 class="count">{sentences::count(&results)}</h2>
        {sentences::told(&results).into_iter().map(|sentence| view! { <p class="notice">{sentence}</p> }).collect_view()}
        {if results.total == 0 {
            view! { <Nothing found/> }.into_any()
        } else {
            view! { <Order results=results.clone()/> }.into_any()
        }}
        <Cards cards=results.cards.clone() search=search.clone()/>
        <Pages search=search.clone() more=results.more/>
        <Remote results/>
    }
}

/// The orders to choose from; by distance only where a distance is known.
#[component]
fn Order(results: Results) -> impl IntoView {
    let search = results.search;
    let around = matches!(results.located, Located::At(_)) && !search.remote;
    let sorts = Sort::ALL.into_iter().filter(|sort| around || *sort != Sort::Distance);
    let links: Vec<(Sort, String)> =
        sorts.map(|sort| (sort, Search { sort, ..search.on_page(1) }.href())).collect();
    (results.total > 1).then(|| view! {
        <details class="order">
            <summary>{format!("Ordre : {}", search.sort.label().to_lowercase())}</summary>
            <ul>
                {links.into_iter().map(|(sort, href)| view! {
                    <li><a href=href aria-current=(sort == search.sort).then_some("true")>{sort.label()}</a></li>
                }).collect_view()}
            </ul>
        </details>
    })
}

#[component]
fn Pages(search: Search, more: bool) -> impl IntoView {
    let page = search.page.max(1);
    (more || page > 1).then(|| view! {
        <nav class="pages" aria-label="Pages de résultats">
            {(page > 1).then(|| view! { <a class="button quiet" rel="prev" href=search.on_page(page - 1).href()>"Page précédente"</a> })}
            <span>{format!("Page {page}")}</span>
            {more.then(|| view! { <a class="button quiet" rel="next" href=search.on_page(page + 1).href()>"Page suivante"</a> })}
        </nav>
    })
}

/// What is at a distance or for the whole of France stands apart, below the first page.
#[component]
fn Remote(results: Results) -> impl IntoView {
    let (shown, all) = (results.remote.len(), results.remote_total);
    let every = Search { remote: true, radius: None, ..results.search.on_page(1) }.href();
    (shown > 0 && results.search.page <= 1).then(|| view! {
        <section aria-labelledby="distance" class="remote">
            <h2 id="distance">{format!("À distance ou partout en France ({})", grouped(all as u64))}</h2>
            <Cards cards=results.remote/>
            {(all > shown).then(|| view! {
                <a class="button quiet" href=every>{format!("Voir les {} offres à distance", grouped(all as u64))}</a>
            })}
        </section>
    })
}
