//! The parts of an offer's form that come several times: dates, opening hours, steps. There are always some rows more than
//! are filled, so that the form is whole without a script.

use leptos::prelude::*;

use super::field::Problem;
use crate::domain::draft::{SESSIONS_MAX, STEPS_MAX, Spec};
use crate::domain::opening::{DAYS, LINES_MAX};
use crate::domain::pathway::StepRole;
use crate::ui::form::FormState;

/// Empty rows after those that are filled.
const SPARE: usize = 2;

/// How many rows to show of the rows that begin with `name`.
fn rows(state: &FormState, name: &str, most: usize) -> usize {
    let filled = (1..=most).filter(|row| {
        let start = format!("{name}-{row}-");
        state.holds(&|one| one.starts_with(&start))
    });
    (filled.max().unwrap_or(0) + SPARE).min(most)
}

#[component]
fn Cell(
    #[prop(into)] name: String,
    label: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] placeholder: Option<&'static str>,
    #[prop(optional)] wide: bool,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let wrong = state.about(&name).is_some();
    view! {
        <div class="field cell" class:wrong=wrong class:wide=wide>
            <label for=name.clone()>{label}</label>
            <input
                id=name.clone() name=name.clone() type=kind inputmode=inputmode placeholder=placeholder autocomplete="off"
                value=state.typed(&name) aria-invalid=wrong.then_some("true") aria-describedby=format!("{name}-problem")
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
            <select id=name.clone() name=name.clone() aria-describedby=format!("{name}-problem")>
                <option value="">"—"</option>
                {options.into_iter().map(|(code, label)| view! { <option value=code selected=typed == code>{label}</option> }).collect_view()}
            </select>
            <Problem name/>
        </div>
    }
}

#[component]
fn Rows(spec: Spec, children: Children) -> impl IntoView {
    let wrong = expect_context::<FormState>().about(spec.name).is_some();
    view! {
        <fieldset class="field rows" class:wrong=wrong id=spec.name tabindex="-1">
            <legend>{spec.label}{(!spec.required).then(|| view! { <span class="optional">" (si vous voulez)"</span> })}</legend>
            <p class="hint">{spec.hint}</p>
            {children()}
            <Problem name=spec.name/>
        </fieldset>
    }
}

/// The sessions.
#[component]
pub fn SessionRows(
    /// What it is.
    spec: Spec,
) -> impl IntoView {
    let count = rows(&expect_context(), spec.name, SESSIONS_MAX);
    view! {
        <Rows spec>
            {(1..=count).map(|row| view! {
                <div class="row" role="group" aria-label=format!("Date {row}")>
                    <Cell name=format!("session-{row}-debut") label="Premier jour" kind="date"/>
                    <Cell name=format!("session-{row}-fin") label="Dernier jour" kind="date"/>
                    <Cell name=format!("session-{row}-places") label="Places libres" inputmode="numeric"/>
                    <Cell name=format!("session-{row}-reunion") label="Réunion d’information : quand, où" placeholder="mardi 8 décembre 2026 à 9 h 30, au centre" wide=true/>
                </div>
            }).collect_view()}
        </Rows>
    }
}

/// The opening hours.
#[component]
pub fn OpeningRows(
    /// What it is.
    spec: Spec,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let count = rows(&state, spec.name, LINES_MAX);
    let days: Vec<(&str, &str)> = DAYS.to_vec();
    let raw = state.typed("horaires-osm");
    let holidays = !state.typed("horaires-feries").is_empty();
    view! {
        <Rows spec>
            {(1..=count).map(|row| view! {
                <div class="row hours" role="group" aria-label=format!("Horaire {row}")>
                    <Pick name=format!("horaires-{row}-du") label="Du" options=days.clone()/>
                    <Pick name=format!("horaires-{row}-au") label="Au" options=days.clone()/>
                    <Cell name=format!("horaires-{row}-de") label="De" kind="time"/>
                    <Cell name=format!("horaires-{row}-a") label="À" kind="time"/>
                </div>
            }).collect_view()}
            <label class="option">
                <input type="checkbox" id="horaires-feries" name="horaires-feries" value="oui" checked=holidays/>
                <span>"Fermé les jours fériés"</span>
            </label>
            {(!raw.is_empty()).then(|| view! {
                <div class="field" class:wrong=state.about("horaires-osm").is_some()>
                    <label for="horaires-osm">"Horaires venus d’ailleurs"</label>
                    <p class="hint" id="horaires-osm-hint">"Effacez ce texte pour remplir les lignes."</p>
                    <input id="horaires-osm" name="horaires-osm" type="text" value=raw aria-describedby="horaires-osm-hint horaires-osm-problem"/>
                    <Problem name="horaires-osm"/>
                </div>
            })}
        </Rows>
    }
}

/// The steps of a programme.
#[component]
pub fn StepRows(
    /// What it is.
    spec: Spec,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let count = rows(&state, spec.name, STEPS_MAX);
    let roles = [StepRole::Project, StepRole::Income, StepRole::Place]
        .map(|role| (role.code(), role.label()))
        .to_vec();
    view! {
        <Rows spec>
            {(1..=count).map(|row| {
                let agreed = format!("etape-{row}-accord");
                let checked = !state.typed(&agreed).is_empty();
                view! {
                    <div class="row" role="group" aria-label=format!("Étape {row}")>
                        <Pick name=format!("etape-{row}-role") label="Ce qu’elle apporte" options=roles.clone()/>
                        <Cell name=format!("etape-{row}-offre") label="Adresse de l’offre" placeholder="/offres/coworking-lens" wide=true/>
                        <label class="option">
                            <input type="checkbox" id=agreed.clone() name=agreed value="oui" checked=checked/>
                            <span>"Le partenaire est d’accord"</span>
                        </label>
                    </div>
                }
            }).collect_view()}
        </Rows>
    }
}
