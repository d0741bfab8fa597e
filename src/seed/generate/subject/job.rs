//! Work: posts, assignments, looking for a job, choosing one, creating one's own.

use super::{Form, Subject};
use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::{Public::*, ServiceType, Theme::*};

pub(in crate::seed::generate) static WORKSHOP: Subject = Subject {
    kind: OfferKind::Workshop,
    service_type: ServiceType::Accompagnement,
    publics: &[
        DemandeursEmploi,
        BeneficiairesDesMinimasSociaux,
        Jeunes,
        Seniors,
        PersonnesEnSituationDeHandicap,
    ],
    forms: &[
        Form(
            TrouverUnEmploiRepondreADesOffresDemploi,
            "Travailler comme {job}",
            "Vous travaillez dans {field}, avec un vrai contrat de travail et un salaire.",
        ),
        Form(
            TrouverUnEmploiRepondreADesOffresDemploi,
            "Chantier d’insertion : {job}",
            "Le chantier vous embauche comme {job}. Vous apprenez en travaillant.",
        ),
        Form(
            TrouverUnEmploiRepondreADesOffresDemploi,
            "Poste en insertion {a} : {job}",
            "Vous êtes {job} dans une équipe de huit à douze personnes, avec un encadrant technique.",
        ),
        Form(
            TrouverUnEmploiRepondreADesOffresDemploi,
            "Atelier d’insertion {a} : {field}",
            "L’atelier travaille dans {field}. Vous y avez un contrat et une équipe.",
        ),
    ],
    how: &[
        "Un encadrant vous montre les gestes et vérifie la sécurité.",
        "Une conseillère vous aide à régler les soucis de logement, de santé ou de papiers.",
        "Vous faites des stages en entreprise pour préparer la suite.",
        "Le contrat dure quatre mois et peut être renouvelé jusqu’à deux ans.",
        "Vous travaillez 26 heures par semaine, du lundi au jeudi.",
    ],
    conditions: &[
        "Être éligible à l’insertion par l’activité économique (un conseiller le vérifie avec vous)",
        "Aucun diplôme demandé",
        "Pouvoir rester debout une partie de la journée",
    ],
    themes: &[
        PreparerSaCandidatureValoriserSesCompetences,
        ChoisirUnMetierDecouvrirUnMetierOuUnSecteurDactivite,
        ChoisirUnMetierConfirmerSonChoixDeMetier,
    ],
};

pub(in crate::seed::generate) static ASSIGNMENTS: Subject = Subject {
    kind: OfferKind::TemporaryWork,
    service_type: ServiceType::Accompagnement,
    publics: &[DemandeursEmploi, Actifs, Jeunes],
    forms: &[
        Form(
            TrouverUnEmploiRepondreADesOffresDemploi,
            "Missions d’intérim : {job}",
            "L’agence vous propose des missions comme {job} chez des entreprises proches {de}.",
        ),
        Form(
            TrouverUnEmploiRepondreADesOffresDemploi,
            "Missions courtes {a} : {job}",
            "Vous travaillez par missions dans {field}, d’un jour à plusieurs semaines.",
        ),
        Form(
            TrouverUnEmploiRepondreADesOffresDemploi,
            "Intérim {a} : {field}",
            "Des entreprises cherchent du renfort dans {field}. L’agence vous y envoie en mission.",
        ),
    ],
    how: &[
        "Vous êtes payé chaque semaine si vous le demandez.",
        "L’agence vous prête les équipements de sécurité.",
        "Vous pouvez dire vos jours disponibles chaque semaine.",
        "Une chargée de suivi vous appelle après chaque mission.",
    ],
    conditions: &["Avoir 18 ans ou plus", "Une pièce d’identité et une carte Vitale"],
    themes: &[TrouverUnEmploiMaintienDansLemploi, PreparerSaCandidatureValoriserSesCompetences],
};

