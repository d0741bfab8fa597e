//! The small words in which the demonstration is written, so that its data reads like a table.

mod giver;
mod themes;
mod town;

pub use giver::{Giver, giver};
pub use themes::*;
pub use town::*;

use time::{Date, Duration, Weekday};

use super::SOURCE;
use crate::domain::clock::{is_working_day, spoken_date};
use crate::domain::contact::{Address, Contact};
use crate::domain::offer::{Details, Offer, OfferKind, Plain, Session};
use crate::domain::organisation::Organisation;
use crate::domain::taxonomy::{
    Fee, MobilisableBy, MobilisationMode, Public, ReceptionMode, ServiceType, Theme,
};

/// One run of an offer, told from today.
struct Run {
    starts_in: i64,
    weeks: i64,
    places: u16,
    meeting: Option<(i64, &'static str)>,
}

/// An offer as it is being written: without its dates, and without what its organisation already says.
pub struct Entry {
    slug: &'static str,
    offer: Offer,
    runs: Vec<Run>,
}

/// Begins an offer: on the spot, free of charge, open to the person and to professionals, unless it says
/// otherwise.
pub fn offer(
    slug: &'static str,
    organisation: &str,
    kind: OfferKind,
    service_type: ServiceType,
    name: &str,
    description: &str,
) -> Entry {
    let offer = Offer {
        source: SOURCE.to_owned(),
        id: format!("{SOURCE}--{slug}"),
        structure_id: format!("{SOURCE}--{organisation}"),
        name: name.to_owned(),
        description: description.to_owned(),
        updated_on: Date::MIN,
        source_link: None,
        service_type: Some(service_type),
        themes: Vec::new(),
        fee: Some(Fee::Gratuit),
        fee_details: None,
        publics: Vec::new(),
        publics_details: None,
        conditions: None,
        address: Address::default(),
        contact: Contact::default(),
        reception_modes: vec![ReceptionMode::EnPresentiel],
        zones: Vec::new(),
        mobilisation_link: None,
        mobilisation_modes: Vec::new(),
        mobilisable_by: vec![MobilisableBy::Usagers, MobilisableBy::Professionnels],
        mobilisation_details: None,
        weekly_hours: None,
        weeks: None,
        opening_hours: None,
        kind,
        sessions: Vec::new(),
        plain: Plain::default(),
        details: Details::default(),
        door_closed: false,
    };
    Entry { slug, offer, runs: Vec::new() }
}

fn owned<const N: usize>(lines: [&str; N]) -> Vec<String> {
    lines.map(str::to_owned).to_vec()
}

impl Entry {
    /// What it is about.
    pub fn about(mut self, themes: &[Theme]) -> Self {
        self.offer.themes = themes.to_vec();
        self
    }

    /// Whom it is for, and in words.
    pub fn for_whom(mut self, publics: &[Public], details: &str) -> Self {
        self.offer.publics = publics.to_vec();
        self.offer.publics_details = Some(details.to_owned());
        self
    }

    /// What one must have or bring.
    pub fn conditions(mut self, text: &str) -> Self {
        self.offer.conditions = Some(text.to_owned());
        self
    }

    /// What it costs; free where this is not said.
    pub fn costs(mut self, details: &str) -> Self {
        self.offer.fee = Some(Fee::Payant);
        self.offer.fee_details = Some(details.to_owned());
        self
    }

    /// Where it is, when not at its organisation's.
    pub fn at(mut self, town: Town, number: u8, street: &str) -> Self {
        self.offer.address = town.address(number, street);
        self
    }

    /// Only at a distance, from anywhere in France.
    pub fn remote(mut self) -> Self {
        self.offer.reception_modes = vec![ReceptionMode::ADistance];
        self.zones(&["france"])
    }

    /// Where the person must live.
    pub fn zones(mut self, zones: &[&str]) -> Self {
        self.offer.zones = zones.iter().map(|&zone| zone.to_owned()).collect();
        self
    }

    /// One can ask for it by message, and so here; who reads it.
    pub fn ask(mut self, team: &str) -> Self {
        self.offer.contact.name = Some(team.to_owned());
        self.way(MobilisationMode::EnvoyerUnCourriel)
    }

    /// One can telephone.
    pub fn call(self) -> Self {
        self.way(MobilisationMode::Telephoner)
    }

    /// One can come by.
    pub fn come(self) -> Self {
        self.way(MobilisationMode::SePresenter)
    }

    /// One registers elsewhere.
    pub fn link(mut self, address: &str) -> Self {
        self.offer.mobilisation_link = Some(address.to_owned());
        self.way(MobilisationMode::UtiliserLienMobilisation)
    }

    /// Somebody must propose the person.
    pub fn proposed_by(mut self, who: &str) -> Self {
        self.offer.mobilisable_by = vec![MobilisableBy::Professionnels];
        self.offer.plain.proposed_by = Some(who.to_owned());
        self
    }

