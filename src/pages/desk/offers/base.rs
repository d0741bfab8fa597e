//! What an offer that is being written stands on: what people see of it, or what its organisation says of itself.

use super::super::super::reading::Reading;
use crate::domain::draft::{SOURCE, template};
use crate::domain::offer::Offer;
use crate::store::{Result, StoredDraft, Workplace};

/// The offer that typed words are read over, and the end of its address where it has one.
///
/// # Errors
/// Where the database fails.
pub async fn base_of(
    reading: &Reading,
    organisation: &Workplace,
    draft: &StoredDraft,
) -> Result<(Offer, Option<String>)> {
    if let Some(offer) = draft.offer_id {
        let stored = reading.db.offer_by_id(offer).await?;
        // What came from elsewhere may have been of another kind than it is written as here.
        let offer = Offer { kind: draft.kind(), ..stored.content.0 };
        return Ok((offer, Some(stored.slug)));
    }
    let id = format!("{SOURCE}--{}", draft.id);
    Ok((template(draft.kind(), &organisation.content, SOURCE, &id, reading.clock.today()), None))
}
