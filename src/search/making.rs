//! The whole directory in its two forms at once: what pages search, and what the open API answers from.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use super::gazetteer::Gazetteer;
use super::segment::{Builder, Segment};
use super::services::Services;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;

/// Both forms while they are made: organisations first, then their offers.
pub(super) struct Making<'a> {
    gazetteer: &'a Gazetteer,
    builder: Builder<'a>,
    services: Services,
    structures: HashMap<Uuid, u32>,
}

impl<'a> Making<'a> {
    pub fn new(gazetteer: &'a Gazetteer) -> Self {
        let (services, structures) = (Services::default(), HashMap::new());
        Self { gazetteer, builder: Builder::new(gazetteer), services, structures }
    }

    /// Adds an organisation.
    pub fn organisation(&mut self, id: Uuid, slug: &str, content: &Organisation) {
        self.structures.insert(id, self.services.put_structure(content, self.gazetteer));
        self.builder.organisation(id, slug, content);
    }

    /// Adds an offer; one whose organisation is not there is left out.
    pub fn offer(&mut self, organisation: Uuid, slug: &str, content: Offer) {
        let Some(structure) = self.structures.get(&organisation) else { return };
        let number = self.services.put_offer(&content, *structure, self.gazetteer);
        self.builder.offer(organisation, slug, number, content);
    }

    /// Both.
    pub fn finish(mut self) -> (Arc<Segment>, Arc<Services>) {
        self.services.finish();
        (Arc::new(self.builder.finish()), Arc::new(self.services))
    }
}
