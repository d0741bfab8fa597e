//! An icon of the sprite `public/icons.svg`. It never stands alone for a meaning: there is a word beside it.

use leptos::prelude::*;

/// An icon.
#[component]
pub fn Icon(
    /// Its name in the sprite.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
