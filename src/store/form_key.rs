//! When a form was opened: the form carries it, signed by a key of this database, so that any node can tell.

use time::OffsetDateTime;

use super::{Db, Result, digest, reading};

const KEY: &str = "select key from secret_key where name = 'form'";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[KEY];

/// The seconds of a moment, signed.
fn signed(key: &str, seconds: i64) -> String {
    // Cut in half, so that nobody goes on from the digest to one of a longer text.
    let signature = digest(format!("{key}:{seconds}"));
    format!("{seconds}-{}", &signature[..32])
}

impl Db {
    /// What a form that is opened `now` carries.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn form_opened(&self, now: OffsetDateTime) -> Result<String> {
        Ok(signed(&self.form_key().await?, now.unix_timestamp()))
    }

    /// When a form was opened, by what it carries; nothing where that was not signed here.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn form_opened_at(&self, carried: &str) -> Result<Option<OffsetDateTime>> {
        let seconds = carried.split_once('-').and_then(|(seconds, _)| seconds.parse().ok());
        let Some(seconds) = seconds else { return Ok(None) };
        let ours = signed(&self.form_key().await?, seconds) == carried;
        Ok(OffsetDateTime::from_unix_timestamp(seconds).ok().filter(|_| ours))
    }

    async fn form_key(&self) -> Result<String> {
        Ok(reading!(self, pool => sqlx::query_scalar(KEY).fetch_one(pool).await?))
    }
}
