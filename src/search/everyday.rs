//! What people type, and what it means here: everyday words, trades, slang, acronyms and usual slips.
//!
//! The dictionary is one file that anybody can edit, `everyday.txt`. Phrases are compared as stems, in two ways: first
//! word for word, small words included ("plus de logement" is no "logement"); then by what they say, small words left
//! aside on both sides ("garde d’enfants", "garde de mes enfants"). Where the small words make the meaning, phrases are
//! compared word for word only: those with one word left without them ("à la rue", "sans papiers"), and those that
//! differ by nothing else ("réparer ma voiture", "réparer des voitures").

mod phrases;
mod read;

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::LazyLock;

use super::fold;
use super::stem::{beginning, stem};
use super::stop::is_stop;
use super::typo::one_slip;
use crate::domain::filter::Filter;
use phrases::Phrases;

/// Letters from which a word that is being typed leads to one of a phrase.
const COMPLETED: usize = 4;

/// What a phrase means. An offer answers it by any one of its filters, or by any one of its phrases of words.
///
/// The typed words themselves count only where they stand here again. A public stands for offers that name it, not for
/// those open to everyone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// Filter values, the best first.
    pub filters: Vec<Filter>,
    /// Other words, the best first: each a phrase of stems without stop words, of which an offer holds all.
    pub words: Vec<Vec<String>>,
    /// How to say it well, for suggestions.
    pub label: &'static str,
}

/// The dictionary.
#[derive(Debug, Default)]
pub struct Everyday {
    meanings: Vec<Meaning>,
    written: Vec<(&'static str, usize)>,
    /// Every stem of a phrase or of a real word, with its number.
    stems: HashMap<Box<str>, u32>,
    /// The stems of phrases, each as it is written there.
    words: BTreeMap<Box<str>, &'static str>,
    exact: Phrases,
    content: Phrases,
    /// Phrases of stop words only, such as "AI": they mean something where nothing else is typed.
    alone: HashMap<Box<str>, usize>,
}

static EMBEDDED: LazyLock<Everyday> = LazyLock::new(|| {
    let mut everyday = Everyday::default();
    let mut said = HashMap::new();
    for line in read::lines(include_str!("everyday.txt")).flatten() {
        everyday.add(line, &mut said);
    }
    for (content, meaning) in said {
        if let Some(meaning) = meaning {
            everyday.content.add(&content, meaning);
        }
    }
    let real = include_str!("everyday/real_words.txt").lines().filter(|line| !line.starts_with('#'));
    for words in real.chain(Filter::all().iter().map(|filter| filter.label())) {
        for word in fold(words).split_whitespace() {
            everyday.number(&stem(word));
        }
    }
    everyday
});

/// What phrases say without their small words, and what it means; nothing where two meanings are said alike.
type Said = HashMap<Vec<u32>, Option<usize>>;

impl Everyday {
    /// The dictionary of the program, read once.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The longest phrase that stands at the beginning of these stems, and how many of them it takes.
    ///
    /// `stems` are those of all words typed, stop words kept, in their order.
    pub fn longest(&self, stems: &[impl AsRef<str>]) -> Option<(usize, &Meaning)> {
        let numbers =
            || stems.iter().map(|stem| (self.stems.get(stem.as_ref()).copied(), is_stop(stem.as_ref())));
        let exact = self.exact.longest(numbers(), false);
        let content = self.content.longest(numbers(), true);
        let (taken, meaning) =
            if content.map(|(taken, _)| taken) > exact.map(|(taken, _)| taken) { content } else { exact }?;
        Some((taken, &self.meanings[meaning]))
    }

    /// The meaning of stems that are nothing but stop words: "AI" alone is an association, in "j’ai" it is nothing.
    pub fn alone(&self, stems: &[impl AsRef<str>]) -> Option<&Meaning> {
        let [stem] = stems else { return None };
        self.alone.get(stem.as_ref()).map(|&meaning| &self.meanings[meaning])
    }

    /// Whether a stem is that of a real word: it is never taken for a slip of another.
    pub fn knows(&self, stem: &str) -> bool {
        self.stems.contains_key(stem) || is_stop(stem)
    }

    /// The word of a phrase that a folded word of five letters and more is one slip away from, the first letter kept:
    /// its stem, and how it is written. None for a word that is known.
    pub fn slip_of(&self, word: &str) -> Option<(&str, &'static str)> {
        let (stem, first) = (stem(word), word.get(..1)?);
        if self.knows(&stem) {
            return None;
        }
        let near = self.words.range::<str, _>((Bound::Included(first), Bound::Unbounded));
        let near = near.take_while(|(one, _)| one.starts_with(first));
        let slips = near.filter(|(one, _)| one_slip(&stem, one) || one_slip(word, one));
        // A letter for another is likelier than a letter more or less.
        slips.min_by_key(|(one, _)| one.len().abs_diff(stem.len())).map(|(one, written)| (&**one, *written))
    }

    /// The shortest word that a folded word of four letters and more begins, and that says something alone: its stem,
    /// and how it is written.
    pub fn completion_of(&self, word: &str) -> Option<(&str, &'static str)> {
        let begun = beginning(word);
        if begun.len() < COMPLETED || self.knows(&stem(word)) {
            return None;
        }
        let from = self.words.range::<str, _>((Bound::Included(&*begun), Bound::Unbounded));
        let longer = from.take_while(|(one, _)| one.starts_with(&*begun));
        let alone = longer.filter(|(one, _)| self.longest(&[one]).is_some());
        alone.min_by_key(|(one, _)| one.len()).map(|(one, written)| (&**one, *written))
    }

    /// Every phrase as it is written, with its meaning; in the order of the file.
    pub fn phrases(&self) -> impl Iterator<Item = (&str, &Meaning)> {
        self.written.iter().map(|&(phrase, meaning)| (phrase, &self.meanings[meaning]))
    }

    fn add(&mut self, line: read::Line, said: &mut Said) {
        let meaning = self.meanings.len();
        for phrase in line.phrases {
            self.written.push((phrase, meaning));
            let folded = fold(phrase);
            let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let mut numbers = Vec::new();
            for (folded, written) in folded.split_whitespace().zip(words) {
                let stem = stem(folded);
                numbers.push((self.number(&stem), is_stop(&stem)));
                self.words.entry(stem.into()).or_insert(written);
            }
            let content: Vec<u32> =
                numbers.iter().filter(|(_, stop)| !stop).map(|(number, _)| *number).collect();
            if content.is_empty() && numbers.len() == 1 {
                self.alone.insert(folded.into(), meaning);
                continue;
            }
            if content.len() > 1 || content.len() == numbers.len() {
                let one = said.entry(content).or_insert(Some(meaning));
                *one = one.filter(|&before| before == meaning);
            }
            let all: Vec<u32> = numbers.into_iter().map(|(number, _)| number).collect();
            self.exact.add(&all, meaning);
        }
        for stem in line.meaning.words.iter().flatten() {
            self.number(stem);
        }
        self.meanings.push(line.meaning);
    }

    fn number(&mut self, stem: &str) -> u32 {
        let next = self.stems.len() as u32;
        *self.stems.entry(stem.into()).or_insert(next)
    }
}

#[cfg(test)]
mod tests;
