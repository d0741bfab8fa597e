//! The island of the filters: it counts what a choice would find before it is made, and opens and closes the sheet as
//! a dialog on a phone. It only wires what the server rendered; asleep, the form and its links do the same by pages.

mod dialog;
mod live;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::error::PageError;

/// What a form would find, were it sent as it stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    /// What the button says.
    pub button: String,
    /// How many offers for each value, in the order of `Filter::all`, which is the order of the page.
    pub counts: Vec<u32>,
    /// What each choice of distance says.
    pub radii: Vec<String>,
}

/// Counts what the form would find; `query` is what it would send.
#[server(prefix = "/api/read", endpoint = "counts", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_counts(query: String) -> Result<Counted, PageError> {
    let results = crate::pages::reading::Reading::current()?.results(&query)?;
    Ok(Counted { button: see(&results), radii: radii(&results.facets), counts: results.facets.counts })
}

/// What the button of the sheet says: what one will see.
#[cfg(feature = "ssr")]
pub fn see(results: &crate::domain::card::Results) -> String {
    use super::count::offers;
    use crate::domain::card::Located;
    match (&results.located, results.total, results.remote_total) {
        (Located::Among(_), ..) => "Choisir l’endroit".to_owned(),
        (Located::Unknown, ..) => "Chercher".to_owned(),
        (_, 0, 0) => "0 offre : que faire ?".to_owned(),
        (_, 0, far) => format!("Voir {} à distance", offers(far)),
        (_, near, _) if results.widened_to.is_some() => format!("Voir {} plus loin", offers(near)),
        (_, near, _) => format!("Voir {}", offers(near)),
    }
}

/// What each choice of distance says.
#[cfg(feature = "ssr")]
pub fn radii(facets: &crate::domain::filter::Facets) -> Vec<String> {
    let offers = |count: u32| super::count::offers(count as usize).to_lowercase();
    let counted = crate::domain::query::RADII.into_iter().zip(facets.radii);
    counted.map(|(km, count)| format!("{km} km : {}", offers(count))).collect()
}

/// Stands at the foot of the sheet, and says there the count that changes.
#[island]
pub fn FilterSheet() -> impl IntoView {
    let told = RwSignal::new(String::new());
    let here = NodeRef::<leptos::html::P>::new();
    Effect::new(move |_| {
        let form = here.get().and_then(|here| here.closest("form").ok().flatten());
        let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) else {
            return;
        };
        live::count(form, told);
        dialog::open();
    });
    view! { <p class="aside" role="status" node_ref=here>{told}</p> }
}

/// Listens as long as the page lives.
fn listen(element: &web_sys::Element, event: &str, act: impl Fn(web_sys::Event) + 'static) {
    let act = Closure::<dyn Fn(web_sys::Event)>::new(act);
    let _ = element.add_event_listener_with_callback(event, act.as_ref().unchecked_ref());
    act.forget();
}

fn elements(list: Result<web_sys::NodeList, JsValue>) -> impl Iterator<Item = web_sys::Element> {
    let length = list.as_ref().map_or(0, web_sys::NodeList::length);
    (0..length).filter_map(move |at| list.as_ref().ok()?.get(at)?.dyn_into().ok())
}
