//! What are you looking for? A plain text field; awake, it proposes needs, trades, organisations and places.
//!
//! A need goes into the field and is looked for by its filter, a trade by its words; a place goes to the field of places,
//! and an organisation opens its page.

use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::suggest_list::{SuggestList, SuggestOptions, Wanted, write};
use crate::domain::suggestion::{Choice, Suggestion};
use crate::error::PageError;

/// What somebody may be looking for who types this text, near the place of the other field.
#[server(prefix = "/api/read", endpoint = "suggestions", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_suggestions(text: String, place: String) -> Result<Vec<Suggestion>, PageError> {
    crate::pages::reading::Reading::current()?.suggest(&text, &place).await
}

/// The field, named `q`, of id `q`; its label is the page's.
#[island]
pub fn SearchInput(
    /// What stands in it at first.
    value: String,
    /// What one could write.
    placeholder: String,
) -> impl IntoView {
    // The field keeps its own text: what was typed before it woke must stand.
    let (field, filter) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    // A filter says it better than the words of its label do: it is sent instead of them.
    let send = move |name: &str, code: &str| {
        if let (Some(field), Some(filter)) = (field.get_untracked(), filter.get_untracked()) {
            field.set_name(if name.is_empty() { "q" } else { "" });
            filter.set_name(name);
            filter.set_value(code);
        }
    };
    let said = RwSignal::new(String::new());
    let list = SuggestList::new("q", said, move |chosen: Suggestion| match chosen.choice {
        Choice::Words(words) => {
            send("", "");
            write(field, &words);
        }
        Choice::Filter(name, code) => {
            send(&name, &code);
            write(field, &chosen.label);
        }
        Choice::Place(words) => {
            if let Some(place) = place_field(field) {
                place.set_value(&chosen.label);
                said.set(format!("Lieu : {}.", chosen.label));
            }
            send("", "");
            write(field, &words);
        }
        Choice::Page(address) => _ = window().location().assign(&address),
    });
    let ask = move |typed: String| {
        let place = place_field(field).map(|place| place.value()).unwrap_or_default();
        list.ask(typed, move |text| read_suggestions(text, place));
    };
    view! {
        <div class="suggesting">
            <input
                id="q" name="q" type="text" inputmode="search" enterkeyhint="search" placeholder=placeholder autocomplete="off" maxlength="200"
                role="combobox" aria-autocomplete="list" aria-controls=list.list_id()
                aria-expanded=move || list.expanded() aria-activedescendant=move || list.active_id()
                value=value node_ref=field
                on:input:target=move |event| {
                    send("", "");
                    ask(event.target().value());
                }
                on:keydown:target=move |event| {
                    if list.key(&event) == Wanted::List {
                        ask(event.target().value());
                    }
                }
                on:blur=move |_| list.close()
            />
            <input type="hidden" node_ref=filter/>
            <SuggestOptions list label="Propositions" headings=true/>
        </div>
    }
}

/// The field of places in the same form.
fn place_field(field: NodeRef<Input>) -> Option<web_sys::HtmlInputElement> {
    let form = field.get_untracked()?.form()?;
    form.query_selector("input[name=lieu]").ok()??.dyn_into().ok()
}
