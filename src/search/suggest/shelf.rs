//! Names of one kind, found by the beginnings of their words.
//!
//! Names come in the order of their worth, and their numbers say it: of two names that match as well, the lower number is
//! the better. So the best of a list are its first, whatever its length, and a search costs no more than its bounds.

use std::collections::{BTreeSet, HashMap};

use super::lists::{Lists, MOST};
use super::sought::Sought;
use super::typed::{Typed, letters, words};
use super::vocabulary::Vocabulary;
use crate::search::fold::{after, article, fold};
use crate::search::texts::Texts;

/// Words kept of a name.
const WORDS: usize = 12;
/// Names read one by one, where a typed word is rare enough to read all that hold it.
const RARE: usize = 8_192;
/// Names read one by one, the best first, where every typed word is common.
const COMMON: usize = 24_576;
/// Names read further when as many as are wanted hold the beginnings of every word.
const FURTHER: usize = 4_096;
/// Names read that begin with the typed letters.
const BEGUN: usize = 2_048;

/// Words in which a slip is looked for, one after the other.
const TRIES: usize = 3;

/// How well a name fits what was typed, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// It is the whole name.
    Whole,
    /// The name begins with it, to the end of a word.
    Opening,
    /// Each typed word is one of the name's.
    Words,
    /// The name begins with it.
    Start,
    /// Each typed word begins one of the name's.
    Beginnings,
    /// The same, with one slip.
    Slip,
}

/// What is put on a shelf.
pub(super) struct Item<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Words that it is found by too: its town.
    pub also: &'a str,
    /// What is kept beside the name.
    pub note: String,
}

/// Names, their notes, and where their words stand.
pub(super) struct Shelf {
    /// Name, line feed, note.
    texts: Texts,
    vocabulary: Vocabulary,
    /// The words of each name.
    words: Lists,
    /// The names of each word.
    names: Lists,
    /// The names, by their letters.
    sorted: Box<[u32]>,
}

