//! What fields propose while somebody types.

use super::Reading;
use crate::domain::card::Located;
use crate::domain::query::TEXT_MAX;
use crate::domain::suggestion::{Choice, Suggestion, SuggestionKind};
use crate::domain::territory::Place;
use crate::error::PageError;
use crate::search::fold;

/// Letters from which something is proposed.
const SHORTEST: usize = 2;
/// Lines of the list under the field of words, places among them.
const LINES: usize = 8;
/// Places among them, at most.
const PLACES: usize = 2;
/// Lines of the list under the field of a place.
const PLACE_LINES: usize = 8;

impl Reading {
    /// What the field of words proposes, by kind: needs, trades, organisations, places. `place` is what stands in the
    /// other field: the organisations of that town come first.
    ///
    /// # Errors
    /// Before there is an index.
    pub async fn suggest(&self, text: &str, place: &str) -> Result<Vec<Suggestion>, PageError> {
        let index = self.index()?;
        let (text, place) = (cut(text), cut(place));
        if fold(&text).replace(' ', "").chars().count() < SHORTEST {
            return Ok(Vec::new());
        }
        let town = match index.locate(&place) {
            Located::At(place) => place.name,
            _ => String::new(),
        };
        let hits = self.suggested.hits(index.clone(), self.clock.today(), &text, &town, LINES).await;
        let (places, words) = match index.gazetteer.mentioned(&text, PLACES) {
            (none, _) if none.is_empty() && !hits.are_sure() => {
                (index.gazetteer.resembling(&text, PLACES), String::new())
            }
            mentioned => mentioned,
        };
        let mut found = hits.list(LINES - places.len());
        found.extend(places.into_iter().map(|place| line(place, &words)));
        Ok(found)
    }

    /// What the field of a place proposes.
    ///
    /// # Errors
    /// Before there is an index.
    pub fn suggest_places(&self, text: &str) -> Result<Vec<Suggestion>, PageError> {
        let places = self.index()?.gazetteer.propose(&cut(text), PLACE_LINES);
        Ok(places.into_iter().map(|place| line(place, "")).collect())
    }
}

/// The line of a place; the words stay to be looked for there.
fn line(place: Place, words: &str) -> Suggestion {
    Suggestion {
        kind: SuggestionKind::Place,
        label: place.label(),
        detail: place.departement_name,
        choice: Choice::Place(words.to_owned()),
    }
}

fn cut(text: &str) -> String {
    text.chars().take(TEXT_MAX).collect()
}
