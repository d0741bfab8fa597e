//! The sheet of the desk: a file of its own, so that people who look for an offer do not pay for it.

use std::sync::LazyLock;

use leptos::prelude::*;
use leptos_meta::Link;

/// The whole sheet: a file a component, joined here.
#[rustfmt::skip]
pub const SHEET: &str = concat!(
    include_str!("../../../style/desk.css"),
    include_str!("../../../style/desk/people.css"),
    include_str!("../../../style/desk/overview.css"),
    include_str!("../../../style/desk/inbox.css"),
    include_str!("../../../style/desk/request.css"),
    include_str!("../../../style/desk/imports.css"),
    include_str!("../../../style/desk/offers.css"),
    include_str!("../../../style/desk/write.css"),
    include_str!("../../../style/desk/advice.css"),
    include_str!("../../../style/desk/history.css"),
    include_str!("../../../style/desk/accompany.css"),
);

/// Its address: it changes with what the sheet says, so that a browser keeps it for good.
pub static ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/pkg/desk.{}.css", &crate::store::digest(SHEET)[..12]));

/// Puts the sheet into the page.
#[component]
pub fn DeskStyle() -> impl IntoView {
    view! { <Link rel="stylesheet" href=ADDRESS.as_str()/> }
}
