//! Premier Pas: the public directory where a person finds an insertion offer and asks for it herself.
//!
//! One package, two halves: the server renders every page whole, the browser takes over where it can.

#![recursion_limit = "512"]

pub mod app;
#[cfg(feature = "ssr")]
pub mod commands;
pub mod domain;
#[cfg(feature = "ssr")]
pub mod exchange;
pub mod pages;
#[cfg(feature = "ssr")]
pub mod routine;
#[cfg(feature = "ssr")]
pub mod search;
#[cfg(feature = "ssr")]
pub mod seed;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
pub mod ui;

/// Wakes the page that the server rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
