//! From a part of the directory to what it proposes.

use time::Date;

use super::{Known, Offered, Suggestions};
use crate::search::everyday::Everyday;
use crate::search::view::View;

impl Suggestions {
    /// What a view of the index proposes on `today`: a suggestion leads to offers that are open. Those that an
    /// organisation has in the `others` count with its own.
    pub(in crate::search) fn of(view: &View, others: &[View], today: Date) -> Self {
        let (segment, day) = (&view.segment, view.on(today));
        let mut offered = Offered::default();
        for offer in day.near.iter().chain(&day.apart) {
            let town = town_name(segment.town(offer));
            offered.add(segment.name(offer), town, segment.profiles.traits(offer));
        }
        let elsewhere = |slug: &str| -> usize {
            let given = |other: &View| {
                let giver = other.segment.giver_of_slug(slug)?;
                let day = other.on(today);
                Some(other.segment.offers_of(giver).iter().filter(|offer| day.is_open(**offer)).count())
            };
            others.iter().filter_map(given).sum()
        };
        let known = (0u32..).zip(&segment.givers).map(|(at, giver)| {
            let offers = segment.offers_of(at);
            let own = offers.iter().filter(|offer| day.is_open(**offer)).count();
            // An organisation is where its offers are: most have but one place.
            let town = offers.iter().map(|offer| segment.town(*offer)).find(|town| !town.is_empty());
            Known {
                name: &giver.name,
                slug: &giver.slug,
                town: town.unwrap_or_default(),
                offers: (own + elsewhere(&giver.slug)) as u32,
            }
        });
        Self::build(known, &offered, Everyday::embedded().phrases())
    }
}

/// "Lens" of "Lens (62300)".
pub(super) fn town_name(town: &str) -> &str {
    town.split(" (").next().unwrap_or(town)
}
