//! Directories where much is alike: the same days, the same places, sessions that begin together, zones of several codes. Every
//! other one has changed since its index was built, as those of a site that serves have.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use time::{Date, Duration};

use super::words::{Vocabulary, stems};
use crate::commands::generate::communes;
use crate::domain::filter::Filter;
use crate::domain::offer::{Offer, Session};
use crate::domain::organisation::Organisation;
use crate::domain::query::Search;
use crate::domain::taxonomy::ReceptionMode;
use crate::domain::territory::{Commune, Point};
use crate::search::gazetteer::Gazetteer;
use crate::search::traits::Traits;
use crate::search::{Index, slug};
use crate::seed::generate::{CommuneLite, directory};

static FRANCE: LazyLock<(Arc<Gazetteer>, Vec<CommuneLite>)> = LazyLock::new(|| {
    let gazetteer = Arc::new(Gazetteer::embedded());
    let communes = communes(&gazetteer);
    (gazetteer, communes)
});

/// Départements of which some directories are: the rest of France is empty there.
const SMALL: [&[&str]; 4] = [&["62", "59"], &["75", "92", "93", "94"], &["974", "29"], &["13", "69"]];

/// An offer, and what a look at it needs.
pub(super) struct Known {
    pub slug: String,
    /// The slug of who gives it.
    pub giver: String,
    pub offer: Offer,
    pub point: Option<Point>,
    pub commune: Option<Commune>,
    /// Each stem, with the best place in which it stands.
    pub stems: BTreeMap<String, u32>,
    /// What its own words answer, whatever the day.
    pub traits: Traits,
}

/// A directory, and its index.
pub(super) struct Directory {
    pub index: Index,
    pub today: Date,
    pub offers: Vec<Known>,
    pub vocabulary: Vocabulary,
    parts: usize,
    asked: Cell<usize>,
}

type Given = Vec<(Organisation, Vec<Offer>)>;

impl Directory {
    /// The directory of a number: the same each time.
    pub fn new(number: u64) -> Self {
        let (gazetteer, all) = &*FRANCE;
        let mut chance = ChaCha8Rng::seed_from_u64(number);
        let start = time::macros::date!(2026 - 11 - 22);
        let small = SMALL.get(number as usize % (SMALL.len() + 1));
        let communes: Vec<CommuneLite> = match small {
            Some(small) => {
                all.iter().filter(|one| small.contains(&one.departement.as_str())).cloned().collect()
            }
            None => all.clone(),
        };
        let offers = [30, 150, 400, 900][chance.random_range(0..4)];
        let mut before: Given = directory(offers, number, &communes, start).collect();
        for (_, offers) in &mut before {
            offers.iter_mut().for_each(|offer| vary(offer, &mut chance, start, &communes));
        }
        let today = start + Duration::days(chance.random_range(0..40));
        let (mut since, mut gone) = (Vec::new(), Vec::new());
        if number % 2 == 1 {
            (since, gone) = changes(&mut before, &mut chance, start, &communes);
        }
        let parts = 1 + usize::from(!since.is_empty());
        let mut directory = Self {
            index: Index::of_changed_directory(gazetteer.clone(), &before, &since, &gone),
            today,
            offers: Vec::new(),
            vocabulary: Vocabulary::default(),
            parts,
            asked: Cell::new(0),
        };
        let new: BTreeSet<String> = since.iter().flat_map(|(_, offers)| offers).map(slug_of).collect();
        let stale = |slug: &String| new.contains(slug) || gone.contains(slug);
        for (giver, offers) in &before {
            for offer in offers.iter().filter(|offer| !stale(&slug_of(offer))) {
                directory.add(giver, offer);
            }
        }
        for (giver, offers) in &since {
            offers.iter().for_each(|offer| directory.add(giver, offer));
        }
        directory
    }

