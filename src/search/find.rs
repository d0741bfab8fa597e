//! Which offers a search finds: all words within the radius, then wider, then with fewer words.

use std::cmp::Ordering;

use roaring::RoaringBitmap;

use super::index::Entry;
use super::matches::Matches;
use super::order::{self, Key};
use super::question::{Question, Scope, Where};
use super::tally::{Near, Tally};
use crate::domain::card::Words;
use crate::domain::query::RADII;

/// The offers found, and how.
pub(super) struct Found<'a> {
    pub tally: Tally,
    pub words: Words,
    pub widened_to: Option<u16>,
    /// For each segment, the offers that fit.
    pub hits: Vec<Hits<'a>>,
}

/// The offers of one segment that fit, in no order yet.
pub(super) struct Hits<'a> {
    pub scope: &'a Scope<'a>,
    /// Those with the words, wherever they are.
    pub matches: Option<Matches<'a>>,
    which: Which,
}

pub(super) enum Which {
    Keys(Vec<Key>),
    Set(RoaringBitmap),
}
pub(super) fn entry<'a>(scope: &Scope<'a>, key: Key) -> Entry<'a> {
    Entry { view: scope.view, offer: order::offer_of(scope.view, key) }
}

/// The order between segments: what counts most, then the last updated, then by slug.
pub(super) fn compare(a: &(Key, Entry<'_>), b: &(Key, Entry<'_>)) -> Ordering {
    let updated = |entry: &Entry<'_>| entry.view.segment.updated[entry.offer as usize];
    order::most_of(a.0)
        .cmp(&order::most_of(b.0))
        .then_with(|| updated(&b.1).cmp(&updated(&a.1)))
        .then_with(|| a.1.slug().cmp(&b.1.slug()))
}

impl<'a> Found<'a> {
    /// The first `count` offers, in order.
    pub fn first(&self, question: &Question<'_>, count: usize) -> Vec<(Key, Entry<'a>)> {
        let mut entries: Vec<(Key, Entry<'a>)> = Vec::new();
        for hits in &self.hits {
            let (view, day) = (hits.scope.view, &hits.scope.day);
            let keys = match &hits.which {
                Which::Keys(keys) => order::first(keys.clone(), count),
                Which::Set(set) => {
                    order::first_of_set(question, view, day, hits.matches.as_ref(), set, count)
                }
            };
            entries.extend(keys.into_iter().map(|key| (key, entry(hits.scope, key))));
        }
        if self.hits.len() > 1 {
            entries.sort_by(compare);
            entries.truncate(count);
        }
        entries
    }
}

/// Finds with all words within the radius, then wider, then with fewer words.
pub(super) fn find<'a>(question: &Question<'_>, scopes: &'a [Scope<'a>]) -> Found<'a> {
    match &question.place {
        Where::Around(_) => find_around(question, scopes),
        Where::In(_) | Where::Anywhere => find_in_sets(question, scopes),
    }
}

fn find_around<'a>(question: &Question<'_>, scopes: &'a [Scope<'a>]) -> Found<'a> {
    let asked = question.search.radius_km();
    let mut tried = Tally::default();
    for words in question.asked.levels() {
        let matches = matches_of(question, scopes, *words);
        for km in std::iter::once(asked).chain(RADII.into_iter().filter(|km| *km > asked)) {
            let mut found = around(question, scopes, &matches, km);
            let reached = RADII.into_iter().zip(found.tally.facets.radii).find(|(_, count)| *count > 0);
            earlier_counts(&mut found.tally, &tried);
            if found.tally.total > 0 {
                found.words = *words;
                found.widened_to = (km > asked).then_some(km);
                for (hits, matches) in found.hits.iter_mut().zip(matches) {
                    hits.matches = matches;
                }
                return found;
            }
            tried = found.tally;
            // Without filters the other radii can only say the same: nothing until the first that holds something.
            if reached.is_none() && question.wanted.0.is_empty() {
                break;
            }
        }
    }
    let mut found = find_in_sets(question, scopes);
    earlier_counts(&mut found.tally, &tried);
    found.tally.facets.radii = [0; 5];
    found.widened_to = (found.tally.total > 0).then_some(0);
    found
}

/// A value that a narrower search would already find is counted there: that is what choosing it would show.
fn earlier_counts(tally: &mut Tally, tried: &Tally) {
    for (count, earlier) in tally.facets.counts.iter_mut().zip(&tried.facets.counts) {
        if *earlier > 0 {
            *count = *earlier;
        }
    }
}

