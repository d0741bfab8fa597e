//! The one way to make a form. It is a plain form posted to its own page; hydrated, the same post is made without
//! leaving the page, and answers with the same problems or the same next address.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::domain::form::{Posted, Problems, Refused};

/// What came back of the form of a page: nothing at first.
#[derive(Clone, Copy)]
pub struct FormState(RwSignal<Refused>);

impl FormState {
    /// The state of the page's form: what the server refused, or an empty form.
    pub fn new() -> Self {
        let refused = SharedValue::new(|| use_context::<Refused>().unwrap_or_default()).into_inner();
        let state = Self(RwSignal::new(refused));
        provide_context(state);
        state
    }

    /// What had been typed in `field`.
    pub fn typed(self, field: &str) -> String {
        self.0.with_untracked(|refused| refused.typed.get(field).to_owned())
    }

    fn about(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.0.with(|refused| refused.problems.about(field)))
    }
}

impl Default for FormState {
    fn default() -> Self {
        Self::new()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sending {
    No,
    Yes,
    Failed,
}

/// A form posted to the page it stands on.
#[component]
pub fn PostForm(
    /// Its state, made by the page with [`FormState::new`].
    state: FormState,
    /// What its address is, where it isn't the page's own.
    #[prop(optional, into)]
    action: Option<String>,
    /// The fields and the button.
    children: Children,
) -> impl IntoView {
    let sending = RwSignal::new(Sending::No);
    let summary = NodeRef::<leptos::html::Div>::new();
    let navigate = use_navigate();
    let location = use_location();
    let target = action.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if sending.get_untracked() == Sending::Yes {
            return;
        }
        sending.set(Sending::Yes);
        let navigate = navigate.clone();
        let here = location.pathname.get_untracked() + &location.search.get_untracked();
        let target = target.clone().unwrap_or_else(|| here.clone());
        spawn_local(async move {
            match post(&event, &target).await {
                Ok(Posted::Done(next)) if next == here => {
                    let _ = window().location().reload();
                }
                Ok(Posted::Done(next)) => navigate(&next, NavigateOptions::default()),
                Ok(Posted::Refused(refused)) => {
                    sending.set(Sending::No);
                    state.0.set(refused);
                    if let Some(summary) = summary.get_untracked() {
                        let _ = summary.focus();
                    }
                }
                Err(_) => sending.set(Sending::Failed),
            }
        });
    };
    view! {
        <form method="post" action=action novalidate on:submit=submit aria-busy=move || (sending.get() == Sending::Yes).to_string()>
            <div node_ref=summary tabindex="-1" class="problems" role="alert" hidden=move || state.0.with(|r| r.problems.is_empty())>
                <p>"Il reste quelque chose à corriger :"</p>
                <ul>{move || state.0.with(|refused| problem_links(&refused.problems))}</ul>
            </div>
            {children()}
            <p class="sending" role="status">
                {move || match sending.get() {
                    Sending::No => "",
                    Sending::Yes => "Envoi en cours…",
                    Sending::Failed => "Pas encore envoyé : le réseau ne répond pas. Rien n’est perdu. Appuyez encore.",
                }}
            </p>
        </form>
    }
}

fn problem_links(problems: &Problems) -> impl IntoView + use<> {
    problems
        .all()
        .iter()
        .map(|problem| view! { <li><a href=format!("#{}", problem.field)>{problem.message.clone()}</a></li> })
        .collect_view()
}

/// Posts the form as the browser would, and reads the answer.
async fn post(event: &SubmitEvent, action: &str) -> Result<Posted, JsValue> {
    let form: web_sys::HtmlFormElement =
        event.target().ok_or(JsValue::NULL)?.dyn_into().map_err(JsValue::from)?;
    let data = web_sys::FormData::new_with_form(&form)?;
    let body = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data)?;
    // The button pressed is part of what a browser sends.
    if let Some(button) =
        event.submitter().and_then(|button| button.dyn_into::<web_sys::HtmlButtonElement>().ok())
        && !button.name().is_empty()
    {
        body.append(&button.name(), &button.value());
    }
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&body);
    let headers = web_sys::Headers::new()?;
    headers.set("Accept", "application/json")?;
    init.set_headers(&headers);
    let response = JsFuture::from(window().fetch_with_str_and_init(action, &init)).await?;
    let response: web_sys::Response = response.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    serde_json::from_str(&text).map_err(|_| JsValue::from_str("not an answer of ours"))
}

