//! A segment as it stands on a day: without what has changed since, with the sessions that are still open.

use std::sync::{Arc, Mutex, PoisonError};

use roaring::RoaringBitmap;
use time::{Date, Duration};

use super::segment::{Failed, Failing, Segment};
use super::traits::Wanted;
use super::vocabulary::Vocabulary;
use crate::domain::filter::{Filter, FilterGroup, SOON_DAYS};

/// Bits of [`Day::flags`].
const NEAR: u8 = 1;
const SOON: u8 = 2;
const PLACES: u8 = 4;

/// The start of an offer without a session ahead.
pub(super) const NO_START: u16 = u16::MAX;

/// A segment, and which of its offers have changed or gone since it was built.
#[derive(Debug)]
pub(super) struct View {
    pub segment: Arc<Segment>,
    stale: RoaringBitmap,
    day: Mutex<Option<Arc<Day>>>,
}

/// Which of the wanted groups each set of values fails, and each byte of flags.
#[derive(Debug)]
pub(super) struct FailingToday {
    profiles: Failing,
    flags: [Failed; 8],
}

/// What depends on the day.
#[derive(Debug)]
pub(super) struct Day {
    today: Date,
    /// Offers that lists show: open, in one place.
    pub near: RoaringBitmap,
    /// Those of `near` that are for everyone.
    pub open: RoaringBitmap,
    /// Open offers at a distance or without a place.
    pub apart: RoaringBitmap,
    soon: RoaringBitmap,
    places: RoaringBitmap,
    /// The same sets, a byte an offer.
    flags: Vec<u8>,
    /// Offers with a session ahead, the soonest first.
    pub by_start: Vec<u32>,
    /// Days until the next open session of each offer, or [`NO_START`].
    starts: Vec<u16>,
    /// How many offers of `near` have each filter value.
    pub counts: Vec<u32>,
}

impl View {
    /// A segment without its offers of `stale`.
    pub fn new(segment: Arc<Segment>, stale: RoaringBitmap) -> Self {
        Self { segment, stale, day: Mutex::default() }
    }

    /// Whether an offer has changed or gone since the segment was built.
    pub fn is_stale(&self, offer: u32) -> bool {
        self.stale.contains(offer)
    }

    /// Its words, with the offers that do not count any more.
    pub fn words(&self) -> (&Vocabulary, &RoaringBitmap) {
        (&self.segment.vocabulary, &self.stale)
    }

    /// The day for which it was last asked.
    pub fn day(&self) -> Option<Date> {
        self.day.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|day| day.today)
    }

    /// What fails the filters of a search.
    pub fn failing(&self, wanted: &Wanted) -> FailingToday {
        let mut flags = [0; 8];
        for (group, flag) in [(FilterGroup::Soon, SOON), (FilterGroup::PlacesLeft, PLACES)] {
            if wanted.0.iter().any(|(one, _)| *one == group) {
                let without = flags.iter_mut().enumerate().filter(|(set, _)| set & usize::from(flag) == 0);
                without.for_each(|(_, failed)| *failed |= 1 << group as u16);
            }
        }
        FailingToday { profiles: self.segment.profiles.failing(wanted), flags }
    }

    /// How many offers are left.
    pub fn len(&self) -> usize {
        self.segment.len() - self.stale.len() as usize
    }

    /// The segment on `today`; kept until it is asked for another day.
    pub fn on(&self, today: Date) -> Arc<Day> {
        let mut kept = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some(day) if day.today == today => day.clone(),
            _ => kept.insert(Arc::new(Day::new(&self.segment, &self.stale, today))).clone(),
        }
    }
}

impl Day {
    fn new(segment: &Segment, stale: &RoaringBitmap, today: Date) -> Self {
        let mut open = RoaringBitmap::new();
        open.insert_range(0..segment.len() as u32);
        open -= stale;
        let (mut soon, mut places) = (RoaringBitmap::new(), RoaringBitmap::new());
        let mut starts = Vec::new();
        let mut days = vec![NO_START; segment.len()];
        let month = (today + Duration::days(SOON_DAYS)).to_julian_day();
        for offer in segment.sessions.offers() {
            match segment.sessions.next(*offer, today) {
                Some((start, has_places)) => {
                    starts.push((start, *offer));
                    let ahead = (start - today.to_julian_day()).clamp(0, i32::from(NO_START) - 1);
                    days[*offer as usize] = ahead as u16;
                    if start <= month {
                        soon.insert(*offer);
                    }
                    if has_places {
                        places.insert(*offer);
                    }
                }
                None => _ = open.remove(*offer),
            }
        }
        let apart = &open & &segment.apart;
        let near = open - &segment.apart;
        starts.sort_unstable_by_key(|(start, offer)| (*start, segment.rank[*offer as usize]));
        let by_start = starts.into_iter().map(|(_, offer)| offer).collect();
        let mut flags = vec![0; segment.len()];
        for (set, flag) in [(&near, NEAR), (&soon, SOON), (&places, PLACES)] {
            set.iter().for_each(|offer| flags[offer as usize] |= flag);
        }
        let open = &near & segment.territory.open();
        let mut day = Self {
            today,
            near,
            open,
            apart,
            soon,
            places,
            flags,
            by_start,
            starts: days,
            counts: Vec::new(),
        };
        let all = Filter::all().iter();
        day.counts =
            all.map(|filter| day.near.intersection_len(day.value(segment, *filter)) as u32).collect();
        day
    }

    /// The offers of a filter value.
    pub fn value<'a>(&'a self, segment: &'a Segment, filter: Filter) -> &'a RoaringBitmap {
        match filter {
            Filter::Soon => &self.soon,
            Filter::PlacesLeft => &self.places,
            _ => &segment.values[filter.index()],
        }
    }

    /// Whether lists show an offer.
    pub fn is_near(&self, offer: u32) -> bool {
        self.flags[offer as usize] & NEAR != 0
    }

    /// Whether an offer is open, in one place or apart.
    pub fn is_open(&self, offer: u32) -> bool {
        self.is_near(offer) || self.apart.contains(offer)
    }

    /// Which groups an offer fails, those of the day with the others.
    pub fn failed(&self, segment: &Segment, failing: &FailingToday, offer: u32) -> Failed {
        let flags = usize::from(self.flags[offer as usize]);
        segment.profiles.failed(&failing.profiles, offer) | failing.flags[flags]
    }

    /// How many of the offers have each value of `mask`.
    pub fn count(&self, segment: &Segment, offers: &[u32], mask: u128, counts: &mut [u32]) {
        segment.profiles.count(offers, mask, counts);
        for (filter, flag) in [(Filter::Soon, SOON), (Filter::PlacesLeft, PLACES)] {
            if mask & 1 << filter.index() != 0 {
                let having = offers.iter().filter(|offer| self.flags[**offer as usize] & flag != 0);
                counts[filter.index()] += having.count() as u32;
            }
        }
    }

    /// Days until the next open session of an offer, or [`NO_START`].
    pub fn start(&self, offer: u32) -> u16 {
        self.starts[offer as usize]
    }

    /// The first day of the next open session of an offer.
    pub fn next_start(&self, offer: u32) -> Option<Date> {
        let days = self.start(offer);
        (days != NO_START).then(|| self.today + Duration::days(days.into()))
    }
}
