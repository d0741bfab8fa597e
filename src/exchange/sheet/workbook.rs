//! XLSX: a zip of XML, unpacked under a limit before anything of it is believed.

use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

use super::{Line, MAX_CELL, MAX_COLUMNS, MAX_LINES, MAX_UNPACKED, Sheet, Unreadable};

/// Entries of an archive: a workbook of a person has some dozens.
const MAX_ENTRIES: usize = 2_000;
/// Sheets read of a workbook.
const MAX_SHEETS: usize = 10;
/// Cells met in a sheet, empty ones too.
const MAX_CELLS: usize = MAX_LINES * MAX_COLUMNS;

/// Reads the sheets of a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    weigh(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let names: Vec<String> = workbook.sheet_names().into_iter().take(MAX_SHEETS).collect();
    let mut sheets = Vec::new();
    for name in names {
        // A chart has a sheet of its own, without cells.
        match lines(&mut workbook, &name) {
            Ok(lines) => sheets.push(Sheet { name, lines }),
            Err(calamine_error @ Unreadable::Damaged(_)) if sheets.is_empty() => return Err(calamine_error),
            Err(Unreadable::Damaged(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(sheets)
}

/// Unpacks every entry into nothing, and stops where it is too much: what an archive says of its sizes may be a lie.
fn weigh(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MAX_ENTRIES {
        return Err(Unreadable::Bomb);
    }
    let mut left = MAX_UNPACKED;
    let mut is_workbook = false;
    for at in 0..archive.len() {
        let entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::UnsupportedArchive(what)) if what.contains("assword") => {
                return Err(Unreadable::Locked);
            }
            Err(error) => return Err(damaged(error)),
        };
        let name = entry.name().map_err(damaged)?.into_owned();
        is_workbook |= name.eq_ignore_ascii_case("xl/workbook.xml");
        let is_kind = name == "mimetype";
        let mut unpacked = entry.take(left + 1);
        if is_kind {
            let mut kind = [0; 46];
            let read = unpacked.read(&mut kind).unwrap_or(0);
            if kind[..read].starts_with(b"application/vnd.oasis.opendocument") {
                return Err(Unreadable::OpenDocument);
            }
        }
        let weight = std::io::copy(&mut unpacked, &mut std::io::sink()).map_err(damaged)?;
        left = left.checked_sub(weight).ok_or(Unreadable::Bomb)?;
    }
    if is_workbook { Ok(()) } else { Err(Unreadable::NotATable("c’est une archive zip")) }
}

fn lines(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Line>, Unreadable> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let mut lines: Vec<Line> = Vec::new();
    let mut met = 0;
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        met += 1;
        if met > MAX_CELLS {
            return Err(Unreadable::TooManyLines);
        }
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let (number, column) = (u64::from(row) + 1, column as usize);
        if column >= MAX_COLUMNS {
            return Err(Unreadable::TooManyColumns(number));
        }
        if text.len() > MAX_CELL && text.chars().count() > MAX_CELL {
            return Err(Unreadable::LongCell(number));
        }
        if lines.last().is_none_or(|line| line.number != number) {
            if lines.len() == MAX_LINES {
                return Err(Unreadable::TooManyLines);
            }
            lines.push(Line { number, cells: Vec::new() });
        }
        if let Some(line) = lines.last_mut() {
            if line.cells.len() <= column {
                line.cells.resize(column + 1, String::new());
            }
            line.cells[column] = text;
        }
    }
    Ok(lines)
}

/// What a cell shows: whole numbers without a point, days as 2026-01-31.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(true) => "oui".to_owned(),
        DataRef::Bool(false) => "non".to_owned(),
        DataRef::DateTime(moment) => day(moment).unwrap_or_default(),
        DataRef::DateTimeIso(text) => text.get(..10).unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// The day of a serial number, which spreadsheets count since 1900, and those of old Macs since 1904.
fn day(moment: &ExcelDateTime) -> Option<String> {
    // Up to the end of the year 9999; an hour alone is no day.
    (1.0..3_000_000.0).contains(&moment.as_f64()).then(|| {
        let (year, month, day, ..) = moment.to_ymd_hms_milli();
        format!("{year:04}-{month:02}-{day:02}")
    })
}

fn damaged(error: impl std::fmt::Display) -> Unreadable {
    let told: String = error.to_string().chars().filter(|c| !c.is_control()).take(120).collect();
    Unreadable::Damaged(told)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn cells_are_read_as_they_show() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "Nom").unwrap();
        sheet.write_number(2, 1, 62300.0).unwrap();
        sheet.write_number(2, 2, 17.5).unwrap();
        let day = ExcelDateTime::parse_from_str("2027-01-31").unwrap();
        sheet.write_datetime_with_format(2, 3, &day, &Format::new().set_num_format("dd/mm/yyyy")).unwrap();
        sheet.write_boolean(2, 4, true).unwrap();
        let read = read(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(read[0].lines[0], Line { number: 1, cells: vec!["Nom".into()] });
        assert_eq!(read[0].lines[1].number, 3);
        assert_eq!(read[0].lines[1].cells, ["", "62300", "17.5", "2027-01-31", "oui"]);
    }

    #[test]
    fn a_cell_at_the_end_of_the_world_costs_nothing() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "Nom").unwrap();
        sheet.write_string(1_048_575, 16_383, "loin").unwrap();
        let told = read(&book.save_to_buffer().unwrap());
        assert_eq!(told, Err(Unreadable::TooManyColumns(1_048_576)));
    }

    #[test]
    fn a_bomb_is_weighed_and_not_unpacked() {
        let zeros = vec![0; 30 << 20];
        let entries: Vec<(String, &[u8])> =
            (0..4).map(|n| (format!("xl/{n}.xml"), zeros.as_slice())).collect();
        let mut all: Vec<(&str, &[u8])> = vec![("xl/workbook.xml", b"<workbook/>")];
        all.extend(entries.iter().map(|(name, content)| (name.as_str(), *content)));
        let bomb = archive(&all);
        assert!(bomb.len() < 1 << 20, "{}", bomb.len());
        assert_eq!(read(&bomb), Err(Unreadable::Bomb));
    }

    #[test]
    fn other_archives_are_told_apart() {
        assert!(matches!(read(&archive(&[("a.txt", b"a")])), Err(Unreadable::NotATable(_))));
        let ods =
            archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"")]);
        assert_eq!(read(&ods), Err(Unreadable::OpenDocument));
        assert!(matches!(read(&archive(&[("xl/workbook.xml", b"<a")])), Err(Unreadable::Damaged(_))));
        let entity = b"<!DOCTYPE a [<!ENTITY b \"c\">]><workbook>&b;</workbook>";
        assert!(read(&archive(&[("xl/workbook.xml", entity)])).is_err());
    }

    #[test]
    fn serial_days_are_those_of_spreadsheets() {
        let of = |serial, since_1904| {
            day(&calamine::ExcelDateTime::new(serial, calamine::ExcelDateTimeType::DateTime, since_1904))
        };
        assert_eq!(of(46_053.0, false).as_deref(), Some("2026-01-31"));
        assert_eq!(of(46_053.99, false).as_deref(), Some("2026-01-31"));
        assert_eq!(of(44_591.0, true).as_deref(), Some("2026-01-31"), "a workbook of an old Mac");
        for none in [f64::NAN, 1e300, -1.0, 0.5] {
            assert_eq!(of(none, false), None);
        }
    }
}
