//! The island of every form: it makes the browser's own post by `fetch`, without leaving the page, and shows what
//! the server answers. Where it does not wake, the browser posts the form itself.
//!
//! A form that may be sent twice is sent again by itself until it has left.

mod again;

use js_sys::Date;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlFormElement, UrlSearchParams};

use self::again::{SECOND, Tries, is_over, sleep, spoken};
use crate::domain::form::{Posted, Problems};

/// The field that makes a second post the same request: only a form that bears it is sent again without a press.
const ONCE: &str = "[name=envoi]";
/// What a server or a proxy answers that can't do it now, and may soon.
const LATER: [u16; 5] = [408, 429, 502, 503, 504];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sending {
    No,
    Yes,
    /// Nothing came back.
    Offline(Next),
    /// What came back was no answer of a form.
    Broken(Next),
    /// It waited to be sent again, and does not say the same any more.
    Changed,
}

/// What sends it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Press,
    Itself,
}

impl Sending {
    /// What goes on.
    fn state(self) -> &'static str {
        if self == Self::Yes { "Envoi en cours…" } else { "" }
    }

    /// What did not. Read aloud once: no try changes it that ends like the last one.
    fn failure(self) -> &'static str {
        match self {
            Self::No | Self::Yes => "",
            Self::Offline(Next::Press) => {
                "Pas encore envoyé : le réseau ne répond pas. Rien n’est perdu. Appuyez encore."
            }
            Self::Offline(Next::Itself) => {
                "Pas encore envoyé : le réseau ne répond pas. Rien n’est perdu. Restez sur cette page : l’envoi repart tout seul. Vous pouvez aussi appuyer."
            }
            Self::Broken(Next::Press) => {
                "Pas encore envoyé : le service a un problème. Rien n’est perdu. Attendez, puis appuyez encore."
            }
            Self::Broken(Next::Itself) => {
                "Pas encore envoyé : le service ne peut pas répondre maintenant. Rien n’est perdu. Restez sur cette page : l’envoi repart tout seul. Vous pouvez aussi appuyer."
            }
            Self::Changed => "Pas encore envoyé. Vous avez changé quelque chose : appuyez pour envoyer.",
        }
    }
}

/// What is told beside a form, and what its tries know of each other.
#[derive(Clone, Copy)]
struct Told {
    sending: RwSignal<Sending>,
    /// When it is tried again. Seen only: read aloud, it would be so each second.
    next: RwSignal<String>,
    /// The number of the last press; what an earlier one began ends.
    press: StoredValue<u32>,
    /// Whether something is on its way.
    under_way: StoredValue<bool>,
    /// Whether the network came back, or she did.
    at_once: StoredValue<bool>,
}

impl Told {
    fn new() -> Self {
        Self {
            sending: RwSignal::new(Sending::No),
            next: RwSignal::default(),
            press: StoredValue::new(0),
            under_way: StoredValue::new(false),
            at_once: StoredValue::new(false),
        }
    }

    fn set(self, sending: Sending) {
        // The same words again would be read aloud again.
        if self.sending.get_untracked() != sending {
            self.sending.set(sending);
        }
        self.next.set(String::new());
    }

    /// Sends the form, as often as it takes.
    fn press(self, form: &HtmlFormElement) {
        self.set(Sending::Yes);
        // What is on its way, she has pressed for as well.
        if !self.under_way.get_value() {
            self.under_way.set_value(true);
            self.press.update_value(|press| *press += 1);
            let form = form.clone();
            spawn_local(async move { send(&form, self).await });
        }
    }

    /// It has not left.
    fn fail(self, sending: Sending) {
        self.under_way.set_value(false);
        self.set(sending);
    }

    /// Ends what is tried: somebody who comes back to the page as she left it can send again.
    fn forget(self) {
        self.press.update_value(|press| *press += 1);
        self.fail(Sending::No);
    }
}

/// Stands last in a form, and tells how the sending goes.
#[island]
pub fn FormSender() -> impl IntoView {
    let told = Told::new();
    let here = NodeRef::<leptos::html::P>::new();
    Effect::new(move |_| {
        let form = here.get().and_then(|here| here.closest("form").ok().flatten());
        let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
        let pressed = form.clone();
        let submit = Closure::<dyn Fn(SubmitEvent)>::new(move |event: SubmitEvent| {
            event.prevent_default();
            told.press(&pressed);
        });
        let _ = form.add_event_listener_with_callback("submit", submit.as_ref().unchecked_ref());
        // The form lives as long as the page.
        submit.forget();
        for left in ["pagehide", "pageshow"] {
            window_event_listener_untyped(left, move |_| told.forget());
        }
        for back in ["online", "visibilitychange"] {
            window_event_listener_untyped(back, move |_| {
                if back == "online" || !document().hidden() {
                    told.at_once.set_value(true);
                }
            });
        }
    });
    view! {
        <p class="sending" role="status" node_ref=here>{move || told.sending.get().state()}</p>
        <p class="sending" role="alert" hidden=move || told.sending.get().failure().is_empty()>{move || told.sending.get().failure()}</p>
        <p class="sending" aria-hidden="true">{told.next}</p>
    }
}

