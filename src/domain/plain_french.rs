//! Whether a text is plain French: short sentences, no unknown acronym, dates that say their year.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Words of a sentence from which it is long.
pub const LONG: usize = 20;

/// Acronyms that everybody reads as words.
const EVERYDAY: [&str; 24] = [
    "CV", "SMS", "TV", "OK", "PC", "QR", "GPS", "USB", "DVD", "CD", "WC", "TER", "TGV", "RER", "BUS", "PDF",
    "VTT", "BAC", "CAF", "SNCF", "SMIC", "CDI", "CDD", "EDF",
];

/// What some acronyms of the field mean, to propose.
const MEANINGS: [(&str, &str); 18] = [
    ("ACI", "atelier et chantier d’insertion"),
    ("AI", "association intermédiaire"),
    ("EI", "entreprise d’insertion"),
    ("ETTI", "entreprise de travail temporaire d’insertion"),
    ("EITI", "entreprise d’insertion par le travail indépendant"),
    ("SIAE", "structure d’insertion"),
    ("CAE", "coopérative d’activité et d’emploi"),
    ("CDDI", "contrat d’insertion"),
    ("RSA", "revenu de solidarité active"),
    ("MDPH", "maison départementale des personnes handicapées"),
    ("RQTH", "reconnaissance de travailleur handicapé"),
    ("PLIE", "plan local pour l’insertion et l’emploi"),
    ("ESS", "économie sociale et solidaire"),
    ("FLE", "français pour les personnes d’une autre langue"),
    ("QPV", "quartier prioritaire"),
    ("CCAS", "centre d’action sociale de la ville"),
    ("RDV", "rendez-vous"),
    ("CPF", "compte personnel de formation"),
];

/// Words that tell no date.
const VAGUE: [&str; 9] = [
    "prochainement",
    "bientôt",
    "ultérieurement",
    "à la rentrée",
    "dans quelques semaines",
    "dans les prochains mois",
    "dès que possible",
    "courant du mois",
    "sous peu",
];

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// What could be plainer in one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The field's name in the form.
    pub field: String,
    /// The words that are meant.
    pub quote: String,
    /// What to do.
    pub advice: String,
}

/// What could be plainer in some fields: each by its name, with its text.
pub fn hints<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Hint> {
    let mut told = BTreeSet::new();
    let mut hints = Vec::new();
    for (field, text) in texts {
        let mut hint =
            |quote: String, advice: String| hints.push(Hint { field: field.to_owned(), quote, advice });
        for sentence in sentences(text) {
            let words =
                sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
            if words > LONG {
                hint(
                    beginning(sentence),
                    format!("Cette phrase a {words} mots. Faites-en deux, de 12 mots."),
                );
            }
            let lower = sentence.to_lowercase();
            for vague in VAGUE.into_iter().filter(|vague| lower.contains(vague)) {
                hint(vague.to_owned(), "Dites un jour, un mois et une année.".to_owned());
            }
            if let Some(date) = without_year(&lower) {
                hint(date, "Ajoutez l’année : la page se lit longtemps.".to_owned());
            }
        }
        for acronym in acronyms(text) {
            if !told.insert(acronym.to_owned()) {
                continue;
            }
            let advice = match MEANINGS.iter().find(|(known, _)| *known == acronym) {
                Some((_, meaning)) => format!("Dites ce que cela veut dire : « {meaning} ({acronym}) »."),
                None => "Dites ce que ces lettres veulent dire.".to_owned(),
            };
            hint(acronym.to_owned(), advice);
        }
    }
    hints
}

/// Words that begin a question to which nobody answers by yes or no.
const OPEN: [&str; 10] =
    ["quel", "quelle", "quels", "quelles", "comment", "combien", "pourquoi", "quand", "où", "qui"];

