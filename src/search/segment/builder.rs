//! From organisations and offers to columns.

use std::collections::HashMap;

use uuid::Uuid;

use super::places::{remap, reorder};
use super::slugs::Slugs;
use super::{Giver, NO_COMMUNE, Segment};
use crate::domain::contact::Address;
use crate::domain::filter::Filter;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::territory::{Commune, Point};
use crate::search::gazetteer::Gazetteer;
use crate::search::texts::Texts;
use crate::search::traits::Traits;
use crate::search::words::Words;

/// A point further from the centre of its own commune is a mistake of its source: the centre stands. What is of a commune is
/// shown within every radius, the widest of which is 100 km, from the centre of its city too.
const BELIEVED_KM: f32 = 80.0;

/// What offers take from their organisation.
struct Shared {
    at: u32,
    opening_hours: Option<String>,
    words: String,
}

/// A segment while it is built: organisations first, then their offers.
pub(in crate::search) struct Builder<'a> {
    gazetteer: &'a Gazetteer,
    segment: Segment,
    slugs: Texts,
    words: Words,
    shared: HashMap<Uuid, Shared>,
    towns: HashMap<Box<str>, u32>,
}

impl<'a> Builder<'a> {
    pub fn new(gazetteer: &'a Gazetteer) -> Self {
        let segment = Segment { values: vec![Default::default(); Filter::COUNT], ..Segment::default() };
        Self {
            gazetteer,
            segment,
            slugs: Texts::default(),
            words: Words::start(),
            shared: HashMap::new(),
            towns: HashMap::new(),
        }
    }

    /// Adds an organisation.
    pub fn organisation(&mut self, id: Uuid, slug: &str, content: &Organisation) {
        let networks = content.networks.iter().map(|network| network.label());
        let words = networks.chain(content.nature.as_deref()).chain([content.name.as_str()]);
        let words = words.collect::<Vec<_>>().join(" ");
        let at = self.segment.givers.len() as u32;
        self.segment.givers.push(Giver {
            id,
            name: content.name.as_str().into(),
            slug: slug.into(),
            promised: content.answers_within_days,
        });
        self.shared.insert(id, Shared { at, opening_hours: content.opening_hours.clone(), words });
    }

    /// Adds an offer, of a number among the services; one whose organisation is not there is left out.
    pub fn offer(&mut self, organisation: Uuid, slug: &str, number: u32, content: Offer) {
        let Some(shared) = self.shared.get(&organisation) else { return };
        let id = self.segment.len() as u32;
        let segment = &mut self.segment;
        let hours = content.opening_hours.as_deref().or(shared.opening_hours.as_deref());
        let traits = Traits::of_offer(&content, hours);
        for value in traits.iter() {
            _ = segment.values[value].try_push(id);
        }
        segment.profiles.add(traits);
        segment.names.push(&content.name);
        self.slugs.push(slug);
        segment.numbers.push(number);
        segment.giver.push(shared.at);
        segment.updated.push(content.updated_on.to_julian_day());
        segment.sessions.add(id, &content.sessions, content.details.takes_nobody());

        let commune = content.address.code_insee.as_deref().and_then(|code| self.gazetteer.position(code));
        let commune_at = commune.and_then(|at| u16::try_from(at).ok()).filter(|at| *at != NO_COMMUNE);
        segment.communes.push(commune_at.unwrap_or(NO_COMMUNE));
        let commune = commune_at.zip(commune).map(|(at, commune)| (at, &self.gazetteer.communes()[commune]));
        let point = point_in(&content.address, commune.map(|(_, commune)| commune));
        let apart = content.is_remote() || point.is_none();
        if apart {
            segment.apart.insert(id);
        }
        if content.is_remote() {
            segment.remote.insert(id);
        }
        segment.territory.add(id, point, commune, &content.zones, apart);

        let town = town(&content.address);
        let next = segment.towns.len() as u32;
        let at = *self.towns.entry(town.into()).or_insert_with_key(|town| {
            segment.towns.push(town.clone());
            next
        });
        segment.town.push(at);

        let themes = content.themes.iter().map(|theme| theme.label());
        let about =
            [content.kind.label(), &shared.words, content.address.commune.as_deref().unwrap_or_default()];
        let about = about.into_iter().chain(themes).collect::<Vec<_>>().join(" ");
        let mut body = content.description;
        let (post, others) = (&content.details.post, &content.details.other_posts);
        let trades = post.trade.iter().chain(others.iter().map(|other| &other.trade));
        let tasks = content.plain.tasks.iter().chain(others.iter().filter_map(|other| other.tasks.as_ref()));
        for words in trades.chain(tasks) {
            body.push(' ');
            body.push_str(words);
        }
        self.words.add(id, [content.name, about, body]);
    }

