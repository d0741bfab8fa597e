//! Words as they are compared and as they stand in a sentence: without accents, capitals or signs, or with a small letter first.

/// Small letters without accents, digits, one space between words: "L’Étoile (ACI)" gives "l etoile aci".
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            _ => match without_accent(letter) {
                letter if letter.is_alphanumeric() => plain.push(letter),
                // A combining accent belongs to the letter before it.
                '\u{300}'..='\u{36f}' => {}
                _ if plain.is_empty() || plain.ends_with(' ') => {}
                _ => plain.push(' '),
            },
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// A small letter without its accent.
pub fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' | 'ì' => 'i',
        'ñ' => 'n',
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ÿ' | 'ý' => 'y',
        _ => letter,
    }
}

/// A label within a sentence: "Un conseiller" gives "un conseiller".
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    // "E-mail", "CV": what goes on with another sign than a small letter keeps its capital.
    if letters.clone().next().is_some_and(char::is_lowercase) {
        first + letters.as_str()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_people_type_it() {
        for (name, typed) in [
            ("L’Étoile (ACI)", "l etoile aci"),
            ("  Les Restos du Cœur ", "les restos du coeur"),
            ("ÉLAN e\u{301}lan", "elan elan"),
            ("100 % insertion", "100 insertion"),
            ("%_'\"", ""),
        ] {
            assert_eq!(plain(name), typed);
            assert_eq!(plain(typed), typed, "twice changes nothing");
        }
    }

    #[test]
    fn a_label_in_a_sentence_begins_with_a_small_letter() {
        for (label, told) in
            [("Un conseiller", "un conseiller"), ("E-mail", "E-mail"), ("CV", "CV"), ("À", "À"), ("", "")]
        {
            assert_eq!(lower_first(label), told);
        }
    }

    #[test]
    fn every_accent_of_french_and_its_neighbours_is_one_letter() {
        for (accented, letters) in [
            ("àâäáãå", "aaaaaa"),
            ("ç", "c"),
            ("éèêë", "eeee"),
            ("îïíì", "iiii"),
            ("ñ", "n"),
            ("ôöóòõ", "ooooo"),
            ("ùûüú", "uuuu"),
            ("ÿý", "yy"),
            ("Œuf, Ægir", "oeuf aegir"),
            ("a\u{300}\u{327}b", "ab"),
        ] {
            assert_eq!(plain(accented), letters);
        }
    }
}
