//! Folded names in one buffer, and how well a typed name matches each.

use super::query::canonical;
use crate::domain::territory::Commune;
use crate::search::fold::fold;
use crate::search::typo::one_slip;

/// How a name matches, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// The whole name; spaces do not count ("saintetienne").
    Whole,
    /// The whole name but its article: "havre" for Le Havre. Ranks as a prefix: Le Mans before Mansle, Le Saint after
    /// all that begins with "saint".
    WithoutArticle,
    /// The beginning, with or without the article.
    Prefix,
    /// Beginnings of words, in their order: "jean de luz", "villeneuve asc".
    Words,
    /// Somewhere inside; three letters at least.
    Inside,
    /// The whole name with one slip.
    Slip,
    /// A part of the name with one slip.
    SlipInPart,
}

impl Match {
    /// The kind that counts for the order.
    pub fn rank(self) -> Self {
        if self == Self::WithoutArticle { Self::Prefix } else { self }
    }
}

/// Fewest letters that are looked for inside words.
const SHORTEST_INSIDE: usize = 3;

/// The folded names, in the order of the communes.
pub(super) struct Names {
    buffer: String,
    /// Where each name begins in the buffer; one more at the end.
    starts: Vec<u32>,
    /// Letters of each name, one bit a letter: most names are ruled out by it.
    letters: Vec<u32>,
    /// First letters of the words of each name, likewise.
    initials: Vec<u32>,
    /// Length of the city's name at the beginning of an arrondissement's; 0 for a commune.
    cities: Vec<u8>,
}

impl Names {
    pub fn new(communes: &[Commune]) -> Self {
        let mut names = Self {
            buffer: String::with_capacity(communes.len() * 16),
            starts: Vec::with_capacity(communes.len() + 1),
            letters: Vec::with_capacity(communes.len()),
            initials: Vec::with_capacity(communes.len()),
            cities: Vec::with_capacity(communes.len()),
        };
        for commune in communes {
            let name = canonical(&fold(&commune.name));
            names.starts.push(names.buffer.len() as u32);
            names.letters.push(letters(&name));
            names.initials.push(initials(&name));
            let city = if name.ends_with(" arrondissement") { name.find(' ').unwrap_or(0) } else { 0 };
            names.cities.push(u8::try_from(city).unwrap_or(0));
            names.buffer.push_str(&name);
        }
        names.starts.push(names.buffer.len() as u32);
        names
    }

    pub fn len(&self) -> usize {
        self.letters.len()
    }

    fn name(&self, at: u32) -> &str {
        let at = at as usize;
        &self.buffer[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// How the name at this position matches a typed one, without slips.
    pub fn matching(&self, at: u32, typed: &Typed<'_>) -> Option<Match> {
        if typed.letters & !self.letters[at as usize] != 0 {
            return None;
        }
        let name = self.name(at);
        match self.cities[at as usize] as usize {
            0 => matching(name, typed),
            // Arrondissements show once their city is typed: else fifteen of them would bury Parthenay.
            city if typed.name.starts_with(&name[..city]) => matching(name, typed),
            _ => None,
        }
    }

    /// How the city of the arrondissement at this position matches, or else the name itself.
    pub fn matching_city(&self, at: u32, typed: &Typed<'_>) -> Option<Match> {
        let city = self.cities[at as usize] as usize;
        if city > 0 { matching(&self.name(at)[..city], typed) } else { self.matching(at, typed) }
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

/// A typed name, measured once for all comparisons.
pub(super) struct Typed<'a> {
    name: &'a str,
    squeezed: String,
    letters: u32,
    initials: u32,
}

impl<'a> Typed<'a> {
    /// `name` is folded and canonical.
    pub fn new(name: &'a str) -> Self {
        Self { name, squeezed: name.replace(' ', ""), letters: letters(name), initials: initials(name) }
    }
}

fn matching(name: &str, typed: &Typed<'_>) -> Option<Match> {
    if let Some(rest) = after(name, &typed.squeezed) {
        return Some(if rest.is_empty() { Match::Whole } else { Match::Prefix });
    }
    if let Some(rest) = without_article(name).and_then(|name| after(name, &typed.squeezed)) {
        return Some(if rest.is_empty() { Match::WithoutArticle } else { Match::Prefix });
    }
    let mut words = name.split(' ');
    if typed.name.split(' ').all(|t| words.any(|word| word.starts_with(t))) {
        return Some(Match::Words);
    }
    (typed.name.len() >= SHORTEST_INSIDE && name.contains(typed.name)).then_some(Match::Inside)
}

/// What follows `squeezed` (a text without spaces) at the beginning of `name`, whose spaces do not count.
fn after<'n>(name: &'n str, squeezed: &str) -> Option<&'n str> {
    let mut left = name.bytes();
    for wanted in squeezed.bytes() {
        if left.by_ref().find(|&b| b != b' ')? != wanted {
            return None;
        }
    }
    name.get(name.len() - left.len()..)
}

fn without_article(name: &str) -> Option<&str> {
    ["le ", "la ", "les ", "l "].iter().find_map(|article| name.strip_prefix(article))
}

/// The letters of a folded name; spaces do not count.
fn letters(folded: &str) -> u32 {
    folded.bytes().filter(|&b| b != b' ').fold(0, |set, b| set | bit(b))
}

/// The first letters of the words of a folded name.
fn initials(folded: &str) -> u32 {
    folded.split(' ').filter_map(|word| word.bytes().next()).fold(0, |set, b| set | bit(b))
}

/// One bit for each letter from a to z, one for all else.
fn bit(byte: u8) -> u32 {
    match byte {
        b'a'..=b'z' => 1 << (byte - b'a'),
        _ => 1 << 26,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, typed: &str) -> Option<Match> {
        matching(name, &Typed::new(typed))
    }

    #[test]
    fn kinds_of_match() {
        assert_eq!(kind("lens", "lens"), Some(Match::Whole));
        assert_eq!(kind("saint etienne", "saintetienne"), Some(Match::Whole));
        assert_eq!(kind("l hay les roses", "lhay les roses"), Some(Match::Whole));
        assert_eq!(kind("le havre", "havre"), Some(Match::WithoutArticle));
        assert_eq!(kind("lens lestang", "lens"), Some(Match::Prefix));
        assert_eq!(kind("la rochelle", "roch"), Some(Match::Prefix));
        assert_eq!(kind("saint jean de luz", "jean de luz"), Some(Match::Words));
        assert_eq!(kind("villeneuve d ascq", "villeneuve asc"), Some(Match::Words));
        assert_eq!(kind("valenciennes", "encien"), Some(Match::Inside));
        assert_eq!(kind("valenciennes", "en"), None);
        assert_eq!(kind("lens", "luz jean"), None);
    }

    #[test]
    fn better_kinds_come_first() {
        assert!(Match::Whole < Match::Prefix && Match::Prefix < Match::Words);
        assert!(Match::Words < Match::Inside && Match::Inside < Match::Slip);
    }
}
