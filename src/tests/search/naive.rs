//! A search against a look at every offer in turn: the same offers, in the same order, on the same pages.
//!
//! `SEARCH_CASES` says how many searches are tried; a million take half an hour in an optimised build.

mod answer;
mod directory;
mod searches;
mod words;

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::domain::card::{Card, Results};
use crate::domain::query::{Misread, PAGE_SIZE, PAGES_MAX, Search};
use answer::{Answer, Line};
use directory::Directory;

/// Searches that are tried where nothing says how many.
const CASES: u32 = 1_000;
/// Searches that are asked of one directory.
const EACH: u32 = 500;

/// One offer in so many lists of all their pages are turned.
const TURNED: usize = 200;

#[test]
fn a_search_answers_what_a_look_at_every_offer_answers() {
    let cases = std::env::var("SEARCH_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let (mut turned, mut found, mut failures) = (0u64, 0u64, Vec::new());
    for number in 0..u32::max(cases / EACH, 1) {
        let directory = Directory::new(u64::from(number));
        let config = Config { cases: EACH.min(cases), failure_persistence: None, ..Config::default() };
        let told = std::cell::Cell::new((0, 0));
        let ran = TestRunner::new(config).run(&searches::searches(&directory), |search| {
            let (pages, offers) = check(&directory, &search)?;
            let (all_pages, all_offers) = told.get();
            told.set((all_pages + pages, all_offers + offers));
            Ok(())
        });
        failures
            .extend(ran.err().map(|failed| format!("directory {number}, {}: {failed}", directory.told())));
        turned += told.get().0;
        found += told.get().1;
    }
    assert!(failures.is_empty(), "{} directories:\n{}", failures.len(), failures.join("\n\n"));
    println!("{cases} searches, {found} offers listed in their order, {turned} pages turned");
    assert!(found > u64::from(cases), "the searches find something");
}

/// Compares all that is answered; says how many pages were turned and how many offers were listed.
fn check(directory: &Directory, search: &Search) -> Result<(u64, u64), TestCaseError> {
    let (index, today) = (&directory.index, directory.today);
    let expected = directory.answer(search);
    let results = index.search(search, Vec::new(), today);
    prop_assert_eq!(results.total, expected.list.len(), "total");
    prop_assert_eq!(results.words, expected.words);
    prop_assert_eq!(results.widened_to, expected.widened_to);
    prop_assert_eq!(&results.corrected, &expected.corrected);
    prop_assert_eq!(results.here, expected.here, "in the commune");
    prop_assert_eq!(results.facets.radii, expected.radii);

    // The whole list, in its order.
    let (pins, total) = index.pins(search, 1_000_000, today);
    prop_assert_eq!(total, expected.list.len());
    let with_a_place = expected.list.iter().filter(|line| line.known.point.is_some());
    let slugs: Vec<&str> = with_a_place.map(|line| line.known.slug.as_str()).collect();
    prop_assert_eq!(pins.iter().map(|pin| pin.slug.as_str()).collect::<Vec<_>>(), slugs, "the order");

    // What is at a distance beside it.
    let beside = if search.remote { &[][..] } else { &expected.remote };
    prop_assert_eq!(results.remote_total, beside.len());
    let shown: Vec<&str> = results.remote.iter().map(|card| card.slug.as_str()).collect();
    let first: Vec<&str> = beside.iter().take(5).map(|known| known.slug.as_str()).collect();
    prop_assert_eq!(shown, first, "at a distance");

    // A value is counted as the search that chooses it finds.
    if let Some(filter) = directory.some_filter(search) {
        let chosen = directory.answer(&search.only(filter));
        let wider = chosen.widened_to.is_some() || chosen.words > expected.words;
        match results.facets.count(filter) as usize {
            0 => prop_assert!(chosen.list.is_empty() || wider, "{:?} finds {}", filter, chosen.list.len()),
            counted => prop_assert_eq!(counted, chosen.list.len(), "{:?}", filter),
        }
    }
    let shown = expected.shown(search.organisation.is_none());
    page(&results, &shown)?;
    let pages = if shown.len() <= TURNED { turn(directory, search, &expected, &shown)? } else { 1 };
    Ok((pages, expected.list.len() as u64))
}

/// A card, as the naive list shows it: its line, and how many are folded behind it.
type Shown<'a> = (&'a Line<'a>, u32);

/// The page of some results holds what it must; one past the end is the first.
fn page(results: &Results, shown: &[Shown<'_>]) -> Result<(), TestCaseError> {
    let number = results.search.page as usize;
    let start = (number - 1) * PAGE_SIZE;
    prop_assert!(number == 1 || start < shown.len(), "page {} of {} cards", number, shown.len());
    let expected: Vec<_> = shown.iter().skip(start).take(PAGE_SIZE).map(as_card).collect();
    let cards: Vec<_> = results.cards.iter().map(told).collect();
    prop_assert_eq!(cards, expected, "page {}", number);
    let more = shown.len() > start + PAGE_SIZE && results.search.page < PAGES_MAX;
    prop_assert_eq!(results.more, more, "whether another follows page {}", number);
    Ok(())
}

/// Turns every page of a list: each offer is on one of them, once, or folded behind one.
fn turn(
    directory: &Directory,
    search: &Search,
    expected: &Answer<'_>,
    shown: &[Shown<'_>],
) -> Result<u64, TestCaseError> {
    let (mut seen, mut folded) = (BTreeSet::new(), 0);
    for number in 1.. {
        let results = directory.index.search(&search.on_page(number), Vec::new(), directory.today);
        prop_assert!(!results.misread.contains(&Misread::Page), "page {} is not there", number);
        page(&results, shown)?;
        for card in &results.cards {
            prop_assert!(seen.insert(card.slug.clone()), "{} is shown twice", card.slug);
            folded += card.folded as usize;
        }
        if !results.more {
            break;
        }
    }
    prop_assert_eq!(seen.len() + folded, expected.list.len(), "each once");
    let beyond = directory.index.search(&search.on_page(PAGES_MAX), Vec::new(), directory.today);
    prop_assert_eq!(beyond.misread, [Misread::Page]);
    Ok(shown.len().div_ceil(PAGE_SIZE) as u64)
}

/// What is compared of a card.
type Told<'a> = (&'a str, Option<u16>, bool, u32);

fn told(card: &Card) -> Told<'_> {
    (&card.slug, card.distance_km, card.here, card.folded)
}

fn as_card<'a>((line, folded): &Shown<'a>) -> Told<'a> {
    (&line.known.slug, line.km.map(|km| km.round() as u16), line.here, *folded)
}
