//! What has changed since the main segment was built: read again, and built again at each change.

use std::collections::HashMap;
use std::sync::Arc;

use roaring::RoaringBitmap;
use uuid::Uuid;

use super::gazetteer::Gazetteer;
use super::segment::{Builder, Segment};
use crate::store::{Changes, Db, Result, StoredOffer, StoredOrganisation};

/// Organisations and offers written since, and which offers of the main segment do not count any more.
#[derive(Debug, Default)]
pub(super) struct Recent {
    organisations: HashMap<Uuid, StoredOrganisation>,
    offers: HashMap<Uuid, StoredOffer>,
    stale: RoaringBitmap,
}

impl Recent {
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
            match published {
                true => _ = self.organisations.insert(organisation.id, organisation),
                false => _ = self.organisations.remove(&organisation.id),
            }
        }
        for offer in changes.offers {
            self.stale.extend(main.offer(&offer.slug));
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

    /// The segment of these offers, and the offers of the main one that it replaces.
    pub fn build(&self, gazetteer: &Gazetteer) -> (Arc<Segment>, RoaringBitmap) {
        let mut builder = Builder::new(gazetteer);
        for organisation in self.organisations.values() {
            builder.organisation(organisation.id, &organisation.slug, &organisation.content.0);
        }
        for offer in self.offers.values() {
            builder.offer(offer.organisation_id, &offer.slug, offer.content.0.clone());
        }
        (Arc::new(builder.finish()), self.stale.clone())
    }
}
