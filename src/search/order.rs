//! In which order: the best fit first, then the commune, then by distance, then the last brought up to date.

use roaring::RoaringBitmap;

use super::matches::Matches;
use super::question::Question;
use super::tally::Near;
use super::view::{Day, NO_START, View};
use crate::domain::query::Sort;

/// Walking the order costs so many times more a step than reading a set.
const WALK: usize = 4;

/// An offer in the order: the smaller comes first. Of the same segment, the last updated comes first, then by slug.
pub(super) type Key = u64;

/// A key from what counts most and the offer's rank in its segment.
fn key(view: &View, most: u32, offer: u32) -> Key {
    u64::from(most) << 32 | u64::from(view.segment.rank[offer as usize])
}

/// The offer of a key.
pub(super) fn offer_of(view: &View, key: Key) -> u32 {
    view.segment.order[(key & u64::from(u32::MAX)) as usize]
}

/// What counts before the rank: comparable between segments.
pub(super) fn most_of(key: Key) -> u32 {
    (key >> 32) as u32
}

/// How well an offer holds what was asked: 0 is best.
fn tier(matches: Option<&Matches<'_>>, offer: u32) -> u32 {
    matches.map_or(0, |matches| matches.tier(offer))
}

/// The key of an offer within reach of a place.
pub(super) fn near_key(
    question: &Question<'_>,
    view: &View,
    day: &Day,
    matches: Option<&Matches<'_>>,
    near: Near,
) -> Key {
    let km = near.km as u32;
    let most = match question.search.sort {
        Sort::Relevance => tier(matches, near.offer) << 30 | u32::from(!near.here) << 29 | km,
        Sort::Distance => (near.km * 10.0) as u32,
        Sort::Start => u32::from(day.start(near.offer)) << 16 | km.min(0xffff),
        Sort::Fresh => 0,
    };
    key(view, most, near.offer)
}

/// The first `count` of a list of keys, in their order.
pub(super) fn first(mut keys: Vec<Key>, count: usize) -> Vec<Key> {
    if keys.len() > count {
        keys.select_nth_unstable(count);
        keys.truncate(count);
    }
    keys.sort_unstable();
    keys
}

/// The first `count` offers of a set, as keys in their order.
pub(super) fn first_of_set(
    question: &Question<'_>,
    view: &View,
    day: &Day,
    matches: Option<&Matches<'_>>,
    set: &RoaringBitmap,
    count: usize,
) -> Vec<Key> {
    let mut keys = Vec::new();
    match (question.search.sort, matches) {
        (Sort::Start, _) => by_start(view, day, set, count, &mut keys),
        (Sort::Relevance, Some(matches)) => {
            let title = set & matches.title();
            part_of(view, &title, 0, count, &mut keys);
            if keys.len() < count {
                let about = (set & matches.about()) - title;
                part_of(view, &about, 1 << 30, count, &mut keys);
            }
            if keys.len() < count {
                part_of(view, &(set - matches.about()), 2 << 30, count, &mut keys);
            }
        }
        _ => part_of(view, set, 0, count, &mut keys),
    }
    keys
}

/// Adds the first offers of a set until there are `count` keys.
fn part_of(view: &View, set: &RoaringBitmap, most: u32, count: usize, keys: &mut Vec<Key>) {
    let left = count.saturating_sub(keys.len());
    // Walking the order until enough were met costs as many steps as there are offers for each of the set.
    let steps = left * view.segment.len() / (set.len() as usize).max(1);
    if steps * WALK < set.len() as usize {
        let order = view.segment.order.iter().copied().filter(|offer| set.contains(*offer));
        keys.extend(order.take(left).map(|offer| key(view, most, offer)));
    } else {
        keys.extend(first(set.iter().map(|offer| key(view, most, offer)).collect(), left));
    }
}

/// Adds the first offers of a set, the soonest first, until there are `count` keys.
fn by_start(view: &View, day: &Day, set: &RoaringBitmap, count: usize, keys: &mut Vec<Key>) {
    let most = |offer| u32::from(day.start(offer)) << 16;
    if (set.len() as usize) < view.segment.len() / WALK {
        return keys.extend(first(set.iter().map(|offer| key(view, most(offer), offer)).collect(), count));
    }
    let ahead = day.by_start.iter().copied().filter(|offer| set.contains(*offer));
    keys.extend(ahead.take(count).map(|offer| key(view, most(offer), offer)));
    let later = view.segment.order.iter().copied();
    let later = later.filter(|offer| day.start(*offer) == NO_START && set.contains(*offer));
    let left = count - keys.len();
    keys.extend(later.take(left).map(|offer| key(view, most(offer), offer)));
}
