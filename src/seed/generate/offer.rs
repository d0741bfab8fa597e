//! A made-up offer of a structure.

use time::Date;

use super::SOURCE;
use super::draw::Draw;
use super::organisation::{Site, recent};
use super::subject::{Form, Subject};
use super::text::{at, capital, fill, of};
use super::trade::{COURSES, Course, TRADES, Trade};
use super::words::{FIRST_NAMES, LAST_NAMES, PRACTICALS, WELCOMES};
use crate::domain::contact::Contact;
use crate::domain::offer::{Offer, OfferKind};
use crate::domain::taxonomy::{
    Fee, MobilisableBy, MobilisationMode, Public, ReceptionMode, ServiceType, Theme,
};

mod sheet;

/// What an offer is drawn from.
struct Brief {
    subject: &'static Subject,
    form: Form,
    trade: Trade,
    course: Course,
    at: String,
    of: String,
}

impl Brief {
    fn fill(&self, template: &str, structure: &str) -> String {
        let slots = [
            ("a", self.at.as_str()),
            ("de", &self.of),
            ("structure", structure),
            ("job", self.trade.job),
            ("field", self.trade.field),
            ("title", self.course.title),
            ("learn", self.course.learn),
        ];
        fill(template, &slots)
    }
}

/// The offer of that number, the `rank`-th of its structure.
pub(super) fn offer(draw: &mut Draw, site: &Site, number: u64, rank: u64, today: Date) -> Offer {
    let subject = subject(draw, site, rank);
    let name = &site.commune.name;
    let (form, trade, course) = (draw.one(subject.forms), draw.one(TRADES), draw.one(COURSES));
    let brief = Brief { subject, form, trade, course, at: at(name), of: of(name) };
    let structure = &site.organisation;
    let by = mobilisable_by(draw, subject);
    let remote = remote(draw, subject);
    let fee = fee(draw, subject);
    let address = if remote == Remote::Only { Default::default() } else { structure.address.clone() };
    let (weekly_hours, weeks) = duration(draw, &brief);
    let title = capital(&brief.fill(brief.form.1, &structure.name));
    let sheet = sheet::sheet(draw, &brief, site, &by, weeks, today);
    let contact = Contact {
        name: draw.chance(50).then(|| format!("{} {}", draw.one(FIRST_NAMES), draw.one(LAST_NAMES))),
        ..structure.contact.clone()
    };
    let link = draw.chance(15).then(|| format!("https://example.org/demande/{number}"));
    Offer {
        source: SOURCE.to_owned(),
        id: format!("{SOURCE}--offre-{number}"),
        structure_id: structure.id.clone(),
        name: title.chars().take(150).collect(),
        description: description(draw, &brief, &structure.name, remote),
        updated_on: recent(draw, today),
        source_link: Some(format!("https://example.org/offres/{number}")),
        service_type: Some(subject.service_type),
        themes: themes(draw, &brief),
        fee_details: match fee {
            Fee::Payant => Some(format!("{} € par mois, moins selon vos revenus", draw.between(1, 12) * 5)),
            Fee::Gratuit => None,
        },
        fee: draw.chance(99).then_some(fee),
        publics: publics(draw, subject),
        publics_details: draw.chance(15).then(|| draw.one(PRECISIONS).to_owned()),
        conditions: Some(draw.one(subject.conditions)).filter(|text| !text.is_empty()).map(str::to_owned),
        address,
        reception_modes: remote.modes(),
        zones: zones(draw, site),
        mobilisation_modes: modes(draw, &contact, link.is_some()),
        contact,
        mobilisation_link: link,
        mobilisable_by: by,
        mobilisation_details: draw.chance(20).then(|| "Laissez un message : nous vous rappelons.".to_owned()),
        weekly_hours,
        weeks,
        opening_hours: structure.opening_hours.clone().filter(|_| draw.chance(30)),
        kind: subject.kind,
        sessions: sheet.sessions,
        plain: sheet.plain,
        details: Default::default(),
        door_closed: false,
    }
}

const PRECISIONS: &[&str] = &[
    "De 16 à 25 ans, jusqu’à 29 ans en situation de handicap",
    "Habitants de la commune et des communes voisines",
    "Sans condition de nationalité",
    "Priorité aux personnes au RSA",
];

/// The first subject of the structure for its first offer, any of them afterwards.
fn subject(draw: &mut Draw, site: &Site, rank: u64) -> &'static Subject {
    let main = site.archetype.main;
    let others = site.archetype.subjects;
    let at = if rank == 0 { 0 } else { draw.between(0, others.len() as u64) };
    // 0 is the main one; `at` 1 is the first of the others.
    (at as usize).checked_sub(1).and_then(|at| others.get(at)).copied().unwrap_or(main)
}

