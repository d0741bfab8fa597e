//! What a person agrees to when she asks. The words are versioned: a request keeps the version that she read or heard, and
//! no version is ever changed.

use super::territory::of;

/// A text that somebody agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Its name in the database.
    pub version: &'static str,
    /// What the box says.
    pub agreement: &'static str,
    /// A title and a sentence each; `{structure}` is who reads the request, `{association}`
    /// whose volunteer helps.
    terms: &'static [(&'static str, &'static str)],
}

/// What is kept, for how long, and how to take it back: the same whoever holds the phone.
const HOW_LONG: &str =
    "90 jours si la réponse est non. 12 mois si la réponse est oui. Ensuite, tout est effacé.";
/// How to take it back.
const CHANGE_OF_MIND: &str =
    "À tout moment, avec votre code : vous annulez, et la structure ne voit plus votre demande.";

/// What a person reads by herself.
pub const ALONE: Text = Text {
    version: "2026-11",
    agreement: "J’accepte que ma demande soit envoyée à cette structure.",
    terms: &[
        (
            "Ce que nous envoyons",
            "Votre prénom, votre téléphone, et ce que vous écrivez sur cette page. Rien d’autre.",
        ),
        ("À qui", "À {structure} seulement."),
        ("Combien de temps", HOW_LONG),
        ("Changer d’avis", CHANGE_OF_MIND),
    ],
};

/// What is read to her aloud, or what she reads on her phone, when a volunteer asks with her.
pub const BESIDE: Text = Text {
    version: "2026-11-accompagne",
    agreement: "Oui, j’accepte que ma demande soit envoyée à cette structure.",
    terms: &[
        ("Ce que nous envoyons", "Votre prénom, votre téléphone, et le mot que vous dictez. Rien d’autre."),
        ("À qui", "À {structure} seulement."),
        (
            "Qui vous aide",
            "Un bénévole {association}. Après l’envoi, il ne voit plus votre numéro ni votre mot. \
             Il voit où en est la demande seulement si vous le voulez.",
        ),
        ("Combien de temps", HOW_LONG),
        ("Changer d’avis", CHANGE_OF_MIND),
    ],
};

/// Every text, the oldest first. New words are a new text at the end: what somebody agreed to can always be read again.
pub const TEXTS: &[Text] = &[ALONE, BESIDE];

/// How a person agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By herself, on the request's form.
    Alone,
    /// She said yes to the volunteer beside her, who read the words aloud.
    Aloud,
    /// On her own phone, behind a link that went there by SMS.
    Sms,
}

impl Way {
    /// All.
    pub const ALL: [Self; 3] = [Self::Alone, Self::Aloud, Self::Sms];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Aloud => "aloud",
            Self::Sms => "sms",
        }
    }

    /// The way of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }

    /// How she reads it: "Vous avez dit oui …".
    pub fn told(self) -> &'static str {
        match self {
            Self::Alone => "sur cette page",
            Self::Aloud => "de vive voix",
            Self::Sms => "par le lien de notre SMS",
        }
    }

    /// The text that is agreed to this way.
    pub fn text(self) -> Text {
        match self {
            Self::Alone => ALONE,
            Self::Aloud | Self::Sms => BESIDE,
        }
    }
}

impl Text {
    /// The text of a version.
    pub fn of(version: &str) -> Option<Self> {
        TEXTS.iter().find(|text| text.version == version).copied()
    }

    /// What is sent, to whom, for how long, and how to take it back: a title and a sentence each. `association` is who
    /// helps; nothing where nobody does.
    pub fn terms(&self, structure: &str, association: &str) -> Vec<(&'static str, String)> {
        let said =
            |text: &str| text.replace("{structure}", structure).replace("{association}", &of(association));
        self.terms.iter().map(|(title, text)| (*title, said(text))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_a_version_of_its_own_and_every_way_its_text() {
        for (at, text) in TEXTS.iter().enumerate() {
            assert_eq!(TEXTS.iter().position(|one| one.version == text.version), Some(at));
            assert_eq!(Text::of(text.version), Some(*text));
            let said = text.terms("CoopConnexion", "Les Restos");
            assert!(said.iter().all(|(_, text)| !text.contains('{')), "{said:?}");
            let whom = said.iter().find(|(title, _)| *title == "À qui").map(|(_, text)| text.as_str());
            assert_eq!(whom, Some("À CoopConnexion seulement."));
            let beside = said.iter().any(|(_, text)| text.contains("Un bénévole des Restos."));
            assert_eq!(beside, *text == BESIDE, "{said:?}");
        }
        for way in Way::ALL {
            assert_eq!((Way::from_code(way.code()), TEXTS.contains(&way.text())), (Some(way), true));
        }
        assert_eq!(Text::of("2020"), None);
    }

    /// Whoever mends a text here changes what people have agreed to: write a new one instead.
    #[test]
    fn no_text_is_ever_changed() {
        let told: Vec<u64> = TEXTS.iter().map(print_of).collect();
        assert_eq!(told, PRINTS);
    }

    /// FNV-1a over the agreement and the terms, in order.
    fn print_of(text: &Text) -> u64 {
        let terms = text.terms.iter().flat_map(|(title, text)| [*title, *text]);
        let bytes = std::iter::once(text.agreement).chain(terms).flat_map(str::bytes);
        bytes
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// What [`print_of`] says of each text, for good.
    const PRINTS: &[u64] = &[0xaf66_9e17_bea4_ea36, 0xe883_9831_a83b_3ca3];
}
