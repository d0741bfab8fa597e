//! `/parcours/{slug}`: several offers that make one way.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use serde::{Deserialize, Serialize};

use super::shown::{parameter, shown};
use crate::domain::card::Card;
use crate::domain::pathway::{Pathway, StepRole};
use crate::error::PageError;
use crate::ui::card::OfferCard;

/// Reads a pathway and the cards of its steps.
pub async fn read_pathway(slug: String) -> Result<Option<Way>, PageError> {
    let reading = super::reading::Reading::current()?;
    let index = reading.index()?;
    let Some(stored) = reading.db.pathway(&slug).await? else { return Ok(None) };
    let today = reading.clock.today();
    let card = |slug: &String| index.cards([slug.as_str()], today).pop();
    let steps = stored.steps.iter().filter_map(|(role, slug)| Some((*role, card(slug)?))).collect();
    Ok(Some(Way { pathway: stored.pathway, steps }))
}

/// A pathway with its steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// What it is.
    pub pathway: Pathway,
    /// Its steps, in order.
    pub steps: Vec<(StepRole, Card)>,
}

/// The pathway's page.
#[component]
pub fn PathwayPage() -> impl IntoView {
    shown(read_pathway(parameter("slug")), |way| view! { <Steps way/> })
}

#[component]
fn Steps(way: Way) -> impl IntoView {
    let Way { pathway, steps } = way;
    let count = steps.len();
    view! {
        <Title text=pathway.name.clone()/>
        <Meta name="description" content=pathway.description.clone()/>
        <article class="pathway">
            <p class="card-kind">{format!("Parcours en {count} offres")}</p>
            <h1>{pathway.name}</h1>
            <p class="lead">{pathway.description}</p>
            <ol class="steps">
                {steps.into_iter().map(|(role, card)| view! {
                    <li>
                        <h2 class="step-role">{role.label()}</h2>
                        <OfferCard card/>
                    </li>
                }).collect_view()}
            </ol>
            <section aria-labelledby="ensemble">
                <h2 id="ensemble">"Qui travaille ensemble ?"</h2>
                <p>{pathway.partnership}</p>
            </section>
        </article>
    }
}
