//! The directory as it stood at one moment: what an index is built from, whatever is written meanwhile.

use futures::TryStreamExt;
use sqlx::{Postgres, Sqlite, Transaction};

use super::offer::{self, StoredOffer};
use super::organisation::{self, StoredOrganisation};
use super::{Db, Result, commune, directory};
use crate::domain::territory::Commune;

/// Offers after which whoever waits is told how far the reading is.
const TOLD_EVERY: u64 = 1_000;

const VERSIONS: &str = "select version, whole from directory_version";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[VERSIONS];

/// A reading transaction over the whole directory: all that it gives belongs to [`Snapshot::version`].
///
/// What is committed later has a higher version, and [`Db::changes`] since this one tells it.
#[derive(Debug)]
pub struct Snapshot {
    pub(super) moment: Moment,
    pub(super) version: i64,
    pub(super) whole: i64,
}

#[derive(Debug)]
pub(super) enum Moment {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Runs one expression in the transaction of either engine.
macro_rules! within {
    ($snapshot:expr, $tx:ident => $body:expr) => {
        match &mut $snapshot.moment {
            $crate::store::snapshot::Moment::Sqlite(tx) => {
                let $tx = &mut **tx;
                $body
            }
            $crate::store::snapshot::Moment::Postgres(tx) => {
                let $tx = &mut **tx;
                $body
            }
        }
    };
}
pub(super) use within;

impl Db {
    /// Holds the directory as it is now. It takes a connection until it is dropped.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        let moment = match self {
            // In WAL mode the first read fixes what a transaction sees.
            Self::Sqlite { read, .. } => Moment::Sqlite(read.begin().await?),
            Self::Postgres(pool, ..) => {
                let mut tx = pool.begin_with("begin isolation level repeatable read read only").await?;
                // A million offers are read in one statement: the patience for requests would cut it.
                sqlx::query("set local statement_timeout = '10min'").execute(&mut *tx).await?;
                Moment::Postgres(tx)
            }
        };
        let mut snapshot = Snapshot { moment, version: 0, whole: 0 };
        (snapshot.version, snapshot.whole) =
            within!(snapshot, tx => sqlx::query_as(VERSIONS).fetch_one(tx).await?);
        Ok(snapshot)
    }
}

impl Snapshot {
    /// The version of the directory that it shows.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// The imported communes; none where the table compiled into the server serves.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn communes(&mut self) -> Result<Vec<Commune>> {
        let rows: Vec<sqlx::types::Json<Commune>> =
            within!(self, tx => sqlx::query_scalar(commune::ALL).fetch_all(tx).await?);
        Ok(rows.into_iter().map(|row| row.0).collect())
    }

    /// Hands every published organisation to `each`, row by row.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn read_organisations(&mut self, mut each: impl FnMut(StoredOrganisation)) -> Result<()> {
        within!(self, tx => {
            let mut rows = sqlx::query_as(organisation::ALL).fetch(tx);
            while let Some(row) = rows.try_next().await? {
                each(row);
            }
        });
        Ok(())
    }

    /// Hands every published offer to `each`, row by row. `told` hears now and then, and at the end, how many were
    /// read and how many there are at most (the archived ones are counted in it).
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn read_offers(
        &mut self,
        mut each: impl FnMut(StoredOffer),
        mut told: impl FnMut(u64, u64),
    ) -> Result<()> {
        let most: i64 = within!(self, tx => sqlx::query_scalar(directory::COUNT_OFFERS).fetch_one(tx).await?);
        let most = most.unsigned_abs();
        let mut read = 0;
        within!(self, tx => {
            let mut rows = sqlx::query_as(offer::ALL).fetch(tx);
            while let Some(row) = rows.try_next().await? {
                each(StoredOffer::settled(row));
                read += 1;
                if read % TOLD_EVERY == 0 {
                    told(read, most);
                }
            }
        });
        told(read, most);
        Ok(())
    }
}