    /// Reserved to some people, in a sentence.
    pub fn reserved(mut self, sentence: &str) -> Self {
        self.offer.plain.reserved_for = Some(sentence.to_owned());
        self
    }

    fn way(mut self, mode: MobilisationMode) -> Self {
        self.offer.mobilisation_modes.push(mode);
        self
    }

    /// More about the ways in.
    pub fn details(mut self, text: &str) -> Self {
        self.offer.mobilisation_details = Some(text.to_owned());
        self
    }

    /// What the person will do.
    pub fn tasks<const N: usize>(mut self, tasks: [&str; N]) -> Self {
        self.offer.plain.tasks = owned(tasks);
        self
    }

    /// How to get in.
    pub fn steps<const N: usize>(mut self, steps: [&str; N]) -> Self {
        self.offer.plain.entry_steps = owned(steps);
        self
    }

    /// What she is paid or keeps.
    pub fn pay(mut self, text: &str) -> Self {
        self.offer.plain.pay = Some(text.to_owned());
        self
    }

    /// How to get there.
    pub fn getting_there(mut self, text: &str) -> Self {
        self.offer.plain.getting_there = Some(text.to_owned());
        self
    }

    /// What she gets at the end.
    pub fn outcome(mut self, text: &str) -> Self {
        self.offer.plain.outcome = Some(text.to_owned());
        self
    }

    /// When it is open, in the syntax of OpenStreetMap.
    pub fn open(mut self, hours: &str) -> Self {
        self.offer.opening_hours = Some(hours.to_owned());
        self
    }

    /// Hours a week.
    pub fn hours(mut self, weekly: f32) -> Self {
        self.offer.weekly_hours = Some(weekly);
        self
    }

    /// Number of weeks.
    pub fn weeks(mut self, weeks: u32) -> Self {
        self.offer.weeks = Some(weeks);
        self
    }

    /// A run that starts on a Monday `starts_in` days from today, or so many days ago where negative.
    /// It lasts as many weeks as the offer says before this call.
    pub fn run(mut self, starts_in: i64, places: u16) -> Self {
        let weeks = self.offer.weeks.map_or(1, i64::from);
        self.runs.push(Run { starts_in, weeks, places, meeting: None });
        self
    }

    /// The information meeting of the last run: so many days before it, at what hour and where.
    pub fn meeting(mut self, days_before: i64, hour_and_place: &'static str) -> Self {
        if let Some(run) = self.runs.last_mut() {
            run.meeting = Some((days_before, hour_and_place));
        }
        self
    }

    /// Sets the dates, and takes from the organisation its contacts and, where none was given, its address.
    pub fn finish(
        self,
        today: Date,
        updated_on: Date,
        organisations: &[(Organisation, &'static str)],
    ) -> (Offer, &'static str) {
        let Self { slug, mut offer, runs } = self;
        offer.updated_on = updated_on;
        offer.sessions = runs.iter().map(|run| run.session(today)).collect();
        offer.sessions.sort_by_key(|session| session.starts_on);
        if let Some((organisation, _)) = organisations.iter().find(|(one, _)| one.id == offer.structure_id) {
            if offer.mobilisation_modes.contains(&MobilisationMode::EnvoyerUnCourriel) {
                offer.contact.email = organisation.contact.email.clone();
            }
            if offer.mobilisation_modes.contains(&MobilisationMode::Telephoner) {
                offer.contact.phone = organisation.contact.phone.clone();
            }
            if offer.address == Address::default() && !offer.is_remote() {
                offer.address = organisation.address.clone();
            }
        }
        (offer, slug)
    }
}

impl Run {
    fn session(&self, today: Date) -> Session {
        let starts_on = working_monday(today.saturating_add(Duration::days(self.starts_in)), self.starts_in);
        let friday = starts_on.saturating_add(Duration::days(self.weeks * 7 - 3));
        let information_meeting = self.meeting.map(|(before, hour_and_place)| {
            let day = next_working_day(starts_on.saturating_sub(Duration::days(before)));
            format!("{} {hour_and_place}", spoken_date(day))
        });
        Session {
            ends_on: Some(friday),
            places_left: Some(self.places),
            information_meeting,
            ..Session::starting(starts_on)
        }
    }
}

/// The Monday on which a run starts: never nearer to today than was asked for.
fn working_monday(date: Date, direction: i64) -> Date {
    let since_monday = i64::from(date.weekday().number_days_from_monday());
    let monday = match date.weekday() {
        Weekday::Monday => date,
        _ if direction < 0 => date.saturating_sub(Duration::days(since_monday)),
        _ => date.saturating_add(Duration::days(7 - since_monday)),
    };
    next_working_day(monday)
}

fn next_working_day(mut date: Date) -> Date {
    while !is_working_day(date) {
        date = date.saturating_add(Duration::days(1));
    }
    date
}
