//! What people type in the place field, taken apart: words, codes, the number of an arrondissement.

use crate::search::fold::fold;

/// A typed text, ready to be compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Query {
    /// The words of the name, folded, "st" and "ste" written out.
    pub name: String,
    /// The name as typed, if its last word may be the beginning of another than "saint" ("st" of "strasbourg").
    pub unfinished: Option<String>,
    /// Postal codes, INSEE codes, départements: whole or begun, lower case.
    pub codes: Vec<String>,
    /// "paris 12", "lyon 3e".
    pub arrondissement: Option<Arrondissement>,
}

/// An arrondissement as people write it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arrondissement {
    /// What the INSEE codes of the arrondissements of this city begin with.
    pub prefix: &'static str,
    /// The number, whole or begun: digits without leading zero.
    pub number: String,
    /// True for "12e", which nothing follows; "1" may become "12".
    pub whole: bool,
}

/// Name, what the INSEE codes of the arrondissements begin with, how many there are.
const DIVIDED: [(&str, &str, u32); 3] = [("paris", "751", 20), ("lyon", "6938", 9), ("marseille", "132", 16)];

impl Query {
    pub fn parse(text: &str) -> Self {
        // A place name has at most 45 letters: what is longer is not one, and must not cost more.
        let text: String = text.chars().take(80).collect();
        let folded = fold(&text);
        let mut query = Self::default();
        let mut words = Vec::new();
        let mut ordinal = None;
        for word in folded.split_ascii_whitespace().filter(|&word| word != "cedex") {
            match number(word) {
                Some((digits, true)) => ordinal = Some(digits),
                _ if is_code(word) => query.codes.push(word.to_owned()),
                _ => words.push(word),
            }
        }
        query.arrondissement = arrondissement(&mut words, ordinal, &query.codes, text.contains('('));
        // Without a city that has arrondissements, "12e" is a word like another.
        if let (Some(ordinal), None) = (ordinal, &query.arrondissement) {
            words.push(ordinal);
        }
        query.name = canonical(&words.join(" "));
        query.unfinished = match words.split_last() {
            Some((&last, before)) if written_out(last) != last => {
                Some([canonical(&before.join(" ")), last.to_owned()].join(" ").trim_start().to_owned())
            }
            _ => None,
        };
        query
    }
}

/// The folded name with "st", "ste", "sts", "stes" written out.
pub(super) fn canonical(folded: &str) -> String {
    let mut name = String::with_capacity(folded.len() + 3);
    for word in folded.split(' ') {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(written_out(word));
    }
    name
}

/// A folded name without the articles and prepositions in front of it.
pub(super) fn without_small_words(folded: &str) -> &str {
    let mut rest = folded;
    while let Some((first, after)) = rest.split_once(' ') {
        if !matches!(first, "d" | "de" | "des" | "du" | "l" | "la" | "le" | "les") {
            break;
        }
        rest = after;
    }
    rest
}

fn written_out(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        "sts" => "saints",
        "stes" => "saintes",
        _ => word,
    }
}

/// Digits of two to five, or a code of Corsica ("2a", "2b033").
pub(super) fn is_code(word: &str) -> bool {
    let corsican = word.strip_prefix("2a").or(word.strip_prefix("2b"));
    let digits = corsican.unwrap_or(word);
    let long_enough =
        if corsican.is_some() { digits.is_empty() || digits.len() == 3 } else { digits.len() >= 2 };
    long_enough && digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The digits of "12", "12e", "1er", "3eme", and whether an ending follows them.
fn number(word: &str) -> Option<(&str, bool)> {
    let ending = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &word[..word.len() - ending.len()];
    let ordinal = matches!(ending, "e" | "er" | "eme" | "ieme" | "nd" | "nde");
    ((1..=2).contains(&digits.len()) && (ordinal || ending.is_empty())).then_some((digits, ordinal))
}

/// The arrondissement that the words and numbers name; leaves the city's name alone in `words`.
fn arrondissement(
    words: &mut Vec<&str>,
    ordinal: Option<&str>,
    codes: &[String],
    labelled: bool,
) -> Option<Arrondissement> {
    let &(city, prefix, count) = DIVIDED.iter().find(|(city, ..)| words.contains(city))?;
    let single = words.iter().copied().find(|word| number(word).is_some());
    // "Marseille (13)" is our own way to write the département; "marseille 13" may be either.
    let begun = codes.iter().map(String::as_str).find(|code| code.len() == 2 && !labelled);
    let digits = ordinal.or(single).or(begun)?.trim_start_matches('0');
    let known = digits.parse().is_ok_and(|n: u32| (1..=count).contains(&n));
    let alone = words.iter().all(|&word| word == city || number(word).is_some() || is_the_word(word));
    if !(known && alone) {
        return None;
    }
    words.retain(|&word| word == city);
    Some(Arrondissement { prefix, number: digits.to_owned(), whole: ordinal.is_some() })
}

/// "arr", "arrdt", "arrondissement", whole or begun.
fn is_the_word(word: &str) -> bool {
    word == "arrdt" || (word.len() >= 3 && "arrondissement".starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrondissement_of(text: &str) -> Option<(&'static str, String, bool)> {
        Query::parse(text).arrondissement.map(|a| (a.prefix, a.number, a.whole))
    }

    #[test]
    fn codes_leave_the_name() {
        for text in ["62300 Lens", "Lens (62300)", "lens 62300", "LENS CEDEX 62300"] {
            let query = Query::parse(text);
            assert_eq!((query.name.as_str(), query.codes), ("lens", vec!["62300".to_owned()]), "{text}");
        }
        assert_eq!(Query::parse("Ajaccio 2A").codes, ["2a"]);
        assert_eq!(Query::parse("2A004").codes, ["2a004"]);
        assert!(Query::parse("2abc 7 123456").codes.is_empty());
    }

    #[test]
    fn saints_are_written_out() {
        assert_eq!(Query::parse("St-Jean de Luz").name, "saint jean de luz");
        assert_eq!(Query::parse("Stes Maries").name, "saintes maries");
        assert_eq!(Query::parse("st").unfinished.as_deref(), Some("st"));
        assert_eq!(Query::parse("st andre ste").unfinished.as_deref(), Some("saint andre ste"));
        assert_eq!(Query::parse("st andre").unfinished, None);
    }

    #[test]
    fn arrondissements_in_every_form() {
        let paris = Some(("751", "12".to_owned(), true));
        for text in
            ["paris 12e", "Paris 12ème", "12e arrondissement Paris", "Paris 12e Arrondissement (75012)"]
        {
            assert_eq!(arrondissement_of(text), paris, "{text}");
        }
        assert_eq!(arrondissement_of("Paris 12"), Some(("751", "12".to_owned(), false)));
        assert_eq!(arrondissement_of("lyon 03"), Some(("6938", "3".to_owned(), false)));
        assert_eq!(arrondissement_of("Lyon 1er"), Some(("6938", "1".to_owned(), true)));
        assert_eq!(Query::parse("paris 12 arr").name, "paris");
    }

    #[test]
    fn other_numbers_are_not_arrondissements() {
        for text in
            ["lyon 69", "paris 75", "lyon 12e", "paris", "lens 62", "marseille (13)", "lyons la foret 3"]
        {
            assert_eq!(arrondissement_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_long_text_costs_no_more_than_a_short_one() {
        assert!(Query::parse(&"a".repeat(1_000_000)).name.len() <= 80);
    }
}
