//! Health.

use super::{Form, Subject};
use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::{Public::*, ServiceType, Theme::*};

pub(in crate::seed::generate) static HEALTH: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::Accompagnement,
    publics: &[
        PersonnesEnSituationDeHandicap,
        BeneficiairesDesMinimasSociaux,
        PersonnesExilees,
        Jeunes,
        Seniors,
    ],
    forms: &[
        Form(
            SanteAccesAuxSoins,
            "Bilan de santé {a}",
            "Vous faites le point sur votre santé avec une infirmière, et elle vous aide à prendre rendez-vous.",
        ),
        Form(
            SanteSanteMentale,
            "Parler à un psychologue",
            "Un psychologue vous écoute et vous oriente vers les bons soins.",
        ),
        Form(
            SanteConstituerUnDossierMdphInvalidite,
            "Préparer son dossier MDPH",
            "Une conseillère remplit avec vous le dossier de la maison des personnes handicapées.",
        ),
        Form(
            SanteAddictions,
            "Arrêter ou réduire : alcool, tabac, écrans",
            "Un professionnel vous aide à arrêter ou à réduire, à votre rythme.",
        ),
        Form(
            SanteSanteSexuelle,
            "Contraception et dépistage {a}",
            "Une sage-femme répond à vos questions : contraception, dépistage, grossesse.",
        ),
    ],
    how: &[
        "Nous vérifions vos droits : carte Vitale, complémentaire santé solidaire.",
        "Un interprète est possible.",
        "Rien n’est transmis sans votre accord.",
    ],
    conditions: &[],
    themes: &[SanteAccesAuxSoins, SanteSanteMentale, RemobilisationBienEtreConfianceEnSoi],
};
