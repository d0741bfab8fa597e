//! What the place field means: a commune, an area, or a choice between some.

use super::Gazetteer;
use super::areas::{Peopled, TypedArea};
use super::find::Hit;
use super::names::Match;
use crate::domain::card::Located;
use crate::domain::territory::{Area, AreaKind, Place};

/// How many times more peopled than the communes of its name an area must be to go without saying: Bretagne is, of its
/// two villages; Vienne is not, of its town.
const EVIDENT: u32 = 50;
/// Areas offered beside communes.
const CHOICES: usize = 5;
/// Areas proposed while one types.
const PROPOSED: usize = 3;

impl Gazetteer {
    /// What a person meant by what stands in the place field.
    ///
    /// A key ("62498", "departement-62") means what it says, as do a postal code and the code of a département. A name
    /// is the commune's, unless an area of that name is so much larger that it goes without saying; where neither does,
    /// both are offered.
    pub fn locate(&self, text: &str) -> Located {
        let text = text.trim();
        if text.is_empty() {
            return Located::Nowhere;
        }
        if let Some(area) = Area::parse_key(text).and_then(|(kind, code)| self.area(kind, code)) {
            return Located::In(area);
        }
        // Links carry codes: most need no search.
        if let Some(commune) = self.by_code(text).filter(|one| !self.is_postal_code(&one.code)) {
            return Located::At(self.place(commune));
        }
        let typed = TypedArea::parse(text);
        let found = self.areas.find(&typed);
        let called: Vec<_> = found.iter().filter(|(kind, _)| kind.is_whole()).copied().collect();
        if typed.bare_code().is_some() && !called.is_empty() {
            return self.either(&[], &called);
        }
        if typed.says_which() && !found.is_empty() {
            return self.either(&[], if called.is_empty() { &found } else { &called });
        }
        let (evident, hits) = self.meaning(text);
        let namesakes: Vec<Hit> =
            hits.iter().filter(|hit| hit.kind.is_whole() && hit.coded).copied().collect();
        let rivals = self.rivals(&called, &namesakes);
        match (rivals.as_slice(), evident) {
            ([], Some(at)) => self.at(at),
            ([], None) => self.either(&hits, &found),
            (rivals, _) => self.either(&namesakes, rivals),
        }
    }

    /// The areas that a whole name may mean, beside the communes of that name. What only lacks "CA de" is the commune's
    /// name before it is the EPCI's, and Paris is a commune before it is a département.
    fn rivals<'a>(&self, called: &[(Match, &'a Peopled)], namesakes: &[Hit]) -> Vec<(Match, &'a Peopled)> {
        let best = namesakes.iter().map(|hit| hit.kind).min();
        let rival = |(kind, one): &(Match, &Peopled)| {
            let as_well = best.is_none_or(|best| {
                *kind <= best && (*kind == Match::Whole || one.area.kind != AreaKind::Epci)
            });
            as_well && self.is_one_commune(one).is_none_or(|at| namesakes.iter().all(|hit| hit.at != at))
        };
        called.iter().copied().filter(rival).collect()
    }

    /// The commune that is the whole of an area of its name, as Paris is.
    fn is_one_commune(&self, one: &Peopled) -> Option<u32> {
        let main = one.main.filter(|at| self.people[*at as usize] >= one.people / 2)?;
        (self.communes[main as usize].name == one.area.name).then_some(main)
    }

    /// The one place that goes without saying, or a choice between these.
    fn either(&self, communes: &[Hit], areas: &[(Match, &Peopled)]) -> Located {
        let most = communes.iter().map(|hit| self.people[hit.at as usize]).max();
        let whole: Vec<&(Match, &Peopled)> = areas.iter().filter(|(kind, _)| kind.is_whole()).collect();
        let evident = match (whole.as_slice(), most) {
            ([only], None) => Some(only),
            // "Loire" is the département before it is an EPCI without its front.
            ([first, second, ..], None) => (first.0 < second.0).then_some(first),
            ([first, ..], Some(most)) => (first.1.people >= most.saturating_mul(EVIDENT)).then_some(first),
            ([], _) => None,
        };
        if let Some((_, one)) = evident {
            return match self.is_one_commune(one) {
                Some(at) => self.at(at),
                None => Located::In(one.area.clone()),
            };
        }
        let places = self.places(communes, &areas[..areas.len().min(CHOICES)]);
        if places.is_empty() { Located::Unknown } else { Located::Among(places) }
    }

    fn at(&self, at: u32) -> Located {
        Located::At(self.place(&self.communes[at as usize]))
    }

    /// Places to propose while one types: communes, then areas, at most `limit`. First comes an area that goes without
    /// saying, last the communes whose names only resemble what was typed.
    pub fn propose(&self, text: &str, limit: usize) -> Vec<Place> {
        let typed = TypedArea::parse(text);
        let (_, mut hits) = self.meaning(text);
        // Slips are for where nothing matches.
        let sure = hits.iter().any(|hit| hit.kind < Match::Slip);
        let mut areas = self.areas.find(&typed);
        areas.retain(|(kind, _)| !sure || *kind < Match::Slip);
        areas.truncate(PROPOSED.min(limit));
        hits.truncate(limit - areas.len());
        let namesakes = hits.iter().filter(|hit| hit.kind.is_whole()).map(|hit| self.people[hit.at as usize]);
        let most = namesakes.max().unwrap_or(0).saturating_mul(EVIDENT);
        let evident = |(kind, one): &(Match, &Peopled)| {
            *kind == Match::Whole && typed.bare_code().is_none() && one.people >= most
        };
        let ahead = usize::from(areas.first().is_some_and(evident));
        let mut places = self.places(&[], &areas[..ahead]);
        places.extend(self.places(&hits, &areas[ahead..]));
        places
    }

    /// Communes, then areas, then what only resembles the text.
    pub(super) fn places(&self, communes: &[Hit], areas: &[(Match, &Peopled)]) -> Vec<Place> {
        let commune = |hit: &Hit| (hit.kind >= Match::Inside, self.place(&self.communes[hit.at as usize]));
        let mut ranked: Vec<(bool, Place)> = communes.iter().map(commune).collect();
        ranked.extend(areas.iter().map(|(kind, one)| (*kind >= Match::Inside, self.area_place(one))));
        ranked.sort_by_key(|(resembles, _)| *resembles);
        ranked.into_iter().map(|(_, place)| place).collect()
    }

    /// The light form of an area, for pages; it stands where most of its people live.
    fn area_place(&self, one: &Peopled) -> Place {
        let main = one.main.map(|at| &self.communes[at as usize]);
        let within = match one.area.kind {
            AreaKind::Region => None,
            AreaKind::Departement => main.and_then(|main| self.region_name(&main.region)),
            AreaKind::Epci => main.and_then(|main| self.departement_name(&main.departement)),
        };
        Place::of_area(&one.area, within.unwrap_or_default(), main)
    }
}
