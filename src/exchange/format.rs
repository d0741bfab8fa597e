//! Which format a file is in, told by what it holds and never by what it is called.

use crate::domain::import::Format;

/// Guesses from how the content begins. What is none of the others is taken for a table, whose reader tells why
/// it is none.
pub fn guess(bytes: &[u8]) -> Format {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = bytes.trim_ascii_start();
    let start = &start[..start.len().min(4_000)];
    let holds = |word: &str| memchr::memmem::find(start, word.as_bytes()).is_some();
    match start.first() {
        Some(b'<') if holds("lheo") || !holds("<html") && !holds("<!DOCTYPE html") => Format::Lheo,
        Some(b'{' | b'[')
            if holds("\"bloque_candidatures\"") || holds("\"results\"") || holds("\"postes\"") =>
        {
            Format::Emplois
        }
        Some(b'{' | b'[') => Format::DataInclusion,
        // A table of the schema's own columns.
        _ if holds("structure_id") && holds("date_maj") => Format::DataInclusion,
        _ => Format::Table,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_tells() {
        assert_eq!(guess(b"\xEF\xBB\xBF<?xml version=\"1.0\"?><lheo xmlns=\"x\">"), Format::Lheo);
        assert_eq!(guess(b" [{\"id\": \"a\"}]"), Format::DataInclusion);
        assert_eq!(guess(b"{\"count\": 1, \"results\": []}"), Format::Emplois);
        assert_eq!(guess(b"PK\x03\x04"), Format::Table);
        assert_eq!(guess(b"Nom;Genre"), Format::Table);
        assert_eq!(guess(b"<html>"), Format::Table);
        assert_eq!(guess(b"source,id,structure_id,nom,description,date_maj\n"), Format::DataInclusion);
    }
}
