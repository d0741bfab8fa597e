//! Where offers lie, and for the people of which territory they are.

use std::collections::HashMap;
use std::ops::Range;

use roaring::{MultiOps, RoaringBitmap};

use super::places::remap;
use crate::domain::territory::{AreaKind, Commune, Point, Unit, km_of_chord2};

/// Side of a cell of the grid, in degrees.
const CELL: f32 = 0.05;
/// Kilometres in a degree of latitude (111.2): a little fewer, and a little more.
const DEGREE_KM: (f32, f32) = (110.5, 111.7);

/// A cell: its row from the south and its column from the west.
type Cell = (i16, i16);

/// The cell of what has no place in the list: after all others.
const APART: Cell = (i16::MAX, i16::MAX);

fn cell(point: Point) -> Cell {
    ((point.latitude / CELL).floor() as i16, (point.longitude / CELL).floor() as i16)
}

/// A circle on the Earth, and the communes at its centre.
#[derive(Debug, Clone)]
pub(crate) struct Around {
    point: Point,
    /// Places of the communes whose offers are "here".
    pub here: Vec<u16>,
    unit: Unit,
}

impl Around {
    pub fn new(point: Point, here: Vec<u16>) -> Self {
        Self { point, here, unit: point.unit() }
    }

    /// The rows of the grid that a circle may touch.
    fn rows(&self, km: f32) -> impl Iterator<Item = Row> + use<> {
        let Point { latitude, longitude } = self.point;
        let (most, least) = (km / DEGREE_KM.0, km / DEGREE_KM.1);
        let row = |latitude: f32| (latitude / CELL).floor() as i16;
        let column = |longitude: f32| (longitude / CELL).floor() as i16;
        (row(latitude - most)..=row(latitude + most)).map(move |row| {
            let (south, north) = (f32::from(row) * CELL, f32::from(row + 1) * CELL);
            let (poleward, equatorward) = match south.abs() > north.abs() {
                true => (south, north),
                false => (north, south),
            };
            let half = |radius: f32, away: f32| (radius * radius - away * away).max(0.0).sqrt();
            // Where the row comes nearest to the centre the circle is at its widest; a cell is whole in it where its
            // furthest corner is.
            let nearest = (latitude.clamp(south, north) - latitude).abs();
            let furthest = (south - latitude).abs().max((north - latitude).abs());
            let touched = half(most, nearest) / poleward.to_radians().cos().max(0.1) + 0.01;
            let whole = half(least, furthest) / equatorward.to_radians().cos().max(0.1);
            Row {
                touched: ((row, column(longitude - touched)), (row, column(longitude + touched))),
                whole: ((row, column(longitude - whole) + 1), (row, column(longitude + whole) - 1)),
            }
        })
    }
}

/// What a circle holds of a row of cells: the first and the last that it touches, and of those that are whole in it,
/// if any.
struct Row {
    touched: (Cell, Cell),
    whole: (Cell, Cell),
}

/// The zones that include the people of a place, as a segment numbers them.
#[derive(Debug, Default)]
pub(crate) struct Zones(Vec<u32>);

/// Beyond these numbers a zone is a set of several.
const SETS: u32 = 1 << 31;

/// Places and zones of the offers of a segment.
#[derive(Debug, Default)]
pub struct Territory {
    /// Each cell that holds offers, row after row, with the first of its offers; they follow each other.
    cells: Vec<(Cell, u32)>,
    /// What follows the last.
    end: u32,
    /// Not a number where it is not known.
    units: Vec<Unit>,
    points: Vec<Point>,
    /// The cell of each offer, until the order is known.
    cell_of: Vec<Cell>,
    areas: HashMap<(AreaKind, Box<str>), RoaringBitmap>,
    /// Numbers of zone codes, from 1.
    codes: HashMap<Box<str>, u32>,
    /// The zone of an offer: 0 is everywhere, from [`SETS`] on a place in `sets`.
    zones: Vec<u32>,
    sets: Vec<Box<[u32]>>,
    /// The offers of the list that are for everyone, and those reserved for each zone.
    open: RoaringBitmap,
    reserved: HashMap<u32, RoaringBitmap>,
    /// For each commune the south-west and the north-east of its offers, in degrees; beyond each other where it has none.
    extents: Vec<(Point, Point)>,
    numbers: HashMap<Box<[u32]>, u32>,
    /// Offers apart from the list that are open to everyone, and to each zone.
    apart_open: RoaringBitmap,
    apart: HashMap<u32, RoaringBitmap>,
}

