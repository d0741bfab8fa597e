//! `/conventions/{slug}`: who signed what, for how long, and the offers that come of it.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use serde::{Deserialize, Serialize};

use super::shown::{parameter, shown};
use crate::domain::card::Card;
use crate::domain::convention::{Axis, Convention};
use crate::error::PageError;
use crate::ui::card::Cards;
use crate::ui::icon::Icon;

/// A convention, its parties and the offers under each axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// What was signed.
    pub convention: Convention,
    /// Who signed: name, end of the address, nature.
    pub parties: Vec<(String, String, Option<String>)>,
    /// The cards of each axis.
    pub cards: Vec<Vec<Card>>,
}

/// Reads a convention.
pub async fn read_convention(slug: String) -> Result<Option<Agreement>, PageError> {
    let reading = super::reading::Reading::current()?;
    let index = reading.index()?;
    let Some(stored) = reading.db.convention(&slug).await? else { return Ok(None) };
    let today = reading.clock.today();
    let cards = |slugs: &Vec<String>| index.cards(slugs.iter().map(String::as_str), today);
    Ok(Some(Agreement {
        cards: stored.offers.iter().map(cards).collect(),
        parties: stored
            .parties
            .into_iter()
            .map(|party| (party.content.0.name, party.slug, party.content.0.nature))
            .collect(),
        convention: stored.convention,
    }))
}

/// The convention's page.
#[component]
pub fn ConventionPage() -> impl IntoView {
    shown(read_convention(parameter("slug")), |agreement| view! { <Signed agreement/> })
}

#[component]
fn Signed(agreement: Agreement) -> impl IntoView {
    let Agreement { convention, parties, cards } = agreement;
    view! {
        <Title text=convention.name.clone()/>
        <Meta name="description" content=convention.description.clone()/>
        <article class="convention">
            <p class="card-kind">"Convention"</p>
            <h1>{convention.name}</h1>
            <p class="lead">{convention.description}</p>
            <section aria-labelledby="parties">
                <h2 id="parties">"Qui a signé ?"</h2>
                <ul class="links">
                    {parties.into_iter().map(|(name, slug, nature)| view! {
                        <li>
                            <a href=format!("/structures/{slug}")><Icon name="people"/>
                                <span>{name}{nature.map(|nature| view! { <span class="departement">{nature}</span> })}</span>
                            </a>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
            <section aria-labelledby="duree">
                <h2 id="duree">"Pour combien de temps ?"</h2>
                <p>{format!("{} ans. Signée {}.", convention.years, convention.signed)}</p>
                <p>{convention.future}</p>
                <p><strong>"Son cadre : "</strong>{convention.frame}</p>
            </section>
            <section aria-labelledby="buts">
                <h2 id="buts">"Pourquoi ?"</h2>
                <ul>{convention.aims.into_iter().map(|aim| view! { <li>{aim}</li> }).collect_view()}</ul>
            </section>
            {convention.axes.into_iter().zip(cards).enumerate().map(|(at, (axis, cards))| view! {
                <AxisView number=at + 1 axis cards/>
            }).collect_view()}
        </article>
    }
}

#[component]
fn AxisView(number: usize, axis: Axis, cards: Vec<Card>) -> impl IntoView {
    let id = format!("axe-{number}");
    let label = id.clone();
    view! {
        <section aria-labelledby=label class="axis">
            <h2 id=id>{format!("Axe {number} : {}", axis.title)}</h2>
            <p>{axis.description}</p>
            <Cards cards/>
        </section>
    }
}
