//! The schema: brought up to this version step by step, and left as it is where a newer one has taken it further.

use sqlx::migrate::Migrator;

use super::{Db, Result, reading};

const STEP: &str = "select max(version) from _sqlx_migrations";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[STEP];

impl Db {
    /// The steps of this version.
    fn steps(&self) -> Migrator {
        let mut steps = match self {
            Self::Sqlite { .. } => sqlx::migrate!("src/store/migrations/sqlite"),
            Self::Postgres(..) => sqlx::migrate!("src/store/migrations/postgres"),
        };
        // Nodes are restarted one by one: one of an older version starts again beside a newer one.
        steps.set_ignore_missing(true);
        steps
    }

    /// Takes the steps that are missing.
    pub(super) async fn migrate(&self) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => self.steps().run(write).await?,
            Self::Postgres(pool, ..) => self.steps().run(pool).await?,
        }
        Ok(())
    }

    /// The last step that was taken, by whichever version.
    pub(super) async fn step(&self) -> Result<i64> {
        Ok(reading!(self, pool => sqlx::query_scalar(STEP).fetch_one(pool).await?))
    }

    /// The database at `url` as an older version left it: after the step `last`, without a key.
    #[cfg(test)]
    pub async fn older(url: &str, last: i64) -> Result<Self> {
        let db = Self::connect(url, super::Seals::of_tests()).await?;
        match &db {
            Self::Sqlite { write, .. } => db.steps().run_to(last, write).await?,
            Self::Postgres(pool, ..) => db.steps().run_to(last, pool).await?,
        }
        Ok(db)
    }
}
