//! Sentences from templates, with the small words that French needs before a name.

/// A template with each `{name}` replaced; a name without value stays away.
pub(super) fn fill(template: &str, slots: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 40);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        let slot = slots.iter().find(|(slot, _)| *slot == name);
        filled.push_str(slot.map_or("", |(_, value)| value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// « à Lens », « au Havre », « aux Ulis ».
pub(super) fn at(commune: &str) -> String {
    contracted(commune, "au", "aux").unwrap_or_else(|| format!("à {commune}"))
}

/// « de Lens », « d’Arras », « du Havre », « des Ulis ».
pub(super) fn of(commune: &str) -> String {
    contracted(commune, "du", "des").unwrap_or_else(|| {
        let vowel = commune.starts_with(|c: char| "AEIOUÀÂÉÈÊÎÏÔŒY".contains(c));
        if vowel { format!("d’{commune}") } else { format!("de {commune}") }
    })
}

fn contracted(commune: &str, singular: &str, plural: &str) -> Option<String> {
    let with =
        |article: &str, small: &str| commune.strip_prefix(article).map(|name| format!("{small} {name}"));
    with("Le ", singular).or_else(|| with("Les ", plural))
}

/// The text with its first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The text in small plain letters and hyphens, for addresses.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.to_lowercase().chars() {
        match plain(letter) {
            Some(plain) => slug.push_str(plain),
            None if letter.is_ascii_alphanumeric() => slug.push(letter),
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'â' | 'ä' => "a",
        'ç' => "c",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' => "i",
        'ô' | 'ö' => "o",
        'ù' | 'û' | 'ü' => "u",
        'ÿ' => "y",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_follow_the_name() {
        let names = [
            ("Lens", "à Lens", "de Lens"),
            ("Arras", "à Arras", "d’Arras"),
            ("Le Havre", "au Havre", "du Havre"),
            ("Les Ulis", "aux Ulis", "des Ulis"),
            ("La Rochelle", "à La Rochelle", "de La Rochelle"),
            ("Évreux", "à Évreux", "d’Évreux"),
        ];
        for (name, there, from) in names {
            assert_eq!((at(name).as_str(), of(name).as_str()), (there, from));
        }
    }

    #[test]
    fn templates_are_filled() {
        assert_eq!(fill("{a} et {b}, {c}fin", &[("a", "un"), ("b", "deux")]), "un et deux, fin");
        assert_eq!(fill("sans rien", &[]), "sans rien");
        assert_eq!(slug("Épinay-sur-Seine (L’Œuf)"), "epinay-sur-seine-l-oeuf");
        assert_eq!(capital("étude"), "Étude");
    }
}
