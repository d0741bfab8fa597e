//! Searches as people make them, and as nobody does.

use proptest::prelude::*;
use proptest::sample::select;

use super::directory::Directory;
use crate::domain::card::Located;
use crate::domain::filter::Filter;
use crate::domain::query::{PAGES_MAX, RADII, Search, Sort};
use crate::domain::territory::Area;
use crate::search::everyday::Everyday;

/// Words and phrases for which the dictionary, or nobody, has an offer.
const SAID: [&str; 16] = [
    "je cherche",
    "permis",
    "cours de français",
    "numérique",
    "garde d’enfants",
    "logement",
    "ai",
    "zzz",
    "réparer des vélos",
    "emploi",
    "ménage",
    "permi de conduire",
    "informatque",
    "soudure",
    "12345",
    "🙂",
];

pub(super) fn searches(directory: &Directory) -> impl Strategy<Value = Search> + use<> {
    let (place, text) = (places(directory), texts(directory));
    // Filters that some offer has, most often.
    let had = directory.offers.iter().flat_map(|known| known.traits.iter());
    let had: Vec<usize> = had.step_by(7).collect();
    let filter = prop_oneof![3 => select(had), 1 => 0..Filter::COUNT];
    let givers: Vec<String> = directory.offers.iter().map(|known| known.giver.clone()).collect();
    let giver = prop_oneof![
        12 => Just(None),
        1 => select(givers).prop_map(Some),
        1 => Just(Some("nulle-part".to_owned()))
    ];
    let radius = prop_oneof![1 => Just(None), 4 => select(RADII.to_vec()).prop_map(Some)];
    let page = prop_oneof![6 => Just(1u32), 3 => 1..5u32, 1 => 1..=PAGES_MAX];
    let filters = prop_oneof![
        2 => prop::collection::vec(filter.clone(), 0..1),
        3 => prop::collection::vec(filter, 1..4),
    ];
    let rest = (giver, prop::bool::weighted(0.1), prop::bool::weighted(0.15), page);
    (place, text, filters, select(Sort::ALL.to_vec()), radius, rest).prop_map(
        |(place, text, mut filters, sort, radius, (organisation, everywhere, remote, page))| {
            filters.sort_unstable();
            filters.dedup();
            let filters = filters.into_iter().map(|at| Filter::all()[at]).collect();
            Search { place, text, filters, radius, sort, organisation, everywhere, remote, page }
        },
    )
}

/// Where offers are, where none is, what holds them, and nowhere.
fn places(directory: &Directory) -> impl Strategy<Value = String> + use<> {
    let gazetteer = &directory.index.gazetteer;
    let lived = directory.offers.iter().filter_map(|known| known.commune.as_ref());
    let mut keys: Vec<String> = lived.clone().map(|commune| gazetteer.place(commune).key).collect();
    keys.push("62498".to_owned());
    let mut areas: Vec<String> =
        lived.flat_map(|commune| gazetteer.areas_of(commune)).map(|area: Area| area.key()).collect();
    areas.extend(["departement-29", "region-53", "departement-978"].map(str::to_owned));
    let all: Vec<String> =
        gazetteer.communes().iter().step_by(131).map(|one| gazetteer.place(one).key).collect();
    // What names nothing, or several, is answered before anything is looked for.
    let is_one = |key: &String| matches!(directory.index.locate(key), Located::At(_) | Located::In(_));
    let [keys, areas, all] = [keys, areas, all].map(|mut all| {
        all.retain(is_one);
        all
    });
    let known = ["75056", "69123", "13055", "62498", "33063", "97411", "59350", "31555", "75112", "13201"];
    prop_oneof![
        4 => select(keys),
        2 => select(areas),
        1 => select(all),
        2 => select(known.map(str::to_owned).to_vec()),
        2 => Just(String::new()),
    ]
}

/// Words of offers, whole, begun or slipped, phrases of the dictionary, and nothing.
fn texts(directory: &Directory) -> impl Strategy<Value = String> + use<> {
    let words: Vec<String> = directory.vocabulary.some(3).cloned().collect();
    let phrases = Everyday::embedded().phrases().map(|(phrase, _)| phrase.to_owned());
    let phrases: Vec<String> = phrases.step_by(5).collect();
    let word = (select(words), 0..8u8, 0..16usize).prop_map(|(word, how, at)| {
        let mut letters: Vec<char> = word.chars().collect();
        let at = at % letters.len();
        match how {
            0 => letters.truncate(at.max(3)),
            1 if at > 0 => _ = letters.remove(at),
            2 if at > 0 => letters.insert(at, 'e'),
            3 if at > 1 => letters.swap(at - 1, at),
            4 => letters.push('s'),
            _ => {}
        }
        letters.into_iter().collect::<String>()
    });
    let said = SAID.map(str::to_owned).to_vec();
    let piece = prop_oneof![6 => word, 1 => select(phrases), 2 => select(said)];
    prop_oneof![
        2 => Just(String::new()),
        3 => prop::collection::vec(piece.clone(), 1..3).prop_map(|words| words.join(" ")),
        1 => prop::collection::vec(piece, 3..10).prop_map(|words| words.join(" ")),
    ]
}
