//! Imports of a structure: files that were read, and what their rows mean here.

use sqlx::FromRow;
use sqlx::types::Json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::directory::content_digest;
use super::{Db, Result, new_id, reading, writing};
use crate::domain::import::{GONE, ImportState, ROWS_DAYS, Told, UNDO_HOURS, Verdict};
use crate::domain::offer::Offer;

/// Imports on a page.
pub const IMPORTS_PAGE: i64 = 20;
/// Rows on a page.
pub const IMPORT_ROWS_PAGE: i64 = 50;

/// Rows that are taken away at once: no file has more.
const ROWS_TAKEN: i64 = 5_000;

/// An import.
#[derive(Debug, Clone, FromRow)]
pub struct StoredImport {
    /// Its key.
    pub id: Uuid,
    /// Whose it is.
    pub organisation_id: Uuid,
    /// The address that it was read from by itself, if it was.
    pub feed_id: Option<Uuid>,
    /// The code of its format.
    pub format: String,
    /// The file's name, or the address.
    pub name: String,
    state: String,
    /// What its reader should know of the whole.
    pub notes: Json<Vec<String>>,
    /// Who made it.
    pub made_by: Option<Uuid>,
    /// When it was read.
    pub created_at: OffsetDateTime,
    /// When all was written.
    pub done_at: Option<OffsetDateTime>,
}

impl StoredImport {
    /// Where it stands.
    pub fn state(&self) -> ImportState {
        ImportState::from_code(&self.state)
    }

    /// Until when it can be undone, if it still can.
    pub fn undo_until(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        let until = self.done_at? + Duration::hours(UNDO_HOURS);
        (self.state() == ImportState::Done && now < until).then_some(until)
    }
}

/// A row to keep with an import.
#[derive(Debug, Clone)]
pub struct NewImportRow {
    /// Its line in the file.
    pub line: u64,
    /// What it means here.
    pub verdict: Verdict,
    /// What people call it.
    pub title: String,
    /// The offer that it tells, and the end of its address if it is new.
    pub offer: Option<(Offer, String)>,
    /// What is wrong with it, or how it differs.
    pub told: Vec<Told>,
    /// The digest of what it was compared with.
    pub seen: Option<String>,
    /// The offer that it means, where it does not tell it: one that is gone.
    pub means: Option<String>,
}

impl NewImportRow {
    /// The id of the offer that it means.
    pub fn external_id(&self) -> Option<&str> {
        self.offer.as_ref().map(|(offer, _)| offer.id.as_str()).or(self.means.as_deref())
    }

    /// The digest of what it would write; of one that is gone there is none to write.
    pub fn digest(&self) -> Option<String> {
        match &self.offer {
            Some((offer, _)) => Some(content_digest(offer)),
            None => self.means.as_ref().map(|_| GONE.to_owned()),
        }
    }

    /// Whether it is to be written where nobody says otherwise.
    fn is_taken(&self) -> bool {
        matches!(self.verdict, Verdict::New | Verdict::Changed)
    }
}

/// A row as a page shows it.
#[derive(Debug, Clone, FromRow)]
pub struct ImportRow {
    /// Its place among the rows.
    pub position: i64,
    /// Its line in the file.
    pub line: i64,
    verdict: String,
    /// Whether it is to be written.
    pub taken: bool,
    /// What people call it.
    pub title: String,
    /// What is wrong with it, or how it differs.
    pub told: Json<Vec<Told>>,
    /// What became of it, once the import went.
    pub outcome: Option<String>,
}

impl ImportRow {
    /// What it means here.
    pub fn verdict(&self) -> Verdict {
        Verdict::from_code(&self.verdict).unwrap_or(Verdict::Refused)
    }
}

/// How many rows of an import mean what, and what became of them.
#[derive(Debug, Clone, FromRow)]
pub struct RowCount {
    verdict: String,
    /// Whether they are to be written.
    pub taken: bool,
    /// What became of them.
    pub outcome: Option<String>,
    /// How many.
    pub rows: i64,
}

impl RowCount {
    /// What they mean.
    pub fn verdict(&self) -> Verdict {
        Verdict::from_code(&self.verdict).unwrap_or(Verdict::Refused)
    }
}

const ADD: &str = "
insert into import (id, organisation_id, feed_id, format, name, state, notes, made_by, created_at, rows_digest)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

const ADD_ROW: &str = "
insert into import_row (import_id, position, line, verdict, taken, title, external_id, slug, content, told, seen, digest)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

const OF_ORGANISATION: &str = "
select id, organisation_id, feed_id, format, name, state, notes, made_by, created_at, done_at from import
where organisation_id = $1 order by created_at desc, id desc limit $2 offset $3";

const BY_ID: &str = "
select id, organisation_id, feed_id, format, name, state, notes, made_by, created_at, done_at from import
where organisation_id = $1 and id = $2";

const ROWS: &str = "
select position, line, verdict, taken, title, told, outcome from import_row
where import_id = $1 and verdict = $2 order by position limit $3 offset $4";

const COUNTS: &str = "
select verdict, taken, outcome, count(*) as rows from import_row
where import_id = $1 group by verdict, taken, outcome order by verdict";

