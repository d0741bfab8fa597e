//! Which words offers hold, and which offers hold a word.

use std::collections::HashMap;
use std::sync::LazyLock;

use fst::automaton::{Automaton, Str};
use fst::{IntoStreamer, Map, Streamer};
use levenshtein_automata::LevenshteinAutomatonBuilder;
use roaring::RoaringBitmap;

use super::stem::stem;
use super::stop::is_stop;

/// Words that a beginning or a slip may stand for, at most.
const EXPANDED: usize = 40;
/// Letters from which a word may hold a slip.
const SLIP_LETTERS: usize = 5;

static ONE_SLIP: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));

/// How much a place in the offer says about it, most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Its name.
    Title,
    /// What it is: kind, themes, organisation, town.
    About,
    /// Its description and tasks.
    Body,
}

/// The offers that hold a word: each set holds the one before it, and is only kept where it is smaller.
#[derive(Debug, Default)]
pub(super) struct Holders {
    title: Option<RoaringBitmap>,
    about: Option<RoaringBitmap>,
    all: RoaringBitmap,
}

impl Holders {
    /// Those that hold it in their name.
    pub fn title(&self) -> &RoaringBitmap {
        self.title.as_ref().unwrap_or(self.about())
    }

    /// Those that hold it in what they are.
    pub fn about(&self) -> &RoaringBitmap {
        self.about.as_ref().unwrap_or(&self.all)
    }

    /// Those that hold it anywhere.
    pub fn all(&self) -> &RoaringBitmap {
        &self.all
    }
}

/// The same while offers are added.
#[derive(Debug, Default)]
struct Gathered {
    title: RoaringBitmap,
    about: RoaringBitmap,
    all: RoaringBitmap,
}

impl Gathered {
    fn finish(mut self, remap: impl Fn(&mut RoaringBitmap)) -> Holders {
        let title = (self.title.len() < self.about.len()).then_some(self.title);
        let about = (self.about.len() < self.all.len()).then_some(self.about);
        let mut holders = Holders { title, about, all: std::mem::take(&mut self.all) };
        let Holders { title, about, all } = &mut holders;
        title.iter_mut().chain(about).chain([all]).for_each(remap);
        holders
    }
}

/// The words of a segment.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Stem to place in `holders`.
    stems: HashMap<Box<str>, u32>,
    holders: Vec<Holders>,
    /// Word as written (folded) to place in `holders`, for beginnings and slips.
    written: Map<Vec<u8>>,
}

impl Vocabulary {
    /// The offers that hold a stem.
    pub fn holders(&self, stem: &str) -> Option<&Holders> {
        self.stems.get(stem).map(|at| &self.holders[*at as usize])
    }

    /// Words that begin with `prefix`.
    fn beginning_with(&self, prefix: &str, counts: impl Fn(&Holders) -> bool) -> Vec<String> {
        self.first(Str::new(prefix).starts_with(), |_, holders| counts(holders))
    }

    /// Words of five letters and more, one slip away (a letter more, less, other, or two swapped), first letter kept.
    fn one_slip_from(&self, word: &str, counts: impl Fn(&Holders) -> bool) -> Vec<String> {
        let letters = word.chars().count();
        let Some(first) = word.chars().next() else { return Vec::new() };
        if letters < SLIP_LETTERS || word.bytes().any(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        let slip = ONE_SLIP.build_dfa(word);
        let kept = first.to_string();
        let automaton = Str::new(&kept).starts_with().intersection(slip);
        self.first(automaton, |word, holders| word.chars().count() + 1 >= SLIP_LETTERS && counts(holders))
    }

    /// The first words that an automaton takes, of those that `counts`.
    fn first(&self, automaton: impl Automaton, counts: impl Fn(&str, &Holders) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        let mut words = self.written.search(automaton).into_stream();
        while let Some((word, at)) = words.next() {
            let word = String::from_utf8_lossy(word);
            if counts(&word, &self.holders[at as usize]) {
                found.push(word.into_owned());
            }
            if found.len() == EXPANDED {
                break;
            }
        }
        found
    }
}

/// The words of all parts of the directory, but for those that only offers hold which do not count any more.
#[derive(Debug)]
pub(super) struct Lexicon<'a>(pub Vec<(&'a Vocabulary, &'a RoaringBitmap)>);

impl Lexicon<'_> {
    /// How many offers hold a stem.
    pub fn held(&self, stem: &str) -> u64 {
        let holders = self.0.iter().filter_map(|(part, stale)| Some((part.holders(stem)?, stale)));
        holders.map(|(holders, stale)| holders.all.difference_len(stale)).sum()
    }

