//! The sheet of the filters as a dialog.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::listen;

/// The end of the address while the sheet is open.
const OPEN: &str = "#filtres";

/// While it is open the sheet is a dialog: the focus goes in and comes back, Escape closes it. That nothing behind it
/// can be reached is the style sheet's doing.
pub fn open() {
    let by_id = |id| document().get_element_by_id(id)?.dyn_into::<HtmlElement>().ok();
    let (Some(sheet), Some(opener)) = (by_id("filtres"), by_id("filtrer")) else { return };
    let opened_here = StoredValue::new(false);
    let was_open = StoredValue::new(false);
    let close = move || {
        let location = window().location();
        // Back to the list as it was: the button "back" must not open the sheet again.
        let _ = match opened_here.get_value() {
            true => window().history().and_then(|history| history.back()),
            false => location.hash().and_then(|_| location.replace("#filtrer")),
        };
    };
    let opener_again = opener.clone();
    let follow = move || {
        let open = window().location().hash().is_ok_and(|hash| hash == OPEN);
        if open == was_open.get_value() {
            return;
        }
        was_open.set_value(open);
        let _ = if open {
            sheet.set_attribute("role", "dialog").and_then(|()| sheet.set_attribute("aria-modal", "true"))
        } else {
            opened_here.set_value(false);
            sheet.remove_attribute("role").and_then(|()| sheet.remove_attribute("aria-modal"))
        };
        let _ = if open { sheet.focus() } else { opener_again.focus() };
    };
    follow();
    let before_a_key = follow.clone();
    window_event_listener_untyped("hashchange", move |_| follow());
    window_event_listener_untyped("keydown", move |event| {
        let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape");
        // The sheet is seen before its "hashchange" comes, and a quick key overtakes it.
        before_a_key();
        if escape && was_open.get_value() && !event.default_prevented() {
            close();
        }
    });
    listen(&opener, "click", move |_| opened_here.set_value(true));
    if let Ok(Some(button)) = document().query_selector(".filters-close") {
        listen(&button, "click", move |event| {
            event.prevent_default();
            close();
        });
    }
}