/// What keeps the lines of a field from being questions that people answer by yes or no.
pub fn question_hints(field: &str, text: &str) -> Vec<Hint> {
    let hint = |line: &str, advice: &str| Hint {
        field: field.to_owned(),
        quote: line.to_owned(),
        advice: advice.to_owned(),
    };
    let mut hints = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let first = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        if OPEN.contains(&first.as_str()) {
            hints.push(hint(line, "On doit pouvoir répondre par oui ou par non : « Avez-vous… ? »"));
        } else if !line.ends_with('?') {
            hints.push(hint(line, "Écrivez une question : « Avez-vous… ? »"));
        }
    }
    hints
}

/// The sentences of a text; a line ends one too.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(split_sentences).map(str::trim).filter(|sentence| !sentence.is_empty())
}

/// A full stop ends a sentence where a blank follows: not in "9.30" or "example.org".
fn split_sentences(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut letters = line.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let ends = matches!(letter, '.' | '!' | '?' | '…');
        if ends && letters.peek().is_none_or(|(_, next)| next.is_whitespace()) {
            parts.push(&line[start..at]);
            start = at + letter.len_utf8();
        }
    }
    parts.push(&line[start..]);
    parts
}

fn beginning(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().take(6).collect();
    format!("{} …", words.join(" "))
}

/// Capitals that stand alone and are not explained beside, each time they come.
fn acronyms(text: &str) -> Vec<&str> {
    let explained = |word: &str| text.contains(&format!("({word})")) || text.contains(&format!("{word} ("));
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| (2..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase))
        .filter(|word| !EVERYDAY.contains(word) && !explained(word))
        .collect()
}

