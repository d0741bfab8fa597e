//! First needs: eating, dressing, a roof, money.

use super::{Form, Subject};
use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::{Public::*, ServiceType, Theme::*};

pub(in crate::seed::generate) static FOOD: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::AideMaterielle,
    publics: &[Familles, BeneficiairesDesMinimasSociaux, PersonnesEnSituationDurgence, Etudiants],
    forms: &[
        Form(
            EquipementEtAlimentationAlimentation,
            "Aide alimentaire {a}",
            "Vous recevez de quoi manger pour la semaine, selon le nombre de personnes à la maison.",
        ),
        Form(
            EquipementEtAlimentationAlimentation,
            "Épicerie solidaire {a}",
            "À l’épicerie solidaire, vous choisissez vos courses et vous en payez une petite partie.",
        ),
        Form(
            EquipementEtAlimentationAlimentation,
            "Colis alimentaires et café partagé",
            "Vous venez chercher un colis et boire un café avec les bénévoles.",
        ),
        Form(
            EquipementEtAlimentationAlimentation,
            "Repas chauds le midi",
            "Un repas chaud est servi le midi, sans réservation.",
        ),
    ],
    how: &[
        "Une inscription rapide est faite à l’accueil.",
        "Des produits pour bébé sont prévus.",
        "Les bénévoles vous parlent aussi des autres aides.",
        "Un atelier cuisine est ouvert à tous une fois par mois.",
    ],
    conditions: &["Un justificatif de ressources, si vous en avez un"],
    themes: &[RemobilisationLienSocial, EquipementEtAlimentationHabillement],
};

pub(in crate::seed::generate) static CLOTHES: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::AideMaterielle,
    publics: &[Familles, DemandeursEmploi, PersonnesEnSituationDurgence, PersonnesExilees],
    forms: &[
        Form(
            EquipementEtAlimentationHabillement,
            "Vestiaire solidaire {a}",
            "Vous trouvez des vêtements propres et en bon état, pour toute la famille.",
        ),
        Form(
            EquipementEtAlimentationHabillement,
            "Une tenue pour un entretien d’embauche",
            "Vous choisissez une tenue pour votre entretien, avec les conseils d’un bénévole.",
        ),
        Form(
            EquipementEtAlimentationElectromenager,
            "Meubles et électroménager d’occasion {a}",
            "Vous trouvez des meubles et des appareils vérifiés par l’atelier.",
        ),
        Form(
            NumeriqueAcquerirUnEquipement,
            "Ordinateurs reconditionnés",
            "Vous pouvez avoir un ordinateur ou un téléphone remis en état, avec une heure d’explication.",
        ),
    ],
    how: &[
        "Quand il y a un prix, il est affiché et se paie en plusieurs fois.",
        "Une livraison est possible.",
        "Vous pouvez aussi donner ce qui ne vous sert plus.",
    ],
    conditions: &[],
    themes: &[EquipementEtAlimentationHabillement, RemobilisationLienSocial],
};

pub(in crate::seed::generate) static HOUSING: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::Accompagnement,
    publics: &[Familles, Jeunes, BeneficiairesDesMinimasSociaux, Actifs, PersonnesExilees],
    forms: &[
        Form(
            LogementHebergementLouerUnLogement,
            "Chercher un logement avec une conseillère {a}",
            "Une conseillère vous aide à trouver un logement et à préparer votre dossier.",
        ),
        Form(
            LogementHebergementReduireLesImpayesDeLoyer,
            "Loyers en retard : agir avant l’expulsion",
            "Vous avez des loyers en retard : nous cherchons une solution avec le propriétaire.",
        ),
        Form(
            LogementHebergementSinformerSurLesDemarchesLieesALaccesAuLogement,
            "Faire sa demande de logement social",
            "Nous remplissons ensemble votre demande de logement social et nous la suivons.",
        ),
        Form(
            LogementHebergementSeMaintenirDansLeLogement,
            "Garder son logement : une aide à domicile",
            "Une personne vient chez vous pour vous aider à garder votre logement.",
        ),
        Form(
            LogementHebergementChangerDeLogement,
            "Changer de logement : trop petit, trop cher, abîmé",
            "Votre logement ne va plus : une conseillère cherche avec vous comment en changer.",
        ),
    ],
    how: &[
        "Nous vérifions vos droits : APL, Fonds de solidarité logement, garantie Visale.",
        "Nous pouvons nous déplacer.",
        "Nous écrivons avec vous aux bailleurs.",
        "Nous vous aidons à comprendre le bail et les charges.",
    ],
    conditions: &[],
    themes: &[
        LogementHebergementSeMaintenirDansLeLogement,
        DifficultesFinancieresAmeliorerSaGestionBudgetaire,
    ],
};

pub(in crate::seed::generate) static SHELTER: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::AideMaterielle,
    publics: &[PersonnesEnSituationDurgence, Jeunes, Familles, Femmes, PersonnesExilees],
    forms: &[
        Form(
            LogementHebergementRechercherUneSolutionDhebergementTemporaire,
            "Une chambre en résidence {a}",
            "Vous avez besoin d’une chambre pour quelques mois : la résidence vous accueille.",
        ),
        Form(
            LogementHebergementRechercherUneSolutionDhebergementTemporaire,
            "Hébergement temporaire avec accompagnement",
            "Vous avez un toit pour quelques semaines, et quelqu’un pour préparer la suite.",
        ),
        Form(
            LogementHebergementRechercherUneSolutionDhebergementTemporaire,
            "Accueil de jour : douche, laverie, repos",
            "Le lieu vous reçoit en journée pour vous laver, vous reposer et faire le point.",
        ),
    ],
    how: &[
        "Un travailleur social prépare la suite avec vous.",
        "Une adresse pour votre courrier peut vous être donnée.",
        "Un coin cuisine est à disposition.",
    ],
    conditions: &[],
    themes: &[LogementHebergementSinformerSurLesDemarchesLieesALaccesAuLogement, SanteAccesAuxSoins],
};

pub(in crate::seed::generate) static MONEY: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::AideFinanciere,
    publics: &[Familles, BeneficiairesDesMinimasSociaux, Actifs, PersonnesEnSituationDurgence],
    forms: &[
        Form(
            DifficultesFinancieresAmeliorerSaGestionBudgetaire,
            "Point conseil budget {a}",
            "Un conseiller regarde avec vous ce qui rentre et ce qui sort, et cherche des solutions.",
        ),
        Form(
            DifficultesFinancieresAcquerirUneAutonomieBudgetaire,
            "Microcrédit personnel pour un projet",
            "Vous pouvez demander un petit prêt pour un besoin précis : permis, voiture, meubles.",
        ),
        Form(
            DifficultesFinancieresSituationDendettementSurendettement,
            "Sortir des dettes avec un conseiller",
            "Un conseiller prépare avec vous un plan ou un dossier de surendettement.",
        ),
        Form(
            DifficultesFinancieresPrevenirUneDegradationDeLaSituationFinanciere,
            "Aide d’urgence pour une facture",
            "Vous ne pouvez pas payer une facture d’énergie ou de cantine : une aide est possible.",
        ),
    ],
    how: &[
        "Nous écrivons avec vous à la banque ou au fournisseur.",
        "Venez avec vos trois derniers relevés de compte.",
        "C’est confidentiel.",
    ],
    conditions: &[],
    themes: &[
        DifficultesFinancieresAmeliorerSaGestionBudgetaire,
        DifficultesAdministrativesOuJuridiquesAccompagnementPourLaccesAuxDroits,
    ],
};
