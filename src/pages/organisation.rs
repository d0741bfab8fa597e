//! `/structures/{slug}`: who they are, what they offer, how fast they answer.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use serde::{Deserialize, Serialize};

use super::reading::Reading;
use super::shown::{parameter, shown};
use crate::domain::card::{Answers, Card};
use crate::domain::organisation::Organisation;
use crate::domain::phone::spoken_phone;
use crate::error::PageError;
use crate::ui::card::Cards;
use crate::ui::icon::Icon;
use crate::ui::message::Remembered;

/// An organisation and its offers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Presentation {
    /// What is known of it.
    pub organisation: Organisation,
    /// How fast it answers.
    pub answers: Answers,
    /// How often it answers.
    pub answering: Option<String>,
    /// What it promises, and whether it keeps it.
    pub commitment: Option<String>,
    /// Its offers.
    pub cards: Vec<Card>,
    /// Whether it is told from memory, since the database does not answer.
    pub remembered: bool,
}

/// Reads an organisation; from memory where the database does not answer.
pub async fn read_organisation(slug: String) -> Result<Option<Presentation>, PageError> {
    let reading = Reading::current()?;
    match reading.unless_lost(stored(&reading, &slug)).await {
        Err(PageError::Unavailable) => remembered(&reading, &slug).map(Some),
        read => read,
    }
}

/// What the index remembers of an organisation.
fn remembered(reading: &Reading, slug: &str) -> Result<Presentation, PageError> {
    let found = reading.index()?.remembered_organisation(slug, reading.clock.today());
    let (organisation, cards) = found.ok_or(PageError::Unavailable)?;
    let answers = cards.first().map(|card| card.answers).unwrap_or_default();
    let (answering, commitment) = (None, None);
    Ok(Presentation { organisation, answers, answering, commitment, cards, remembered: true })
}

async fn stored(reading: &Reading, slug: &str) -> Result<Option<Presentation>, PageError> {
    let index = reading.index()?;
    let Some(stored) = reading.db.organisation(slug).await? else { return Ok(None) };
    let offers = reading.db.offers_of(stored.id).await?;
    let cards = index.cards(offers.iter().map(|offer| offer.slug.as_str()), reading.clock.today());
    let answers = index.answers(stored.id, stored.content.answers_within_days);
    let answering = reading.answering(stored.id).await?.sentence();
    let commitment = reading.commitment(stored.id, stored.content.answers_within_days).await?;
    let commitment = commitment.map(|commitment| commitment.sentence());
    let organisation = stored.content.0;
    Ok(Some(Presentation { organisation, answers, answering, commitment, cards, remembered: false }))
}

/// The organisation's page.
#[component]
pub fn OrganisationPage() -> impl IntoView {
    shown(read_organisation(parameter("slug")), |found| view! { <Present found/> })
}

#[component]
fn Present(found: Presentation) -> impl IntoView {
    let organisation = found.organisation;
    let summary: String = organisation.description.clone().unwrap_or_default().chars().take(155).collect();
    view! {
        <Title text=organisation.name.clone()/>
        <Meta name="description" content=summary/>
        <article class="sheet organisation">
            <p class="card-kind">{organisation.nature.clone().unwrap_or_else(|| "Structure".to_owned())}</p>
            <h1>{organisation.name.clone()}</h1>
            {found.remembered.then(|| view! { <Remembered/> })}
            {organisation.description.clone().map(|text| view! { <p>{text}</p> })}
            <ul class="facts">
                {organisation.address.line().map(|line| view! { <li><Icon name="place"/>{line}</li> })}
                {organisation.contact.phone.clone().map(|phone| view! {
                    <li><Icon name="phone"/><a href=format!("tel:{phone}")>{spoken_phone(&phone)}</a></li>
                })}
                {organisation.website.clone().map(|href| view! {
                    <li><Icon name="link"/><a href=href rel="noopener noreferrer">"Son site"</a></li>
                })}
                {organisation.accessibility_link.clone().map(|href| view! {
                    <li><Icon name="people"/><a href=href rel="noopener noreferrer">"Accès pour les personnes handicapées"</a></li>
                })}
                {found.answers.measured().sentence().into_iter().chain(found.answering).chain(found.commitment).map(|sentence| view! { <li><Icon name="answer"/>{sentence}</li> }).collect_view()}
            </ul>
            {(!organisation.networks.is_empty()).then(|| view! {
                <ul class="badges">
                    {organisation.networks.iter().map(|network| view! { <li class="badge">{network.label()}</li> }).collect_view()}
                </ul>
            })}
            <section aria-labelledby="offres">
                <h2 id="offres">"Ses offres"</h2>
                {found.cards.is_empty().then(|| view! { <p>"Pas d’offre pour le moment."</p> })}
                <Cards cards=found.cards/>
            </section>
        </article>
    }
}
