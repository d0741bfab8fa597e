//! A part of the directory in memory, never changed once built: a column for each thing that a search looks at.
//!
//! An offer is its place in the columns. Where many are asked for at once sets of bits answer, where few are, the
//! columns do.

mod builder;
mod places;
mod profiles;
mod sessions;
mod slugs;
mod territory;

use roaring::RoaringBitmap;
use time::Date;
use uuid::Uuid;

pub(super) use builder::{Builder, point_of};
pub(super) use places::remap;
pub(super) use profiles::{Failed, Failing, Profiles};
pub(super) use sessions::Sessions;
pub(super) use territory::{Around, Zones};

use super::texts::Texts;
use super::traits::Traits;
use super::vocabulary::Vocabulary;
use crate::domain::card::Card;
use crate::domain::filter::Filter;
use crate::domain::taxonomy::Public;
use slugs::Slugs;

/// The commune of an offer whose commune is not known.
pub(super) const NO_COMMUNE: u16 = u16::MAX;

/// Who gives an offer.
#[derive(Debug)]
pub(super) struct Giver {
    pub id: Uuid,
    pub name: Box<str>,
    pub slug: Box<str>,
    /// Working days within which it has promised to answer.
    pub promised: Option<u8>,
}

/// The columns.
#[derive(Debug, Default)]
pub(super) struct Segment {
    /// By the order in which offers came.
    names: Texts,
    slugs: Slugs,
    /// Their numbers among the services of the open API.
    numbers: Vec<u32>,
    came: Vec<u32>,
    /// Offers, by slug.
    by_slug: Vec<u32>,
    pub givers: Vec<Giver>,
    pub giver: Vec<u32>,
    /// Offers of each giver: `of_giver[from[g]..from[g + 1]]`.
    of_giver: Vec<u32>,
    from: Vec<u32>,
    /// Givers, by slug.
    givers_by_slug: Vec<u32>,
    towns: Vec<Box<str>>,
    town: Vec<u32>,
    pub communes: Vec<u16>,
    pub profiles: Profiles,
    /// Offers only at a distance, or without a place.
    pub apart: RoaringBitmap,
    /// Offers only at a distance.
    pub remote: RoaringBitmap,
    /// The offers of each filter value, by its index; those of the day are empty here.
    pub values: Vec<RoaringBitmap>,
    pub sessions: Sessions,
    /// Day of the last change, as a Julian day.
    pub updated: Vec<i32>,
    /// Place of each offer when the last updated comes first, then by slug.
    pub rank: Vec<u32>,
    /// Offers in that order.
    pub order: Vec<u32>,
    pub territory: territory::Territory,
    pub vocabulary: Vocabulary,
}

impl Segment {
    /// How many offers there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The offer of a slug.
    pub fn offer(&self, slug: &str) -> Option<u32> {
        let at = self.by_slug.binary_search_by(|offer| self.slug(*offer).as_str().cmp(slug)).ok()?;
        Some(self.by_slug[at])
    }

    /// The organisation of a slug.
    pub fn giver_of_slug(&self, slug: &str) -> Option<u32> {
        let slug_of = |giver: &u32| &*self.givers[*giver as usize].slug;
        let at = self.givers_by_slug.binary_search_by(|giver| slug_of(giver).cmp(slug)).ok()?;
        Some(self.givers_by_slug[at])
    }

    /// The offers of an organisation, in ascending order.
    pub fn offers_of(&self, giver: u32) -> &[u32] {
        let giver = giver as usize;
        &self.of_giver[self.from[giver] as usize..self.from[giver + 1] as usize]
    }

    /// The end of the address of an offer.
    pub fn slug(&self, offer: u32) -> String {
        self.slugs.get(self.came[offer as usize], self.name(offer))
    }

    /// Its number among the services of the open API.
    pub fn number(&self, offer: u32) -> u32 {
        self.numbers[self.came[offer as usize] as usize]
    }

    /// Its name.
    pub fn name(&self, offer: u32) -> &str {
        self.names.get(self.came[offer as usize])
    }

    /// Who gives it.
    pub fn giver(&self, offer: u32) -> &Giver {
        &self.givers[self.giver[offer as usize] as usize]
    }

    /// Its town, with the postal code; empty where it is not known.
    pub fn town(&self, offer: u32) -> &str {
        &self.towns[self.town[offer as usize] as usize]
    }

    /// What lists show of an offer; its distance and its answers are not known here.
    pub fn card(&self, offer: u32, next_start: Option<Date>) -> Card {
        let giver = self.giver(offer);
        let traits = self.profiles.traits(offer);
        let has = |filter| traits.meets(Traits::of(filter));
        let kind = crate::domain::offer::OfferKind::ALL.into_iter().find(|kind| has(Filter::Kind(*kind)));
        let publics = Public::ALL.iter().copied().filter(|public| has(Filter::Public(*public)));
        let town = &self.towns[self.town[offer as usize] as usize];
        Card {
            slug: self.slug(offer),
            name: self.name(offer).to_owned(),
            kind: kind.unwrap_or(crate::domain::offer::OfferKind::Support),
            organisation: giver.name.to_string(),
            organisation_slug: giver.slug.to_string(),
            town: (!town.is_empty()).then(|| town.to_string()),
            distance_km: None,
            here: false,
            remote: self.remote.contains(offer),
            next_start,
            publics: publics.collect(),
            free: has(Filter::Free),
            asks_here: has(Filter::AsksHere),
            answers: crate::domain::card::Answers { promised: giver.promised, measured: None },
            folded: 0,
        }
    }
}
