//! The island of every form: it makes the browser's own post by `fetch`, without leaving the page, and shows what
//! the server answers. Where it does not wake, the browser posts the form itself.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::domain::form::{Posted, Problems};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sending {
    No,
    Yes,
    /// Nothing came back.
    Offline,
    /// What came back was no answer of a form.
    Broken,
}

/// Stands last in a form, and tells how the sending goes.
#[island]
pub fn FormSender() -> impl IntoView {
    let sending = RwSignal::new(Sending::No);
    let here = NodeRef::<leptos::html::P>::new();
    Effect::new(move |_| {
        let Some(form) = here.get().and_then(|here| here.closest("form").ok().flatten()) else { return };
        let submit = Closure::<dyn Fn(SubmitEvent)>::new(move |event: SubmitEvent| {
            event.prevent_default();
            if sending.get_untracked() != Sending::Yes {
                sending.set(Sending::Yes);
                spawn_local(async move { send(&event, sending).await });
            }
        });
        let _ = form.add_event_listener_with_callback("submit", submit.as_ref().unchecked_ref());
        // The form lives as long as the page.
        submit.forget();
        // Somebody who comes back to the page as she left it can send again.
        window_event_listener_untyped("pageshow", move |_| sending.set(Sending::No));
    });
    view! {
        <p class="sending" role="status" node_ref=here>
            {move || match sending.get() {
                Sending::No => "",
                Sending::Yes => "Envoi en cours…",
                Sending::Offline => "Pas encore envoyé : le réseau ne répond pas. Rien n’est perdu. Appuyez encore.",
                Sending::Broken => "Pas encore envoyé : le service a un problème. Rien n’est perdu. Attendez, puis appuyez encore.",
            }}
        </p>
    }
}

async fn send(event: &SubmitEvent, sending: RwSignal<Sending>) {
    match post(event).await {
        Ok(Posted::Done(next)) => {
            let location = window().location();
            let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
            let _ = if next == here { location.reload() } else { location.assign(&next) };
        }
        Ok(Posted::Refused(refused)) => {
            sending.set(Sending::No);
            show(&refused.problems);
        }
        Err(failed) => sending.set(failed),
    }
}

/// Posts the form as the browser would, and reads the answer.
async fn post(event: &SubmitEvent) -> Result<Posted, Sending> {
    let text = fetch(event).await.ok().and_then(|text| text.as_string()).ok_or(Sending::Offline)?;
    serde_json::from_str(&text).map_err(|_| Sending::Broken)
}

async fn fetch(event: &SubmitEvent) -> Result<JsValue, JsValue> {
    let form: web_sys::HtmlFormElement =
        event.target().ok_or(JsValue::NULL)?.dyn_into().map_err(JsValue::from)?;
    let data = web_sys::FormData::new_with_form(&form)?;
    let body = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data)?;
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&body);
    let headers = web_sys::Headers::new()?;
    headers.set("Accept", "application/json")?;
    init.set_headers(&headers);
    let action = form.get_attribute("action").unwrap_or_default();
    let response = JsFuture::from(window().fetch_with_str_and_init(&action, &init)).await?;
    let response: web_sys::Response = response.dyn_into()?;
    JsFuture::from(response.text()?).await
}

/// Puts each sentence where the server would have rendered it, and the focus on their list.
fn show(problems: &Problems) {
    let document = document();
    let all = |selector| document.query_selector_all(selector).ok();
    for place in nodes(all("[data-problem-of]")) {
        let field = place.get_attribute("data-problem-of").unwrap_or_default();
        let sentence = problems.about(&field);
        if let Ok(Some(box_)) = place.closest(".field") {
            let _ = box_.class_list().toggle_with_force("wrong", sentence.is_some());
        }
        if let Some(input) = document.get_element_by_id(&field) {
            let _ = input.set_attribute("aria-invalid", if sentence.is_some() { "true" } else { "false" });
        }
        place.set_text_content(sentence.as_deref());
    }
    let (Some(summary), Some(list)) =
        (document.get_element_by_id("problemes"), document.get_element_by_id("problemes-liste"))
    else {
        return;
    };
    list.set_text_content(None);
    for problem in problems.all() {
        let made = document.create_element("li").and_then(|item| {
            let link = document.create_element("a")?;
            link.set_attribute("href", &format!("#{}", problem.field))?;
            link.set_text_content(Some(&problem.message));
            item.append_child(&link)?;
            list.append_child(&item)
        });
        if made.is_err() {
            return;
        }
    }
    let _ = summary.toggle_attribute_with_force("hidden", problems.is_empty());
    if let Some(summary) = summary.dyn_ref::<web_sys::HtmlElement>() {
        let _ = summary.focus();
    }
}

fn nodes(list: Option<web_sys::NodeList>) -> impl Iterator<Item = web_sys::Element> {
    let length = list.as_ref().map_or(0, web_sys::NodeList::length);
    (0..length).filter_map(move |at| list.as_ref()?.get(at)?.dyn_into().ok())
}
