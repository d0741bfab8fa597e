//! Every published offer, as far as lists and filters need it.

use std::collections::HashMap;
use std::sync::Arc;

use time::Date;
use uuid::Uuid;

use super::gazetteer::Gazetteer;
use super::traits::Traits;
use super::words::Postings;
use crate::domain::card::{Answers, Card};
use crate::domain::offer::Session;
use crate::domain::territory::Point;
use crate::store::{Db, Result, StoredOffer, StoredOrganisation};

/// An offer in the index.
#[derive(Debug)]
pub struct Listed {
    /// What lists show; the distance is filled in for each search.
    pub card: Card,
    pub(super) point: Option<Point>,
    pub(super) code_insee: Option<Box<str>>,
    pub(super) zones: Box<[String]>,
    pub(super) traits: Traits,
    pub(super) sessions: Box<[Session]>,
}

impl Listed {
    /// Its card on `today`; none where every session has begun or is full.
    pub fn card_on(&self, today: Date) -> Option<Card> {
        Some(Card { next_start: self.next_start(today)?, ..self.card.clone() })
    }

    /// The first day of its next open session, where it has sessions; nothing at all where they are over or full.
    pub(super) fn next_start(&self, today: Date) -> Option<Option<Date>> {
        if self.sessions.is_empty() {
            return Some(None);
        }
        let open = self.sessions.iter().filter(|session| session.is_open(today));
        Some(Some(open.map(|session| session.starts_on).min()?))
    }

    /// Which filter values it answers on `today`.
    pub(super) fn traits_on(&self, today: Date) -> Traits {
        let open = self.sessions.iter().filter(|session| session.is_open(today));
        match open.min_by_key(|session| session.starts_on) {
            Some(next) => self.traits.and(Traits::of_session(next, today)),
            None => self.traits,
        }
    }
}

/// The directory in memory.
#[derive(Debug)]
pub struct Index {
    /// All communes.
    pub gazetteer: Arc<Gazetteer>,
    pub(super) offers: Vec<Listed>,
    pub(super) postings: Postings,
    by_slug: HashMap<Box<str>, u32>,
    answers: HashMap<Uuid, Answers>,
}

struct Giver {
    name: Arc<str>,
    answers: Answers,
    slug: String,
    opening_hours: Option<String>,
    words: String,
}

impl Index {
    /// Reads the whole directory.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn build(db: &Db, gazetteer: Arc<Gazetteer>) -> Result<Self> {
        let medians = medians(db.answered().await?);
        let mut index = Self {
            gazetteer,
            offers: Vec::new(),
            postings: Postings::default(),
            by_slug: HashMap::new(),
            answers: HashMap::new(),
        };
        let mut givers = HashMap::new();
        db.read_organisations(|organisation: StoredOrganisation| {
            let measured = medians.get(&organisation.id).copied();
            let content = organisation.content.0;
            let answers = Answers { promised: content.answers_within_days, measured };
            let networks = content.networks.iter().map(|network| network.label());
            let words = networks.chain(content.nature.as_deref()).collect::<Vec<_>>().join(" ");
            let giver = Giver {
                name: content.name.into(),
                answers,
                slug: organisation.slug,
                opening_hours: content.opening_hours,
                words,
            };
            givers.insert(organisation.id, giver);
        })
        .await?;
        db.read_offers(|offer| {
            if let Some(giver) = givers.get(&offer.organisation_id) {
                index.add(offer, giver);
            }
        })
        .await?;
        index.answers = givers.into_iter().map(|(id, giver)| (id, giver.answers)).collect();
        Ok(index)
    }

    fn add(&mut self, stored: StoredOffer, giver: &Giver) {
        let id = self.offers.len() as u32;
        let offer = stored.content.0;
        let kind_words = format!("{} {}", offer.kind.label(), giver.words);
        let themes = offer.themes.iter().map(|theme| theme.label()).collect::<Vec<_>>().join(" ");
        for (text, weight) in [
            (offer.name.as_str(), 4),
            (&kind_words, 3),
            (&themes, 3),
            (&giver.name, 2),
            (offer.address.commune.as_deref().unwrap_or_default(), 2),
            (&offer.plain.tasks.join(" "), 1),
            (&offer.description, 1),
        ] {
            self.postings.add(id, text, weight);
        }
        self.by_slug.insert(stored.slug.as_str().into(), id);
        self.offers.push(Listed {
            point: self.point_of(&offer.address),
            code_insee: offer.address.code_insee.as_deref().map(Into::into),
            traits: Traits::of_offer(
                &offer,
                offer.opening_hours.as_deref().or(giver.opening_hours.as_deref()),
            ),
            card: Card {
                slug: stored.slug,
                organisation: giver.name.to_string(),
                organisation_slug: giver.slug.clone(),
                kind: offer.kind,
                town: offer.address.commune.as_ref().map(|commune| match &offer.address.postal_code {
                    Some(postal_code) => format!("{commune} ({postal_code})"),
                    None => commune.clone(),
                }),
                distance_km: None,
                here: false,
                remote: offer.is_remote(),
                next_start: None,
                free: offer.fee == Some(crate::domain::taxonomy::Fee::Gratuit),
                asks_here: offer.accepts_requests(),
                answers: giver.answers,
                folded: 0,
                publics: offer.publics,
                name: offer.name,
            },
            zones: offer.zones.into(),
            sessions: offer.sessions.into(),
        });
    }

    /// Where an address lies: its own point, or its commune's.
    fn point_of(&self, address: &crate::domain::contact::Address) -> Option<Point> {
        let own = address.latitude.zip(address.longitude);
        own.map(|(latitude, longitude)| Point { latitude: latitude as f32, longitude: longitude as f32 })
            .or_else(|| Some(self.gazetteer.by_code(address.code_insee.as_deref()?)?.point()))
    }

    /// How many offers there are.
    pub fn len(&self) -> usize {
        self.offers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.offers.is_empty()
    }

    /// The offer of a slug.
    pub fn offer(&self, slug: &str) -> Option<&Listed> {
        self.by_slug.get(slug).map(|id| &self.offers[*id as usize])
    }

    /// The cards of some slugs, in their order; closed ones too, since a page names them.
    pub fn cards<'a>(&self, slugs: impl IntoIterator<Item = &'a str>, today: Date) -> Vec<Card> {
        let listed = slugs.into_iter().filter_map(|slug| self.offer(slug));
        listed.map(|listed| listed.card_on(today).unwrap_or_else(|| listed.card.clone())).collect()
    }

    /// How fast an organisation answers.
    pub fn answers(&self, organisation: Uuid) -> Answers {
        self.answers.get(&organisation).copied().unwrap_or_default()
    }
}

/// The median answer delay of each organisation that answered often enough, in working days.
fn medians(answered: Vec<(Uuid, time::OffsetDateTime, time::OffsetDateTime)>) -> HashMap<Uuid, u8> {
    use crate::domain::card::ENOUGH_ANSWERS;
    use crate::domain::clock::{paris_date, working_days_between};
    let mut delays: HashMap<Uuid, Vec<u16>> = HashMap::new();
    for (organisation, sent, first) in answered {
        delays
            .entry(organisation)
            .or_default()
            .push(working_days_between(paris_date(sent), paris_date(first)));
    }
    delays.retain(|_, days| days.len() >= ENOUGH_ANSWERS);
    let median = |mut days: Vec<u16>| {
        days.sort_unstable();
        u8::try_from(days[days.len() / 2]).unwrap_or(u8::MAX)
    };
    delays.into_iter().map(|(organisation, days)| (organisation, median(days))).collect()
}