    fn add(&mut self, giver: &Organisation, offer: &Offer) {
        let gazetteer = &self.index.gazetteer;
        let address = &offer.address;
        let commune = address.code_insee.as_deref().and_then(|code| gazetteer.by_code(code));
        let own = address.latitude.zip(address.longitude);
        let own = own.filter(|(latitude, longitude)| latitude.abs() <= 90.0 && longitude.abs() <= 180.0);
        let own =
            own.map(|(latitude, longitude)| Point { latitude: latitude as f32, longitude: longitude as f32 });
        // One that its own commune contradicts is not believed.
        let own = own.filter(|own| commune.is_none_or(|one| one.point().distance_km(*own) <= 80.0));
        let hours = offer.opening_hours.as_deref().or(giver.opening_hours.as_deref());
        let networks = giver.networks.iter().map(|network| network.label());
        let themes = offer.themes.iter().map(|theme| theme.label());
        let about = networks.chain(giver.nature.as_deref()).chain(themes);
        let about = about.chain([giver.name.as_str(), offer.kind.label()]);
        let about = about.chain(address.commune.as_deref()).collect::<Vec<_>>().join(" / ");
        let (post, others) = (&offer.details.post, &offer.details.other_posts);
        let body = [&offer.description].into_iter().chain(&offer.plain.tasks).chain(&post.trade);
        let body = body.chain(others.iter().flat_map(|other| [&other.trade].into_iter().chain(&other.tasks)));
        let body = body.map(String::as_str).collect::<Vec<_>>().join(" / ");
        self.offers.push(Known {
            slug: slug_of(offer),
            giver: slug(&giver.name, &giver.id),
            point: own.or_else(|| Some(commune?.point())),
            commune: commune.cloned(),
            stems: stems([&offer.name, &about, &body], &mut self.vocabulary),
            traits: Traits::of_offer(offer, hours),
            offer: offer.clone(),
        });
    }

    /// One filter after the other, every now and then.
    pub fn some_filter(&self, search: &Search) -> Option<Filter> {
        let at = self.asked.get();
        self.asked.set(at + 1);
        let filter = Filter::all()[at * 37 % Filter::COUNT];
        (at.is_multiple_of(4) && !search.filters.contains(&filter)).then_some(filter)
    }

    /// What a failure says of it.
    pub fn told(&self) -> String {
        format!("{} offers in {} parts, on {}", self.offers.len(), self.parts, self.today)
    }
}

fn slug_of(offer: &Offer) -> String {
    slug(&offer.name, &offer.id)
}

/// Makes an offer like others, or like none.
fn vary(offer: &mut Offer, chance: &mut ChaCha8Rng, today: Date, communes: &[CommuneLite]) {
    let other = communes[chance.random_range(0..communes.len())].clone();
    let address = &mut offer.address;
    if chance.random_bool(0.4) {
        offer.updated_on = today - Duration::days(chance.random_range(0..3));
    }
    match chance.random_range(0..20) {
        0 | 1 => (address.latitude, address.longitude) = (None, None),
        2 => (address.latitude, address.code_insee) = (None, None),
        3 => address.latitude = Some(95.0),
        4 => address.code_insee = Some("00000".to_owned()),
        5 | 6 => {
            let away = |degrees: &mut f64, chance: &mut ChaCha8Rng| {
                *degrees = (*degrees + chance.random_range(-0.55..0.55)).clamp(-89.0, 179.0);
            };
            address.latitude.iter_mut().chain(&mut address.longitude).for_each(|one| away(one, chance));
        }
        _ => {}
    }
    match chance.random_range(0..20) {
        0 => offer.zones = vec![other.code, other.departement],
        1 => offer.zones = vec!["00000".to_owned()],
        2 => offer.zones = vec!["99100".to_owned(), other.departement],
        3 => offer.zones = vec!["75056".to_owned(), "200030673".to_owned()],
        4 | 5 => offer.reception_modes = vec![ReceptionMode::ADistance],
        _ => {}
    }
    if chance.random_bool(0.25) {
        let session = |chance: &mut ChaCha8Rng| Session {
            starts_on: today + Duration::days(chance.random_range(-5..50)),
            ends_on: None,
            places_left: [None, Some(0), Some(1), Some(7)][chance.random_range(0..4)],
            information_meeting: None,
            meeting: None,
            kept: Vec::new(),
        };
        offer.sessions = (0..chance.random_range(1..5)).map(|_| session(chance)).collect();
        // As sources give them.
        offer.sessions.sort_by_key(|session| session.starts_on);
    }
}

/// What is written after the index was built, and what is gone: some of what was there, and some that is new.
fn changes(
    before: &mut Given,
    chance: &mut ChaCha8Rng,
    today: Date,
    communes: &[CommuneLite],
) -> (Given, Vec<String>) {
    let (mut since, mut gone) = (Vec::new(), Vec::new());
    for (giver, offers) in before {
        let mut written = Vec::new();
        offers.retain(|offer| match chance.random_range(0..10) {
            0 | 1 => {
                let mut changed = offer.clone();
                vary(&mut changed, chance, today, communes);
                changed.description = changed.description.split_inclusive(' ').skip(6).collect();
                written.push(changed);
                true
            }
            2 => {
                gone.push(slug_of(offer));
                true
            }
            3 => {
                written.push(offer.clone());
                false
            }
            _ => true,
        });
        if !written.is_empty() {
            since.push((giver.clone(), written));
        }
    }
    (since, gone)
}
