//! Folded names in one buffer, and how well a typed name matches each.

mod beginnings;
mod matching;

pub(super) use matching::{Match, Typed};

use crate::search::typo::one_slip;
use beginnings::Beginnings;
use matching::{initials, letters, matching};

/// Fewest letters that are looked for inside words.
const SHORTEST_INSIDE: usize = 3;

/// A name to be found by: folded, with what in front of it may be left out ("le ", "ca de "), in bytes.
pub(super) struct Name {
    pub folded: String,
    pub front: usize,
}

/// The folded names, in the order in which they were given.
pub(super) struct Names {
    /// A line feed after each: what is looked for inside a name must not run into the next.
    buffer: String,
    /// Where each name begins in the buffer; one more at the end.
    starts: Vec<u32>,
    /// Length of what may be left out in front of each name.
    fronts: Vec<u8>,
    /// Letters of each name, one bit a letter: most names are ruled out by it.
    letters: Vec<u32>,
    /// First letters of the words of each name, likewise.
    initials: Vec<u32>,
    /// Length of the city's name at the beginning of an arrondissement's; 0 for all others.
    cities: Vec<u8>,
    beginnings: Beginnings,
}

impl Names {
    pub fn new(named: impl Iterator<Item = Name>) -> Self {
        let mut names = Self {
            buffer: String::new(),
            starts: Vec::new(),
            fronts: Vec::new(),
            letters: Vec::new(),
            initials: Vec::new(),
            cities: Vec::new(),
            beginnings: Beginnings::default(),
        };
        for Name { folded, front } in named {
            names.starts.push(names.buffer.len() as u32);
            names.fronts.push(u8::try_from(front).unwrap_or(0));
            names.letters.push(letters(&folded));
            names.initials.push(initials(&folded));
            let city = if folded.ends_with(" arrondissement") { folded.find(' ').unwrap_or(0) } else { 0 };
            names.cities.push(u8::try_from(city).unwrap_or(0));
            names.buffer.push_str(&folded);
            names.buffer.push('\n');
        }
        names.starts.push(names.buffer.len() as u32);
        names.beginnings = Beginnings::new(&names);
        names
    }

    fn len(&self) -> usize {
        self.letters.len()
    }

    fn name(&self, at: u32) -> &str {
        let at = at as usize;
        &self.buffer[self.starts[at] as usize..self.starts[at + 1] as usize - 1]
    }

    /// Every name that one of the typed ones matches without a slip, with the best of its kinds, each once. Names that
    /// only hold it inside are looked for where there are fewer than `enough` others.
    pub fn find(&self, typed: &[Typed<'_>], enough: usize) -> Vec<(Match, u32)> {
        let mut found = Found::new(self.len());
        for typed in typed {
            for (kind, at) in self.beginnings.whole(self, &typed.squeezed) {
                if self.shows(at, typed) {
                    found.add(kind, at);
                }
            }
            let one_word = !typed.name.contains(' ');
            for at in self.beginnings.rarest_word(self, typed.name) {
                let matches = || matching(self.name(at), self.fronts[at as usize], typed);
                let kind = if one_word { Some(Match::Words) } else { matches() };
                if let Some(kind) = kind.filter(|_| self.shows(at, typed)) {
                    found.add(kind, at);
                }
            }
        }
        if found.order.len() < enough {
            typed.iter().for_each(|typed| self.inside(typed, &mut found));
        }
        found.into_hits()
    }

    /// Every name that one of the typed ones matches with one slip in one word, each once.
    pub fn find_slipping(&self, typed: &[Typed<'_>]) -> Vec<(Match, u32)> {
        let mut found = Found::new(self.len());
        for typed in typed {
            let alike = self.beginnings.alike(self, typed.name);
            for at in alike {
                if let Some(kind) = self.slipping(at, typed, false) {
                    found.add(kind, at);
                }
            }
        }
        found.into_hits()
    }

    fn inside(&self, typed: &Typed<'_>, found: &mut Found) {
        if typed.name.len() < SHORTEST_INSIDE {
            return;
        }
        let mut at = 0;
        for offset in memchr::memmem::find_iter(self.buffer.as_bytes(), typed.name) {
            while self.starts[at + 1] as usize <= offset {
                at += 1;
            }
            if self.shows(at as u32, typed) {
                found.add(Match::Inside, at as u32);
            }
        }
    }

    /// Arrondissements show once their city is typed: else fifteen of them would bury Parthenay.
    fn shows(&self, at: u32, typed: &Typed<'_>) -> bool {
        let city = self.cities[at as usize] as usize;
        city == 0 || typed.name.starts_with(&self.name(at)[..city])
    }

    /// How the name at this position matches a typed one, without slips.
    pub fn matching(&self, at: u32, typed: &Typed<'_>) -> Option<Match> {
        if typed.letters & !self.letters[at as usize] != 0 || !self.shows(at, typed) {
            return None;
        }
        matching(self.name(at), self.fronts[at as usize], typed)
    }

    /// How the city of the arrondissement at this position matches, or else the name itself.
    pub fn matching_city(&self, at: u32, typed: &Typed<'_>) -> Option<Match> {
        let city = self.cities[at as usize] as usize;
        if city > 0 { matching(&self.name(at)[..city], 0, typed) } else { self.matching(at, typed) }
    }

    /// How the name at this position matches a typed one, with one slip in one word.
    ///
    /// Of an arrondissement, the city's name is compared, and only if `quarter` says that a code asks for it.
    pub fn slipping(&self, at: u32, typed: &Typed<'_>, quarter: bool) -> Option<Match> {
        // One slip puts at most one foreign letter in the typed name, and spares the initials.
        let foreign = (typed.letters & !self.letters[at as usize]).count_ones();
        if foreign > 1 || typed.initials & !self.initials[at as usize] != 0 {
            return None;
        }
        let name = match self.cities[at as usize] as usize {
            0 => self.name(at),
            _ if !quarter => return None,
            city => &self.name(at)[..city],
        };
        if one_slip(typed.name, name) {
            return Some(Match::Slip);
        }
        let mut words = name.split(' ');
        let mut slipped = false;
        let all = typed.name.split(' ').all(|t| {
            words.any(|word| {
                let slip = !word.starts_with(t) && !slipped && one_slip(t, word);
                slipped |= slip;
                slip || word.starts_with(t)
            })
        });
        (all && slipped).then_some(Match::SlipInPart)
    }
}

/// What was found so far: each position once, with its best kind.
struct Found {
    best: Vec<Option<Match>>,
    order: Vec<u32>,
}

impl Found {
    fn new(names: usize) -> Self {
        Self { best: vec![None; names], order: Vec::new() }
    }

    fn add(&mut self, kind: Match, at: u32) {
        match &mut self.best[at as usize] {
            Some(best) => *best = kind.min(*best),
            none => {
                *none = Some(kind);
                self.order.push(at);
            }
        }
    }

    fn into_hits(self) -> Vec<(Match, u32)> {
        self.order.into_iter().filter_map(|at| Some((self.best[at as usize]?, at))).collect()
    }
}
