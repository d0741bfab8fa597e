//! The sheet when the database does not answer: what the index remembers of it.

use crate::domain::card::Sheet;
use crate::error::PageError;
use crate::pages::reading::Reading;

/// The sheet from memory.
///
/// # Errors
/// Where nothing of it is remembered: it may be there all the same.
pub fn sheet(reading: &Reading, slug: String) -> Result<Sheet, PageError> {
    let (index, today) = (reading.index()?, reading.clock.today());
    let (offer, organisation, card) = index.remembered_offer(&slug, today).ok_or(PageError::Unavailable)?;
    Ok(Sheet {
        told: super::told(&index, &offer, today),
        answers: card.answers,
        commitment: None,
        steps: Vec::new(),
        pathways: Vec::new(),
        nearby: Vec::new(),
        prescriber: None,
        gone: false,
        remembered: Some(card.asks_here),
        address: format!("{}/offres/{slug}", reading.public_url),
        organisation,
        organisation_slug: card.organisation_slug,
        slug,
        offer,
        today,
    })
}
