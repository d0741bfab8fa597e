//! The steps of a programme while it is written: which offer is meant, who gives it, whether they agree.

use leptos::prelude::*;

use crate::domain::draft::agreement::Agreement;
use crate::domain::draft::{STEPS_MAX, slug_of};
use crate::domain::form::Typed;
use crate::domain::offer::OfferKind;
use crate::domain::percent::encode;
use crate::domain::plain::plain;
use crate::error::PageError;
use crate::pages::reading::Reading;
use crate::store::{StoredDraft, Workplace};

/// Offers to choose from, at most.
const CHOICES: usize = 8;

/// An offer that a step means.
#[derive(Debug, Clone)]
pub struct FoundOffer {
    /// The end of its address.
    pub slug: String,
    name: String,
    giver: String,
    /// What a partner says; nothing of one's own.
    agreement: Option<Agreement>,
    own: bool,
}

/// What a step's words mean.
#[derive(Debug, Clone)]
pub enum Found {
    /// This offer.
    Offer(FoundOffer),
    /// One of these: ends of addresses, names.
    Choice(Vec<(String, String)>),
    /// None that people see.
    Nothing,
}

/// A step and what its words mean; in the context of the page, for the rows of the form.
#[derive(Debug, Clone)]
pub struct StepLine {
    row: usize,
    found: Found,
}

/// The offer that some words mean: the address of its page, its title, or words to look for.
pub async fn find_step(reading: &Reading, own: &Workplace, text: &str) -> Result<Found, PageError> {
    if let Some(slug) = slug_of(text) {
        let found = reading.db.offer(slug).await?.filter(|(stored, _)| stored.is_published());
        if let Some((stored, giver)) = found {
            let own = giver.id == own.id;
            let (name, giver) = (stored.content.0.name, giver.content.0.name);
            return Ok(Found::Offer(FoundOffer { slug: stored.slug, name, giver, agreement: None, own }));
        }
    }
    let typed = plain(text);
    let offers = reading.db.offers_of(own.id).await?;
    let own_name = own.content.name.clone();
    let mine = offers.into_iter().map(|stored| (stored.slug, stored.content.0.name, own_name.clone(), true));
    let cards = reading.results(&format!("q={}", encode(text)))?.cards;
    let others = cards.into_iter().map(|card| (card.slug, card.name, card.organisation, false));
    let mut all: Vec<(String, String, String, bool)> = Vec::new();
    for one in mine.chain(others) {
        let fits = !one.3 || plain(&one.1).contains(&typed);
        if fits && !all.iter().any(|(slug, ..)| *slug == one.0) {
            all.push(one);
        }
    }
    let so_called = all.iter().filter(|(_, name, ..)| plain(name) == typed).count();
    let only = all.iter().position(|(_, name, ..)| plain(name) == typed).filter(|_| so_called == 1);
    if let Some(at) = only {
        let (slug, name, giver, own) = all.swap_remove(at);
        return Ok(Found::Offer(FoundOffer { slug, name, giver, agreement: None, own }));
    }
    all.truncate(CHOICES);
    let choices: Vec<_> =
        all.into_iter().map(|(slug, name, giver, _)| (slug, format!("{name} ({giver})"))).collect();
    Ok(if choices.is_empty() { Found::Nothing } else { Found::Choice(choices) })
}

/// What the steps of a draft mean; nothing where it is no programme.
pub async fn read_steps(
    reading: &Reading,
    own: &Workplace,
    draft: &StoredDraft,
    typed: &Typed,
) -> Result<Vec<StepLine>, PageError> {
    if draft.kind() != OfferKind::Programme {
        return Ok(Vec::new());
    }
    let agreements = reading.db.agreements_of(draft.id).await?;
    let mut lines = Vec::new();
    for row in 1..=STEPS_MAX {
        let Some(text) = typed.some(&format!("etape-{row}-offre")) else { continue };
        let mut found = find_step(reading, own, text).await?;
        if let Found::Offer(offer) = &mut found {
            offer.agreement = agreements.iter().find(|(slug, _)| *slug == offer.slug).map(|(_, said)| *said);
        }
        lines.push(StepLine { row, found });
    }
    Ok(lines)
}

/// What a row of the form says of its step.
#[component]
pub fn StepTold(
    /// What is known of all.
    lines: Vec<StepLine>,
    /// The row.
    row: usize,
) -> impl IntoView {
    let found = lines.into_iter().find(|line| line.row == row).map(|line| line.found);
    let part = format!("etape-{row}");
    view! {
        <div class="wide told" role="status" data-part=part>
            {match found {
                None => ().into_any(),
                Some(Found::Nothing) => view! { <p>"Aucune offre en ligne de ce nom. Copiez l’adresse de sa page."</p> }.into_any(),
                Some(Found::Offer(found)) => view! { <FoundStep found/> }.into_any(),
                Some(Found::Choice(choices)) => {
                    let name = format!("etape-{row}-choix");
                    view! {
                        <label for=name.clone()>"Laquelle ?"</label>
                        <select id=name.clone() name=name>
                            <option value="">"Choisissez"</option>
                            {choices.into_iter().map(|(slug, label)| view! { <option value=slug>{label}</option> }).collect_view()}
                        </select>
                    }.into_any()
                }
            }}
        </div>
    }
}

#[component]
fn FoundStep(found: FoundOffer) -> impl IntoView {
    let state = match (found.own, found.agreement) {
        (true, _) => ("badge open", "Votre offre"),
        (false, Some(said @ Agreement::Agreed)) => ("badge open", said.label()),
        (false, Some(said @ Agreement::Refused)) => ("badge closed", said.label()),
        (false, Some(said)) => ("badge", said.label()),
        (false, None) => ("badge", "Accord à demander"),
    };
    view! {
        <p>
            <a href=format!("/offres/{}", found.slug)>{found.name}</a>
            {(!found.own).then(|| format!(", {}", found.giver))}" "
            <span class=state.0>{state.1}</span>
        </p>
    }
}
