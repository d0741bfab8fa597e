//! The experimental search of the open API: by words, by place, or by both at once.

use std::collections::BTreeMap;

use time::Date;

use super::columns::Services;
use super::filter::Filter;
use super::query::{Centre, Found, Listing, ServiceQuery, Window};
use crate::domain::card::Words;
use crate::search::index::Index;
use crate::search::text::Asked;
use crate::search::view::View;
use crate::search::vocabulary::Lexicon;

/// How well a service has the words: all in its name, all in what it is, or all somewhere.
const NAME: f64 = 1.0;
const ABOUT: f64 = 0.6;
const ANYWHERE: f64 = 0.3;

impl Index {
    /// The services that hold every word of `text` and lie in the circle, where these are said. The best described of
    /// those that have the words about equally well come first; around a point, half of it is distance.
    pub fn explore(
        &self,
        query: &ServiceQuery,
        text: Option<&str>,
        around: Option<Centre>,
        window: Window,
        today: Date,
    ) -> Listing {
        let fits = text.map(|text| self.fits_of(text));
        self.services.explore(query, fits.as_ref(), around, window, today)
    }

    /// The services that hold every word of a text, each with how well. The one place here that reads the words of
    /// the index.
    fn fits_of(&self, text: &str) -> BTreeMap<u32, f64> {
        let asked = Asked::new(text, &Lexicon(self.views.iter().map(View::words).collect()));
        let mut fits = BTreeMap::new();
        for view in &self.views {
            let Some(matches) = asked.matches(&view.segment, Words::All) else { continue };
            for (set, fit) in [(matches.all(), ANYWHERE), (matches.about(), ABOUT), (matches.title(), NAME)] {
                let fresh = set.iter().filter(|offer| !view.is_stale(*offer));
                fits.extend(fresh.map(|offer| (view.segment.number(offer), fit)));
            }
        }
        fits
    }
}

impl Services {
    /// `fits` are the services that have the words, each with how well.
    fn explore(
        &self,
        query: &ServiceQuery,
        fits: Option<&BTreeMap<u32, f64>>,
        around: Option<Centre>,
        window: Window,
        today: Date,
    ) -> Listing {
        let filter = Filter::new(self, query, today);
        let fit = |number: u32| fits.and_then(|fits| fits.get(&number)).copied();
        let km = |number: u32| around.and_then(|around| self.rows[number as usize].km_from(around.point));
        let key = |number: u32| {
            let order = match around {
                Some(around) => {
                    let close = 1.0 - f64::from(km(number)?) / f64::from(around.km);
                    if close < 0.0 {
                        return None;
                    }
                    let close = fit(number).map_or(close, |fit| f64::midpoint(fit, close));
                    ((1.0 - close) * 1e9) as u64
                }
                None => {
                    let fits_about = (fit(number).unwrap_or(0.0) * 10.0).round() as u64;
                    (10 - fits_about.min(10)) * 1000 + 100 - u64::from(self.score(number, today)).min(100)
                }
            };
            Some(order << 32 | u64::from(self.order.rank(number)))
        };
        let wanted = |number: &u32| filter.fits(*number);
        let keys = match (fits, around) {
            (Some(fits), _) => fits.keys().copied().filter(wanted).filter_map(key).collect(),
            (None, Some(around)) => {
                let near = self.grid.near(around.point, around.km as f32).into_iter().flatten().copied();
                near.filter(wanted).filter_map(key).collect()
            }
            (None, None) => self.order.numbers().iter().copied().filter(wanted).filter_map(key).collect(),
        };
        let (total, keys) = window.sorted(keys);
        let found = keys.into_iter().map(|key| {
            let number = self.order.at(key as u32);
            Found { number, distance: km(number).map(|km| km.round() as u16), fit: fit(number) }
        });
        Listing { total, found: found.collect() }
    }
}
