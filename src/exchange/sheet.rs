//! The cells of a spreadsheet, whatever the program that saved it: CSV in its dialects, or XLSX.

mod delimited;
mod workbook;

use thiserror::Error;

/// Lines read of one file: an organisation has fewer offers, and a catalogue comes as LHEO.
pub const MAX_LINES: usize = 5_000;
/// Columns read of a line; Excel itself has 16,384.
pub const MAX_COLUMNS: usize = 200;
/// Characters in a cell: twice what the longest field may say.
pub const MAX_CELL: usize = 20_000;
/// Bytes that a workbook may unpack to: three times what the largest upload weighs.
pub const MAX_UNPACKED: u64 = 60 << 20;

/// A line that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1, as the spreadsheet shows it.
    pub number: u64,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

/// A sheet of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty for CSV, which has one.
    pub name: String,
    /// Its lines, blank ones left out.
    pub lines: Vec<Line>,
}

/// Why no cell of a file can be read: what is wrong, where, and the mend.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// Nothing in it.
    #[error("Le fichier est vide. Choisissez un autre fichier, ou partez du modèle.")]
    Empty,
    /// The Excel of before 2007.
    #[error("C’est un ancien fichier Excel (.xls). Ouvrez-le, puis enregistrez-le au format .xlsx ou CSV.")]
    OldExcel,
    /// LibreOffice's own format.
    #[error("C’est un fichier LibreOffice (.ods). Ouvrez-le, puis enregistrez-le au format .xlsx ou CSV.")]
    OpenDocument,
    /// Behind a password.
    #[error("Le fichier est protégé par un mot de passe. Enlevez le mot de passe, puis envoyez-le encore.")]
    Locked,
    /// A PDF, a picture, an archive of something else.
    #[error("Ce n’est pas un tableau ({0}). Envoyez un fichier CSV ou XLSX, par exemple le modèle.")]
    NotATable(&'static str),
    /// A damaged archive or a damaged sheet.
    #[error(
        "Le fichier est abîmé ({0}). Ouvrez-le, enregistrez-le encore en .xlsx ou en CSV, puis envoyez-le."
    )]
    Damaged(String),
    /// It unpacks to more than anyone has typed.
    #[error("Une fois ouvert, le fichier est beaucoup trop gros. Gardez seulement la feuille des offres.")]
    Bomb,
    /// More lines than we read.
    #[error("Le fichier a plus de {MAX_LINES} lignes. Coupez-le en plusieurs fichiers.")]
    TooManyLines,
    /// More columns than we read.
    #[error("La ligne {0} a plus de {MAX_COLUMNS} colonnes. Gardez seulement les colonnes du modèle.")]
    TooManyColumns(u64),
    /// A cell that is no text of a field.
    #[error("Une cellule de la ligne {0} a plus de {MAX_CELL} caractères. Raccourcissez-la.")]
    LongCell(u64),
    /// A quotation mark without its end.
    #[error(
        "Le guillemet \" ouvert à la ligne {0} n’est jamais fermé. Ajoutez le guillemet de fin, ou enlevez-le."
    )]
    OpenQuote(u64),
    /// No line names the columns.
    #[error(
        "Aucune ligne n’a les titres des colonnes. Gardez la ligne de titres du modèle, avec « Nom de l’offre »."
    )]
    NoHeader,
    /// Columns that every offer needs.
    #[error("Il manque une colonne à la ligne {line} : {names}. Ajoutez-la, comme dans le modèle.")]
    MissingColumns {
        /// Where the titles are.
        line: u64,
        /// What is not among them.
        names: String,
    },
}

/// Reads the sheets of a file, told apart by its content, never by its name.
///
/// # Errors
/// A sentence for the person who sent it.
pub fn read_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return workbook::read(bytes);
    }
    if let Some(other) = another_kind(bytes) {
        return Err(other);
    }
    Ok(vec![delimited::read(bytes)?])
}

/// What a file is that begins like none of ours.
fn another_kind(bytes: &[u8]) -> Option<Unreadable> {
    const KINDS: [(&[u8], &str); 8] = [
        (b"%PDF", "c’est un PDF"),
        (b"\x89PNG", "c’est une image"),
        (b"\xFF\xD8\xFF", "c’est une image"),
        (b"GIF8", "c’est une image"),
        (b"\x1F\x8B", "c’est une archive gzip"),
        (b"Rar!", "c’est une archive RAR"),
        (b"7z\xBC\xAF", "c’est une archive 7z"),
        (b"{\\rtf", "c’est un texte RTF"),
    ];
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        // The same container holds what was saved under a password.
        let locked = memchr::memmem::find(bytes, b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e").is_some();
        return Some(if locked { Unreadable::Locked } else { Unreadable::OldExcel });
    }
    let start = bytes.trim_ascii_start();
    if start.starts_with(b"<") {
        return Some(Unreadable::NotATable("c’est une page web ou du XML"));
    }
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| Unreadable::NotATable(what))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_table_is_told_by_what_it_is() {
        let told = |bytes: &[u8]| read_sheets(bytes).unwrap_err().to_string();
        assert!(told(b"").contains("vide"));
        assert!(told(b" \r\n\n").contains("vide"));
        assert!(told(b"%PDF-1.7").contains("PDF"));
        assert!(told(b"<html>").contains("XML"));
        assert!(told(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 x").contains(".xls"));
        assert!(told(b"PK\x03\x04 and no archive").contains("abîmé"));
        assert!(told(b"a;b\nc\0d;e").contains("abîmé"));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read_sheets(&bytes);
            let _ = read_sheets(&[b"PK\x03\x04".as_slice(), &bytes].concat());
        }
    }
}