impl Shelf {
    /// These items, the best first; those beyond sixteen millions are left out.
    pub fn new<'a>(items: impl Iterator<Item = Item<'a>>) -> Self {
        let mut texts = Texts::default();
        let mut numbers: HashMap<Box<str>, u32> = HashMap::new();
        let mut of_names: Vec<Vec<u32>> = Vec::new();
        let mut keys: Vec<Box<str>> = Vec::new();
        for item in items.take(MOST) {
            let folded = fold(item.name);
            let also = fold(item.also);
            let mut known: Vec<u32> = Vec::new();
            for word in words(&folded).chain(words(&also)) {
                let next = numbers.len() as u32;
                let number = *numbers.entry(word.into()).or_insert(next);
                if known.len() < WORDS && !known.contains(&number) {
                    known.push(number);
                }
            }
            of_names.push(known);
            keys.push(letters(&folded).into());
            texts.push(&format!("{}\n{}", item.name.replace('\n', " "), item.note));
        }
        texts.shrink();
        let mut alphabet: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        alphabet.sort_unstable();
        let mut places = vec![0; alphabet.len()];
        for (place, (_, number)) in (0..).zip(&alphabet) {
            places[*number as usize] = place;
        }
        let vocabulary = Vocabulary::new(alphabet.iter().map(|(word, _)| &**word));
        let words = Lists::new(
            of_names.into_iter().map(|list| list.into_iter().map(|number| places[number as usize])),
        );
        let mut sorted: Vec<u32> = (0..keys.len() as u32).collect();
        sorted.sort_by(|a, b| keys[*a as usize].cmp(&keys[*b as usize]));
        Self { names: words.inverted(vocabulary.len()), texts, vocabulary, words, sorted: sorted.into() }
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// A name.
    pub fn name(&self, at: u32) -> &str {
        self.parts(at).0
    }

    /// What is kept beside a name.
    pub fn note(&self, at: u32) -> &str {
        self.parts(at).1
    }

    fn parts(&self, at: u32) -> (&str, &str) {
        let text = self.texts.get(at);
        text.split_once('\n').unwrap_or((text, ""))
    }

    /// Bytes in memory: of the names, and of all the rest.
    pub fn bytes(&self) -> (usize, usize) {
        let all = 0..self.len() as u32;
        let texts = all.fold((0, 0), |(names, notes), at| {
            let (name, note) = self.parts(at);
            (names + name.len(), notes + 1 + note.len())
        });
        // Four bytes for where a text ends, four for its place in the alphabet.
        let rest = texts.1 + self.len() * 8;
        (texts.0, rest + self.vocabulary.bytes() + self.words.bytes() + self.names.bytes())
    }

    /// The `most` names that fit best, without a slip.
    pub fn find(&self, typed: &Typed, most: usize) -> Vec<(Fit, u32)> {
        let mut found = self.starting(&typed.letters, most);
        let sought: Vec<Sought> =
            typed.words.iter().map(|word| Sought::new(&self.vocabulary, word)).collect();
        let (whole, begun) = self.holding(&sought, most);
        found.extend(whole.iter().chain(&begun));
        let fit = |at: u32| {
            let folded = fold(self.name(at));
            match after(&folded[article(&folded)..], &typed.letters) {
                Some("") => Fit::Whole,
                Some(rest) if rest.starts_with(' ') => Fit::Opening,
                _ if whole.contains(&at) => Fit::Words,
                Some(_) => Fit::Start,
                None => Fit::Beginnings,
            }
        };
        best(found.into_iter().map(|at| (fit(at), at)), most)
    }

    /// The `most` best names that fit with one slip, in the words that need one.
    pub fn find_slipping(&self, typed: &Typed, most: usize) -> Vec<(Fit, u32)> {
        let straight: Vec<Sought> =
            typed.words.iter().map(|word| Sought::new(&self.vocabulary, word)).collect();
        let slips = |at: usize| Sought::slipping(&self.vocabulary, &typed.words[at]);
        let mut tries: Vec<Vec<Sought>> = Vec::new();
        if straight.iter().any(Sought::is_empty) {
            let mend = |(at, one): (usize, &Sought)| if one.is_empty() { slips(at) } else { one.clone() };
            tries.push(straight.iter().enumerate().map(mend).collect());
        } else {
            // Each word is known, yet no name holds them all: one of the longest is not the word that was meant.
            let mut longest: Vec<usize> = (0..straight.len()).collect();
            longest.sort_by_key(|at| std::cmp::Reverse(typed.words[*at].len()));
            for at in longest.into_iter().take(TRIES) {
                let mut mended = straight.clone();
                mended[at] = slips(at);
                tries.push(mended);
            }
        }
        let found = tries.iter().flat_map(|sought| self.holding(sought, most).1);
        best(found.map(|at| (Fit::Slip, at)), most)
    }

    /// The best names that begin with these letters; those that end there in any case.
    fn starting(&self, typed: &str, most: usize) -> BTreeSet<u32> {
        if typed.is_empty() {
            return BTreeSet::new();
        }
        let key = |at: &u32| letters(&fold(self.name(*at)));
        let from = self.sorted.partition_point(|at| key(at).as_str() < typed);
        let count = self.sorted[from..].partition_point(|at| key(at).starts_with(typed));
        let range = &self.sorted[from..from + count];
        let whole = range.iter().take(most).take_while(|at| key(at) == typed).copied();
        whole.chain(lowest(range.iter().take(BEGUN).copied(), most)).collect()
    }

    /// The best names that hold every word: with each of them whole, and with their beginnings.
    fn holding(&self, sought: &[Sought], most: usize) -> (Vec<u32>, Vec<u32>) {
        let (mut whole, mut begun) = (Lowest::new(most), Lowest::new(most));
        let holders = |one: &Sought| one.ranges.clone().into_iter().flat_map(|range| self.names.of(range));
        let count =
            |one: &&Sought| one.ranges.iter().map(|range| self.names.count(range.clone())).sum::<usize>();
        let Some(rarest) = sought.iter().min_by_key(count) else { return Default::default() };
        if let [one] = sought {
            // All that hold the word fit: there is nothing to read.
            one.whole
                .into_iter()
                .flat_map(|word| self.names.get(word).take(most))
                .for_each(|at| whole.add(at));
            holders(one).for_each(|at| begun.add(at));
            return (whole.into(), begun.into());
        }
        let rare = count(&rarest) <= RARE;
        let of_rarest = rare.then(|| holders(rarest)).into_iter().flatten();
        let best = (!rare).then_some(0..self.len().min(COMMON) as u32).into_iter().flatten();
        // The best come first. Once there are enough, only what holds every word whole could still come before them.
        let mut further = if sought.iter().all(|one| one.whole.is_some()) { FURTHER } else { 0 };
        for at in of_rarest.chain(best) {
            match self.holds(at, sought) {
                Some(true) => whole.add(at),
                Some(false) => begun.add(at),
                None => {}
            }
            if !rare && whole.is_full() {
                break;
            }
            if !rare && begun.is_full() {
                match further.checked_sub(1) {
                    Some(left) => further = left,
                    None => break,
                }
            }
        }
        (whole.into(), begun.into())
    }

    /// Whether a name holds every word; whether each is whole.
    fn holds(&self, at: u32, sought: &[Sought]) -> Option<bool> {
        sought.iter().try_fold(true, |whole, one| {
            let mut begun = false;
            for word in self.words.get(at) {
                if one.whole == Some(word) {
                    return Some(whole);
                }
                begun |= one.fits(word);
            }
            begun.then_some(false)
        })
    }
}

/// The `most` best, each once.
fn best(found: impl Iterator<Item = (Fit, u32)>, most: usize) -> Vec<(Fit, u32)> {
    let sorted: BTreeSet<(Fit, u32)> = found.collect();
    let mut known = BTreeSet::new();
    sorted.into_iter().filter(|(_, at)| known.insert(*at)).take(most).collect()
}

/// The `most` lowest numbers, each once, in order.
fn lowest(numbers: impl Iterator<Item = u32>, most: usize) -> Vec<u32> {
    let mut lowest = Lowest::new(most);
    numbers.for_each(|number| lowest.add(number));
    lowest.into()
}

/// The lowest numbers met so far.
struct Lowest {
    most: usize,
    sorted: Vec<u32>,
}

impl Lowest {
    fn new(most: usize) -> Self {
        Self { most, sorted: Vec::with_capacity(most + 1) }
    }

    fn is_full(&self) -> bool {
        self.sorted.len() == self.most
    }

    fn add(&mut self, number: u32) {
        if self.is_full() && self.sorted.last().is_none_or(|last| *last <= number) {
            return;
        }
        if let Err(place) = self.sorted.binary_search(&number) {
            self.sorted.insert(place, number);
            self.sorted.truncate(self.most);
        }
    }
}

impl From<Lowest> for Vec<u32> {
    fn from(lowest: Lowest) -> Self {
        lowest.sorted
    }
}
