//! Kilometres from a centre, for many points within a short reach: without trigonometry where that changes nothing.

use crate::domain::territory::Point;

/// Kilometres in a radian (the mean radius of the Earth).
const RADIAN_KM: f32 = 6371.0;
/// How far the quick figure may be from the exact one, in kilometres, within the longest reach.
const DOUBT_KM: f32 = 0.05;

/// Degrees from the equator beyond which the plane leans too much.
const POLAR: f32 = 75.0;

/// A circle of at most 100 km.
pub(super) struct Reach {
    centre: Point,
    km: f32,
    cosine: f32,
    sine: f32,
}

impl Reach {
    /// What lies within `km` of a point.
    pub fn new(centre: Point, km: f32) -> Self {
        let (sine, cosine) = centre.latitude.to_radians().sin_cos();
        Self { centre, km, cosine, sine }
    }

    /// Whole kilometres to a point within the circle: those of [`Point::distance_km`], rounded.
    pub fn km(&self, point: Point) -> Option<u16> {
        let quick = self.quick_km(point);
        if quick.is_nan() || quick > self.km + DOUBT_KM {
            return None;
        }
        let from_edge = (quick - quick.floor() - 0.5).abs().min((quick - self.km).abs());
        if from_edge > DOUBT_KM {
            return Some(quick.round() as u16);
        }
        let km = self.centre.distance_km(point);
        (km <= self.km).then(|| km.round() as u16)
    }

    /// As on a plane that touches the Earth between the two.
    fn quick_km(&self, point: Point) -> f32 {
        let north = (point.latitude - self.centre.latitude).to_radians();
        let east = (point.longitude - self.centre.longitude).to_radians();
        if east.abs() > 3.0 || self.centre.latitude.abs() > POLAR {
            return self.centre.distance_km(point);
        }
        let half = north / 2.0;
        // The cosine half-way, by the beginning of its series.
        let across = east * (self.cosine * (1.0 - half * half / 2.0) - self.sine * half);
        RADIAN_KM * (north * north + across * across).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(centre: Point, point: Point, reach: f32) -> Option<u16> {
        let km = centre.distance_km(point);
        (km <= reach).then(|| km.round() as u16)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn the_quick_way_answers_as_the_exact_one(
            latitude in -90.0_f32..=90.0, longitude in -180.0_f32..=180.0,
            north in -1.5_f32..1.5, east in -1.5_f32..1.5, reach in 1.0_f32..100.0,
        ) {
            let centre = Point { latitude, longitude };
            let point = Point { latitude: (latitude + north).clamp(-90.0, 90.0), longitude: longitude + east };
            prop_assert_eq!(Reach::new(centre, reach).km(point), exact(centre, point, reach));
        }

        #[test]
        fn what_is_far_is_far(
            latitude in -90.0_f32..=90.0, longitude in -180.0_f32..=180.0,
            other in -90.0_f32..=90.0, further in -180.0_f32..=180.0,
        ) {
            let (centre, point) = (Point { latitude, longitude }, Point { latitude: other, longitude: further });
            prop_assert_eq!(Reach::new(centre, 50.0).km(point), exact(centre, point, 50.0));
        }
    }

    #[test]
    fn what_stands_nowhere_is_not_near() {
        let lens = Point { latitude: 50.433, longitude: 2.828 };
        let nowhere = Point { latitude: f32::NAN, longitude: f32::NAN };
        assert_eq!(Reach::new(lens, 50.0).km(nowhere), None);
        assert_eq!(Reach::new(lens, 50.0).km(lens), Some(0));
    }
}
