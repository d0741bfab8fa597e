//! The rules of a list, over two thousand offers and many searches.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use time::Date;

use crate::domain::card::Results;
use crate::domain::filter::Filter;
use crate::domain::query::{PAGE_SIZE, RADII, Search, Sort};
use crate::search::Index;
use crate::tests::app::TestApp;

pub(super) async fn directory() -> (TestApp, Arc<Index>, Date) {
    let app = TestApp::new().await;
    app.generate("made", 2000);
    let done = app.import_from("made").await;
    assert_eq!(done.services.rejected, 0, "{}", app.report());
    let (index, today) = (app.published.get().unwrap(), app.clock.today());
    (app, index, today)
}

pub(super) fn searches(index: &Index) -> impl Strategy<Value = Search> + use<> {
    // Where people live, where few do, and overseas.
    let mut codes: Vec<String> =
        index.gazetteer.communes().iter().step_by(97).map(|one| index.gazetteer.place(one).key).collect();
    let known = ["75056", "69123", "13055", "62498", "33063", "97411", "59350", "31555"];
    codes.extend(known.repeat(20).into_iter().map(str::to_owned));
    let texts = ["", "", "", "permis", "français", "atelier vélo", "numérique", "emploi", "zzz permis"];
    let filters = prop::collection::btree_set(0..Filter::COUNT, 0..3);
    let sorts = select(Sort::ALL.to_vec());
    (select(codes), select(texts.to_vec()), filters, sorts, select(RADII.to_vec())).prop_map(
        |(place, text, filters, sort, radius)| Search {
            place,
            text: text.to_owned(),
            filters: filters.into_iter().map(|at| Filter::all()[at]).collect(),
            radius: Some(radius),
            sort,
            page: 1,
            ..Search::default()
        },
    )
}

pub(super) fn check(
    (index, today): (&Index, Date),
    rule: impl Fn(&Search, &dyn Fn(&Search) -> Results) -> Result<(), TestCaseError>,
) {
    let find = |search: &Search| index.search(search, Vec::new(), today);
    let config = Config { cases: 150, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&searches(index), |search| rule(&search, &find)).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn lists_follow_their_rules() {
    let (_app, index, today) = directory().await;
    let index = (&*index, today);

    // A larger radius never gives fewer.
    check(index, |search, find| {
        let totals = RADII.map(|km| find(&Search { radius: Some(km), ..search.clone() }).total);
        prop_assert!(totals.is_sorted(), "{totals:?}");
        Ok(())
    });

    // Without words the commune comes first, then by distance: within a kilometre the last updated comes first.
    check(index, |search, find| {
        let results = find(&Search { text: String::new(), sort: Sort::Relevance, ..search.clone() });
        let here = results.cards.iter().take_while(|card| card.here).count();
        prop_assert!(results.cards[here..].iter().all(|card| !card.here));
        prop_assert!(results.here >= here && results.here <= results.total);
        let far: Vec<u16> = results.cards[here..].iter().filter_map(|card| card.distance_km).collect();
        let mut furthest = 0;
        for km in far {
            prop_assert!(km + 1 >= furthest, "{km} km after {furthest} km");
            furthest = furthest.max(km);
        }
        Ok(())
    });

    // In order of distance nothing else counts.
    check(index, |search, find| {
        let results = find(&Search { sort: Sort::Distance, ..search.clone() });
        let far: Vec<u16> = results.cards.iter().filter_map(|card| card.distance_km).collect();
        prop_assert!(far.is_sorted(), "{far:?}");
        Ok(())
    });

    // Pages cover each result once, with those that are folded.
    check(index, |search, find| {
        let first = find(&Search { radius: Some(100), ..search.clone() });
        let (mut seen, mut count, mut shown) = (BTreeSet::new(), 0, 0);
        for page in 1..=50 {
            let results = find(&Search { radius: Some(100), page, ..search.clone() });
            prop_assert!(results.cards.len() == PAGE_SIZE || !results.more);
            count += results.cards.iter().map(|card| 1 + card.folded as usize).sum::<usize>();
            shown += results.cards.len();
            let more = results.more;
            seen.extend(results.cards.into_iter().map(|card| card.slug));
            if !more {
                break;
            }
        }
        prop_assert_eq!((seen.len(), count), (shown, first.total));
        Ok(())
    });

    // Wider than asked only where nothing was in reach; never further than it says.
    check(index, |search, find| {
        let results = find(search);
        let reach = results.widened_to.unwrap_or(search.radius_km());
        if reach > 0 {
            let out =
                results.cards.iter().find(|card| !card.here && card.distance_km.is_none_or(|km| km > reach));
            prop_assert!(out.is_none(), "{out:?} beyond {reach} km");
        }
        prop_assert!(results.widened_to.is_none_or(|km| km == 0 || km > search.radius_km()));
        Ok(())
    });
}

#[tokio::test]
async fn closed_sessions_never_show() {
    let (app, index, today) = directory().await;
    let mut closed_by_day = Vec::new();
    for days in [0, 30, 400] {
        let day = today + time::Duration::days(days);
        let mut closed = BTreeSet::new();
        let mut open = 0;
        app.db
            .read_offers(
                |offer| {
                    if offer.content.is_closed(day) { _ = closed.insert(offer.slug) } else { open += 1 }
                },
            )
            .await
            .unwrap();
        let mut shown = BTreeSet::new();
        for place in index.gazetteer.communes().iter().step_by(500) {
            let search =
                Search { place: place.code.clone(), radius: Some(100), page: 1, ..Search::default() };
            let results = index.search(&search, Vec::new(), day);
            shown.extend(results.cards.into_iter().map(|card| card.slug));
        }
        assert!(shown.is_disjoint(&closed), "{:?}", shown.intersection(&closed).next());
        assert!(shown.len() <= open);
        closed_by_day.push(closed.len());
    }
    assert!(closed_by_day.is_sorted() && closed_by_day[2] > closed_by_day[0], "{closed_by_day:?}");
}
