//! Places in a text that says what somebody looks for: "lens", "maçon lens", "cours de français à Lille".

use super::Gazetteer;
use super::areas::TypedArea;
use super::find::{Effort, Hit};
use super::names::Match;
use super::query::Query;
use crate::domain::territory::Place;
use crate::search::fold::fold;

/// Words at the end of a text that may be a place.
const WORDS: usize = 4;
/// Inhabitants of a commune that is understood at the end of a text: École, in Savoie, is not what "auto école" means.
const KNOWN: u32 = 1_000;

impl Gazetteer {
    /// The places that a text begins to name, or names at its end; and the words before them, to be looked for there.
    pub fn mentioned(&self, text: &str, limit: usize) -> (Vec<Place>, String) {
        let whole = self.begun(text, limit);
        if !whole.is_empty() {
            return (whole, String::new());
        }
        let text: String = text.chars().take(crate::domain::query::TEXT_MAX).collect();
        let words: Vec<&str> = text.split_whitespace().collect();
        for count in (1..words.len().min(WORDS + 1)).rev() {
            let (before, place) = words.split_at(words.len() - count);
            if is_small(place[0]) {
                continue;
            }
            let named = self.named_whole(&place.join(" "), limit);
            if !named.is_empty() {
                let left = before.iter().rposition(|word| !is_small(word)).map_or(0, |last| last + 1);
                return (named, before[..left].join(" "));
            }
        }
        (Vec::new(), String::new())
    }

    /// Places whose names or words begin so, the best first.
    fn begun(&self, text: &str, limit: usize) -> Vec<Place> {
        let mut hits = self.hits(&Query::parse(text), Effort::Beginnings);
        self.rank(&mut hits, limit);
        let mut areas = self.areas.find(&TypedArea::parse(text));
        areas.retain(|(kind, _)| *kind < Match::Inside);
        // At least one of each, where there are both.
        areas.truncate(limit.saturating_sub(hits.len().min(limit.saturating_sub(1))));
        hits.truncate(limit - areas.len());
        self.places(&hits, &areas)
    }

    /// Places whose names, or their beginnings, are the text but for one slip: for where nothing else is meant.
    pub fn resembling(&self, text: &str, limit: usize) -> Vec<Place> {
        let mut hits = self.hits(&Query::parse(text), Effort::All(0));
        hits.retain(|hit| hit.kind >= Match::Slip);
        self.rank(&mut hits, limit);
        let mut areas = self.areas.find(&TypedArea::parse(text));
        areas.retain(|(kind, _)| *kind == Match::Slip);
        areas.truncate(limit);
        hits.truncate(limit - areas.len());
        self.places(&hits, &areas)
    }

    /// Known places of this very name.
    fn named_whole(&self, text: &str, limit: usize) -> Vec<Place> {
        let mut hits = self.hits(&Query::parse(text), Effort::Beginnings);
        let known = |hit: &Hit| hit.kind.is_whole() && self.people[hit.at as usize] >= KNOWN;
        hits.retain(|hit| known(hit) && hit.coded);
        self.rank(&mut hits, limit);
        self.places(&hits, &[])
    }
}

/// Whether a word only leads to another.
fn is_small(word: &str) -> bool {
    let folded = fold(word);
    let small = ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "pres", "sur", "vers", ""];
    small.contains(&folded.as_str())
}
