//! What the schema has no place for: sessions, and the plain words of the sheet.

use time::{Date, Duration};

use super::{Brief, Site, is_course};
use crate::domain::clock::spoken_date;
use crate::domain::offer::{OfferKind, Plain, Session};
use crate::domain::taxonomy::MobilisableBy;
use crate::seed::generate::draw::Draw;

/// The part of an offer that goes under `premier_pas`.
pub(super) struct Sheet {
    pub(super) sessions: Vec<Session>,
    pub(super) plain: Plain,
}

pub(super) fn sheet(
    draw: &mut Draw,
    brief: &Brief,
    site: &Site,
    by: &[MobilisableBy],
    weeks: Option<u32>,
    today: Date,
) -> Sheet {
    let count = match brief.subject.kind {
        OfferKind::Training => draw.between(1, 3),
        OfferKind::Programme => draw.between(0, 2),
        _ => 0,
    };
    let mut sessions: Vec<_> = (0..count).filter_map(|_| session(draw, site, weeks, today)).collect();
    sessions.sort_by_key(|session| session.starts_on);
    Sheet { sessions, plain: plain(draw, brief, by) }
}

/// A session from six weeks ago to seven months ahead, on a Monday; one in eight is full.
fn session(draw: &mut Draw, site: &Site, weeks: Option<u32>, today: Date) -> Option<Session> {
    let day = today.checked_add(Duration::days(draw.between(0, 250) as i64 - 42))?;
    let starts_on =
        day.checked_add(Duration::days(i64::from(7 - day.weekday().number_days_from_monday()) % 7))?;
    let length = Duration::weeks(i64::from(weeks.unwrap_or(4))) - Duration::days(3);
    let places_left = match draw.between(0, 99) {
        0..20 => None,
        20..32 => Some(0),
        _ => Some(draw.between(1, 14) as u16),
    };
    let meeting = starts_on.checked_sub(Duration::days(draw.between(14, 25) as i64))?;
    let street = site.organisation.address.street.as_deref().unwrap_or_default();
    let hour = draw.one(&["9 h 30", "10 h", "14 h"]);
    let meeting = format!("{} à {hour}, {street}, {}", spoken_date(meeting), site.commune.name);
    Some(Session {
        ends_on: starts_on.checked_add(length),
        places_left,
        information_meeting: draw.chance(55).then_some(meeting),
        ..Session::starting(starts_on)
    })
}

fn plain(draw: &mut Draw, brief: &Brief, by: &[MobilisableBy]) -> Plain {
    let kind = brief.subject.kind;
    let works = matches!(kind, OfferKind::Workshop | OfferKind::TemporaryWork);
    let tasks = if works { brief.trade.tasks } else { &[] };
    let pay = match kind {
        OfferKind::Workshop => Some("Vous êtes payé au SMIC, environ 1 050 € net par mois."),
        OfferKind::TemporaryWork => Some("Vous êtes payé à l’heure, au SMIC ou plus."),
        OfferKind::Training => {
            Some("Une rémunération de la Région est possible. Sinon, vous gardez vos allocations.")
        }
        OfferKind::Enterprise => Some("Vous gardez vos allocations pendant la préparation."),
        OfferKind::Programme | OfferKind::Support => None,
    };
    let outcome = match kind {
        OfferKind::Training if is_course(brief) => Some(brief.course.outcome),
        OfferKind::Training => Some("Une attestation de formation"),
        OfferKind::Workshop => Some("Une expérience et un projet pour la suite"),
        _ => None,
    };
    let alone = by.contains(&MobilisableBy::Usagers);
    let steps: &[&str] = match (kind, alone) {
        (OfferKind::Training, true) => {
            &["Vous demandez", "Vous venez à la réunion d’information", "Vous passez un entretien"]
        }
        (_, true) => &["Vous demandez", "Nous vous appelons", "Nous fixons un rendez-vous"],
        (_, false) => &["Votre conseiller envoie la demande", "Nous vous appelons"],
    };
    let proposer = draw.one(&[
        "un conseiller France Travail",
        "un conseiller de la mission locale",
        "un travailleur social",
        "votre référent RSA",
    ]);
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let bus = format!("Bus {}, à {} minutes à pied.", draw.between(1, 24), draw.between(2, 12));
    Plain {
        tasks: owned(tasks),
        pay: pay.map(str::to_owned),
        getting_there: draw.chance(45).then_some(bus),
        entry_steps: owned(steps),
        proposed_by: (!alone).then(|| proposer.to_owned()),
        outcome: outcome.map(str::to_owned),
        reserved_for: None,
    }
}
