//! From what was typed to the offers that hold it.

use super::everyday::{Everyday, Meaning};
use super::fold::fold;
use super::matches::{Held, Matches};
use super::segment::Segment;
use super::stem::stem;
use super::stop::is_stop;
use super::vocabulary::{Holders, Lexicon};
use crate::domain::card::Words;

/// Words that a search looks at; what follows is left out.
const TERMS: usize = 8;
/// Letters from which a word may be the beginning of another.
const BEGINNING: usize = 3;

/// A word, or a phrase of the everyday dictionary.
#[derive(Debug, Default)]
struct Term {
    /// Its stem; none where the dictionary says what is meant.
    stem: Option<String>,
    /// What it means.
    meaning: Option<&'static Meaning>,
    /// Stems of words that it begins, or from which it is one slip away, where nothing else is known of it.
    instead: Vec<String>,
}

/// What was typed, understood.
#[derive(Debug, Default)]
pub(super) struct Asked {
    terms: Vec<Term>,
    /// Words taken for a slip, each with what was looked for.
    pub corrected: Vec<(String, String)>,
}

impl Asked {
    /// Understands a text, as far as the words of the directory allow.
    pub fn new(text: &str, lexicon: &Lexicon<'_>) -> Self {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(4 * TERMS).collect();
        let mut stems: Vec<String> = words.iter().map(|word| stem(word).into_owned()).collect();
        let dictionary = Everyday::embedded();
        let mut asked = Self::default();
        for (at, word) in words.iter().enumerate() {
            let last = at + 1 == words.len();
            if let Some((meant, slip)) = meant_by(word, &stems[at], last, lexicon) {
                asked.corrected.extend(slip.map(|written| ((*word).to_owned(), written.to_owned())));
                stems[at] = meant.to_owned();
            }
        }
        let mut at = 0;
        while at < words.len() && asked.terms.len() < TERMS {
            if let Some((taken, meaning)) = dictionary.longest(&stems[at..]) {
                asked.terms.push(Term { meaning: Some(meaning), ..Term::default() });
                at += taken.max(1);
                continue;
            }
            if !is_stop(words[at]) && !asked.terms.iter().any(|term| term.stem.as_ref() == Some(&stems[at])) {
                asked.word(words[at], &stems[at], lexicon);
            }
            at += 1;
        }
        if let (true, Some(meaning)) = (asked.is_empty(), dictionary.alone(&stems)) {
            asked.terms.push(Term { meaning: Some(meaning), ..Term::default() });
        }
        asked
    }

    fn word(&mut self, word: &str, typed: &str, lexicon: &Lexicon<'_>) {
        let mut instead = Vec::new();
        if !lexicon.holds(typed) {
            if word.chars().count() >= BEGINNING {
                instead = lexicon.beginning_with(word);
            }
            if instead.is_empty() && !Everyday::embedded().knows(typed) {
                instead = lexicon.one_slip_from(word);
                // What most offers hold is most likely what was meant.
                instead.sort_by_key(|word| std::cmp::Reverse(lexicon.held(&stem(word))));
                self.corrected.extend(instead.first().map(|first| (word.to_owned(), first.clone())));
            }
        }
        let instead = instead.iter().map(|word| stem(word).into_owned()).collect();
        self.terms.push(Term { stem: Some(typed.to_owned()), instead, ..Term::default() });
    }

    /// Whether nothing was asked for in words.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// How strictly words can be wanted, strictest first.
    pub fn levels(&self) -> &'static [Words] {
        match self.terms.len() {
            0 | 1 => &[Words::All],
            2 => &[Words::All, Words::Any],
            _ => &[Words::All, Words::AllButOne, Words::Any],
        }
    }

    /// The offers of a segment that hold as many of the words as wanted; nothing where no word was asked for.
    pub fn matches<'s>(&self, segment: &'s Segment, wanted: Words) -> Option<Matches<'s>> {
        let terms: Vec<Held<'s>> = self.terms.iter().map(|term| term.held(segment)).collect();
        let needed = match wanted {
            Words::All => terms.len(),
            Words::AllButOne => terms.len().saturating_sub(1),
            Words::Any => 1,
        };
        (!terms.is_empty()).then(|| Matches::new(terms, needed))
    }
}

/// The word of the dictionary that is meant by a word which no offer holds: the one that it begins, where it is the
/// last and may not be whole, or the one of which it is a slip, with how that is written.
fn meant_by(
    word: &str,
    stem: &str,
    last: bool,
    lexicon: &Lexicon<'_>,
) -> Option<(&'static str, Option<&'static str>)> {
    let dictionary = Everyday::embedded();
    if dictionary.knows(stem) || lexicon.holds(stem) {
        return None;
    }
    if last {
        if !lexicon.beginning_with(word).is_empty() {
            return None;
        }
        if let Some((whole, _)) = dictionary.completion_of(word) {
            return Some((whole, None));
        }
    }
    dictionary.slip_of(word).map(|(meant, written)| (meant, Some(written)))
}

impl Term {
    /// The sets of offers that hold it.
    fn held<'s>(&self, segment: &'s Segment) -> Held<'s> {
        let vocabulary = &segment.vocabulary;
        let stem = self.stem.as_ref().and_then(|stem| vocabulary.holders(stem));
        let instead = self.instead.iter().filter_map(|stem| vocabulary.holders(stem));
        let mut held = Held::default();
        let mut last: Option<&Holders> = None;
        for holders in stem.into_iter().chain(instead) {
            if !last.is_some_and(|last| std::ptr::eq(last, holders)) {
                held.add(&[holders]);
            }
            last = Some(holders);
        }
        if let Some(meaning) = self.meaning {
            for phrase in &meaning.words {
                let words: Option<Vec<&Holders>> =
                    phrase.iter().map(|stem| vocabulary.holders(stem)).collect();
                held.add(words.as_deref().unwrap_or_default());
            }
            for filter in &meaning.filters {
                held.is(&segment.values[filter.index()]);
            }
        }
        held
    }
}