/// A day and a month, or a month after "en" or "début", that no year follows.
fn without_year(lower: &str) -> Option<String> {
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || ",;:()«»".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let is_year = |word: Option<&&str>| word.is_some_and(|word| word.len() == 4 && word.starts_with("20"));
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| words[before]);
        let day = before.is_some_and(|word| {
            let digits = word.trim_end_matches("er");
            !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        let loose = before.is_some_and(|word| matches!(word, "en" | "début" | "fin" | "mi" | "courant"));
        if MONTHS.contains(word) && (day || loose) && !is_year(words.get(at + 1)) {
            return Some(format!("{} {word}", before.unwrap_or_default()));
        }
        let slashed: Vec<&str> = word.split('/').collect();
        if let [day, month] = slashed.as_slice()
            && [day, month]
                .iter()
                .all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
            && month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
        {
            return Some((*word).to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes(text: &str) -> Vec<String> {
        hints([("description", text)]).into_iter().map(|hint| hint.quote).collect()
    }

    #[test]
    fn plain_french_is_left_alone() {
        let plain = "Vous réparez des vélos. C’est un atelier et chantier d’insertion (ACI).\nUn ACI donne un travail.\n\
                     Venez le 8 décembre 2026, à 9 h 30. En mai 2027 aussi. Envoyez un CV par SMS. Écrivez à a.b@example.org.";
        assert_eq!(quotes(plain), Vec::<String>::new());
    }

    #[test]
    fn long_sentences_are_told() {
        let long = "Vous apprenez à réparer des vélos dans notre atelier avec une équipe qui vous accompagne chaque jour \
                    dans toutes les étapes de votre projet.";
        assert_eq!(quotes(long), ["Vous apprenez à réparer des vélos …"]);
        assert_eq!(quotes(&"Vous venez. ".repeat(30)), Vec::<String>::new());
    }

    #[test]
    fn acronyms_without_meaning_are_told_once() {
        let found =
            hints([("description", "Le PLIE et la MDPH. Le PLIE aide."), ("conditions", "Avec le PLIE.")]);
        let told: Vec<(&str, &str)> =
            found.iter().map(|hint| (hint.field.as_str(), hint.quote.as_str())).collect();
        assert_eq!(told, [("description", "PLIE"), ("description", "MDPH")]);
        assert!(found[0].advice.contains("plan local"), "{}", found[0].advice);
    }

    #[test]
    fn unclear_dates_are_told() {
        for (text, quote) in [
            ("La formation commence prochainement.", "prochainement"),
            ("Réunion le 12 mars à 9 h.", "12 mars"),
            ("Le 1er avril.", "1er avril"),
            ("Cela commence en septembre.", "en septembre"),
            ("Venez le 12/03.", "12/03"),
        ] {
            assert_eq!(quotes(text), [quote], "{text}");
        }
    }

    #[test]
    fn a_condition_is_a_question_of_yes_or_no() {
        let quotes = |text: &str| {
            question_hints("questions", text).into_iter().map(|hint| hint.quote).collect::<Vec<_>>()
        };
        assert_eq!(quotes("Avez-vous plus de 18 ans ?\n\nHabitez-vous à Pau ?"), Vec::<String>::new());
        assert_eq!(
            quotes("Quel âge avez-vous ?\nAvoir 18 ans.\nOù habitez-vous ?"),
            ["Quel âge avez-vous ?", "Avoir 18 ans.", "Où habitez-vous ?"]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC*") {
            let _ = quotes(&text);
        }
    }

    fn words(count: usize) -> String {
        vec!["mot"; count].join(" ")
    }

    #[test]
    fn a_sentence_is_long_from_its_twenty_first_word() {
        assert_eq!(quotes(&words(20)), Vec::<String>::new());
        assert_eq!(quotes(&words(21)), ["mot mot mot mot mot mot …"]);
        assert_eq!(quotes(&format!("{} – !", words(20))), Vec::<String>::new(), "signs are no words");
        // A full stop, another sign and a line end a sentence; one inside a number or a name does not.
        for end in [". ", "! ", "? ", "… ", "\n"] {
            assert_eq!(quotes(&format!("{}{end}{}", words(11), words(11))), Vec::<String>::new(), "{end:?}");
        }
        assert_eq!(quotes(&format!("{}.{}", words(11), words(11))).len(), 1);
        let advice = &hints([("taches", &*words(22))])[0];
        assert_eq!((advice.field.as_str(), advice.advice.contains("22 mots")), ("taches", true));
    }

    #[test]
    fn capitals_are_explained_beside_or_known_by_everybody() {
        for (text, quote) in [
            ("Un CV, un SMS.", None),
            ("La maison (MDPH) aide.", None),
            ("La MDPH (maison) aide.", None),
            ("La MDPH aide.", Some("MDPH")),
            ("L’ABCDEF aide.", Some("ABCDEF")),
            ("ABCDEFG, A, aB.", None),
        ] {
            assert_eq!(quotes(text).first().map(String::as_str), quote, "{text}");
        }
        let unknown = &hints([("nom", "L’ABCD aide.")])[0];
        assert_eq!(unknown.advice, "Dites ce que ces lettres veulent dire.");
        let known = &hints([("nom", "Le PLIE aide.")])[0];
        assert!(known.advice.contains("plan local pour l’insertion et l’emploi (PLIE)"), "{}", known.advice);
    }

    #[test]
    fn a_date_says_its_year() {
        for (text, quote) in [
            ("Le 12 mars 2027.", None),
            ("En mars 2027.", None),
            ("Le 12 mars (2027).", None),
            ("En mars 12.", Some("en mars")),
            ("En mars 1999.", Some("en mars")),
            ("Le 123 mars.", None),
            ("Le er mars.", None),
            ("mars", None),
            ("Le joli mars.", None),
            ("Début mai.", Some("début mai")),
            ("Du 3 au 12 août.", Some("12 août")),
            ("Le 12/13.", None),
            ("Le 12/00.", None),
            ("Le 1/12.", None),
            ("Le ab/12.", None),
            ("Le 01/12/2026.", None),
            ("Le 31/12.", Some("31/12")),
        ] {
            assert_eq!(quotes(text).first().map(String::as_str), quote, "{text}");
        }
    }
}
