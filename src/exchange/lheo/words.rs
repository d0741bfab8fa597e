//! The codes of LHEO 2.3 in plain words.
//!
//! Source: the dictionaries of lheo-schema 2.3 (Réseau des Carif-Oref, lheo.gouv.fr).

/// `dict-niveaux`: the level of a course. Codes 11 to 18 are the framework of 2019, 0 to 8 the nomenclature of 1969.
pub(super) fn level(code: &str) -> Option<&'static str> {
    Some(match code {
        "13" | "4" => "niveau 3 (CAP, BEP)",
        "14" | "5" => "niveau 4 (bac)",
        "15" | "6" => "niveau 5 (bac + 2)",
        "16" => "niveau 6 (licence)",
        "17" => "niveau 7 (master)",
        "18" => "niveau 8 (doctorat)",
        _ => return None,
    })
}

/// `dict-AIS`, `objectif-general-formation`: what the course is for.
pub(super) fn aim(code: &str) -> Option<&'static str> {
    Some(match code {
        "2" => "Vous vous perfectionnez.",
        "4" => "Vous apprenez à créer votre entreprise.",
        "5" => "Vous reprenez les bases : lire, écrire, compter.",
        "6" => "Vous préparez une certification.",
        "7" => "Vous apprenez un métier.",
        "8" => "Vous vous préparez à une formation qui qualifie.",
        "9" => "Vous reprenez confiance et vous cherchez votre projet.",
        _ => return None,
    })
}

/// The theme of data·inclusion that an aim is about, where it is about one.
pub(super) fn theme(code: &str) -> Option<&'static str> {
    Some(match code {
        "4" => "creer-une-entreprise--structurer-son-projet-de-creation-dentreprise",
        "9" => "choisir-un-metier--confirmer-son-choix-de-metier",
        _ => return None,
    })
}

/// `dict-financeurs`: who pays.
pub(super) fn payer(code: &str) -> Option<&'static str> {
    Some(match code {
        "2" => "la Région",
        "3" => "le Fonds social européen",
        "4" => "France Travail",
        "5" => "une entreprise",
        "7" => "l’Agefiph",
        "8" => "le Département",
        "9" => "la commune",
        "10" => "la personne elle-même",
        "11" | "12" | "13" => "l’État",
        "16" => "un OPCO",
        "17" => "Transitions Pro",
        "18" => "LADOM",
        "20" => "l’OFII",
        _ => return None,
    })
}

/// `dict-modalites-recrutement`: how one gets in.
pub(super) fn entry(code: &str) -> Option<&'static str> {
    Some(match code {
        "1" => "Une mise en situation",
        "2" => "Un concours",
        "3" => "Un dossier",
        "4" => "Des tests",
        "5" => "Une épreuve écrite",
        "6" => "Une épreuve orale",
        "7" => "Une candidature",
        "8" => "Un entretien",
        "9" => "Une réunion d’information",
        _ => return None,
    })
}

/// `modalites-enseignement`: 0 on site, 1 both, 2 all at a distance. Some readers take 1 for the distance: they are
/// wrong by the schema 2.3.
pub(super) fn reception(code: &str) -> Option<&'static [&'static str]> {
    Some(match code {
        "0" => &["en-presentiel"],
        "1" => &["en-presentiel", "a-distance"],
        "2" => &["a-distance"],
        _ => return None,
    })
}

/// A text without the markup that some programs leave in it.
pub(super) fn without_markup(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        kept.push_str(&rest[..at]);
        let inside = &rest[at + 1..];
        let is_tag = inside.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
        match inside.find('>').filter(|_| is_tag) {
            Some(end) => {
                kept.push('\n');
                rest = &inside[end + 1..];
            }
            None => {
                kept.push('<');
                rest = inside;
            }
        }
    }
    kept.push_str(rest);
    let lines = kept.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// `text`, cut after a word where it is longer than `most` characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    let end = kept.rfind(' ').filter(|at| *at > kept.len() / 2).unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(without_markup("<p>Lire</p><br/>écrire  <b>bien</b>"), "Lire\nécrire\nbien");
        assert_eq!(without_markup("moins < 3 et a<1>"), "moins < 3 et a<1>");
        assert_eq!(cut("un deux trois", 9), "un deux…");
        assert_eq!(cut("un", 9), "un");
    }

    #[test]
    fn both_is_one_and_distance_is_two() {
        assert_eq!(reception("1").unwrap().len(), 2);
        assert_eq!(reception("2"), Some(["a-distance"].as_slice()));
        assert_eq!(reception("3"), None);
    }
}
