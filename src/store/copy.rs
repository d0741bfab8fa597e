//! Copying a whole database into another, from SQLite to PostgreSQL or back. Each run makes the target say what the source
//! says: rows that are missing are added, those that differ are written over, those that are too many go. So a copy that was
//! cut is gone on with by a second run, and what has changed since the first one is caught up with in seconds.

mod cell;
mod table;

#[cfg(test)]
pub(super) use table::STATEMENTS_POSTGRES;

use sha2::{Digest, Sha256};
use sqlx::{PgConnection, SqliteConnection};

use super::{Db, Result, StoreError};
use cell::Row;
use table::{Table, tables};

/// Rows of one page: read together, written in one transaction.
const PAGE: usize = 500;

/// What one table came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Its name.
    pub table: String,
    /// Its rows, the same on both sides.
    pub rows: u64,
    /// Rows that were added or written over by this run.
    pub written: u64,
    /// Rows that only the target had.
    pub deleted: u64,
    /// SHA-256 of all its rows in the order of their key, the same on both sides, hexadecimal.
    pub digest: String,
}

/// A connection of either engine, within a transaction.
enum Side {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Makes `target` say what `source` says; `told` hears of each table once it is checked. The source is read as it stands at
/// the beginning, and goes on serving. What only the target has goes only where `replaces`.
///
/// # Errors
/// [`StoreError::SameEngine`] where both are of one engine, [`StoreError::OtherVersion`] where one has a newer schema,
/// [`StoreError::Surplus`] where the target has rows of its own and may not lose them, [`StoreError::Differs`] where the two
/// don't say the same in the end, since somebody else wrote to the target.
pub async fn copy(
    source: &Db,
    target: &Db,
    replaces: bool,
    mut told: impl FnMut(&Copied),
) -> Result<Vec<Copied>> {
    let postgres = match (source, target) {
        (Db::Sqlite { .. }, Db::Postgres(pool, ..)) | (Db::Postgres(pool, ..), Db::Sqlite { .. }) => pool,
        _ => return Err(StoreError::SameEngine),
    };
    // What this version knows nothing of would be left behind.
    if source.step().await? != target.step().await? {
        return Err(StoreError::OtherVersion);
    }
    // PostgreSQL alone knows of what kind each column is; the other has the same columns.
    let tables = tables(postgres).await?;
    let mut from = Side::open(source).await?;
    from.run(match source {
        Db::Sqlite { .. } => "begin",
        Db::Postgres(..) => "begin isolation level repeatable read read only",
    })
    .await?;
    let mut to = Side::open(target).await?;
    let mut deleted = Vec::new();
    // What refers to others goes before them, and comes after them.
    for table in tables.iter().rev() {
        deleted.push(to.delete_surplus(table, &mut from, replaces).await?);
    }
    deleted.reverse();
    let mut all = Vec::new();
    for (table, deleted) in tables.iter().zip(deleted) {
        let (written, rows, digest) = to.follow(table, &mut from).await?;
        if to.digest(table).await? != (rows, digest.clone()) {
            return Err(StoreError::Differs(table.name.clone()));
        }
        let copied = Copied { table: table.name.clone(), rows, written, deleted, digest };
        told(&copied);
        all.push(copied);
    }
    from.run("commit").await?;
    Ok(all)
}

impl Side {
    async fn open(db: &Db) -> Result<Self> {
        Ok(match db {
            Db::Sqlite { write, .. } => {
                // A connection of its own: the one that writes is everybody's.
                let options = write.connect_options();
                Self::Sqlite(sqlx::ConnectOptions::connect(options.as_ref()).await?)
            }
            Db::Postgres(pool, ..) => {
                let options = pool.connect_options();
                Self::Postgres(sqlx::ConnectOptions::connect(options.as_ref()).await?)
            }
        })
    }

