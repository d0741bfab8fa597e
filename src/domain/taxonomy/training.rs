//! What a training says of itself. Not of the schema: ours, after LHEO 2.3 (namespace `http://lheo.gouv.fr/2.3`).

use super::enumeration::enumeration;

enumeration! {
    /// How one gets into a training.
    pub enum Entry {
        BySelf = "auto-positionnement", "La personne s’inscrit elle-même";
        Meeting = "information-collective", "Par une réunion d’information";
        Test = "test", "Par un test";
        File = "dossier", "Sur dossier";
        Prescription = "prescription-obligatoire", "Un conseiller doit la proposer";
        ToConfirm = "a-confirmer", "À confirmer avec le centre";
    }
}

enumeration! {
    /// Who pays for a training (LHEO, `dict-financeurs`; each is a group of its codes).
    pub enum Payer {
        Region = "region", "La Région";
        FranceTravail = "france-travail", "France Travail";
        State = "etat", "L’État";
        Departement = "departement", "Le département";
        Opco = "opco", "Un opérateur de compétences (OPCO)";
        TransitionsPro = "transitions-pro", "Transitions Pro";
        Cpf = "cpf", "Le compte personnel de formation (CPF)";
        Agefiph = "agefiph", "L’Agefiph";
        Europe = "fse", "L’Europe (Fonds social européen)";
        Commune = "commune", "La commune";
        Enterprise = "entreprise", "L’entreprise";
        Person = "beneficiaire", "La personne";
        Other = "autre", "Quelqu’un d’autre";
    }
}

enumeration! {
    /// The level that a training leads to: the national framework of certifications (code du travail, D6113-19).
    pub enum Level {
        None = "sans", "Pas de niveau";
        One = "1", "Niveau 1 : savoirs de base";
        Two = "2", "Niveau 2 : début de qualification";
        Three = "3", "Niveau 3 : CAP, BEP, titre professionnel";
        Four = "4", "Niveau 4 : bac, bac professionnel";
        Five = "5", "Niveau 5 : bac + 2";
        Six = "6", "Niveau 6 : bac + 3";
        Seven = "7", "Niveau 7 : bac + 5";
        Eight = "8", "Niveau 8 : doctorat";
    }
}

enumeration! {
    /// Who may propose a person for a training.
    pub enum Prescriber {
        FranceTravail = "france-travail", "Un conseiller de France Travail";
        Mission = "mission-locale", "Un conseiller de la mission locale";
        CapEmploi = "cap-emploi", "Un conseiller de Cap emploi";
        Departement = "departement", "Un travailleur social du département";
        Ccas = "ccas", "Le centre d’action sociale de la ville (CCAS)";
        Siae = "siae", "Une structure d’insertion";
        Association = "association", "Une association qui vous accompagne";
        Employer = "employeur", "Un employeur";
    }
}
