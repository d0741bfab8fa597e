//! Words that meet, and words that stay apart.

use proptest::prelude::*;

use super::*;
use crate::search::fold;

fn stem_of(word: &str) -> String {
    stem(&fold(word)).into_owned()
}

#[test]
fn number_gender_and_doubled_consonants_do_not_matter() {
    for same in [
        &["vendeur", "vendeuse", "vendeurs", "vendeuses"][..],
        &["directeur", "directrice", "directrices"],
        &["éducateur", "éducatrice"],
        &["formateur", "formatrice", "formateurs"],
        &["boulanger", "boulangère", "boulangères"],
        &["infirmier", "infirmière"],
        &["ouvrier", "ouvrière", "ouvriers"],
        &["maçon", "maçonne", "maçons"],
        &["mécanicien", "mécanicienne", "mecaniciens"],
        &["coiffeur", "coiffeuse", "coifeur"],
        &["serveur", "serveuse"],
        &["travailleur", "travailleuse"],
        &["agent", "agente", "agents"],
        &["soignant", "soignante"],
        &["étudiant", "étudiante", "etudiantes"],
        &["salarié", "salariée", "salariés"],
        &["professionnel", "professionnelle", "professionel"],
        &["actif", "active", "actives"],
        &["gratuit", "gratuite", "gratuits", "gratuites"],
        &["heureux", "heureuse"],
        &["local", "locale", "locaux", "locales"],
        &["social", "sociale", "sociaux"],
        &["hôpital", "hôpitaux"],
        &["bureau", "bureaux"],
        &["tuyau", "tuyaux"],
        &["nouveau", "nouvelle", "nouveaux", "nouvel"],
        &["vieux", "vieille", "vieil", "vieilles"],
        &["français", "française", "françaises"],
        &["chaud", "chaude"],
        &["vert", "verte", "verts"],
        &["seul", "seule", "seuls"],
        &["âgé", "âgée", "âgés", "âgées"],
        &["bienvenu", "bienvenue"],
        &["appartement", "apartement", "appartements"],
        &["adresse", "addresse"],
        &["permis", "permi"],
        &["jeu", "jeux"],
    ] {
        let stems: Vec<String> = same.iter().map(|word| stem_of(word)).collect();
        assert!(stems.iter().all(|one| *one == stems[0]), "{same:?}: {stems:?}");
    }
}

#[test]
fn different_words_stay_apart() {
    for others in [
        &["vente", "vent", "verte", "vendre"][..],
        &["poste", "post"],
        &["cours", "cour", "course"],
        &["caisse", "cas", "case"],
        &["port", "porte", "portage", "portée"],
        &["mère", "mer"],
        &["père", "per"],
        &["ville", "vil", "vile"],
        &["vélo", "vol"],
        &["garde", "gare"],
        &["banque", "banc"],
        &["emploi", "employé"],
        &["fille", "fils", "fil", "file"],
        &["salle", "sale"],
        &["homme", "home"],
        &["poisson", "poison"],
        &["médecin", "médecine"],
        &["commun", "commune"],
        &["cuisine", "cuisinier"],
        &["conduite", "conduit"],
        &["retrait", "retraite"],
        &["droit", "droite"],
        &["prêt", "prête"],
        &["frais", "fraise"],
        &["direct", "directeur"],
        &["visite", "visiteur"],
        &["travail", "travaux"],
        &["tours", "tour"],
        &["entrée", "entre"],
        &["bus", "but"],
    ] {
        let stems: Vec<String> = others.iter().map(|word| stem_of(word)).collect();
        let different: std::collections::BTreeSet<&String> = stems.iter().collect();
        assert_eq!(different.len(), others.len(), "{others:?}: {stems:?}");
    }
}

#[test]
fn short_words_acronyms_and_numbers_are_left_whole() {
    for word in [
        "", "a", "bus", "prix", "alsh", "rsa", "aci", "geiq", "ccas", "cddi", "62300", "a1", "b2", "cv",
        "temps",
    ] {
        assert_eq!(stem(word), word);
    }
    assert_eq!(stem("работа"), "работа");
}

#[test]
fn a_word_being_typed_begins_the_stem_of_the_whole() {
    for (typed, whole) in [
        ("appart", "appartement"),
        ("accompagn", "accompagnement"),
        ("coiff", "coiffeuse"),
        ("maçonn", "maçonnerie"),
        ("bureau", "bureaux"),
        ("perm", "permis"),
        ("logem", "logements"),
    ] {
        assert!(stem_of(whole).starts_with(&*beginning(&fold(typed))), "{typed}: {}", stem_of(whole));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn the_stem_of_a_stem_is_itself(
        root in "[a-z]{0,6}",
        ending in prop::sample::select(vec![
            "", "s", "x", "aux", "eaux", "eux", "oux", "euse", "euses", "eur", "eure", "trice", "trices", "ere", "nne",
            "elle", "ive", "if", "ale", "ales", "ante", "entes", "erte", "aise", "oise", "aine", "ee", "ees", "ue",
            "que", "ss", "sses", "nouveau", "vieille", "acces", "publique",
        ]),
    ) {
        let once = stem_of(&format!("{root}{ending}"));
        prop_assert_eq!(stem(&once), &*once);
        prop_assert!(once.len() <= root.len() + ending.len());
    }

    #[test]
    fn any_text_has_stems(text in "\\PC{0,30}") {
        for word in fold(&text).split(' ') {
            let once = stem(word).into_owned();
            prop_assert_eq!(stem(&once), &*once);
            prop_assert!(once.is_empty() == word.is_empty());
        }
    }
}
