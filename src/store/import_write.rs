//! The rows of an import, written into the directory in batches, and taken back the same way. A batch is one transaction:
//! whatever is killed between two of them, the next one goes on where the last ended.
//!
//! Where somebody has taken an offer over here, her draft follows what is written: its words are filled in anew by
//! [`super::Db::drafts_behind`], and what she had typed stays in its history.

mod row;

use std::collections::HashMap;

use sqlx::FromRow;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::directory::{RAISE, content_digest};
use super::import::MOVE;
use super::{Db, Result, new_id, reading, writing};
use crate::domain::audit::Act;
use crate::domain::clock::paris_date;
use crate::domain::import::ImportState;
use row::{Before, DraftBefore, Named, OfDraft, Waiting, Written};

/// Rows of one transaction.
const BATCH: i64 = 100;
/// Imports that go on at the same time; others wait for their turn.
const AT_ONCE: i64 = 20;

/// An import on its way.
#[derive(Debug, Clone, FromRow)]
pub struct MovingImport {
    /// Its key.
    pub id: Uuid,
    organisation_id: Uuid,
    feed_id: Option<Uuid>,
    moved_by: Option<Uuid>,
    name: String,
    state: String,
}

const MOVING: &str = "
select id, organisation_id, feed_id, moved_by, name, state from import
where state in ('writing', 'undoing') order by created_at, id limit $1";

const STATE: &str = "select state from import where id = $1";

const WAITING: &str = "
select position, verdict, external_id, slug, content, seen from import_row
where import_id = $1 and taken and outcome is null and external_id is not null order by position limit $2";

const WRITTEN: &str = "
select position, external_id, digest, before from import_row
where import_id = $1 and outcome = 'written' order by position limit $2";

// What a batch is about is read in one go: a question a row costs more than the row.
const CURRENT: &str = "
select external_id, id, organisation_id, status, content, digest, imported_digest, feed_id, imported_from
from offer where external_id in (
  select external_id from import_row where import_id = $1 and position between $2 and $3)";

const INSERT: &str = "
insert into offer (id, source, external_id, organisation_id, slug, status, content, digest, changed_at, version,
                   imported_digest, feed_id, imported_from)
values ($1, $2, $3, $4, $5, 'published', $6, $7, $8, $9, $7, $10, $11)
on conflict (external_id) do nothing";

const UPDATE: &str = "
update offer set source = $2, status = 'published', content = $3, digest = $4, imported_digest = $4, changed_at = $5,
  version = $6, feed_id = coalesce($7, feed_id), imported_from = $8, declined_digest = null
where id = $1";

const PUT_AWAY: &str = "update offer set status = 'archived', changed_at = $2, version = $3 where id = $1";

const RESTORE: &str = "
update offer set status = $2, content = $3, digest = $4, imported_digest = $5, changed_at = $6, version = $7,
  feed_id = (select feed.id from import_feed feed where feed.id = $8), imported_from = $9, declined_digest = $10
where id = $1";

/// What was new is put away; who took it back does not want it from the same address again.
const ARCHIVE: &str = "
update offer set status = 'archived', changed_at = $2, version = $3, declined_digest = digest where id = $1";

const DRAFTS: &str = "
select offer_id, state, typed, coalesce(edits > shown, true) as unseen, rest, confirmed_on
from draft where offer_id in (
  select offer.id from offer join import_row on import_row.external_id = offer.external_id
  where import_row.import_id = $1 and import_row.position between $2 and $3)";

/// What the import wrote is what people see; the words follow.
const DRAFT_FOLLOWS: &str = "
update draft set state = $2, rest = null, ready = null, publish_on = null, edits = edits + 1, shown = edits + 1,
  confirmed_on = $3, author = 'Import', changed_at = $4 where offer_id = $1";

const DRAFT_BACK: &str = "
update draft set state = $2, typed = $3, edits = edits + 1, shown = case when $4 then edits else edits + 1 end, rest = $5,
  confirmed_on = $6, author = 'Import', changed_at = $7,
  offer_digest = (select digest from offer where offer.id = draft.offer_id)
where offer_id = $1";

const OUTCOME: &str =
    "update import_row set outcome = $3, before = $4 where import_id = $1 and position = $2";