/// A field of one line: its label above it, a hint, and what is wrong with it.
#[component]
pub fn Field(
    /// Its name in the form, and its id.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// How to fill it, in a few words.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The type of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// The keyboard that a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// What the browser may fill in by itself.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it must be filled.
    #[prop(optional)]
    required: bool,
    /// What stands in it at first, where nothing was typed.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let problem = state.about(name);
    let typed = Some(state.typed(name)).filter(|typed| !typed.is_empty()).unwrap_or(value);
    view! {
        <div class="field" class:wrong=move || problem.get().is_some()>
            <label for=name>{label}{(!required).then(|| view! { <span class="optional">" (si vous voulez)"</span> })}</label>
            <Hint name hint/>
            <input
                id=name name=name type=kind inputmode=inputmode autocomplete=autocomplete value=typed
                aria-required=required.then_some("true")
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=described_by(name)
            />
            <ProblemOf name problem/>
        </div>
    }
}

/// A field of several lines.
#[component]
pub fn TextField(
    /// Its name in the form, and its id.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// How to fill it, in a few words.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Characters at most.
    max: usize,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let problem = state.about(name);
    let length = RwSignal::new(state.typed(name).chars().count());
    let left = move || match max.checked_sub(length.get()) {
        Some(left) => format!("Encore {left} caractères."),
        None => format!("{} caractères de trop.", length.get() - max),
    };
    view! {
        <div class="field" class:wrong=move || problem.get().is_some()>
            <label for=name>{label}<span class="optional">" (si vous voulez)"</span></label>
            <Hint name hint/>
            <textarea
                id=name name=name rows="3"
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=described_by(name)
                on:input:target=move |event| length.set(event.target().value().chars().count())
            >{state.typed(name)}</textarea>
            <p class="count" aria-live="off">{move || (length.get() > 0).then(left)}</p>
            <ProblemOf name problem/>
        </div>
    }
}

/// One choice among a few, all seen at once.
#[component]
pub fn Choice(
    /// Its name in the form; the first option bears it as its id.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// Values and what they say.
    options: Vec<(&'static str, &'static str)>,
    /// Whether one must be chosen.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let problem = state.about(name);
    let typed = state.typed(name);
    let option = |(at, (value, text)): (usize, (&'static str, &'static str))| {
        let id = if at == 0 { name.to_owned() } else { format!("{name}-{value}") };
        view! {
            <label class="option">
                <input type="radio" id=id name=name value=value checked=typed == value/>
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field choice" class:wrong=move || problem.get().is_some() aria-describedby=format!("{name}-problem")>
            <legend>{label}{(!required).then(|| view! { <span class="optional">" (si vous voulez)"</span> })}</legend>
            <div class="options">{options.into_iter().enumerate().map(option).collect_view()}</div>
            <ProblemOf name problem/>
        </fieldset>
    }
}

/// A box to tick, never ticked beforehand.
#[component]
pub fn Tick(
    /// Its name in the form, and its id.
    name: &'static str,
    /// What ticking it means.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let problem = state.about(name);
    let ticked = !state.typed(name).is_empty();
    view! {
        <div class="field tick" class:wrong=move || problem.get().is_some()>
            <label class="option">
                <input
                    type="checkbox" id=name name=name value="oui" checked=ticked aria-required="true"
                    aria-invalid=move || problem.get().map(|_| "true") aria-describedby=format!("{name}-problem")
                />
                <span>{label}</span>
            </label>
            <ProblemOf name problem/>
        </div>
    }
}

/// A field that only robots fill: out of sight, out of the tab order, empty for people.
#[component]
pub fn Honeypot() -> impl IntoView {
    view! {
        <div class="trap" aria-hidden="true">
            <label for="site_web">"Ne remplissez pas ce champ"</label>
            <input id="site_web" name="site_web" type="text" tabindex="-1" autocomplete="off"/>
        </div>
    }
}

#[component]
fn Hint(name: &'static str, hint: Option<String>) -> impl IntoView {
    view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> }
}

#[component]
fn ProblemOf(name: &'static str, problem: Signal<Option<String>>) -> impl IntoView {
    view! { <p class="problem" id=format!("{name}-problem")>{move || problem.get()}</p> }
}

fn described_by(name: &str) -> String {
    format!("{name}-hint {name}-problem")
}
