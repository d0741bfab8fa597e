//! Daily life: getting about, papers, rights, family, company.

use super::{Form, Subject};
use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::{Public::*, ServiceType, Theme::*};

pub(in crate::seed::generate) static CAR: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::AideMaterielle,
    publics: &[DemandeursEmploi, Actifs, BeneficiairesDesMinimasSociaux, Jeunes],
    forms: &[
        Form(
            MobiliteAccederAUnVehicule,
            "Louer une voiture à petit prix pour travailler",
            "Vous avez un travail ou une formation, mais pas de voiture : nous vous en louons une.",
        ),
        Form(
            MobiliteMobiliteDoucePartageeCollective,
            "Prêt de vélo électrique {a}",
            "Nous vous prêtons un vélo électrique pour aller au travail ou en formation.",
        ),
        Form(
            MobiliteEntretenirReparerSonVehicule,
            "Garage solidaire {a}",
            "Le garage solidaire répare votre voiture au prix des pièces et d’une petite main-d’œuvre.",
        ),
        Form(
            MobiliteEtreAccompagneDansSonParcoursMobilite,
            "Bilan mobilité : trouver comment se déplacer",
            "Une conseillère cherche avec vous comment aller au travail : bus, vélo, covoiturage ou permis.",
        ),
    ],
    how: &[
        "L’assurance est comprise.",
        "Vous apportez une preuve d’emploi ou de formation.",
        "Nous regardons aussi les aides pour vos trajets.",
        "La demande est étudiée en une semaine.",
    ],
    conditions: &["Avoir un emploi, une formation ou une promesse d’embauche"],
    themes: &[MobiliteFinancerMaMobilite, MobiliteEtreAccompagneDansSonParcoursMobilite],
};

pub(in crate::seed::generate) static PAPERS: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::Accompagnement,
    publics: &[Familles, Seniors, PersonnesExilees, BeneficiairesDesMinimasSociaux],
    forms: &[
        Form(
            DifficultesAdministrativesOuJuridiquesAccompagnementAuxDemarchesAdministratives,
            "Aide pour remplir ses papiers {a}",
            "Une personne vous aide à comprendre un courrier et à remplir un dossier.",
        ),
        Form(
            DifficultesAdministrativesOuJuridiquesAccompagnementAuxDemarchesAdministratives,
            "Écrivain public : lettres et dossiers",
            "L’écrivain public écrit avec vous vos lettres, vos recours et vos dossiers.",
        ),
        Form(
            DifficultesAdministrativesOuJuridiquesAccompagnementPourLaccesAuxDroits,
            "Vérifier ses droits avec une conseillère",
            "Vous vérifiez en une heure les aides auxquelles vous avez droit.",
        ),
        Form(
            NumeriqueAccederADesServicesEnLigne,
            "Faire ses déclarations et ses demandes en ligne",
            "Vous faites vos démarches sur un ordinateur, avec quelqu’un à côté de vous.",
        ),
        Form(
            DifficultesAdministrativesOuJuridiquesAccompagnementPourLaccesALaCitoyennete,
            "Titre de séjour, nationalité : préparer son dossier",
            "Une personne vous aide à préparer votre dossier pour la préfecture.",
        ),
    ],
    how: &[
        "Venez avec vos courriers, même ceux que vous n’avez pas ouverts.",
        "Avec votre accord, nous appelons l’administration.",
        "Rien n’est répété à d’autres.",
    ],
    conditions: &[],
    themes: &[
        DifficultesAdministrativesOuJuridiquesAccompagnementPourLaccesAuxDroits,
        NumeriqueAccederADesServicesEnLigne,
    ],
};

