//! One field of an offer's form, made from its description.

use leptos::prelude::*;

use super::rows::{OpeningRows, PostRows, SessionRows, StepRows};
use crate::domain::draft::said::{RECEPTIONS, ZONES};
use crate::domain::draft::{Shape, Spec};
use crate::domain::taxonomy::ThemeCategory;
use crate::ui::form::{Area, FormState};

/// A field, with its label, its hint, what was typed and what is wrong with it.
#[component]
pub fn SpecField(
    /// What it is.
    spec: Spec,
) -> AnyView {
    match spec.shape {
        Shape::Sessions => view! { <SessionRows spec/> }.into_any(),
        Shape::Opening => view! { <OpeningRows spec/> }.into_any(),
        Shape::Steps => view! { <StepRows spec/> }.into_any(),
        Shape::Posts => view! { <PostRows spec/> }.into_any(),
        Shape::One(codes) if (codes.all)().len() > 6 => {
            view! { <Select spec options=(codes.all)()/> }.into_any()
        }
        Shape::One(codes) => view! { <Radios spec options=(codes.all)()/> }.into_any(),
        Shape::Reception => view! { <Radios spec options=RECEPTIONS.to_vec()/> }.into_any(),
        Shape::Zone => view! { <Zone spec/> }.into_any(),
        Shape::Many(codes) => view! { <Boxes spec options=(codes.all)()/> }.into_any(),
        Shape::Tick(_) => view! { <OneBox spec/> }.into_any(),
        _ => view! { <Line spec/> }.into_any(),
    }
}

/// Whether a field, or a part of it, holds something or is wrong: then it is not folded away.
pub fn is_in_use(state: &FormState, spec: &Spec) -> bool {
    state.holds(&|name| spec.owns(name))
}

/// The label, with a word where the field may stay empty.
fn label_of(spec: &Spec) -> impl IntoView + use<> {
    let optional = !spec.required;
    view! { {spec.label}{optional.then(|| view! { <span class="optional">" (si vous voulez)"</span> })} }
}

#[component]
fn Line(spec: Spec) -> impl IntoView {
    let state = expect_context::<FormState>();
    let problem = state.about(spec.name);
    let wrong = problem.is_some();
    let typed = state.typed(spec.name);
    let (kind, inputmode) = match spec.shape {
        Shape::Email(_) => ("email", Some("email")),
        Shape::Phone(_) => ("tel", Some("tel")),
        Shape::Count(..) => ("text", Some("numeric")),
        Shape::Hours(_) => ("text", Some("decimal")),
        Shape::Link(_) => ("url", Some("url")),
        _ => ("text", None),
    };
    let rows = match spec.shape {
        Shape::Story(..) => Some(7),
        Shape::Text(..) => Some(3),
        Shape::Lines(..) => Some(4),
        _ => None,
    };
    let list = match spec.name {
        "metier" => Some("metiers"),
        "rome" => Some("rome-metiers"),
        _ => None,
    };
    let short = matches!(spec.shape, Shape::Count(..) | Shape::Hours(_) | Shape::Certification);
    view! {
        <div class="field" class:wrong=wrong class:short=short>
            <label for=spec.name>{label_of(&spec)}</label>
            {(!spec.hint.is_empty()).then(|| view! { <p class="hint" id=format!("{}-hint", spec.name)>{spec.hint}</p> })}
            {match rows {
                Some(rows) => view! { <Area name=spec.name rows typed wrong required=spec.required/> }.into_any(),
                None => view! {
                    <input
                        id=spec.name name=spec.name type=kind inputmode=inputmode autocomplete="off" value=typed list=list
                        aria-required=spec.required.then_some("true") aria-invalid=wrong.then_some("true")
                        aria-describedby=described_by(&spec)
                    />
                }.into_any(),
            }}
            <Problem name=spec.name/>
        </div>
    }
}

fn described_by(spec: &Spec) -> String {
    if spec.hint.is_empty() {
        format!("{}-problem", spec.name)
    } else {
        format!("{0}-hint {0}-problem", spec.name)
    }
}

/// What is wrong with a field.
#[component]
pub fn Problem(
    /// Its name.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let problem = expect_context::<FormState>().about(&name);
    view! { <p class="problem" id=format!("{name}-problem")>{problem}</p> }
}

