//! The opening hours of an offer.

use leptos::prelude::*;

use super::super::field::Problem;
use super::super::parts::HoursTold;
use super::{Cell, Pick, Rows, TickCell, rows};
use crate::domain::draft::{HOURS, Spec};
use crate::domain::opening::{DAYS, LINES_MAX};
use crate::ui::form::FormState;

/// The hours of the offer in words; in the context of the page.
#[derive(Debug, Clone)]
pub struct HoursInWords(pub Option<String>);

/// A row a stretch of days.
#[component]
pub fn OpeningRows(
    /// What it is.
    spec: Spec,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let count = rows(&state, spec.name, 2, LINES_MAX);
    let raw = state.typed("horaires-osm");
    let wrong = state.about("horaires-osm").is_some();
    let told = use_context::<HoursInWords>().and_then(|hours| hours.0);
    view! {
        <Rows spec most=LINES_MAX>
            <HoursTold hours=told/>
            {(1..=count).map(|row| {
                let name = |part: &str| format!("{HOURS}-{row}-{part}");
                view! {
                    <div class="row hours" role="group" aria-label=format!("Horaire {row}")>
                        <Pick name=name("du") label="Du" options=DAYS.to_vec()/>
                        <Pick name=name("au") label="Au" options=DAYS.to_vec()/>
                        <Cell name=name("de") label="De" kind="time"/>
                        <Cell name=name("a") label="À" kind="time"/>
                    </div>
                }
            }).collect_view()}
            <TickCell name="horaires-feries" label="Fermé les jours fériés"/>
            {(!raw.is_empty()).then(|| view! {
                <div class="field" class:wrong=wrong>
                    <label for="horaires-osm">"Horaires venus d’ailleurs"</label>
                    <p class="hint" id="horaires-osm-hint">"Effacez ce texte pour remplir les lignes."</p>
                    <input
                        id="horaires-osm" name="horaires-osm" type="text" autocomplete="off" value=raw
                        aria-invalid=wrong.then_some("true") aria-describedby="horaires-osm-hint horaires-osm-problem"
                    />
                    <Problem name="horaires-osm"/>
                </div>
            })}
        </Rows>
    }
}
