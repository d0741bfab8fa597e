//! What was typed so far, ready to be compared.

use crate::search::fold::{article, fold};

/// Letters that are read: what is longer costs no more.
const LETTERS: usize = 80;
/// Words that are compared.
const WORDS: usize = 8;

/// Words that names are not told apart by.
const SMALL: [&str; 16] =
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour", "sur"];

/// A text as somebody types it: the last word may be unfinished.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// Its letters, without the article in front.
    pub letters: String,
    /// Its words, without the small ones where there are others.
    pub words: Vec<String>,
}

impl Typed {
    /// A text, folded as names are.
    pub fn new(text: &str) -> Self {
        let text: String = text.chars().take(LETTERS).collect();
        let folded = fold(&text);
        let all = || folded.split(' ').filter(|word| !word.is_empty());
        let mut words: Vec<String> = Vec::new();
        for word in self::words(&folded) {
            if words.len() < WORDS && !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
        if words.is_empty() {
            words = all().next_back().map(str::to_owned).into_iter().collect();
        }
        Self { letters: letters(&folded), words }
    }

    /// Whether each of its words begins one of a label's.
    pub fn begins_words_of(&self, label: &str) -> bool {
        let folded = fold(label);
        self.words.iter().all(|typed| folded.split(' ').any(|word| word.starts_with(typed.as_str())))
    }

    /// Its words and those of a place, without its letters: names rarely begin with both. None without a place.
    pub fn and(&self, place: &str) -> Option<Self> {
        let place = Self::new(place);
        let words = self.words.iter().chain(place.words.iter().filter(|word| !self.words.contains(word)));
        let both = Self { letters: String::new(), words: words.cloned().collect() };
        (!place.words.is_empty()).then_some(both)
    }
}

/// The words of a folded text that names are told apart by.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty() && !SMALL.contains(word))
}

/// The letters of a folded text, without the article in front: spaces do not count.
pub(super) fn letters(folded: &str) -> String {
    folded[article(folded)..].replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> (String, Vec<String>) {
        let typed = Typed::new(text);
        (typed.letters, typed.words)
    }

    #[test]
    fn accents_case_and_small_words_do_not_count() {
        let (letters, words) = typed("Les Restos du Cœur");
        assert_eq!((letters.as_str(), words.join(" ").as_str()), ("restosducoeur", "restos coeur"));
        assert_eq!(typed("les restos du").1, ["restos"]);
        assert_eq!(typed("CoopConnexion").0, typed("coop-connexion").0);
    }

    #[test]
    fn a_small_word_alone_may_become_another() {
        assert_eq!(typed("de").1, ["de"]);
        assert_eq!(typed("à la").1, ["la"]);
        assert_eq!(typed(" 🙂 "), (String::new(), Vec::new()));
    }

    #[test]
    fn a_place_adds_its_words() {
        let words = |text: &str, place: &str| Typed::new(text).and(place).map(|both| both.words.join(" "));
        assert_eq!(words("restos du coeur", "Le Havre").as_deref(), Some("restos coeur havre"));
        assert_eq!(words("lens", "Lens").as_deref(), Some("lens"));
        assert_eq!(words("lens", " "), None);
    }

    #[test]
    fn a_long_text_costs_no_more_than_a_short_one() {
        let long = typed(&"mot ".repeat(1_000_000));
        assert!(long.0.len() <= LETTERS && long.1 == ["mot"]);
        assert_eq!(typed("a1 b2 c3 d4 e5 f6 g7 h8 i9 j0").1.len(), WORDS);
        assert!(typed(&"ﷺ".repeat(100_000)).1.len() <= WORDS);
    }
}
