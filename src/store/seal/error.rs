//! What may be wrong with a key, or with what it sealed. None of it quotes a key or a word.

use std::path::PathBuf;

use thiserror::Error;

/// Why something was not sealed or not opened.
#[derive(Debug, Error)]
pub enum SealError {
    /// A key is not written as one.
    #[error("holds something else than keys: each is 32 bytes, as 64 hexadecimal digits or in base64")]
    NotAKey,
    /// There is nothing in it.
    #[error("holds no key")]
    NoKey,
    /// A key that seals, and one that still opens: there are no more.
    #[error("holds more than two keys: the one that seals, and the one before it")]
    TooMany,
    /// The value was sealed by a key that is not here.
    #[error("a value was sealed by another key than the data key")]
    UnknownKey,
    /// The value was changed, or stands where it was not written.
    #[error("a sealed value was changed, or moved to another row")]
    Broken,
    /// The file of the keys does what files do.
    #[error("the file of the data key, {}: {}", .0.display(), .1)]
    File(PathBuf, std::io::Error),
    /// The database is sealed, and there is no key.
    #[error("this database is sealed, and its data key is not in {}: put it back there", .0.display())]
    Lost(PathBuf),
    /// The database is sealed by another key.
    #[error(
        "the data key is not that of this database: set DATA_KEY or DATA_KEY_FILE to the one it was sealed by"
    )]
    Foreign,
    /// A rotation goes on where the keys are.
    #[error("DATA_KEY is a variable: set it to NEW,OLD where it is set, and start again")]
    Given,
    /// One rotation after the other.
    #[error("the data key is being changed already: premier-pas rotate-key --finish ends that")]
    Unfinished,
    /// The old key is still needed.
    #[error("the file of the data key was changed less than a minute ago: not every process has read it yet")]
    TooSoon,
}
