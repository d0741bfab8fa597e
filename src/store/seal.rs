//! What people say of themselves stands sealed in the database, by a key that is not in it: XChaCha20-Poly1305, a nonce of
//! chance for each value, each bound to its table, its column and its row, so that none can be put in another's place. What
//! is to be found again has a keyed hash beside it. Whoever takes the file, or a backup, reads nothing.

mod column;
mod error;
mod file;
mod fit;
mod key;
mod pass;
mod ring;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use arc_swap::ArcSwapOption;
use uuid::Uuid;

use crate::domain::id::Chance;
pub(in crate::store) use column::*;
pub use error::SealError;
pub use file::{add_key, drop_old_keys};
#[cfg(test)]
pub(in crate::store) use fit::STATEMENTS;
#[cfg(test)]
pub(in crate::store) use pass::STATEMENTS as PASS_STATEMENTS;
pub use ring::Ring;

/// How long a process may seal by the key that was the first before: it looks at the file again after this time.
pub const FOLLOWS_WITHIN: Duration = Duration::from_secs(10);

/// Where the keys are.
#[derive(Debug, Clone)]
pub enum KeyPlace {
    /// They were given, in a variable.
    Given(Ring),
    /// In a file, which is made at the first start.
    File(PathBuf),
}

/// What seals and opens. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Seals(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// None before the first start has made a key.
    ring: ArcSwapOption<Ring>,
    file: Option<PathBuf>,
    looked: Mutex<Instant>,
    chance: Chance,
}

impl Seals {
    /// What seals by the keys of a place; nonces, and the first key where there is none, are `chance`'s.
    ///
    /// # Errors
    /// Where the file can't be read, or holds no keys.
    pub fn new(place: KeyPlace, chance: Chance) -> Result<Self, SealError> {
        let (ring, file) = match place {
            KeyPlace::Given(ring) => (Some(ring), None),
            KeyPlace::File(file) => (file::read(&file)?, Some(file)),
        };
        let ring = ArcSwapOption::new(ring.map(Arc::new));
        Ok(Self(Arc::new(Inner { ring, file, looked: Mutex::new(Instant::now()), chance })))
    }

    /// The keys; those of the file as it is by now.
    fn ring(&self) -> Result<Arc<Ring>, SealError> {
        if let Some(file) = &self.0.file
            && let Ok(mut looked) = self.0.looked.try_lock()
            && looked.elapsed() >= FOLLOWS_WITHIN / 2
        {
            *looked = Instant::now();
            match file::read(file) {
                Ok(Some(ring)) => self.0.ring.store(Some(Arc::new(ring))),
                // What is known goes on serving.
                Ok(None) => {
                    tracing::error!("the file of the data key is gone: put it back before the next start")
                }
                Err(error) => tracing::error!(%error, "the data key can't be read again"),
            }
        }
        self.0.ring.load_full().ok_or(SealError::NoKey)
    }

    /// The keys as their file has them just now.
    fn ring_again(&self) -> Result<Arc<Ring>, SealError> {
        if let Some(file) = &self.0.file
            && let Some(ring) = file::read(file)?
        {
            self.0.ring.store(Some(Arc::new(ring)));
        }
        self.0.ring.load_full().ok_or(SealError::NoKey)
    }

    /// Seals what is to stand in a column of a row. Nothing stays nothing.
    pub(in crate::store) fn seal(&self, column: Column, row: Uuid, text: &str) -> Result<String, SealError> {
        if text.is_empty() {
            return Ok(String::new());
        }
        self.ring()?.first().seal(&bound_to(column, row), text, self.0.chance.bytes())
    }

    /// The same, of what may be missing.
    pub(in crate::store) fn seal_some(
        &self,
        column: Column,
        row: Uuid,
        text: Option<&str>,
    ) -> Result<Option<String>, SealError> {
        text.map(|text| self.seal(column, row, text)).transpose()
    }

    /// Opens what stands in a column of a row. What was written before anything was sealed is as it is.
    pub(in crate::store) fn open(
        &self,
        column: Column,
        row: Uuid,
        stored: &str,
    ) -> Result<String, SealError> {
        let Some((id, sealed)) = key::sealed_by(stored) else { return Ok(stored.to_owned()) };
        let ring = self.ring()?;
        let known = ring.of(id).is_some();
        // Another process has put a new key in the file.
        let ring = if known { ring } else { self.ring_again()? };
        ring.of(id).ok_or(SealError::UnknownKey)?.open(&bound_to(column, row), sealed)
    }

    /// Opens in place.
    pub(in crate::store) fn open_in(
        &self,
        column: Column,
        row: Uuid,
        text: &mut String,
    ) -> Result<(), SealError> {
        *text = self.open(column, row, text)?;
        Ok(())
    }

    /// Opens in place what may be missing.
    pub(in crate::store) fn open_some_in(
        &self,
        column: Column,
        row: Uuid,
        text: &mut Option<String>,
    ) -> Result<(), SealError> {
        text.as_mut().map_or(Ok(()), |text| self.open_in(column, row, text))
    }

    /// The keyed hash by which a text is found again.
    pub(in crate::store) fn hash(&self, text: &str) -> Result<String, SealError> {
        Ok(self.ring()?.first().hash(text))
    }

    /// The keyed hashes by which a text may have been written: by the key that seals, and by the one before it.
    pub(in crate::store) fn hashes(&self, text: &str) -> Result<[String; ring::KEYS], SealError> {
        let ring = self.ring()?;
        Ok([ring.first().hash(text), ring.last().hash(text)])
    }
}

/// What a value is bound to.
fn bound_to(column: Column, row: Uuid) -> String {
    format!("premier-pas 1 {}.{} {row}", column.table, column.name)
}
