//! Which filter values an offer answers, as one set of bits.

use time::Date;

use crate::domain::filter::{Filter, FilterGroup, SOON_DAYS};
use crate::domain::need::Need;
use crate::domain::offer::{Offer, Session};
use crate::domain::taxonomy::{Fee, Public};

/// A set of filter values: bit [`Filter::index`] of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Traits(pub u128);

impl Traits {
    /// One value.
    pub fn of(filter: Filter) -> Self {
        Self(1 << filter.index())
    }

    fn add(&mut self, filter: Filter) {
        self.0 |= 1 << filter.index();
    }

    /// Whether one of `others` is in it.
    pub fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Both together.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Its values.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let index = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (index < 128).then_some(index)
        })
    }

    /// What an offer answers whatever the day; `opening_hours` are its own, or else its organisation's.
    ///
    /// An offer that says nothing of its public is open to everyone.
    pub fn of_offer(offer: &Offer, opening_hours: Option<&str>) -> Self {
        let mut traits = Self::default();
        for need in Need::ALL.into_iter().filter(|need| need.fits(offer)) {
            traits.add(Filter::Need(need));
        }
        traits.add(Filter::Kind(offer.kind));
        for theme in &offer.themes {
            traits.add(Filter::Theme(*theme));
            traits.add(Filter::Category(theme.category()));
        }
        if offer.publics.is_empty() || offer.publics.contains(&Public::TousPublics) {
            traits.add(Filter::Public(Public::TousPublics));
        } else {
            offer.publics.iter().for_each(|public| traits.add(Filter::Public(*public)));
        }
        for day in super::week::open_days(opening_hours.unwrap_or_default()) {
            traits.add(Filter::Day(day));
        }
        if offer.fee == Some(Fee::Gratuit) {
            traits.add(Filter::Free);
        }
        if offer.accepts_requests() {
            traits.add(Filter::AsksHere);
        }
        traits
    }

    /// What the next open session of an offer answers on `today`.
    pub fn of_session(session: &Session, today: Date) -> Self {
        let mut traits = Self::default();
        if (session.starts_on - today).whole_days() <= SOON_DAYS {
            traits.add(Filter::Soon);
        }
        if session.places_for_everybody().is_some_and(|places| places > 0) {
            traits.add(Filter::PlacesLeft);
        }
        traits
    }
}

/// The filters of a search: for each group that is used, the values of which an offer needs one.
#[derive(Debug, Clone, Default)]
pub struct Wanted(pub Vec<(FilterGroup, Traits)>);

impl Wanted {
    /// The groups of some filters; who is open to everyone is open to each public.
    pub fn new(filters: &[Filter]) -> Self {
        let mut groups: Vec<(FilterGroup, Traits)> = Vec::new();
        for filter in filters {
            let group = filter.group();
            let at = match groups.iter().position(|(one, _)| *one == group) {
                Some(at) => at,
                None => {
                    let everyone = match group {
                        FilterGroup::Public => Traits::of(Filter::Public(Public::TousPublics)),
                        _ => Traits::default(),
                    };
                    groups.push((group, everyone));
                    groups.len() - 1
                }
            };
            groups[at].1.add(*filter);
        }
        Self(groups)
    }
}
