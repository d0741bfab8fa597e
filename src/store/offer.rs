//! Offers, as they were published or imported.

use sqlx::FromRow;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::organisation::{self, StoredOrganisation};
use super::{Db, Result, is_slug, reading};
use crate::domain::offer::Offer;
use crate::domain::reservation::Reservation;

/// An offer and its place in the directory.
#[derive(Debug, Clone, FromRow)]
pub struct StoredOffer {
    /// Its key.
    pub id: Uuid,
    /// Who gives it.
    pub organisation_id: Uuid,
    /// The end of its address.
    pub slug: String,
    /// `published` or `archived`.
    pub status: String,
    /// What it says.
    pub content: Json<Offer>,
    /// Since when its door is closed: three requests in a row were left to die.
    asks_closed_at: Option<OffsetDateTime>,
    /// The seats that conventions keep of it.
    reservations: Option<Json<Vec<Reservation>>>,
}

impl StoredOffer {
    /// As it was read, with whether its door is closed, and the seats that conventions keep.
    pub(super) fn settled(mut self) -> Self {
        self.content.door_closed = self.asks_closed_at.is_some();
        for one in self.reservations.take().map(|all| all.0).unwrap_or_default() {
            if let Some(session) =
                self.content.sessions.iter_mut().find(|session| session.starts_on == one.starts_on)
            {
                session.kept.push(one);
            }
        }
        self
    }

    /// Whether people can find it.
    pub fn is_published(&self) -> bool {
        self.status == "published"
    }

    /// Whether a person can ask for it here `today`.
    pub fn takes_requests(&self, today: Date) -> bool {
        self.is_published() && self.content.accepts_requests() && !self.content.is_closed(today)
    }
}

/// Writes what a person says.
pub(super) const UPSERT: &str = "
insert into offer (id, source, external_id, organisation_id, slug, status, content, digest, changed_at, version)
values ($1, $2, $3, $4, $5, 'published', $6, $7, $8, $9)
on conflict (external_id) do update
set source = excluded.source, organisation_id = excluded.organisation_id, status = 'published',
    content = excluded.content, digest = excluded.digest, changed_at = excluded.changed_at, version = excluded.version
where offer.digest <> excluded.digest or offer.status <> 'published'";

/// Writes what an import says: as [`UPSERT`], except over what a person has edited here since the last import, is typing,
/// or lets rest. What she only said to be still true stays so as long as the import says nothing new.
pub(super) const IMPORT: &str = "
insert into offer (id, source, external_id, organisation_id, slug, status, content, digest, changed_at, version,
                   imported_digest)
values ($1, $2, $3, $4, $5, 'published', $6, $7, $8, $9, $7)
on conflict (external_id) do update
set source = excluded.source, organisation_id = excluded.organisation_id, status = 'published',
    content = excluded.content, digest = excluded.digest, changed_at = excluded.changed_at,
    version = excluded.version, imported_digest = excluded.imported_digest
where (offer.digest <> excluded.digest or offer.status <> 'published')
  and (offer.imported_digest = offer.digest
    or (offer.confirmed_digest = offer.digest and offer.imported_digest <> excluded.digest))
  and not exists (
    select 1 from draft where draft.offer_id = offer.id and (draft.state <> 'published' or draft.edits > draft.shown))";

pub(super) const BY_SLUG: &str = "
select id, organisation_id, slug, status, content, asks_closed_at, reservations from offer where slug = $1";

pub(super) const BY_ID: &str = "
select id, organisation_id, slug, status, content, asks_closed_at, reservations from offer where id = $1";

pub(super) const OWN: &str = "
select id, organisation_id, slug, status, content, asks_closed_at, reservations from offer
where organisation_id = $1 and id = $2 and status = 'published'";

pub(super) const OF_ORGANISATION: &str = "
select id, organisation_id, slug, status, content, asks_closed_at, reservations from offer
where organisation_id = $1 and status = 'published' order by slug limit 100";

pub(super) const ALL: &str = "
select id, organisation_id, slug, status, content, asks_closed_at, reservations from offer where status = 'published'";

impl Db {
    /// The offer of a slug with its organisation, archived ones too: their sheet says that they are gone.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn offer(&self, slug: &str) -> Result<Option<(StoredOffer, StoredOrganisation)>> {
        if !is_slug(slug) {
            return Ok(None);
        }
        let offer: Option<StoredOffer> =
            reading!(self, pool => sqlx::query_as(BY_SLUG).bind(slug).fetch_optional(pool).await?);
        let Some(offer) = offer.map(StoredOffer::settled) else { return Ok(None) };
        let id = offer.organisation_id;
        let organisation =
            reading!(self, pool => sqlx::query_as(organisation::BY_ID).bind(id).fetch_one(pool).await?);
        Ok(Some((offer, organisation)))
    }

    /// The offer of a key.
    ///
    /// # Errors
    /// Where the database fails or there is none.
    pub async fn offer_by_id(&self, id: Uuid) -> Result<StoredOffer> {
        let offer: StoredOffer =
            reading!(self, pool => sqlx::query_as(BY_ID).bind(id).fetch_one(pool).await?);
        Ok(offer.settled())
    }

    /// The published offer of a key, if it is of this organisation.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn offer_of(&self, organisation: Uuid, id: Uuid) -> Result<Option<StoredOffer>> {
        let offer: Option<StoredOffer> = reading!(self, pool => sqlx::query_as(OWN).bind(organisation).bind(id).fetch_optional(pool).await?);
        Ok(offer.map(StoredOffer::settled))
    }

    /// The published offers of an organisation, a hundred at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn offers_of(&self, organisation: Uuid) -> Result<Vec<StoredOffer>> {
        let offers: Vec<StoredOffer> =
            reading!(self, pool => sqlx::query_as(OF_ORGANISATION).bind(organisation).fetch_all(pool).await?);
        Ok(offers.into_iter().map(StoredOffer::settled).collect())
    }
}
