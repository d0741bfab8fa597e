//! Of what each format says nothing.

use std::collections::HashSet;

use crate::domain::import::Format;
use crate::domain::offer::{Details, Offer, Plain};

/// The beginnings of the fields that a catalogue of trainings has no word for.
const LHEO: [&str; 16] = [
    "premier_pas.details.other_posts",
    "premier_pas.details.course.prescribers",
    "premier_pas.contact_public",
    "premier_pas.plain.tasks",
    "premier_pas.plain.pay",
    "premier_pas.plain.proposed_by",
    "premier_pas.plain.reserved_for",
    "premier_pas.details.questions",
    "premier_pas.details.post",
    "premier_pas.details.venture",
    "premier_pas.details.steps",
    "horaires_accueil",
    "nombre_semaines",
    "lien_mobilisation",
    "modes_mobilisation",
    "mobilisable_par",
];
/// The same for the feed of Les emplois de l’inclusion.
const EMPLOIS: [&str; 23] = [
    "premier_pas.details.other_posts",
    "premier_pas.contact_public",
    "premier_pas.plain",
    "premier_pas.details.questions",
    "premier_pas.details.course",
    "premier_pas.details.venture",
    "premier_pas.details.steps",
    "premier_pas.details.post.lasts",
    "premier_pas.details.post.closed",
    "premier_pas.details.post.support",
    "premier_pas.details.post.training",
    "session.",
    "publics",
    "volume_horaire_hebdomadaire",
    "nombre_semaines",
    "horaires_accueil",
    "contact_nom_prenom",
    "zone_eligibilite",
    "lien_mobilisation",
    "modes_mobilisation",
    "mobilisation_precisions",
    "lien_source",
    "frais_precisions",
];

/// What a file says nothing of.
#[derive(Debug, Clone)]
pub(super) enum Unsaid {
    /// What its table has no column for.
    Columns(HashSet<&'static str>),
    /// What its format has no word for.
    Of(Format),
}

impl Unsaid {
    /// Whether `theirs` says nothing of a field.
    pub(super) fn holds(&self, field: &str, theirs: &Offer) -> bool {
        let begins = |all: &[&str]| all.iter().any(|start| field.starts_with(start));
        match self {
            Self::Columns(columns) => !columns.contains(field),
            Self::Of(Format::Lheo) => begins(&LHEO),
            Self::Of(Format::Emplois) => begins(&EMPLOIS),
            // Only our own files have words for what is beyond the schema.
            Self::Of(_) => {
                (field.starts_with("premier_pas.") || field.starts_with("session."))
                    && is_plain_schema(theirs)
            }
        }
    }
}

fn is_plain_schema(offer: &Offer) -> bool {
    !offer.contact.is_declared_public
        && offer.sessions.is_empty()
        && offer.plain == Plain::default()
        && offer.details == Details::default()
}
