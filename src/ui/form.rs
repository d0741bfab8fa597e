//! The one way to make a form: plain HTML, posted to its own page. What was refused comes back with everything typed.

use std::sync::Arc;

use leptos::prelude::*;

use super::form_sender::FormSender;
use crate::domain::form::{Refused, Typed};

/// What came back of the form of a page: nothing at first.
#[derive(Clone, Default)]
pub struct FormState(Arc<Refused>);

impl FormState {
    /// The state of the page's form: what the server refused, or an empty form.
    pub fn new() -> Self {
        let state = Self(Arc::new(use_context::<Refused>().unwrap_or_default()));
        provide_context(state.clone());
        state
    }

    /// The same over what was kept before, which stands in the fields where nothing came back; for the fields inside.
    pub fn over(self, kept: Typed) -> Self {
        let came_back = self.0.typed.names().next().is_some();
        let state =
            if came_back { self } else { Self(Arc::new(Refused { typed: kept, ..Refused::default() })) };
        provide_context(state.clone());
        state
    }

    /// Whether something came back.
    pub fn is_refused(&self) -> bool {
        !self.0.problems.is_empty()
    }

    /// Whether a field of a name that `own` knows holds something, or is wrong.
    pub fn holds(&self, own: &dyn Fn(&str) -> bool) -> bool {
        let filled = self.0.typed.names().any(|name| own(name) && self.0.typed.some(name).is_some());
        filled || self.0.problems.all().iter().any(|problem| own(&problem.field))
    }

    /// What had been typed in `field`.
    pub fn typed(&self, field: &str) -> String {
        self.0.typed.get(field).to_owned()
    }

    /// The same for the form whose hidden `geste` is `gesture`: nothing is wrong with it where another came back.
    #[must_use]
    pub fn of(&self, gesture: &str) -> Self {
        self.telling(self.typed("geste") == gesture)
    }

    /// The same for what stands on a page beside the form of `gesture`.
    #[must_use]
    pub fn besides(&self, gesture: &str) -> Self {
        self.telling(self.typed("geste") != gesture)
    }

    fn telling(&self, told: bool) -> Self {
        let typed = || self.0.typed.clone();
        if told { self.clone() } else { Self(Arc::new(Refused { typed: typed(), ..Refused::default() })) }
    }

    /// What is wrong with `field`.
    pub fn about(&self, field: &str) -> Option<String> {
        self.0.problems.about(field)
    }
}

/// Whether the page is that of a form that came back.
pub fn came_back() -> bool {
    use_context::<Refused>().is_some_and(|refused| !refused.problems.is_empty())
}

/// Many lines in a form that makes its own label.
#[component]
pub fn Area(
    /// Its name in the form, and its id.
    name: &'static str,
    /// Lines shown.
    rows: u8,
    /// What stands in it.
    typed: String,
    /// Whether something is wrong with it.
    wrong: bool,
    /// Whether it must be filled.
    required: bool,
) -> impl IntoView {
    view! {
        <textarea
            id=name name=name rows=rows aria-required=required.then_some("true")
            aria-invalid=wrong.then_some("true") aria-describedby=described_by(name)
        >{typed}</textarea>
    }
}

