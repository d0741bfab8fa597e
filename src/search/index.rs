//! The directory in memory: what was built at once, and what has changed since.

use std::collections::HashMap;
use std::sync::Arc;

use roaring::RoaringBitmap;
use time::Date;
use uuid::Uuid;

use super::gazetteer::Gazetteer;
use super::segment::{Around, Builder, Segment};
use super::services::Services;
use super::slug;
use super::view::View;
use crate::domain::card::{Answers, Card, Located};
use crate::domain::filter::Filter;
use crate::domain::offer::{Offer, OfferKind};
use crate::domain::organisation::Organisation;
use crate::domain::territory::Point;

/// Kilometres within which another offer is near.
const NEAR_KM: f32 = 50.0;

/// Every published offer, as far as lists and filters need it.
#[derive(Debug)]
pub struct Index {
    /// All communes.
    pub gazetteer: Arc<Gazetteer>,
    /// The main part, then what has changed since it was built.
    pub(super) views: Vec<View>,
    /// Median delays of answers, in working days, of organisations that answered often enough.
    pub(super) medians: Arc<HashMap<Uuid, u8>>,
    /// The same offers and organisations as the open API filters them.
    pub services: Arc<Services>,
    /// The version of the directory that it shows.
    pub version: i64,
}

/// An offer in the index.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub(super) view: &'a View,
    pub(super) offer: u32,
}

impl Entry<'_> {
    /// The end of its address.
    pub fn slug(&self) -> String {
        self.view.segment.slug(self.offer)
    }

    /// Its place when the last updated comes first, among those of its part of the index.
    fn rank(&self) -> u32 {
        self.view.segment.rank[self.offer as usize]
    }

    fn is(&self, other: Entry<'_>) -> bool {
        std::ptr::eq(self.view, other.view) && self.offer == other.offer
    }

    /// Its number in [`Index::services`].
    pub fn number(&self) -> u32 {
        self.view.segment.number(self.offer)
    }

    /// Where it lies.
    pub fn point(&self) -> Option<Point> {
        self.view.segment.territory.point(self.offer)
    }

    pub(super) fn distance_km(&self, around: &Around) -> Option<f32> {
        let km = self.view.segment.territory.distance_km(around, self.offer);
        Some(km).filter(|km| !km.is_nan())
    }
}

/// The columns of a directory, each organisation with its offers.
fn segment_of(
    gazetteer: &Gazetteer,
    directory: impl Iterator<Item = (Organisation, Vec<Offer>)>,
) -> Arc<Segment> {
    let mut builder = Builder::new(gazetteer);
    let mut numbers = 0..;
    for (at, (organisation, offers)) in (1..).zip(directory) {
        let id = Uuid::from_u128(at);
        builder.organisation(id, &slug(&organisation.name, &organisation.id), &organisation);
        for (offer, number) in offers.into_iter().zip(&mut numbers) {
            builder.offer(id, &slug(&offer.name, &offer.id), number, offer);
        }
    }
    Arc::new(builder.finish())
}

impl Index {
    /// One segment, or one and what has changed since: offers of the first that are in `stale` are left out.
    pub(super) fn new(
        gazetteer: Arc<Gazetteer>,
        main: Arc<Segment>,
        recent: Option<(Arc<Segment>, RoaringBitmap)>,
        medians: Arc<HashMap<Uuid, u8>>,
        (services, version): (Arc<Services>, i64),
    ) -> Self {
        let views = match recent {
            None => vec![View::new(main, RoaringBitmap::new())],
            Some((recent, stale)) => vec![View::new(main, stale), View::new(recent, RoaringBitmap::new())],
        };
        Self { gazetteer, views, medians, services, version }
    }

    /// The index of a directory that stands in no database, each organisation with its offers, without what only the open
    /// API needs: for measures.
    pub fn of_directory(
        gazetteer: Arc<Gazetteer>,
        directory: impl Iterator<Item = (Organisation, Vec<Offer>)>,
    ) -> Self {
        let segment = segment_of(&gazetteer, directory);
        Self::new(gazetteer, segment, None, Arc::default(), (Arc::default(), 0))
    }

