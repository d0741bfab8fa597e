//! One line of text, never longer in memory than a row may be.

use std::io::{self, BufRead};

use super::{MAX_ROW_BYTES, peek};

/// A line with its end (`\n` included, unless the file stops without one).
pub(super) struct Line {
    pub(super) text: Vec<u8>,
    /// More than [`MAX_ROW_BYTES`]: the end of `text` was let go.
    pub(super) too_long: bool,
}

/// The next line, or nothing at the end of the file.
pub(super) fn read_line(reader: &mut impl BufRead) -> io::Result<Option<Line>> {
    if peek(reader)?.is_none() {
        return Ok(None);
    }
    let mut line = Line { text: Vec::new(), too_long: false };
    while peek(reader)?.is_some() {
        let buffer = reader.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n').map(|at| at + 1);
        let part = &buffer[..end.unwrap_or(buffer.len())];
        let kept = part.len().min(MAX_ROW_BYTES - line.text.len());
        line.text.extend_from_slice(&part[..kept]);
        line.too_long |= kept < part.len();
        let read = part.len();
        reader.consume(read);
        if end.is_some() {
            break;
        }
    }
    Ok(Some(line))
}
