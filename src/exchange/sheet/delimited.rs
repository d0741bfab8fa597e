//! CSV as programs save it: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::{Line, MAX_CELL, MAX_COLUMNS, MAX_LINES, Sheet, Unreadable};

/// Reads the one sheet of a CSV file.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let text = decode(bytes);
    if text.contains('\0') {
        return Err(Unreadable::Damaged("il contient des octets qui ne sont pas du texte".to_owned()));
    }
    let separator = separator(&text);
    if let Some(line) = open_quote(&text, separator) {
        return Err(Unreadable::OpenQuote(line));
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator as u8)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut lines = Vec::new();
    let (mut number, mut counted) = (1, 0);
    loop {
        let more = reader.read_record(&mut record).map_err(|error| Unreadable::Damaged(error.to_string()))?;
        if !more {
            return Ok(Sheet { name: String::new(), lines });
        }
        // The reader places a line before the blank ones above it.
        let from = record.position().map_or(0, |at| at.byte() as usize);
        let blank = text.as_bytes()[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        number += newlines(&text.as_bytes()[counted..from + blank]);
        counted = from + blank;
        // Excel pads the lines with empty cells up to the widest one.
        let width = record
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty())
            .last()
            .map_or(0, |(last, _)| last + 1);
        if width > MAX_COLUMNS {
            return Err(Unreadable::TooManyColumns(number));
        }
        if record.iter().any(|cell| cell.len() > MAX_CELL && cell.chars().count() > MAX_CELL) {
            return Err(Unreadable::LongCell(number));
        }
        if width == 0 {
            continue;
        }
        if lines.len() == MAX_LINES {
            return Err(Unreadable::TooManyLines);
        }
        lines.push(Line {
            number,
            cells: record.iter().take(width).map(|cell| cell.trim().to_owned()).collect(),
        });
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// The text of the bytes: by their mark, else UTF-8 where it is valid, else the Windows of Western Europe.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    let guessed = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    guessed.decode_without_bom_handling(bytes).0
}

/// The separator that the first lines use most; a comma where nothing tells.
fn separator(text: &str) -> char {
    let start: String = text.lines().take(5).flat_map(|line| line.chars().take(4_000)).collect();
    let count = |one: &char| start.chars().filter(|c| c == one).count();
    // The last of equals wins.
    ['\t', ';', ','].into_iter().max_by_key(count).unwrap_or(',')
}

/// The line where a quotation mark opens a cell that never ends.
fn open_quote(text: &str, separator: char) -> Option<u64> {
    let (mut line, mut opened, mut at_start) = (1, None, true);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += u64::from(letter == '\n');
        match opened {
            Some(_) if letter == '"' && letters.peek() == Some(&'"') => _ = letters.next(),
            Some(_) if letter == '"' => opened = None,
            Some(_) => {}
            None if letter == '"' && at_start => opened = Some(line),
            None => {}
        }
        at_start = opened.is_none() && (letter == separator || letter == '\n' || letter == '\r');
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        read(bytes).unwrap().lines.into_iter().map(|line| line.cells).collect()
    }

    #[test]
    fn every_dialect_says_the_same() {
        let expected =
            vec![vec!["Nom".to_owned(), "Thème".into()], vec!["L’été à 5 €".into(), "Santé".into()]];
        for separator in [",", ";", "\t"] {
            for end in ["\n", "\r\n"] {
                let text = format!("Nom{separator}Thème{end}L’été à 5 €{separator}Santé{end}");
                assert_eq!(cells(text.as_bytes()), expected);
                assert_eq!(cells(format!("\u{feff}{text}").as_bytes()), expected);
                assert_eq!(cells(&WINDOWS_1252.encode(&text).0), expected, "as Excel saves it");
                let wide = text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
                assert_eq!(
                    cells(&[&[0xFF, 0xFE], wide.as_slice()].concat()),
                    expected,
                    "as « Unicode text »"
                );
            }
        }
    }

    #[test]
    fn lines_are_numbered_as_the_file_has_them() {
        let sheet = read(b"a;b\n;;\n\n\"c\nc\";d\ne;f;;;\n").unwrap();
        let numbers: Vec<u64> = sheet.lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 4, 6]);
        assert_eq!(sheet.lines[2].cells, ["e", "f"]);
    }

    #[test]
    fn what_is_too_much_is_told_with_its_line() {
        assert_eq!(read(b"a;b\n\"c;d\ne;f\n"), Err(Unreadable::OpenQuote(2)));
        assert!(read(b"a;b\n12\" d;e\n").is_ok(), "inches in the middle of a cell");
        let wide = format!("a;b\n{}\n", "x;".repeat(1_000_000));
        assert_eq!(read(wide.as_bytes()), Err(Unreadable::TooManyColumns(2)));
        let long = format!("a;b\nc;{}\n", "é".repeat(MAX_CELL + 1));
        assert_eq!(read(long.as_bytes()), Err(Unreadable::LongCell(2)));
        assert_eq!(read("a;b\n".repeat(MAX_LINES + 1).as_bytes()), Err(Unreadable::TooManyLines));
        assert_eq!(read("a;b\n".repeat(MAX_LINES).as_bytes()).map(|sheet| sheet.lines.len()), Ok(MAX_LINES));
    }
}
