//! What one can do or learn: trades of workshops and assignments, training courses.

/// A trade that one does in a workshop or on assignments.
#[derive(Clone, Copy, Default)]
pub(super) struct Trade {
    /// Who does it.
    pub(super) job: &'static str,
    /// What it is about, after « dans ».
    pub(super) field: &'static str,
    /// What one does.
    pub(super) tasks: &'static [&'static str],
}

const fn trade(job: &'static str, field: &'static str, tasks: &'static [&'static str]) -> Trade {
    Trade { job, field, tasks }
}

/// Trades of workshops.
pub(super) const TRADES: &[Trade] = &[
    trade(
        "agent d’espaces verts",
        "l’entretien des espaces verts",
        &["Tondre et tailler", "Planter des massifs", "Ramasser les feuilles"],
    ),
    trade(
        "maraîcher ou maraîchère",
        "le maraîchage biologique",
        &["Semer et repiquer", "Récolter les légumes", "Préparer les paniers"],
    ),
    trade(
        "agent de propreté",
        "le nettoyage des bureaux et des immeubles",
        &["Nettoyer les sols", "Vider les corbeilles", "Utiliser une monobrosse"],
    ),
    trade(
        "couturier ou couturière",
        "la couture et la retouche",
        &["Couper le tissu", "Coudre à la machine", "Contrôler chaque pièce"],
    ),
    trade(
        "aide-cuisinier",
        "la cuisine collective",
        &["Préparer les entrées", "Dresser les plats", "Laver la vaisselle et la salle"],
    ),
    trade(
        "maçon ou maçonne",
        "la rénovation de murs anciens",
        &["Monter des murs de pierre", "Préparer le mortier", "Ranger le chantier"],
    ),
    trade(
        "peintre en bâtiment",
        "la peinture et la rénovation de logements",
        &["Poncer les murs", "Peindre", "Protéger les sols"],
    ),
    trade(
        "menuisier ou menuisière",
        "le travail du bois et des palettes",
        &["Démonter des palettes", "Scier et poncer", "Assembler des meubles"],
    ),
    trade(
        "valoriste en ressourcerie",
        "le réemploi des objets",
        &["Trier les objets", "Réparer et nettoyer", "Tenir la boutique"],
    ),
    trade(
        "agent de tri",
        "le tri des déchets",
        &["Trier sur la chaîne", "Peser les bacs", "Respecter les règles de sécurité"],
    ),
    trade(
        "préparateur de commandes",
        "la logistique",
        &["Prendre les produits en rayon", "Emballer", "Charger les camions"],
    ),
    trade(
        "mécanicien ou mécanicienne cycles",
        "la réparation de vélos",
        &["Démonter un vélo", "Changer les freins", "Conseiller les clients"],
    ),
    trade(
        "agent de blanchisserie",
        "le lavage et le repassage",
        &["Trier le linge", "Lancer les machines", "Plier et repasser"],
    ),
    trade(
        "aide à domicile",
        "l’aide aux personnes âgées",
        &["Faire le ménage", "Préparer un repas", "Accompagner en courses"],
    ),
    trade(
        "réparateur d’électroménager",
        "la réparation d’électroménager",
        &["Trouver la panne", "Changer une pièce", "Tester l’appareil"],
    ),
    trade(
        "agent d’entretien des rivières",
        "l’entretien des berges et des sentiers",
        &["Débroussailler", "Couper du bois", "Baliser les sentiers"],
    ),
];

/// A training course.
#[derive(Clone, Copy, Default)]
pub(super) struct Course {
    /// Its title.
    pub(super) title: &'static str,
    /// What one learns, after « à ».
    pub(super) learn: &'static str,
    /// What one gets.
    pub(super) outcome: &'static str,
    /// Weeks, at least and at most.
    pub(super) weeks: (u64, u64),
    /// Hours a week.
    pub(super) hours: u64,
}

const fn course(
    title: &'static str,
    learn: &'static str,
    outcome: &'static str,
    weeks: (u64, u64),
    hours: u64,
) -> Course {
    Course { title, learn, outcome, weeks, hours }
}

/// Courses towards a trade.
pub(super) const COURSES: &[Course] = &[
    course(
        "CAP Maçon",
        "monter un mur, couler une dalle et lire un plan",
        "Un diplôme : le CAP Maçon",
        (26, 40),
        35,
    ),
    course(
        "CAP Cuisine",
        "préparer des plats et tenir un poste en cuisine",
        "Un diplôme : le CAP Cuisine",
        (26, 40),
        35,
    ),
    course(
        "Titre professionnel Agent de propreté et d’hygiène",
        "nettoyer des locaux avec les bons gestes",
        "Un titre professionnel",
        (10, 16),
        35,
    ),
    course(
        "Titre professionnel Cariste d’entrepôt",
        "conduire un chariot et gérer un stock",
        "Un titre professionnel et le CACES",
        (8, 14),
        35,
    ),
    course(
        "Titre professionnel Assistant de vie aux familles",
        "aider une personne à son domicile",
        "Un titre professionnel",
        (18, 26),
        35,
    ),
    course(
        "Titre professionnel Peintre en bâtiment",
        "préparer et peindre des murs",
        "Un titre professionnel",
        (20, 30),
        35,
    ),
    course(
        "Titre professionnel Conducteur de transport en commun",
        "conduire un car en sécurité",
        "Un titre professionnel et le permis D",
        (12, 16),
        35,
    ),
    course(
        "Titre professionnel Employé commercial",
        "tenir un rayon et accueillir les clients",
        "Un titre professionnel",
        (14, 20),
        35,
    ),
    course(
        "Titre professionnel Soudeur assembleur",
        "souder et assembler des pièces",
        "Un titre professionnel",
        (18, 26),
        35,
    ),
    course(
        "Titre professionnel Technicien d’assistance informatique",
        "dépanner des ordinateurs",
        "Un titre professionnel",
        (24, 32),
        35,
    ),
    course(
        "Habilitation électrique",
        "travailler près d’une installation sans danger",
        "Une habilitation",
        (1, 1),
        21,
    ),
    course("CACES chariots élévateurs", "conduire un chariot élévateur", "Le CACES", (1, 2), 28),
    course("Sauveteur secouriste du travail", "porter secours au travail", "Le certificat SST", (1, 1), 14),
    course(
        "Découverte des métiers du bâtiment",
        "essayer quatre métiers du bâtiment",
        "Une attestation et un projet clair",
        (4, 8),
        30,
    ),
    course(
        "Découverte des métiers du soin",
        "connaître les métiers de l’aide et du soin",
        "Une attestation et un stage",
        (4, 8),
        30,
    ),
    course(
        "Préparation aux métiers de la restauration",
        "prendre les gestes d’une cuisine et d’une salle",
        "Une attestation",
        (6, 12),
        30,
    ),
];
