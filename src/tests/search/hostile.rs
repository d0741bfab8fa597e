//! A hundred thousand addresses and texts that nobody should send: each is read, at a bounded cost, into a search that
//! can be sent again.

use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::domain::filter::{Filter, FilterGroup};
use crate::domain::percent::encode;
use crate::domain::query::{PAGES_MAX, RADII, Search, TEXT_MAX};
use crate::search::fold;
use crate::tests::search::rules::directory;

const CASES: u32 = 100_000;

/// Names of the page's parameters, others, and none.
fn name() -> impl Strategy<Value = String> {
    let known = ["lieu", "rayon", "q", "structure", "ailleurs", "a-distance", "tri", "page"];
    let groups = FilterGroup::ALL.map(FilterGroup::name);
    prop_oneof![
        4 => proptest::sample::select([known.as_slice(), groups.as_slice()].concat()).prop_map(str::to_owned),
        1 => ".{0,12}",
    ]
}

/// Numbers that are none, letters that turn the line round, patterns, codes that exist and codes that do not.
fn value() -> impl Strategy<Value = String> {
    let absurd = [
        "NaN",
        "-1",
        "0",
        "1e308",
        "99999999999999999999",
        "١٢٣",
        "inf",
        "%00",
        "%FF%FE",
        "\u{202e}sirap",
        "🙂👩‍👩‍👧",
        "(a+)+$",
        "[[:alpha:]]*",
        "' OR 1=1 --",
        "<script>",
        "../../etc/passwd",
        "\u{0}",
        "e\u{301}\u{301}\u{301}",
        "İ",
        "ﬁ",
    ];
    let codes: Vec<String> = Filter::all().iter().map(|filter| filter.code().to_owned()).collect();
    prop_oneof![
        2 => proptest::sample::select(absurd.to_vec()).prop_map(str::to_owned),
        2 => proptest::sample::select(codes),
        1 => "\\PC{0,30}",
        1 => any::<String>(),
        1 => (".{0,3}", 1usize..400).prop_map(|(text, times)| text.repeat(times)),
    ]
}

fn query() -> impl Strategy<Value = String> {
    let pair = (name(), value(), 0..4u8).prop_map(|(name, value, kind)| match kind {
        0 => name,
        1 => format!("{name}={value}"),
        2 => format!("{name}={}", encode(&value)),
        _ => format!("{}={}", encode(&name), encode(&value)),
    });
    proptest::collection::vec(pair, 0..6).prop_map(|pairs| pairs.join("&"))
}

proptest! {
    #![proptest_config(Config { cases: CASES, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_address_is_read_into_a_search_that_can_be_sent_again(query in query()) {
        let (search, misread) = Search::from_query(&query);
        prop_assert!(search.place.chars().count() <= TEXT_MAX && search.text.chars().count() <= TEXT_MAX);
        prop_assert!(search.filters.len() <= Filter::COUNT && (1..=PAGES_MAX).contains(&search.page));
        prop_assert!(search.radius.is_none_or(|km| RADII.contains(&km)));
        prop_assert!(misread.len() <= query.split('&').count());
        let (again, misread) = Search::from_query(search.href().trim_start_matches("/offres"));
        prop_assert_eq!(again, search);
        prop_assert!(misread.is_empty(), "{:?}", misread);
    }

    #[test]
    fn any_text_is_folded_once_and_for_all(text in prop_oneof![value(), any::<String>()]) {
        let folded = fold(&text);
        prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
        // The longest letter that becomes several is a phrase in Arabic, of eighteen letters and three spaces.
        prop_assert!(folded.chars().count() <= 21 * text.chars().count());
        prop_assert_eq!(fold(&folded), folded);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_megabyte_and_ten_thousand_themes_are_answered_like_any_search() {
    let (_app, index, today) = directory().await;
    let themes = "theme=mobilite&".repeat(10_000);
    let long = format!("lieu=62498&q={}", "permis ".repeat(150_000));
    let letters = format!("q={}", "z".repeat(1_000_000));
    for query in [themes.as_str(), &long, &letters] {
        let (search, misread) = Search::from_query(query);
        assert!(search.href().len() < 1_000, "what is kept is short");
        let results = index.search(&search, misread, today);
        assert!(results.cards.len() <= crate::domain::query::PAGE_SIZE);
    }
}