    async fn run(&mut self, statement: &'static str) -> Result<()> {
        match self {
            Self::Sqlite(connection) => _ = sqlx::query(statement).execute(connection).await?,
            Self::Postgres(connection) => _ = sqlx::query(statement).execute(connection).await?,
        }
        Ok(())
    }

    /// The rows after `last` in the order of their key, `limit` at most; up to `until` where that is given.
    async fn page(
        &mut self,
        table: &Table,
        last: Option<&Row>,
        until: Option<&Row>,
        limit: usize,
    ) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite(connection) => cell::sqlite::page(connection, table, last, until, limit).await,
            Self::Postgres(connection) => cell::postgres::page(connection, table, last, until, limit).await,
        }
    }

    async fn begin(&mut self) -> Result<()> {
        self.run(match self {
            Self::Sqlite(_) => "begin immediate",
            Self::Postgres(_) => "begin",
        })
        .await
    }

    async fn write(&mut self, table: &Table, row: &Row) -> Result<()> {
        match self {
            Self::Sqlite(connection) => cell::sqlite::write(connection, table, row).await,
            Self::Postgres(connection) => cell::postgres::write(connection, table, row).await,
        }
    }

    async fn delete(&mut self, table: &Table, row: &Row) -> Result<()> {
        match self {
            Self::Sqlite(connection) => cell::sqlite::delete(connection, table, row).await,
            Self::Postgres(connection) => cell::postgres::delete(connection, table, row).await,
        }
    }

    /// Deletes the rows that `from` does not have, or stops at them; answers how many.
    async fn delete_surplus(&mut self, table: &Table, from: &mut Self, replaces: bool) -> Result<u64> {
        let (mut deleted, mut last) = (0, None);
        loop {
            let here = self.page(table, last.as_ref(), None, PAGE).await?;
            let Some(end) = here.last().cloned() else { return Ok(deleted) };
            let there = from.page(table, last.as_ref(), Some(&end), usize::MAX).await?;
            let keys: std::collections::HashSet<String> = there.iter().map(|row| table.key_of(row)).collect();
            let surplus = here.iter().filter(|row| !keys.contains(&table.key_of(row))).collect::<Vec<_>>();
            if !surplus.is_empty() && !replaces {
                return Err(StoreError::Surplus(table.name.clone()));
            }
            self.begin().await?;
            for row in surplus {
                self.delete(table, row).await?;
                deleted += 1;
            }
            self.run("commit").await?;
            last = Some(end);
        }
    }

    /// Writes the rows of `from` that are missing or differ; answers how many, and the count and the digest of all.
    async fn follow(&mut self, table: &Table, from: &mut Self) -> Result<(u64, u64, String)> {
        let (mut written, mut rows, mut digest, mut last) = (0, 0, Sha256::new(), None);
        loop {
            let there = from.page(table, last.as_ref(), None, PAGE).await?;
            let Some(end) = there.last().cloned() else { return Ok((written, rows, hexadecimal(digest))) };
            let here = self.page(table, last.as_ref(), Some(&end), usize::MAX).await?;
            let known: std::collections::HashMap<String, &Row> =
                here.iter().map(|row| (table.key_of(row), row)).collect();
            self.begin().await?;
            for row in &there {
                rows += 1;
                row.digest_into(&mut digest);
                if known.get(&table.key_of(row)) != Some(&row) {
                    self.write(table, row).await?;
                    written += 1;
                }
            }
            self.run("commit").await?;
            last = Some(end);
        }
    }

    async fn digest(&mut self, table: &Table) -> Result<(u64, String)> {
        let (mut rows, mut digest, mut last) = (0, Sha256::new(), None);
        loop {
            let page = self.page(table, last.as_ref(), None, PAGE).await?;
            let Some(end) = page.last().cloned() else { return Ok((rows, hexadecimal(digest))) };
            for row in &page {
                rows += 1;
                row.digest_into(&mut digest);
            }
            last = Some(end);
        }
    }
}

fn hexadecimal(digest: Sha256) -> String {
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
