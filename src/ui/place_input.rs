//! Where are you? A plain text field; awake, it proposes communes and areas while one types, and finds the commune around
//! the person, only when she asks.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::icon::Icon;
use super::suggest_list::{SuggestList, SuggestOptions, Wanted, write};
use crate::domain::suggestion::Suggestion;
use crate::error::PageError;

/// The places that a text may mean, best first.
#[server(prefix = "/api/read", endpoint = "places", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_places(text: String) -> Result<Vec<Suggestion>, PageError> {
    crate::pages::reading::Reading::current()?.suggest_places(&text)
}

/// The commune nearest to a point, degrees, as the field writes it.
#[server(prefix = "/api/read", endpoint = "nearest", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_nearest(latitude: f32, longitude: f32) -> Result<Option<String>, PageError> {
    if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
        return Err(PageError::BadRequest);
    }
    let index = crate::pages::reading::Reading::current()?.index()?;
    let point = crate::domain::territory::Point { latitude, longitude };
    Ok(index.gazetteer.nearest(point).map(|commune| index.gazetteer.place(commune).label()))
}

/// The field, named `lieu`.
#[island]
pub fn PlaceInput(
    /// What it asks for.
    label: String,
    /// What stands in it at first.
    value: String,
    /// What is wrong with it.
    problem: Option<String>,
) -> impl IntoView {
    // The field keeps its own text: what was typed before it woke must stand.
    let field = NodeRef::<leptos::html::Input>::new();
    let (locating, lost) = (RwSignal::new(""), RwSignal::new(""));
    // Before it wakes, or where it never does, nothing can find where the person is: no dead button.
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let wrong = problem.is_some();
    let list =
        SuggestList::new("lieu", RwSignal::default(), move |chosen: Suggestion| write(field, &chosen.label));
    let ask = move |typed: String| list.ask(typed, read_places);
    let around_me = move |_| {
        locating.set("Nous cherchons où vous êtes…");
        lost.set("");
        let fail = move |sentence| {
            locating.set("");
            lost.set(sentence);
        };
        locate(move |point| match point {
            Some((latitude, longitude)) => spawn_local(async move {
                match read_nearest(latitude, longitude).await {
                    Ok(Some(label)) => {
                        list.close();
                        write(field, &label);
                        locating.set("");
                    }
                    _ => fail("Le réseau ne répond pas. Écrivez votre ville."),
                }
            }),
            None => fail("Votre téléphone ne dit pas où vous êtes. Écrivez votre ville."),
        });
    };
    view! {
        <div class="place-input">
            <label for="lieu">{label}</label>
            <span class="hint" id="lieu-hint">"Ville ou code postal"</span>
            <div class="place-row">
                <input
                    id="lieu" name="lieu" type="text" autocomplete="off" autocapitalize="words"
                    role="combobox" aria-autocomplete="list" aria-controls=list.list_id()
                    aria-expanded=move || list.expanded() aria-activedescendant=move || list.active_id()
                    aria-invalid=wrong.then_some("true") aria-describedby="lieu-hint lieu-problem"
                    value=value node_ref=field
                    on:input:target=move |event| ask(event.target().value())
                    on:keydown:target=move |event| {
                        if list.key(&event) == Wanted::List {
                            ask(event.target().value());
                        }
                    }
                    on:blur=move |_| list.close()
                />
                <button type="button" class="around-me" hidden=move || !awake.get() on:click=around_me title="Autour de moi">
                    <Icon name="target"/><span>"Autour de moi"</span>
                </button>
            </div>
            <SuggestOptions list label="Lieux"/>
            <p class="problem" id="lieu-problem" data-problem-of="lieu">{problem}</p>
            <p class="place-status" role="status">{locating}</p>
            <p class="place-status" role="alert" hidden=move || lost.get().is_empty()>{lost}</p>
        </div>
    }
}

/// Asks the device where it is, once; two decimals (about a kilometre) are enough to find a commune.
fn locate(found: impl Fn(Option<(f32, f32)>) + Clone + 'static) {
    let Ok(geolocation) = window().navigator().geolocation() else { return found(None) };
    let coarse = |degrees: f64| ((degrees * 100.0).round() / 100.0) as f32;
    let yes = {
        let found = found.clone();
        Closure::once_into_js(move |position: web_sys::Position| {
            let coords = position.coords();
            found(Some((coarse(coords.latitude()), coarse(coords.longitude()))));
        })
    };
    let refused = found.clone();
    let no = Closure::once_into_js(move |_: wasm_bindgen::JsValue| refused(None));
    let options = web_sys::PositionOptions::new();
    options.set_timeout(10_000);
    let asked = geolocation.get_current_position_with_error_callback_and_options(
        yes.unchecked_ref(),
        Some(no.unchecked_ref()),
        &options,
    );
    if asked.is_err() {
        found(None);
    }
}
