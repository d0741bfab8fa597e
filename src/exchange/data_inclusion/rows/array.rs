//! The elements of a JSON array, cut out one by one without reading the whole.

use std::io::BufRead;

use super::{BrokenRow, MAX_ROW_BYTES, Row, object, peek};

/// Brackets open at once beyond which a text is not a directory.
const MAX_DEPTH: usize = 1024;

/// The elements of the array that `reader` begins with.
pub(super) struct Elements<R> {
    reader: R,
    line: u64,
    opened: bool,
    /// What is still to be said at the end: a truncation, once.
    last: Option<BrokenRow>,
    ended: bool,
}

impl<R: BufRead> Elements<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, line: 0, opened: false, last: None, ended: false }
    }

    fn next_row(&mut self) -> Result<Option<Row>, BrokenRow> {
        if !self.opened {
            self.reader.consume(1);
            self.opened = true;
        }
        loop {
            if self.ended {
                return Ok(self.last.take().map(|broken| self.row(Err(broken))));
            }
            let mut element = Element::default();
            let end = self.scan(&mut element)?;
            self.ended = end != End::Comma;
            let truncated = end == End::File;
            if end == End::Array && self.has_more()? {
                self.last = Some(BrokenRow::Trailing);
            } else if truncated {
                self.last = Some(BrokenRow::Truncated);
            }
            if element.is_blank() {
                continue;
            }
            let content = element.content();
            if truncated && content.is_err() {
                continue;
            }
            return Ok(Some(self.row(content)));
        }
    }

    fn row(&mut self, content: Result<serde_json::Value, BrokenRow>) -> Row {
        self.line += 1;
        Row { line: self.line, content }
    }

    /// Reads up to what ends the element, and past it.
    fn scan(&mut self, element: &mut Element) -> Result<End, BrokenRow> {
        loop {
            if peek(&mut self.reader)?.is_none() {
                return Ok(End::File);
            }
            let buffer = self.reader.fill_buf()?;
            let mut found = None;
            let mut read = 0;
            for &byte in buffer {
                read += 1;
                found = element.push(byte)?;
                if found.is_some() {
                    break;
                }
            }
            self.reader.consume(read);
            if let Some(end) = found {
                return Ok(end);
            }
        }
    }

    fn has_more(&mut self) -> Result<bool, BrokenRow> {
        while let Some(byte) = peek(&mut self.reader)? {
            if !byte.is_ascii_whitespace() {
                return Ok(true);
            }
            self.reader.consume(1);
        }
        Ok(false)
    }
}

impl<R: BufRead> Iterator for Elements<R> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.next_row().unwrap_or_else(|broken| {
            self.ended = true;
            self.last = None;
            Some(self.row(Err(broken)))
        })
    }
}

/// What stopped an element.
#[derive(PartialEq)]
enum End {
    Comma,
    Array,
    File,
}

/// The bytes of one element, and what is open in it.
#[derive(Default)]
struct Element {
    text: Vec<u8>,
    too_long: bool,
    open: Vec<u8>,
    in_string: bool,
    escaped: bool,
}

impl Element {
    /// Takes a byte; says what ends the element, if this byte does.
    fn push(&mut self, byte: u8) -> Result<Option<End>, BrokenRow> {
        if self.in_string {
            self.string_byte(byte);
        } else {
            match byte {
                b',' if self.open.is_empty() => return Ok(Some(End::Comma)),
                b'"' => self.in_string = true,
                b'{' | b'[' if self.open.len() < MAX_DEPTH => self.open.push(byte),
                b'{' | b'[' => return Err(BrokenRow::TooLong),
                b'}' => self.close(b'{'),
                // Nothing in the element opened it: it closes the list, even if a brace was forgotten.
                b']' if !self.open.contains(&b'[') => return Ok(Some(End::Array)),
                b']' => self.close(b'['),
                _ => {}
            }
        }
        if self.text.len() < MAX_ROW_BYTES {
            self.text.push(byte);
        } else {
            self.too_long = true;
        }
        Ok(None)
    }

    fn string_byte(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            // A line end can't be in a JSON string: the quotation mark was forgotten.
            b'"' | b'\n' => self.in_string = false,
            _ => {}
        }
    }

    /// Closes the last `opening`, and what was left open after it.
    fn close(&mut self, opening: u8) {
        if let Some(at) = self.open.iter().rposition(|&open| open == opening) {
            self.open.truncate(at);
        }
    }

    fn is_blank(&self) -> bool {
        self.text.iter().all(u8::is_ascii_whitespace)
    }

    fn content(&self) -> Result<serde_json::Value, BrokenRow> {
        if self.too_long { Err(BrokenRow::TooLong) } else { object(&self.text) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::*;

    fn ids(text: &str) -> Vec<String> {
        let short = |(line, told): (u64, String)| {
            format!("{line}{}", if told.starts_with('!') { "!".to_owned() } else { told })
        };
        read(text.as_bytes()).into_iter().map(short).collect()
    }

    #[test]
    fn brackets_and_commas_in_strings_and_in_depth_cut_nothing() {
        assert_eq!(
            ids(r#"[{"a":"],}\"[{"}, {"b":[1,{"c":[]}]} ]"#),
            [r#"1{"a":"],}\"[{"}"#, r#"2{"b":[1,{"c":[]}]}"#]
        );
    }

    #[test]
    fn a_broken_element_does_not_lose_the_following() {
        let rest = r#"2{"b":1}"#;
        for broken in [r#"{"a":}"#, "12", "null", r#"{"a":[1}"#, r#"{"a":1}}"#, "{\"a\":\"x\n}", r#"{a:1}"#] {
            assert_eq!(ids(&format!(r#"[{broken},{{"b":1}}]"#)), ["1!", rest], "{broken}");
        }
    }

    #[test]
    fn a_file_cut_short_keeps_what_is_before_and_says_so_once() {
        for cut in [r#"[{"a":1}"#, r#"[{"a":1},"#, r#"[{"a":1},{"b"#, r#"[{"a":1},{"b":"x"#, r#"[{"a":1},{"#]
        {
            assert_eq!(ids(cut), [r#"1{"a":1}"#, "2!"], "{cut}");
        }
        assert_eq!(read(b"[")[0].1, format!("! {}", BrokenRow::Truncated));
    }

    #[test]
    fn what_follows_the_list_is_told() {
        assert_eq!(ids(r#"[{"a":1}] [{"b":2}]"#), [r#"1{"a":1}"#, "2!"]);
        assert_eq!(ids("[{\"a\":1}]\n\n"), [r#"1{"a":1}"#]);
        assert!(ids("[]").is_empty());
    }

    #[test]
    fn an_endless_element_is_dropped_without_being_kept() {
        let long = format!(r#"[{{"a":"{}"}},{{"b":1}}]"#, "x".repeat(MAX_ROW_BYTES));
        let mut element = Element::default();
        for byte in long.bytes().skip(1).take(MAX_ROW_BYTES + 5) {
            assert!(element.push(byte).unwrap().is_none());
        }
        assert_eq!(element.text.len(), MAX_ROW_BYTES);
        let rows: Vec<_> = super::super::rows(long.as_bytes()).collect();
        assert!(matches!(rows[0].content, Err(BrokenRow::TooLong)));
        assert!(rows[1].content.is_ok());
        assert_eq!(ids(&"[".repeat(5000)), ["1!"]);
    }
}