pub(in crate::seed::generate) static COACHING: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::Accompagnement,
    publics: &[DemandeursEmploi, BeneficiairesDesMinimasSociaux, Jeunes, Seniors, Femmes],
    forms: &[
        Form(
            PreparerSaCandidatureOrganiserSesDemarchesDeRechercheDemploi,
            "Un accompagnement pour trouver un emploi {a}",
            "Une conseillère vous suit pendant plusieurs mois dans votre recherche d’emploi.",
        ),
        Form(
            PreparerSaCandidatureDevelopperSonReseau,
            "Chercher un emploi avec un parrain ou une marraine",
            "Vous cherchez un emploi avec un bénévole qui connaît les entreprises {de}.",
        ),
        Form(
            TrouverUnEmploiConvaincreUnRecruteurEnEntretien,
            "Préparer ses entretiens avec un recruteur",
            "Un ancien recruteur vous entraîne à l’entretien, une fois par semaine.",
        ),
        Form(
            TrouverUnEmploiSuivreSesCandidaturesEtRelancerLesEmployeurs,
            "Relancer les employeurs, avec de l’aide",
            "Vous envoyez et relancez vos candidatures avec une conseillère.",
        ),
        Form(
            TrouverUnEmploiMaintienDansLemploi,
            "Garder son emploi : un suivi après l’embauche",
            "Vous venez de trouver un travail : nous restons avec vous les premiers mois.",
        ),
    ],
    how: &[
        "Ensemble, vous regardez votre CV et votre lettre.",
        "Vous rencontrez des employeurs lors de petits-déjeuners.",
        "Nous appelons des entreprises avec vous.",
        "Le suivi continue pendant vos trois premiers mois de travail.",
    ],
    conditions: &[
        "Chercher un emploi ou venir d’en trouver un",
        "Être disponible une demi-journée par semaine",
    ],
    themes: &[
        PreparerSaCandidatureRealiserUnCvEtOuUneLettreDeMotivation,
        TrouverUnEmploiRepondreADesOffresDemploi,
        PreparerSaCandidatureValoriserSesCompetences,
    ],
};

pub(in crate::seed::generate) static CV: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::Atelier,
    publics: &[DemandeursEmploi, Jeunes, Femmes, Seniors, Etudiants],
    forms: &[
        Form(
            PreparerSaCandidatureRealiserUnCvEtOuUneLettreDeMotivation,
            "Atelier CV et lettre de motivation",
            "En petit groupe, vous écrivez un CV clair, d’une page, et une lettre.",
        ),
        Form(
            PreparerSaCandidatureRealiserUnCvEtOuUneLettreDeMotivation,
            "Faire son CV en une matinée {a}",
            "En une matinée, vous refaites votre CV avec une conseillère.",
        ),
        Form(
            PreparerSaCandidatureValoriserSesCompetences,
            "Atelier : parler de ses points forts",
            "L’atelier vous aide à dire ce que vous savez faire.",
        ),
        Form(
            TrouverUnEmploiFaireDesCandidaturesSpontanees,
            "Écrire aux entreprises {de}",
            "Vous choisissez dix entreprises et vous leur écrivez, avec de l’aide.",
        ),
    ],
    how: &[
        "Des ordinateurs sont sur place.",
        "Vous repartez avec vos documents, imprimés et sur une clé.",
        "Le groupe compte huit personnes au plus.",
        "Vous pouvez revenir autant de fois que vous voulez.",
    ],
    conditions: &[],
    themes: &[
        PreparerSaCandidatureOrganiserSesDemarchesDeRechercheDemploi,
        TrouverUnEmploiRepondreADesOffresDemploi,
    ],
};

pub(in crate::seed::generate) static ORIENTATION: Subject = Subject {
    kind: OfferKind::Support,
    service_type: ServiceType::Information,
    publics: &[DemandeursEmploi, Jeunes, Etudiants, Femmes, PersonnesEnSituationDeHandicap],
    forms: &[
        Form(
            ChoisirUnMetierConfirmerSonChoixDeMetier,
            "Choisir un métier qui me va",
            "Vous comparez plusieurs métiers et vous choisissez une piste réaliste.",
        ),
        Form(
            ChoisirUnMetierConnaitreLesOpportunitesDemploi,
            "Visiter des entreprises {a}",
            "Vous visitez des entreprises qui embauchent et vous posez vos questions.",
        ),
        Form(
            ChoisirUnMetierDecouvrirUnMetierOuUnSecteurDactivite,
            "Découvrir un métier avec ceux qui le font",
            "Vous rencontrez des personnes qui font le métier qui vous attire.",
        ),
        Form(
            ChoisirUnMetierIdentifierSesPointsFortsEtSesCompetences,
            "Faire le point sur ses envies et ses compétences",
            "Vous faites le point sur ce que vous aimez et sur ce que vous savez faire.",
        ),
        Form(
            SouvrirALinternationalSinformerSurLesAidesPourTravaillerALetranger,
            "Partir travailler à l’étranger : les aides",
            "Vous apprenez quelles aides existent pour partir travailler ou faire un stage à l’étranger.",
        ),
    ],
    how: &[
        "Vous pouvez faire un stage d’une semaine pour essayer.",
        "Nous regardons les formations et leurs dates.",
        "Vous repartez avec un plan écrit, étape par étape.",
    ],
    conditions: &[],
    themes: &[
        SeFormerTrouverSaFormation,
        SeFormerMonterSonDossierDeFormation,
        ChoisirUnMetierConnaitreLesOpportunitesDemploi,
    ],
};

