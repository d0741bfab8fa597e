//! An organisation as it is being written.

use time::Date;
use time::macros::date;

use super::super::SOURCE;
use super::town::Town;
use crate::domain::contact::{Address, Contact};
use crate::domain::organisation::Organisation;
use crate::domain::taxonomy::Network;

/// When the demonstration's organisations were last read again.
const READ_ON: Date = date!(2026 - 05 - 04);

/// An organisation as it is being written.
pub struct Giver {
    slug: &'static str,
    organisation: Organisation,
}

/// Begins an organisation; its e-mail is its slug, on the domain kept for examples.
pub fn giver(slug: &'static str, name: &str, nature: &str, description: &str) -> Giver {
    let organisation = Organisation {
        source: SOURCE.to_owned(),
        id: format!("{SOURCE}--{slug}"),
        name: name.to_owned(),
        updated_on: READ_ON,
        description: Some(description.to_owned()),
        source_link: None,
        siret: None,
        address: Address::default(),
        contact: Contact { email: Some(format!("{slug}@example.org")), ..Contact::default() },
        website: None,
        opening_hours: None,
        accessibility_link: None,
        networks: Vec::new(),
        nature: Some(nature.to_owned()),
        answers_within_days: None,
    };
    Giver { slug, organisation }
}

impl Giver {
    /// Where it is.
    pub fn at(mut self, town: Town, number: u8, street: &str) -> Self {
        self.organisation.address = town.address(number, street);
        self
    }

    /// Its telephone: of a block kept for fiction (ARCEP), in E.164.
    pub fn phone(mut self, phone: &str) -> Self {
        self.organisation.contact.phone = Some(phone.to_owned());
        self
    }

    /// Its networks.
    pub fn networks(mut self, networks: &[Network]) -> Self {
        self.organisation.networks = networks.to_vec();
        self
    }

    /// When it is open, in the syntax of OpenStreetMap.
    pub fn open(mut self, hours: &str) -> Self {
        self.organisation.opening_hours = Some(hours.to_owned());
        self
    }

    /// The working days within which it promises an answer.
    pub fn answers_within(mut self, days: u8) -> Self {
        self.organisation.answers_within_days = Some(days);
        self
    }

    /// The organisation, with the end of its address.
    pub fn finish(self) -> (Organisation, &'static str) {
        (self.organisation, self.slug)
    }
}
