//! Whom an offer is for.

use super::enumeration::enumeration;

enumeration! {
    /// `publics`: whom an offer is for. Several mean any of them; `TousPublics` stands alone.
    pub enum Public {
        TousPublics = "tous-publics", "Tous publics";
        Actifs = "actifs", "Actifs";
        BeneficiairesDesMinimasSociaux =
            "beneficiaires-des-minimas-sociaux",
            "Bénéficiaires des minimas sociaux";
        DemandeursEmploi = "demandeurs-emploi", "Demandeurs d’emploi";
        Etudiants = "etudiants", "Étudiants";
        Familles = "familles", "Familles";
        Femmes = "femmes", "Femmes";
        Jeunes = "jeunes", "Jeunes";
        PersonnesEnSituationDeHandicap =
            "personnes-en-situation-de-handicap",
            "Personnes en situation de handicap";
        PersonnesEnSituationDurgence = "personnes-en-situation-durgence", "Personnes en situation d’urgence";
        PersonnesEnSituationJuridiqueSpecifique =
            "personnes-en-situation-juridique-specifique",
            "Personnes en situation juridique spécifique";
        PersonnesExilees = "personnes-exilees", "Personnes exilées";
        ResidentsQpvFrr = "residents-qpv-frr", "Résidents en QPV ou FRR";
        Seniors = "seniors", "Séniors";
    }
}
