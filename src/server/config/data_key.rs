//! The key by which personal words are sealed in the database.

use std::path::Path;

use super::read::Reader;
use crate::store::{KeyPlace, Ring};

const EXAMPLE: &str = "64 hexadecimal digits, from: openssl rand -hex 32";
const FILE_EXAMPLE: &str = "/etc/premier-pas/data.key";

/// The place of the keys: `DATA_KEY`, or else the file of `DATA_KEY_FILE`, which is `data.key` in the data folder where
/// nothing is said. Nothing where it is wrong: the reader keeps the error.
pub fn read_key(reader: &mut Reader<'_>, data_dir: &Path) -> Option<KeyPlace> {
    let given = reader.optional("DATA_KEY", Ring::parse, EXAMPLE)?;
    let file = reader.set("DATA_KEY_FILE");
    if given.is_some() && file.is_some() {
        reader.refuse("DATA_KEY_FILE", "is set, and DATA_KEY too: one of them is enough", FILE_EXAMPLE);
        return None;
    }
    if let Some(ring) = given {
        return Some(KeyPlace::Given(ring));
    }
    let file = file.map_or_else(|| data_dir.join("data.key"), Into::into);
    // A file that is not there yet is made at the first start.
    let wrong = match std::fs::read_to_string(&file) {
        Ok(text) => Ring::parse(&text).err().map(|error| error.to_string()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => Some(format!("can't be read: {error}")),
    };
    if let Some(wrong) = wrong {
        reader.refuse("DATA_KEY_FILE", wrong, FILE_EXAMPLE);
        return None;
    }
    Some(KeyPlace::File(file))
}