#[component]
fn Select(spec: Spec, options: Vec<(&'static str, &'static str)>) -> impl IntoView {
    let state = expect_context::<FormState>();
    let wrong = state.about(spec.name).is_some();
    let typed = state.typed(spec.name);
    view! {
        <div class="field" class:wrong=wrong>
            <label for=spec.name>{label_of(&spec)}</label>
            <select id=spec.name name=spec.name aria-describedby=format!("{}-problem", spec.name)>
                {(!options.iter().any(|(code, _)| code.is_empty())).then(|| view! { <option value="">"Choisissez"</option> })}
                {options.into_iter().map(|(code, label)| view! {
                    <option value=code selected=typed == code>{label}</option>
                }).collect_view()}
            </select>
            <Problem name=spec.name/>
        </div>
    }
}

#[component]
fn Radios(spec: Spec, options: Vec<(&'static str, &'static str)>) -> impl IntoView {
    let state = expect_context::<FormState>();
    let wrong = state.about(spec.name).is_some();
    let typed = state.typed(spec.name);
    let option = |(at, (code, label)): (usize, (&'static str, &'static str))| {
        // The list of problems leads to the first.
        let id = if at == 0 { spec.name.to_owned() } else { format!("{}-{code}", spec.name) };
        view! {
            <label class="option">
                <input type="radio" id=id name=spec.name value=code checked=typed == code/>
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field choice" class:wrong=wrong aria-describedby=format!("{}-problem", spec.name)>
            <legend>{label_of(&spec)}</legend>
            <div class="options">{options.into_iter().enumerate().map(option).collect_view()}</div>
            <Problem name=spec.name/>
        </fieldset>
    }
}

#[component]
fn Zone(spec: Spec) -> impl IntoView {
    let state = expect_context::<FormState>();
    let wrong = state.about("zone-autre").is_some();
    view! {
        <div class="zone">
            <Select spec options=ZONES.to_vec()/>
            // Shown by the style sheet where the last choice is made; without one, always.
            <div class="field zone-names" class:wrong=wrong>
                <label for="zone-autre">"Dans quels lieux"</label>
                <p class="hint" id="zone-autre-hint">"Un lieu par ligne : « Pau », « Landes (département) », « Bretagne »."</p>
                <Area name="zone-autre" rows=3 typed=state.typed("zone-autre") wrong required=false/>
                <Problem name="zone-autre"/>
            </div>
        </div>
    }
}

#[component]
fn Boxes(spec: Spec, options: Vec<(&'static str, &'static str)>) -> impl IntoView {
    let state = expect_context::<FormState>();
    let wrong = state.about(spec.name).is_some();
    let first = options.first().map(|(code, _)| *code);
    let boxed = move |(code, label): (&'static str, &'static str)| {
        let name = format!("{}-{code}", spec.name);
        let checked = !state.typed(&name).is_empty();
        let id = if Some(code) == first { spec.name.to_owned() } else { name.clone() };
        view! {
            <label class="option">
                <input type="checkbox" id=id name=name value="oui" checked=checked/>
                <span>{label}</span>
            </label>
        }
    };
    // Many are told by what they belong to: the category that their code begins with.
    let groups: Vec<(&'static str, Vec<(&'static str, &'static str)>)> = ThemeCategory::ALL
        .iter()
        .map(|group| {
            let own = |(code, _): &&(&str, &str)| {
                code.split_once("--").is_some_and(|(start, _)| start == group.code())
            };
            (group.label(), options.iter().filter(own).copied().collect::<Vec<_>>())
        })
        .filter(|(_, own)| !own.is_empty())
        .collect();
    let inside = if groups.is_empty() {
        view! { <div class="options boxes">{options.into_iter().map(boxed).collect_view()}</div> }.into_any()
    } else {
        groups
            .into_iter()
            .enumerate()
            .map(|(at, (label, own))| {
                let id = format!("{}-groupe-{at}", spec.name);
                view! {
                    <div role="group" aria-labelledby=id.clone()>
                        <p class="boxes-title" id=id.clone()>{label}</p>
                        <div class="options boxes">{own.into_iter().map(&boxed).collect_view()}</div>
                    </div>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <fieldset class="field choice" class:wrong=wrong aria-describedby=described_by(&spec)>
            <legend>{label_of(&spec)}</legend>
            {(!spec.hint.is_empty()).then(|| view! { <p class="hint" id=format!("{}-hint", spec.name)>{spec.hint}</p> })}
            {inside}
            <Problem name=spec.name/>
        </fieldset>
    }
}

#[component]
fn OneBox(spec: Spec) -> impl IntoView {
    let checked = !expect_context::<FormState>().typed(spec.name).is_empty();
    view! {
        <div class="field tick">
            <label class="option">
                <input type="checkbox" id=spec.name name=spec.name value="oui" checked=checked aria-describedby=format!("{}-hint", spec.name)/>
                <span>{spec.label}</span>
            </label>
            <p class="hint" id=format!("{}-hint", spec.name)>{spec.hint}</p>
        </div>
    }
}
