//! The official communes, where they were imported.

use sqlx::types::Json;

use super::{Db, Result, reading, writing};
use crate::domain::territory::Commune;

pub(super) const ALL: &str = "select content from commune";
const CLEAR: &str = "delete from commune";
const ADD: &str = "insert into commune (code, content) values ($1, $2)";
// No row of the directory tells it: every node reads everything again. Raised last, so that writers don't wait for it
// while 35,000 communes are written.
const RAISE: &str = "update directory_version set version = version + 1, whole = version + 1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[ALL, CLEAR, ADD, RAISE];

impl Db {
    /// The imported communes; none where the table compiled into the server serves.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn communes(&self) -> Result<Vec<Commune>> {
        let rows: Vec<Json<Commune>> = reading!(self, pool => sqlx::query_scalar(ALL).fetch_all(pool).await?);
        Ok(rows.into_iter().map(|row| row.0).collect())
    }

    /// Replaces all communes in one transaction.
    ///
    /// # Errors
    /// Where the database fails; then nothing has changed.
    pub async fn replace_communes(&self, communes: &[Commune]) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(CLEAR).execute(&mut *tx).await?;
            for commune in communes {
                sqlx::query(ADD).bind(&commune.code).bind(Json(commune)).execute(&mut *tx).await?;
            }
            sqlx::query(RAISE).execute(&mut *tx).await?;
        });
        Ok(())
    }
}
