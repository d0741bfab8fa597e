//! Words that everybody uses of offers, and that say nothing of the person who types them.

use super::everyday::Everyday;
use super::fold;
use super::stem::stem;
use super::stop::is_stop;

/// The stems of a text, small words left out.
pub fn plain_words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| !word.is_empty() && !is_stop(word));
    words.map(|word| stem(word).into_owned()).collect()
}

/// Whether a stem is a word of the everyday dictionary or of our taxonomies.
///
/// The texts of offers don't count: they hold the names of people, and what is known there may be somebody's name.
pub fn is_plain(stem: &str) -> bool {
    Everyday::embedded().knows(stem) && !stem.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_offers_are_about_is_plain_and_people_are_not() {
        for text in ["logement", "Formations", "français", "véhicule", "gratuit", "permis", "papa solo"] {
            assert!(plain_words(text).iter().all(|word| is_plain(word)), "{text}");
        }
        for text in ["Dupont", "Martin", "Karim", "Fatoumata", "0639980012", "06", "Lens"] {
            assert!(plain_words(text).iter().all(|word| !is_plain(word)), "{text}");
        }
    }
}