async fn send(form: &HtmlFormElement, told: Told) {
    let press = told.press.get_value();
    let mut tries = Tries::new();
    loop {
        let Ok(sent) = body(form) else { return told.fail(Sending::Offline(Next::Press)) };
        let answer = post(form, &sent).await.ok();
        let posted = answer.as_ref().and_then(|answer| serde_json::from_str(&answer.text).ok());
        if let Some(Posted::Done(next)) = posted {
            let location = window().location();
            let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
            let _ = if next == here { location.reload() } else { location.assign(&next) };
            return;
        }
        if told.press.get_value() != press {
            return;
        }
        let asked = answer.as_ref().map_or(Some(0), Answer::later);
        let asked = asked.filter(|_| form.query_selector(ONCE).is_ok_and(|once| once.is_some()));
        let wait = asked.and_then(|asked| tries.next(asked));
        let next = if wait.is_some() { Next::Itself } else { Next::Press };
        match (answer, posted) {
            (None, _) => told.fail(Sending::Offline(next)),
            (Some(_), Some(Posted::Refused(refused))) if next == Next::Press => {
                told.fail(Sending::No);
                show(form, &refused.problems);
            }
            (Some(_), _) => told.fail(Sending::Broken(next)),
        }
        let Some(wait) = wait else { return };
        if !waited(form, &sent, told, wait, asked == Some(0)).await {
            return;
        }
        told.under_way.set_value(true);
        told.next.set("Nouvel essai en cours…".to_owned());
    }
}

/// Waits so many milliseconds, or until there is reason to hurry, where it may; tells whether it is to be sent then.
async fn waited(form: &HtmlFormElement, sent: &UrlSearchParams, told: Told, wait: f64, hurry: bool) -> bool {
    let press = told.press.get_value();
    told.at_once.set_value(false);
    let until = Date::now() + wait;
    loop {
        if told.press.get_value() != press {
            return false;
        }
        // What leaves without a press is what she pressed for, never a sentence that she is in the midst of.
        if !body(form).is_ok_and(|now| now.to_string() == sent.to_string()) {
            told.fail(Sending::Changed);
            return false;
        }
        let left = until - Date::now();
        if is_over(left, wait) || (hurry && told.at_once.get_value()) {
            return true;
        }
        let seconds = (left / SECOND).ceil();
        told.next.set(spoken(seconds as u32));
        sleep(left - (seconds - 1.0) * SECOND).await;
    }
}

/// What came back of a post.
struct Answer {
    status: u16,
    /// Seconds to wait, where the server says so.
    retry_after: u32,
    text: String,
}

impl Answer {
    /// After how many seconds at least the same may be answered otherwise; nothing where it will not be.
    fn later(&self) -> Option<u32> {
        LATER.contains(&self.status).then_some(self.retry_after)
    }
}

/// What a form would post now.
fn body(form: &HtmlFormElement) -> Result<UrlSearchParams, JsValue> {
    let data = web_sys::FormData::new_with_form(form)?;
    UrlSearchParams::new_with_str_sequence_sequence(&data)
}

/// Posts it as the browser would, and reads the answer.
async fn post(form: &HtmlFormElement, body: &UrlSearchParams) -> Result<Answer, JsValue> {
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(body);
    let headers = web_sys::Headers::new()?;
    headers.set("Accept", "application/json")?;
    init.set_headers(&headers);
    let action = form.get_attribute("action").unwrap_or_default();
    let response = JsFuture::from(window().fetch_with_str_and_init(&action, &init)).await?;
    let response: web_sys::Response = response.dyn_into()?;
    let asked = response.headers().get("Retry-After")?.and_then(|seconds| seconds.parse().ok());
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    Ok(Answer { status: response.status(), retry_after: asked.unwrap_or_default(), text })
}

/// Puts each sentence where the server would have rendered it in this form, and the focus on their list.
fn show(form: &web_sys::Element, problems: &Problems) {
    let document = document();
    let inside = |selector: &str| form.query_selector(selector).ok().flatten();
    for place in nodes(form.query_selector_all("[data-problem-of]").ok()) {
        let field = place.get_attribute("data-problem-of").unwrap_or_default();
        let sentence = problems.about(&field);
        if let Ok(Some(box_)) = place.closest(".field") {
            let _ = box_.class_list().toggle_with_force("wrong", sentence.is_some());
        }
        if let Some(input) = inside(&format!("[id='{field}']")) {
            let _ = input.set_attribute("aria-invalid", if sentence.is_some() { "true" } else { "false" });
        }
        place.set_text_content(sentence.as_deref());
    }
    let (Some(summary), Some(list)) = (inside("[data-problems]"), inside("[data-problems] ul")) else {
        return;
    };
    list.set_text_content(None);
    for problem in problems.all() {
        let made = document.create_element("li").and_then(|item| {
            let line = if problem.field.is_empty() { item.clone() } else { document.create_element("a")? };
            line.set_text_content(Some(&problem.message));
            if line != item {
                line.set_attribute("href", &format!("#{}", problem.field))?;
                item.append_child(&line)?;
            }
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
