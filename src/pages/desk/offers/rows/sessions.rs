//! The sessions of an offer.

use leptos::prelude::*;

use super::{Cell, Rows, rows};
use crate::domain::draft::{SESSIONS_MAX, Spec};
use crate::ui::form::FormState;

/// A row a session, with its information meeting.
#[component]
pub fn SessionRows(
    /// What it is.
    spec: Spec,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let count = rows(&state, spec.name, 1, SESSIONS_MAX);
    view! {
        <Rows spec most=SESSIONS_MAX>
            {(1..=count).map(|row| {
                let name = |part: &str| format!("session-{row}-{part}");
                // What another directory said of the meeting in words stays where it said so.
                let words = !state.typed(&name("reunion")).is_empty();
                view! {
                    <div class="row" role="group" aria-label=format!("Date {row}")>
                        <Cell name=name("debut") label="Premier jour" kind="date"/>
                        <Cell name=name("fin") label="Dernier jour" kind="date"/>
                        <Cell name=name("places") label="Places libres" inputmode="numeric" hint="0 : complet"/>
                        <p class="hint wide">"S’il y a une réunion d’information avant :"</p>
                        <Cell name=name("reunion-le") label="Jour de la réunion" kind="date"/>
                        <Cell name=name("reunion-a") label="Heure de la réunion" kind="time"/>
                        <Cell name=name("reunion-lieu") label="Lieu de la réunion" placeholder="au centre, 2 rue de la Paix" wide=true/>
                        {words.then(|| view! { <Cell name=name("reunion") label="Ce qu’un autre annuaire en dit" wide=true/> })}
                    </div>
                }
            }).collect_view()}
        </Rows>
    }
}
