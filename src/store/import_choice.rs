//! What people say about an import before it goes: which rows to take, and the word to go, to let go, to take back.

use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::import::StoredImport;
use super::{Db, Result, writing};
use crate::domain::import::ImportState;

const TAKE: &str = "
update import_row set taken = $3 where import_id = $1 and position = $2 and verdict in ('asked', 'gone')
and exists (select 1 from import where id = $1 and state = 'ready')";

const TAKE_ALL: &str = "
update import_row set taken = $2 where import_id = $1 and verdict in ('asked', 'gone')
and exists (select 1 from import where id = $1 and state = 'ready')";

const MOVE_BY: &str = "update import set state = $3, moved_by = $4 where id = $1 and state = $2";

/// Notes which versions were refused: those that were shown and not taken.
const DECLINE: &str = "
update offer set declined_digest = (
  select shown.digest from import_row shown where shown.import_id = $1 and shown.external_id = offer.external_id)
where offer.organisation_id = $2 and exists (
  select 1 from import_row shown where shown.import_id = $1 and shown.external_id = offer.external_id
    and shown.verdict in ('asked', 'gone') and not shown.taken)";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[TAKE, TAKE_ALL, MOVE_BY, DECLINE];

impl Db {
    /// Keeps what was chosen for rows that ask: theirs (true) or ours.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn choose_import_rows(&self, import: Uuid, choices: &[(i64, bool)]) -> Result<()> {
        writing!(self, tx => {
            for (position, taken) in choices {
                sqlx::query(TAKE).bind(import).bind(position).bind(taken).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }

    /// Keeps the same choice for every row that asks.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn choose_all_import_rows(&self, import: Uuid, taken: bool) -> Result<()> {
        writing!(self, tx => sqlx::query(TAKE_ALL).bind(import).bind(taken).execute(&mut *tx).await?.rows_affected());
        Ok(())
    }

    /// Moves an import from a state to another, as somebody said; false where it stands elsewhere. Where it is gone on
    /// with, and where what an address brought is let go, what she did not take is not asked again.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn move_import(
        &self,
        import: &StoredImport,
        [from, to]: [ImportState; 2],
        audit: &NewAudit,
        now: OffsetDateTime,
    ) -> Result<bool> {
        let refuses = match to {
            ImportState::Writing => true,
            ImportState::Dropped => import.feed_id.is_some(),
            _ => false,
        };
        Ok(writing!(self, tx => {
            let moved = sqlx::query(MOVE_BY).bind(import.id).bind(from.code()).bind(to.code()).bind(audit.account)
                .execute(&mut *tx).await?.rows_affected() > 0;
            if moved && refuses {
                sqlx::query(DECLINE).bind(import.id).bind(import.organisation_id).execute(&mut *tx).await?;
            }
            // What is written and taken back is told when it is done, with how many.
            if moved && to == ImportState::Dropped {
                write_audit!(tx, [audit], now);
            }
            moved
        }))
    }
}
