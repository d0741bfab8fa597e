//! The steps of a programme.

use leptos::prelude::*;

use super::super::steps::{StepLine, StepTold};
use super::{Cell, Pick, Rows, rows};
use crate::domain::draft::{STEPS_MAX, Spec};
use crate::domain::pathway::StepRole;

/// A row a step.
#[component]
pub fn StepRows(
    /// What it is.
    spec: Spec,
) -> impl IntoView {
    let count = rows(&expect_context(), spec.name, 2, STEPS_MAX);
    let lines = use_context::<Vec<StepLine>>().unwrap_or_default();
    let roles: Vec<_> = StepRole::ALL.iter().map(|role| (role.code(), role.label())).collect();
    view! {
        <Rows spec most=STEPS_MAX>
            {(1..=count).map(|row| view! {
                <div class="row" role="group" aria-label=format!("Étape {row}")>
                    <Pick name=format!("etape-{row}-role") label="Ce qu’elle apporte" options=roles.clone()/>
                    <Cell name=format!("etape-{row}-offre") label="L’offre : son titre, ou l’adresse de sa page" list="offres" wide=true/>
                    <StepTold lines=lines.clone() row/>
                </div>
            }).collect_view()}
        </Rows>
    }
}
