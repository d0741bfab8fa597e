//! The walk that seals what is not sealed by the first key: rows of before anything was sealed, and rows of the key before.

use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::column::{
    BLOCKED_DIGEST, BLOCKED_LAST_FOUR, Column, MOBILE_KEY, REFERRAL_MOBILE, TABLES, WAITING_MOBILE,
};
use super::{Seals, key};
use crate::store::{Db, Result, reading, writing};

/// Rows of one step.
const PAGE: i64 = 200;

/// A row: its key, and what stands in its columns.
type Row = (Uuid, Vec<Option<String>>);

const BLOCKED: &str = "
select id, number_digest, digest_sealed, last_four from blocked_number where id > $1 order by id limit $2";
const SEAL_BLOCKED: &str = "
update blocked_number set number_digest = $2, digest_sealed = $3, last_four = $4 where id = $1 and number_digest = $5";
// It was blocked again since the key changed.
const DROP_TWIN: &str = "
delete from blocked_number where id = $1
  and exists (select 1 from blocked_number other where other.number_digest = $2 and other.id <> $1)";

#[cfg(test)]
pub(in crate::store) const STATEMENTS: &[&str] = &[BLOCKED, SEAL_BLOCKED, DROP_TWIN];

/// The statements of one table.
struct Walk {
    columns: &'static [Column],
    has_key: bool,
    select: String,
    update: String,
}

impl Walk {
    fn new(columns: &'static [Column]) -> Self {
        let table = columns[0].table;
        let has_key = [REFERRAL_MOBILE, WAITING_MOBILE].contains(&columns[0]);
        let mut names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        names.extend(has_key.then_some(MOBILE_KEY));
        let count = names.len();
        let numbered = |first: usize, way: &str| -> Vec<String> {
            names.iter().zip(first..).map(|(name, at)| format!("{name} {way} ${at}")).collect()
        };
        let (set, was) =
            (numbered(2, "=").join(", "), numbered(2 + count, "is not distinct from").join(" and "));
        Self {
            columns,
            has_key,
            select: format!(
                "select id, {} from {table} where id > $1 order by id limit $2",
                names.join(", ")
            ),
            // Whoever has changed it meanwhile has sealed it too.
            update: format!("update {table} set {set} where id = $1 and {was}"),
        }
    }

    /// What a row is to say instead; nothing where it is as it should be.
    fn sealed(&self, seals: &Seals, (id, stored): &Row) -> Result<Option<Vec<Option<String>>>> {
        let mut sealed = Vec::with_capacity(stored.len());
        for (column, text) in self.columns.iter().zip(stored) {
            sealed.push(match text {
                Some(text) if !seals.is_sealed(text)? => {
                    Some(seals.seal(*column, *id, &seals.open(*column, *id, text)?)?)
                }
                text => text.clone(),
            });
        }
        if self.has_key {
            let mobile = seals.open(self.columns[0], *id, stored[0].as_deref().unwrap_or_default())?;
            sealed.push(Some(seals.hash(&mobile)?));
        }
        Ok((sealed != *stored).then_some(sealed))
    }
}

impl Seals {
    /// Whether a text needs no sealing: by the first key it is sealed, or there is nothing in it.
    fn is_sealed(&self, text: &str) -> Result<bool> {
        let ring = self.ring()?;
        Ok(text.is_empty() || key::sealed_by(text).is_some_and(|(id, _)| id == ring.first().id()))
    }
}

impl Db {
    /// Walks once through everything; answers how many rows were sealed.
    pub(super) async fn seal_all(&self) -> Result<u64> {
        let mut rows = self.seal_blocked().await?;
        for columns in TABLES {
            let walk = Walk::new(columns);
            let (mut last, places) = (Uuid::nil(), columns.len() + usize::from(walk.has_key));
            loop {
                let page: Vec<Row> = reading!(self, pool => {
                    let found = sqlx::query(AssertSqlSafe(walk.select.clone())).bind(last).bind(PAGE)
                        .fetch_all(pool).await?;
                    let read = |row: &_| {
                        let texts = (1..=places).map(|at| sqlx::Row::try_get(row, at)).collect::<Result<_, _>>()?;
                        Ok((sqlx::Row::try_get(row, 0)?, texts))
                    };
                    found.iter().map(read).collect::<Result<_, sqlx::Error>>()?
                });
                let Some((end, _)) = page.last() else { break };
                last = *end;
                let mut changed = Vec::new();
                for row in &page {
                    match walk.sealed(self.seals(), row) {
                        Ok(sealed) => changed.extend(sealed.map(|sealed| (row, sealed))),
                        // One that nobody can open any more keeps nobody from the others.
                        Err(error) => {
                            tracing::error!(%error, table = columns[0].table, row = %row.0, "left as it is")
                        }
                    }
                }
                if changed.is_empty() {
                    continue;
                }
                rows += writing!(self, tx => {
                    let mut written = 0;
                    for ((id, stored), sealed) in &changed {
                        let mut update = sqlx::query(AssertSqlSafe(walk.update.clone())).bind(id);
                        for text in sealed.iter().chain(stored) {
                            update = update.bind(text);
                        }
                        written += update.execute(&mut *tx).await?.rows_affected();
                    }
                    written
                });
            }
        }
        Ok(rows)
    }

    /// Of a blocked number a digest is kept, sealed, and its keyed hash.
    async fn seal_blocked(&self) -> Result<u64> {
        let (seals, mut rows, mut last) = (self.seals(), 0, Uuid::nil());
        loop {
            let page: Vec<(Uuid, String, Option<String>, String)> =
                reading!(self, pool => sqlx::query_as(BLOCKED).bind(last).bind(PAGE).fetch_all(pool).await?);
            let Some((end, ..)) = page.last() else { return Ok(rows) };
            last = *end;
            for (id, hash, sealed, last_four) in page {
                let current = match &sealed {
                    Some(sealed) => seals.is_sealed(sealed)?,
                    None => false,
                };
                if current {
                    continue;
                }
                let digest = match &sealed {
                    Some(sealed) => seals.open(BLOCKED_DIGEST, id, sealed)?,
                    None => hash.clone(),
                };
                let last_four = seals.open(BLOCKED_LAST_FOUR, id, &last_four)?;
                let (new, sealed) = (seals.hash(&digest)?, seals.seal(BLOCKED_DIGEST, id, &digest)?);
                let last_four = seals.seal(BLOCKED_LAST_FOUR, id, &last_four)?;
                rows += writing!(self, tx => {
                    sqlx::query(DROP_TWIN).bind(id).bind(&new).execute(&mut *tx).await?;
                    sqlx::query(SEAL_BLOCKED).bind(id).bind(&new).bind(&sealed).bind(&last_four).bind(&hash)
                        .execute(&mut *tx).await?.rows_affected()
                });
            }
        }
    }
}
