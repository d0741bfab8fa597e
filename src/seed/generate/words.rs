//! The words that the generator draws: people, streets, sentences that fit anywhere.

/// First names.
pub(super) const FIRST_NAMES: &[&str] = &[
    "Nadia", "Julien", "Sophie", "Karim", "Claire", "Mehdi", "Isabelle", "Thomas", "Fatou", "Laurent",
    "Amélie", "Ousmane", "Céline", "David", "Leïla", "Pierre", "Inès", "Marc", "Aurélie", "Youssef",
    "Valérie", "Hugo",
];

/// Family names.
pub(super) const LAST_NAMES: &[&str] = &[
    "Martin",
    "Lefèvre",
    "Benali",
    "Moreau",
    "Diallo",
    "Garcia",
    "Dubois",
    "Nguyen",
    "Fontaine",
    "Roussel",
    "Traoré",
    "Lambert",
    "Da Silva",
    "Girard",
    "Mercier",
    "Haddad",
    "Blanchard",
    "Caron",
    "Perrin",
    "Le Goff",
    "Etcheverry",
];

/// Streets, after the number.
pub(super) const STREETS: &[&str] = &[
    "rue de la République",
    "rue Jean-Jaurès",
    "avenue de la Gare",
    "rue Victor-Hugo",
    "place de la Mairie",
    "rue des Écoles",
    "boulevard Gambetta",
    "rue du Moulin",
    "rue Pasteur",
    "avenue du Général-de-Gaulle",
    "rue de l’Église",
    "rue des Lilas",
    "chemin du Stade",
    "rue Louise-Michel",
    "rue du 8-Mai-1945",
    "allée des Tilleuls",
    "rue Émile-Zola",
    "quai du Port",
    "rue des Jardins",
    "impasse du Lavoir",
    "rue Marie-Curie",
    "rue Jules-Ferry",
];

/// What structures are named after.
pub(super) const PATRONS: &[&str] = &[
    "Tremplin",
    "Horizon",
    "Le Phare",
    "La Passerelle",
    "Coup de Pouce",
    "Envol",
    "L’Escale",
    "Le Tournesol",
    "Cap Avenir",
    "Le Relais",
    "Nouveau Départ",
    "La Boussole",
    "Les Deux Rives",
    "La Chênaie",
    "Élan",
    "La Ruche",
    "Arc-en-Ciel",
    "Le Fil",
    "Solidarités",
    "Les Trois Ponts",
    "L’Atelier",
    "Ensemble",
    "Le Pas",
    "Racines",
];

/// Opening hours, in OSM syntax.
pub(super) const HOURS: &[&str] = &[
    "Mo-Fr 09:00-12:00,14:00-17:00; PH off",
    "Mo-Th 08:30-12:30,13:30-17:30; Fr 08:30-12:30; PH off",
    "Tu-Sa 10:00-18:00; PH off",
    "Mo,We,Fr 09:00-12:00; PH off",
    "Mo-Fr 08:45-17:15; PH off",
];

/// Sentences about the welcome, which fit any offer given by people.
pub(super) const WELCOMES: &[&str] = &[
    "Une personne vous accueille et vous explique tout.",
    "Vous avancez à votre rythme, avec une personne qui vous suit.",
    "Le premier rendez-vous sert à parler de votre situation. Il ne vous engage à rien.",
    "Nous restons à côté de vous tout au long du parcours.",
    "Vous pouvez venir avec un proche ou avec la personne qui vous accompagne.",
    "L’équipe répond à vos questions, sans jugement.",
    "Vous posez vos questions quand vous voulez.",
];

/// Practical sentences that fit any offer with a place.
pub(super) const PRACTICALS: &[&str] = &[
    "L’accueil se fait {a}, près d’un arrêt de bus.",
    "Les locaux sont accessibles en fauteuil roulant.",
    "Apportez une pièce d’identité si vous en avez une.",
    "Nous cherchons avec vous comment venir {a} si vous n’avez pas de voiture.",
    "Si une date ne vous va pas, nous en trouvons une autre.",
    "Vous recevez une réponse sous quelques jours.",
    "Des horaires adaptés sont possibles si vous gardez des enfants.",
    "Si vous parlez peu français, dites-le : nous trouvons une solution.",
];
