//! An address that leads nowhere.

use leptos::prelude::*;

use super::error::ErrorPage;
use crate::error::PageError;

/// The page of an unknown address.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <ErrorPage error=PageError::NotFound/> }
}
