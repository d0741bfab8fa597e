//! The file of the keys: only its owner reads it, and it is never seen half written.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::key::{Key, hexadecimal};
use super::{Ring, SealError};
use crate::domain::id::Chance;

const TOLD: &str = "\
# The data key of Premier Pas: what people say of themselves is sealed by it in the database.
# Whoever has it and the database reads everything; without it nobody does, a backup is worth nothing.
# Keep a copy of it, away from the backups. The first key seals, a second one still opens.
";
/// Every process has read the file again after this time.
const SETTLED: Duration = Duration::from_secs(60);

/// The keys of a file; nothing where there is no file.
pub(super) fn read(file: &Path) -> Result<Option<Ring>, SealError> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ring::parse(&text).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SealError::File(file.to_owned(), error)),
    }
}

/// Makes the file with a new key, unless somebody else has just done so; answers what it holds then.
pub(super) fn make(file: &Path, chance: &Chance) -> Result<Ring, SealError> {
    let failed = |error| SealError::File(file.to_owned(), error);
    let part = write_beside(file, &[new_key(chance)], chance)?;
    // A link is made whole or not at all, and takes nobody's place.
    let linked = std::fs::hard_link(&part, file);
    std::fs::remove_file(&part).map_err(failed)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(failed(error)),
        _ => read(file)?.ok_or(SealError::NoKey),
    }
}

/// Puts a new key before the one that is there: it seals from now on, the other opens what it sealed.
///
/// # Errors
/// [`SealError::Unfinished`] where the last rotation has not ended; where there is no key; and where the file can't be written.
pub fn add_key(file: &Path, chance: &Chance) -> Result<(), SealError> {
    let mut keys = lines(file)?;
    if keys.len() >= super::ring::KEYS {
        return Err(SealError::Unfinished);
    }
    keys.insert(0, new_key(chance));
    replace(file, &keys, chance)
}

/// Leaves the first key alone in the file; `now` tells whether every process has read what is there.
///
/// # Errors
/// [`SealError::TooSoon`] where one may still seal by the old key, and where the file can't be written.
pub fn drop_old_keys(file: &Path, chance: &Chance, now: SystemTime) -> Result<(), SealError> {
    let failed = |error| SealError::File(file.to_owned(), error);
    let changed = std::fs::metadata(file).and_then(|data| data.modified()).map_err(failed)?;
    if now.duration_since(changed).unwrap_or_default() < SETTLED {
        return Err(SealError::TooSoon);
    }
    replace(file, &lines(file)?[..1], chance)
}

fn new_key(chance: &Chance) -> String {
    hexadecimal(&chance.bytes::<32>())
}

/// The keys as they are written.
fn lines(file: &Path) -> Result<Vec<String>, SealError> {
    let text = std::fs::read_to_string(file).map_err(|error| SealError::File(file.to_owned(), error))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    let keys: Vec<String> = lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|key| !key.is_empty())
        .map(str::to_owned)
        .collect();
    keys.iter().try_for_each(|key| Key::parse(key).map(|_| ()))?;
    if keys.is_empty() { Err(SealError::NoKey) } else { Ok(keys) }
}

fn replace(file: &Path, keys: &[String], chance: &Chance) -> Result<(), SealError> {
    let part = write_beside(file, keys, chance)?;
    std::fs::rename(&part, file).map_err(|error| SealError::File(file.to_owned(), error))
}

/// Writes keys to a new file beside, to the disk.
fn write_beside(file: &Path, keys: &[String], chance: &Chance) -> Result<std::path::PathBuf, SealError> {
    let part = file.with_extension(hexadecimal(&chance.bytes::<8>()));
    let write = || {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut open = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part)?;
        writeln!(open, "{TOLD}{}", keys.join("\n"))?;
        open.sync_all()
    };
    write().map_err(|error| SealError::File(part.clone(), error))?;
    Ok(part)
}