/// Every problem of a form, above it: each leads to its field, if it has one.
#[component]
pub fn ProblemList(
    /// The form's state.
    state: FormState,
) -> impl IntoView {
    let problems = state.0.problems.all();
    // What is wrong with the whole form leads to no field.
    let lines = problems.iter().map(|problem| match problem.field.as_str() {
        "" => view! { <li>{problem.message.clone()}</li> }.into_any(),
        field => view! { <li><a href=format!("#{field}")>{problem.message.clone()}</a></li> }.into_any(),
    });
    view! {
        <div tabindex="-1" class="problems" role="alert" data-problems="" hidden=problems.is_empty()>
            <p>"Il reste quelque chose à corriger :"</p>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
}

/// A form posted to the page it stands on.
#[component]
pub fn PostForm(
    /// Its state, made by the page with [`FormState::new`].
    state: FormState,
    /// Its address, where it isn't the page's own.
    #[prop(optional, into)]
    action: Option<String>,
    /// Whether all of its fields must be filled: said once, above them.
    #[prop(optional)]
    whole: bool,
    /// The fields and the button.
    children: Children,
) -> impl IntoView {
    view! {
        <form method="post" action=action novalidate>
            <ProblemList state/>
            {whole.then(|| view! { <p class="hint">"Remplissez tout."</p> })}
            {children()}
            <FormSender/>
        </form>
    }
}

/// What was refused, on a page that has no form any more: every sentence about the whole.
#[component]
pub fn Refusal(
    /// The state of the page's form.
    state: FormState,
) -> impl IntoView {
    let all: Vec<String> = (state.0.problems.all().iter())
        .filter(|problem| problem.field.is_empty())
        .map(|problem| problem.message.clone())
        .collect();
    match all.as_slice() {
        [] => ().into_any(),
        [one] => view! { <p class="notice closed" role="alert">{one.clone()}</p> }.into_any(),
        _ => view! {
            <div class="notice closed" role="alert">
                <ul>{all.into_iter().map(|one| view! { <li>{one}</li> }).collect_view()}</ul>
            </div>
        }
        .into_any(),
    }
}

/// One button that posts by itself: what it does is in its hidden fields.
#[component]
pub fn Act(
    /// What the button says.
    #[prop(into)]
    label: String,
    /// Its address, where it isn't the page's own.
    #[prop(optional, into)]
    action: Option<String>,
    /// Names and values that it sends.
    #[prop(optional)]
    fields: Vec<(&'static str, String)>,
    /// How the button looks.
    #[prop(default = "button")]
    class: &'static str,
    /// What it is about, for who does not see what it stands beside.
    #[prop(optional, into)]
    about: Option<String>,
) -> impl IntoView {
    view! {
        <form method="post" action=action class="act">
            {fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            <button type="submit" class=class>{label}{about.map(|about| view! { <span class="unseen">{format!(" : {about}")}</span> })}</button>
        </form>
    }
}

/// A step that nobody can take back, asked once more: the question, what comes of it, a yes that posts `gesture` to `here`, and
/// a no that leads back there.
#[component]
pub fn Confirm(
    /// The id of the question.
    id: &'static str,
    question: &'static str,
    yes: &'static str,
    no: &'static str,
    gesture: &'static str,
    here: String,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="state" aria-labelledby=id>
            <h2 id=id>{question}</h2>
            {children()}
            <div class="actions">
                <Act label=yes action=here.clone() class="button danger" fields=vec![("geste", gesture.to_owned())]/>
                <a class="button quiet" href=here>{no}</a>
            </div>
        </section>
    }
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
    let wrong = problem.is_some();
    let typed = Some(state.typed(name)).filter(|typed| !typed.is_empty()).unwrap_or(value);
    // A password is never written into a page.
    let typed = (kind != "password").then_some(typed);
    view! {
        <div class="field" class:wrong=wrong>
            <label for=name>{label}{(!required).then(|| view! { <span class="optional">" (si vous voulez)"</span> })}</label>
            <Hint name hint/>
            <input
                id=name name=name type=kind inputmode=inputmode autocomplete=autocomplete value=typed
                aria-required=required.then_some("true")
                aria-invalid=wrong.then_some("true")
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
    hint: String,
    /// Characters at most.
    max: usize,
    /// What stands in it at first, where nothing was typed.
    #[prop(optional, into)]
    value: String,
    /// Whether it must be filled.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let typed = Some(state.typed(name)).filter(|typed| !typed.is_empty()).unwrap_or(value);
    let problem = state.about(name);
    let wrong = problem.is_some();
    view! {
        <div class="field" class:wrong=wrong>
            <label for=name>{label}{(!required).then(|| view! { <span class="optional">" (si vous voulez)"</span> })}</label>
            <Hint name hint=format!("{hint} {max} caractères au plus.")/>
            <textarea
                id=name name=name rows="3" aria-required=required.then_some("true")
                aria-invalid=wrong.then_some("true")
                aria-describedby=described_by(name)
            >{typed}</textarea>
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
    let wrong = problem.is_some();
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
        <fieldset class="field choice" class:wrong=wrong aria-describedby=format!("{name}-problem")>
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
    /// Whether it must be ticked.
    #[prop(default = true)]
    required: bool,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let problem = state.about(name);
    let wrong = problem.is_some();
    let ticked = !state.typed(name).is_empty();
    view! {
        <div class="field tick" class:wrong=wrong>
            <label class="option">
                <input
                    type="checkbox" id=name name=name value="oui" checked=ticked aria-required=required.then_some("true")
                    aria-invalid=wrong.then_some("true") aria-describedby=format!("{name}-problem")
                />
                <span>{label}{(!required).then(|| view! { <span class="optional">" (si vous voulez)"</span> })}</span>
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
fn Hint(name: &'static str, #[prop(optional_no_strip, into)] hint: Option<String>) -> impl IntoView {
    view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> }
}

/// What is wrong with a field, beside it.
#[component]
pub fn ProblemOf(name: &'static str, #[prop(optional_no_strip)] problem: Option<String>) -> impl IntoView {
    view! { <p class="problem" id=format!("{name}-problem") data-problem-of=name>{problem}</p> }
}

fn described_by(name: &str) -> String {
    format!("{name}-hint {name}-problem")
}
