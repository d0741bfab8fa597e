//! What a field proposes while somebody types: needs, trades and organisations, by the beginnings of their words.
//!
//! Built once from what is published, then only read; a second one may hold what changed since, and [`merge`] makes one
//! list of both. Whatever is typed, the work is bounded: a text is cut, words are few, and lists are read from their best.

mod directory;
mod hit;
mod lists;
mod needs;
mod offered;
mod organisations;
mod shelf;
mod sought;
mod subject;
mod typed;
mod vocabulary;

pub use hit::{Hit, merge};
pub use offered::Offered;
pub use organisations::{Known, PAGE};
pub use shelf::Fit;

use super::everyday::Meaning;
use crate::domain::suggestion::{Suggestion, SuggestionKind};
use needs::{Line, Lines, say_once};
use organisations::Organisations;
use shelf::Shelf;
use typed::Typed;

/// Everything that can be proposed but places, which the gazetteer knows.
pub struct Suggestions {
    needs: Lines,
    trades: Lines,
    organisations: Organisations,
}

/// How a shelf is searched: with or without a slip.
type Find = fn(&Shelf, &Typed, usize) -> Vec<(Fit, u32)>;

impl std::fmt::Debug for Suggestions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (needs, trades) = (self.needs.shelf.len(), self.trades.shelf.len());
        write!(
            f,
            "Suggestions({needs} needs, {trades} trades, {} organisations)",
            self.organisations.shelf.len()
        )
    }
}

impl Suggestions {
    /// From organisations, from what offers are about, and from everyday phrases with what they mean.
    pub fn build<'a>(
        organisations: impl IntoIterator<Item = Known<'a>>,
        offered: &Offered,
        phrases: impl IntoIterator<Item = (&'a str, &'a Meaning)>,
    ) -> Self {
        let phrases =
            phrases.into_iter().filter_map(|(phrase, meaning)| offered.phrase_line(phrase, meaning));
        let mut lines: Vec<Line> = offered.lines().into_iter().chain(phrases).collect();
        say_once(&mut lines);
        let (trades, needs): (Vec<Line>, Vec<Line>) =
            lines.into_iter().partition(|line| line.suggestion.kind == SuggestionKind::Trade);
        Self {
            needs: Lines::new(needs),
            trades: Lines::new(trades),
            organisations: Organisations::new(organisations),
        }
    }

    /// At most `most` suggestions for a text as somebody types it, one list by kind.
    pub fn find(&self, text: &str, most: usize) -> Vec<Suggestion> {
        self.find_near(text, "", most)
    }

    /// The same, the organisations of a town first.
    pub fn find_near(&self, text: &str, town: &str, most: usize) -> Vec<Suggestion> {
        merge(self.hits(text, town, most), Vec::new(), |_| false, most)
    }

    /// What fits a text, the `most` best of each kind, for [`merge`]; with a slip where nothing fits without. The
    /// organisations of the `town` where the person is come first, if she said it.
    pub fn hits(&self, text: &str, town: &str, most: usize) -> Vec<Hit> {
        let typed = Typed::new(text);
        if typed.words.is_empty() || most == 0 {
            return Vec::new();
        }
        let hits = self.all_hits(&typed, town, most, Shelf::find);
        if hits.is_empty() { self.all_hits(&typed, "", most, Shelf::find_slipping) } else { hits }
    }

    fn all_hits(&self, typed: &Typed, town: &str, most: usize, find: Find) -> Vec<Hit> {
        // Several phrases mean one need.
        let mut hits = self.needs.hits(typed, find(&self.needs.shelf, typed, most * 3));
        hits.extend(self.trades.hits(typed, find(&self.trades.shelf, typed, most * 3)));
        let near =
            typed.and(town).map(|there| find(&self.organisations.shelf, &there, most)).unwrap_or_default();
        let all = find(&self.organisations.shelf, typed, most);
        let far = all.into_iter().filter(|(_, at)| near.iter().all(|(_, known)| known != at));
        hits.extend(far.map(|found| self.organisations.hit(false, found)));
        hits.extend(near.iter().map(|found| self.organisations.hit(true, *found)));
        hits
    }

    /// Bytes in memory for organisations: of their names, and of all the rest.
    pub fn organisation_bytes(&self) -> (usize, usize) {
        self.organisations.bytes()
    }
}

#[cfg(test)]
mod tests;
