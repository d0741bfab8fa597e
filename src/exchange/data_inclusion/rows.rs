//! The rows of a published file, one by one, whatever its size and its format.

mod array;
mod line;
mod lines;
mod table;

use std::io::{self, BufRead};

use serde_json::Value;
use thiserror::Error;

/// The longest row kept in memory, in bytes: ten times what the schema allows a service to say.
pub const MAX_ROW_BYTES: usize = 1 << 20;

/// One row of a file, read or broken.
#[derive(Debug)]
pub struct Row {
    /// Where it is: the line (from 1) in NDJSON and CSV, the element (from 1) in a JSON array.
    pub line: u64,
    /// A JSON object, or why there is none.
    pub content: Result<Value, BrokenRow>,
}

/// Why a row can't be read, in words for the person who published it.
#[derive(Debug, Error)]
pub enum BrokenRow {
    /// Not JSON.
    #[error("la ligne n’est pas du JSON lisible ({0})")]
    Json(#[from] serde_json::Error),
    /// JSON, but neither a structure nor a service.
    #[error("la ligne n’est pas un objet JSON")]
    NotAnObject,
    /// The file stops before the end of its list.
    #[error("le fichier est coupé : la suite manque")]
    Truncated,
    /// Something follows the end of the list.
    #[error("du texte suit la fin de la liste : il n’est pas lu")]
    Trailing,
    /// Longer than [`MAX_ROW_BYTES`].
    #[error("la ligne est trop longue")]
    TooLong,
    /// Bytes that are not UTF-8.
    #[error("la ligne n’est pas écrite en UTF-8")]
    NotUtf8,
    /// A quotation mark that never closes, or closes in the middle of a cell.
    #[error("un guillemet est mal placé ou n’est jamais fermé")]
    OpenQuote,
    /// A CSV row whose cells don't match the header.
    #[error("la ligne n’a pas autant de cellules que l’en-tête : {found} au lieu de {expected}")]
    Cells {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// The file can't be read further.
    #[error("la lecture du fichier a échoué ({0})")]
    Io(#[from] io::Error),
}

/// Reads the rows of a JSON array, of NDJSON or of CSV, told apart by how the content begins.
///
/// At most one row is in memory. A broken row is yielded as such and those that follow are read; only a
/// failing disk or a file cut short stops it, after one last broken row.
pub fn rows<'r, R: BufRead + 'r>(mut reader: R) -> Box<dyn Iterator<Item = Row> + 'r> {
    match skip_to_content(&mut reader) {
        Err(error) => Box::new(std::iter::once(Row { line: 1, content: Err(error.into()) })),
        Ok((_, None)) => Box::new(std::iter::empty()),
        Ok((_, Some(b'['))) => Box::new(array::Elements::new(reader)),
        Ok((line, Some(b'{'))) => Box::new(lines::Lines::new(reader, line)),
        Ok((line, Some(_))) => Box::new(table::Table::new(reader, line)),
    }
}

/// Passes a byte order mark and blank lines: the line reached, and the first byte that says something.
fn skip_to_content(reader: &mut impl BufRead) -> io::Result<(u64, Option<u8>)> {
    const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];
    let mut line = 1;
    loop {
        match peek(reader)? {
            Some(byte) if byte.is_ascii_whitespace() || BYTE_ORDER_MARK.contains(&byte) => {
                line += u64::from(byte == b'\n');
                reader.consume(1);
            }
            other => return Ok((line, other)),
        }
    }
}

fn peek(reader: &mut impl BufRead) -> io::Result<Option<u8>> {
    loop {
        match reader.fill_buf() {
            Ok(buffer) => return Ok(buffer.first().copied()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// A row from its JSON text.
fn object(text: &[u8]) -> Result<Value, BrokenRow> {
    match serde_json::from_slice(text) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err(BrokenRow::NotAnObject),
        Err(_) if std::str::from_utf8(text).is_err() => Err(BrokenRow::NotUtf8),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;

    /// Reads with a buffer of a few bytes, so that every boundary is crossed.
    pub(super) fn read(text: &[u8]) -> Vec<(u64, String)> {
        let told = |row: Row| match row.content {
            Ok(value) => (row.line, value.to_string()),
            Err(broken) => (row.line, format!("! {broken}")),
        };
        rows(BufReader::with_capacity(3, text)).map(told).collect()
    }

    #[test]
    fn the_format_is_read_from_the_content() {
        let expected = |line: u64| vec![(line, r#"{"id":"a"}"#.to_owned())];
        assert_eq!(read(b"[{\"id\":\"a\"}]"), expected(1));
        assert_eq!(read(b"\xEF\xBB\xBF \n[{\"id\":\"a\"}]"), expected(1));
        assert_eq!(read(b"{\"id\":\"a\"}"), expected(1));
        assert_eq!(read(b"\xEF\xBB\xBF{\"id\":\"a\"}\r\n"), expected(1));
        assert_eq!(read(b"\xEF\xBB\xBFid\na\n"), expected(2));
        assert_eq!(read(b"\n\nid\n\na\n"), expected(5));
        assert!(read(b"").is_empty());
        assert!(read(b" \n ").is_empty());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            read(&bytes);
        }

        #[test]
        fn no_almost_json_makes_it_panic(text in r#"[\[{][\[\]{},:"\\a\n ]{0,60}"#) {
            read(text.as_bytes());
        }
    }
}
