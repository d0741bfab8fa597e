//! The six big needs of the home page, in the words of the person who has them.

use serde::{Deserialize, Serialize};

use super::offer::{Offer, OfferKind};
use super::taxonomy::ThemeCategory;

/// A big need: what somebody would say when asked what she is looking for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// To work, now.
    Work,
    /// To learn a trade or prepare one.
    Train,
    /// To speak, read and write French.
    French,
    /// To create her own activity.
    Create,
    /// To get about.
    Move,
    /// To find or keep a home.
    Home,
}

impl Need {
    /// All six, in the order of the home page.
    pub const ALL: [Self; 6] = [Self::Work, Self::Train, Self::French, Self::Create, Self::Move, Self::Home];

    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Work => "travailler",
            Self::Train => "se-former",
            Self::French => "francais",
            Self::Create => "creer",
            Self::Move => "se-deplacer",
            Self::Home => "se-loger",
        }
    }

    /// The need of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|need| need.code() == code)
    }

    /// What the button says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Work => "Travailler",
            Self::Train => "Me former",
            Self::French => "Apprendre le français",
            Self::Create => "Créer mon activité",
            Self::Move => "Me déplacer",
            Self::Home => "Me loger",
        }
    }

    /// The name of its icon in the sprite.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Train => "train",
            Self::French => "french",
            Self::Create => "create",
            Self::Move => "move",
            Self::Home => "home",
        }
    }

    /// Whether an offer answers this need.
    pub fn fits(self, offer: &Offer) -> bool {
        let about = |categories: &[ThemeCategory]| {
            offer.themes.iter().any(|theme| categories.contains(&theme.category()))
        };
        match self {
            Self::Work => {
                matches!(offer.kind, OfferKind::Workshop | OfferKind::TemporaryWork)
                    || about(&[ThemeCategory::TrouverUnEmploi, ThemeCategory::PreparerSaCandidature])
            }
            Self::Train => {
                offer.kind == OfferKind::Training
                    || about(&[ThemeCategory::SeFormer, ThemeCategory::ChoisirUnMetier])
            }
            Self::French => about(&[ThemeCategory::LectureEcritureCalcul]),
            Self::Create => {
                offer.kind == OfferKind::Enterprise || about(&[ThemeCategory::CreerUneEntreprise])
            }
            Self::Move => about(&[ThemeCategory::Mobilite]),
            Self::Home => about(&[ThemeCategory::LogementHebergement]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_answers_the_needs_of_its_kind_and_of_its_themes() {
        let needs = |kind, theme: &str| {
            let mut offer = Offer::blank(kind, "s", "s--1", "s--o", time::macros::date!(2026 - 11 - 23));
            offer.themes = crate::domain::taxonomy::Theme::from_code(theme).into_iter().collect();
            Need::ALL.into_iter().filter(|need| need.fits(&offer)).collect::<Vec<_>>()
        };
        for (kind, theme, fits) in [
            (OfferKind::Workshop, "", vec![Need::Work]),
            (OfferKind::TemporaryWork, "", vec![Need::Work]),
            (OfferKind::Training, "", vec![Need::Train]),
            (OfferKind::Enterprise, "", vec![Need::Create]),
            (OfferKind::Support, "", vec![]),
            (OfferKind::Support, "trouver-un-emploi--maintien-dans-lemploi", vec![Need::Work]),
            (OfferKind::Support, "preparer-sa-candidature--developper-son-reseau", vec![Need::Work]),
            (OfferKind::Support, "se-former--trouver-sa-formation", vec![Need::Train]),
            (OfferKind::Support, "choisir-un-metier--confirmer-son-choix-de-metier", vec![Need::Train]),
            (OfferKind::Support, "lecture-ecriture-calcul--maitriser-le-francais", vec![Need::French]),
            (OfferKind::Support, "creer-une-entreprise--developper-son-entreprise", vec![Need::Create]),
            (OfferKind::Support, "mobilite--acceder-a-un-vehicule", vec![Need::Move]),
            (OfferKind::Training, "logement-hebergement--louer-un-logement", vec![Need::Train, Need::Home]),
            (OfferKind::Support, "sante--addictions", vec![]),
        ] {
            assert_eq!(needs(kind, theme), fits, "{kind:?} {theme}");
        }
    }
}
