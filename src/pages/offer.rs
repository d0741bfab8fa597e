//! `/offres/{slug}`: the sheet, in the order of the questions that a person asks.

pub mod article;
mod facts;
mod remembered;
mod structured_data;
mod ways_in;

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use super::accompany::companion::shown_beside;
use super::error::set_status;
use super::reading::Reading;
use super::shown::parameter;
use crate::domain::card::{Sheet, StepTold, Told};
use crate::domain::draft::STEPS_MAX;
use crate::domain::draft::zone::zone_sentence;
use crate::domain::offer::Offer;
use crate::error::PageError;
use crate::search::spoken_hours::spoken_hours;
use crate::search::{Index, trades};
use crate::store::Db;
use crate::ui::card::Cards;
use article::SheetArticle;
use structured_data::structured_data;

/// Offers proposed beside one that is gone or closed.
const NEARBY: usize = 3;

/// Reads the sheet of an offer; nothing where there never was one. Where the database does not answer, from memory.
pub async fn read_sheet(slug: String) -> Result<Option<Sheet>, PageError> {
    let reading = Reading::current()?;
    match reading.unless_lost(stored_sheet(&reading, slug.clone())).await {
        Err(PageError::Unavailable) => remembered::sheet(&reading, slug).map(Some),
        read => read,
    }
}

async fn stored_sheet(reading: &Reading, slug: String) -> Result<Option<Sheet>, PageError> {
    use crate::domain::territory::Point;
    let index = reading.index()?;
    let Some((stored, giver)) = reading.db.offer(&slug).await? else { return Ok(None) };
    let today = reading.clock.today();
    let gone = !stored.is_published();
    let offer = stored.content.0;
    let point = offer.address.latitude.zip(offer.address.longitude);
    let point =
        point.map(|(latitude, longitude)| Point { latitude: latitude as f32, longitude: longitude as f32 });
    let nearby =
        if gone || offer.is_closed(today) { index.near(&slug, point, NEARBY, today) } else { Vec::new() };
    let pathways = reading.db.pathways_of(&slug).await?;
    let steps = steps(&reading.db, &offer).await?;
    let promised = giver.content.answers_within_days;
    let commitment = reading.commitment(giver.id, promised).await?.map(|commitment| commitment.sentence());
    let prescriber =
        if gone || offer.is_closed(today) { None } else { reading.db.prescriber_of(&offer).await? };
    let prescriber = prescriber.filter(|(taking, _)| taking.takes_requests(today));
    Ok(Some(Sheet {
        commitment,
        told: told(&index, &offer, today),
        steps,
        answers: index.answers(giver.id, promised),
        address: format!("{}/offres/{slug}", reading.public_url),
        pathways: pathways.into_iter().map(|pathway| (pathway.slug, pathway.name)).collect(),
        organisation: giver.content.0,
        organisation_slug: giver.slug,
        slug,
        offer,
        today,
        nearby,
        gone,
        prescriber: prescriber.map(|(_, giver)| giver.content.0.name),
        remembered: None,
    }))
}

/// What codes of an offer mean.
pub fn told(index: &Index, offer: &Offer, today: time::Date) -> Told {
    Told {
        zone: zone_sentence(&offer.zones, index),
        hours: offer.opening_hours.as_deref().and_then(|hours| spoken_hours(hours, today)),
        trade: offer.details.post.rome.as_ref().and_then(trades::label).map(str::to_owned),
    }
}

/// The steps of a programme that people can find, and whose giver agrees.
pub async fn steps(db: &Db, offer: &Offer) -> Result<Vec<StepTold>, PageError> {
    let mut steps = Vec::new();
    for step in offer.details.steps.iter().filter(|step| step.agreed).take(STEPS_MAX) {
        if let Some((stored, giver)) = db.offer(&step.offer).await?
            && stored.is_published()
        {
            let (name, giver) = (stored.content.0.name, giver.content.0.name);
            steps.push(StepTold { role: step.role, slug: stored.slug, name, giver });
        }
    }
    Ok(steps)
}

/// The sheet's page.
#[component]
pub fn OfferPage() -> impl IntoView {
    shown_beside(read_sheet(parameter("slug")), |sheet| {
        if sheet.gone { view! { <Gone sheet/> }.into_any() } else { view! { <SheetView sheet/> }.into_any() }
    })
}

#[component]
fn Gone(sheet: Sheet) -> impl IntoView {
    set_status(410);
    view! {
        <Title text="Cette offre n’est plus là"/>
        <section class="message">
            <h1>"Cette offre n’est plus là"</h1>
            <p>{format!("« {} » est terminée.", sheet.offer.name)}</p>
        </section>
        <h2>"D’autres offres près de là"</h2>
        <Cards cards=sheet.nearby/>
        <p><a class="button quiet" href="/offres">"Chercher une autre offre"</a></p>
    }
}

#[component]
fn SheetView(sheet: Sheet) -> impl IntoView {
    let summary: String = sheet.offer.description.chars().take(155).collect();
    view! {
        <Title text=sheet.offer.name.clone()/>
        <Meta name="description" content=summary/>
        <Link rel="canonical" href=sheet.address.clone()/>
        <script type="application/ld+json" inner_html=structured_data(&sheet)></script>
        <SheetArticle sheet/>
    }
}