/// 200 to 800 characters: what it is, how it goes, the welcome, what is practical.
fn description(draw: &mut Draw, brief: &Brief, structure: &str, remote: Remote) -> String {
    let mut parts = vec![brief.form.2];
    parts.extend(draw.some(brief.subject.how, 2));
    parts.push(draw.one(WELCOMES));
    let practical = if remote == Remote::Only { 0 } else { draw.between(1, 2) };
    parts.extend(draw.some(PRACTICALS, practical));
    if remote == Remote::Only {
        parts.push("Tout se fait par téléphone ou en visio, depuis chez vous.");
    }
    let mut text = brief.fill(&parts.join(" "), structure);
    if text.chars().count() < 230 || draw.chance(40) {
        text.push_str(&format!(" Proposé par : {structure}."));
    }
    if text.chars().count() < 230 {
        text.push_str(" Vous pouvez nous contacter pour en savoir plus, même si vous hésitez encore.");
    }
    text
}

/// The form's theme, and none to two that go with it.
fn themes(draw: &mut Draw, brief: &Brief) -> Vec<Theme> {
    let others = draw.one(&[0, 0, 1, 1, 2]);
    let mut themes = draw.some(brief.subject.themes, others);
    themes.retain(|theme| *theme != brief.form.0);
    themes.insert(0, brief.form.0);
    themes
}

/// Everyone (35 %), or one to three publics; 4 % say nothing.
fn publics(draw: &mut Draw, subject: &Subject) -> Vec<Public> {
    match draw.between(0, 99) {
        0..35 => vec![Public::TousPublics],
        35..39 => Vec::new(),
        _ => {
            let count = draw.between(1, 3);
            draw.some(subject.publics, count)
        }
    }
}

/// 85 % free overall: work always is, driving and cars less often.
fn fee(draw: &mut Draw, subject: &Subject) -> Fee {
    let free = match subject.kind {
        OfferKind::Workshop | OfferKind::TemporaryWork | OfferKind::Programme => 100,
        OfferKind::Training => 92,
        OfferKind::Enterprise => 75,
        OfferKind::Support => 83,
    };
    if draw.chance(free) { Fee::Gratuit } else { Fee::Payant }
}

/// People themselves in 60 % of cases, with or without professionals.
fn mobilisable_by(draw: &mut Draw, subject: &Subject) -> Vec<MobilisableBy> {
    let alone = if subject.kind == OfferKind::Training { 40 } else { 62 };
    if !draw.chance(alone) {
        vec![MobilisableBy::Professionnels]
    } else if draw.chance(60) {
        vec![MobilisableBy::Usagers, MobilisableBy::Professionnels]
    } else {
        vec![MobilisableBy::Usagers]
    }
}

/// Whether one can stay at home.
#[derive(Clone, Copy, PartialEq)]
enum Remote {
    Never,
    Also,
    Only,
}

impl Remote {
    fn modes(self) -> Vec<ReceptionMode> {
        match self {
            Self::Never => vec![ReceptionMode::EnPresentiel],
            Self::Also => vec![ReceptionMode::ADistance, ReceptionMode::EnPresentiel],
            Self::Only => vec![ReceptionMode::ADistance],
        }
    }
}

fn remote(draw: &mut Draw, subject: &Subject) -> Remote {
    let hands = matches!(subject.kind, OfferKind::Workshop | OfferKind::TemporaryWork);
    let things = subject.service_type == ServiceType::AideMaterielle;
    match draw.between(0, 99) {
        _ if hands || things => Remote::Never,
        0..8 => Remote::Only,
        8..20 => Remote::Also,
        _ => Remote::Never,
    }
}

/// The commune, the département, France, or nothing, which is everywhere.
fn zones(draw: &mut Draw, site: &Site) -> Vec<String> {
    match draw.between(0, 99) {
        0..25 => vec![site.commune.code.clone()],
        25..75 => vec![site.commune.departement.clone()],
        75..81 => vec!["france".to_owned()],
        _ => Vec::new(),
    }
}

fn modes(draw: &mut Draw, contact: &Contact, link: bool) -> Vec<MobilisationMode> {
    let mut modes = Vec::new();
    if contact.phone.is_none() || draw.chance(80) {
        modes.push(MobilisationMode::EnvoyerUnCourriel);
    }
    if draw.chance(30) {
        modes.push(MobilisationMode::SePresenter);
    }
    if contact.phone.is_some() && (modes.is_empty() || draw.chance(70)) {
        modes.push(MobilisationMode::Telephoner);
    }
    if link {
        modes.push(MobilisationMode::UtiliserLienMobilisation);
    }
    modes
}

/// Hours a week and weeks, where they mean something.
fn duration(draw: &mut Draw, brief: &Brief) -> (Option<f32>, Option<u32>) {
    match brief.subject.kind {
        OfferKind::Training if is_course(brief) => {
            let (least, most) = brief.course.weeks;
            (Some(brief.course.hours as f32), Some(draw.between(least, most) as u32))
        }
        OfferKind::Training => (Some(draw.one(&[4.0, 6.0, 9.0, 12.0])), Some(draw.between(8, 30) as u32)),
        OfferKind::Workshop => (Some(26.0), Some(17)),
        OfferKind::Programme => (Some(draw.one(&[15.0, 18.0, 20.0])), Some(draw.between(12, 26) as u32)),
        _ => (None, None),
    }
}

/// Whether the offer is a course of the list.
fn is_course(brief: &Brief) -> bool {
    brief.form.1.contains("{title}")
}
