//! The fields that several kinds share.

use super::{Codes, Shape, Spec};
use crate::domain::taxonomy::{Fee, MobilisableBy, MobilisationMode, Public, ServiceType, Theme};

pub(super) const NAME: Spec = Spec::new(
    "nom",
    "Titre de l’offre",
    "Un verbe et un lieu : « Réparer des vélos à Pau ». Pas de point à la fin.",
    Shape::Words(3, 150, |offer| &mut offer.name),
)
.required();

pub(super) const TASKS: Spec = Spec::new(
    "taches",
    "Ce que la personne fera",
    "Une phrase par ligne : « Vous réparez des vélos. »",
    Shape::Lines(12, |offer| &mut offer.plain.tasks),
);

pub(super) const DESCRIPTION: Spec = Spec::new(
    "description",
    "Présentation",
    "De 200 à 2 000 caractères, c’est l’idéal. Des phrases courtes, avec « vous ».",
    Shape::Story(50, 10_000, |offer| &mut offer.description),
)
.required();

pub(super) const OUTCOME: Spec = Spec::new(
    "resultat",
    "Ce qu’elle a à la fin",
    "Une attestation, un diplôme, une expérience…",
    Shape::Text(500, |offer| &mut offer.plain.outcome),
);

pub(super) const THEMES: Spec = Spec::new(
    "themes",
    "De quoi parle l’offre",
    "Ces mots aident les gens à la trouver.",
    many!(Theme, themes),
)
.folded();

pub(super) const SERVICE_TYPE: Spec =
    Spec::new("type", "Forme de l’aide", "", one!(ServiceType, service_type)).required();

pub(super) const PUBLICS: Spec =
    Spec::new("publics", "Pour qui", "« Tous publics » va seul.", many!(Public, publics)).required();

pub(super) const PUBLICS_DETAILS: Spec = Spec::new(
    "publics-precisions",
    "Précisions sur les personnes",
    "« Vous n’avez pas besoin de diplôme. »",
    Shape::Text(500, |offer| &mut offer.publics_details),
)
.folded();

pub(super) const QUESTIONS: Spec = Spec::new(
    "questions",
    "Conditions, en questions",
    "Une question par ligne, à laquelle on répond par oui ou non : « Avez-vous plus de 18 ans ? »",
    Shape::Lines(10, |offer| &mut offer.details.questions),
);

pub(super) const CONDITIONS: Spec = Spec::new(
    "conditions",
    "Autres conditions et papiers à apporter",
    "",
    Shape::Text(2_000, |offer| &mut offer.conditions),
)
.folded();

pub(super) const RESERVED: Spec = Spec::new(
    "reserve",
    "Réservé à",
    "Seulement si l’offre est réservée : « Ouvert aux personnes accueillies par les Restos du Cœur. »",
    Shape::Line(200, |offer| &mut offer.plain.reserved_for),
)
.folded();

pub(super) const ZONE: Spec = Spec::new("zone", "Il faut habiter", "", Shape::Zone).folded();

pub(super) const HOURS: Spec = Spec::new(
    "heures",
    "Heures par semaine",
    "Par exemple 26 ou 17,5.",
    Shape::Hours(|offer| &mut offer.weekly_hours),
);

pub(super) const WEEKS: Spec =
    Spec::new("semaines", "Nombre de semaines", "", Shape::Count(1, 300, |offer| &mut offer.weeks));

pub(super) const SESSIONS: Spec = Spec::new(
    "session",
    "Dates",
    "Sans date, l’offre est ouverte toute l’année. Une date passée ou complète se ferme seule.",
    Shape::Sessions,
);

pub(super) const OPENING: Spec = Spec::new(
    "horaires",
    "Horaires",
    "Une ligne par période. Une pause à midi fait deux lignes.",
    Shape::Opening,
)
.folded();

pub(super) const RECEPTION: Spec = Spec::new("accueil", "Où cela se passe", "", Shape::Reception).required();

pub(super) const COMMUNE: Spec =
    Spec::new("commune", "Commune", "Son nom ou son code postal.", Shape::Commune).required();

pub(super) const STREET: Spec =
    Spec::new("adresse", "Numéro et rue", "", Shape::Line(200, |offer| &mut offer.address.street));

pub(super) const EXTRA: Spec =
    Spec::new("complement", "Bâtiment, étage", "", Shape::Line(200, |offer| &mut offer.address.extra))
        .folded();

pub(super) const GETTING_THERE: Spec = Spec::new(
    "trajet",
    "Comment venir",
    "Le bus, le train, la marche, et si l’entrée est de plain-pied.",
    Shape::Text(500, |offer| &mut offer.plain.getting_there),
);

pub(super) const FEE: Spec = Spec::new("frais", "Prix pour la personne", "", one!(Fee, fee)).required();

pub(super) const FEE_DETAILS: Spec = Spec::new(
    "frais-precisions",
    "Combien, et pour quoi",
    "",
    Shape::Line(300, |offer| &mut offer.fee_details),
);

pub(super) const PAY: Spec = Spec::new(
    "paie",
    "Ce qu’elle gagne",
    "« Vous êtes payé au moins le SMIC. »",
    Shape::Text(500, |offer| &mut offer.plain.pay),
);

pub(super) const STEPS_IN: Spec = Spec::new(
    "etapes",
    "Comment entrer, étape par étape",
    "Une étape par ligne : « L’atelier vous appelle. »",
    Shape::Lines(10, |offer| &mut offer.plain.entry_steps),
);

pub(super) const BY: Spec = Spec::new(
    "demande",
    "Qui peut demander",
    "Rien de coché : tout le monde.",
    many!(MobilisableBy, mobilisable_by),
)
.folded();

pub(super) const PROPOSED_BY: Spec = Spec::new(
    "propose-par",
    "Qui doit proposer la personne",
    "Seulement si elle ne peut pas demander elle-même : « un conseiller de France Travail ».",
    Shape::Line(200, |offer| &mut offer.plain.proposed_by),
)
.folded();

pub(super) const MODES: Spec =
    Spec::new("moyens", "Comment on demande", "", many!(MobilisationMode, mobilisation_modes)).folded();

pub(super) const MODES_DETAILS: Spec = Spec::new(
    "moyens-precisions",
    "Précisions pour demander",
    "« Laissez un message : nous rappelons. »",
    Shape::Text(500, |offer| &mut offer.mobilisation_details),
)
.folded();

pub(super) const LINK: Spec =
    Spec::new("lien", "Page pour s’inscrire", "https://…", Shape::Link(|offer| &mut offer.mobilisation_link))
        .folded();

pub(super) const CONTACT: Spec = Spec::new(
    "contact",
    "Qui répond",
    "Un nom ou une équipe : « L’équipe de l’atelier ».",
    Shape::Line(150, |offer| &mut offer.contact.name),
);

pub(super) const EMAIL: Spec = Spec::new(
    "courriel",
    "E-mail où arrivent les demandes",
    "",
    Shape::Email(|offer| &mut offer.contact.email),
)
.required();

pub(super) const PHONE: Spec =
    Spec::new("telephone", "Téléphone", "", Shape::Phone(|offer| &mut offer.contact.phone));

pub(super) const CONTACT_PUBLIC: Spec = Spec::new(
    "contact-public",
    "D’autres annuaires peuvent donner ce contact",
    "Sinon, nos données ouvertes ne donnent ni nom, ni e-mail, ni mobile d’une personne.",
    Shape::Tick(|offer| &mut offer.contact.is_declared_public),
)
.folded();
