//! What each kind asks, and in which order: the questions of the sheet.

use super::common::*;
use super::own::*;
use super::{Section, Spec};
use crate::domain::offer::OfferKind;

fn section(name: &'static str, short: &'static str, title: &'static str, fields: &[Spec]) -> Section {
    Section { name, short, title, fields: fields.to_vec() }
}

const WHO: &[Spec] = &[PUBLICS, QUESTIONS, PUBLICS_DETAILS, CONDITIONS, RESERVED, ZONE];
const PLACE: &[Spec] = &[RECEPTION, COMMUNE, STREET, EXTRA, GETTING_THERE];
const IN: &[Spec] = &[STEPS_IN, BY, PROPOSED_BY, MODES, MODES_DETAILS, LINK];
const CONTACTS: &[Spec] = &[CONTACT, EMAIL, PHONE, CONTACT_PUBLIC];

/// The parts of a kind's form.
pub fn sections(kind: OfferKind) -> Vec<Section> {
    let (what, when, money) = match kind {
        OfferKind::Workshop => (workshop(), vec![HOURS.required(), OPENING], vec![PAY]),
        OfferKind::Training => (
            vec![NAME, TASKS, DESCRIPTION, OUTCOME, LEVEL, CERTIFICATION, THEMES],
            vec![SESSIONS, HOURS.required(), WEEKS, OPENING],
            vec![
                FEE,
                PAYERS,
                LEFT_TO_PAY,
                PAY.says("Paie pendant la formation", "« La Région vous paie pendant la formation. »"),
                MEALS,
                LODGING,
                TRANSPORT,
            ],
        ),
        OfferKind::Enterprise => (
            vec![NAME, TASKS, DESCRIPTION, MEMBERSHIP, VENTURE_SUPPORT, DESKS, OUTCOME, THEMES],
            vec![
                OPENING.says("Horaires du lieu", OPENING.hint),
                SESSIONS.folded(),
                HOURS.folded(),
                WEEKS.folded(),
            ],
            vec![FEE, FEE_DETAILS, PAY],
        ),
        OfferKind::TemporaryWork => (
            vec![
                NAME,
                TRADE.required().says("Métiers des missions", "« Préparateur de commandes, agent de tri »."),
                ROME,
                TASKS,
                DESCRIPTION,
                CONTRACT,
                LASTS.says("Durée d’une mission", "« De quelques jours à 3 mois. »"),
                CLOSED,
                THEMES,
            ],
            vec![HOURS, OPENING.says("Horaires de l’agence", OPENING.hint)],
            vec![PAY.required()],
        ),
        OfferKind::Programme => (
            vec![NAME, DESCRIPTION, STEPS, OUTCOME, THEMES],
            vec![SESSIONS, HOURS.folded(), WEEKS, OPENING],
            vec![FEE, FEE_DETAILS, PAY],
        ),
        OfferKind::Support => (
            vec![NAME, SERVICE_TYPE, TASKS, DESCRIPTION, OUTCOME, THEMES],
            vec![OPENING, SESSIONS.folded(), HOURS.folded(), WEEKS.folded()],
            vec![FEE, FEE_DETAILS, PAY.folded()],
        ),
    };
    let mut ways = IN.to_vec();
    if kind == OfferKind::Training {
        ways.insert(0, ENTRY.required());
        ways.insert(1, PRESCRIBERS);
    }
    let mut place = PLACE.to_vec();
    if kind == OfferKind::Workshop {
        // A workshop is somewhere: nobody has to say so.
        place.retain(|spec| spec.name != RECEPTION.name);
    }
    if kind == OfferKind::Training {
        place.extend([DISABILITY, DISABILITY_CONTACT]);
    }
    vec![
        section("quoi", "Quoi", "Qu’est-ce que la personne fera ?", &what),
        section("pour-qui", "Pour qui", "Pour qui ?", WHO),
        section("quand", "Quand", "Quand ?", &when),
        section("ou", "Où", "Où ?", &place),
        section("argent", "Argent", "Combien ça coûte ? Est-elle payée ?", &money),
        section("entrer", "Entrer", "Comment entrer ?", &ways),
        section("qui", "Contact", "Qui répond ?", CONTACTS),
    ]
}

fn workshop() -> Vec<Spec> {
    vec![
        NAME,
        SIAE.required(),
        TRADE.required(),
        ROME,
        TASKS.required(),
        DESCRIPTION,
        CONTRACT.required(),
        LASTS,
        PLACES.required(),
        CLOSED,
        SUPPORT,
        LEARNT,
        POSTS,
        OUTCOME.folded(),
        THEMES,
    ]
}