const WRITTEN_ALL: &str = "
update import_row set outcome = 'written'
where import_id = $1 and position between $2 and $3 and taken and outcome is null and external_id is not null";
const KEPT: &str = "update import_row set outcome = 'kept' where import_id = $1 and position = $2";
const UNDONE_ALL: &str = "
update import_row set outcome = 'undone' where import_id = $1 and position between $2 and $3 and outcome = 'written'";
const DONE: &str = "update import set done_at = $2 where id = $1";
const COUNT: &str = "select count(*) from import_row where import_id = $1 and outcome = $2";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[
    MOVING,
    STATE,
    WAITING,
    WRITTEN,
    CURRENT,
    INSERT,
    UPDATE,
    PUT_AWAY,
    RESTORE,
    ARCHIVE,
    DRAFTS,
    DRAFT_FOLLOWS,
    DRAFT_BACK,
    OUTCOME,
    WRITTEN_ALL,
    KEPT,
    UNDONE_ALL,
    DONE,
    COUNT,
];

/// Whether an import still stands where it stood when it was read. Asked after the version is raised, which lets one
/// writer pass at a time: another process may have ended it meanwhile.
macro_rules! still {
    ($tx:ident, $import:ident) => {
        sqlx::query_scalar::<_, String>(STATE).bind($import.id).fetch_one(&mut *$tx).await? == $import.state
    };
}

/// The offers that a batch is about, by their ids, each with its draft where somebody has taken it over.
macro_rules! ground {
    ($tx:ident, $import:ident, $rows:ident) => {{
        let [first, last] = [$rows.first(), $rows.last()].map(|row| row.map_or(-1, |row| row.position));
        let offers: Vec<Named> =
            sqlx::query_as(CURRENT).bind($import.id).bind(first).bind(last).fetch_all(&mut *$tx).await?;
        let drafts: Vec<OfDraft> =
            sqlx::query_as(DRAFTS).bind($import.id).bind(first).bind(last).fetch_all(&mut *$tx).await?;
        let mut drafts: HashMap<Uuid, DraftBefore> =
            drafts.into_iter().map(|one| (one.offer_id, one.draft)).collect();
        let offers: HashMap<String, Before> = offers
            .into_iter()
            .map(|one| {
                let draft = drafts.remove(&one.offer.id);
                (one.external_id, Before { offer: one.offer, draft })
            })
            .collect();
        (first, last, offers)
    }};
}

/// Ends a move, and tells it in the journal.
macro_rules! end {
    ($tx:ident, $import:ident, $to:ident, $outcome:literal, $act:ident, $now:ident) => {{
        sqlx::query(MOVE)
            .bind($import.id)
            .bind(&$import.state)
            .bind(ImportState::$to.code())
            .execute(&mut *$tx)
            .await?;
        let offers: i64 =
            sqlx::query_scalar(COUNT).bind($import.id).bind($outcome).fetch_one(&mut *$tx).await?;
        if let Some(line) = $import.line(Act::$act, offers) {
            write_audit!($tx, &[line], $now);
        }
    }};
}

