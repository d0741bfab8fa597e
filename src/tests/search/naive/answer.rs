//! What a search must answer, found by looking at every offer and sorting what fits.

use std::cmp::Reverse;

use super::directory::{Directory, Known};
use super::words::Asked;
use crate::domain::card::{Located, Words};
use crate::domain::filter::{Filter, SOON_DAYS};
use crate::domain::query::{RADII, Search, Sort};
use crate::domain::taxonomy::{Fee, Public};
use crate::domain::territory::{Area, Commune};
use crate::search::traits::Traits;

/// Cards of one organisation that stand in a row.
const IN_A_ROW: usize = 3;

/// An offer of the list.
pub(super) struct Line<'a> {
    pub known: &'a Known,
    pub km: Option<f32>,
    pub here: bool,
    tier: u32,
}

/// All that is found.
#[derive(Default)]
pub(super) struct Answer<'a> {
    pub words: Words,
    pub widened_to: Option<u16>,
    pub corrected: Vec<(String, String)>,
    /// In order.
    pub list: Vec<Line<'a>>,
    pub here: usize,
    pub radii: [u32; 5],
    /// What is at a distance, in order.
    pub remote: Vec<&'a Known>,
}

impl<'a> Answer<'a> {
    /// The cards, each with how many are folded behind it.
    pub fn shown(&self, folds: bool) -> Vec<(&Line<'a>, u32)> {
        let mut shown: Vec<(&Line<'a>, u32)> = Vec::new();
        for (at, line) in self.list.iter().enumerate() {
            let before = self.list[..at].iter().rev();
            let row = before.take_while(|one| one.known.giver == line.known.giver).take(IN_A_ROW).count();
            match shown.last_mut() {
                Some((_, folded)) if folds && row == IN_A_ROW => *folded += 1,
                _ => shown.push((line, 0)),
            }
        }
        shown
    }
}

/// Where one looks.
enum Where<'a> {
    Anywhere,
    Around(&'a Commune),
    In(&'a Area),
}

impl Directory {
    /// What a search must answer.
    pub fn answer(&self, search: &Search) -> Answer<'_> {
        let located = self.index.locate(&search.place);
        let asked = Asked::new(&search.text, &self.vocabulary);
        let commune = match &located {
            Located::At(place) => self.index.gazetteer.by_code(&place.code),
            _ => None,
        };
        let place = match (&located, commune) {
            _ if search.remote => Where::Anywhere,
            (_, Some(commune)) => Where::Around(commune),
            (Located::In(area), _) => Where::In(area),
            _ => Where::Anywhere,
        };
        // For whom: who looks at an area sees, in the list, what is reserved for parts of it.
        let zones = match (&located, commune) {
            _ if search.everywhere => None,
            (_, Some(commune)) => Some(self.zones_of(commune)),
            (Located::In(area), _) => Some(self.zones_of_area(area)),
            _ => None,
        };
        let serves = |known: &Known| {
            let own = &known.offer.zones;
            zones.as_ref().is_none_or(|zones| own.is_empty() || own.iter().any(|one| zones.contains(one)))
        };
        let fits = |known: &&Known| {
            !known.offer.is_closed(self.today)
                && search.organisation.as_ref().is_none_or(|giver| *giver == known.giver)
                && self.fits(known, &search.filters)
        };
        let apart = |known: &Known| known.offer.is_remote() || known.point.is_none();
        let (aside, near): (Vec<&Known>, Vec<&Known>) =
            self.offers.iter().filter(fits).partition(|known| apart(known));
        let aside: Vec<&Known> = aside.into_iter().filter(|known| serves(known)).collect();
        let near: Vec<&Known> =
            near.into_iter().filter(|known| matches!(place, Where::In(_)) || serves(known)).collect();

        let mut answer = match &place {
            Where::Around(commune) => self.around(search, &asked, commune, near),
            Where::In(area) => {
                let inside = |known: &&Known| known.commune.as_ref().is_some_and(|one| area.holds(one));
                anywhere(&asked, near.into_iter().filter(inside).collect())
            }
            Where::Anywhere => anywhere(&asked, if search.remote { aside.clone() } else { near }),
        };
        let around = matches!(place, Where::Around(_));
        answer.list.sort_by_key(|line| self.key(search.sort, line, around));
        let with_words =
            aside.into_iter().filter_map(|known| Some((asked.tier(known, answer.words)?, known)));
        let mut remote: Vec<Line<'_>> =
            with_words.map(|(tier, known)| Line { known, km: None, here: false, tier }).collect();
        remote.sort_by_key(|line| self.key(search.sort, line, false));
        answer.remote = remote.into_iter().map(|line| line.known).collect();
        answer.corrected = asked.corrected;
        answer
    }

    /// What counts first comes first.
    fn key<'k>(&self, sort: Sort, line: &Line<'k>, around: bool) -> (u32, bool, u32, Reverse<i32>, &'k str) {
        let km = line.km.filter(|_| around).unwrap_or_default();
        let (most, not_here, then) = match sort {
            Sort::Relevance => (line.tier, around && !line.here, km as u32),
            Sort::Distance => ((km * 10.0) as u32, false, 0),
            Sort::Start => {
                let next = line.known.offer.next_session(self.today);
                let days = next.map(|next| (next.starts_on - self.today).whole_days());
                (days.map_or(u32::MAX, |days| days as u32), false, km as u32)
            }
            Sort::Fresh => (0, false, 0),
        };
        (most, not_here, then, Reverse(line.known.offer.updated_on.to_julian_day()), &line.known.slug)
    }

