//! Services and structures come, change and go; a number, once given, stays its own.

use super::columns::{Row, Services, bit};
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::quality::Quality;
use crate::domain::territory::Point;
use crate::search::gazetteer::Gazetteer;
use crate::search::segment::point_of;

impl Services {
    /// Adds a structure, or what is new of it; answers its number.
    pub fn put_structure(&mut self, organisation: &Organisation, gazetteer: &Gazetteer) -> u32 {
        if let Some(number) = self.structure_number(&organisation.id) {
            self.remove_structure(number);
        }
        let source = self.source(&organisation.source);
        let place = self.places.number(organisation.address.code_insee.as_deref(), gazetteer);
        let number = self.structures.put(organisation, source, place);
        self.written.put_structure(number, organisation);
        number
    }

    /// Adds a service of a structure where its address lies, or what is new of it; answers its number.
    pub(in crate::search) fn put_offer(
        &mut self,
        offer: &Offer,
        structure: u32,
        gazetteer: &Gazetteer,
    ) -> u32 {
        let number = self.number(&offer.id).unwrap_or(self.rows.len() as u32);
        self.put(number, offer, point_of(&offer.address, gazetteer), structure, gazetteer);
        number
    }

    /// Takes the service of an id away, if it is there.
    pub(in crate::search) fn remove_offer(&mut self, id: &str) {
        if let Some(number) = self.number(id) {
            self.remove(number);
        }
    }

    /// Takes the structure of an id away, once its services are.
    pub(in crate::search) fn remove_structure_of(&mut self, id: &str) {
        if let Some(number) = self.structure_number(id) {
            self.remove_structure(number);
        }
    }

    /// Adds a service of a structure, or what is new of it. A new one has the number that follows the last.
    pub(super) fn put(
        &mut self,
        number: u32,
        offer: &Offer,
        point: Option<Point>,
        structure: u32,
        gazetteer: &Gazetteer,
    ) {
        self.remove(number);
        if number as usize == self.rows.len() {
            self.names.push(&offer.id);
        }
        let mut bits = offer.themes.iter().map(bit::theme).fold(0, |all, one| all | one);
        bits |= offer.publics.iter().map(bit::public).fold(0, |all, one| all | one);
        bits |= offer.reception_modes.iter().map(bit::mode).fold(0, |all, one| all | one);
        bits |= offer.service_type.iter().map(bit::service_type).fold(0, |all, one| all | one);
        bits |= offer.fee.iter().map(bit::fee).fold(0, |all, one| all | one);
        let row = Row {
            bits,
            point: point.unwrap_or(Point { latitude: f32::NAN, longitude: f32::NAN }),
            zones: self.zones.set(&offer.zones),
            structure,
            place: self.places.number(offer.address.code_insee.as_deref(), gazetteer),
            quality: Quality::of(offer),
            source: self.source(&offer.source),
            live: true,
        };
        if let Some(point) = point {
            self.grid.put(number, point);
        }
        if row.at_a_distance() {
            self.remote.entry(row.zones).or_default().push(number);
        }
        self.audiences.put(number, offer.publics_details.as_deref());
        self.sessions.put(number, &offer.sessions);
        self.written.put_service(number, offer);
        match self.rows.get_mut(number as usize) {
            Some(held) => *held = row,
            None => self.rows.push(row),
        }
    }

    /// Takes a service away; its number stays its own.
    pub(super) fn remove(&mut self, number: u32) {
        let Some(row) = self.rows.get_mut(number as usize).filter(|row| row.live) else { return };
        row.live = false;
        let row = *row;
        self.grid.remove(number, row.point);
        if let Some(numbers) = self.remote.get_mut(&row.zones) {
            numbers.retain(|one| *one != number);
        }
        self.sessions.remove(number);
        self.written.remove_service(number);
        self.sources[usize::from(row.source)].1 -= 1;
    }

    /// Takes a structure away, once its services are.
    pub(super) fn remove_structure(&mut self, number: u32) {
        if let Some(source) = self.structures.remove(number) {
            self.written.remove_structure(number);
            self.sources[usize::from(source)].1 -= 1;
        }
    }

    /// To be called after changes, and before questions.
    pub fn finish(&mut self) {
        let rows = &self.rows;
        self.order.sort(&self.names, |number| rows[number as usize].live);
        let all = self.order.numbers().iter();
        self.structures.finish(all.map(|number| (*number, rows[*number as usize].structure)));
    }

    /// The number of a producer, with one more to its count.
    fn source(&mut self, source: &str) -> u16 {
        let known = self.sources.iter().position(|(one, _)| **one == *source);
        let at = known.unwrap_or_else(|| {
            self.sources.push((source.into(), 0));
            self.sources.len() - 1
        });
        self.sources[at].1 += 1;
        at as u16
    }
}