pub(in crate::seed::generate) static CREATE: Subject = Subject {
    kind: OfferKind::Enterprise,
    service_type: ServiceType::Accompagnement,
    publics: &[DemandeursEmploi, Actifs, Femmes, Jeunes, ResidentsQpvFrr, BeneficiairesDesMinimasSociaux],
    forms: &[
        Form(
            CreerUneEntrepriseStructurerSonProjetDeCreationDentreprise,
            "Tester son activité en coopérative",
            "Vous lancez votre activité dans la coopérative, sans créer d’entreprise tout de suite.",
        ),
        Form(
            CreerUneEntrepriseDefinirSonProjetDeCreationDentreprise,
            "De l’idée au projet : créer son activité {a}",
            "Vous avez une idée d’activité : nous vous aidons à la rendre claire.",
        ),
        Form(
            CreerUneEntrepriseDevelopperSonEntreprise,
            "Un bureau partagé pour lancer son activité {a}",
            "Vous travaillez dans un lieu partagé, avec d’autres personnes qui se lancent.",
        ),
        Form(
            CreerUneEntrepriseStructurerSonProjetDeCreationDentreprise,
            "Créer son entreprise pas à pas",
            "Vous préparez votre entreprise avec un conseiller, jusqu’au premier client.",
        ),
    ],
    how: &[
        "Un conseiller vous reçoit une fois par mois et regarde vos chiffres avec vous.",
        "Vous gardez vos allocations pendant la préparation.",
        "Des ateliers courts parlent de prix, de clients et de comptes.",
        "Nous vous aidons pour les factures et les déclarations.",
    ],
    conditions: &["Avoir une idée d’activité", "Être majeur"],
    themes: &[
        CreerUneEntrepriseDevelopperSonEntreprise,
        NumeriqueMaitriserLesFondamentauxDuNumerique,
        PreparerSaCandidatureDevelopperSonReseau,
    ],
};

pub(in crate::seed::generate) static PROGRAMME: Subject = Subject {
    kind: OfferKind::Programme,
    service_type: ServiceType::Accompagnement,
    publics: &[Jeunes, BeneficiairesDesMinimasSociaux, DemandeursEmploi, Femmes, PersonnesExilees],
    forms: &[
        Form(
            RemobilisationBienEtreConfianceEnSoi,
            "Parcours de remobilisation {a}",
            "En quelques mois, vous reprenez confiance, vous choisissez un métier et vous l’essayez.",
        ),
        Form(
            RemobilisationBienEtreConfianceEnSoi,
            "Six mois pour rebondir",
            "Pendant six mois, un petit groupe avance ensemble vers un emploi ou une formation.",
        ),
        Form(
            ChoisirUnMetierConfirmerSonChoixDeMetier,
            "Parcours : du projet au premier emploi",
            "Le parcours réunit un accompagnement, une formation courte et un stage.",
        ),
        Form(
            TrouverUnEmploiRepondreADesOffresDemploi,
            "Un parcours en trois étapes vers l’emploi",
            "Trois étapes se suivent : faire le point, apprendre, travailler.",
        ),
    ],
    how: &[
        "La première étape sert à faire le point et à régler les urgences.",
        "La deuxième étape est une formation ou un atelier, en groupe.",
        "La dernière étape est un stage ou un contrat dans une entreprise {de}.",
        "La même personne vous suit du début à la fin.",
    ],
    conditions: &["Être disponible trois jours par semaine", "Un entretien pour parler de votre projet"],
    themes: &[
        SeFormerTrouverSaFormation,
        RemobilisationLienSocial,
        PreparerSaCandidatureValoriserSesCompetences,
    ],
};
