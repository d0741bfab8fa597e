//! The one folding of texts: documents and queries meet in this form.

use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Letters beyond ASCII whose folding is kept ready: Latin with its accents.
const READY: std::ops::Range<char> = '\u{80}'..'\u{250}';

static LATIN: LazyLock<Vec<Box<str>>> = LazyLock::new(|| {
    READY
        .map(|c| {
            let mut folded = String::from("|");
            fold_one(c, &mut folded);
            folded[1..].into()
        })
        .collect()
});

/// `text` without case, accents, ligatures or punctuation: words of letters and digits, one space between.
///
/// "L'Haÿ-les-Roses" gives "l hay les roses", "Œuf" gives "oeuf". Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Adds what [`fold`] gives to an empty `folded`.
pub fn fold_into(text: &str, folded: &mut String) {
    let latin = &*LATIN;
    for c in text.chars() {
        if c.is_ascii() {
            push(folded, c.to_ascii_lowercase());
        } else if let Some(ready) = latin.get((c as usize).wrapping_sub(READY.start as usize)) {
            ready.chars().for_each(|c| push(folded, c));
        } else {
            fold_one(c, folded);
        }
    }
    folded.truncate(folded.trim_end().len());
}

/// Folds one character, slowly.
fn fold_one(c: char, folded: &mut String) {
    // Lower case before and after: some letters decompose into capitals, some capitals have no plain lower case.
    let lower = c.to_lowercase().nfkd().filter(|&c| !is_combining_mark(c));
    lower.flat_map(char::to_lowercase).for_each(|c| push(folded, c));
}

/// Adds a lower-case letter or digit as it is folded, or one space for anything else.
fn push(folded: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => folded.push(c),
        'œ' => folded.push_str("oe"),
        'æ' => folded.push_str("ae"),
        'ß' => folded.push_str("ss"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        _ if is_combining_mark(c) => {}
        // Modifier letters hold apostrophes that Unicode counts as letters (ʼ).
        _ if c.is_alphanumeric() && !('\u{2b0}'..='\u{2ff}').contains(&c) => folded.push(c),
        _ if folded.is_empty() || folded.ends_with(' ') => {}
        _ => folded.push(' '),
    }
}

/// What follows `squeezed` (a folded text without its spaces) at the beginning of `folded`, whose spaces do not count.
pub(super) fn after<'f>(folded: &'f str, squeezed: &str) -> Option<&'f str> {
    let mut left = folded.bytes();
    for wanted in squeezed.bytes() {
        if left.by_ref().find(|&b| b != b' ')? != wanted {
            return None;
        }
    }
    folded.get(folded.len() - left.len()..)
}

/// Length of the article in front of a folded name, with its space.
pub(super) fn article(folded: &str) -> usize {
    ["le ", "la ", "les ", "l "].into_iter().find(|article| folded.starts_with(article)).map_or(0, str::len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_case_and_ligatures_go() {
        assert_eq!(fold("Éléonore À ÇA"), "eleonore a ca");
        assert_eq!(fold("Cœur d'Œuvre, Ægir"), "coeur d oeuvre aegir");
        assert_eq!(fold("señor Straße L'Haÿ"), "senor strasse l hay");
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
    }

    #[test]
    fn every_separator_is_one_space() {
        assert_eq!(fold("L'Haÿ-les-Roses"), "l hay les roses");
        assert_eq!(fold("l’haÿ\u{2011}les–roses"), "l hay les roses");
        assert_eq!(fold("  Lens\u{a0}(62300)!  "), "lens 62300");
        assert_eq!(fold("Villeneuve-d`Ascq, l\u{2bc}Haÿ, l\u{ff07}Isle"), "villeneuve d ascq l hay l isle");
    }

    #[test]
    fn nothing_stays_nothing() {
        assert_eq!(fold(""), "");
        assert_eq!(fold(" -'’… "), "");
        assert_eq!(fold("🙂"), "");
    }

    #[test]
    fn what_is_kept_ready_is_what_folding_gives() {
        for c in READY {
            let mut slowly = String::from("a");
            fold_one(c, &mut slowly);
            slowly.push('b');
            assert_eq!(fold(&format!("a{c}b")), slowly, "{c:?}");
        }
    }

    #[test]
    fn spaces_do_not_count_between_letters() {
        assert_eq!(after("saint etienne du bois", "sainteti"), Some("enne du bois"));
        assert_eq!(after("coop connexion", "coopconnexion"), Some(""));
        assert_eq!(after("lens", "lensois"), None);
        assert_eq!((article("l hay"), article("les jardins"), article("lens")), (2, 4, 0));
    }

    #[test]
    fn every_character_folds_once_and_for_all() {
        for c in '\0'..=char::MAX {
            let once = fold(c.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&once), once, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folded_text_is_words_and_single_spaces(text in "\\PC*") {
            let folded = fold(&text);
            prop_assert!(folded.split(' ').all(|word| !word.is_empty()) || folded.is_empty());
            prop_assert!(folded.chars().all(|c| c == ' ' || c.is_alphanumeric()));
        }

        #[test]
        fn case_does_not_count(text in "[a-zA-Zéèêëàâçùûîïôœ' -]{0,40}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        }
    }
}
