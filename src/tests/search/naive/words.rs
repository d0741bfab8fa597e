//! What a text asks for, and how well an offer holds it, said as plainly as can be.

use std::collections::{BTreeMap, BTreeSet};

use super::directory::Known;
use crate::domain::card::Words;
use crate::domain::filter::Filter;
use crate::search::everyday::{Everyday, Meaning};
use crate::search::fold;
use crate::search::stem::stem;
use crate::search::stop::is_stop;
use crate::search::traits::Traits;

/// In its name; in what it is; anywhere in it.
pub(super) const NAME: u32 = 0;
pub(super) const ABOUT: u32 = 1;
pub(super) const ANYWHERE: u32 = 2;

/// Words that a search looks at.
const TERMS: usize = 8;
/// Words that a beginning or a slip stands for, at most.
const INSTEAD: usize = 40;

/// The stems of some texts, each with the best place in which it stands; `written` takes the words.
pub(super) fn stems(texts: [&str; 3], written: &mut Vocabulary) -> BTreeMap<String, u32> {
    let mut stems = BTreeMap::new();
    for (text, place) in texts.into_iter().zip([NAME, ABOUT, ANYWHERE]) {
        for word in fold(text).split_whitespace().filter(|word| !is_stop(word)) {
            written.words.insert(word.to_owned());
            stems.entry(stem(word).into_owned()).or_insert(place);
        }
    }
    for stem in stems.keys() {
        *written.holders.entry(stem.clone()).or_default() += 1;
    }
    stems
}

/// The words that offers hold.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// As they are written.
    words: BTreeSet<String>,
    /// How many offers hold each stem.
    holders: BTreeMap<String, usize>,
}

impl Vocabulary {
    fn holds(&self, stem: &str) -> bool {
        self.holders.contains_key(stem)
    }

    fn beginning_with<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a String> {
        self.words.iter().filter(move |word| word.starts_with(start)).take(INSTEAD)
    }

    /// Words of which one is a slip, those that most offers hold first.
    fn slips_of(&self, word: &str) -> Vec<&String> {
        if word.chars().count() < 5 || word.bytes().any(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        let near = |one: &&String| one.chars().count() >= 4 && is_one_slip(word, one);
        let mut slips: Vec<&String> = self.words.iter().filter(near).take(INSTEAD).collect();
        slips.sort_by_key(|one| std::cmp::Reverse(self.holders[&*stem(one)]));
        slips
    }

    /// Some of the words, to ask for.
    pub fn some(&self, step: usize) -> impl Iterator<Item = &String> {
        self.words.iter().step_by(step.max(1))
    }
}

/// A letter more, less or other, or two swapped; the first is kept.
fn is_one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.first() != b.first() || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let without = |word: &[char], at: usize| [&word[..at], &word[at + 1..]].concat();
    if a.len() != b.len() {
        let (long, short) = if a.len() > b.len() { (&a, &b) } else { (&b, &a) };
        return (0..long.len()).any(|at| without(long, at) == *short);
    }
    let other = (0..a.len()).any(|at| without(&a, at) == without(&b, at));
    other
        || (1..a.len()).any(|at| {
            let mut swapped = a.clone();
            swapped.swap(at - 1, at);
            swapped == b
        })
}

/// A word or a phrase that is asked for.
pub(super) struct Term {
    /// Stems, of which any will do.
    stems: Vec<String>,
    meaning: Option<&'static Meaning>,
}

impl Term {
    /// The best place in which an offer holds it.
    fn place(&self, known: &Known) -> Option<u32> {
        let of = |stem: &String| known.stems.get(stem).copied();
        let by_word = self.stems.iter().filter_map(of).min();
        let Some(meaning) = self.meaning else { return by_word };
        let phrase = |words: &Vec<String>| -> Option<u32> {
            let places: Option<Vec<u32>> = words.iter().map(of).collect();
            places?.into_iter().max()
        };
        let by_phrase = meaning.words.iter().filter_map(phrase).min();
        let is = |filter: &Filter| known.traits.meets(Traits::of(*filter));
        let by_trait = meaning.filters.iter().any(is).then_some(ABOUT);
        [by_word, by_phrase, by_trait].into_iter().flatten().min()
    }
}

