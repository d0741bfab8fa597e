//! The table to fill, with what to know and an example.

use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Note, Workbook, XlsxError};

use super::column::{COLUMNS, Column, Holds};

/// What stands above the titles of the CSV.
const HOW: &str = "Une ligne par offre. Gardez la ligne de titres. Les colonnes avec une étoile dans le mode d’emploi sont obligatoires. La ligne EXEMPLE n’est jamais importée.";
/// Lines of the workbook where a list is proposed.
const LISTED: u32 = 1_000;
/// Longest list that the format lets a cell propose, in characters.
const LIST_MAX: usize = 255;

/// The model as CSV: how to fill it, the titles, an example.
///
/// # Errors
/// Where the memory can't be written, which does not happen.
pub fn model_csv() -> csv::Result<Vec<u8>> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut csv = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(&mut bytes);
    csv.write_record([HOW])?;
    csv.write_record(COLUMNS.iter().map(|column| column.name))?;
    csv.write_record(COLUMNS.iter().map(|column| column.example))?;
    csv.flush()?;
    drop(csv);
    Ok(bytes)
}

/// The model as a workbook: the table with lists to choose from, how to fill it, and every possible value.
///
/// # Errors
/// Where the format refuses a cell.
pub fn model_xlsx() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    // A code postal keeps its first 0 only in a cell of text.
    let text = Format::new().set_num_format("@");
    let sheet = book.add_worksheet().set_name("Offres")?;
    for (at, column) in (0..).zip(COLUMNS) {
        sheet.set_column_width(at, if column.name == "Description" { 60 } else { 22 })?;
        sheet.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, column.name, &bold)?;
        sheet.write_string(1, at, column.example)?;
        if !column.help.is_empty() {
            sheet.insert_note(0, at, &Note::new(help(column)).add_author_prefix(false))?;
        }
        if let Some(list) = list(column) {
            sheet.add_data_validation(1, at, LISTED, at, &list?)?;
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    let sheet = book.add_worksheet().set_name("Mode d’emploi")?;
    sheet.set_column_width(0, 30)?.set_column_width(1, 90)?;
    sheet
        .write_string_with_format(0, 0, "Mode d’emploi", &bold)?
        .write_string_with_format(0, 1, HOW, &wrap)?;
    for (row, column) in (2..).zip(COLUMNS) {
        let name = if column.required { format!("{} *", column.name) } else { column.name.to_owned() };
        sheet.write_string_with_format(row, 0, name, &bold)?.write_string_with_format(
            row,
            1,
            help(column),
            &wrap,
        )?;
    }
    let sheet = book.add_worksheet().set_name("Valeurs possibles")?;
    let listed = COLUMNS.iter().filter_map(|column| choices(column).map(|all| (column, all)));
    for (at, (column, all)) in (0..).zip(listed) {
        sheet.set_column_width(at, 40)?;
        sheet.write_string_with_format(0, at, column.name, &bold)?;
        for (row, label) in (1..).zip(all) {
            sheet.write_string(row, at, label)?;
        }
    }
    book.save_to_buffer()
}

fn help(column: &Column) -> String {
    let needed = if column.required { "Obligatoire. " } else { "" };
    format!("{needed}{}", column.help)
}

fn choices(column: &Column) -> Option<Vec<&'static str>> {
    match column.holds {
        Holds::One(all) | Holds::Many(all) => Some(all().into_iter().map(|(_, label)| label).collect()),
        _ => None,
    }
}

/// The list that a cell proposes, where one value is wanted and the format has room for them all.
fn list(column: &Column) -> Option<Result<DataValidation, XlsxError>> {
    let all = choices(column).filter(|all| all.join(",").chars().count() <= LIST_MAX)?;
    matches!(column.holds, Holds::One(_)).then(|| DataValidation::new().allow_list_strings(&all))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::super::{Giver, read_offers};
    use super::*;
    use crate::domain::offer::Offer;
    use crate::exchange::data_inclusion::Read;

    fn offers(bytes: &[u8]) -> Vec<Read<Offer>> {
        let giver = Giver { source: "s", prefix: "s--", structure_id: "s--s", networks: &[], known: None };
        let contents = read_offers(bytes, giver, date!(2026 - 11 - 22)).unwrap();
        assert!(contents.notes.is_empty(), "{:?}", contents.notes);
        contents.offers
    }

    #[test]
    fn a_model_sent_back_as_it_is_adds_nothing() {
        assert!(offers(&model_csv().unwrap()).is_empty());
        assert!(offers(&model_xlsx().unwrap()).is_empty());
    }

    #[test]
    fn its_example_follows_its_own_rules() {
        let text = String::from_utf8(model_csv().unwrap()).unwrap().replace("EXEMPLE;", "M1;");
        let read = offers(text.as_bytes());
        assert!(matches!(&read[..], [Read::Valid { record, .. }] if record.id == "s--m1"), "{read:?}");
    }
}
