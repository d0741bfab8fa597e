//! Why it is not for this time.

use serde::{Deserialize, Serialize};

/// Why it is not for this time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No place left.
    Full,
    /// She does not fit the conditions of entry.
    NotEligible,
    /// Too far for her, or no way to come.
    TooFar,
    /// Nobody picked up, several times.
    Unreachable,
    /// She did not come to the appointment.
    Absent,
    /// She works or trains already.
    Busy,
    /// Another offer suits her better.
    BetterElsewhere,
    /// Something else.
    Other,
}

impl Reason {
    /// All, in the order of the list.
    pub const ALL: [Self; 8] = [
        Self::Full,
        Self::NotEligible,
        Self::TooFar,
        Self::Unreachable,
        Self::Absent,
        Self::Busy,
        Self::BetterElsewhere,
        Self::Other,
    ];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::NotEligible => "not_eligible",
            Self::TooFar => "too_far",
            Self::Unreachable => "unreachable",
            Self::Absent => "absent",
            Self::Busy => "busy",
            Self::BetterElsewhere => "better_elsewhere",
            Self::Other => "other",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// What the structure chooses.
    pub fn label(self) -> &'static str {
        match self {
            Self::Full => "Nous n’avons plus de place",
            Self::NotEligible => "La personne ne remplit pas les conditions",
            Self::TooFar => "C’est trop loin pour elle",
            Self::Unreachable => "Nous n’arrivons pas à la joindre",
            Self::Absent => "Elle n’est pas venue au rendez-vous",
            Self::Busy => "Elle travaille ou se forme déjà",
            Self::BetterElsewhere => "Une autre offre lui convient mieux",
            Self::Other => "Une autre raison",
        }
    }

    /// What the person can do now.
    pub fn next_step(self) -> &'static str {
        match self {
            Self::Full => "Vous pouvez attendre une place, ou demander une offre proche.",
            Self::NotEligible => "Une autre offre est sûrement pour vous : regardez plus bas.",
            Self::TooFar => "Regardez plus bas ce qui est près de là, ou cherchez près de chez vous.",
            Self::Unreachable => "Vérifiez votre numéro, puis demandez encore.",
            Self::Absent => "Ça arrive. Vous pouvez demander encore, et dire quand vous êtes libre.",
            Self::Busy => "Si ce n’est pas vrai, appelez la structure. Sinon, bonne route !",
            Self::BetterElsewhere => "Regardez les offres plus bas.",
            Self::Other => "Appelez la structure pour en savoir plus, ou demandez une autre offre.",
        }
    }

    /// What the person reads.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Full => "Il n’y a plus de place pour le moment.",
            Self::NotEligible => "Cette offre a des conditions, et vous n’êtes pas dans le bon cas.",
            Self::TooFar => "C’est trop loin de chez vous.",
            Self::Unreachable => "La structure vous a appelé plusieurs fois, sans réponse.",
            Self::Absent => "Vous n’étiez pas au rendez-vous.",
            Self::Busy => "Vous avez déjà un travail ou une formation.",
            Self::BetterElsewhere => "Une autre offre est mieux pour vous.",
            Self::Other => "La structure ne peut pas vous accueillir cette fois.",
        }
    }
}