fn matches_of<'a>(
    question: &Question<'_>,
    scopes: &'a [Scope<'a>],
    words: Words,
) -> Vec<Option<Matches<'a>>> {
    scopes.iter().map(|scope| question.asked.matches(&scope.view.segment, words)).collect()
}

fn around<'a>(
    question: &Question<'_>,
    scopes: &'a [Scope<'a>],
    matches: &[Option<Matches<'_>>],
    km: u16,
) -> Found<'a> {
    let mut found = Found { tally: Tally::default(), words: Words::All, widened_to: None, hits: Vec::new() };
    let Where::Around(around) = &question.place else { return found };
    for (scope, matches) in scopes.iter().zip(matches) {
        let mut keys = Vec::new();
        let push = |near: Near| {
            keys.push(order::near_key(question, scope.view, &scope.day, matches.as_ref(), near));
        };
        let tally = Tally::around(scope, around, km, matches.as_ref(), push);
        found.tally.add(&tally);
        found.hits.push(Hits { scope, matches: None, which: Which::Keys(keys) });
    }
    found
}

/// Wherever they lie, or in an area; around a place, by distance.
fn find_in_sets<'a>(question: &Question<'_>, scopes: &'a [Scope<'a>]) -> Found<'a> {
    let mut tried = Tally::default();
    let mut last = None;
    for words in question.asked.levels() {
        let mut found = Found { tally: Tally::default(), words: *words, widened_to: None, hits: Vec::new() };
        for scope in scopes {
            let matches = question.asked.matches(&scope.view.segment, *words);
            let set = base(question, scope, matches.as_ref());
            let (tally, fit) = Tally::of_set(scope, &question.wanted, set);
            found.tally.add(&tally);
            let which = match &question.place {
                Where::Around(around) => {
                    Which::Keys(by_distance(question, scope, around, matches.as_ref(), &fit))
                }
                _ => Which::Set(fit),
            };
            found.hits.push(Hits { scope, matches, which });
        }
        earlier_counts(&mut found.tally, &tried);
        if found.tally.total > 0 {
            return found;
        }
        tried = std::mem::take(&mut found.tally);
        last = Some(found);
    }
    match last {
        Some(found) => Found { tally: tried, words: Words::All, ..found },
        None => Found { tally: tried, words: Words::All, widened_to: None, hits: Vec::new() },
    }
}

fn by_distance(
    question: &Question<'_>,
    scope: &Scope<'_>,
    around: &super::segment::Around,
    matches: Option<&Matches<'_>>,
    fit: &RoaringBitmap,
) -> Vec<Key> {
    let segment = &*scope.view.segment;
    let mut keys = Vec::new();
    for offer in fit {
        let here = around.here.contains(&segment.communes[offer as usize]);
        let near = Near { offer, km: segment.territory.distance_km(around, offer), here };
        keys.push(order::near_key(question, scope.view, &scope.day, matches, near));
    }
    keys
}

/// The offers of the list before any filter: open, in the area or at a distance, of the organisation, with the words.
fn base(question: &Question<'_>, scope: &Scope<'_>, matches: Option<&Matches<'_>>) -> RoaringBitmap {
    let segment = &*scope.view.segment;
    if question.search.remote {
        return at_a_distance(scope, matches);
    }
    let mut set = match matches {
        Some(matches) => matches.all() & &scope.day.near,
        None => scope.day.near.clone(),
    };
    if let Where::In(area) = question.place {
        match segment.territory.area(area.kind, &area.code) {
            Some(inside) => set &= inside,
            None => return RoaringBitmap::new(),
        }
    }
    if let Some(giver) = scope.giver {
        set &= of_giver(scope, giver);
    }
    if let Some(reserved) = scope.reserved() {
        set &= segment.territory.open() | &reserved;
    }
    set
}

/// Open offers at a distance or for all of France, for the people of the place.
pub(super) fn at_a_distance(scope: &Scope<'_>, matches: Option<&Matches<'_>>) -> RoaringBitmap {
    let mut set = match &scope.zones {
        Some(zones) => scope.view.segment.territory.apart_for(zones) & &scope.day.apart,
        None => scope.day.apart.clone(),
    };
    if let Some(giver) = scope.giver {
        set &= of_giver(scope, giver);
    }
    if let Some(matches) = matches {
        set &= matches.all();
    }
    set
}

pub(super) fn of_giver(scope: &Scope<'_>, giver: Option<u32>) -> RoaringBitmap {
    giver.map(|giver| scope.view.segment.offers_of(giver).iter().copied().collect()).unwrap_or_default()
}
