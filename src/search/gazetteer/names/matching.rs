//! How one name matches what was typed.

use crate::search::fold::after;

/// How a name matches, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::search::gazetteer) enum Match {
    /// The whole name; spaces do not count ("saintetienne").
    Whole,
    /// The whole name but its front: "havre" for Le Havre, "lens lievin" for CA de Lens - Liévin. Ranks as a prefix:
    /// Le Mans before Mansle, Le Saint after all that begins with "saint".
    WithoutFront,
    /// The beginning, with or without the front.
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
        if self == Self::WithoutFront { Self::Prefix } else { self }
    }

    /// Whether the name is typed to its end.
    pub fn is_whole(self) -> bool {
        self <= Self::WithoutFront
    }
}

/// A typed name, measured once for all comparisons.
pub(in crate::search::gazetteer) struct Typed<'a> {
    pub(super) name: &'a str,
    pub(super) squeezed: String,
    pub(super) letters: u32,
    pub(super) initials: u32,
}

impl<'a> Typed<'a> {
    /// `name` is folded and canonical.
    pub fn new(name: &'a str) -> Self {
        Self { name, squeezed: name.replace(' ', ""), letters: letters(name), initials: initials(name) }
    }
}

/// How a name matches, of which the first `front` bytes may be left out.
pub(super) fn matching(name: &str, front: u8, typed: &Typed<'_>) -> Option<Match> {
    if let Some(rest) = after(name, &typed.squeezed) {
        return Some(if rest.is_empty() { Match::Whole } else { Match::Prefix });
    }
    let without = name.get(usize::from(front)..).filter(|_| front > 0);
    if let Some(rest) = without.and_then(|name| after(name, &typed.squeezed)) {
        return Some(if rest.is_empty() { Match::WithoutFront } else { Match::Prefix });
    }
    let mut words = name.split(' ');
    if typed.name.split(' ').all(|t| words.any(|word| word.starts_with(t))) {
        return Some(Match::Words);
    }
    (typed.name.len() >= super::SHORTEST_INSIDE && name.contains(typed.name)).then_some(Match::Inside)
}

/// The letters of a folded name; spaces do not count.
pub(super) fn letters(folded: &str) -> u32 {
    folded.bytes().filter(|&b| b != b' ').fold(0, |set, b| set | bit(b))
}

/// The first letters of the words of a folded name.
pub(super) fn initials(folded: &str) -> u32 {
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
    use crate::search::fold::article;

    fn kind(name: &str, typed: &str) -> Option<Match> {
        matching(name, article(name) as u8, &Typed::new(typed))
    }

    #[test]
    fn kinds_of_match() {
        assert_eq!(kind("lens", "lens"), Some(Match::Whole));
        assert_eq!(kind("saint etienne", "saintetienne"), Some(Match::Whole));
        assert_eq!(kind("l hay les roses", "lhay les roses"), Some(Match::Whole));
        assert_eq!(kind("le havre", "havre"), Some(Match::WithoutFront));
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
