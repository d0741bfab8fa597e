//! The rows of an import, written into the directory in batches, and taken back the same way. A batch is one transaction:
//! whatever is killed between two of them, the next one goes on where the last ended.

use sqlx::FromRow;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::directory::{RAISE, content_digest};
use super::import::MOVE;
use super::{Db, Result, new_id, reading, writing};
use crate::domain::audit::Act;
use crate::domain::import::ImportState;
use crate::domain::offer::Offer;

/// Rows of one transaction.
const BATCH: i64 = 100;

/// An offer before an import wrote over it.
#[derive(Debug, Clone, FromRow, serde::Serialize, serde::Deserialize)]
struct Before {
    id: Uuid,
    organisation_id: Uuid,
    status: String,
    content: Json<Offer>,
    digest: String,
    imported_digest: Option<String>,
}

#[derive(Debug, FromRow)]
struct Waiting {
    position: i64,
    slug: String,
    content: Json<Offer>,
    seen: Option<String>,
}

#[derive(Debug, FromRow)]
struct Written {
    position: i64,
    content: Json<Offer>,
    before: Option<Json<Before>>,
}

#[derive(Debug, FromRow)]
struct Moving {
    id: Uuid,
    organisation_id: Uuid,
    made_by: Option<Uuid>,
    name: String,
    state: String,
}

const MOVING: &str = "
select id, organisation_id, made_by, name, state from import where state in ('writing', 'undoing') order by created_at limit 1";

const WAITING: &str = "
select position, slug, content, seen from import_row
where import_id = $1 and taken and outcome is null and content is not null order by position limit $2";

const WRITTEN: &str = "
select position, content, before from import_row
where import_id = $1 and outcome = 'written' order by position limit $2";

const CURRENT: &str = "
select id, organisation_id, status, content, digest, imported_digest from offer where external_id = $1";

const INSERT: &str = "
insert into offer (id, source, external_id, organisation_id, slug, status, content, digest, changed_at, version,
                   imported_digest)
values ($1, $2, $3, $4, $5, 'published', $6, $7, $8, $9, $7)";

const UPDATE: &str = "
update offer set source = $2, status = 'published', content = $3, digest = $4, imported_digest = $4, changed_at = $5,
  version = $6
where id = $1";

const RESTORE: &str = "
update offer set status = $2, content = $3, digest = $4, imported_digest = $5, changed_at = $6, version = $7
where id = $1";

const ARCHIVE: &str = "update offer set status = 'archived', changed_at = $2, version = $3 where id = $1";

const OUTCOME: &str =
    "update import_row set outcome = $3, before = $4 where import_id = $1 and position = $2";
const UNDONE: &str = "update import_row set outcome = $3 where import_id = $1 and position = $2";
const DONE: &str = "update import set done_at = $2 where id = $1";
const COUNT: &str = "select count(*) from import_row where import_id = $1 and outcome = $2";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[MOVING, WAITING, WRITTEN, CURRENT, INSERT, UPDATE, RESTORE, ARCHIVE, OUTCOME, UNDONE, DONE, COUNT];

impl Db {
    /// Writes, or takes back, the next batch of whatever import is on its way; false where none is.
    ///
    /// # Errors
    /// Where the database fails; then nothing of the batch is written.
    pub async fn go_on_with_imports(&self, now: OffsetDateTime) -> Result<bool> {
        let moving: Option<Moving> =
            reading!(self, pool => sqlx::query_as(MOVING).fetch_optional(pool).await?);
        let Some(moving) = moving else { return Ok(false) };
        if ImportState::from_code(&moving.state) == ImportState::Writing {
            self.write_batch(&moving, now).await?;
        } else {
            self.undo_batch(&moving, now).await?;
        }
        Ok(true)
    }

