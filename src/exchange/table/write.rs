//! Offers as the table that people fill: what goes out can come back.

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::Deserialize;
use serde_json::Value;

use super::cell::shown;
use super::column::{COLUMNS, Column, REFERENCE};
use crate::domain::offer::{Meeting, Offer};
use crate::exchange::data_inclusion::service_row;

/// Offers as CSV, with the mark and the semicolons by which a French spreadsheet opens it at a double click.
///
/// # Errors
/// Where the memory can't be written, which does not happen.
pub fn offers_csv<'a>(offers: impl IntoIterator<Item = &'a Offer>) -> csv::Result<Vec<u8>> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut csv = csv::WriterBuilder::new().delimiter(b';').from_writer(&mut bytes);
    csv.write_record(COLUMNS.iter().map(|column| column.name))?;
    for offer in offers {
        for line in lines(offer) {
            csv.write_record(line.into_iter().map(harmless))?;
        }
    }
    csv.flush()?;
    drop(csv);
    Ok(bytes)
}

/// Offers as XLSX. Every cell is a text: none is a formula, whatever it begins with.
///
/// # Errors
/// Where a cell is longer than the format allows.
pub fn offers_xlsx<'a>(offers: impl IntoIterator<Item = &'a Offer>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Offres")?;
    let bold = Format::new().set_bold();
    for (at, column) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, at, column.name, &bold)?;
    }
    for (row, line) in (1..).zip(offers.into_iter().flat_map(lines)) {
        for (at, cell) in (0..).zip(line).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, at, cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

/// The lines of an offer: one, and one more for each session after the first.
fn lines(offer: &Offer) -> Vec<Vec<String>> {
    let row = service_row(offer);
    let ours = &row["premier_pas"];
    let none = Value::Null;
    let sessions = ours["sessions"].as_array().filter(|all| !all.is_empty());
    let sessions: Vec<&Value> = sessions.map_or(vec![&none], |all| all.iter().collect());
    let value = |column: &Column, session: &Value| match column.field.split_once('.') {
        None if column.field == REFERENCE => Value::String(offer.id.clone()),
        None => row[column.field].clone(),
        Some(("session", "information_meeting")) => meeting(session),
        Some(("session", key)) => session[key].clone(),
        Some((_, key)) => key.split('.').fold(ours, |value, step| &value[step]).clone(),
    };
    let line =
        |session: &Value| COLUMNS.iter().map(|column| shown(column.holds, &value(column, session))).collect();
    sessions.into_iter().map(line).collect()
}

/// When and where the information meeting of a session is, in words.
pub(super) fn meeting(session: &Value) -> Value {
    let known = Meeting::deserialize(&session["meeting"]).map(|meeting| meeting.sentence().into());
    known.unwrap_or_else(|_| session["information_meeting"].clone())
}

/// A cell that no spreadsheet takes for a formula (OWASP, CSV injection).
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// What an offer says, column by column, where it says something.
pub fn told(offer: &Offer) -> Vec<(&'static str, String)> {
    let lines = lines(offer);
    let told = COLUMNS.iter().enumerate().filter(|(_, column)| column.field != REFERENCE);
    told.map(|(at, column)| (column.name, joined(&lines, at))).filter(|(_, text)| !text.is_empty()).collect()
}

/// A column of all lines of an offer.
fn joined(lines: &[Vec<String>], at: usize) -> String {
    let mut cells: Vec<&str> = lines.iter().map(|line| line[at].as_str()).collect();
    cells.dedup();
    cells.join(" · ")
}

/// The columns of an offer that two versions of it say differently: their names, and both texts.
pub fn differences(ours: &Offer, theirs: &Offer) -> Vec<(&'static str, String, String)> {
    let (ours, theirs) = (lines(ours), lines(theirs));
    let told = COLUMNS.iter().enumerate().filter(|(_, column)| column.field != REFERENCE);
    told.map(|(at, column)| (column.name, joined(&ours, at), joined(&theirs, at)))
        .filter(|(_, ours, theirs)| ours != theirs)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::super::{Giver, read_offers};
    use super::*;
    use crate::exchange::data_inclusion::{Read, parse_service};

    const TODAY: time::Date = date!(2026 - 11 - 22);

    fn offer(name: &str, description: &str) -> Offer {
        let row = serde_json::json!({
            "source": "s", "id": "s--1", "structure_id": "s--s", "nom": name, "description": description,
            "date_maj": "2026-11-01", "publics": ["jeunes", "femmes"], "telephone": "+33353011234",
            "zone_eligibilite": ["62", "france"], "volume_horaire_hebdomadaire": 17.5, "frais": "gratuit",
            "premier_pas": {"kind": "training", "plain": {"tasks": ["Lire", "Écrire"]}, "sessions": [
                {"starts_on": "2027-01-01", "places_left": 3}, {"starts_on": "2027-02-01"}]},
        });
        parse_service(&row, Some(&[]), TODAY).unwrap()
    }

    /// The offer that comes back; its reference is now its id behind the giver's prefix.
    fn back(bytes: &[u8], offer: &Offer) -> Offer {
        let giver = Giver { source: "s", prefix: "", structure_id: "s--s", networks: &[], known: None };
        match read_offers(bytes, giver, TODAY).unwrap().offers.remove(0) {
            Read::Valid { record, .. } => Offer { id: offer.id.clone(), ..record },
            Read::Rejected(rejection) => panic!("{rejection:?}"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn what_goes_out_comes_back(name in "[=+@-]?[a-zA-Z][a-zé’,;\" ]{2,40}[a-z]", description in "[=+@-]?[a-z][a-zé;\"\n ]{10,90}[a-z]") {
            let offer = offer(&name, &description);
            prop_assert_eq!(&back(&offers_csv([&offer]).unwrap(), &offer), &offer);
            prop_assert_eq!(&back(&offers_xlsx([&offer]).unwrap(), &offer), &offer);
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        let offer = offer("=HYPERLINK(\"http://example.org\")", "@SUM(1+1) et autre chose");
        let text = String::from_utf8(offers_csv([&offer]).unwrap()).unwrap();
        assert!(text.starts_with("\u{feff}Référence;Nom de l’offre;"));
        assert!(text.contains("\"'=HYPERLINK") && text.contains(";'@SUM"), "{text}");
        assert!(text.contains(";03 53 01 12 34;"), "{text}");
    }

    #[test]
    fn two_versions_are_told_apart_column_by_column() {
        let (ours, mut theirs) =
            (offer("Lire", "Vous apprenez à lire."), offer("Lire mieux", "Vous apprenez à lire."));
        theirs.fee = None;
        theirs.sessions[1].places_left = Some(2);
        let told = differences(&ours, &theirs);
        let names: Vec<&str> = told.iter().map(|(name, ..)| *name).collect();
        assert_eq!(names, ["Nom de l’offre", "Frais", "Places"]);
        assert_eq!(told[1], ("Frais", "Gratuit".to_owned(), String::new()));
        assert!(differences(&ours, &ours).is_empty());
    }
}
