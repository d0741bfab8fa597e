//! Counting what a question finds in one segment: the total, each filter's values, each radius.

use roaring::{MultiOps, RoaringBitmap};

use super::matches::Matches;
use super::question::Scope;
use super::segment::Around;
use super::traits::Wanted;
use crate::domain::filter::{Facets, Filter, FilterGroup};
use crate::domain::query::RADII;
use crate::domain::taxonomy::Public;

/// One offer in so many from which sets of bits count faster than columns.
const DENSE: usize = 10;

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub facets: Facets,
    pub total: usize,
    pub here: usize,
}

/// An offer within reach that fits every filter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    pub offer: u32,
    pub km: f32,
    pub here: bool,
}

impl Tally {
    /// Adds what another segment counted.
    pub fn add(&mut self, other: &Self) {
        self.total += other.total;
        self.here += other.here;
        let counts = self.facets.counts.iter_mut().zip(&other.facets.counts);
        counts.for_each(|(count, other)| *count += other);
        let radii = self.facets.radii.iter_mut().zip(other.facets.radii);
        radii.for_each(|(count, other)| *count += other);
    }

    /// Who is open to everyone is open to each public.
    fn open_to_everyone(&mut self) {
        let everyone = Filter::Public(Public::TousPublics);
        let count = self.facets.count(everyone);
        for filter in FilterGroup::Public.values().filter(|filter| *filter != everyone) {
            self.facets.counts[filter.index()] += count;
        }
    }

    /// Counts the offers within `km` of a place, and those within each radius; hands those within `km` that fit to
    /// `each`.
    pub fn around(
        scope: &Scope<'_>,
        around: &Around,
        km: u16,
        matches: Option<&Matches<'_>>,
        mut each: impl FnMut(Near),
    ) -> Self {
        let mut tally = Self::default();
        let mut counted = Counted::default();
        let segment = &*scope.view.segment;
        let radii = RADII.map(f32::from);
        let km = f32::from(km);
        // What lies in the commune is within every radius: beyond its furthest offer only distance counts.
        let looked_at = segment.territory.reach(around).max(km).min(radii[radii.len() - 1]);
        let among = matches.map(|matches| matches.all());
        segment.territory.within(around, looked_at, among, |offer, distance| {
            if !scope.day.is_near(offer) {
                return;
            }
            let failed = scope.failed(offer);
            let here = around.here.contains(&segment.communes[offer as usize]);
            let within = here || distance <= km;
            if failed.count_ones() > 1 || (failed != 0 && !within) || !scope.allows(offer) {
                return;
            }
            if within {
                counted.add(offer, failed);
            }
            if failed == 0 {
                let first =
                    if here { 0 } else { radii.iter().position(|radius| distance <= *radius).unwrap_or(5) };
                tally.facets.radii[first..].iter_mut().for_each(|count| *count += 1);
                if within {
                    tally.total += 1;
                    tally.here += usize::from(here);
                    each(Near { offer, km: distance, here });
                }
            }
        });
        counted.write(scope, &mut tally.facets.counts);
        tally.open_to_everyone();
        let beyond = radii.iter().position(|radius| *radius > looked_at).unwrap_or(radii.len());
        tally.count_beyond(scope, around, beyond, among);
        tally
    }

    /// Counts what fits within each radius from one on, wherever it lies.
    fn count_beyond(
        &mut self,
        scope: &Scope<'_>,
        around: &Around,
        from: usize,
        among: Option<&RoaringBitmap>,
    ) {
        let segment = &*scope.view.segment;
        let (radii, counts) = (&RADII[from..], &mut self.facets.radii[from..]);
        let Some(furthest) = radii.last() else { return };
        let groups = scope.groups();
        let smallest = groups.iter().map(|group| &**group).chain(among).min_by_key(|set| set.len());
        if smallest.is_some() || scope.giver.is_some() {
            counts.fill(0);
            segment.territory.within(around, f32::from(*furthest), smallest, |offer, distance| {
                let held = among.is_none_or(|among| among.contains(offer));
                if held && scope.day.is_near(offer) && scope.failed(offer) == 0 && scope.allows(offer) {
                    let first = radii.iter().position(|radius| distance <= f32::from(*radius));
                    let within = first.map_or(&mut [][..], |first| &mut counts[first..]);
                    within.iter_mut().for_each(|count| *count += 1);
                }
            });
            return;
        }
        let reserved = scope.reserved().map(|reserved| reserved & &scope.day.near);
        for (km, count) in radii.iter().zip(counts) {
            let mut within = 0;
            let mut one_by_one = 0;
            segment.territory.in_circle(
                around,
                f32::from(*km),
                |offers| {
                    within += match &reserved {
                        None => scope.day.near.range_cardinality(offers),
                        Some(reserved) => {
                            scope.day.open.range_cardinality(offers.clone())
                                + reserved.range_cardinality(offers)
                        }
                    }
                },
                |offer| one_by_one += u32::from(scope.day.is_near(offer) && scope.allows(offer)),
            );
            *count = within as u32 + one_by_one;
        }
    }

