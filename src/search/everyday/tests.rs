//! Every line of the dictionary is sound, and phrases mean what people mean.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::domain::filter::FilterGroup;

fn stems(text: &str) -> Vec<String> {
    fold(text).split_whitespace().map(|word| stem(word).into_owned()).collect()
}

/// The labels of what a request means, one after the other, as a search reads it.
fn meant(text: &str) -> Vec<&'static str> {
    let everyday = Everyday::embedded();
    let (stems, mut at, mut labels) = (stems(text), 0, Vec::new());
    while at < stems.len() {
        match everyday.longest(&stems[at..]) {
            Some((taken, meaning)) => {
                labels.push(meaning.label);
                at += taken;
            }
            None => at += 1,
        }
    }
    labels
}

fn meaning(text: &str) -> &'static Meaning {
    let stems = stems(text);
    let everyday = Everyday::embedded();
    let found = everyday.longest(&stems).map(|(_, meaning)| meaning);
    found.or_else(|| everyday.alone(&stems)).unwrap_or_else(|| panic!("{text} means nothing"))
}

#[test]
fn every_line_of_the_file_is_right() {
    let problems: Vec<String> =
        read::lines(include_str!("../everyday.txt")).filter_map(|line| line.err()).collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn no_phrase_has_two_meanings() {
    let mut whole: BTreeMap<Vec<String>, BTreeSet<&str>> = BTreeMap::new();
    for (phrase, meaning) in Everyday::embedded().phrases() {
        let stems = stems(phrase);
        // The only two of which it is known that they are never met by chance.
        let small = ["AI", "bien-être", "bien être"].contains(&phrase);
        assert!(small || stems.iter().any(|stem| !is_stop(stem)), "« {phrase} » is made of stop words only");
        whole.entry(stems).or_default().insert(meaning.label);
    }
    let twice: Vec<_> = whole.iter().filter(|(_, labels)| labels.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:#?}");
    assert!(whole.len() >= 600, "{} phrases", whole.len());
}

#[test]
fn every_filter_can_be_said() {
    let said: BTreeSet<usize> = Everyday::embedded()
        .phrases()
        .flat_map(|(_, meaning)| meaning.filters.iter().map(|filter| filter.index()))
        .collect();
    let never: Vec<_> = Filter::all().iter().filter(|filter| !said.contains(&filter.index())).collect();
    assert!(never.is_empty(), "{never:?}");
}

#[test]
fn a_request_in_a_sentence_is_understood() {
    for (request, labels) in [
        ("permis", &["permis"][..]),
        ("jveux passer mon permi b", &["permis"]),
        ("papa solo", &["papa solo"]),
        ("j’ai plus de logement", &["hébergement d’urgence"]),
        ("je n’ai plus de logement", &["hébergement d’urgence"]),
        ("logement", &["me loger"]),
        ("remettre à niveau", &["lire écrire compter"]),
        ("faire le ménage", &["agent d’entretien"]),
        ("faire le ménage à domicile", &["aide à domicile"]),
        ("sortie de prison", &["sortie de prison"]),
        ("je sors de prison et je cherche du travail", &["sortie de prison", "travailler"]),
        ("apprendre le français", &["apprendre le français"]),
        ("aprendre le francais", &["apprendre le français"]),
        ("faire garder mes enfants", &["garde d’enfants"]),
        ("garde de mes enfants", &["garde d’enfants"]),
        ("garder des enfants", &["assistante maternelle"]),
        ("réparer ma voiture", &["garage solidaire"]),
        ("réparer des voitures", &["mécanicien"]),
        ("formation cuisine", &["formation", "cuisine"]),
        ("je suis à la rue", &["hébergement d’urgence"]),
        ("rue de la gare", &[]),
        ("sans papiers", &["titre de séjour"]),
        ("aide pour remplir mes papiers", &["aide", "papiers"]),
        ("taf dans le bâtiment", &["travailler", "bâtiment"]),
        ("s’occuper des vieux", &["aide à domicile"]),
        ("zzz", &[]),
        ("", &[]),
    ] {
        assert_eq!(meant(request), labels, "{request}");
    }
}

#[test]
fn acronyms_work_both_ways() {
    for (acronym, long) in [
        ("ACI", "atelier et chantier d’insertion"),
        ("AI", "association intermédiaire"),
        ("EI", "entreprise d’insertion"),
        ("ETTI", "entreprise de travail temporaire d’insertion"),
        ("EITI", "entreprise d’insertion par le travail indépendant"),
        ("GEIQ", "groupement d’employeurs pour l’insertion et la qualification"),
        ("ESAT", "établissement et service d’aide par le travail"),
        ("EA", "entreprise adaptée"),
        ("CAE", "coopérative d’activité et d’emploi"),
        ("SIAE", "structure d’insertion par l’activité économique"),
        ("IAE", "insertion par l’activité économique"),
        ("FLE", "français langue étrangère"),
        ("RSA", "revenu de solidarité active"),
        ("ASS", "allocation de solidarité spécifique"),
        ("AAH", "allocation aux adultes handicapés"),
        ("RQTH", "reconnaissance de la qualité de travailleur handicapé"),
        ("PMSMP", "période de mise en situation en milieu professionnel"),
        ("CACES", "certificat d’aptitude à la conduite en sécurité"),
        ("BAFA", "brevet d’aptitude aux fonctions d’animateur"),
        ("CLEA", "certificat CléA"),
        ("VAE", "validation des acquis de l’expérience"),
        ("CPF", "compte personnel de formation"),
        ("CEP", "conseil en évolution professionnelle"),
        ("MDPH", "maison départementale des personnes handicapées"),
        ("CAF", "caisse d’allocations familiales"),
        ("CPAM", "caisse primaire d’assurance maladie"),
        ("CCAS", "centre communal d’action sociale"),
        ("QPV", "quartier prioritaire de la politique de la ville"),
        ("ZRR", "zone de revitalisation rurale"),
        ("FRR", "france ruralités revitalisation"),
        ("PLIE", "plan local pour l’insertion et l’emploi"),
        ("PJJ", "protection judiciaire de la jeunesse"),
        ("SPIP", "service pénitentiaire d’insertion et de probation"),
        ("CADA", "centre d’accueil de demandeurs d’asile"),
        ("HUDA", "hébergement d’urgence pour demandeurs d’asile"),
        ("CHRS", "centre d’hébergement et de réinsertion sociale"),
        ("FSL", "fonds de solidarité pour le logement"),
        ("AJ", "aide juridictionnelle"),
        ("AIO", "accueil information orientation"),
        ("BTP", "bâtiment et travaux publics"),
        ("SST", "sauveteur secouriste du travail"),
        ("CAP", "certificat d’aptitude professionnelle"),
        ("ALSH", "accueil de loisirs sans hébergement"),
        ("PMI", "protection maternelle et infantile"),
        ("LAEP", "lieu d’accueil enfants parents"),
        ("AVDL", "accompagnement vers et dans le logement"),
        ("APA", "allocation personnalisée d’autonomie"),
        ("PCH", "prestation de compensation du handicap"),
        ("APL", "aide personnalisée au logement"),
        ("FJT", "foyer de jeunes travailleurs"),
        ("SIAO", "service intégré d’accueil et d’orientation"),
        ("CDDI", "contrat à durée déterminée d’insertion"),
    ] {
        assert_eq!(meaning(acronym).label, meaning(long).label, "{acronym}");
        assert_eq!(meaning(&acronym.to_lowercase()), meaning(acronym));
        let long: Vec<String> = stems(long);
        assert_eq!(
            Everyday::embedded().longest(&long).unwrap().0,
            long.len(),
            "{acronym}: all of it is taken"
        );
    }
    assert!(meaning("haccp").words.contains(&stems("hygiène alimentaire")));
}

#[test]
fn an_acronym_that_is_a_small_word_counts_only_alone() {
    assert_eq!(meaning("AI").label, "AI");
    assert!(meant("j’ai faim") != meant("AI"));
    assert!(Everyday::embedded().alone(&stems("j’ai")).is_none());
}

#[test]
fn real_words_are_never_slips_of_others() {
    for word in
        ["vente", "verte", "vert", "vent", "permis", "logement", "maçon", "bénévolat", "je", "poste", "porte"]
    {
        assert!(Everyday::embedded().knows(&stem(&fold(word))), "{word}");
    }
    for word in ["vnete", "logemnt", "zzz", ""] {
        assert!(!Everyday::embedded().knows(word), "{word}");
    }
}

#[test]
fn a_slip_leads_to_a_word_of_a_phrase() {
    let slip = |word: &str| Everyday::embedded().slip_of(&fold(word)).map(|(_, written)| written);
    for (typed, meant) in [
        ("logemnt", "logement"),
        ("nettoyaje", "nettoyage"),
        ("recondisionné", "reconditionné"),
        ("fransais", "français"),
        ("psycologue", "psychologue"),
    ] {
        assert_eq!(slip(typed), Some(meant), "{typed}");
    }
    for real in ["vente", "verte", "poison", "logement", "zzzzzz", "", "été", "lans", "работа"] {
        assert_eq!(slip(real), None, "{real}");
    }
}

#[test]
fn a_word_being_typed_leads_to_a_word_that_says_something_alone() {
    let completed = |typed: &str| Everyday::embedded().completion_of(typed).map(|(_, written)| written);
    for (typed, meant) in
        [("logisti", "logistique"), ("apparte", "appartement"), ("covoi", "covoit"), ("surend", "surendetté")]
    {
        assert_eq!(completed(typed), Some(meant), "{typed}");
    }
    for whole in ["logement", "log", "zzzz", ""] {
        assert_eq!(completed(whole), None, "{whole}");
    }
}

#[test]
fn every_word_of_a_phrase_is_folded_alone_as_it_is_together() {
    for (phrase, _) in Everyday::embedded().phrases() {
        let alone = phrase.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| !word.is_empty());
        assert_eq!(alone.collect::<Vec<_>>().join(" "), fold(phrase));
    }
}

#[test]
fn what_is_meant_is_looked_for_in_stems() {
    let everyday = Everyday::embedded();
    for (phrase, meaning) in everyday.phrases() {
        assert!(!meaning.filters.is_empty() || !meaning.words.is_empty(), "{phrase}");
        for word in meaning.words.iter().flatten() {
            assert_eq!(stem(word), &**word);
            assert!(everyday.knows(word));
        }
        let kinds = meaning.filters.iter().filter(|filter| filter.group() == FilterGroup::Kind);
        assert!(kinds.count() <= 1, "{phrase}: two kinds");
    }
}
