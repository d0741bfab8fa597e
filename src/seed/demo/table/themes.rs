//! Short names for the themes that the demonstration uses.

use crate::domain::taxonomy::Theme;

/// Makes the constants.
macro_rules! themes {
    ($($short:ident = $theme:ident;)+) => {
        $(
            #[doc = concat!("`", stringify!($theme), "`")]
            pub const $short: Theme = Theme::$theme;
        )+
    };
}

themes! {
    BENEVOLAT = RemobilisationBenevolatActionCitoyenne;
    CALCUL = LectureEcritureCalculMaitriserLeCalcul;
    CONFIANCE = RemobilisationBienEtreConfianceEnSoi;
    COVOITURAGE = MobiliteMobiliteDoucePartageeCollective;
    CV = PreparerSaCandidatureRealiserUnCvEtOuUneLettreDeMotivation;
    DEFINIR_UN_PROJET = CreerUneEntrepriseDefinirSonProjetDeCreationDentreprise;
    DEMARCHES_LOGEMENT = LogementHebergementSinformerSurLesDemarchesLieesALaccesAuLogement;
    DEVELOPPER_UNE_ENTREPRISE = CreerUneEntrepriseDevelopperSonEntreprise;
    DOSSIER_DE_FORMATION = SeFormerMonterSonDossierDeFormation;
    ENTRETIEN = TrouverUnEmploiConvaincreUnRecruteurEnEntretien;
    FINANCER_LA_MOBILITE = MobiliteFinancerMaMobilite;
    FRANCAIS = LectureEcritureCalculMaitriserLeFrancais;
    GARDER_SON_LOGEMENT = LogementHebergementSeMaintenirDansLeLogement;
    HEBERGEMENT = LogementHebergementRechercherUneSolutionDhebergementTemporaire;
    IMPAYES_DE_LOYER = LogementHebergementReduireLesImpayesDeLoyer;
    LIEN_SOCIAL = RemobilisationLienSocial;
    LOUER = LogementHebergementLouerUnLogement;
    METIERS = ChoisirUnMetierDecouvrirUnMetierOuUnSecteurDactivite;
    NUMERIQUE = NumeriqueMaitriserLesFondamentauxDuNumerique;
    OFFRES_DEMPLOI = TrouverUnEmploiRepondreADesOffresDemploi;
    PARCOURS_ADAPTE = DifficultesAdministrativesOuJuridiquesBeneficierDuneMesureDaccompagnementAdapte;
    PARCOURS_MOBILITE = MobiliteEtreAccompagneDansSonParcoursMobilite;
    PERMIS = MobilitePreparerUnPermis;
    REPARER_SON_VEHICULE = MobiliteEntretenirReparerSonVehicule;
    RESEAU = PreparerSaCandidatureDevelopperSonReseau;
    SERVICES_EN_LIGNE = NumeriqueAccederADesServicesEnLigne;
    STRUCTURER_UN_PROJET = CreerUneEntrepriseStructurerSonProjetDeCreationDentreprise;
    TROUVER_SA_FORMATION = SeFormerTrouverSaFormation;
    VEHICULE = MobiliteAccederAUnVehicule;
}
