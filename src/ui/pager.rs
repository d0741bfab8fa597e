//! The way through a list that is too long for one page.

use leptos::prelude::*;

/// Links to the page before and the page after; nothing where the list fits on one.
#[component]
pub fn Pager(
    /// The number of this page, from 0; addresses count from 1.
    page: u32,
    /// Whether there is another after it.
    more: bool,
    /// The rest of the query, with its `&` at the end.
    #[prop(optional, into)]
    query: String,
) -> impl IntoView {
    let before = (page > 0).then(|| format!("?{query}page={page}"));
    let after = more.then(|| format!("?{query}page={}", page.saturating_add(2)));
    (before.is_some() || after.is_some()).then(|| {
        view! {
            <nav class="actions" aria-label="Pages">
                {before.map(|href| view! { <a class="button quiet" href=href rel="prev">"Page précédente"</a> })}
                {after.map(|href| view! { <a class="button quiet" href=href rel="next">"Page suivante"</a> })}
            </nav>
        }
    })
}