    /// All words within the radius, then wider; then fewer words; then all of France.
    fn around<'a>(
        &'a self,
        search: &Search,
        asked: &Asked,
        commune: &Commune,
        near: Vec<&'a Known>,
    ) -> Answer<'a> {
        let quarters = match commune.code.as_str() {
            "75056" => "751",
            "69123" => "6938",
            "13055" => "132",
            whole => whole,
        };
        let line = |known: &'a Known, tier| {
            let km = known.point.map(|point| commune.point().distance_km(point));
            let code = known.commune.as_ref().map(|one| one.code.as_str());
            let here = code.is_some_and(|code| code == commune.code || code.starts_with(quarters));
            Line { known, km, here, tier }
        };
        let within =
            |line: &Line<'_>, radius: u16| line.here || line.km.is_some_and(|km| km <= f32::from(radius));
        let wanted = search.radius_km();
        for words in asked.levels() {
            let held = near.iter().filter_map(|known| Some(line(known, asked.tier(known, *words)?)));
            let held: Vec<Line<'_>> = held.collect();
            for radius in [wanted].into_iter().chain(RADII.into_iter().filter(|radius| *radius > wanted)) {
                if held.iter().any(|line| within(line, radius)) {
                    let radii =
                        RADII.map(|radius| held.iter().filter(|line| within(line, radius)).count() as u32);
                    let list: Vec<Line<'_>> = held.into_iter().filter(|line| within(line, radius)).collect();
                    let here = list.iter().filter(|line| line.here).count();
                    let widened_to = (radius > wanted).then_some(radius);
                    return Answer { words: *words, widened_to, list, here, radii, ..Answer::default() };
                }
            }
        }
        let mut answer = anywhere(asked, near);
        answer.list = answer.list.into_iter().map(|one| line(one.known, one.tier)).collect();
        answer.widened_to = (!answer.list.is_empty()).then_some(0);
        answer
    }

    /// Whether an offer has, of each group of filters, one.
    fn fits(&self, known: &Known, filters: &[Filter]) -> bool {
        filters
            .iter()
            .all(|filter| filters.iter().any(|one| one.group() == filter.group() && self.has(known, *one)))
    }

    fn has(&self, known: &Known, filter: Filter) -> bool {
        let offer = &known.offer;
        let next = offer.next_session(self.today);
        match filter {
            Filter::Need(need) => need.fits(offer),
            Filter::Kind(kind) => offer.kind == kind,
            Filter::Category(category) => offer.themes.iter().any(|theme| theme.category() == category),
            Filter::Theme(theme) => offer.themes.contains(&theme),
            Filter::Public(public) => {
                let all = offer.publics.is_empty() || offer.publics.contains(&Public::TousPublics);
                all || offer.publics.contains(&public)
            }
            // What opening hours mean has tests of its own.
            Filter::Day(_) => known.traits.meets(Traits::of(filter)),
            Filter::Free => offer.fee == Some(Fee::Gratuit),
            Filter::Soon => next.is_some_and(|next| (next.starts_on - self.today).whole_days() <= SOON_DAYS),
            Filter::PlacesLeft => {
                next.is_some_and(|next| next.places_for_everybody().is_some_and(|places| places > 0))
            }
            Filter::AsksHere => offer.accepts_requests(),
        }
    }

    /// The zones that hold the people of a commune.
    fn zones_of(&self, commune: &Commune) -> Vec<String> {
        let city = match commune.code.as_str() {
            code if code.starts_with("751") => Some("75056"),
            code if code.starts_with("6938") => Some("69123"),
            code if code.starts_with("132") => Some("13055"),
            _ => None,
        };
        let own = [Some(commune.code.as_str()), city, commune.epci.as_deref(), Some(&commune.departement)];
        own.into_iter().flatten().chain(["france", "99100"]).map(str::to_owned).collect()
    }

    /// The zones that hold a whole area, or those of its départements.
    fn zones_of_area(&self, area: &Area) -> Vec<String> {
        let parts = self.index.gazetteer.departements_of_region(&area.code);
        let own = match area.kind {
            crate::domain::territory::AreaKind::Region => parts,
            _ => vec![area.code.as_str()],
        };
        own.into_iter().chain(["france", "99100"]).map(str::to_owned).collect()
    }
}

/// All words, then fewer, wherever it lies.
fn anywhere<'a>(asked: &Asked, offers: Vec<&'a Known>) -> Answer<'a> {
    for words in asked.levels() {
        let held = offers.iter().filter_map(|known| Some((asked.tier(known, *words)?, *known)));
        let list: Vec<Line<'_>> =
            held.map(|(tier, known)| Line { known, km: None, here: false, tier }).collect();
        if !list.is_empty() {
            return Answer { words: *words, list, ..Answer::default() };
        }
    }
    Answer::default()
}
