//! The one way from what a page reads to what it shows.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

use super::error::ErrorPage;
use crate::error::PageError;

/// Waits for what a page reads and shows it; where there is nothing, or it could not be read, says so with the status.
pub fn shown<T, V: IntoView + 'static>(
    reading: impl Future<Output = Result<Option<T>, PageError>> + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
{
    Suspend::new(async move {
        match reading.await {
            Ok(Some(read)) => show(read).into_any(),
            Ok(None) => view! { <ErrorPage error=PageError::NotFound/> }.into_any(),
            Err(error) => view! { <ErrorPage error/> }.into_any(),
        }
    })
}

/// A part of the page's address, by its name in the table of routes.
pub fn parameter(name: &str) -> String {
    use_params_map().with_untracked(|params| params.get(name)).unwrap_or_default()
}

/// Whether the page's query has `name`.
pub fn asked(name: &str) -> bool {
    use_query_map().with_untracked(|query| query.get(name).is_some())
}

/// The page's query, as it stands after the `?`.
pub fn queried() -> String {
    use_location().search.get_untracked()
}

/// The number of the page of a list that is asked for, from 0; addresses count from 1.
pub fn asked_page() -> u32 {
    let page = use_query_map().with_untracked(|query| query.get("page")).unwrap_or_default();
    page.parse::<u32>().unwrap_or(1).clamp(1, 10_000) - 1
}

/// A value of the page's query; empty where there is none.
pub fn asked_value(name: &str) -> String {
    use_query_map().with_untracked(|query| query.get(name)).unwrap_or_default()
}
