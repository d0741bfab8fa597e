//! What a person agrees to when she asks. The words are versioned: a request keeps the version that she read.

/// The version of the words below; a change of meaning makes a new one.
pub const VERSION: &str = "2026-11";

/// What the box says.
pub const AGREEMENT: &str = "J’accepte que ma demande soit envoyée à cette structure.";

/// What is sent, to whom, for how long, and how to take it back: a title and a sentence each.
pub fn terms(organisation: &str) -> [(&'static str, String); 4] {
    [
        (
            "Ce que nous envoyons",
            "Votre prénom, votre téléphone, et ce que vous écrivez sur cette page. Rien d’autre.".to_owned(),
        ),
        ("À qui", format!("À {organisation} seulement.")),
        (
            "Combien de temps",
            "90 jours si la réponse est non. 12 mois si la réponse est oui. Ensuite, tout est effacé."
                .to_owned(),
        ),
        (
            "Changer d’avis",
            "À tout moment, avec votre code : vous annulez, et la structure ne voit plus votre demande."
                .to_owned(),
        ),
    ]
}
