//! The sixteen families of themes.

use super::enumeration::enumeration;

enumeration! {
    /// A family of `thematiques`: what comes before `--` in a theme’s code.
    pub enum ThemeCategory {
        ChoisirUnMetier = "choisir-un-metier", "Choisir un métier";
        CreerUneEntreprise = "creer-une-entreprise", "Créer une entreprise";
        DifficultesAdministrativesOuJuridiques =
            "difficultes-administratives-ou-juridiques",
            "Difficultés administratives ou juridiques";
        DifficultesFinancieres = "difficultes-financieres", "Difficultés financières";
        EquipementEtAlimentation = "equipement-et-alimentation", "Équipement et alimentation";
        Famille = "famille", "Famille";
        LectureEcritureCalcul = "lecture-ecriture-calcul", "Lecture, écriture et calcul";
        LogementHebergement = "logement-hebergement", "Logement et hébergement";
        Mobilite = "mobilite", "Mobilité";
        Numerique = "numerique", "Numérique";
        PreparerSaCandidature = "preparer-sa-candidature", "Préparer sa candidature";
        Remobilisation = "remobilisation", "Remobilisation";
        Sante = "sante", "Santé";
        SeFormer = "se-former", "Se former";
        SouvrirALinternational = "souvrir-a-linternational", "S’ouvrir à l’international";
        TrouverUnEmploi = "trouver-un-emploi", "Trouver un emploi";
    }
}
