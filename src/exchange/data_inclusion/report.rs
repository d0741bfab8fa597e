//! The file that tells a publisher which rows were not taken, and why.

use std::io::Write;

use super::{Read, Rejection};

/// Counts of an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows met.
    pub read: u64,
    /// Rows taken.
    pub valid: u64,
    /// Rows rejected.
    pub rejected: u64,
}

impl Summary {
    /// Counts one row.
    pub fn count<T>(&mut self, read: &Read<T>) {
        self.read += 1;
        match read {
            Read::Valid { .. } => self.valid += 1,
            Read::Rejected(_) => self.rejected += 1,
        }
    }
}

/// A CSV of rejections: `fichier,ligne,id,champ,raison`, one line an error.
pub struct Report<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> Report<W> {
    /// Begins the report with its header.
    pub fn new(writer: W) -> csv::Result<Self> {
        let mut csv = csv::Writer::from_writer(writer);
        csv.write_record(["fichier", "ligne", "id", "champ", "raison"])?;
        Ok(Self { csv })
    }

    /// Tells a rejection, met in `file`.
    pub fn reject(&mut self, file: &str, rejection: &Rejection) -> csv::Result<()> {
        let line = rejection.line.to_string();
        let id = rejection.id.as_deref().unwrap_or_default();
        for error in &rejection.errors {
            let cells = [file, &line, id, error.field, &error.reason];
            self.csv.write_record(cells.map(harmless))?;
        }
        Ok(())
    }

    /// Ends the report; what was written is then on the writer.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.csv.flush()
    }
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::FieldError;
    use super::*;

    #[test]
    fn each_error_is_a_line_and_no_cell_is_a_formula() {
        let errors = vec![FieldError::new("nom", "est obligatoire"), FieldError::new("type", "a, \"b\"")];
        let rejection = Rejection { line: 7, id: Some("=HYPERLINK(1)".into()), errors };
        let mut text = Vec::new();
        let mut report = Report::new(&mut text).unwrap();
        report.reject("services.json", &rejection).unwrap();
        report.finish().unwrap();
        assert_eq!(
            String::from_utf8(text).unwrap(),
            "fichier,ligne,id,champ,raison\n\
             services.json,7,'=HYPERLINK(1),nom,est obligatoire\n\
             services.json,7,'=HYPERLINK(1),type,\"a, \"\"b\"\"\"\n"
        );
        for start in ["=", "+", "-", "@"] {
            assert_eq!(harmless(&format!("{start}1")), format!("'{start}1"));
        }
        assert_eq!(harmless("1-2"), "1-2");
    }

    #[test]
    fn the_summary_adds_up() {
        let mut summary = Summary::default();
        summary.count(&Read::Valid { line: 1, record: () });
        summary.count(&Read::<()>::Rejected(Rejection { line: 2, id: None, errors: Vec::new() }));
        assert_eq!(summary, Summary { read: 2, valid: 1, rejected: 1 });
    }
}
