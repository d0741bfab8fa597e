//! NDJSON: an object a line.

use std::io::BufRead;

use super::line::read_line;
use super::{BrokenRow, Row, object};

/// The lines of `reader`, blank ones passed.
pub(super) struct Lines<R> {
    reader: R,
    line: u64,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    /// Begins at `line` of the file.
    pub(super) fn new(reader: R, line: u64) -> Self {
        Self { reader, line: line - 1, ended: false }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        while !self.ended {
            self.line += 1;
            let content = match read_line(&mut self.reader) {
                Ok(None) => break,
                Ok(Some(line)) if line.text.trim_ascii().is_empty() => continue,
                Ok(Some(line)) if line.too_long => Err(BrokenRow::TooLong),
                Ok(Some(line)) => object(&line.text),
                Err(error) => {
                    self.ended = true;
                    Err(error.into())
                }
            };
            return Some(Row { line: self.line, content });
        }
        self.ended = true;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[test]
    fn a_broken_line_does_not_lose_the_following() {
        let told = read(b"{\"a\":1}\n\n{\"a\":\n12\n{\"a\":\"\xFF\"}\r\n{\"b\":1}");
        let lines: Vec<_> = told.iter().map(|(line, text)| (*line, text.starts_with('!'))).collect();
        assert_eq!(lines, [(1, false), (3, true), (4, true), (5, true), (6, false)]);
        assert!(told[3].1.contains("UTF-8"));
    }

    #[test]
    fn a_line_too_long_is_passed() {
        let text =
            format!("{{\"a\":1}}\n{{\"a\":\"{}\"}}\n{{\"b\":1}}", "x".repeat(super::super::MAX_ROW_BYTES));
        let rows: Vec<_> = super::super::rows(text.as_bytes()).collect();
        assert_eq!(
            rows.iter().map(|row| (row.line, row.content.is_ok())).collect::<Vec<_>>(),
            [(1, true), (2, false), (3, true)]
        );
    }
}
