//! The fields of one kind or two: posts, courses, ventures, steps.

use super::{Codes, Shape, Spec};
use crate::domain::taxonomy::{Contract, Entry, Level, Payer, Prescriber, SiaeKind};

pub(super) const SIAE: Spec = Spec::new("sorte", "Votre structure", "", one!(SiaeKind, details.post.siae));

pub(super) const TRADE: Spec = Spec::new(
    "metier",
    "Métier",
    "En mots simples : « jardinier », « agent de propreté ».",
    Shape::Line(100, |offer| &mut offer.details.post.trade),
);

pub(super) const ROME: Spec = Spec::new(
    "rome",
    "Métier dans la liste de France Travail (ROME)",
    "Écrivez un mot, puis choisissez : « vélo », « ménage ». Ou un code : A1203.",
    Shape::Rome,
)
.folded();

pub(super) const POSTS: Spec = Spec::new(
    "poste",
    "Autres postes",
    "Un autre métier dans le même atelier : une ligne par poste. Ce que vous ne dites pas est comme pour le premier.",
    Shape::Posts,
)
.folded();

pub(super) const CONTRACT: Spec = Spec::new("contrat", "Contrat", "", one!(Contract, details.post.contract));

pub(super) const LASTS: Spec = Spec::new(
    "duree",
    "Durée du contrat",
    "« De 4 mois à 2 ans. »",
    Shape::Line(100, |offer| &mut offer.details.post.lasts),
)
.folded();

pub(super) const PLACES: Spec =
    Spec::new("places", "Places à prendre", "", Shape::Count(0, 999, |offer| &mut offer.details.post.places));

pub(super) const CLOSED: Spec = Spec::new(
    "ferme",
    "Le recrutement est fermé pour le moment",
    "L’offre reste visible, sans bouton pour demander.",
    Shape::Tick(|offer| &mut offer.details.post.closed),
);

pub(super) const SUPPORT: Spec = Spec::new(
    "accompagnement",
    "Accompagnement",
    "« Une personne vous aide pour vos papiers, votre santé, votre logement. »",
    Shape::Text(500, |offer| &mut offer.details.post.support),
);

pub(super) const LEARNT: Spec = Spec::new(
    "formation",
    "Formation pendant le contrat",
    "",
    Shape::Text(500, |offer| &mut offer.details.post.training),
)
.folded();

pub(super) const ENTRY: Spec = Spec::new(
    "entree",
    "Comment on entre",
    "Cochez tout ce qui est demandé.",
    many!(Entry, details.course.entry),
);

pub(super) const PRESCRIBERS: Spec = Spec::new(
    "prescripteurs",
    "Qui peut proposer la personne",
    "Seulement si un conseiller doit la proposer.",
    many!(Prescriber, details.course.prescribers),
)
.folded();

pub(super) const CERTIFICATION: Spec =
    Spec::new("certification", "Certification", "Son code : RNCP37274 ou RS5616.", Shape::Certification)
        .folded();

pub(super) const LEVEL: Spec =
    Spec::new("niveau", "Niveau obtenu", "", one!(Level, details.course.level)).folded();

pub(super) const PAYERS: Spec =
    Spec::new("financeurs", "Qui paie la formation", "", many!(Payer, details.course.payers));

pub(super) const LEFT_TO_PAY: Spec = Spec::new(
    "reste",
    "Ce qui reste à payer",
    "« Rien », ou combien et pour quoi.",
    Shape::Line(200, |offer| &mut offer.details.course.left_to_pay),
);

pub(super) const MEALS: Spec =
    Spec::new("repas", "Repas", "", Shape::Line(200, |offer| &mut offer.details.course.meals)).folded();

pub(super) const LODGING: Spec =
    Spec::new("logement", "Logement", "", Shape::Line(200, |offer| &mut offer.details.course.lodging))
        .folded();

pub(super) const TRANSPORT: Spec = Spec::new(
    "transport",
    "Aide pour le transport",
    "",
    Shape::Line(200, |offer| &mut offer.details.course.transport),
)
.folded();

pub(super) const DISABILITY: Spec = Spec::new(
    "handicap",
    "Accueil des personnes handicapées",
    "",
    Shape::Text(500, |offer| &mut offer.details.course.disability),
)
.folded();

pub(super) const DISABILITY_CONTACT: Spec = Spec::new(
    "handicap-contact",
    "Référent handicap",
    "Un nom, et un numéro ou un e-mail.",
    Shape::Line(200, |offer| &mut offer.details.course.disability_contact),
)
.folded();

pub(super) const MEMBERSHIP: Spec = Spec::new(
    "adhesion",
    "Ce qu’elle devient",
    "« Entrepreneur salarié de la coopérative (CAE). »",
    Shape::Line(200, |offer| &mut offer.details.venture.membership),
);

pub(super) const DESKS: Spec = Spec::new(
    "bureaux",
    "Bureaux partagés",
    "Leur nombre, si vous avez un lieu de travail partagé.",
    Shape::Count(0, 999, |offer| &mut offer.details.venture.desks),
);

pub(super) const VENTURE_SUPPORT: Spec = Spec::new(
    "appui",
    "Appui pour créer son activité",
    "« Un conseiller suit votre projet. La coopérative tient vos comptes. »",
    Shape::Text(500, |offer| &mut offer.details.venture.support),
);

pub(super) const STEPS: Spec = Spec::new(
    "etape",
    "Étapes du programme",
    "Chaque étape est une offre : la vôtre, ou celle d’un partenaire. Quand vous publiez, le partenaire reçoit votre demande. Son étape se voit quand il dit oui.",
    Shape::Steps,
)
.required();