    /// Whether an offer holds a stem.
    pub fn holds(&self, stem: &str) -> bool {
        self.0.iter().any(|(part, stale)| part.holders(stem).is_some_and(|one| counts(one, stale)))
    }

    /// Words that begin with `prefix`.
    pub fn beginning_with(&self, prefix: &str) -> Vec<String> {
        self.together(|part, stale| part.beginning_with(prefix, |holders| counts(holders, stale)))
    }

    /// Words of five letters and more, one slip away, first letter kept.
    pub fn one_slip_from(&self, word: &str) -> Vec<String> {
        self.together(|part, stale| part.one_slip_from(word, |holders| counts(holders, stale)))
    }

    fn together(&self, of: impl Fn(&Vocabulary, &RoaringBitmap) -> Vec<String>) -> Vec<String> {
        let mut words: Vec<String> = self.0.iter().flat_map(|(part, stale)| of(part, stale)).collect();
        words.sort_unstable();
        words.dedup();
        words.truncate(EXPANDED);
        words
    }
}

/// Whether one of the holders of a word still counts.
fn counts(holders: &Holders, stale: &RoaringBitmap) -> bool {
    stale.is_empty() || !holders.all.is_subset(stale)
}

/// A vocabulary while offers are added.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    stems: HashMap<Box<str>, u32>,
    holders: Vec<Gathered>,
    /// The last offer that held each word, so that the field that says most counts.
    last: Vec<u32>,
    written: HashMap<Box<str>, Option<u32>>,
}

impl Gathering {
    /// Adds the words of a folded text to an offer; offers come in ascending order, fields from the one that says most.
    pub fn add(&mut self, offer: u32, folded: &str, field: Field) {
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            let at = match self.written.get(word) {
                Some(at) => *at,
                None => self.learn(word),
            };
            let Some(at) = at else { continue };
            let last = &mut self.last[at as usize];
            if *last == offer {
                continue;
            }
            *last = offer;
            let Gathered { title, about, all } = &mut self.holders[at as usize];
            _ = all.try_push(offer);
            if field != Field::Body {
                _ = about.try_push(offer);
            }
            if field == Field::Title {
                _ = title.try_push(offer);
            }
        }
    }

    fn learn(&mut self, word: &str) -> Option<u32> {
        let at = (!is_stop(word)).then(|| {
            let stem = stem(word);
            match self.stems.get(&*stem) {
                Some(at) => *at,
                None => {
                    let at = self.holders.len() as u32;
                    self.stems.insert(stem.into(), at);
                    self.holders.push(Gathered::default());
                    self.last.push(u32::MAX);
                    at
                }
            }
        });
        self.written.insert(word.into(), at);
        at
    }

    /// The vocabulary, ready to be asked; `remap` gives the offers of a set their new places.
    pub fn finish(mut self, remap: impl Fn(&mut RoaringBitmap)) -> Vocabulary {
        let holders = self.holders.into_iter().map(|gathered| gathered.finish(&remap)).collect();
        let mut written: Vec<(Box<str>, u64)> =
            self.written.into_iter().filter_map(|(word, at)| Some((word, u64::from(at?)))).collect();
        written.sort_unstable();
        // Sorted and each once: the only way in which it could fail.
        let written =
            Map::from_iter(written.iter().map(|(word, at)| (word.as_bytes(), *at))).unwrap_or_default();
        self.stems.shrink_to_fit();
        Vocabulary { stems: self.stems, holders, written }
    }
}
