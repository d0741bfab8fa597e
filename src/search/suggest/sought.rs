//! A typed word, as the words of the vocabulary that it may be the beginning of.

use std::ops::Range;

use super::vocabulary::Vocabulary;

/// What one typed word may mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sought {
    /// The word itself, if there is such a word.
    pub whole: Option<u32>,
    /// The words that it begins, in order.
    pub ranges: Vec<Range<u32>>,
}

impl Sought {
    /// The words that begin as it was typed.
    pub fn new(vocabulary: &Vocabulary, word: &str) -> Self {
        let range = vocabulary.beginning_with(word);
        let ranges = if range.is_empty() { Vec::new() } else { vec![range] };
        Self { whole: vocabulary.number(word), ranges }
    }

    /// The words that begin so but for one slip.
    pub fn slipping(vocabulary: &Vocabulary, word: &str) -> Self {
        let mut numbers = vocabulary.alike(word);
        numbers.sort_unstable();
        Self { whole: None, ranges: numbers.into_iter().map(|number| number..number + 1).collect() }
    }

    /// Whether it may be this word.
    pub fn fits(&self, word: u32) -> bool {
        let at = self.ranges.partition_point(|range| range.end <= word);
        self.ranges.get(at).is_some_and(|range| range.start <= word)
    }

    /// Whether no word begins so.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }
}
