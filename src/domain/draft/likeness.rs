//! Whether two offers may be the same one, written twice.

use std::collections::BTreeSet;

/// Share of words in common from which two names are alike, in hundredths.
const ALIKE: usize = 60;

/// Whether two names say nearly the same: most words that count are in both.
pub fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let all = one.union(&other).count();
    all > 0 && one.intersection(&other).count() * 100 >= ALIKE * all
}

/// The words of three letters or more, small, without the mark of a plural.
fn words(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.chars().count() > 2 && !["des", "les", "une", "aux", "pour"].contains(word))
        .map(|word| word.trim_end_matches(['s', 'x']).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_offer_in_other_words() {
        assert!(are_alike("Réparer des vélos à Pau", "Réparer et vendre des vélos à Pau"));
        assert!(are_alike("Atelier vélo", "Ateliers vélos"));
        assert!(!are_alike("Réparer des vélos à Pau", "Apprendre le français à Pau"));
        assert!(!are_alike("", ""));
    }

    #[test]
    fn three_words_of_five_are_alike_and_small_ones_do_not_count() {
        assert!(are_alike("jardin bois terre", "jardin bois terre eau pluie"), "60 in 100");
        assert!(!are_alike("jardin bois terre", "jardin bois terre pluie soleil sable"), "50 in 100");
        assert!(are_alike("Cours pour les jeunes", "Cours aux jeunes"));
        assert!(!are_alike("le la", "le la"), "words of two letters are not compared");
    }
}
