//! The parts of an offer's form that come several times: dates, opening hours, steps, posts. There are always some rows
//! more than are filled, so that the form is whole without a script; the script adds one where the last is filled.

mod opening;
mod posts;
mod sessions;
mod steps;

use leptos::prelude::*;

pub use opening::{HoursInWords, OpeningRows};
pub use posts::{PostRows, TradeLists};
pub use sessions::SessionRows;
pub use steps::StepRows;

use super::field::Problem;
use crate::domain::draft::Spec;
use crate::ui::form::FormState;

/// How many rows to show of the rows that begin with `name`: those that are filled, and some more.
fn rows(state: &FormState, name: &str, spare: usize, most: usize) -> usize {
    let filled = (1..=most).filter(|row| {
        let start = format!("{name}-{row}-");
        state.holds(&|one| one.starts_with(&start))
    });
    (filled.max().unwrap_or(0) + spare).min(most)
}

#[component]
fn Cell(
    #[prop(into)] name: String,
    label: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] placeholder: Option<&'static str>,
    /// How to fill it.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// The id of a list of proposals.
    #[prop(optional)]
    list: Option<&'static str>,
    #[prop(optional)] wide: bool,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let wrong = state.about(&name).is_some();
    let described = match hint {
        Some(_) => format!("{name}-hint {name}-problem"),
        None => format!("{name}-problem"),
    };
    view! {
        <div class="field cell" class:wrong=wrong class:wide=wide>
            <label for=name.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
            <input
                id=name.clone() name=name.clone() type=kind inputmode=inputmode placeholder=placeholder list=list
                autocomplete="off" value=state.typed(&name) aria-invalid=wrong.then_some("true")
                aria-describedby=described
            />
            <Problem name/>
        </div>
    }
}

#[component]
fn Pick(
    #[prop(into)] name: String,
    label: &'static str,
    options: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let typed = state.typed(&name);
    let wrong = state.about(&name).is_some();
    view! {
        <div class="field cell" class:wrong=wrong>
            <label for=name.clone()>{label}</label>
            <select id=name.clone() name=name.clone() aria-invalid=wrong.then_some("true") aria-describedby=format!("{name}-problem")>
                <option value="">"—"</option>
                {options.into_iter().map(|(code, label)| view! { <option value=code selected=typed == code>{label}</option> }).collect_view()}
            </select>
            <Problem name/>
        </div>
    }
}

#[component]
fn TickCell(#[prop(into)] name: String, label: &'static str) -> impl IntoView {
    let checked = !expect_context::<FormState>().typed(&name).is_empty();
    view! {
        <label class="option">
            <input type="checkbox" id=name.clone() name=name value="oui" checked=checked/>
            <span>{label}</span>
        </label>
    }
}

/// The rows of a field. The script reads from `data-rows` how they are called and how many there may be.
#[component]
fn Rows(spec: Spec, most: usize, children: Children) -> impl IntoView {
    let wrong = expect_context::<FormState>().about(spec.name).is_some();
    view! {
        <fieldset class="field rows" class:wrong=wrong id=spec.name tabindex="-1" data-rows=most>
            <legend>{spec.label}{(!spec.required).then(|| view! { <span class="optional">" (si vous voulez)"</span> })}</legend>
            <p class="hint">{spec.hint}</p>
            {children()}
            <Problem name=spec.name/>
        </fieldset>
    }
}
