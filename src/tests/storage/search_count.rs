//! Counted searches in the database: added up, read by place and need, erased after five years.

use std::time::Duration as Wait;

use time::macros::date;
use time::{Date, Duration};

use crate::domain::search_count::{Band, CountedSearch, OTHER};
use crate::domain::search_counter::{Counts, SearchCounter, Tally};
use crate::domain::{card::Results, card::Words, filter::Filter, need::Need};
use crate::routine::count_searches::write_counts;
use crate::routine::forget::{SEARCHES_DAYS, forget_searches};
use crate::store::{UnmetSearches, reading};
use crate::tests::app::{TestApp, execute, on_both_engines};

const DAY: Date = date!(2026 - 11 - 23);

fn search(place: &str, need: Option<Need>, found: usize, day: Date) -> CountedSearch {
    CountedSearch {
        day,
        place: place.to_owned(),
        filters: Some(need.map(Filter::Need).into_iter().collect()),
        of_organisation: false,
        everywhere: false,
        words: String::new(),
        radius_km: 20,
        band: Band::of(found),
        widened: false,
        kept: Words::All,
    }
}

fn tally(searches: u64, results: u64) -> Tally {
    Tally { searches, results }
}

/// Searches and results that are written, in all.
async fn sums(app: &TestApp) -> (i64, i64) {
    let sql = "select cast(coalesce(sum(searches), 0) as bigint), cast(coalesce(sum(results), 0) as bigint) from search_count";
    reading!(&app.db, pool => sqlx::query_as(sql).fetch_one(pool).await.unwrap())
}

#[tokio::test]
async fn counts_add_up() {
    on_both_engines(async |app| {
        let counts = |searches, results| -> Counts {
            [(search("62498", Some(Need::Work), 3, DAY), tally(searches, results))].into()
        };
        app.db.add_search_counts(&counts(2, 7)).await.unwrap();
        app.db.add_search_counts(&counts(3, 5)).await.unwrap();
        assert_eq!((app.count("search_count").await, sums(app).await), (1, (5, 12)));
        let mut wider = search("62498", Some(Need::Work), 3, DAY);
        wider.widened = true;
        app.db.add_search_counts(&[(wider, tally(1, 4))].into()).await.unwrap();
        assert_eq!((app.count("search_count").await, sums(app).await), (2, (6, 16)));
    })
    .await;
}

#[tokio::test]
async fn nodes_that_write_the_same_searches_at_once_do_not_wait_for_each_other_for_ever() {
    on_both_engines(async |app| {
        let counts = || -> Counts {
            (0..60).map(|place| (search(&format!("{place:05}"), None, 1, DAY), tally(1, 1))).collect()
        };
        let write = async || {
            for _ in 0..10 {
                app.db.add_search_counts(&counts()).await.unwrap();
            }
        };
        let all = async { tokio::join!(write(), write(), write()) };
        tokio::time::timeout(Wait::from_secs(60), all).await.expect("no deadlock");
        assert_eq!(sums(app).await, (1_800, 1_800));
    })
    .await;
}

#[tokio::test]
async fn what_the_database_refuses_waits_until_it_takes_it() {
    on_both_engines(async |app| {
        let rename = async |from: &str, to: &str| {
            execute(&app.db, format!("alter table {from} rename to {to}")).await;
        };
        let counter = SearchCounter::default();
        let count = || counter.count(&Results { total: 2, ..Results::default() }, &[], &|_| true, DAY);
        count();
        rename("search_count", "elsewhere").await;
        assert!(write_counts(&app.db, &counter).await.is_err());
        count();
        assert!(write_counts(&app.db, &counter).await.is_err());
        rename("elsewhere", "search_count").await;
        assert_eq!(write_counts(&app.db, &counter).await.unwrap(), 1);
        assert_eq!(write_counts(&app.db, &counter).await.unwrap(), 0);
        assert_eq!(sums(app).await, (2, 4));
    })
    .await;
}

#[tokio::test]
async fn what_is_looked_for_and_not_found_is_told_by_place_and_need() {
    on_both_engines(async |app| {
        let mut far = search("62498", Some(Need::Move), 9, DAY);
        far.widened = true;
        let mut counts: Counts = [
            (search("62498", Some(Need::Move), 0, DAY), tally(3, 0)),
            (far, tally(4, 40)),
            (search("62498", Some(Need::Move), 9, DAY), tally(10, 90)),
            (search("62498", Some(Need::Work), 0, DAY), tally(2, 0)),
            (search("62498", None, 3, DAY), tally(50, 150)),
            (search("", Some(Need::Home), 0, DAY.next_day().unwrap()), tally(7, 0)),
            (search("33063", Some(Need::Home), 0, DAY - Duration::days(1)), tally(99, 0)),
        ]
        .into();
        counts.insert(search("62498", Some(Need::Move), 0, DAY).among_others(), tally(1_000, 0));
        app.db.add_search_counts(&counts).await.unwrap();

        let unmet = |place: &str, need: Need, asked, unmet, nowhere| UnmetSearches {
            place: place.to_owned(),
            need: need.code().to_owned(),
            asked,
            unmet,
            nowhere,
        };
        let all = [
            unmet("", Need::Home, 7, 7, 7),
            unmet("62498", Need::Move, 17, 7, 3),
            unmet("62498", Need::Work, 2, 2, 2),
        ];
        let (since, until) = (DAY, DAY.next_day().unwrap());
        assert_eq!(app.db.searches_without_result(since, until, 10).await.unwrap(), all);
        assert_eq!(app.db.searches_without_result(since, until, 2).await.unwrap(), all[..2]);
        assert_eq!(app.db.searches_without_result(DAY, DAY, 10).await.unwrap(), all[1..]);
        assert!(app.db.searches_without_result(until, since, 10).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn counts_are_erased_after_five_years() {
    on_both_engines(async |app| {
        let counts = [0, 1].map(|days| (search("62498", None, 1, DAY + Duration::days(days)), tally(1, 1)));
        app.db.add_search_counts(&counts.into()).await.unwrap();
        let end = DAY + Duration::days(SEARCHES_DAYS);
        assert_eq!(forget_searches(&app.db, end).await.unwrap(), 0);
        assert_eq!(forget_searches(&app.db, end.next_day().unwrap()).await.unwrap(), 1);
        assert_eq!(app.count("search_count").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_longest_search_that_can_be_counted_is_written() {
    on_both_engines(async |app| {
        let mut longest = search("epci-200033579", None, 100, DAY);
        let mut filters: Vec<Filter> = Filter::all().to_vec();
        filters.sort_by_key(|filter| std::cmp::Reverse(filter.code().len()));
        filters.truncate(10);
        longest.filters = Some(filters);
        longest.words = "é".repeat(200);
        assert!(longest.filters_text().len() > 300 && longest.filters_text() != OTHER);
        app.db.add_search_counts(&[(longest, tally(1, 100))].into()).await.unwrap();
        assert_eq!(sums(app).await, (1, 100));
    })
    .await;
}
