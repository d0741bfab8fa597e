//! What a search answers: which offers, how many, in which order, and what had to be widened.

use std::cmp::Ordering;

use roaring::RoaringBitmap;
use time::Date;

use super::index::{Entry, Index};
use super::order::{self, Key};
use super::question::{Question, Scope, Where};
use super::tally::{Fit, Near, Tally};
use super::text::{Asked, Matches};
use super::vocabulary::Vocabulary;
use crate::domain::card::{Card, Located, Pin, Results, Words};
use crate::domain::query::{Misread, PAGE_SIZE, RADII, Search};

/// Offers at a distance that a page shows.
const REMOTE_SHOWN: usize = 5;
/// Offers of an organisation that stand in a row.
const IN_A_ROW: u32 = 3;

/// The offers found, and how.
struct Found<'a> {
    tally: Tally,
    words: Words,
    widened_to: Option<u16>,
    /// For each segment, the offers that fit.
    hits: Vec<Hits<'a>>,
}

/// The offers of one segment that fit, in no order yet.
struct Hits<'a> {
    scope: &'a Scope<'a>,
    matches: Option<Matches>,
    which: Which,
}

enum Which {
    Keys(Vec<Key>),
    Set(Fit),
}

impl Index {
    /// Answers a search as of `today`.
    pub fn search(&self, search: &Search, misread: Vec<Misread>, today: Date) -> Results {
        let located = self.locate(&search.place);
        let mut results = Results { search: search.clone(), located, misread, ..Results::default() };
        if matches!(results.located, Located::Among(_) | Located::Unknown) {
            return results;
        }
        let located = results.located.clone();
        let question = self.question(search, &located, today);
        let scopes: Vec<Scope<'_>> = self.views.iter().map(|view| question.in_view(view)).collect();
        let found = find(&question, &scopes);
        let first = (search.page.max(1) as usize - 1) * PAGE_SIZE;
        let mut listed = self.list(&question, &found, first, PAGE_SIZE);
        if listed.cards.is_empty() && first > 0 {
            results.search.page = 1;
            results.misread.push(Misread::Page);
            listed = self.list(&question, &found, 0, PAGE_SIZE);
        }
        results.cards = listed.cards;
        results.more = listed.more && results.search.page < crate::domain::query::PAGES_MAX;
        (results.remote_total, results.remote) = self.remote(&question, &scopes, found.words);
        results.total = found.tally.total;
        results.here = found.tally.here;
        results.facets = found.tally.facets;
        results.words = found.words;
        results.widened_to = found.widened_to;
        results.corrected = question.asked.corrected;
        results
    }

    /// Up to `limit` places on the map of what [`Index::search`] lists, in its order, and how many there are in all.
    pub fn pins(&self, search: &Search, limit: usize, today: Date) -> (Vec<Pin>, usize) {
        let located = self.locate(&search.place);
        if matches!(located, Located::Among(_) | Located::Unknown) {
            return (Vec::new(), 0);
        }
        let question = self.question(search, &located, today);
        let scopes: Vec<Scope<'_>> = self.views.iter().map(|view| question.in_view(view)).collect();
        let found = find(&question, &scopes);
        let entries = found.first(&question, limit);
        let pins = entries.into_iter().filter_map(|(_, entry)| {
            let point = entry.point()?;
            let card = self.card(entry, today);
            Some(Pin {
                slug: card.slug,
                name: card.name,
                organisation: card.organisation,
                kind: card.kind,
                latitude: point.latitude,
                longitude: point.longitude,
            })
        });
        (pins.collect(), found.tally.total)
    }

