//! Which format a file is in, told by what it holds and never by what it is called.

/// A format that goes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The table that people fill: CSV or XLSX.
    Table,
    /// data·inclusion v1, services: a JSON array or NDJSON.
    DataInclusion,
    /// LHEO 2.3: a catalogue of trainings.
    Lheo,
    /// The public feed of the SIAE of Les emplois de l’inclusion.
    Emplois,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Table, Self::DataInclusion, Self::Lheo, Self::Emplois];

    /// The word that the database keeps.
    pub fn code(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::DataInclusion => "data-inclusion",
            Self::Lheo => "lheo",
            Self::Emplois => "emplois",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Table => "Tableau",
            Self::DataInclusion => "data·inclusion",
            Self::Lheo => "Catalogue LHEO",
            Self::Emplois => "Les emplois de l’inclusion",
        }
    }

    /// The format of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// Guesses from how the content begins. What is none of the others is taken for a table, whose reader tells why
    /// it is none.
    pub fn guess(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let start = bytes.trim_ascii_start();
        let start = &start[..start.len().min(4_000)];
        let holds = |word: &str| memchr::memmem::find(start, word.as_bytes()).is_some();
        match start.first() {
            Some(b'<') if holds("lheo") || !holds("<html") && !holds("<!DOCTYPE html") => Self::Lheo,
            Some(b'{' | b'[')
                if holds("\"bloque_candidatures\"") || holds("\"results\"") || holds("\"postes\"") =>
            {
                Self::Emplois
            }
            Some(b'{' | b'[') => Self::DataInclusion,
            _ => Self::Table,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_tells() {
        assert_eq!(Format::guess(b"\xEF\xBB\xBF<?xml version=\"1.0\"?><lheo xmlns=\"x\">"), Format::Lheo);
        assert_eq!(Format::guess(b" [{\"id\": \"a\"}]"), Format::DataInclusion);
        assert_eq!(Format::guess(b"{\"count\": 1, \"results\": []}"), Format::Emplois);
        assert_eq!(Format::guess(b"PK\x03\x04"), Format::Table);
        assert_eq!(Format::guess(b"Nom;Genre"), Format::Table);
        assert_eq!(Format::guess(b"<html>"), Format::Table);
        for format in Format::ALL {
            assert_eq!(Format::from_code(format.code()), Some(format));
        }
    }
}