    /// Counts the offers of a set; answers, too, those that fit.
    pub fn of_set(scope: &Scope<'_>, wanted: &Wanted, set: RoaringBitmap) -> (Self, RoaringBitmap) {
        let size = scope.view.segment.len();
        let (mut tally, fit) = match set.len() as usize * DENSE > size {
            true => Self::of_many(scope, wanted, set),
            false => Self::of_few(scope, set),
        };
        tally.total = fit.len() as usize;
        tally.open_to_everyone();
        (tally, fit)
    }

    fn of_few(scope: &Scope<'_>, set: RoaringBitmap) -> (Self, RoaringBitmap) {
        let mut tally = Self::default();
        if scope.wants_all() {
            let offers: Vec<u32> = set.iter().collect();
            scope.day.count(&scope.view.segment, &offers, u128::MAX, &mut tally.facets.counts);
            return (tally, set);
        }
        let mut counted = Counted::default();
        for offer in &set {
            let failed = scope.failed(offer);
            if failed.count_ones() <= 1 {
                counted.add(offer, failed);
            }
        }
        counted.write(scope, &mut tally.facets.counts);
        // Ascending, since the set is: the only way in which it could fail.
        (tally, RoaringBitmap::from_sorted_iter(counted.fit).unwrap_or_default())
    }

    fn of_many(scope: &Scope<'_>, wanted: &Wanted, set: RoaringBitmap) -> (Self, RoaringBitmap) {
        let mut tally = Self::default();
        let segment = &*scope.view.segment;
        if wanted.0.is_empty() && set.len() == scope.day.near.len() {
            tally.facets.counts.clone_from(&scope.day.counts);
            return (tally, set);
        }
        let groups: Vec<(FilterGroup, RoaringBitmap)> = wanted
            .0
            .iter()
            .map(|(group, values)| {
                let values = values.iter().map(|index| scope.day.value(segment, Filter::all()[index]));
                (*group, values.union())
            })
            .collect();
        let without = |left_out: Option<FilterGroup>| {
            let mut kept = set.clone();
            for (group, values) in &groups {
                if Some(*group) != left_out {
                    kept &= values;
                }
            }
            kept
        };
        let fit = without(None);
        let used = groups.iter().fold(0, |used, (group, _)| used | mask(*group));
        count_set(scope, &fit, !used, &mut tally.facets.counts);
        for (group, _) in &groups {
            count_set(scope, &without(Some(*group)), mask(*group), &mut tally.facets.counts);
        }
        (tally, fit)
    }
}

/// Counts the values of `mask` in a set.
fn count_set(scope: &Scope<'_>, set: &RoaringBitmap, mask: u128, counts: &mut [u32]) {
    let segment = &*scope.view.segment;
    if set.len() as usize * DENSE < segment.len() {
        let offers: Vec<u32> = set.iter().collect();
        return scope.day.count(segment, &offers, mask, counts);
    }
    for filter in Filter::all().iter().filter(|filter| mask & 1 << filter.index() != 0) {
        counts[filter.index()] += set.intersection_len(scope.day.value(segment, *filter)) as u32;
    }
}

/// The values of a group, as one set of bits.
fn mask(group: FilterGroup) -> u128 {
    static MASKS: std::sync::LazyLock<[u128; 9]> = std::sync::LazyLock::new(|| {
        FilterGroup::ALL.map(|group| group.values().map(|filter| 1 << filter.index()).sum())
    });
    MASKS[group as usize]
}

/// Offers that fit, and those that fail one group only.
#[derive(Default)]
struct Counted {
    fit: Vec<u32>,
    /// By the group that they fail: choosing another of its values would show them.
    failing: [Vec<u32>; 9],
}

impl Counted {
    /// Adds an offer that fails one group at most.
    fn add(&mut self, offer: u32, failed: u16) {
        match failed {
            0 => self.fit.push(offer),
            _ => self.failing[failed.trailing_zeros() as usize].push(offer),
        }
    }

    fn write(&self, scope: &Scope<'_>, counts: &mut [u32]) {
        let segment = &*scope.view.segment;
        scope.day.count(segment, &self.fit, u128::MAX, counts);
        for (group, offers) in FilterGroup::ALL.into_iter().zip(&self.failing) {
            if !offers.is_empty() {
                scope.day.count(segment, offers, mask(group), counts);
            }
        }
    }
}