impl Territory {
    /// Adds an offer; offers come in ascending order.
    pub fn add(
        &mut self,
        offer: u32,
        point: Option<Point>,
        commune: Option<(u16, &Commune)>,
        zones: &[String],
        apart: bool,
    ) {
        if let (Some((at, _)), Some(point), false) = (commune, point, apart) {
            self.extend(usize::from(at), point);
        }
        self.cell_of.push(point.filter(|_| !apart).map_or(APART, cell));
        self.points.push(point.unwrap_or(Point { latitude: f32::NAN, longitude: f32::NAN }));
        if let (Some((_, commune)), false) = (commune, apart) {
            let areas = [
                (AreaKind::Epci, commune.epci.as_deref()),
                (AreaKind::Departement, Some(commune.departement.as_str())),
                (AreaKind::Region, Some(commune.region.as_str())),
            ];
            for (kind, code) in areas {
                if let Some(code) = code {
                    self.areas.entry((kind, code.into())).or_default().insert(offer);
                }
            }
        }
        let mut set: Vec<u32> = zones.iter().map(|zone| self.code(zone)).collect();
        set.sort_unstable();
        set.dedup();
        let (open, reserved) = match apart {
            true => (&mut self.apart_open, &mut self.apart),
            false => (&mut self.open, &mut self.reserved),
        };
        if set.is_empty() {
            open.insert(offer);
        }
        for code in &set {
            reserved.entry(*code).or_default().insert(offer);
        }
        let zone = self.zone(set);
        self.zones.push(zone);
    }

    fn extend(&mut self, commune: usize, point: Point) {
        let none = |degrees: f32| Point { latitude: degrees, longitude: degrees };
        if commune >= self.extents.len() {
            self.extents.resize(commune + 1, (none(f32::INFINITY), none(f32::NEG_INFINITY)));
        }
        let (low, high) = &mut self.extents[commune];
        low.latitude = low.latitude.min(point.latitude);
        low.longitude = low.longitude.min(point.longitude);
        high.latitude = high.latitude.max(point.latitude);
        high.longitude = high.longitude.max(point.longitude);
    }

    fn code(&mut self, zone: &str) -> u32 {
        let next = self.codes.len() as u32 + 1;
        match self.codes.get(zone) {
            Some(code) => *code,
            None => *self.codes.entry(zone.into()).or_insert(next),
        }
    }

    fn zone(&mut self, set: Vec<u32>) -> u32 {
        match set.as_slice() {
            [] => 0,
            [one] => *one,
            _ => {
                let next = SETS + self.sets.len() as u32;
                *self.numbers.entry(set.into()).or_insert_with_key(|set| {
                    self.sets.push(set.clone());
                    next
                })
            }
        }
    }