pub(in crate::seed::generate) static RIGHTS: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::Information,
    publics: &[Femmes, Familles, PersonnesEnSituationJuridiqueSpecifique, PersonnesExilees],
    forms: &[
        Form(
            DifficultesAdministrativesOuJuridiquesAccompagnementPourLaccesAuxDroits,
            "Permanence juridique {a}",
            "Une juriste vous reçoit et vous explique vos droits.",
        ),
        Form(
            FamilleSurmonterConflitsSeparationViolence,
            "Séparation, violences : connaître ses droits",
            "Vous parlez de votre situation dans un lieu calme. En cas de danger, appelez le 17 ou le 3919.",
        ),
        Form(
            DifficultesAdministrativesOuJuridiquesConnaitreSesDroitsFaceAUneDiscrimination,
            "Discrimination : se faire aider",
            "Vous pensez avoir été traité injustement : une juriste vous écoute et vous conseille.",
        ),
        Form(
            DifficultesAdministrativesOuJuridiquesPrendreEnCompteUneProblematiqueJudiciaire,
            "Préparer l’après-détention",
            "Une personne vous aide à préparer votre sortie : logement, papiers, travail.",
        ),
    ],
    how: &[
        "L’entretien dure trente à quarante-cinq minutes.",
        "Nous vous orientons vers un avocat ou une association si besoin.",
        "L’entretien est confidentiel.",
    ],
    conditions: &[],
    themes: &[
        DifficultesAdministrativesOuJuridiquesBeneficierDuneMesureDaccompagnementAdapte,
        DifficultesAdministrativesOuJuridiquesAccompagnementPourLaccesAuxDroits,
    ],
};

pub(in crate::seed::generate) static CHILDREN: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::AideMaterielle,
    publics: &[Familles, Femmes, DemandeursEmploi, Jeunes],
    forms: &[
        Form(
            FamilleGardeDenfants,
            "Une place en crèche pour chercher un emploi {a}",
            "Votre enfant est gardé pendant vos démarches, votre formation ou vos débuts au travail.",
        ),
        Form(
            FamilleGardeDenfants,
            "Garde d’enfants tôt le matin et tard le soir",
            "Une personne vient garder vos enfants chez vous quand vos horaires sont décalés.",
        ),
        Form(
            FamilleSoutienALaParentaliteEtALeducation,
            "Un lieu pour jouer et parler, parents et enfants",
            "Vous venez jouer avec votre enfant et parler avec d’autres parents.",
        ),
        Form(
            FamilleSoutienAidants,
            "Souffler quand on aide un proche",
            "Vous aidez un proche malade ou âgé : nous prenons le relais quelques heures.",
        ),
        Form(
            FamillePriseEnChargePersonneDependante,
            "Accueil de jour pour un proche dépendant",
            "Votre proche est accueilli en journée, avec des activités et un repas.",
        ),
    ],
    how: &[
        "Le prix, s’il y en a un, dépend de vos revenus.",
        "Des places d’urgence sont données en quelques jours.",
        "Une psychologue est là une fois par mois.",
    ],
    conditions: &[],
    themes: &[FamilleSoutienALaParentaliteEtALeducation, RemobilisationLienSocial],
};

pub(in crate::seed::generate) static COMPANY: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::Atelier,
    publics: &[Seniors, Familles, Jeunes, BeneficiairesDesMinimasSociaux, PersonnesEnSituationDeHandicap],
    forms: &[
        Form(
            RemobilisationLienSocial,
            "Jardin partagé {a}",
            "Vous jardinez avec des voisins et vous repartez avec des légumes.",
        ),
        Form(
            RemobilisationActivitesSportivesEtCulturelles,
            "Sport doux et marche en groupe",
            "Chaque semaine, un petit groupe se retrouve pour marcher et bouger.",
        ),
        Form(
            RemobilisationBienEtreConfianceEnSoi,
            "Atelier théâtre et confiance en soi",
            "Par le jeu et la voix, vous reprenez confiance devant les autres.",
        ),
        Form(
            RemobilisationLienSocial,
            "Café des habitants {a}",
            "Autour d’un café, vous rencontrez du monde et vous proposez des idées.",
        ),
        Form(
            RemobilisationBenevolatActionCitoyenne,
            "Devenir bénévole près de chez soi",
            "Vous donnez un peu de temps à une association et vous apprenez en aidant.",
        ),
    ],
    how: &[
        "Aucun niveau n’est demandé.",
        "Vous pouvez essayer une fois avant de vous inscrire.",
        "Le matériel est prêté.",
    ],
    conditions: &[],
    themes: &[RemobilisationBienEtreConfianceEnSoi, RemobilisationBenevolatActionCitoyenne],
};
