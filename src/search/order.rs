//! In which order: the best fit first, then the commune, then by distance, then the last brought up to date.

use roaring::RoaringBitmap;

use super::question::{Question, Where};
use super::tally::{Fit, Near};
use super::text::Matches;
use super::view::{Day, View};
use crate::domain::query::Sort;

/// Offers from which walking the order is faster than sorting them.
const MANY: usize = 20_000;

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

/// 0 where every word stands in the name, 1 where every word says what it is, 2 elsewhere.
fn tier(matches: Option<&Matches>, offer: u32) -> u32 {
    match matches {
        None => 0,
        Some(matches) if matches.title.contains(offer) => 0,
        Some(matches) if matches.about.contains(offer) => 1,
        Some(_) => 2,
    }
}

/// The key of an offer within reach of a place.
pub(super) fn near_key(
    question: &Question<'_>,
    view: &View,
    day: &Day,
    matches: Option<&Matches>,
    near: Near,
) -> Key {
    let km = near.km as u32;
    let most = match question.search.sort {
        Sort::Relevance => tier(matches, near.offer) << 30 | u32::from(!near.here) << 29 | km,
        Sort::Distance => (near.km * 10.0) as u32,
        Sort::Start => start(question, view, day, near.offer) << 16 | km.min(0xffff),
        Sort::Fresh => 0,
    };
    key(view, most, near.offer)
}

/// Days until the next start, or the most there is.
fn start(question: &Question<'_>, view: &View, day: &Day, offer: u32) -> u32 {
    let next = day.next_start(&view.segment, offer);
    next.map_or(0xffff, |start| (start - question.today).whole_days().clamp(0, 0xfffe) as u32)
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
    matches: Option<&Matches>,
    fit: &Fit,
    count: usize,
) -> Vec<Key> {
    let by_start = question.search.sort == Sort::Start;
    let tiers = question.search.sort == Sort::Relevance && !matches!(question.place, Where::Around(_));
    let flat = !by_start && (!tiers || matches.is_none());
    // Walking the order until enough of the set were met costs as many steps as there are offers for each of these.
    let steps = count * view.segment.len() / fit.len().max(1);
    if fit.len() < MANY && !(flat && steps < fit.len() / 4) {
        let most = |offer| match by_start {
            true => start(question, view, day, offer) << 16,
            false if tiers => tier(matches, offer) << 30,
            false => 0,
        };
        let mut keys = Vec::with_capacity(fit.len());
        fit.each(|offer| keys.push(key(view, most(offer), offer)));
        return first(keys, count);
    }
    let collected;
    let set = match fit {
        Fit::Set(set) => set,
        Fit::List(list) => {
            collected = list.iter().copied().collect::<RoaringBitmap>();
            &collected
        }
    };
    let mut keys = Vec::with_capacity(count);
    if by_start {
        let ahead = day.by_start.iter().copied().filter(|offer| set.contains(*offer));
        keys.extend(ahead.take(count).map(|offer| key(view, start(question, view, day, offer) << 16, offer)));
        let later = view.segment.order.iter().copied();
        let later =
            later.filter(|offer| set.contains(*offer) && day.next_start(&view.segment, *offer).is_none());
        let left = count - keys.len();
        keys.extend(later.take(left).map(|offer| key(view, 0xffff << 16, offer)));
        return keys;
    }
    let Some(matches) = matches.filter(|_| tiers) else {
        walk(view, set, 0, count, &mut keys);
        return keys;
    };
    let title = set & &matches.title;
    let about = (set & &matches.about) - &title;
    for (most, part) in [(0, &title), (1, &about)] {
        part_of(view, part, most << 30, count, &mut keys);
    }
    if keys.len() < count {
        part_of(view, &((set - &title) - &about), 2 << 30, count, &mut keys);
    }
    keys
}

/// Adds the first offers of a set until there are `count` keys.
fn part_of(view: &View, set: &RoaringBitmap, most: u32, count: usize, keys: &mut Vec<Key>) {
    let left = count.saturating_sub(keys.len());
    match (set.len() as usize) < MANY {
        true => keys.extend(first(set.iter().map(|offer| key(view, most, offer)).collect(), left)),
        false => walk(view, set, most, left, keys),
    }
}

fn walk(view: &View, set: &RoaringBitmap, most: u32, count: usize, keys: &mut Vec<Key>) {
    let order = view.segment.order.iter().copied().filter(|offer| set.contains(*offer));
    keys.extend(order.take(count).map(|offer| key(view, most, offer)));
}
