//! What is held of each service: one line of 48 bytes, its id, and the lists by which it is found.

use std::collections::HashMap;

use time::Date;

use super::audiences::Audiences;
use super::grid::Grid;
use super::names::{Names, Order};
use super::places::Places;
use super::rows::Rows;
use super::sessions::Sessions;
use super::structures::Structures;
use super::zones::Zones;
use crate::domain::quality::Quality;
use crate::domain::taxonomy::{Fee, Public, ReceptionMode, ServiceType, Theme};
use crate::domain::territory::Point;

/// Where the bits of each enumeration begin, one after the other.
const PUBLICS: usize = Theme::ALL.len();
const TYPES: usize = PUBLICS + Public::ALL.len();
const FEES: usize = TYPES + ServiceType::ALL.len();
const MODES: usize = FEES + Fee::ALL.len();

/// The bit of a value.
pub(super) mod bit {
    use super::*;

    pub fn theme(value: &Theme) -> u128 {
        1 << value.index()
    }

    pub fn public(value: &Public) -> u128 {
        1 << (PUBLICS + value.index())
    }

    pub fn service_type(value: &ServiceType) -> u128 {
        1 << (TYPES + value.index())
    }

    pub fn fee(value: &Fee) -> u128 {
        1 << (FEES + value.index())
    }

    pub fn mode(value: &ReceptionMode) -> u128 {
        1 << (MODES + value.index())
    }
}

/// A service.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Its themes, publics, type, fee and modes of reception, as bits.
    pub bits: u128,
    /// Where it is; not a number where that is not known.
    pub point: Point,
    /// The set of its zones.
    pub zones: u32,
    /// Who gives it.
    pub structure: u32,
    /// Its commune.
    pub place: u32,
    /// How well it is described.
    pub quality: Quality,
    /// Who produced it.
    pub source: u16,
    /// Whether it is published.
    pub live: bool,
}

impl Row {
    /// Its publics as bits of their own.
    pub fn publics(&self) -> u16 {
        (self.bits >> PUBLICS) as u16 & ((1 << Public::ALL.len()) - 1)
    }

    /// Whether people are received there.
    pub fn on_site(&self) -> bool {
        self.bits & bit::mode(&ReceptionMode::EnPresentiel) != 0
    }

    /// Whether it is given at a distance.
    pub fn at_a_distance(&self) -> bool {
        self.bits & bit::mode(&ReceptionMode::ADistance) != 0
    }

    /// Kilometres from a point, where both are known.
    pub fn km_from(&self, point: Point) -> Option<f32> {
        let km = point.distance_km(self.point);
        (!km.is_nan()).then_some(km)
    }
}

/// Every published service and structure.
#[derive(Debug, Clone, Default)]
pub struct Services {
    pub(super) names: Names,
    pub(super) rows: Vec<Row>,
    pub(super) order: Order,
    pub(super) grid: Grid,
    pub(super) zones: Zones,
    /// Those given at a distance, by the set of their zones.
    pub(super) remote: HashMap<u32, Vec<u32>>,
    pub(super) audiences: Audiences,
    pub(super) places: Places,
    /// Producers, each with how many services and structures it has.
    pub(super) sources: Vec<(Box<str>, u32)>,
    pub(super) structures: Structures,
    pub(super) sessions: Sessions,
    pub(super) written: Rows,
}

impl Services {
    /// The number of a service's id.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.order.find(&self.names, id)
    }

    /// The id of a service.
    pub fn id(&self, number: u32) -> &str {
        self.names.get(number)
    }

    /// The quality score of a service on a day, in hundredths.
    pub fn score(&self, number: u32, today: Date) -> u16 {
        self.rows[number as usize].quality.hundredths(today)
    }

    /// Where a service is, as far as it is known.
    pub fn point(&self, number: u32) -> Option<Point> {
        Some(self.rows[number as usize].point).filter(|point| !point.latitude.is_nan())
    }

    /// The structure of a service.
    pub fn structure_of(&self, number: u32) -> u32 {
        self.rows[number as usize].structure
    }

    /// Producers of what is published, by id.
    pub fn sources(&self) -> Vec<&str> {
        let used = self.sources.iter().filter(|(_, count)| *count > 0);
        let mut sources: Vec<&str> = used.map(|(source, _)| &**source).collect();
        sources.sort_unstable();
        sources
    }
}
