//! When a form was opened: the form carries it, signed by the data key, so that any node can tell.

use time::OffsetDateTime;

use super::{Db, Result, digest};

/// What is signed of a moment; no mobile, which the same key hashes, looks like it.
fn moment(seconds: i64) -> String {
    format!("form {seconds}")
}

impl Db {
    /// What a form that is opened `now` carries.
    ///
    /// # Errors
    /// Where there is no data key.
    pub fn form_opened(&self, now: OffsetDateTime) -> Result<String> {
        let seconds = now.unix_timestamp();
        Ok(format!("{seconds}-{}", self.seals().hash(&moment(seconds))?))
    }

    /// When a form was opened, by what it carries; nothing where that was not signed here.
    ///
    /// # Errors
    /// Where there is no data key.
    pub fn form_opened_at(&self, carried: &str) -> Result<Option<OffsetDateTime>> {
        let Some((seconds, signature)) = carried.split_once('-') else { return Ok(None) };
        let Ok(seconds) = seconds.parse() else { return Ok(None) };
        let ours = self.seals().hashes(&moment(seconds))?;
        // By their digests: how far two texts agree takes a time that tells.
        let is_ours = ours.iter().any(|ours| digest(ours) == digest(signature));
        Ok(OffsetDateTime::from_unix_timestamp(seconds).ok().filter(|_| is_ours))
    }
}
