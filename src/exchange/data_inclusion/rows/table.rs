//! CSV: a header, then a row a record; a quoted cell may hold line ends.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use serde_json::{Map, Value};

use super::super::list;
use super::line::{Line, read_line};
use super::{BrokenRow, MAX_ROW_BYTES, Row};

/// The line where a record begins, and its cells.
type Record = (u64, Result<Vec<String>, BrokenRow>);

/// The records of a CSV file as objects: empty cells are null, lists are arrays.
pub(super) struct Table<R> {
    reader: R,
    /// Lines read too far, when a quotation mark was never closed.
    ahead: VecDeque<Line>,
    line: u64,
    delimiter: u8,
    header: Vec<String>,
    ended: bool,
}

impl<R: BufRead> Table<R> {
    /// Begins at `line` of the file, where the header is.
    pub(super) fn new(reader: R, line: u64) -> Self {
        let ahead = VecDeque::new();
        Self { reader, ahead, line: line - 1, delimiter: b',', header: Vec::new(), ended: false }
    }

    fn next_line(&mut self) -> io::Result<Option<Line>> {
        let line = match self.ahead.pop_front() {
            Some(line) => Some(line),
            None => read_line(&mut self.reader)?,
        };
        self.line += u64::from(line.is_some());
        Ok(line)
    }

    /// The next record's first line and its cells, blank lines passed.
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        loop {
            let Some(first) = self.next_line()? else { return Ok(None) };
            let at = self.line;
            if first.text.trim_ascii().is_empty() {
                continue;
            }
            if first.too_long {
                return Ok(Some((at, Err(BrokenRow::TooLong))));
            }
            if self.header.is_empty() {
                self.delimiter = delimiter(&first.text);
            }
            let mut text = first.text;
            let mut quote = Quote::default();
            let mut more = Vec::new();
            quote.read(&text, self.delimiter);
            while matches!(quote, Quote::Inside | Quote::Misplaced) {
                let line = if quote == Quote::Misplaced { None } else { self.next_line()? };
                let too_far = line.as_ref().is_none_or(|line| text.len() + line.text.len() > MAX_ROW_BYTES);
                if let Some(line) = line {
                    quote.read(&line.text, self.delimiter);
                    text.extend_from_slice(&line.text);
                    more.push(line);
                }
                if too_far {
                    // Read again from the second line: only the first is lost.
                    self.line = at;
                    more.extend(self.ahead.drain(..));
                    self.ahead = more.into();
                    return Ok(Some((at, Err(BrokenRow::OpenQuote))));
                }
            }
            return Ok(Some((at, cells(&text, self.delimiter))));
        }
    }

    fn next_row(&mut self) -> io::Result<Option<Row>> {
        if self.header.is_empty() {
            match self.next_record()? {
                None => return Ok(None),
                Some((_, Ok(header))) => self.header = header,
                Some((line, Err(broken))) => {
                    // Without a header the cells mean nothing.
                    self.ended = true;
                    return Ok(Some(Row { line, content: Err(broken) }));
                }
            }
        }
        let Some((line, cells)) = self.next_record()? else { return Ok(None) };
        Ok(Some(Row { line, content: cells.and_then(|cells| self.object(cells)) }))
    }

    fn object(&self, cells: Vec<String>) -> Result<Value, BrokenRow> {
        if cells.len() != self.header.len() {
            return Err(BrokenRow::Cells { expected: self.header.len(), found: cells.len() });
        }
        let values = self.header.iter().zip(cells).map(|(name, cell)| {
            let value = list::from_cell(name, cell);
            (name.clone(), value)
        });
        Ok(Value::Object(values.collect::<Map<_, _>>()))
    }
}

impl<R: BufRead> Iterator for Table<R> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.ended {
            return None;
        }
        let row = self.next_row().unwrap_or_else(|error| {
            self.ended = true;
            Some(Row { line: self.line + 1, content: Err(error.into()) })
        });
        self.ended |= row.is_none();
        row
    }
}

/// The separator that the header uses most: comma, semicolon or tab.
fn delimiter(header: &[u8]) -> u8 {
    let count = |delimiter: &u8| header.iter().filter(|byte| *byte == delimiter).count();
    // The last of equals wins: a comma where nothing tells.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

fn cells(text: &[u8], delimiter: u8) -> Result<Vec<String>, BrokenRow> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(text.len().clamp(64, 8192))
        .from_reader(text);
    match reader.records().next() {
        Some(Ok(record)) => Ok(record.iter().map(|cell| cell.trim().to_owned()).collect()),
        Some(Err(_)) => Err(BrokenRow::NotUtf8),
        None => Ok(Vec::new()),
    }
}

/// Where a scan of a record is with regard to quotation marks.
#[derive(Clone, Copy, Default, PartialEq)]
enum Quote {
    /// At the start of a cell, where a mark would open.
    #[default]
    Start,
    /// In a cell without marks.
    Outside,
    /// Between two marks.
    Inside,
    /// After a mark that closes, or is the first of two.
    Closing,
    /// After a mark that is neither: the cell was never closed where it should.
    Misplaced,
}

impl Quote {
    fn read(&mut self, text: &[u8], delimiter: u8) {
        for &byte in text {
            *self = match (*self, byte) {
                (Self::Start | Self::Closing, b'"') => Self::Inside,
                (Self::Inside, b'"') => Self::Closing,
                (Self::Inside, _) => Self::Inside,
                (Self::Misplaced, _) => Self::Misplaced,
                (_, byte) if byte == delimiter => Self::Start,
                (Self::Closing, byte) if !byte.is_ascii_whitespace() => Self::Misplaced,
                _ => Self::Outside,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[test]
    fn cells_are_values_lists_or_nothing() {
        let file = "id,nom,publics,frais\r\na,\"un, \"\"deux\"\"\r\ntrois\",\"[\"\"jeunes\"\", \"\"femmes\"\"]\",\r\nb,12\" d’écran,\"{jeunes,femmes}\",gratuit\r\n";
        let told = read(file.as_bytes());
        assert_eq!(
            told[0],
            (
                2,
                r#"{"frais":null,"id":"a","nom":"un, \"deux\"\r\ntrois","publics":["jeunes","femmes"]}"#
                    .into()
            )
        );
        assert_eq!(
            told[1],
            (4, r#"{"frais":"gratuit","id":"b","nom":"12\" d’écran","publics":["jeunes","femmes"]}"#.into())
        );
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn semicolons_and_tabs_separate_too() {
        for delimiter in [";", "\t"] {
            let told = read(format!("id{delimiter}nom\na{delimiter}b, c\n").as_bytes());
            assert_eq!(told, [(2, r#"{"id":"a","nom":"b, c"}"#.to_owned())]);
        }
    }

    #[test]
    fn a_broken_record_does_not_lose_the_following() {
        let told = read(b"id,nom\na,\"open\nb,\"two\"\nc\nd,\xFF\ne,f\n");
        let lines: Vec<_> = told.iter().map(|(line, text)| (*line, text.starts_with('!'))).collect();
        assert_eq!(lines, [(2, true), (3, false), (4, true), (5, true), (6, false)]);
        assert!(told[0].1.contains("guillemet"));
        assert!(told[1].1.contains("two"));
        assert!(told[2].1.contains("1 au lieu de 2"));
    }
}
