//! What a service is, what it costs and where it is given.

use super::enumeration::enumeration;

enumeration! {
    /// `type`: the form of a service, one at most.
    pub enum ServiceType {
        Accompagnement = "accompagnement", "Accompagnement";
        AideFinanciere = "aide-financiere", "Aide financière";
        AideMaterielle = "aide-materielle", "Aide matérielle";
        Atelier = "atelier", "Atelier";
        Formation = "formation", "Formation";
        Information = "information", "Information";
    }
}

enumeration! {
    /// `frais`: whether the person pays.
    pub enum Fee {
        Gratuit = "gratuit", "Gratuit";
        Payant = "payant", "Payant";
    }
}

enumeration! {
    /// `modes_accueil`: where the person is received.
    pub enum ReceptionMode {
        ADistance = "a-distance", "À distance";
        EnPresentiel = "en-presentiel", "En présentiel";
    }
}
