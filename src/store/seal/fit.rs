//! Whether the key is that of the database. The database tells its key apart by a check, which tells nothing of the key.

use super::{SealError, Seals, file};
use crate::store::{Db, Result, reading, writing};

/// The check of the key that the database belongs to.
const BELONGS: &str = "select key from secret_key where name = 'data'";
const CLAIM: &str = "insert into secret_key (name, key) values ('data', $1) on conflict (name) do nothing";
/// The check of the key by which everything is sealed, once it is: under another name whenever more is to be sealed.
const SEALED: &str = "select key from secret_key where name = 'data_sealed_2'";
const SETTLE: &str = "
insert into secret_key (name, key) values ('data', $1), ('data_sealed_2', $1)
on conflict (name) do update set key = excluded.key";

#[cfg(test)]
pub(in crate::store) const STATEMENTS: &[&str] = &[BELONGS, CLAIM, SEALED, SETTLE];

impl Db {
    /// Makes sure that the key is that of this database; at its very first start it gets one. What stands there unsealed, or
    /// sealed by the key before, is sealed then.
    pub(in crate::store) async fn fit_key(&self) -> Result<()> {
        let seals = self.seals();
        let belongs = async || -> Result<Option<String>> {
            Ok(reading!(self, pool => sqlx::query_scalar(BELONGS).fetch_optional(pool).await?))
        };
        if belongs().await?.is_none() {
            let check = seals.ring_or_new()?.first().check().to_owned();
            writing!(self, tx => { sqlx::query(CLAIM).bind(check).execute(&mut *tx).await?; });
        }
        let check = belongs().await?.unwrap_or_default();
        let Some(ring) = seals.0.ring.load_full() else {
            return Err(SealError::Lost(seals.0.file.clone().unwrap_or_default()).into());
        };
        if !ring.knows(&check) {
            return Err(SealError::Foreign.into());
        }
        let sealed: Option<String> =
            reading!(self, pool => sqlx::query_scalar(SEALED).fetch_optional(pool).await?);
        if sealed.as_deref() != Some(ring.first().check()) {
            self.seal_again().await?;
        }
        Ok(())
    }

    /// Seals everything by the first key, in small steps, while others write; cut, it is gone on with by the next start.
    /// Answers how many rows were sealed.
    ///
    /// # Errors
    /// Where the database fails, or something was sealed by a key that is not here.
    pub async fn seal_again(&self) -> Result<u64> {
        let check = self.seals().ring_again()?.first().check().to_owned();
        let mut rows = 0;
        // What another process has sealed by the old key meanwhile is found by the second walk.
        loop {
            let walked = self.seal_all().await?;
            rows += walked;
            if walked == 0 {
                break;
            }
        }
        writing!(self, tx => { sqlx::query(SETTLE).bind(&check).execute(&mut *tx).await?; });
        // Nothing of what stood there in the clear is left in the file or its log.
        if rows > 0 {
            self.shred().await?;
        }
        Ok(rows)
    }
}

impl Seals {
    /// The keys; a new one where there is none.
    fn ring_or_new(&self) -> std::result::Result<std::sync::Arc<super::Ring>, SealError> {
        if self.0.ring.load().is_none()
            && let Some(path) = &self.0.file
        {
            let ring = file::make(path, &self.0.chance)?;
            self.0.ring.store(Some(std::sync::Arc::new(ring)));
            tracing::warn!(
                file = %path.display(),
                "a data key was made: keep a copy of it, away from the backups; without it nobody reads them"
            );
        }
        self.ring()
    }
}
