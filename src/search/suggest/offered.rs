//! What offers are about, counted: their filters, and the trades and subjects that their titles name.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::needs::Line;
use super::subject::{capital, subject};
use crate::domain::filter::Filter;
use crate::domain::offer::OfferKind;
use crate::domain::suggestion::{Choice, SuggestionKind};
use crate::search::everyday::{Everyday, Meaning};
use crate::search::fold;
use crate::search::stem::stem;
use crate::search::traits::Traits;

/// Trades and subjects that are proposed: those that most offers name.
const MOST: usize = 30_000;

/// Counts of what some offers are about.
#[derive(Debug)]
pub struct Offered {
    /// By [`Filter::index`].
    filters: [u32; Filter::COUNT],
    /// By folded text: how it is written, what it is, how many offers name it.
    subjects: HashMap<Box<str>, (String, SuggestionKind, u32)>,
    /// How many titles hold a stem of the dictionary, and how many of them name trades.
    stems: HashMap<Box<str>, (u32, u32)>,
}

impl Default for Offered {
    fn default() -> Self {
        Self { filters: [0; Filter::COUNT], subjects: HashMap::new(), stems: HashMap::new() }
    }
}

impl Offered {
    /// Counts an offer: its title, its town (its organisation's, where it has none: titles name that one), its filters.
    pub fn add(&mut self, title: &str, town: &str, traits: Traits) {
        for index in traits.iter() {
            self.filters[index] += 1;
        }
        let trades = [OfferKind::Workshop, OfferKind::Training, OfferKind::TemporaryWork];
        let is_trade = trades.into_iter().any(|kind| traits.meets(Traits::of(Filter::Kind(kind))));
        for word in fold(title).split(' ') {
            let stem = stem(word);
            let count = match self.stems.get_mut(&*stem) {
                Some(count) => count,
                None if Everyday::embedded().knows(&stem) => self.stems.entry((&*stem).into()).or_default(),
                None => continue,
            };
            *count = (count.0 + 1, count.1 + u32::from(is_trade));
        }
        let Some(written) = subject(title, town) else { return };
        let kind = if is_trade { SuggestionKind::Trade } else { SuggestionKind::Need };
        match self.subjects.entry(fold(&written).into()) {
            Entry::Occupied(mut known) => known.get_mut().2 += 1,
            Entry::Vacant(new) => _ = new.insert((written, kind, 1)),
        }
    }

    /// The line of an everyday phrase; none where no offer is behind what it means.
    pub(super) fn phrase_line(&self, phrase: &str, meaning: &Meaning) -> Option<Line> {
        let of_filters = meaning.filters.iter().map(|filter| self.count(*filter)).max().unwrap_or(0);
        let words = meaning.words.iter().map(|all| self.titles_with(all));
        let (of_words, of_trades) = words.max().unwrap_or_default();
        let offers = of_filters.max(of_words);
        if offers == 0 {
            return None;
        }
        let said = fold(meaning.label);
        let filter = Filter::all().iter().find(|filter| is_need(**filter) && fold(filter.label()) == said);
        let mut line = match (filter, self.subjects.get(said.as_str())) {
            (Some(filter), _) => filter_line(*filter, self.count(*filter))?,
            (None, Some((written, kind, _))) => {
                Line::new(*kind, written, Choice::Words(written.clone()), offers)
            }
            (None, None) => {
                let is_trade = of_filters == 0 && of_trades * 2 > of_words;
                let kind = if is_trade { SuggestionKind::Trade } else { SuggestionKind::Need };
                let label = capital(meaning.label);
                Line::new(kind, &label, Choice::Words(meaning.label.to_owned()), offers)
            }
        };
        phrase.clone_into(&mut line.found_by);
        if fold(phrase) != said {
            line.suggestion.detail = format!("« {phrase} »");
        }
        Some(line)
    }

    /// How many titles hold all of these stems, at most, and how many of them name trades.
    fn titles_with(&self, stems: &[String]) -> (u32, u32) {
        let count = |stem: &String| self.stems.get(stem.as_str()).copied().unwrap_or_default();
        stems.iter().map(count).min().unwrap_or_default()
    }

    fn count(&self, filter: Filter) -> u32 {
        self.filters[filter.index()]
    }

    /// The lines of the filters that find something, and of the trades and subjects most named.
    pub(super) fn lines(&self) -> Vec<Line> {
        let mut subjects: Vec<_> = self.subjects.values().collect();
        subjects.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        let subject = |(written, kind, offers): &(String, SuggestionKind, u32)| {
            Line::new(*kind, written, Choice::Words(written.clone()), *offers)
        };
        let filters = Filter::all().iter().filter(|filter| is_need(**filter));
        let filters = filters.filter_map(|filter| filter_line(*filter, self.count(*filter)));
        filters.chain(subjects.into_iter().take(MOST).map(subject)).collect()
    }
}

/// Whether a filter says what somebody needs.
fn is_need(filter: Filter) -> bool {
    matches!(filter, Filter::Need(_) | Filter::Kind(_) | Filter::Category(_) | Filter::Theme(_))
}

/// The line of a filter; none where it finds nothing.
fn filter_line(filter: Filter, offers: u32) -> Option<Line> {
    let choice = Choice::Filter(filter.group().name().to_owned(), filter.code().to_owned());
    (offers > 0).then(|| Line::new(SuggestionKind::Need, filter.label(), choice, offers))
}