pub(super) const MOVE: &str = "update import set state = $3 where id = $1 and state = $2";

const WAITING: &str = "select count(*) from import where organisation_id = $1 and state = 'ready'";

const FORGET_ROWS: &str = "
delete from import_row where import_id in (
  select id from import where created_at < $1 and state not in ('writing', 'undoing'))";
const DROP_OLD: &str = "update import set state = 'dropped' where created_at < $1 and state = 'ready'";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[ADD, ADD_ROW, OF_ORGANISATION, BY_ID, ROWS, COUNTS, MOVE, WAITING, FORGET_ROWS, DROP_OLD];

/// A file that was read, to keep.
#[derive(Debug, Clone)]
pub struct NewImport<'a> {
    /// Whose it is.
    pub organisation: Uuid,
    /// The address that it was read from by itself.
    pub feed: Option<Uuid>,
    /// The code of its format.
    pub format: &'a str,
    /// The file's name, or the address.
    pub name: &'a str,
    /// Waiting for the word, or already on its way.
    pub state: ImportState,
    /// What its reader should know of the whole.
    pub notes: &'a [String],
    /// Who made it.
    pub made_by: Option<Uuid>,
    /// Whether what is gone is put away without asking.
    pub puts_away: bool,
    /// The digest of all that its reading found, where an address was read.
    pub rows_digest: Option<&'a str>,
}

impl Db {
    /// Keeps a file that was read, with its rows; nothing of the directory changes.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn add_import(
        &self,
        import: &NewImport<'_>,
        rows: &[NewImportRow],
        now: OffsetDateTime,
    ) -> Result<Uuid> {
        let id = new_id(now);
        writing!(self, tx => {
            sqlx::query(ADD).bind(id).bind(import.organisation).bind(import.feed).bind(import.format).bind(import.name)
                .bind(import.state.code()).bind(Json(import.notes)).bind(import.made_by).bind(now)
                .bind(import.rows_digest).execute(&mut *tx).await?;
            for (position, row) in (1_i64..).zip(rows) {
                let taken = row.is_taken() || (import.puts_away && row.verdict == Verdict::Gone);
                let (offer, slug) = row.offer.as_ref().map(|(offer, slug)| (offer, slug)).unzip();
                sqlx::query(ADD_ROW).bind(id).bind(position).bind(i64::try_from(row.line).unwrap_or(i64::MAX))
                    .bind(row.verdict.code()).bind(taken).bind(&row.title).bind(row.external_id()).bind(slug)
                    .bind(offer.map(Json)).bind(Json(&row.told)).bind(&row.seen).bind(row.digest())
                    .execute(&mut *tx).await?;
            }
        });
        Ok(id)
    }

    /// A page of the imports of a structure, the newest first, and one more that tells of another page.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn imports(&self, organisation: Uuid, page: u32) -> Result<Vec<StoredImport>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(OF_ORGANISATION).bind(organisation).bind(IMPORTS_PAGE + 1)
                .bind(i64::from(page) * IMPORTS_PAGE).fetch_all(pool).await?
        }))
    }

    /// An import of a structure; nothing for one of another.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn import(&self, organisation: Uuid, id: Uuid) -> Result<Option<StoredImport>> {
        Ok(
            reading!(self, pool => sqlx::query_as(BY_ID).bind(organisation).bind(id).fetch_optional(pool).await?),
        )
    }

    /// A page of the rows of an import, and one more that tells of another page.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn import_rows(&self, import: Uuid, verdict: Verdict, page: u32) -> Result<Vec<ImportRow>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(ROWS).bind(import).bind(verdict.code()).bind(IMPORT_ROWS_PAGE + 1)
                .bind(i64::from(page) * IMPORT_ROWS_PAGE).fetch_all(pool).await?
        }))
    }

    /// The rows of an import that mean this, in their order: to take away.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn import_rows_to_take(&self, import: Uuid, verdict: Verdict) -> Result<Vec<ImportRow>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(ROWS).bind(import).bind(verdict.code()).bind(ROWS_TAKEN).bind(0_i64).fetch_all(pool).await?
        }))
    }

    /// How many rows of an import mean what.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn import_counts(&self, import: Uuid) -> Result<Vec<RowCount>> {
        Ok(reading!(self, pool => sqlx::query_as(COUNTS).bind(import).fetch_all(pool).await?))
    }

    /// How many imports of a structure wait for a word.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn waiting_imports(&self, organisation: Uuid) -> Result<i64> {
        Ok(reading!(self, pool => sqlx::query_scalar(WAITING).bind(organisation).fetch_one(pool).await?))
    }

    /// Erases rows that are past their time, and lets go of what nobody confirmed.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_imports(&self, now: OffsetDateTime) -> Result<u64> {
        let before = now - Duration::days(ROWS_DAYS);
        let mut erased = 0;
        writing!(self, tx => {
            erased += sqlx::query(FORGET_ROWS).bind(before).execute(&mut *tx).await?.rows_affected();
            sqlx::query(DROP_OLD).bind(before).execute(&mut *tx).await?;
        });
        Ok(erased)
    }
}
