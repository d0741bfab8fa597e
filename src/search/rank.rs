//! What a search answers, and in which order: the commune first, then by distance, then by how well it fits.

use time::Date;

use super::gazetteer::Resolution;
use super::index::{Index, Listed};
use super::words::words;
use crate::domain::card::{Card, Located, Results};
use crate::domain::query::{Misread, PAGE_SIZE, RADII, Search};
use crate::domain::territory::{Commune, Point};

/// Offers at a distance that a page shows.
const REMOTE_SHOWN: usize = 5;

/// An offer that fits; its card is made only where it is shown.
struct Hit<'a> {
    listed: &'a Listed,
    distance: Option<f32>,
    here: bool,
    next_start: Option<Date>,
    score: u16,
}

impl Hit<'_> {
    fn card(&self) -> Card {
        Card {
            distance_km: self.distance.map(|km| km.round() as u16),
            here: self.here,
            next_start: self.next_start,
            ..self.listed.card.clone()
        }
    }
}

impl Index {
    /// Answers a search as of `today`.
    pub fn search(&self, search: &Search, misread: Vec<Misread>, today: Date) -> Results {
        let located = self.locate(&search.place);
        let commune = match &located {
            Located::At(place) => self.gazetteer.by_code(&place.code),
            _ => None,
        };
        let mut results = Results { search: search.clone(), located, misread, ..Results::default() };
        if matches!(results.located, Located::Among(_) | Located::Unknown) {
            return results;
        }
        let (mut hits, loosened) = self.matching(search, commune, today);
        results.loosened = loosened;
        let remote: Vec<Hit> = hits.extract_if(.., |hit| hit.listed.card.remote).collect();
        results.remote = remote
            .iter()
            .filter(|hit| commune.is_none_or(|commune| serves(hit.listed, commune)))
            .take(REMOTE_SHOWN)
            .map(Hit::card)
            .collect();
        if commune.is_some() {
            let radius = search.radius_km();
            let near = |hits: &[Hit], km: u16| hits.iter().any(|hit| within(hit, km));
            // Step by step, so that a larger radius never gives fewer; then all of France.
            let wider = RADII.into_iter().filter(|km| *km > radius);
            let reach = std::iter::once(radius).chain(wider).find(|km| near(&hits, *km));
            match reach {
                Some(km) => hits.retain(|hit| within(hit, km)),
                None => hits.retain(|hit| hit.distance.is_some()),
            }
            if reach != Some(radius) && !hits.is_empty() {
                results.widened_to = Some(reach.unwrap_or(0));
            }
        }
        // Within a kilometre the better fit comes first.
        let order = |hit: &Hit| {
            (!hit.here, hit.distance.map_or(u32::MAX, |km| km as u32), u16::MAX - hit.score, hit.next_start)
        };
        hits.sort_by(|a, b| {
            order(a).cmp(&order(b)).then_with(|| a.listed.card.slug.cmp(&b.listed.card.slug))
        });
        results.total = hits.len();
        results.here = hits.iter().filter(|hit| hit.here).count();
        results.pages = u32::try_from(hits.len().div_ceil(PAGE_SIZE)).unwrap_or(u32::MAX);
        if results.search.page > results.pages.max(1) {
            results.search.page = 1;
            results.misread.push(Misread::Page);
        }
        let first = (results.search.page.max(1) as usize - 1) * PAGE_SIZE;
        results.cards = hits.iter().skip(first).take(PAGE_SIZE).map(Hit::card).collect();
        results
    }

    /// What a place field means.
    pub fn locate(&self, place: &str) -> Located {
        if place.trim().is_empty() {
            return Located::Nowhere;
        }
        match self.gazetteer.resolve(place) {
            Resolution::None => Located::Unknown,
            Resolution::One(commune) => Located::At(self.gazetteer.place(commune)),
            Resolution::Many(communes) => {
                Located::Among(communes.into_iter().map(|commune| self.gazetteer.place(commune)).collect())
            }
        }
    }

