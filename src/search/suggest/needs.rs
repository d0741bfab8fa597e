//! Needs, and trades: few, so that they are kept whole.

use std::collections::{BTreeMap, HashMap};

use super::hit::Hit;
use super::shelf::{Fit, Item, Shelf};
use super::typed::Typed;
use crate::domain::suggestion::{Choice, Suggestion, SuggestionKind};
use crate::search::fold::fold;

/// Words that say whose need it is, and nothing of the need.
const WHOSE: [&str; 9] = ["m", "ma", "me", "mes", "mon", "s", "sa", "se", "son"];

/// A line to propose, and the text that it is found by, where that is another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub found_by: String,
    pub offers: u32,
    pub suggestion: Suggestion,
}

impl Line {
    /// A line found by its label, without a detail.
    pub fn new(kind: SuggestionKind, label: &str, choice: Choice, offers: u32) -> Self {
        let suggestion = Suggestion { kind, label: label.to_owned(), detail: String::new(), choice };
        Self { found_by: label.to_owned(), offers, suggestion }
    }
}

/// Lines, those with most offers behind them first.
pub(super) struct Lines {
    pub shelf: Shelf,
    lines: Vec<Line>,
}

impl Lines {
    pub fn new(mut lines: Vec<Line>) -> Self {
        lines.sort_by(|a, b| b.offers.cmp(&a.offers).then_with(|| a.found_by.cmp(&b.found_by)));
        let item = |line| {
            let Line { found_by, .. }: &Line = line;
            Item { name: found_by, also: "", note: String::new() }
        };
        Self { shelf: Shelf::new(lines.iter().map(item)), lines }
    }

    /// What was found of them for a text, each choice once.
    pub fn hits(&self, typed: &Typed, found: Vec<(Fit, u32)>) -> Vec<Hit> {
        let mut known = BTreeMap::new();
        for (fit, at) in found {
            let Line { offers, suggestion, .. } = &self.lines[at as usize];
            if known.contains_key(&suggestion.choice) {
                continue;
            }
            let mut suggestion = suggestion.clone();
            // A label that shows what was typed needs no phrase to explain it.
            if typed.begins_words_of(&suggestion.label) {
                suggestion.detail.clear();
            }
            known.insert(suggestion.choice.clone(), Hit { near: false, fit, offers: *offers, suggestion });
        }
        known.into_values().collect()
    }
}

/// "Me former" and "Se former" are one need, and so is a title that says the same: the first speaks for all.
pub(super) fn say_once(lines: &mut [Line]) {
    let mut said: HashMap<String, Suggestion> = HashMap::new();
    for Line { suggestion, .. } in lines {
        let folded = fold(&suggestion.label);
        let need: Vec<&str> = folded.split(' ').filter(|word| !WHOSE.contains(word)).collect();
        let first = said.entry(need.join(" ")).or_insert_with(|| suggestion.clone());
        let detail = std::mem::take(&mut suggestion.detail);
        *suggestion = Suggestion { detail, ..first.clone() };
    }
}
