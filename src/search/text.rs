//! From what was typed to the offers that hold it.

use roaring::{MultiOps, RoaringBitmap};

use super::everyday::{Everyday, Meaning};
use super::fold::fold;
use super::segment::Segment;
use super::stem::stem;
use super::stop::is_stop;
use super::vocabulary::{Holders, Vocabulary};
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
    /// Words of the directory that it begins, or from which it is one slip away, where nothing else is known of it.
    instead: Vec<String>,
}

/// What was typed, understood.
#[derive(Debug, Default)]
pub(super) struct Asked {
    terms: Vec<Term>,
    /// Words taken for a slip, each with what was looked for.
    pub corrected: Vec<(String, String)>,
}

/// The offers of a segment that hold what was asked; each set holds the one before it.
#[derive(Debug, Clone)]
pub(super) struct Matches {
    /// Every word stands in the name.
    pub title: RoaringBitmap,
    /// Every word says what the offer is.
    pub about: RoaringBitmap,
    /// Every word stands somewhere.
    pub all: RoaringBitmap,
}

impl Asked {
    /// Understands a text, as far as the words of the directory allow.
    pub fn new(text: &str, vocabularies: &[&Vocabulary]) -> Self {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(4 * TERMS).collect();
        let mut stems: Vec<String> = words.iter().map(|word| stem(word).into_owned()).collect();
        let dictionary = Everyday::embedded();
        let mut asked = Self::default();
        for (at, word) in words.iter().enumerate() {
            let last = at + 1 == words.len();
            if let Some((meant, slip)) = meant_by(word, &stems[at], last, vocabularies) {
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
                asked.word(words[at], &stems[at], vocabularies);
            }
            at += 1;
        }
        if let (true, Some(meaning)) = (asked.is_empty(), dictionary.alone(&stems)) {
            asked.terms.push(Term { meaning: Some(meaning), ..Term::default() });
        }
        asked
    }

    fn word(&mut self, word: &str, stem: &str, vocabularies: &[&Vocabulary]) {
        let mut term = Term { stem: Some(stem.to_owned()), ..Term::default() };
        if !vocabularies.iter().any(|one| one.holders(stem).is_some()) {
            if word.chars().count() >= BEGINNING {
                term.instead = vocabularies.iter().flat_map(|one| one.beginning_with(word)).collect();
            }
            if term.instead.is_empty() && !Everyday::embedded().knows(stem) {
                term.instead = vocabularies.iter().flat_map(|one| one.one_slip_from(word)).collect();
                // What most offers hold is most likely what was meant.
                let held = |word: &String| {
                    let holders = vocabularies.iter().filter_map(|one| one.holders_of_written(word));
                    std::cmp::Reverse(holders.map(Holders::len).sum::<u64>())
                };
                term.instead.sort_unstable();
                term.instead.dedup();
                term.instead.sort_by_key(held);
                if let Some(first) = term.instead.first() {
                    self.corrected.push((word.to_owned(), first.clone()));
                }
            }
        }
        self.terms.push(term);
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
    pub fn matches(&self, segment: &Segment, wanted: Words) -> Option<Matches> {
        if self.is_empty() {
            return None;
        }
        let each: Vec<Matches> = self.terms.iter().map(|term| term.matches(segment)).collect();
        let together = |which: fn(&Matches) -> &RoaringBitmap| match wanted {
            Words::All => each.iter().map(which).intersection(),
            Words::AllButOne => {
                let without = (0..each.len()).map(|left_out| {
                    let others = each.iter().enumerate().filter(|(at, _)| *at != left_out);
                    others.map(|(_, one)| which(one)).intersection()
                });
                without.collect::<Vec<_>>().union()
            }
            Words::Any => each.iter().map(which).union(),
        };
        Some(Matches {
            title: together(|one| &one.title),
            about: together(|one| &one.about),
            all: together(|one| &one.all),
        })
    }
}

/// The word of the dictionary that is meant by a word which no offer holds: the one that it begins, where it is the
/// last and may not be whole, or the one of which it is a slip, with how that is written.
fn meant_by(
    word: &str,
    stem: &str,
    last: bool,
    vocabularies: &[&Vocabulary],
) -> Option<(&'static str, Option<&'static str>)> {
    let dictionary = Everyday::embedded();
    if dictionary.knows(stem) || vocabularies.iter().any(|one| one.holders(stem).is_some()) {
        return None;
    }
    if last {
        if vocabularies.iter().any(|one| !one.beginning_with(word).is_empty()) {
            return None;
        }
        if let Some((whole, _)) = dictionary.completion_of(word) {
            return Some((whole, None));
        }
    }
    dictionary.slip_of(word).map(|(meant, written)| (meant, Some(written)))
}

impl Term {
    fn matches(&self, segment: &Segment) -> Matches {
        let vocabulary = &segment.vocabulary;
        let holders = self.stem.as_ref().and_then(|stem| vocabulary.holders(stem));
        let mut matches = holders.map_or_else(Matches::none, Matches::of);
        for word in &self.instead {
            if let Some(holders) = vocabulary.holders_of_written(word) {
                matches.add(&Matches::of(holders));
            }
        }
        if let Some(meaning) = self.meaning {
            for filter in &meaning.filters {
                matches.about |= &segment.values[filter.index()];
            }
            for phrase in &meaning.words {
                let said = Matches::phrase(phrase, vocabulary);
                matches.add(&said);
            }
            matches.all |= &matches.about;
        }
        matches
    }
}

impl Matches {
    fn none() -> Self {
        Self { title: RoaringBitmap::new(), about: RoaringBitmap::new(), all: RoaringBitmap::new() }
    }

    fn of(holders: &Holders) -> Self {
        let about = &holders.title | &holders.about;
        let all = &about | &holders.body;
        Self { title: holders.title.clone(), about, all }
    }

    fn phrase(stems: &[String], vocabulary: &Vocabulary) -> Self {
        let each: Vec<Self> =
            stems.iter().map(|stem| vocabulary.holders(stem).map_or_else(Self::none, Self::of)).collect();
        Self {
            title: each.iter().map(|one| &one.title).intersection(),
            about: each.iter().map(|one| &one.about).intersection(),
            all: each.iter().map(|one| &one.all).intersection(),
        }
    }

    fn add(&mut self, other: &Self) {
        self.title |= &other.title;
        self.about |= &other.about;
        self.all |= &other.all;
    }
}