    /// The order in which the offers of a cell stand in a row, and what is apart comes last.
    pub fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.cell_of.len() as u32).collect();
        order.sort_by_key(|offer| self.cell_of[*offer as usize]);
        order
    }

    /// Gives the offers their new places.
    pub fn finish(&mut self, order: &[u32], place: &[u32]) {
        for (at, offer) in order.iter().enumerate() {
            let cell = self.cell_of[*offer as usize];
            if cell == APART {
                break;
            }
            if self.cells.last().is_none_or(|(last, _)| *last != cell) {
                self.cells.push((cell, at as u32));
            }
            self.end = at as u32 + 1;
        }
        self.points = order.iter().map(|offer| self.points[*offer as usize]).collect();
        self.units = self.points.iter().map(|point| point.unit()).collect();
        self.zones = order.iter().map(|offer| self.zones[*offer as usize]).collect();
        let sets = self.areas.values_mut().chain(self.apart.values_mut()).chain(self.reserved.values_mut());
        sets.chain([&mut self.open, &mut self.apart_open]).for_each(|offers| remap(offers, place));
        // In the order of the map an area is a few runs.
        self.areas.values_mut().for_each(|offers| _ = offers.optimize());
        self.cell_of = Vec::new();
        self.numbers = HashMap::new();
    }

    /// Where an offer lies.
    pub fn point(&self, offer: u32) -> Option<Point> {
        Some(self.points[offer as usize]).filter(|point| !point.latitude.is_nan())
    }

    /// Kilometres from a place to an offer; not a number where the offer has no place.
    pub fn distance_km(&self, around: &Around, offer: u32) -> f32 {
        around.unit.distance_km(self.units[offer as usize])
    }

    /// The zones of some codes.
    pub fn zones<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> Zones {
        Zones(codes.into_iter().filter_map(|code| self.codes.get(code).copied()).collect())
    }

    /// Whether an offer is for the people of these zones.
    #[inline]
    pub fn serves(&self, offer: u32, zones: &Zones) -> bool {
        match self.zones[offer as usize] {
            0 => true,
            set if set >= SETS => self.sets[(set - SETS) as usize].iter().any(|code| zones.0.contains(code)),
            code => zones.0.contains(&code),
        }
    }

    /// The offers apart from the list that are for the people of these zones.
    pub fn apart_for(&self, zones: &Zones) -> RoaringBitmap {
        let reserved = zones.0.iter().filter_map(|zone| self.apart.get(zone));
        std::iter::once(&self.apart_open).chain(reserved).union()
    }

    /// The offers of the list that are for everyone.
    pub fn open(&self) -> &RoaringBitmap {
        &self.open
    }

    /// The offers of the list that are reserved for these zones.
    pub fn reserved_for(&self, zones: &Zones) -> RoaringBitmap {
        zones.0.iter().filter_map(|zone| self.reserved.get(zone)).union()
    }

    /// The offers in an area.
    pub fn area(&self, kind: AreaKind, code: &str) -> Option<&RoaringBitmap> {
        self.areas.get(&(kind, Box::from(code)))
    }

    /// Hands every offer of the list within `km` to `each`, with its distance in kilometres, cell after cell; only
    /// those of `among`, where it is given.
    pub fn within(
        &self,
        around: &Around,
        km: f32,
        among: Option<&RoaringBitmap>,
        mut each: impl FnMut(u32, f32),
    ) {
        let furthest = chord2_of_km(km);
        let mut visit = |offer: u32| {
            let chord2 = around.unit.chord2(self.units[offer as usize]);
            if chord2 <= furthest {
                each(offer, km_of_chord2(chord2));
            }
        };
        for Row { touched: (first, last), .. } in around.rows(km) {
            let offers = self.offers_between(first, last);
            match among {
                Some(among) => among.range(offers).for_each(&mut visit),
                None => offers.for_each(&mut visit),
            }
        }
    }

    /// Hands every offer of the list within `km`: those of cells that are whole in the circle to `whole`, each other to
    /// `each`.
    pub fn in_circle(
        &self,
        around: &Around,
        km: f32,
        mut whole: impl FnMut(Range<u32>),
        mut each: impl FnMut(u32),
    ) {
        for row in around.rows(km) {
            let ((first, last), (from, to)) = (row.touched, row.whole);
            let mut visit = |offers: Range<u32>| {
                let inside = |offer: &u32| around.unit.distance_km(self.units[*offer as usize]) <= km;
                offers.filter(inside).for_each(&mut each);
            };
            let offers = self.offers_between(first, last);
            if from > to {
                visit(offers);
                continue;
            }
            let inner = self.offers_between(from, to);
            visit(offers.start..inner.start);
            visit(inner.end..offers.end);
            whole(inner);
        }
    }

    /// Kilometres within which lie all offers of the communes at the centre of a circle.
    pub fn reach(&self, around: &Around) -> f32 {
        let extents = around.here.iter().filter_map(|commune| self.extents.get(usize::from(*commune)));
        let corners = extents.filter(|(low, high)| low.latitude <= high.latitude).flat_map(|(low, high)| {
            let at = |latitude, longitude| Point { latitude, longitude };
            [*low, at(low.latitude, high.longitude), at(high.latitude, low.longitude), *high]
        });
        corners.map(|corner| around.unit.distance_km(corner.unit()) + 0.5).fold(0.0, f32::max)
    }

    /// The offers from one cell to another of the same row.
    fn offers_between(&self, first: Cell, last: Cell) -> Range<u32> {
        let start = self.cells.partition_point(|(cell, _)| *cell < first);
        let after = start + self.cells[start..].partition_point(|(cell, _)| *cell <= last);
        let at = |cell: usize| self.cells.get(cell).map_or(self.end, |(_, offer)| *offer);
        at(start)..at(after)
    }
}

/// A square that [`km_of_chord2`] says to be a little more than `km`.
fn chord2_of_km(km: f32) -> f32 {
    let chord = km / 6371.0 * 1.0001;
    chord * chord
}
