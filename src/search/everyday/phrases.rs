//! Phrases as a tree of words: what stands at the beginning of a request is found in as many steps as it has words.

use std::collections::HashMap;

/// Phrases of numbered words, each with a value.
#[derive(Debug, Default)]
pub struct Phrases {
    /// From a place in the tree, by a word, to the next place; 0 is the beginning.
    steps: HashMap<(u32, u32), u32>,
    /// What a phrase that ends at a place is worth.
    ends: Vec<Option<usize>>,
}

impl Phrases {
    /// Adds a phrase. Answers the value that it had before, if any.
    pub fn add(&mut self, words: &[u32], value: usize) -> Option<usize> {
        self.ends.resize(self.ends.len().max(1), None);
        let mut place = 0;
        for word in words {
            let next = self.ends.len() as u32;
            place = *self.steps.entry((place, *word)).or_insert(next);
            if place == next {
                self.ends.push(None);
            }
        }
        self.ends[place as usize].replace(value)
    }

    /// The longest phrase that these words begin with: how many of them it takes, and its value.
    ///
    /// A word comes with its number, where it has one, and whether it may be passed over; the first never is.
    pub fn longest(
        &self,
        words: impl Iterator<Item = (Option<u32>, bool)>,
        passing: bool,
    ) -> Option<(usize, usize)> {
        let (mut place, mut found) = (0, None);
        for (at, (number, passed)) in words.enumerate() {
            if passing && passed && at > 0 {
                continue;
            }
            let Some(next) = number.and_then(|number| self.steps.get(&(place, number))) else { break };
            place = *next;
            found = self.ends[place as usize].map(|value| (at + 1, value)).or(found);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_small_words_may_be_passed_over() {
        let mut phrases = Phrases::default();
        assert_eq!(phrases.longest([(Some(1), false)].into_iter(), false), None);
        assert_eq!(phrases.add(&[1], 10), None);
        assert_eq!(phrases.add(&[1, 2, 3], 20), None);
        assert_eq!(phrases.add(&[1, 2, 3], 30), Some(20));
        let words = |numbers: &[u32]| numbers.iter().map(|n| (Some(*n), *n == 9)).collect::<Vec<_>>();
        let longest = |numbers: &[u32], passing| phrases.longest(words(numbers).into_iter(), passing);
        assert_eq!(longest(&[1, 2, 3, 4], false), Some((3, 30)));
        assert_eq!(longest(&[1, 2, 4], false), Some((1, 10)));
        assert_eq!(longest(&[1, 9, 2, 9, 3, 9], false), Some((1, 10)));
        assert_eq!(longest(&[1, 9, 2, 9, 3, 9], true), Some((5, 30)));
        assert_eq!(longest(&[9, 1], true), None);
        assert_eq!(longest(&[], true), None);
    }
}
