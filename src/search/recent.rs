//! What has changed since the main segment was built: read again, and built again at each change.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use roaring::RoaringBitmap;
use uuid::Uuid;

use super::gazetteer::Gazetteer;
use super::segment::{Builder, Segment};
use super::services::Services;
use crate::store::{Changes, Db, Result, StoredOffer, StoredOrganisation};

/// Organisations and offers written since, and which offers of the main segment do not count any more.
#[derive(Debug, Default)]
pub(super) struct Recent {
    organisations: HashMap<Uuid, StoredOrganisation>,
    offers: HashMap<Uuid, StoredOffer>,
    stale: RoaringBitmap,
    /// All of the directory for the open API, and what it does not show yet: keys, with the ids of producers.
    services: Arc<Services>,
    awaited: Awaited,
}

/// What was written or archived since the services were last brought up to date.
#[derive(Debug, Default)]
struct Awaited {
    organisations: HashSet<(Uuid, String)>,
    offers: HashSet<(Uuid, String)>,
}

impl Recent {
    /// Nothing yet, beside a whole that was just built.
    pub fn since(services: Arc<Services>) -> Self {
        Self { services, ..Self::default() }
    }

    /// How many offers it holds or replaces.
    pub fn len(&self) -> usize {
        self.offers.len().max(self.stale.len() as usize)
    }

    /// Takes changes in; what changed twice counts as it was written last.
    ///
    /// # Errors
    /// Where the database fails; some of the changes are then in, and taking them again does no harm.
    pub async fn take(&mut self, changes: Changes, main: &Segment, db: &Db) -> Result<()> {
        for (organisation, published) in changes.organisations {
            self.awaited.organisations.insert((organisation.id, organisation.content.id.clone()));
            match published {
                true => _ = self.organisations.insert(organisation.id, organisation),
                false => _ = self.organisations.remove(&organisation.id),
            }
        }
        for offer in changes.offers {
            self.stale.extend(main.offer(&offer.slug));
            self.awaited.offers.insert((offer.id, offer.content.id.clone()));
            let giver = offer.organisation_id;
            if offer.is_published() && !self.organisations.contains_key(&giver) {
                let found = db.organisation_by_id(giver).await?;
                self.organisations.extend(found.map(|organisation| (giver, organisation)));
            }
            match offer.is_published() && self.organisations.contains_key(&giver) {
                true => _ = self.offers.insert(offer.id, offer),
                false => _ = self.offers.remove(&offer.id),
            }
        }
        Ok(())
    }

    /// All services, these among them: a copy of the last with what is new, so that answers under way keep theirs.
    pub fn services(&mut self, gazetteer: &Gazetteer) -> Arc<Services> {
        let Awaited { organisations, offers } = std::mem::take(&mut self.awaited);
        if organisations.is_empty() && offers.is_empty() {
            return self.services.clone();
        }
        let services = Arc::make_mut(&mut self.services);
        let mut structures = HashMap::new();
        let written = organisations
            .iter()
            .map(|(key, _)| key)
            .chain(offers.iter().filter_map(|(key, _)| Some(&self.offers.get(key)?.organisation_id)));
        for key in written {
            if let Some(organisation) = self.organisations.get(key) {
                structures
                    .entry(*key)
                    .or_insert_with(|| services.put_structure(&organisation.content.0, gazetteer));
            }
        }
        for (key, id) in &offers {
            let offer = self.offers.get(key);
            match offer.and_then(|offer| Some((offer, structures.get(&offer.organisation_id)?))) {
                Some((offer, structure)) => _ = services.put_offer(&offer.content.0, *structure, gazetteer),
                None => services.remove_offer(id),
            }
        }
        for (key, id) in &organisations {
            if !self.organisations.contains_key(key) {
                services.remove_structure_of(id);
            }
        }
        services.finish();
        self.services.clone()
    }

    /// The segment of these offers, to be made after [`Recent::services`], and the offers of the main one that it replaces.
    pub fn build(&self, gazetteer: &Gazetteer) -> (Arc<Segment>, RoaringBitmap) {
        let mut builder = Builder::new(gazetteer);
        for organisation in self.organisations.values() {
            builder.organisation(organisation.id, &organisation.slug, &organisation.content.0);
        }
        for offer in self.offers.values() {
            // Each is there: the services were brought up to date before.
            let number = self.services.number(&offer.content.id).unwrap_or_default();
            builder.offer(offer.organisation_id, &offer.slug, number, offer.content.0.clone());
        }
        (Arc::new(builder.finish()), self.stale.clone())
    }
}
