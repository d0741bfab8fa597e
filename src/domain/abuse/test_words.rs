//! Words of somebody who only tries the form. They are told to the structure, and refuse nothing: a name may look odd.

use crate::domain::plain::plain;

/// What people type to see whether a form works, where it is all that they type.
const WORDS: [&str; 20] = [
    "test",
    "tests",
    "teste",
    "tester",
    "testing",
    "essai",
    "essais",
    "demo",
    "exemple",
    "toto",
    "foo",
    "bar",
    "bidon",
    "fake",
    "prenom",
    "nom",
    "inconnu",
    "ceci est un test",
    "ceci est un essai",
    "c est un test",
];

/// The rows of a keyboard, French and English: a finger that slides.
const ROWS: [&str; 5] = ["azertyuiop", "qwertyuiop", "qsdfghjklm", "asdfghjkl", "wxcvbn"];

/// Whether a request looks like one that somebody sends to try.
pub fn looks_like_test(first_name: &str, message: Option<&str>) -> bool {
    is_tried(first_name) || message.is_some_and(is_tried)
}

fn is_tried(text: &str) -> bool {
    let text = plain(text);
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return false;
    }
    // "test 2", "test test": each word is one of them, or a number.
    let all = words.iter().all(|word| WORDS.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit()));
    let named = words.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_alphabetic()));
    WORDS.contains(&text.as_str()) || (all && named) || (words.len() == 1 && is_sliding(words[0]))
}

/// Whether a word is one letter again and again, or four neighbours or more of a row of the keyboard, from left to right.
fn is_sliding(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next();
    let same = word.chars().count() >= 3 && letters.all(|letter| Some(letter) == first);
    same || (word.chars().count() >= 4 && ROWS.iter().any(|row| row.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_tries_the_form_is_told_apart_from_who_asks() {
        for name in
            ["Test", "TEST 2", "essai", "asdf", "Azerty", "qwerty", "aaaa", "toto", "tést", "test test"]
        {
            assert!(looks_like_test(name, None), "{name}");
        }
        for name in [
            "Zoé",
            "Essaïd",
            "Testa",
            "Ana",
            "Li",
            "Bo",
            "Aïssata",
            "Jo",
            "Léa-Toto",
            "Tia",
            "Tréza",
            "Tom",
            "Fred",
            "Uyi",
            "Nom-Dieu",
        ] {
            assert!(!looks_like_test(name, None), "{name}");
        }
        assert!(looks_like_test("Zoé", Some("Ceci est un test.")));
        for words in [
            "Je veux faire un essai d’une semaine",
            "J’ai passé le test de français",
            "06 39 98 00 12",
            "…",
            "",
        ] {
            assert!(!looks_like_test("Zoé", Some(words)), "{words}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(name in ".{0,40}", words in ".{0,80}") {
            looks_like_test(&name, Some(&words));
        }
    }

    #[test]
    fn four_neighbours_and_three_alike_are_a_finger_that_slides() {
        for (typed, tried) in [
            ("aaa", true),
            ("aa", false),
            ("aaab", false),
            ("azer", true),
            ("aze", false),
            ("12", false),
            ("test 12", true),
            ("12 12", false),
            ("test Zoé", false),
            ("c’est un test", true),
        ] {
            assert_eq!(looks_like_test(typed, None), tried, "{typed}");
        }
    }
}