    /// The same of a directory that has changed since: what was written and what is gone, by slug, does not count any more in
    /// what was there.
    #[cfg(test)]
    pub fn of_changed_directory(
        gazetteer: Arc<Gazetteer>,
        before: &[(Organisation, Vec<Offer>)],
        since: &[(Organisation, Vec<Offer>)],
        gone: &[String],
    ) -> Self {
        let main = segment_of(&gazetteer, before.iter().cloned());
        let written = since.iter().flat_map(|(_, offers)| offers).map(|offer| slug(&offer.name, &offer.id));
        let stale = written.chain(gone.iter().cloned()).filter_map(|slug| main.offer(&slug)).collect();
        let recent = segment_of(&gazetteer, since.iter().cloned());
        let recent = (!since.is_empty()).then_some((recent, stale));
        Self::new(gazetteer, main, recent, Arc::default(), (Arc::default(), 0))
    }

    /// The day for which it was last asked.
    pub(super) fn day(&self) -> Option<Date> {
        self.views.first()?.day()
    }

    /// Makes what depends on the day.
    pub(super) fn prepare(&self, today: Date) {
        self.views.iter().for_each(|view| _ = view.on(today));
    }

    /// How many offers there are.
    pub fn len(&self) -> usize {
        self.views.iter().map(View::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The offer of a slug.
    pub fn offer(&self, slug: &str) -> Option<Entry<'_>> {
        self.views.iter().find_map(|view| {
            let offer = view.segment.offer(slug).filter(|offer| !view.is_stale(*offer))?;
            Some(Entry { view, offer })
        })
    }

    /// What lists show of an offer on `today`.
    pub(super) fn card(&self, entry: Entry<'_>, today: Date) -> Card {
        let next_start = entry.view.on(today).next_start(entry.offer);
        let mut card = entry.view.segment.card(entry.offer, next_start);
        card.answers.measured = self.medians.get(&entry.view.segment.giver(entry.offer).id).copied();
        card
    }

    /// The cards of some slugs, in their order; closed ones too, since a page names them.
    pub fn cards<'a>(&self, slugs: impl IntoIterator<Item = &'a str>, today: Date) -> Vec<Card> {
        let entries = slugs.into_iter().filter_map(|slug| self.offer(slug));
        entries.map(|entry| self.card(entry, today)).collect()
    }

    /// How fast an organisation answers, which has promised to within `promised` working days.
    pub fn answers(&self, organisation: Uuid, promised: Option<u8>) -> Answers {
        Answers { promised, measured: self.medians.get(&organisation).copied() }
    }

    /// What a place field means.
    pub fn locate(&self, place: &str) -> Located {
        self.gazetteer.locate(place)
    }

    /// Up to `limit` other open offers near one, of the same kind first.
    pub fn near(&self, slug: &str, around: Option<Point>, limit: usize, today: Date) -> Vec<Card> {
        let known = self.offer(slug);
        let kind = known.and_then(|entry| {
            let traits = entry.view.segment.profiles.traits(entry.offer);
            OfferKind::ALL
                .into_iter()
                .find(|kind| traits.meets(super::traits::Traits::of(Filter::Kind(*kind))))
        });
        let Some(point) = around.or_else(|| known?.point()) else { return Vec::new() };
        let around = Around::new(point, Vec::new());
        let mut near: Vec<(bool, f32, Entry<'_>)> = Vec::new();
        for view in &self.views {
            let day = view.on(today);
            view.segment.territory.within(&around, NEAR_KM, None, |offer, km| {
                let entry = Entry { view, offer };
                if day.is_near(offer) && known.is_none_or(|known| !known.is(entry)) {
                    let same = kind.is_some_and(|kind| {
                        view.segment
                            .profiles
                            .traits(offer)
                            .meets(super::traits::Traits::of(Filter::Kind(kind)))
                    });
                    near.push((!same, km, entry));
                }
            });
        }
        near.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.rank().cmp(&b.2.rank()))
        });
        let cards = near.into_iter().take(limit);
        cards
            .map(|(_, km, entry)| Card { distance_km: Some(km.round() as u16), ..self.card(entry, today) })
            .collect()
    }
}
