//! The words of names, each with a number; numbers follow the alphabet, so that words of one beginning stand together.

use std::ops::Range;
use std::sync::LazyLock;

use fst::automaton::{Automaton, Str};
use fst::{IntoStreamer, Map, Streamer};
use levenshtein_automata::LevenshteinAutomatonBuilder;

/// Letters from which a word may hold a slip, and up to which.
const SLIP_LETTERS: std::ops::RangeInclusive<usize> = 5..=40;
/// Words looked at when a slip is forgiven.
const LOOKED_AT: usize = 1_000;
/// Words kept of them.
const ALIKE: usize = 48;

static ONE_SLIP: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));

/// Every word of some names.
pub(super) struct Vocabulary {
    words: Map<Vec<u8>>,
}

impl Vocabulary {
    /// These words, sorted, each once.
    pub fn new<'w>(sorted: impl Iterator<Item = &'w str>) -> Self {
        let numbered = sorted.zip(0u64..);
        Self { words: Map::from_iter(numbered).unwrap_or_default() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a word.
    pub fn number(&self, word: &str) -> Option<u32> {
        self.words.get(word).map(|number| number as u32)
    }

    /// The numbers of the words that begin like this.
    pub fn beginning_with(&self, prefix: &str) -> Range<u32> {
        let from = self.from(prefix.as_bytes());
        let mut after = prefix.as_bytes().to_vec();
        // The least text after all that begins with the prefix; folded text never holds the byte 255.
        match after.last_mut() {
            Some(last) => *last += 1,
            None => return 0..self.len() as u32,
        }
        from..self.from(&after)
    }

    /// The number of the first word that is not before this.
    fn from(&self, bytes: &[u8]) -> u32 {
        let mut words = self.words.range().ge(bytes).into_stream();
        words.next().map_or(self.len() as u32, |(_, number)| number as u32)
    }

    /// The numbers of the words that begin like this but for one slip (a letter more, less, other, or two swapped), the
    /// first letter kept; those that end there first.
    pub fn alike(&self, typed: &str) -> Vec<u32> {
        let Some(first) = typed.chars().next().filter(|_| SLIP_LETTERS.contains(&typed.chars().count()))
        else {
            return Vec::new();
        };
        let first = first.to_string();
        let automaton = Str::new(&first).starts_with().intersection(ONE_SLIP.build_prefix_dfa(typed));
        let mut words = self.words.search(automaton).into_stream();
        let mut found = Vec::new();
        while let Some((word, number)) = words.next() {
            found.push((word.len().saturating_sub(typed.len()) > 1, number as u32));
            if found.len() == LOOKED_AT {
                break;
            }
        }
        found.sort_unstable();
        found.truncate(ALIKE);
        found.into_iter().map(|(_, number)| number).collect()
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        self.words.as_fst().as_bytes().len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 7] =
        ["association", "associations", "atelier", "centre", "école", "lens", "lensoise"];

    #[test]
    fn words_of_one_beginning_stand_together() {
        let vocabulary = Vocabulary::new(
            ["association", "associations", "atelier", "centre", "lens", "lensois"].into_iter(),
        );
        assert_eq!(vocabulary.beginning_with("a"), 0..3);
        assert_eq!(vocabulary.beginning_with("lens"), 4..6);
        assert_eq!(vocabulary.beginning_with("lensoisx"), 6..6);
        assert_eq!(vocabulary.beginning_with(""), 0..6);
        assert!(vocabulary.beginning_with("b").is_empty());
        assert_eq!((vocabulary.number("lens"), vocabulary.number("len")), (Some(4), None));
    }

    #[test]
    fn a_word_that_ends_there_comes_before_one_that_goes_on() {
        let mut words = WORDS;
        words.sort_unstable();
        let vocabulary = Vocabulary::new(words.into_iter());
        assert_eq!(vocabulary.alike("asociation"), [0, 1]);
        assert_eq!(vocabulary.alike("centrr"), [3]);
        assert!(vocabulary.alike("lans").is_empty() && vocabulary.alike("bentre").is_empty());
        for typed in
            ["associtaion", "asociation", "associattion", "assosiation", "associ", "assco", "associationz"]
        {
            assert_eq!(vocabulary.alike(typed).first(), Some(&0), "{typed}");
        }
        for typed in ["bssociation", "asosiacion", "assocaition!", &"a".repeat(100_000), "ééééééé", ""]
        {
            assert!(vocabulary.alike(typed).is_empty(), "{typed:.20}");
        }
    }
}
