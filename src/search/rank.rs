//! What a search answers, and in which order: the commune first, then by distance, then by how well it fits.

use time::Date;

use super::gazetteer::Resolution;
use super::index::{Index, Listed};
use super::traits::{Traits, Wanted};
use super::words::words;
use crate::domain::card::{Card, Located, Pin, Results, Words};
use crate::domain::filter::Filter;
use crate::domain::query::{Misread, PAGE_SIZE, RADII, Search, Sort};
use crate::domain::territory::{Area, AreaKind, Commune, Point};

/// Offers at a distance that a page shows.
const REMOTE_SHOWN: usize = 5;

/// An offer that fits; its card is made only where it is shown.
struct Hit<'a> {
    listed: &'a Listed,
    distance: Option<f32>,
    here: bool,
    next_start: Option<Date>,
    score: u16,
    traits: Traits,
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
        let area = match &results.located {
            Located::In(area) => Some(area.clone()),
            _ => None,
        };
        let (hits, loosened) = self.matching(search, commune, area.as_ref(), today);
        results.words = if loosened { Words::Any } else { Words::All };
        let wanted = Wanted::new(&search.filters);
        let fits = |hit: &Hit| wanted.fits(hit.traits);
        let (apart, mut near): (Vec<Hit>, Vec<Hit>) =
            hits.into_iter().partition(|hit| hit.listed.card.remote || hit.listed.point.is_none());
        let apart: Vec<Hit> = apart.into_iter().filter(|hit| fits(hit)).collect();
        results.remote_total = apart.len();
        results.remote = apart.iter().take(REMOTE_SHOWN).map(Hit::card).collect();
        let radius = search.radius_km();
        if commune.is_some() {
            let some = |km: u16| near.iter().any(|hit| fits(hit) && within(hit, km));
            // Step by step, so that a larger radius never gives fewer; then all of France.
            let wider = RADII.into_iter().filter(|km| *km > radius);
            let reach = std::iter::once(radius).chain(wider).find(|km| some(*km));
            for (count, km) in results.facets.radii.iter_mut().zip(RADII) {
                *count = near.iter().filter(|hit| fits(hit) && within(hit, km)).count() as u32;
            }
            near.retain(|hit| reach.is_none_or(|km| within(hit, km)) && hit.distance.is_some());
            if reach != Some(radius) && !near.is_empty() {
                results.widened_to = Some(reach.unwrap_or(0));
            }
        }
        for hit in &near {
            if let Ok(failed) = wanted.fails(hit.traits) {
                for filter in
                    Filter::all().iter().filter(|one| failed.is_none_or(|group| one.group() == group))
                {
                    let alone = Wanted::new(&[*filter]);
                    results.facets.counts[filter.index()] += u32::from(alone.fits(hit.traits));
                }
            }
        }
        near.retain(fits);
        let order = |hit: &Hit| {
            let distance = hit.distance.map_or(u32::MAX, |km| km as u32);
            let start = hit.next_start.map_or(i32::MAX, Date::to_julian_day);
            match search.sort {
                Sort::Relevance => (!hit.here, distance, u16::MAX - hit.score, start),
                Sort::Distance => (false, distance, 0, start),
                Sort::Start => (false, 0, 0, start),
                Sort::Fresh => (false, 0, 0, 0),
            }
        };
        near.sort_by(|a, b| {
            order(a).cmp(&order(b)).then_with(|| a.listed.card.slug.cmp(&b.listed.card.slug))
        });
        results.total = near.len();
        results.here = near.iter().filter(|hit| hit.here).count();
        let pages = near.len().div_ceil(PAGE_SIZE).max(1);
        if results.search.page as usize > pages {
            results.search.page = 1;
            results.misread.push(Misread::Page);
        }
        let first = (results.search.page.max(1) as usize - 1) * PAGE_SIZE;
        results.cards = near.iter().skip(first).take(PAGE_SIZE).map(Hit::card).collect();
        results.more = (results.search.page.max(1) as usize) < pages;
        results
    }

    /// Up to `limit` places on the map of what [`Index::search`] lists, in its order.
    pub fn pins(&self, search: &Search, limit: usize, today: Date) -> Vec<Pin> {
        let mut pins = Vec::new();
        for page in 1.. {
            let results = self.search(&search.on_page(page), Vec::new(), today);
            pins.extend(results.cards.iter().filter_map(|card| {
                let point = self.offer(&card.slug)?.point?;
                Some(Pin {
                    slug: card.slug.clone(),
                    name: card.name.clone(),
                    organisation: card.organisation.clone(),
                    kind: card.kind,
                    latitude: point.latitude,
                    longitude: point.longitude,
                })
            }));
            if !results.more || pins.len() >= limit {
                break;
            }
        }
        pins.truncate(limit);
        pins
    }

    /// What a place field means.
    pub fn locate(&self, place: &str) -> Located {
        if place.trim().is_empty() {
            return Located::Nowhere;
        }
        if let Some(area) = Area::parse_key(place).and_then(|(kind, code)| self.gazetteer.area(kind, code)) {
            return Located::In(area);
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
    fn matching(
        &self,
        search: &Search,
        commune: Option<&Commune>,
        area: Option<&Area>,
        today: Date,
    ) -> (Vec<Hit<'_>>, bool) {
        let (scores, loosened) = self.scores(&search.text);
        let hit = |id: usize, score: u16| {
            let listed = &self.offers[id];
            let of = search.organisation.as_ref();
            let fits = of.is_none_or(|slug| *slug == listed.card.organisation_slug)
                && (search.everywhere || commune.is_none_or(|commune| serves(listed, commune)))
                && area.is_none_or(|area| listed.card.remote || self.is_in(listed, area));
            if !fits {
                return None;
            }
            Some(Hit {
                listed,
                distance: commune.and_then(|commune| Some(commune.point().distance_km(listed.point?))),
                here: commune.is_some_and(|commune| lies_in(listed, commune)),
                next_start: listed.next_start(today)?,
                score,
                traits: listed.traits_on(today),
            })
        };
        let hits = match scores {
            None => (0..self.offers.len()).filter_map(|id| hit(id, 0)).collect(),
            Some(scores) => scores.into_iter().filter_map(|(id, score)| hit(id as usize, score)).collect(),
        };
        (hits, loosened)
    }

    fn is_in(&self, listed: &Listed, area: &Area) -> bool {
        let code = listed.code_insee.as_deref();
        code.and_then(|code| self.gazetteer.by_code(code)).is_some_and(|commune| match area.kind {
            AreaKind::Epci => commune.epci.as_deref() == Some(&area.code),
            AreaKind::Departement => commune.departement == area.code,
            AreaKind::Region => commune.region == area.code,
        })
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
