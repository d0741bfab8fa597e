//! The script of the form of an offer: a file of its own, so that only who writes an offer loads it.

use std::sync::LazyLock;

use leptos::prelude::*;

/// The whole script: a module without dependencies.
pub const SCRIPT: &str = include_str!("../../../../desk/write.js");

/// Its address: it changes with what the script says, so that a browser keeps it for good.
pub static ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/pkg/write.{}.js", &crate::store::digest(SCRIPT)[..12]));

/// Puts the script into the page.
#[component]
pub fn WriteScript() -> impl IntoView {
    view! { <script type="module" nonce=leptos::nonce::use_nonce() src=ADDRESS.as_str()></script> }
}
