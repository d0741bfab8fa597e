//! Where are you? A plain text field; hydrated, it proposes communes while one types (the ARIA combobox pattern),
//! and finds the commune around the person, only when she asks.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::icon::Icon;
use crate::domain::territory::Place;
use crate::error::PageError;

/// Communes that the list shows.
#[cfg(feature = "ssr")]
const SHOWN: usize = 7;
/// Wait after a key before asking, so that a fast typist asks once.
const PAUSE: Duration = Duration::from_millis(120);

/// The communes that a text may mean, best first.
#[server(prefix = "/api/read", endpoint = "places", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_places(text: String) -> Result<Vec<Place>, PageError> {
    let index = crate::pages::reading::Reading::current()?.index()?;
    let text: String = text.chars().take(crate::domain::query::TEXT_MAX).collect();
    let found = index.gazetteer.find(&text, SHOWN);
    Ok(found.into_iter().map(|commune| index.gazetteer.place(commune)).collect())
}

/// The commune nearest to a point, degrees.
#[server(prefix = "/api/read", endpoint = "nearest", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_nearest(latitude: f32, longitude: f32) -> Result<Option<Place>, PageError> {
    if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
        return Err(PageError::BadRequest);
    }
    let index = crate::pages::reading::Reading::current()?.index()?;
    let point = crate::domain::territory::Point { latitude, longitude };
    Ok(index.gazetteer.nearest(point).map(|commune| index.gazetteer.place(commune)))
}

/// The field, named `lieu`.
#[island]
pub fn PlaceInput(
    /// What stands in it at first.
    value: String,
) -> impl IntoView {
    // The field keeps its own text: what was typed before it woke must stand.
    let field = NodeRef::<leptos::html::Input>::new();
    let found = RwSignal::new(Vec::<Place>::new());
    let active = RwSignal::new(None::<usize>);
    let locating = RwSignal::new("");
    let last_asked = StoredValue::new(0u32);

    let close = move || {
        // An answer still under way must not open the list again.
        last_asked.update_value(|asked| *asked += 1);
        found.set(Vec::new());
        active.set(None);
    };
    let choose = move |place: &Place| {
        if let Some(field) = field.get_untracked() {
            field.set_value(&place.label());
        }
        close();
    };
    let ask = move |typed: String| {
        let asked = last_asked.with_value(|n| n + 1);
        last_asked.set_value(asked);
        if typed.trim().chars().count() < 2 {
            return close();
        }
        // Where no timer can be had nothing is proposed, and the field goes on as plain text.
        let _ = set_timeout(
            move || {
                // A key pressed meanwhile asks for itself.
                if last_asked.get_value() != asked {
                    return;
                }
                spawn_local(async move {
                    if let Ok(places) = read_places(typed).await
                        && last_asked.get_value() == asked
                    {
                        found.set(places);
                        active.set(None);
                    }
                });
            },
            PAUSE,
        );
    };
    let key = move |event: KeyboardEvent| {
        let count = found.with(Vec::len);
        if count == 0 {
            return;
        }
        let next = match (event.key().as_str(), active.get()) {
            ("ArrowDown", None) => Some(0),
            ("ArrowDown", Some(at)) => Some((at + 1) % count),
            ("ArrowUp", None | Some(0)) => Some(count - 1),
            ("ArrowUp", Some(at)) => Some(at - 1),
            ("Enter", Some(at)) => {
                event.prevent_default();
                return found.with_untracked(|found| found.get(at).cloned()).iter().for_each(choose);
            }
            ("Escape" | "Tab", _) => return close(),
            _ => return,
        };
        event.prevent_default();
        // What she moves in must stand: an answer still under way would change it under her finger.
        last_asked.update_value(|asked| *asked += 1);
        active.set(next);
    };
    let around_me = move |_| {
        locating.set("Nous cherchons où vous êtes…");
        locate(move |point| match point {
            Some((latitude, longitude)) => spawn_local(async move {
                match read_nearest(latitude, longitude).await {
                    Ok(Some(place)) => {
                        choose(&place);
                        locating.set("");
                    }
                    _ => locating.set("Le réseau ne répond pas. Écrivez votre ville."),
                }
            }),
            None => locating.set("Votre téléphone ne dit pas où vous êtes. Écrivez votre ville."),
        });
    };
    view! {
        <div class="place-input">
            <label for="lieu">"Où êtes-vous ?"</label>
            <div class="place-row">
                <input
                    id="lieu" name="lieu" type="text" placeholder="Ville ou code postal" autocomplete="off" autocapitalize="words"
                    role="combobox" aria-autocomplete="list" aria-controls="lieu-liste"
                    aria-expanded=move || found.with(|found| !found.is_empty()).to_string()
                    aria-activedescendant=move || active.get().map(|at| format!("lieu-{at}"))
                    value=value node_ref=field
                    on:input:target=move |event| ask(event.target().value())
                    on:keydown=key
                    on:blur=move |_| close()
                />
                <button type="button" class="around-me" on:click=around_me title="Autour de moi">
                    <Icon name="target"/><span>"Autour de moi"</span>
                </button>
            </div>
            <ul id="lieu-liste" role="listbox" aria-label="Communes" class="suggestions" hidden=move || found.with(Vec::is_empty)>
                {move || found.get().into_iter().enumerate().map(|(at, place)| {
                    let label = place.label();
                    let departement = place.departement_name.clone();
                    view! {
                        <li
                            id=format!("lieu-{at}") role="option" aria-selected=move || (active.get() == Some(at)).to_string()
                            // The field must not lose the focus before the choice is taken.
                            on:mousedown=move |event| { event.prevent_default(); choose(&place); }
                        >
                            {label}<span class="departement">{departement}</span>
                        </li>
                    }
                }).collect_view()}
            </ul>
            <p class="place-status" role="status">{locating}</p>
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
