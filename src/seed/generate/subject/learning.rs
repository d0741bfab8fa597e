//! Learning: a trade, French, counting, screens, driving.

use super::{Form, Subject};
use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::{Public::*, ServiceType, Theme::*};

pub(in crate::seed::generate) static TRADE_COURSE: Subject = Subject {
    kind: OfferKind::Training,
    service_type: ServiceType::Formation,
    publics: &[DemandeursEmploi, Jeunes, BeneficiairesDesMinimasSociaux, Actifs],
    forms: &[
        Form(SeFormerTrouverSaFormation, "{title}", "Vous apprenez à {learn}."),
        Form(
            SeFormerTrouverSaFormation,
            "{title} {a}",
            "La formation vous apprend à {learn}, avec une mise en pratique.",
        ),
        Form(
            SeFormerTrouverSaFormation,
            "Formation : {title}",
            "Vous apprenez à {learn}, avec des formateurs qui connaissent le métier.",
        ),
    ],
    how: &[
        "Vous alternez des cours et des exercices pratiques.",
        "Le groupe compte douze personnes au plus.",
        "Une réunion d’information présente la formation avant l’inscription.",
        "Une aide pour les repas et les transports est possible.",
        "La formation est financée par la Région pour les personnes qui cherchent un emploi.",
    ],
    conditions: &[
        "Savoir lire et écrire des phrases simples en français",
        "Avoir 18 ans ou plus",
        "Aucun diplôme demandé",
    ],
    themes: &[
        ChoisirUnMetierConfirmerSonChoixDeMetier,
        ChoisirUnMetierDecouvrirUnMetierOuUnSecteurDactivite,
        TrouverUnEmploiRepondreADesOffresDemploi,
    ],
};

pub(in crate::seed::generate) static FRENCH: Subject = Subject {
    kind: OfferKind::Training,
    service_type: ServiceType::Formation,
    publics: &[PersonnesExilees, DemandeursEmploi, Familles, Femmes, Jeunes],
    forms: &[
        Form(
            LectureEcritureCalculMaitriserLeFrancais,
            "Cours de français pour débutants {a}",
            "Vous apprenez à parler, à lire et à écrire en français, depuis le début.",
        ),
        Form(
            LectureEcritureCalculMaitriserLeFrancais,
            "Apprendre le français pour travailler",
            "Le cours part du travail : se présenter, comprendre une consigne, lire un planning.",
        ),
        Form(
            LectureEcritureCalculMaitriserLeFrancais,
            "Lire et écrire : se remettre à niveau",
            "Vous parlez français et vous voulez lire et écrire sans crainte : ce cours est pour vous.",
        ),
        Form(
            LectureEcritureCalculMaitriserLeFrancais,
            "Français langue étrangère, niveaux A1 à B1",
            "Vous progressez en français, du niveau A1 au niveau B1, et vous pouvez passer le DELF.",
        ),
    ],
    how: &[
        "Un test de vingt minutes permet de trouver le bon groupe.",
        "Les cours ont lieu en journée ou le soir.",
        "Les groupes comptent dix personnes.",
        "Des sorties dans la ville aident à parler.",
    ],
    conditions: &[],
    themes: &[
        RemobilisationLienSocial,
        DifficultesAdministrativesOuJuridiquesAccompagnementPourLaccesALaCitoyennete,
        TrouverUnEmploiRepondreADesOffresDemploi,
    ],
};

pub(in crate::seed::generate) static COUNTING: Subject = Subject {
    kind: OfferKind::Training,
    service_type: ServiceType::Formation,
    publics: &[DemandeursEmploi, Actifs, Jeunes, BeneficiairesDesMinimasSociaux],
    forms: &[
        Form(
            LectureEcritureCalculMaitriserLeCalcul,
            "Reprendre les bases : lire, écrire, compter",
            "Vous reprenez les bases de lecture et de calcul, sans notes ni examen.",
        ),
        Form(
            LectureEcritureCalculMaitriserLeCalcul,
            "Le calcul de tous les jours {a}",
            "Vous apprenez à compter, à mesurer et à vérifier une facture.",
        ),
        Form(
            LectureEcritureCalculMaitriserLeCalcul,
            "Certificat CléA : les savoirs de base",
            "La formation prépare au certificat CléA, reconnu par les employeurs.",
        ),
    ],
    how: &[
        "Chacun a son programme, selon un bilan du premier jour.",
        "Vous pouvez entrer toute l’année.",
        "Les exercices viennent du travail : mesurer, remplir une fiche, lire un planning.",
    ],
    conditions: &[],
    themes: &[LectureEcritureCalculMaitriserLeFrancais, SeFormerMonterSonDossierDeFormation],
};

pub(in crate::seed::generate) static DIGITAL: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::Atelier,
    publics: &[Seniors, DemandeursEmploi, Familles, PersonnesEnSituationDeHandicap],
    forms: &[
        Form(
            NumeriqueMaitriserLesFondamentauxDuNumerique,
            "Atelier numérique pour débutants {a}",
            "Vous apprenez à utiliser un ordinateur, en petit groupe.",
        ),
        Form(
            NumeriqueMaitriserLesFondamentauxDuNumerique,
            "Se servir de son téléphone et de sa messagerie",
            "Vous apprenez à envoyer un message, une photo ou un document avec votre téléphone.",
        ),
        Form(
            NumeriqueAccederADesServicesEnLigne,
            "Faire ses démarches en ligne avec un conseiller",
            "Un conseiller numérique vous aide à faire vos démarches, sans les faire à votre place.",
        ),
        Form(
            NumeriqueAccederAUneConnexionInternet,
            "Internet et ordinateurs en libre accès {a}",
            "Vous utilisez un ordinateur et internet gratuitement, avec quelqu’un pour vous aider.",
        ),
    ],
    how: &[
        "Venez avec votre appareil, ou nous vous en prêtons un.",
        "Chaque séance dure deux heures.",
        "Vous apprenez à reconnaître les arnaques.",
    ],
    conditions: &[],
    themes: &[
        DifficultesAdministrativesOuJuridiquesAccompagnementAuxDemarchesAdministratives,
        RemobilisationLienSocial,
    ],
};

pub(in crate::seed::generate) static DRIVING: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::Accompagnement,
    publics: &[DemandeursEmploi, BeneficiairesDesMinimasSociaux, Jeunes, ResidentsQpvFrr],
    forms: &[
        Form(
            MobilitePreparerUnPermis,
            "Passer le permis B en auto-école sociale {a}",
            "Vous préparez le permis B avec des moniteurs patients, à un prix réduit.",
        ),
        Form(
            MobilitePreparerUnPermis,
            "Préparer le code de la route en groupe",
            "Vous préparez le code en petit groupe, avec des images et des mots simples.",
        ),
        Form(
            MobiliteFinancerMaMobilite,
            "Trouver une aide pour payer son permis",
            "Une conseillère cherche avec vous les aides pour payer votre permis.",
        ),
    ],
    how: &[
        "Les séances ont lieu trois fois par semaine.",
        "Vous pouvez payer en plusieurs fois ce qui reste à votre charge.",
        "L’inscription à l’examen est faite avec vous.",
    ],
    conditions: &["Avoir un projet d’emploi ou de formation", "Avoir 17 ans ou plus"],
    themes: &[MobiliteEtreAccompagneDansSonParcoursMobilite, MobiliteFinancerMaMobilite],
};
