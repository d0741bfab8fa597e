//! How an offer is asked for, and by whom.

use super::enumeration::enumeration;

enumeration! {
    /// `modes_mobilisation`: the ways to ask.
    pub enum MobilisationMode {
        EnvoyerUnCourriel = "envoyer-un-courriel", "Envoyer un courriel";
        SePresenter = "se-presenter", "Se présenter";
        Telephoner = "telephoner", "Téléphoner";
        UtiliserLienMobilisation = "utiliser-lien-mobilisation", "Utiliser le lien de mobilisation";
    }
}

enumeration! {
    /// `mobilisable_par`: who may ask; `Usagers` means that the person can by herself.
    pub enum MobilisableBy {
        Usagers = "usagers", "Usagers";
        Professionnels = "professionnels", "Professionnels";
    }
}
