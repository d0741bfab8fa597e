//! Totals, counts and lists against a naive scan of every offer.

use std::collections::BTreeMap;

use proptest::prelude::*;
use time::Date;

use super::rules::{check, directory};
use crate::domain::card::{Located, Results, Words};
use crate::domain::filter::{Filter, SOON_DAYS};
use crate::domain::offer::Offer;
use crate::domain::query::{RADII, Search};
use crate::domain::taxonomy::{Fee, Public};
use crate::domain::territory::Point;
use crate::search::Index;

/// Whether an offer has a filter's value, said as plainly as can be.
fn has(offer: &Offer, filter: Filter, today: Date) -> bool {
    let next = offer.next_session(today);
    match filter {
        Filter::Need(need) => need.fits(offer),
        Filter::Kind(kind) => offer.kind == kind,
        Filter::Category(category) => offer.themes.iter().any(|theme| theme.category() == category),
        Filter::Theme(theme) => offer.themes.contains(&theme),
        Filter::Public(public) => {
            offer.publics.is_empty()
                || offer.publics.contains(&Public::TousPublics)
                || offer.publics.contains(&public)
        }
        // Opening hours have tests of their own.
        Filter::Day(_) => true,
        Filter::Free => offer.fee == Some(Fee::Gratuit),
        Filter::Soon => next.is_some_and(|next| (next.starts_on - today).whole_days() <= SOON_DAYS),
        Filter::PlacesLeft => next.is_some_and(|next| next.places_left.is_some_and(|places| places > 0)),
        Filter::AsksHere => offer.accepts_requests(),
    }
}

/// Whether an offer fits all filters: of each group, one.
fn fits(offer: &Offer, filters: &[Filter], today: Date) -> bool {
    filters.iter().all(|filter| {
        let group = filters.iter().filter(|other| other.group() == filter.group());
        group.into_iter().any(|one| has(offer, *one, today))
    })
}

fn serves(offer: &Offer, index: &Index, code: &str) -> bool {
    let commune = index.gazetteer.by_code(code).unwrap();
    let city = match code {
        code if code.starts_with("751") => "75056",
        code if code.starts_with("6938") => "69123",
        code if code.starts_with("132") => "13055",
        code => code,
    };
    let epci = commune.epci.clone().unwrap_or_default();
    let own = [code, city, &commune.departement, &epci, "france", "99100"];
    offer.zones.is_empty() || offer.zones.iter().any(|zone| own.contains(&zone.as_str()))
}

fn point(offer: &Offer, index: &Index) -> Option<Point> {
    let own = offer.address.latitude.zip(offer.address.longitude);
    own.map(|(latitude, longitude)| Point { latitude: latitude as f32, longitude: longitude as f32 })
        .or_else(|| Some(index.gazetteer.by_code(offer.address.code_insee.as_deref()?)?.point()))
}

/// How many offers a search without words finds within its own radius.
fn scan(search: &Search, place: &str, offers: &BTreeMap<String, Offer>, index: &Index, today: Date) -> usize {
    let commune = index.gazetteer.by_code(place).unwrap();
    let radius = f32::from(search.radius_km());
    let found = offers.values().filter(|offer| {
        let within = point(offer, index).is_some_and(|point| commune.point().distance_km(point) <= radius);
        let code = offer.address.code_insee.as_deref().unwrap_or_default();
        let here = code == place
            || match place {
                "75056" => code.starts_with("751"),
                "69123" => code.starts_with("6938"),
                "13055" => code.starts_with("132"),
                _ => false,
            };
        !offer.is_closed(today)
            && !offer.is_remote()
            && point(offer, index).is_some()
            && serves(offer, index, place)
            && fits(offer, &search.filters, today)
            && (within || here)
    });
    found.count()
}

fn place_of(results: &Results) -> String {
    match &results.located {
        Located::At(place) => place.code.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn counts_are_those_of_a_naive_scan() {
    let (app, index, today) = directory().await;
    let mut offers = BTreeMap::new();
    app.db.read_offers(|offer| _ = offers.insert(offer.slug, offer.content.0)).await.unwrap();
    let index = (&*index, today);

    // What is listed fits, and nothing that fits within the radius is forgotten.
    check(index, |search, find| {
        let mut search = Search { text: String::new(), ..search.clone() };
        search.filters.retain(|filter| !matches!(filter, Filter::Day(_)));
        let results = find(&search);
        let place = place_of(&results);
        for card in results.cards.iter().chain(&results.remote) {
            let offer = &offers[&card.slug];
            prop_assert!(fits(offer, &search.filters, today), "{} of {:?}", card.slug, search.filters);
            prop_assert!(serves(offer, index.0, &place) && !offer.is_closed(today), "{}", card.slug);
        }
        let within = scan(&search, &place, &offers, index.0, today);
        let expected = if results.widened_to.is_some() { 0 } else { results.total };
        prop_assert_eq!(within, expected);
        let with_words = find(&Search { text: "zzz permis".to_owned(), ..search.clone() });
        prop_assert!(with_words.cards.is_empty() || with_words.words == Words::Any);
        Ok(())
    });

    // The count beside a value is what the search that chooses it finds.
    check(index, |search, find| {
        let results = find(search);
        let counted = Filter::all().iter().filter(|filter| results.facets.count(**filter) > 0).step_by(3);
        for filter in counted {
            let chosen = find(&search.only(*filter));
            prop_assert_eq!(chosen.total, results.facets.count(*filter) as usize, "{:?}", filter);
        }
        let none = Filter::all().iter().filter(|filter| results.facets.count(**filter) == 0).step_by(9);
        for filter in none {
            let chosen = find(&search.only(*filter));
            let wider = chosen.widened_to.is_some() || chosen.words > results.words;
            prop_assert!(chosen.total == 0 || wider, "{:?}: {}", filter, chosen.total);
        }
        for (km, count) in RADII.into_iter().zip(results.facets.radii).filter(|(_, count)| *count > 0) {
            let chosen = find(&Search { radius: Some(km), ..search.clone() });
            prop_assert_eq!(chosen.total, count as usize, "{} km", km);
        }
        Ok(())
    });
}