impl Db {
    /// The imports that are on their way, the oldest first; some of them at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn moving_imports(&self) -> Result<Vec<MovingImport>> {
        Ok(reading!(self, pool => sqlx::query_as(MOVING).bind(AT_ONCE).fetch_all(pool).await?))
    }

    /// Writes, or takes back, the next batch of an import; false where nothing of it is left to do.
    ///
    /// # Errors
    /// Where the database fails; then nothing of the batch is written.
    pub async fn go_on_with_import(&self, import: &MovingImport, now: OffsetDateTime) -> Result<bool> {
        match ImportState::from_code(&import.state) {
            ImportState::Writing => self.write_batch(import, now).await,
            _ => self.undo_batch(import, now).await,
        }
    }

    async fn write_batch(&self, import: &MovingImport, now: OffsetDateTime) -> Result<bool> {
        let today = paris_date(now);
        Ok(writing!(self, tx => {
            let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
            if !still!(tx, import) {
                return Ok(false);
            }
            let waiting: Vec<Waiting> = sqlx::query_as(WAITING).bind(import.id).bind(BATCH).fetch_all(&mut *tx).await?;
            let (first, last, mut here) = ground!(tx, import, waiting);
            for row in &waiting {
                let current = here.remove(&row.external_id);
                // Between the showing and the word to go somebody may have edited it, or it became another's.
                let mut still = match (&current, &row.seen) {
                    (None, None) => true,
                    (Some(Before { offer, .. }), Some(seen)) => {
                        offer.organisation_id == import.organisation_id && offer.digest == *seen
                    }
                    _ => false,
                };
                if still {
                    match (&current, &row.content) {
                        (None, None) => {}
                        (None, Some(Json(offer))) => {
                            let added = sqlx::query(INSERT).bind(new_id(now)).bind(&offer.source).bind(&offer.id)
                                .bind(import.organisation_id).bind(&row.slug).bind(Json(offer))
                                .bind(content_digest(offer)).bind(now).bind(version).bind(import.feed_id)
                                .bind(&import.name).execute(&mut *tx).await?.rows_affected();
                            // Somebody else has brought it this very moment.
                            still = added == 1;
                        }
                        (Some(before), Some(Json(offer))) => _ = sqlx::query(UPDATE).bind(before.offer.id)
                            .bind(&offer.source).bind(Json(offer)).bind(content_digest(offer)).bind(now).bind(version)
                            .bind(import.feed_id).bind(&import.name).execute(&mut *tx).await?,
                        (Some(before), None) => _ = sqlx::query(PUT_AWAY).bind(before.offer.id).bind(now).bind(version)
                            .execute(&mut *tx).await?,
                    }
                }
                match current {
                    _ if !still => _ = sqlx::query(OUTCOME).bind(import.id).bind(row.position).bind("passed")
                        .bind(None::<Json<Before>>).execute(&mut *tx).await?,
                    // What is new is said of the whole batch at once.
                    None => {}
                    Some(before) => {
                        if before.draft.is_some() {
                            let state = if row.verdict == "gone" { "archived" } else { "published" };
                            sqlx::query(DRAFT_FOLLOWS).bind(before.offer.id).bind(state).bind(today).bind(now)
                                .execute(&mut *tx).await?;
                        }
                        sqlx::query(OUTCOME).bind(import.id).bind(row.position).bind("written").bind(Json(before))
                            .execute(&mut *tx).await?;
                    }
                }
            }
            sqlx::query(WRITTEN_ALL).bind(import.id).bind(first).bind(last).execute(&mut *tx).await?;
            if waiting.is_empty() {
                sqlx::query(DONE).bind(import.id).bind(now).execute(&mut *tx).await?;
                end!(tx, import, Done, "written", Imported, now);
            }
            !waiting.is_empty()
        }))
    }

    async fn undo_batch(&self, import: &MovingImport, now: OffsetDateTime) -> Result<bool> {
        Ok(writing!(self, tx => {
            let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
            if !still!(tx, import) {
                return Ok(false);
            }
            let written: Vec<Written> = sqlx::query_as(WRITTEN).bind(import.id).bind(BATCH).fetch_all(&mut *tx).await?;
            let (first, last, mut here) = ground!(tx, import, written);
            for row in &written {
                let (current, draft) = match here.remove(&row.external_id) {
                    Some(Before { offer, draft }) => (Some(offer), draft),
                    None => (None, None),
                };
                // What a person wrote, or let rest, since then is hers.
                let hers = draft.as_ref().is_some_and(|draft| draft.unseen || draft.state != row.leaves());
                let ours = current.filter(|current| !hers && row.is_as_written(current, import.organisation_id));
                match (ours, &row.before) {
                    (None, _) => _ = sqlx::query(KEPT).bind(import.id).bind(row.position).execute(&mut *tx).await?,
                    (Some(current), None) => {
                        sqlx::query(ARCHIVE).bind(current.id).bind(now).bind(version).execute(&mut *tx).await?;
                        if draft.is_some() {
                            sqlx::query(DRAFT_FOLLOWS).bind(current.id).bind("archived").bind(paris_date(now)).bind(now)
                                .execute(&mut *tx).await?;
                        }
                    }
                    (Some(current), Some(Json(Before { offer, draft }))) => {
                        sqlx::query(RESTORE).bind(current.id).bind(&offer.status).bind(&offer.content).bind(&offer.digest)
                            .bind(&offer.imported_digest).bind(now).bind(version).bind(offer.feed_id)
                            .bind(&offer.imported_from).bind(&row.digest).execute(&mut *tx).await?;
                        if let Some(draft) = draft {
                            sqlx::query(DRAFT_BACK).bind(current.id).bind(&draft.state).bind(&draft.typed)
                                .bind(draft.unseen).bind(&draft.rest).bind(draft.confirmed_on).bind(now)
                                .execute(&mut *tx).await?;
                        }
                    }
                }
            }
            sqlx::query(UNDONE_ALL).bind(import.id).bind(first).bind(last).execute(&mut *tx).await?;
            if written.is_empty() {
                end!(tx, import, Undone, "undone", ImportUndone, now);
            }
            !written.is_empty()
        }))
    }
}

impl MovingImport {
    /// The line of the journal; none where nothing came of it and nobody had said go.
    fn line(&self, act: Act, offers: i64) -> Option<NewAudit> {
        (offers > 0 || self.moved_by.is_some()).then(|| NewAudit {
            organisation: self.organisation_id,
            account: self.moved_by,
            // Nobody said go where an address is read by itself.
            act: if act == Act::Imported && self.moved_by.is_none() { Act::FeedImported } else { act },
            subject: self.name.clone(),
            detail: offers.to_string(),
        })
    }
}