    fn question<'a>(&'a self, search: &'a Search, located: &'a Located, today: Date) -> Question<'a> {
        let vocabularies: Vec<&Vocabulary> = self.views.iter().map(|view| &view.segment.vocabulary).collect();
        let asked = Asked::new(&search.text, &vocabularies);
        Question::new(search, located, asked, &self.gazetteer, today)
    }

    /// `count` cards after the first `skip`, at most three of an organisation in a row.
    fn list(&self, question: &Question<'_>, found: &Found<'_>, skip: usize, count: usize) -> Listed {
        let wanted = skip + count;
        let mut looked_at = 2 * wanted + 20;
        loop {
            let entries = found.first(question, looked_at);
            let complete = entries.len() < looked_at;
            if let Some(listed) = self.fold(question, &entries, skip, wanted, complete) {
                return listed;
            }
            looked_at *= 4;
        }
    }

    /// Folds what an organisation has in a row; nothing where more offers must be looked at to know.
    fn fold(
        &self,
        question: &Question<'_>,
        entries: &[(Key, Entry<'_>)],
        skip: usize,
        wanted: usize,
        complete: bool,
    ) -> Option<Listed> {
        let folds = question.search.organisation.is_none();
        let (mut shown, mut row) = (0, 0);
        let mut last = None;
        let mut cards: Vec<Card> = Vec::new();
        for (_, entry) in entries {
            let giver = &*entry.view.segment.giver(entry.offer).slug;
            row = if last == Some(giver) { row + 1 } else { 1 };
            last = Some(giver);
            if folds && row > IN_A_ROW {
                if let Some(card) = cards.last_mut().filter(|_| shown > skip) {
                    card.folded += 1;
                }
                continue;
            }
            if shown == wanted {
                return Some(Listed { cards, more: true });
            }
            shown += 1;
            if shown > skip {
                cards.push(self.placed(question, *entry));
            }
        }
        complete.then_some(Listed { cards, more: false })
    }

    /// The card of an offer, with its distance from the place searched.
    fn placed(&self, question: &Question<'_>, entry: Entry<'_>) -> Card {
        let card = self.card(entry, question.today);
        let commune = entry.view.segment.communes[entry.offer as usize];
        match &question.place {
            Where::Around(around) => Card {
                distance_km: entry.distance_km(around).map(|km| km.round() as u16),
                here: around.here.contains(&commune),
                ..card
            },
            _ => card,
        }
    }

    /// Open offers at a distance or for all of France: how many, and the first few.
    fn remote(&self, question: &Question<'_>, scopes: &[Scope<'_>], words: Words) -> (usize, Vec<Card>) {
        let mut total = 0;
        let mut entries = Vec::new();
        for scope in scopes {
            let segment = &*scope.view.segment;
            let mut set = match &scope.zones {
                Some(zones) => segment.territory.apart_for(zones) & &scope.day.apart,
                None => scope.day.apart.clone(),
            };
            if let Some(giver) = scope.giver {
                set &= of_giver(scope, giver);
            }
            let matches = question.asked.matches(segment, words);
            if let Some(matches) = &matches {
                set &= &matches.all;
            }
            let fit: RoaringBitmap = match question.wanted.0.is_empty() {
                true => set,
                false => set.iter().filter(|offer| scope.failed(*offer) == 0).collect(),
            };
            total += fit.len() as usize;
            let keys = order::first_of_set(
                question,
                scope.view,
                &scope.day,
                matches.as_ref(),
                &Fit::Set(fit),
                REMOTE_SHOWN,
            );
            entries.extend(keys.into_iter().map(|key| (key, entry(scope, key))));
        }
        entries.sort_by(compare);
        entries.truncate(REMOTE_SHOWN);
        (total, entries.into_iter().map(|(_, entry)| self.card(entry, question.today)).collect())
    }
}

/// A page of cards.
struct Listed {
    cards: Vec<Card>,
    more: bool,
}

fn entry<'a>(scope: &Scope<'a>, key: Key) -> Entry<'a> {
    Entry { view: scope.view, offer: order::offer_of(scope.view, key) }
}

/// The order between segments: what counts most, then the last updated, then by slug.
fn compare(a: &(Key, Entry<'_>), b: &(Key, Entry<'_>)) -> Ordering {
    let updated = |entry: &Entry<'_>| entry.view.segment.updated[entry.offer as usize];
    order::most_of(a.0)
        .cmp(&order::most_of(b.0))
        .then_with(|| updated(&b.1).cmp(&updated(&a.1)))
        .then_with(|| a.1.slug().cmp(b.1.slug()))
}

impl<'a> Found<'a> {
    /// The first `count` offers, in order.
    fn first(&self, question: &Question<'_>, count: usize) -> Vec<(Key, Entry<'a>)> {
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
fn find<'a>(question: &Question<'_>, scopes: &'a [Scope<'a>]) -> Found<'a> {
    match &question.place {
        Where::Around(_) => find_around(question, scopes),
        _ => find_in_sets(question, scopes),
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

fn matches_of(question: &Question<'_>, scopes: &[Scope<'_>], words: Words) -> Vec<Option<Matches>> {
    scopes.iter().map(|scope| question.asked.matches(&scope.view.segment, words)).collect()
}

fn around<'a>(
    question: &Question<'_>,
    scopes: &'a [Scope<'a>],
    matches: &[Option<Matches>],
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
    matches: Option<&Matches>,
    fit: &Fit,
) -> Vec<Key> {
    let segment = &*scope.view.segment;
    let mut keys = Vec::new();
    fit.each(|offer| {
        let here = around.here.contains(&segment.communes[offer as usize]);
        let near = Near { offer, km: segment.territory.distance_km(around, offer), here };
        keys.push(order::near_key(question, scope.view, &scope.day, matches, near));
    });
    keys
}

/// The offers of the list before any filter: open, in the area, of the organisation, with the words.
fn base(question: &Question<'_>, scope: &Scope<'_>, matches: Option<&Matches>) -> RoaringBitmap {
    let segment = &*scope.view.segment;
    let mut set = match matches {
        Some(matches) => &matches.all & &scope.day.near,
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
    set
}

fn of_giver(scope: &Scope<'_>, giver: Option<u32>) -> RoaringBitmap {
    giver.map(|giver| scope.view.segment.offers_of(giver).iter().copied().collect()).unwrap_or_default()
}
