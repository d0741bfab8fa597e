//! Which words an offer is found by.

use std::collections::BTreeMap;

use super::fold;

/// Words that say nothing about an offer.
const STOP_WORDS: [&str; 46] = [
    "a", "ai", "au", "aux", "avec", "besoin", "ce", "cherche", "chercher", "dans", "de", "des", "du", "elle",
    "en", "est", "et", "faire", "il", "j", "je", "l", "la", "le", "les", "ma", "me", "mes", "mon", "ne",
    "nous", "ou", "par", "pas", "plus", "pour", "qui", "sans", "se", "ses", "sur", "trouver", "un", "une",
    "veux", "vous",
];

/// The words of a text, folded, without stop words, plural marks off.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> = folded
        .split(' ')
        .filter(|word| word.len() >= 2 && !STOP_WORDS.contains(word))
        .map(|word| singular(word).to_owned())
        .collect();
    words.dedup();
    words
}

/// A word without its plural mark; short words keep it ("bus", "prix").
fn singular(word: &str) -> &str {
    if word.len() > 4 { word.trim_end_matches(['s', 'x']) } else { word }
}

/// Where words stand: for each, the offers that hold it, with a weight.
#[derive(Debug, Default)]
pub struct Postings(BTreeMap<Box<str>, Vec<(u32, u8)>>);

impl Postings {
    /// Adds every word of `text` to an offer; offers come in ascending order.
    pub fn add(&mut self, offer: u32, text: &str, weight: u8) {
        for word in words(text) {
            let list = self.0.entry(word.into_boxed_str()).or_default();
            match list.last_mut() {
                Some((last, heavier)) if *last == offer => *heavier = (*heavier).max(weight),
                _ => list.push((offer, weight)),
            }
        }
    }

    /// The offers that hold a word beginning with `prefix`, each with its best weight; whole words weigh double.
    pub fn beginning_with(&self, prefix: &str) -> BTreeMap<u32, u16> {
        let mut found = BTreeMap::new();
        let from = self.0.range::<str, _>((std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded));
        for (word, list) in from.take_while(|(word, _)| word.starts_with(prefix)) {
            let factor = if word.len() == prefix.len() { 2 } else { 1 };
            for (offer, weight) in list {
                let best = found.entry(*offer).or_insert(0);
                *best = (*best).max(u16::from(*weight) * factor);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_accents_and_small_words_do_not_matter() {
        assert_eq!(words("Je cherche des Formations, à l’Été"), ["formation", "ete"]);
        assert_eq!(words("bus"), ["bus"]);
    }

    #[test]
    fn prefixes_find_and_whole_words_weigh_more() {
        let mut postings = Postings::default();
        postings.add(0, "coworking à Lens", 3);
        postings.add(1, "co-voiturage", 3);
        assert_eq!(postings.beginning_with("cowork"), [(0, 3)].into());
        assert_eq!(postings.beginning_with("coworking"), [(0, 6)].into());
        assert!(postings.beginning_with("vert").is_empty());
    }
}
