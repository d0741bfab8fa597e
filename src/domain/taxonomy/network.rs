//! The networks that carry an organisation.

use super::enumeration::enumeration;

enumeration! {
    /// `reseaux_porteurs`: the network, the public body or the agreement that carries an organisation.
    ///
    /// Labels are ours: the name in use, its acronym after it where people say the acronym.
    pub enum Network {
        SoixanteMilleRebonds = "60000-rebonds", "60 000 rebonds";
        ActionLogement = "action-logement", "Action Logement";
        Adie = "adie", "Adie";
        Afpa = "afpa", "Afpa";
        Agefiph = "agefiph", "Agefiph";
        Ai = "ai", "Association intermédiaire (AI)";
        AidantsConnect = "aidants-connect", "Aidants Connect";
        AllianceVillesEmploi = "alliance-villes-emploi", "Alliance Villes Emploi";
        Anlci = "anlci", "Agence nationale de lutte contre l’illettrisme (ANLCI)";
        ApprentisDauteuil = "apprentis-dauteuil", "Apprentis d’Auteuil";
        Ase = "ase", "Aide sociale à l’enfance (ASE)";
        BanquesAlimentaires = "banques-alimentaires", "Banque alimentaire";
        Caarud = "caarud", "Centre d’accueil et de réduction des risques pour usagers de drogues (CAARUD)";
        Cada = "cada", "Centre d’accueil de demandeurs d’asile (CADA)";
        Caf = "caf", "Caisse d’allocations familiales (CAF)";
        CampusConnecte = "campus-connecte", "Campus connecté";
        CapEmploiReseauCheops = "cap-emploi-reseau-cheops", "Cap emploi (réseau Chéops)";
        Cava = "cava", "Centre d’adaptation à la vie active (CAVA)";
        CcasCias = "ccas-cias", "Centre communal ou intercommunal d’action sociale (CCAS, CIAS)";
        ChambresConsulaires = "chambres-consulaires", "Chambre consulaire";
        ChantierEcole = "chantier-ecole", "Chantier école";
        Chrs = "chrs", "Centre d’hébergement et de réinsertion sociale (CHRS)";
        Chu = "chu", "Centre d’hébergement d’urgence (CHU)";
        Cidff = "cidff", "Centre d’information sur les droits des femmes et des familles (CIDFF)";
        Cmp = "cmp", "Centre médico-psychologique (CMP)";
        Cms = "cms", "Centre médico-social (CMS)";
        Cnam = "cnam", "Conservatoire national des arts et métiers (Cnam)";
        CollectifEmploi = "collectif-emploi", "Collectif Emploi";
        Communes = "communes", "Commune ou intercommunalité";
        Coorace = "coorace", "Coorace";
        ConseillersNumeriques = "conseillers-numeriques", "Conseiller numérique";
        Cpam = "cpam", "Caisse primaire d’assurance maladie (CPAM)";
        Cph = "cph", "Centre provisoire d’hébergement (CPH)";
        CrechesAvip = "creches-avip", "Crèche à vocation d’insertion professionnelle (AVIP)";
        Crepi = "crepi", "Crépi";
        Cresus = "cresus", "Crésus";
        CroixRouge = "croix-rouge", "Croix-Rouge française";
        Csapa = "csapa", "Centre de soins et de prévention en addictologie (CSAPA)";
        DelegataireConseilDepartemental =
            "delegataire-conseil-departemental",
            "Délégataire d’un conseil départemental";
        Departements = "departements", "Département";
        DuoForAJob = "duo-for-a-job", "Duo for a Job";
        EcolesDeLaDeuxiemeChance = "ecoles-de-la-deuxieme-chance", "École de la deuxième chance";
        Ea = "ea", "Entreprise adaptée (EA)";
        Eatt = "eatt", "Entreprise adaptée de travail temporaire (EATT)";
        Egee = "egee", "Egée";
        Emmaus = "emmaus", "Emmaüs";
        Epide = "epide", "Épide";
        Esat = "esat", "Établissement et service d’accompagnement par le travail (ÉSAT)";
        EspacesPublicsNumeriques = "espaces-publics-numeriques", "Espace public numérique";
        Etcld = "etcld", "Territoire zéro chômeur de longue durée (ETCLD)";
        FabriqueDeTerritoire = "fabrique-de-territoire", "Fabrique de territoire";
        Face = "face", "Fondation Face";
        Fcsf = "fcsf", "Centres sociaux et socioculturels de France (FCSF)";
        FederationProfessionnelleFemmes =
            "federation-professionnelle-femmes",
            "Fédération professionnelle pour les femmes";
        FederationDesActeursDeLaSolidarite =
            "federation-des-acteurs-de-la-solidarite",
            "Fédération des acteurs de la solidarité";
        FranceActive = "france-active", "France Active";
        FranceService = "france-service", "France services";
        FranceTravail = "france-travail", "France Travail";
        FrenchTech = "french-tech", "French Tech";
        Geiq = "geiq", "Groupement d’employeurs pour l’insertion et la qualification (Geiq)";
        GrandesEcolesDuNumerique = "grandes-ecoles-du-numerique", "Grande école du numérique";
        Huda = "huda", "Hébergement d’urgence pour demandeurs d’asile (HUDA)";
        Hup = "hup", "H’up";
        Inae = "inae", "Inaé Nouvelle-Aquitaine";
        InitiativeFrance = "initiative-france", "Initiative France";
        Konexio = "konexio", "Konexio";
        LaCravateSolidaire = "la-cravate-solidaire", "La Cravate Solidaire";
        LaPoste = "la-poste", "La Poste";
        LesPremieres = "les-premieres", "Les Premières";
        MaisonsDeLEmploi = "maisons-de-l-emploi", "Maison de l’emploi";
        MaisonDepartementaleDeLautonomie =
            "maison-departementale-de-lautonomie",
            "Maison départementale de l’autonomie (MDA)";
        MaisonsDesSolidarites = "maisons-des-solidarites", "Maison départementale des solidarités (MDS)";
        Mdph = "mdph", "Maison départementale des personnes handicapées (MDPH)";
        MissionLocale = "mission-locale", "Mission locale";
        Mjc = "mjc", "Maison des jeunes et de la culture (MJC)";
        Mobin = "mobin", "Mob’In";
        Msap = "msap", "Maison de services au public (MSAP)";
        MutualiteSocialeAgricole = "mutualite-sociale-agricole", "Mutualité sociale agricole (MSA)";
        Nqt = "nqt", "Nos quartiers ont des talents (NQT)";
        PimmsMediation = "pimms-mediation", "Pimms Médiation";
        Pjj = "pjj", "Protection judiciaire de la jeunesse (PJJ)";
        Plie = "plie", "Plan local pour l’insertion et l’emploi (PLIE)";
        PointsConseilBudget = "points-conseil-budget", "Point conseil budget";
        PointsJustice = "points-justice", "Point-justice";
        PositivePlanet = "positive-planet", "Positive Planet";
        Regions = "regions", "Région";
        ReseauApp = "reseau-app", "Réseau des ateliers de pédagogie personnalisée (APP)";
        ReseauBge = "reseau-bge", "BGE";
        ReseauEntreprendre = "reseau-entreprendre", "Réseau Entreprendre";
        ReseauInformationJeunesse = "reseau-information-jeunesse", "Information Jeunesse";
        ResidencesFjt = "residences-fjt", "Foyer de jeunes travailleurs (FJT)";
        Ressourceries = "ressourceries", "Ressourcerie";
        RestosDuCoeur = "restos-du-coeur", "Restos du Cœur";
        SecoursPopulaire = "secours-populaire", "Secours populaire";
        Ei = "ei", "Entreprise d’insertion (EI)";
        Aci = "aci", "Atelier et chantier d’insertion (ACI)";
        Etti = "etti", "Entreprise de travail temporaire d’insertion (ETTI)";
        Eiti = "eiti", "Entreprise d’insertion par le travail indépendant (EITI)";
        Siao = "siao", "Service intégré d’accueil et d’orientation (SIAO)";
        Simplon = "simplon", "Simplon";
        Singa = "singa", "Singa";
        Snc = "snc", "Solidarités nouvelles face au chômage (SNC)";
        Spip = "spip", "Service pénitentiaire d’insertion et de probation (SPIP)";
        TousTesPossibles = "tous-tes-possibles", "Tous tes possibles";
        Unaf = "unaf", "Union des associations familiales (Unaf, Udaf)";
        Unea = "unea", "Union nationale des entreprises adaptées (Unea)";
        UnisCite = "unis-cite", "Unis-Cité";
        Wimoov = "wimoov", "Wimoov";
    }
}
