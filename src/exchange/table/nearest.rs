//! The value that somebody meant: the nearest among the possible ones, however it was typed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text without case, accents and punctuation, so that "A DISTANCE" is "À distance".
pub(super) fn plain(text: &str) -> String {
    let bare = text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    let spaced: String = bare.map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The nearest of `all` to what was typed; nothing where none is near.
pub(super) fn nearest<'a>(typed: &str, all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = plain(typed).chars().take(80).collect();
    let far = |one: &str| {
        let one: Vec<char> = plain(one).chars().collect();
        let holds = typed.len() > 3 && one.windows(typed.len()).any(|part| part == typed);
        // What is said in part is nearer than what is spelt alike.
        if holds { 1 } else { distance(&typed, &one) * 10 / typed.len().max(one.len()).max(1) + 1 }
    };
    all.map(|one| (far(one), one))
        .min_by_key(|(far, _)| *far)
        .filter(|(far, _)| *far <= 5)
        .map(|(_, one)| one)
}

/// Letters to add, to remove or to change (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (to, theirs) in other.iter().enumerate() {
            let changed = before + usize::from(letter != theirs);
            before = row[to + 1];
            row[to + 1] = changed.min(before + 1).min(row[to] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_found() {
        let all = ["Préparer un permis", "Entretenir, réparer son véhicule", "Accès aux soins", "Jeunes"];
        let near = |typed: &str| nearest(typed, all.into_iter());
        assert_eq!(near("permis"), Some("Préparer un permis"));
        assert_eq!(near("acces au soin"), Some("Accès aux soins"));
        assert_eq!(near("JEUNE"), Some("Jeunes"));
        assert_eq!(near("zzzzzzzzzz"), None);
        assert_eq!(near(""), None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(typed: String, other: String) {
            nearest(&typed, std::iter::once(other.as_str()));
        }
    }
}
