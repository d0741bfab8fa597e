//! The codes of LHEO 2.3 in plain words.
//!
//! Source: the dictionaries of lheo-schema 2.3 (Réseau des Carif-Oref, lheo.gouv.fr).

use crate::domain::taxonomy::{Entry, Level, Payer};

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

/// `dict-niveaux` as the framework says it.
pub(super) fn reached(code: &str) -> Option<Level> {
    Some(match code {
        "1" => Level::None,
        "11" => Level::One,
        "12" => Level::Two,
        "13" | "4" => Level::Three,
        "14" | "5" => Level::Four,
        "15" | "6" => Level::Five,
        "16" => Level::Six,
        "17" => Level::Seven,
        "18" => Level::Eight,
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

/// `dict-financeurs` as the groups that a sheet names.
pub(super) fn pays(code: &str) -> Option<Payer> {
    Some(match code {
        "2" => Payer::Region,
        "3" => Payer::Europe,
        "4" => Payer::FranceTravail,
        "5" => Payer::Enterprise,
        "7" => Payer::Agefiph,
        "8" => Payer::Departement,
        "9" => Payer::Commune,
        "10" => Payer::Person,
        "11" | "12" | "13" => Payer::State,
        "16" => Payer::Opco,
        "17" => Payer::TransitionsPro,
        "0" | "18" | "20" => Payer::Other,
        _ => return None,
    })
}

/// `dict-modalites-recrutement` as the way in that it means, where it means one.
pub(super) fn way_in(code: &str) -> Option<Entry> {
    Some(match code {
        "2" | "4" | "5" | "6" => Entry::Test,
        "3" => Entry::File,
        "9" => Entry::Meeting,
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

/// The public of data·inclusion that a code of `code-public-vise` means (Formacode 14, annexe "publics"), where there is
/// one. Source: the correspondence of the pipeline of data·inclusion, 30 June 2026 (MIT).
pub(super) fn public(code: &str) -> Option<&'static str> {
    Some(match code.parse::<u32>().ok()? {
        80001 | 80003 | 80004 | 80006 | 80007 | 80009 | 81031 => "demandeurs-emploi",
        80010 => "beneficiaires-des-minimas-sociaux",
        81013 => "personnes-en-situation-juridique-specifique",
        81018 => "femmes",
        81020 | 81025 | 81026 | 81027 | 81028 | 81029 => "personnes-en-situation-de-handicap",
        81022 | 81023 | 81042 => "personnes-exilees",
        81024 | 81032 | 81033 => "jeunes",
        81030 => "etudiants",
        81050 | 83056 => "tous-publics",
        81014
        | 82004
        | 82009
        | 82010
        | 82012
        | 82015..=82018
        | 82020
        | 82038
        | 82044..=82048
        | 82057
        | 82058
        | 82060..=82064
        | 82066
        | 82067
        | 82069
        | 82080 => "actifs",
        _ => return None,
    })
}

/// The themes of data·inclusion that a code of `code-FORMACODE` is about (Formacode 14), where it is about one. Source: as
/// for [`public`].
pub(super) fn subject(code: &str) -> &'static [&'static str] {
    match code {
        "11083" | "15030" => &["lecture-ecriture-calcul--maitriser-le-calcul"],
        "15022" | "15040" | "15043" | "15235" | "15281" => {
            &["lecture-ecriture-calcul--maitriser-le-francais"]
        }
        "15041" => &[
            "lecture-ecriture-calcul--maitriser-le-francais",
            "lecture-ecriture-calcul--maitriser-le-calcul",
        ],
        "15031" => &["remobilisation--lien-social"],
        "15050" => &["numerique--maitriser-les-fondamentaux-du-numerique"],
        "15061" => &[
            "preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi",
            "choisir-un-metier--confirmer-son-choix-de-metier",
        ],
        "15062" => &[
            "choisir-un-metier--identifier-ses-points-forts-et-ses-competences",
            "choisir-un-metier--confirmer-son-choix-de-metier",
        ],
        "15066" => &["remobilisation--bien-etre-confiance-en-soi"],
        "15084" => &["se-former--trouver-sa-formation"],
        "15436" => &["remobilisation--activites-sportives-et-culturelles"],
        "32154" => &["choisir-un-metier--identifier-ses-points-forts-et-ses-competences"],
        "44028" => &["famille--prise-en-charge-personne-dependante"],
        _ => &[],
    }
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
    use crate::domain::taxonomy::{Public, Theme};

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(without_markup("<p>Lire</p><br/>écrire  <b>bien</b>"), "Lire\nécrire\nbien");
        assert_eq!(without_markup("moins < 3 et a<1>"), "moins < 3 et a<1>");
        assert_eq!(cut("un deux trois", 9), "un deux…");
        assert_eq!(cut("un", 9), "un");
    }

    #[test]
    fn every_code_means_what_the_schema_knows() {
        for code in 80_000..84_000 {
            let told = public(&code.to_string());
            assert!(told.is_none_or(|public| Public::from_code(public).is_some()), "{code}");
        }
        for code in 11_000..45_000 {
            assert!(
                subject(&code.to_string()).iter().all(|theme| Theme::from_code(theme).is_some()),
                "{code}"
            );
        }
        assert_eq!((public("82046"), public("82049")), (Some("actifs"), None));
    }

    #[test]
    fn both_is_one_and_distance_is_two() {
        assert_eq!(reception("1").unwrap().len(), 2);
        assert_eq!(reception("2"), Some(["a-distance"].as_slice()));
        assert_eq!(reception("3"), None);
    }
}
