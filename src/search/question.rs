//! A search, understood: where, which words, which filters, for whom.

use std::borrow::Cow;

use roaring::{MultiOps, RoaringBitmap};
use time::Date;

use super::gazetteer::Gazetteer;
use super::segment::{Around, Failed, Zones};
use super::text::Asked;
use super::traits::{Traits, Wanted};
use super::view::{Day, FailingToday, View};
use crate::domain::card::Located;
use crate::domain::filter::Filter;
use crate::domain::query::Search;
use crate::domain::territory::{Area, AreaKind, Commune};

/// Communes divided into arrondissements, and what the codes of these begin with.
const DIVIDED: [(&str, &str); 3] = [("75056", "751"), ("69123", "6938"), ("13055", "132")];

/// Where one looks.
#[derive(Debug)]
pub(super) enum Where<'a> {
    Anywhere,
    Around(Around),
    In(&'a Area),
}

/// What one looks for.
#[derive(Debug)]
pub(super) struct Question<'a> {
    pub search: &'a Search,
    pub place: Where<'a>,
    pub asked: Asked,
    pub wanted: Wanted,
    pub today: Date,
    /// Zones that include the people of the place; none where it does not count.
    zones: Option<Vec<&'a str>>,
}

/// What a question means in one segment.
pub(super) struct Scope<'a> {
    pub view: &'a View,
    pub day: std::sync::Arc<Day>,
    pub zones: Option<Zones>,
    /// The one organisation whose offers are wanted: its place, or none if it is not in this segment.
    pub giver: Option<Option<u32>>,
    wanted: &'a Wanted,
    failing: FailingToday,
    in_area: bool,
}

impl<'a> Question<'a> {
    pub fn new(
        search: &'a Search,
        located: &'a Located,
        asked: Asked,
        gazetteer: &'a Gazetteer,
        today: Date,
    ) -> Self {
        let (place, zones) = match located {
            Located::At(place) => match gazetteer.by_code(&place.code) {
                Some(commune) => (Where::Around(around(commune, gazetteer)), Some(zones_of(commune))),
                None => (Where::Anywhere, None),
            },
            Located::In(area) => (Where::In(area), Some(zones_of_area(area, gazetteer))),
            _ => (Where::Anywhere, None),
        };
        let zones = zones.filter(|_| !search.everywhere);
        // What is at a distance is wanted wherever one is: only who it is for still counts.
        let place = if search.remote { Where::Anywhere } else { place };
        Self { search, place, asked, wanted: Wanted::new(&search.filters), today, zones }
    }

    /// What it means in a segment.
    pub fn in_view<'v>(&'v self, view: &'v View) -> Scope<'v> {
        Scope {
            view,
            day: view.on(self.today),
            zones: self.zones.as_ref().map(|codes| view.segment.territory.zones(codes.iter().copied())),
            giver: self.search.organisation.as_deref().map(|slug| view.segment.giver_of_slug(slug)),
            wanted: &self.wanted,
            in_area: matches!(self.place, Where::In(_)),
            failing: view.failing(&self.wanted),
        }
    }
}

impl Scope<'_> {
    /// The offers of the list that are reserved for the people of the place; nothing where it does not matter for whom
    /// an offer is. Who looks at an area sees what is reserved for parts of it.
    pub fn reserved(&self) -> Option<RoaringBitmap> {
        let zones = self.zones.as_ref().filter(|_| !self.in_area)?;
        Some(self.view.segment.territory.reserved_for(zones))
    }

    /// Whether no filter is set.
    pub fn wants_all(&self) -> bool {
        self.wanted.0.is_empty()
    }

    /// For each group that is filtered, the offers that fit it.
    pub fn groups(&self) -> Vec<Cow<'_, RoaringBitmap>> {
        let segment = &*self.view.segment;
        let of = |values: &Traits| {
            let sets: Vec<&RoaringBitmap> =
                values.iter().map(|index| self.day.value(segment, Filter::all()[index])).collect();
            match sets.as_slice() {
                [one] => Cow::Borrowed(*one),
                many => Cow::Owned(many.iter().copied().union()),
            }
        };
        self.wanted.0.iter().map(|(_, values)| of(values)).collect()
    }

    /// Which filter groups an offer fails.
    pub fn failed(&self, offer: u32) -> Failed {
        if self.wants_all() {
            return 0;
        }
        self.day.failed(&self.view.segment, &self.failing, offer)
    }

    /// Whether an offer of the list is for the people of the commune, and of the organisation that is wanted. Who looks
    /// at an area sees what is reserved for parts of it.
    pub fn allows(&self, offer: u32) -> bool {
        let segment = &self.view.segment;
        self.giver.is_none_or(|giver| giver == Some(segment.giver[offer as usize]))
            && (self.in_area
                || self.zones.as_ref().is_none_or(|zones| segment.territory.serves(offer, zones)))
    }
}

/// The circle around a commune; "here" are its arrondissements too.
pub(super) fn around(commune: &Commune, gazetteer: &Gazetteer) -> Around {
    let own = gazetteer.position(&commune.code);
    let parts = DIVIDED.iter().find(|(code, _)| *code == commune.code);
    let parts = parts.into_iter().flat_map(|(_, prefix)| gazetteer.positions_beginning_with(prefix));
    let here = own.into_iter().chain(parts).filter_map(|at| u16::try_from(at).ok()).collect();
    Around::new(commune.point(), here)
}

fn zones_of(commune: &Commune) -> Vec<&str> {
    let divided = DIVIDED.iter().find(|(_, prefix)| commune.code.starts_with(prefix)).map(|(code, _)| *code);
    let own = [Some(commune.code.as_str()), divided, commune.epci.as_deref(), Some(&commune.departement)];
    own.into_iter().flatten().chain(FRANCE).collect()
}

/// The codes of a zone that is the whole country.
const FRANCE: [&str; 2] = ["france", "99100"];

/// The zones that hold the whole of an area.
fn zones_of_area<'a>(area: &'a Area, gazetteer: &'a Gazetteer) -> Vec<&'a str> {
    match area.kind {
        AreaKind::Region => gazetteer.departements_of_region(&area.code).into_iter().chain(FRANCE).collect(),
        AreaKind::Departement | AreaKind::Epci => [area.code.as_str()].into_iter().chain(FRANCE).collect(),
    }
}
