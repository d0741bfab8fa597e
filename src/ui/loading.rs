//! What stands in for a page that is on its way.

use leptos::prelude::*;

/// A calm wait, told to screen readers.
#[component]
pub fn Loading() -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <span class="loading-bar"></span>
            "Un instant…"
        </div>
    }
}
