//! The rows of services and structures, as the open API shows them.

use serde::Serialize;

use super::columns::Services;
use super::texts::Texts;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::exchange::data_inclusion::{ServiceRow, StructureRow};

/// Bytes that services may take: about 100,000 of them (469 bytes each in a generated directory). What has no room is
/// read from the database.
const SERVICES_ROOM: usize = 48 << 20;
/// Bytes that structures may take.
const STRUCTURES_ROOM: usize = 16 << 20;

/// Rows as text, by number.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    services: Texts,
    structures: Texts,
}

impl Default for Rows {
    fn default() -> Self {
        Self { services: Texts::new(SERVICES_ROOM), structures: Texts::new(STRUCTURES_ROOM) }
    }
}

impl Rows {
    pub fn put_service(&mut self, number: u32, offer: &Offer) {
        self.services.put(number, || service_text(offer));
    }

    pub fn put_structure(&mut self, number: u32, organisation: &Organisation) {
        self.structures.put(number, || structure_text(organisation));
    }

    pub fn remove_service(&mut self, number: u32) {
        self.services.remove(number);
    }

    pub fn remove_structure(&mut self, number: u32) {
        self.structures.remove(number);
    }
}

impl Services {
    /// Whether the row of a service and that of its structure are held.
    pub fn holds(&self, service: u32) -> bool {
        self.written.services.holds(service) && self.holds_structure(self.structure_of(service))
    }

    /// Whether the row of a structure is held.
    pub fn holds_structure(&self, structure: u32) -> bool {
        self.written.structures.holds(structure)
    }

    /// Adds the row of a service to `out`, without its closing brace, so that more can follow.
    pub fn write(&self, service: u32, out: &mut Vec<u8>) {
        self.written.services.write(service, out);
    }

    /// Adds the row of a structure to `out`, without its closing brace.
    pub fn write_structure(&self, structure: u32, out: &mut Vec<u8>) {
        self.written.structures.write(structure, out);
    }
}

/// The row of a service as text, without its closing brace.
pub fn service_text(offer: &Offer) -> String {
    open(&ServiceRow::of(offer).with_contact(&offer.contact.public()))
}

/// The row of a structure as text, without its closing brace.
pub fn structure_text(organisation: &Organisation) -> String {
    open(&StructureRow::of(organisation))
}

/// A row as text, without its closing brace.
fn open(row: &impl Serialize) -> String {
    // These rows hold only strings, numbers and lists: they always serialise.
    let mut text = serde_json::to_string(row).unwrap_or_default();
    text.pop();
    text
}
