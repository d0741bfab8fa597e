//! What an offer is about.

use super::category::ThemeCategory;
use super::enumeration::enumeration;

/// Makes `Theme` from its themes grouped by category, so that the category can't be forgotten.
macro_rules! themes {
    ($($category:ident { $($variant:ident = $code:literal, $label:literal;)+ })+) => {
        enumeration! {
            /// `thematiques`: what an offer is about, as `category--value`.
            pub enum Theme {
                $($($variant = $code, $label;)+)+
            }
        }

        impl Theme {
            /// The family it belongs to.
            pub const fn category(self) -> ThemeCategory {
                match self {
                    $($(Self::$variant)|+ => ThemeCategory::$category,)+
                }
            }
        }
    };
}

themes! {
    ChoisirUnMetier {
        ChoisirUnMetierConfirmerSonChoixDeMetier =
            "choisir-un-metier--confirmer-son-choix-de-metier",
            "Confirmer son choix de métier";
        ChoisirUnMetierConnaitreLesOpportunitesDemploi =
            "choisir-un-metier--connaitre-les-opportunites-demploi",
            "Connaître les opportunités d’emploi";
        ChoisirUnMetierDecouvrirUnMetierOuUnSecteurDactivite =
            "choisir-un-metier--decouvrir-un-metier-ou-un-secteur-dactivite",
            "Découvrir un métier ou un secteur d’activité";
        ChoisirUnMetierIdentifierSesPointsFortsEtSesCompetences =
            "choisir-un-metier--identifier-ses-points-forts-et-ses-competences",
            "Identifier ses points forts et ses compétences";
    }
    CreerUneEntreprise {
        CreerUneEntrepriseDefinirSonProjetDeCreationDentreprise =
            "creer-une-entreprise--definir-son-projet-de-creation-dentreprise",
            "Définir son projet de création d’entreprise";
        CreerUneEntrepriseDevelopperSonEntreprise =
            "creer-une-entreprise--developper-son-entreprise",
            "Développer son entreprise";
        CreerUneEntrepriseStructurerSonProjetDeCreationDentreprise =
            "creer-une-entreprise--structurer-son-projet-de-creation-dentreprise",
            "Structurer son projet de création d’entreprise";
    }
    DifficultesAdministrativesOuJuridiques {
        DifficultesAdministrativesOuJuridiquesAccompagnementAuxDemarchesAdministratives =
            "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
            "Accompagnement aux démarches administratives";
        DifficultesAdministrativesOuJuridiquesAccompagnementPourLaccesALaCitoyennete =
            "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-a-la-citoyennete",
            "Accompagnement pour l’accès à la citoyenneté";
        DifficultesAdministrativesOuJuridiquesAccompagnementPourLaccesAuxDroits =
            "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits",
            "Accompagnement pour l’accès aux droits";
        DifficultesAdministrativesOuJuridiquesBeneficierDuneMesureDaccompagnementAdapte =
            "difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte",
            "Bénéficier d’une mesure d’accompagnement adapté";
        DifficultesAdministrativesOuJuridiquesConnaitreSesDroitsFaceAUneDiscrimination =
            "difficultes-administratives-ou-juridiques--connaitre-ses-droits-face-a-une-discrimination",
            "Connaître ses droits face à une discrimination";
        DifficultesAdministrativesOuJuridiquesPrendreEnCompteUneProblematiqueJudiciaire =
            "difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire",
            "Prendre en compte une problématique judiciaire";
    }
    DifficultesFinancieres {
        DifficultesFinancieresAcquerirUneAutonomieBudgetaire =
            "difficultes-financieres--acquerir-une-autonomie-budgetaire",
            "Acquérir une autonomie budgétaire";
        DifficultesFinancieresAmeliorerSaGestionBudgetaire =
            "difficultes-financieres--ameliorer-sa-gestion-budgetaire",
            "Améliorer sa gestion budgétaire";
        DifficultesFinancieresMettreEnPlaceUneMesureDeProtectionFinanciere =
            "difficultes-financieres--mettre-en-place-une-mesure-de-protection-financiere",
            "Mettre en place une mesure de protection financière";
        DifficultesFinancieresPrevenirUneDegradationDeLaSituationFinanciere =
            "difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere",
            "Prévenir une dégradation de la situation financière";
        DifficultesFinancieresSituationDendettementSurendettement =
            "difficultes-financieres--situation-dendettement-surendettement",
            "Situation d’endettement ou de surendettement";
    }
    EquipementEtAlimentation {
        EquipementEtAlimentationAideMenagere = "equipement-et-alimentation--aide-menagere", "Aide ménagère";
        EquipementEtAlimentationAlimentation = "equipement-et-alimentation--alimentation", "Alimentation";
        EquipementEtAlimentationElectromenager =
            "equipement-et-alimentation--electromenager",
            "Électroménager";
        EquipementEtAlimentationHabillement = "equipement-et-alimentation--habillement", "Habillement";
    }
    Famille {
        FamilleGardeDenfants = "famille--garde-denfants", "Garde d’enfants";
        FamillePriseEnChargePersonneDependante =
            "famille--prise-en-charge-personne-dependante",
            "Prise en charge d’une personne dépendante";
        FamilleSoutienALaParentaliteEtALeducation =
            "famille--soutien-a-la-parentalite-et-a-leducation",
            "Soutien à la parentalité et à l’éducation";
        FamilleSoutienAidants = "famille--soutien-aidants", "Soutien aux aidants";
        FamilleSurmonterConflitsSeparationViolence =
            "famille--surmonter-conflits-separation-violence",
            "Surmonter les conflits liés à la séparation ou à la violence";
    }
    LectureEcritureCalcul {
        LectureEcritureCalculMaitriserLeCalcul =
            "lecture-ecriture-calcul--maitriser-le-calcul",
            "Maîtriser le calcul";
        LectureEcritureCalculMaitriserLeFrancais =
            "lecture-ecriture-calcul--maitriser-le-francais",
            "Maîtriser le français";
    }
    LogementHebergement {
        LogementHebergementAcheterUnLogement =
            "logement-hebergement--acheter-un-logement",
            "Acheter un logement";
        LogementHebergementChangerDeLogement =
            "logement-hebergement--changer-de-logement",
            "Changer de logement";
        LogementHebergementLouerUnLogement = "logement-hebergement--louer-un-logement", "Louer un logement";
        LogementHebergementRechercherUneSolutionDhebergementTemporaire =
            "logement-hebergement--rechercher-une-solution-dhebergement-temporaire",
            "Rechercher une solution d’hébergement temporaire";
        LogementHebergementReduireLesImpayesDeLoyer =
            "logement-hebergement--reduire-les-impayes-de-loyer",
            "Réduire les impayés de loyer";
        LogementHebergementSeMaintenirDansLeLogement =
            "logement-hebergement--se-maintenir-dans-le-logement",
            "Se maintenir dans le logement";
        LogementHebergementSinformerSurLesDemarchesLieesALaccesAuLogement =
            "logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement",
            "S’informer sur les démarches liées à l’accès au logement";
    }
    Mobilite {
        MobiliteAccederAUnVehicule = "mobilite--acceder-a-un-vehicule", "Accéder à un véhicule";
        MobiliteEntretenirReparerSonVehicule =
            "mobilite--entretenir-reparer-son-vehicule",
            "Entretenir et réparer son véhicule";
        MobiliteEtreAccompagneDansSonParcoursMobilite =
            "mobilite--etre-accompagne-dans-son-parcours-mobilite",
            "Être accompagné dans son parcours mobilité";
        MobiliteFinancerMaMobilite = "mobilite--financer-ma-mobilite", "Financer ma mobilité";
        MobilitePreparerUnPermis = "mobilite--preparer-un-permis", "Préparer un permis";
        MobiliteMobiliteDoucePartageeCollective =
            "mobilite--mobilite-douce-partagee-collective",
            "Utiliser des services de mobilité douce, partagée ou collective";
    }
    Numerique {
        NumeriqueAccederADesServicesEnLigne =
            "numerique--acceder-a-des-services-en-ligne",
            "Accéder à des services en ligne";
        NumeriqueAccederAUneConnexionInternet =
            "numerique--acceder-a-une-connexion-internet",
            "Accéder à une connexion Internet";
        NumeriqueAcquerirUnEquipement = "numerique--acquerir-un-equipement", "Acquérir un équipement";
        NumeriqueMaitriserLesFondamentauxDuNumerique =
            "numerique--maitriser-les-fondamentaux-du-numerique",
            "Maîtriser les fondamentaux du numérique";
    }
    PreparerSaCandidature {
        PreparerSaCandidatureDevelopperSonReseau =
            "preparer-sa-candidature--developper-son-reseau",
            "Développer son réseau";
        PreparerSaCandidatureOrganiserSesDemarchesDeRechercheDemploi =
            "preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi",
            "Organiser ses démarches de recherche d’emploi";
        PreparerSaCandidatureRealiserUnCvEtOuUneLettreDeMotivation =
            "preparer-sa-candidature--realiser-un-cv-et-ou-une-lettre-de-motivation",
            "Réaliser un CV et/ou une lettre de motivation";
        PreparerSaCandidatureValoriserSesCompetences =
            "preparer-sa-candidature--valoriser-ses-competences",
            "Valoriser ses compétences";
    }
    Remobilisation {
        RemobilisationActivitesSportivesEtCulturelles =
            "remobilisation--activites-sportives-et-culturelles",
            "Activités sportives et culturelles";
        RemobilisationBenevolatActionCitoyenne =
            "remobilisation--benevolat-action-citoyenne",
            "Bénévolat et action citoyenne";
        RemobilisationBienEtreConfianceEnSoi =
            "remobilisation--bien-etre-confiance-en-soi",
            "Bien-être et confiance en soi";
        RemobilisationLienSocial = "remobilisation--lien-social", "Lien social";
    }
    Sante {
        SanteAccesAuxSoins = "sante--acces-aux-soins", "Accès aux soins";
        SanteAddictions = "sante--addictions", "Addictions";
        SanteConstituerUnDossierMdphInvalidite =
            "sante--constituer-un-dossier-mdph-invalidite",
            "Constituer un dossier MDPH pour invalidité";
        SanteSanteMentale = "sante--sante-mentale", "Santé mentale";
        SanteSanteSexuelle = "sante--sante-sexuelle", "Santé sexuelle";
    }
    SeFormer {
        SeFormerMonterSonDossierDeFormation =
            "se-former--monter-son-dossier-de-formation",
            "Monter son dossier de formation";
        SeFormerTrouverSaFormation = "se-former--trouver-sa-formation", "Trouver sa formation";
    }
    SouvrirALinternational {
        SouvrirALinternationalConnaitreLesOpportunitesDemploiALetranger =
            "souvrir-a-linternational--connaitre-les-opportunites-demploi-a-letranger",
            "Connaître les opportunités d’emploi à l’étranger";
        SouvrirALinternationalSinformerSurLesAidesPourTravaillerALetranger =
            "souvrir-a-linternational--sinformer-sur-les-aides-pour-travailler-a-letranger",
            "S’informer sur les aides pour travailler à l’étranger";
        SouvrirALinternationalSorganiserSuiteASonRetourEnFrance =
            "souvrir-a-linternational--sorganiser-suite-a-son-retour-en-france",
            "S’organiser suite à son retour en France";
    }
    TrouverUnEmploi {
        TrouverUnEmploiConvaincreUnRecruteurEnEntretien =
            "trouver-un-emploi--convaincre-un-recruteur-en-entretien",
            "Convaincre un recruteur en entretien";
        TrouverUnEmploiFaireDesCandidaturesSpontanees =
            "trouver-un-emploi--faire-des-candidatures-spontanees",
            "Faire des candidatures spontanées";
        TrouverUnEmploiMaintienDansLemploi =
            "trouver-un-emploi--maintien-dans-lemploi",
            "Maintien dans l’emploi";
        TrouverUnEmploiRepondreADesOffresDemploi =
            "trouver-un-emploi--repondre-a-des-offres-demploi",
            "Répondre à des offres d’emploi";
        TrouverUnEmploiSuivreSesCandidaturesEtRelancerLesEmployeurs =
            "trouver-un-emploi--suivre-ses-candidatures-et-relancer-les-employeurs",
            "Suivre ses candidatures et relancer les employeurs";
    }
}
