//! Words about whom a service is for, as PostgreSQL's `websearch_to_tsquery` reads them: all are wanted; `"…"` in that
//! order; `or` gives a choice; `-` keeps away.

use std::sync::LazyLock;

use crate::domain::taxonomy::Public;
use crate::search::plain_words::plain_words;

/// What is wanted of a text: one of several, each of several pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Audience(Vec<Vec<Piece>>);

/// Words in a row, wanted or not.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    words: Vec<String>,
    wanted: bool,
}

/// The words of each public's code, in the order of [`Public::ALL`].
static PUBLICS: LazyLock<Vec<Vec<String>>> =
    LazyLock::new(|| Public::ALL.iter().map(|public| plain_words(public.code())).collect());

impl Audience {
    /// Reads what was typed. What holds no word fits nothing.
    pub fn parse(text: &str) -> Self {
        let mut choices = vec![Vec::new()];
        for (at, part) in text.split('"').enumerate() {
            let quoted = at % 2 == 1;
            if quoted {
                let minus = text.split('"').nth(at - 1).is_some_and(|before| before.ends_with('-'));
                add(&mut choices, part, !minus);
                continue;
            }
            for word in part.split_whitespace() {
                if word.eq_ignore_ascii_case("or") {
                    choices.push(Vec::new());
                } else {
                    let bare = word.trim_start_matches('-');
                    add(&mut choices, bare, bare.len() == word.len());
                }
            }
        }
        choices.retain(|pieces| !pieces.is_empty());
        Self(choices)
    }

    /// Whether these publics, named by their bits, fit.
    pub(super) fn fits_publics(&self, bits: u16) -> bool {
        let named = PUBLICS.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
        let text: Vec<&str> = named.flat_map(|(_, words)| words).map(String::as_str).collect();
        self.fits(&text)
    }

    /// Whether a text fits, given as [`folded`] gives it.
    pub(super) fn fits_text(&self, folded: &str) -> bool {
        let text: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        self.fits(&text)
    }

    fn fits(&self, text: &[&str]) -> bool {
        let has = |piece: &Piece| text.windows(piece.words.len()).any(|part| part == piece.words);
        self.0.iter().any(|pieces| pieces.iter().all(|piece| has(piece) == piece.wanted))
    }
}

fn add(choices: &mut [Vec<Piece>], text: &str, wanted: bool) {
    let words = plain_words(text);
    if let Some(last) = choices.last_mut().filter(|_| !words.is_empty()) {
        last.push(Piece { words, wanted });
    }
}

/// A text as it is held to be searched; nothing where it has no word.
pub(super) fn folded(text: &str) -> Option<Box<str>> {
    let words = plain_words(text).join(" ");
    (!words.is_empty()).then(|| words.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(query: &str, text: &str) -> bool {
        Audience::parse(query).fits_text(&folded(text).unwrap_or_default())
    }

    /// The cases by which the peer tests itself.
    #[test]
    fn it_reads_as_the_peer_does() {
        for (text, query, expected) in [
            ("jeunes moins de 18 ans", "jeunes", true),
            ("jeune moins de 18 ans", "jeunes", true),
            ("jeunes et personne age", "vieux", false),
            ("jeunes et personne age", "personne OR vieux", true),
            ("jeunes et personne age", "personne jeune", true),
            ("jeunes et personne age", "jeunes -personne", false),
            ("jeunes et personne age", "\"personne jeune\"", false),
            ("jeunes et personne age", "\"jeune personne\"", true),
            ("jeunes et personne age", "jeunes -\"jeune personne\"", false),
            ("jeunes et personne agee", "âgée", true),
        ] {
            assert_eq!(fits(query, text), expected, "{query} in {text}");
        }
    }

    #[test]
    fn publics_are_searched_by_the_words_of_their_codes() {
        let bits = |public: Public| 1_u16 << public.index();
        let fits = |query: &str, bits| Audience::parse(query).fits_publics(bits);
        assert!(
            fits("femme", bits(Public::Femmes))
                && fits("handicap", bits(Public::PersonnesEnSituationDeHandicap))
        );
        assert!(!fits("jeune", bits(Public::Femmes)) && !fits("jeune", 0));
        assert!(!fits("handicap jeune difficulte", bits(Public::PersonnesEnSituationDeHandicap)));
        assert!(fits("femme jeune", bits(Public::Femmes) | bits(Public::Jeunes)));
    }

    #[test]
    fn what_says_nothing_fits_nothing() {
        for nothing in ["", "  ", "\"", "\"\"", "or", "-", "- -", "de la", "🙂", "\" or \""] {
            assert!(!fits(nothing, "jeunes") && !fits(nothing, ""), "{nothing}");
        }
        assert!(fits("-vieux", "jeunes"));
    }
}