/// A text, understood.
#[derive(Default)]
pub(super) struct Asked {
    terms: Vec<Term>,
    pub corrected: Vec<(String, String)>,
}

impl Asked {
    pub fn new(text: &str, vocabulary: &Vocabulary) -> Self {
        let dictionary = Everyday::embedded();
        let folded = fold(text);
        let words: Vec<&str> = folded.split_whitespace().take(4 * TERMS).collect();
        let mut stems: Vec<String> = words.iter().map(|word| stem(word).into_owned()).collect();
        let mut asked = Self::default();
        // What no offer holds may be the beginning or a slip of a word that the dictionary knows.
        for (at, word) in words.iter().enumerate() {
            if dictionary.knows(&stems[at]) || vocabulary.holds(&stems[at]) {
                continue;
            }
            if at + 1 == words.len() {
                if vocabulary.beginning_with(word).next().is_some() {
                    continue;
                }
                if let Some((whole, _)) = dictionary.completion_of(word) {
                    stems[at] = whole.to_owned();
                    continue;
                }
            }
            if let Some((meant, written)) = dictionary.slip_of(word) {
                asked.corrected.push(((*word).to_owned(), written.to_owned()));
                stems[at] = meant.to_owned();
            }
        }
        let mut at = 0;
        while at < words.len() && asked.terms.len() < TERMS {
            if let Some((taken, meaning)) = dictionary.longest(&stems[at..]) {
                asked.terms.push(Term { stems: Vec::new(), meaning: Some(meaning) });
                at += taken;
                continue;
            }
            let again = |term: &Term| term.stems.first() == Some(&stems[at]);
            if !is_stop(words[at]) && !asked.terms.iter().any(again) {
                let term = asked.word(words[at], &stems[at], vocabulary);
                asked.terms.push(term);
            }
            at += 1;
        }
        if asked.terms.is_empty()
            && let Some(meaning) = dictionary.alone(&stems)
        {
            asked.terms.push(Term { stems: Vec::new(), meaning: Some(meaning) });
        }
        asked
    }

    fn word(&mut self, word: &str, typed: &str, vocabulary: &Vocabulary) -> Term {
        let mut stems = vec![typed.to_owned()];
        if !vocabulary.holds(typed) {
            if word.chars().count() >= 3 {
                stems.extend(vocabulary.beginning_with(word).map(|one| stem(one).into_owned()));
            }
            if stems.len() == 1 && !Everyday::embedded().knows(typed) {
                let slips = vocabulary.slips_of(word);
                self.corrected.extend(slips.first().map(|first| (word.to_owned(), (*first).clone())));
                stems.extend(slips.iter().map(|one| stem(one).into_owned()));
            }
        }
        Term { stems, meaning: None }
    }

    /// How strictly words can be wanted, strictest first.
    pub fn levels(&self) -> &'static [Words] {
        match self.terms.len() {
            0 | 1 => &[Words::All],
            2 => &[Words::All, Words::Any],
            _ => &[Words::All, Words::AllButOne, Words::Any],
        }
    }

    /// How well an offer holds as many of the words as wanted: all of these in one place, or in a better one.
    pub fn tier(&self, known: &Known, wanted: Words) -> Option<u32> {
        let needed = match wanted {
            Words::All => self.terms.len(),
            Words::AllButOne => self.terms.len() - 1,
            Words::Any => self.terms.len().min(1),
        };
        let places: Vec<u32> = self.terms.iter().filter_map(|term| term.place(known)).collect();
        [NAME, ABOUT, ANYWHERE]
            .into_iter()
            .find(|tier| places.iter().filter(|place| *place <= tier).count() >= needed)
    }
}