    /// Up to `limit` other open offers near one, of the same kind first.
    pub fn near(&self, slug: &str, around: Option<Point>, limit: usize, today: Date) -> Vec<Card> {
        let kind = self.offer(slug).map(|listed| listed.card.kind);
        let around = around.or_else(|| self.offer(slug)?.point);
        let mut near: Vec<(bool, f32, &Listed)> = self
            .offers
            .iter()
            .filter(|listed| listed.card.slug != slug && !listed.card.remote)
            .filter_map(|listed| {
                Some((Some(listed.card.kind) != kind, around?.distance_km(listed.point?), listed))
            })
            .filter(|(_, km, _)| *km <= 50.0)
            .collect();
        near.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let cards = near.into_iter().filter_map(|(_, km, listed)| {
            Some(Card { distance_km: Some(km.round() as u16), ..listed.card_on(today)? })
        });
        cards.take(limit).collect()
    }

    /// Every open offer that fits the words and filters; the second value says whether words were left aside.
    fn matching(&self, search: &Search, commune: Option<&Commune>, today: Date) -> (Vec<Hit<'_>>, bool) {
        let (scores, loosened) = self.scores(&search.text);
        let hit = |id: usize, score: u16| {
            let listed = &self.offers[id];
            let fits = listed.fits_need(search.need)
                && listed.fits_themes(&search.themes)
                && listed.fits_kinds(&search.kinds);
            if !fits {
                return None;
            }
            Some(Hit {
                listed,
                distance: commune.and_then(|commune| Some(commune.point().distance_km(listed.point?))),
                here: commune.is_some_and(|commune| lies_in(listed, commune)),
                next_start: listed.next_start(today)?,
                score,
            })
        };
        let hits = match scores {
            None => (0..self.offers.len()).filter_map(|id| hit(id, 0)).collect(),
            Some(scores) => scores.into_iter().filter_map(|(id, score)| hit(id as usize, score)).collect(),
        };
        (hits, loosened)
    }

    /// The offers of a text, with a score: all words wanted, or any where no offer has them all.
    fn scores(&self, text: &str) -> (Option<std::collections::BTreeMap<u32, u16>>, bool) {
        let words = words(text);
        if words.is_empty() {
            return (None, false);
        }
        let found: Vec<_> = words.iter().map(|word| self.postings.beginning_with(word)).collect();
        let mut sum = std::collections::BTreeMap::<u32, (u16, usize)>::new();
        for (offer, weight) in found.iter().flatten() {
            let entry = sum.entry(*offer).or_default();
            *entry = (entry.0.saturating_add(*weight), entry.1 + 1);
        }
        let best = sum.values().map(|(_, words)| *words).max().unwrap_or(0);
        let kept =
            sum.into_iter().filter(|(_, (_, words))| *words == best).map(|(id, (score, _))| (id, score));
        (Some(kept.collect()), best > 0 && best < words.len())
    }
}

fn within(hit: &Hit, km: u16) -> bool {
    hit.here || hit.distance.is_some_and(|distance| distance <= f32::from(km))
}

/// Whether an offer lies in a commune, or in an arrondissement of it.
fn lies_in(listed: &Listed, commune: &Commune) -> bool {
    let Some(code) = listed.code_insee.as_deref() else { return false };
    code == commune.code
        || match commune.code.as_str() {
            "75056" => code.starts_with("751"),
            "69123" => code.starts_with("6938"),
            "13055" => code.starts_with("132"),
            _ => false,
        }
}

/// Whether an offer is open to the people of a commune.
fn serves(listed: &Listed, commune: &Commune) -> bool {
    let zones = &listed.zones;
    let own = [
        Some(commune.code.as_str()),
        Some(&commune.departement),
        commune.epci.as_deref(),
        Some("france"),
        Some("99100"),
    ];
    zones.is_empty() || zones.iter().any(|zone| own.contains(&Some(zone)))
}
