//! Whether the database answers, and whether it takes what is written, as far as one knows: what must not wait for it asks here
//! first.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sqlx::SqliteConnection;
use time::OffsetDateTime;

use super::{Db, Result, StoreError, writing};

/// The last that was heard of the database. Cheap to clone; all is well until somebody says otherwise.
#[derive(Debug, Clone, Default)]
pub struct Pulse {
    lost: Arc<AtomicBool>,
    unwritable: Arc<AtomicBool>,
}

impl Pulse {
    /// Whether the database did not answer when it was last asked.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    /// Says whether it is lost; answers whether that is new.
    pub fn tell(&self, lost: bool) -> bool {
        self.lost.swap(lost, Ordering::Relaxed) != lost
    }

    /// Whether it did not take what was last written: its disk is full, or its file can only be read.
    pub fn is_unwritable(&self) -> bool {
        self.unwritable.load(Ordering::Relaxed)
    }

    /// Says whether it takes nothing; answers whether that is new.
    pub fn tell_unwritable(&self, unwritable: bool) -> bool {
        self.unwritable.swap(unwritable, Ordering::Relaxed) != unwritable
    }
}

impl StoreError {
    /// Whether nothing can be written now, whatever it is: the disk is full or broken, or the database can only be read.
    pub fn is_unwritable(&self) -> bool {
        let Self::Sql(sqlx::Error::Database(error)) = self else { return false };
        match error.code().as_deref() {
            // PostgreSQL: read only, disk full, input and output (appendix A of its manual).
            Some("25006" | "53100" | "58030") => true,
            // SQLite: READONLY, IOERR, FULL and CANTOPEN in the last byte (<https://sqlite.org/rescode.html>).
            Some(code) if code.len() < 5 => {
                code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 8 | 10 | 13 | 14))
            }
            _ => false,
        }
    }
}

// A lease that nobody takes.
const TRY: &str = "
insert into lease (name, holder, until) values ('pulse', $1, $2)
on conflict (name) do update set holder = excluded.holder";

const TRIED: &str = "delete from lease where name = 'pulse'";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[TRY, TRIED];

/// Whether a connection to an SQLite file was opened to write.
pub(super) async fn may_write(connection: &mut SqliteConnection) -> bool {
    // To begin alone fails nowhere: SQLite then only reads.
    let write = sqlx::raw_sql("begin immediate; pragma user_version = 0");
    let begun = write.execute(&mut *connection).await.map_err(StoreError::from);
    // Where nothing was begun there is nothing to leave.
    let _ = sqlx::raw_sql("rollback").execute(connection).await;
    // One that is only busy is waited for by who writes.
    !begun.is_err_and(|error| error.is_unwritable())
}

/// About what a request takes: where there is room for less, requests are refused.
const ROOM: usize = 64 * 1024;

impl Db {
    /// Writes something, of use to nobody.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub async fn try_to_write(&self) -> Result<()> {
        let much = "-".repeat(ROOM);
        writing!(self, tx => {
            sqlx::query(TRY).bind(much).bind(OffsetDateTime::UNIX_EPOCH).execute(&mut *tx).await?;
        });
        writing!(self, tx => { sqlx::query(TRIED).execute(&mut *tx).await?; });
        Ok(())
    }
}