    /// The segment.
    pub fn finish(mut self) -> Segment {
        let segment = &mut self.segment;
        let count = segment.len() as u32;
        let order = segment.territory.order();
        let mut place = vec![0u32; order.len()];
        for (at, offer) in order.iter().enumerate() {
            place[*offer as usize] = at as u32;
        }
        let vocabulary = self.words.place(place.as_slice().into());
        segment.values.iter_mut().for_each(|value| remap(value, &place));
        remap(&mut segment.apart, &place);
        remap(&mut segment.remote, &place);
        segment.territory.finish(&order, &place);
        segment.profiles.finish(&order);
        segment.sessions.finish(&place);
        reorder(&mut segment.communes, &order);
        reorder(&mut segment.town, &order);
        reorder(&mut segment.giver, &order);
        reorder(&mut segment.updated, &order);
        segment.names.shrink();
        segment.numbers.shrink_to_fit();
        segment.came = order;

        let mut by_slug: Vec<u32> = (0..count).collect();
        by_slug.sort_unstable_by_key(|offer| self.slugs.get(segment.came[*offer as usize]));
        let slugs_and_names = (0..count).map(|came| (self.slugs.get(came), segment.names.get(came)));
        segment.slugs = Slugs::new(slugs_and_names);
        self.slugs = Texts::default();
        for (at, offer) in by_slug.iter().enumerate() {
            place[*offer as usize] = at as u32;
        }
        segment.by_slug = by_slug;
        segment.order = (0..count).collect();
        segment.order.sort_unstable_by_key(|offer| {
            let offer = *offer as usize;
            (std::cmp::Reverse(segment.updated[offer]), place[offer])
        });
        segment.rank = place;
        for (at, offer) in segment.order.iter().enumerate() {
            segment.rank[*offer as usize] = at as u32;
        }

        segment.givers.shrink_to_fit();
        segment.givers_by_slug = (0..segment.givers.len() as u32).collect();
        let givers = &segment.givers;
        segment.givers_by_slug.sort_unstable_by_key(|giver| &*givers[*giver as usize].slug);

        segment.from = vec![0; segment.givers.len() + 1];
        for giver in &segment.giver {
            segment.from[*giver as usize + 1] += 1;
        }
        for at in 1..segment.from.len() {
            segment.from[at] += segment.from[at - 1];
        }
        let mut next = segment.from.clone();
        segment.of_giver = vec![0; count as usize];
        for (offer, giver) in segment.giver.iter().enumerate() {
            segment.of_giver[next[*giver as usize] as usize] = offer as u32;
            next[*giver as usize] += 1;
        }
        segment.vocabulary = vocabulary.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        self.segment
    }
}

/// Where an address lies: its own point, or its commune's.
pub(in crate::search) fn point_of(address: &Address, gazetteer: &Gazetteer) -> Option<Point> {
    point_in(address, address.code_insee.as_deref().and_then(|code| gazetteer.by_code(code)))
}

fn point_in(address: &Address, commune: Option<&Commune>) -> Option<Point> {
    let centre = commune.map(Commune::point);
    let own = own_point(address);
    own.filter(|own| centre.is_none_or(|centre| centre.distance_km(*own) <= BELIEVED_KM)).or(centre)
}

fn own_point(address: &Address) -> Option<Point> {
    let (latitude, longitude) = address.latitude.zip(address.longitude)?;
    let sound = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    sound.then_some(Point { latitude: latitude as f32, longitude: longitude as f32 })
}

/// "Lens (62300)"; empty where it is not known.
fn town(address: &Address) -> String {
    match (&address.commune, &address.postal_code) {
        (Some(commune), Some(postal_code)) => format!("{commune} ({postal_code})"),
        (Some(commune), None) => commune.clone(),
        (None, _) => String::new(),
    }
}
