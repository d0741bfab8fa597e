//! The keys of one place: the first seals, the other opens what it sealed before.

use std::fmt;
use std::sync::Arc;

use super::SealError;
use super::key::Key;

/// Keys that a place may hold.
pub const KEYS: usize = 2;

/// The key that seals, and the one before it. Neither is shown.
#[derive(Clone)]
pub struct Ring(Arc<[Key]>);

impl Ring {
    /// Reads keys, one a line or with commas between; what follows `#` at the beginning of a line is for people.
    ///
    /// # Errors
    /// Where there is none, one is not written as a key, or there are more than two.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        let words = lines.flat_map(|line| line.split(',')).map(str::trim).filter(|word| !word.is_empty());
        let keys = words.map(Key::parse).collect::<Result<Vec<_>, _>>()?;
        match keys.len() {
            0 => Err(SealError::NoKey),
            1..=KEYS => Ok(Self(keys.into())),
            _ => Err(SealError::TooMany),
        }
    }

    /// The one that seals.
    pub(super) fn first(&self) -> &Key {
        &self.0[0]
    }

    /// The one before it; the same where there is one alone.
    pub(super) fn last(&self) -> &Key {
        &self.0[self.0.len() - 1]
    }

    /// The key of an id.
    pub(super) fn of(&self, id: &str) -> Option<&Key> {
        self.0.iter().find(|key| key.id() == id)
    }

    /// Whether one of them is the key that the database tells apart by `check`.
    pub(super) fn knows(&self, check: &str) -> bool {
        self.0.iter().any(|key| key.check() == check)
    }
}

impl fmt::Debug for Ring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ring(… {})", self.0.len())
    }
}
