//! What a workshop of an insertion structure says of itself. Not of the schema: ours.
//!
//! Kinds of structures and contracts: code du travail, L5132-4 to L5132-15-1.

use super::enumeration::enumeration;

enumeration! {
    /// The kind of an insertion structure (SIAE).
    pub enum SiaeKind {
        Aci = "aci", "Atelier et chantier d’insertion (ACI)";
        Ai = "ai", "Association intermédiaire (AI)";
        Ei = "ei", "Entreprise d’insertion (EI)";
        Etti = "etti", "Entreprise de travail temporaire d’insertion (ETTI)";
        Eiti = "eiti", "Entreprise d’insertion par le travail indépendant (EITI)";
    }
}

enumeration! {
    /// The contract that the person signs.
    pub enum Contract {
        Cddi = "cddi", "Contrat d’insertion (CDDI)";
        CdiInclusion = "cdi-inclusion", "CDI inclusion, dès 57 ans";
        UseContract = "cddu", "Contrat d’usage, mission par mission";
        Mission = "mission", "Contrat de mission (intérim)";
        Cdd = "cdd", "Contrat à durée déterminée (CDD)";
        Cdi = "cdi", "Contrat à durée indéterminée (CDI)";
        Cape = "cape", "Contrat d’appui au projet (CAPE)";
        Independent = "independant", "Travail indépendant";
    }
}
