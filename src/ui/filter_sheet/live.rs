//! Counting what a choice would find, before it is made.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement, HtmlSelectElement};

use super::{Counted, elements, listen, read_counts};
use crate::domain::query::DEFAULT_RADIUS;
use crate::ui::count::grouped;

/// Wait after a choice before asking, so that several taps ask once.
const PAUSE: Duration = Duration::from_millis(200);

/// Counts again at each change.
pub fn count(form: HtmlFormElement, told: RwSignal<String>) {
    let last_asked = StoredValue::new(String::new());
    let ask = {
        let form = form.clone();
        move || {
            let Some(query) = query_of(&form).filter(|query| last_asked.with_value(|last| last != query))
            else {
                return;
            };
            last_asked.set_value(query.clone());
            let form = form.clone();
            let _ = set_timeout(
                move || {
                    spawn_local(async move {
                        // A choice made meanwhile asks for itself; the answer to the last one stands.
                        let latest = || last_asked.with_value(|last| *last == query);
                        if latest() {
                            let counted = read_counts(query.clone()).await;
                            if latest() {
                                show(&form, counted.ok(), told);
                            }
                        }
                    });
                },
                PAUSE,
            );
        }
    };
    // What the browser filled in again, when one comes back, was not counted by the server.
    if is_changed(&form) {
        ask();
    } else if let Some(query) = query_of(&form) {
        last_asked.set_value(query);
    }
    if let Ok(Some(clear)) = form.query_selector(".filters-clear") {
        let (form, ask) = (form.clone(), ask.clone());
        listen(&clear, "click", move |event| {
            event.prevent_default();
            inputs(&form).for_each(|input| input.set_checked(false));
            if let Some(radius) = radius(&form) {
                radius.set_value(&DEFAULT_RADIUS.to_string());
            }
            ask();
        });
    }
    listen(&form, "change", move |_| ask());
}

/// What the form would send.
fn query_of(form: &HtmlFormElement) -> Option<String> {
    let data = web_sys::FormData::new_with_form(form).ok()?;
    let pairs = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    pairs.to_string().as_string()
}

/// Whether it stands otherwise than the server rendered it.
fn is_changed(form: &HtmlFormElement) -> bool {
    let chosen = form.query_selector("#rayon [selected]").ok().flatten();
    let rendered = chosen.and_then(|option| option.get_attribute("value"));
    inputs(form).any(|input| input.checked() != input.default_checked())
        || radius(form).is_some_and(|radius| Some(radius.value()) != rendered)
}

fn inputs(form: &HtmlFormElement) -> impl Iterator<Item = HtmlInputElement> {
    elements(form.query_selector_all("#filtres input")).filter_map(|input| input.dyn_into().ok())
}

fn radius(form: &HtmlFormElement) -> Option<HtmlSelectElement> {
    form.query_selector("#rayon").ok()??.dyn_into().ok()
}

/// Puts the new counts where the old ones stand; where none came, the button promises none.
fn show(form: &HtmlFormElement, counted: Option<Counted>, told: RwSignal<String>) {
    let counted =
        counted.unwrap_or_else(|| Counted { button: "Voir les offres".to_owned(), ..Counted::default() });
    if let Ok(Some(button)) = form.query_selector("#filtres [type=submit]") {
        button.set_text_content(Some(&counted.button));
    }
    for (place, count) in elements(form.query_selector_all("#filtres b")).zip(counted.counts) {
        place.set_text_content(Some(&grouped(count.into())));
        if let Some(value) = place.parent_element() {
            let _ = value.class_list().toggle_with_force("none", count == 0);
        }
    }
    for (place, text) in elements(form.query_selector_all("#rayon option")).zip(counted.radii) {
        place.set_text_content(Some(&text));
    }
    told.set(counted.button);
}
