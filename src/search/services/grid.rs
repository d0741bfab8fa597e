//! Where services stand, by squares of a quarter of a degree: what lies within a radius is sought in few of them.

use std::collections::HashMap;

use crate::domain::territory::Point;

/// Side of a square, in degrees.
const SIDE: f32 = 0.25;
/// Squares around the Earth.
const AROUND: i32 = 1440;
/// Kilometres in a degree of latitude, a little less than there are: a square too many costs nothing.
const DEGREE_KM: f32 = 111.0;

/// Numbers by square.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid(HashMap<(i16, i16), Vec<u32>>);

impl Grid {
    /// Adds a number.
    pub fn put(&mut self, number: u32, point: Point) {
        self.0.entry(square(point)).or_default().push(number);
    }

    /// Takes a number away.
    pub fn remove(&mut self, number: u32, point: Point) {
        if let Some(numbers) = self.0.get_mut(&square(point)) {
            numbers.retain(|one| *one != number);
        }
    }

    /// Every number that may lie within `km` of a point, and some that do not.
    pub fn near(&self, point: Point, km: f32) -> Vec<&[u32]> {
        let north = km / DEGREE_KM;
        let top = (point.latitude.abs() + north).min(90.0);
        let east = if top > 89.0 { 180.0 } else { (north / top.to_radians().cos()).min(180.0) };
        let rows = step(point.latitude - north)..=step(point.latitude + north);
        let columns = step(point.longitude - east)..=step(point.longitude + east);
        let squares =
            i64::from(rows.end() - rows.start() + 1) * i64::from(columns.end() - columns.start() + 1);
        if squares > self.0.len() as i64 || columns.end() - columns.start() >= AROUND {
            return self.0.values().map(Vec::as_slice).collect();
        }
        let keys = rows.flat_map(|row| columns.clone().map(move |column| key(row, column)));
        keys.filter_map(|key| self.0.get(&key).map(Vec::as_slice)).collect()
    }
}

fn step(degrees: f32) -> i32 {
    (degrees / SIDE).floor() as i32
}

fn square(point: Point) -> (i16, i16) {
    key(step(point.latitude), step(point.longitude))
}

/// Degrees east go around: 180 and -180 are one.
fn key(row: i32, column: i32) -> (i16, i16) {
    (row as i16, column.rem_euclid(AROUND) as i16)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point() -> impl Strategy<Value = Point> {
        (-90.0_f32..=90.0, -180.0_f32..=180.0).prop_map(|(latitude, longitude)| Point { latitude, longitude })
    }

    proptest! {
        #[test]
        fn nothing_near_is_missed(centre in point(), points in prop::collection::vec(point(), 1..200), km in 1.0_f32..21_000.0) {
            let mut grid = Grid::default();
            for (number, point) in (0..).zip(&points) {
                grid.put(number, *point);
            }
            let found = grid.near(centre, km).concat();
            for (number, point) in (0..).zip(&points) {
                prop_assert!(found.contains(&number) || centre.distance_km(*point) > km, "{point:?}");
            }
        }

        #[test]
        fn what_is_close_is_found_anywhere(centre in point(), north in -0.4_f32..0.4, east in -0.4_f32..0.4) {
            let close = Point { latitude: (centre.latitude + north).clamp(-90.0, 90.0), longitude: centre.longitude + east };
            let mut grid = Grid::default();
            // Enough others for the squares to be walked.
            for number in 0..2_000 {
                grid.put(number, Point { latitude: number as f32 / 50.0 - 20.0, longitude: number as f32 / 6.0 - 170.0 });
            }
            grid.put(9_999, close);
            let km = centre.distance_km(close) + 0.1;
            prop_assert!(grid.near(centre, km).concat().contains(&9_999));
            grid.remove(9_999, close);
            prop_assert!(!grid.near(centre, km).concat().contains(&9_999));
        }
    }
}