    async fn write_batch(&self, import: &Moving, now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => {
            let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
            let waiting: Vec<Waiting> = sqlx::query_as(WAITING).bind(import.id).bind(BATCH).fetch_all(&mut *tx).await?;
            for row in &waiting {
                let offer = &row.content.0;
                let before: Option<Before> = sqlx::query_as(CURRENT).bind(&offer.id).fetch_optional(&mut *tx).await?;
                // Between the showing and the word to go somebody may have edited it, or it became another's.
                let still = match (&before, &row.seen) {
                    (None, None) => true,
                    (Some(before), Some(seen)) => {
                        before.organisation_id == import.organisation_id && before.digest == *seen
                    }
                    _ => false,
                };
                if !still {
                    sqlx::query(OUTCOME).bind(import.id).bind(row.position).bind("passed").bind(None::<Json<Before>>)
                        .execute(&mut *tx).await?;
                    continue;
                }
                let digest = content_digest(offer);
                match &before {
                    None => _ = sqlx::query(INSERT).bind(new_id(now)).bind(&offer.source).bind(&offer.id)
                        .bind(import.organisation_id).bind(&row.slug).bind(Json(offer)).bind(digest).bind(now).bind(version)
                        .execute(&mut *tx).await?,
                    Some(before) => _ = sqlx::query(UPDATE).bind(before.id).bind(&offer.source).bind(Json(offer))
                        .bind(digest).bind(now).bind(version).execute(&mut *tx).await?,
                }
                sqlx::query(OUTCOME).bind(import.id).bind(row.position).bind("written").bind(before.map(Json))
                    .execute(&mut *tx).await?;
            }
            if waiting.is_empty() {
                let [from, to] = [ImportState::Writing, ImportState::Done].map(ImportState::code);
                if sqlx::query(MOVE).bind(import.id).bind(from).bind(to).execute(&mut *tx).await?.rows_affected() > 0 {
                    sqlx::query(DONE).bind(import.id).bind(now).execute(&mut *tx).await?;
                    let written: i64 =
                        sqlx::query_scalar(COUNT).bind(import.id).bind("written").fetch_one(&mut *tx).await?;
                    write_audit!(tx, &[import.line(Act::Imported, written)], now);
                }
            }
        });
        Ok(())
    }

    async fn undo_batch(&self, import: &Moving, now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => {
            let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
            let written: Vec<Written> = sqlx::query_as(WRITTEN).bind(import.id).bind(BATCH).fetch_all(&mut *tx).await?;
            for row in &written {
                let current: Option<Before> =
                    sqlx::query_as(CURRENT).bind(&row.content.id).fetch_optional(&mut *tx).await?;
                // What a person wrote since is hers.
                let ours = current.filter(|current| {
                    current.digest == content_digest(&row.content.0) && current.organisation_id == import.organisation_id
                });
                let outcome = if ours.is_some() { "undone" } else { "kept" };
                match (ours, &row.before) {
                    (None, _) => {}
                    (Some(current), None) => _ = sqlx::query(ARCHIVE).bind(current.id).bind(now).bind(version)
                        .execute(&mut *tx).await?,
                    (Some(current), Some(before)) => _ = sqlx::query(RESTORE).bind(current.id).bind(&before.status)
                        .bind(&before.content).bind(&before.digest).bind(&before.imported_digest).bind(now).bind(version)
                        .execute(&mut *tx).await?,
                }
                sqlx::query(UNDONE).bind(import.id).bind(row.position).bind(outcome).execute(&mut *tx).await?;
            }
            if written.is_empty() {
                let [from, to] = [ImportState::Undoing, ImportState::Undone].map(ImportState::code);
                if sqlx::query(MOVE).bind(import.id).bind(from).bind(to).execute(&mut *tx).await?.rows_affected() > 0 {
                    let undone: i64 =
                        sqlx::query_scalar(COUNT).bind(import.id).bind("undone").fetch_one(&mut *tx).await?;
                    write_audit!(tx, &[import.line(Act::ImportUndone, undone)], now);
                }
            }
        });
        Ok(())
    }
}

impl Moving {
    fn line(&self, act: Act, offers: i64) -> NewAudit {
        NewAudit {
            organisation: self.organisation_id,
            account: self.made_by,
            act,
            subject: self.name.clone(),
            detail: offers.to_string(),
        }
    }
}
