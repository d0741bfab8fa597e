//! Organisations, as they were published or imported.

use sqlx::FromRow;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Db, Result, is_slug, reading};
use crate::domain::organisation::Organisation;

/// An organisation and its place in the directory.
#[derive(Debug, Clone, FromRow)]
pub struct StoredOrganisation {
    /// Its key.
    pub id: Uuid,
    /// The end of its address.
    pub slug: String,
    /// What is known of it.
    pub content: Json<Organisation>,
}

/// Writes what an import says, except over what a person has written here since the last one.
pub(super) const UPSERT: &str = "
insert into organisation (id, source, external_id, slug, status, content, digest, changed_at, version, plain_name, siret,
                          imported_digest)
values ($1, $2, $3, $4, 'published', $5, $6, $7, $8, $9, $10, $6)
on conflict (external_id) do update
set source = excluded.source, status = 'published', content = excluded.content, digest = excluded.digest,
    changed_at = excluded.changed_at, version = excluded.version, plain_name = excluded.plain_name,
    siret = excluded.siret, imported_digest = excluded.imported_digest
where (organisation.digest <> excluded.digest or organisation.status <> 'published')
  and organisation.imported_digest = organisation.digest";

pub(super) const BY_SLUG: &str = "
select id, slug, content from organisation where slug = $1 and status = 'published'";

pub(super) const PUBLISHED_BY_ID: &str = "
select id, slug, content from organisation where id = $1 and status = 'published'";

pub(super) const BY_ID: &str = "select id, slug, content from organisation where id = $1";

pub(super) const ALL: &str = "select id, slug, content from organisation where status = 'published'";

impl Db {
    /// The published organisation of a slug.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn organisation(&self, slug: &str) -> Result<Option<StoredOrganisation>> {
        if !is_slug(slug) {
            return Ok(None);
        }
        Ok(reading!(self, pool => sqlx::query_as(BY_SLUG).bind(slug).fetch_optional(pool).await?))
    }

    /// The published organisation of a key.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn organisation_by_id(&self, id: Uuid) -> Result<Option<StoredOrganisation>> {
        Ok(reading!(self, pool => sqlx::query_as(PUBLISHED_BY_ID).bind(id).fetch_optional(pool).await?))
    }
}
