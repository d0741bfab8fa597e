//! Files read into records, the valid ones and the others.

use std::io::BufRead;

use serde_json::Value;
use time::Date;

use super::rows::{Row, rows};
use super::{FieldError, WHOLE_ROW, parse_service, parse_structure};
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::taxonomy::Network;

/// What became of one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Read<T> {
    /// It follows every rule.
    Valid {
        /// Its place: the line in NDJSON and CSV, the element in a JSON array, from 1.
        line: u64,
        /// What it says.
        record: T,
    },
    /// It breaks one at least.
    Rejected(Rejection),
}

/// A row that is not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Its place, as in [`Read::Valid`].
    pub line: u64,
    /// The row's `id`, where it can be read.
    pub id: Option<String>,
    /// Everything that is wrong, one at least.
    pub errors: Vec<FieldError>,
}

/// Reads a file of structures: JSON array, NDJSON or CSV. One row is in memory at a time; the same id
/// twice in a file is for the caller to settle.
pub fn read_structures<'r>(
    reader: impl BufRead + 'r,
    today: Date,
) -> impl Iterator<Item = Read<Organisation>> + 'r {
    rows(reader).map(move |row| read(row, |value| parse_structure(value, today)))
}

/// Reads a file of services. `networks_of` gives the networks of a structure by its id, nothing when the
/// structure is unknown: its services are then rejected.
pub fn read_services<'r>(
    reader: impl BufRead + 'r,
    today: Date,
    networks_of: impl Fn(&str) -> Option<Vec<Network>> + 'r,
) -> impl Iterator<Item = Read<Offer>> + 'r {
    let parse = move |value: &Value| {
        let structure_id = value.get("structure_id").and_then(Value::as_str);
        let networks = structure_id.and_then(|id| networks_of(id.trim()));
        parse_service(value, networks.as_deref(), today)
    };
    rows(reader).map(move |row| read(row, &parse))
}

fn read<T>(row: Row, parse: impl FnOnce(&Value) -> Result<T, Vec<FieldError>>) -> Read<T> {
    let line = row.line;
    let value = match row.content {
        Ok(value) => value,
        Err(broken) => {
            let errors = vec![FieldError::new(WHOLE_ROW, broken.to_string())];
            return Read::Rejected(Rejection { line, id: None, errors });
        }
    };
    match parse(&value) {
        Ok(record) => Read::Valid { line, record },
        Err(errors) => {
            let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
            Read::Rejected(Rejection { line, id, errors })
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 11 - 22);

    #[test]
    fn the_three_formats_give_the_same_records() {
        let row = r#"{"source":"s","id":"s--1","nom":"Atelier","date_maj":"2026-01-02","reseaux_porteurs":["aci"],"longitude":2.8,"latitude":50.4}"#;
        let csv = "source,id,nom,date_maj,reseaux_porteurs,longitude,latitude,siret\ns,s--1,Atelier,2026-01-02,\"[\"\"aci\"\"]\",2.8,50.4,\n";
        let read = |text: &str| {
            let mut all: Vec<_> = read_structures(text.as_bytes(), TODAY).collect();
            match all.remove(0) {
                Read::Valid { record, .. } => record,
                Read::Rejected(rejection) => panic!("{rejection:?}"),
            }
        };
        let expected = read(&format!("[{row}]"));
        assert_eq!(expected.networks, [Network::Aci]);
        assert_eq!(read(row), expected);
        assert_eq!(read(csv), expected);
    }

    #[test]
    fn a_rejection_says_where_what_and_why() {
        let text = "{\"id\":\"s--1\"}\n{\n{\"source\":\"s\",\"id\":\"s--2\",\"structure_id\":\"?\",\"nom\":\"Cours\",\"description\":\"Cours de calcul\",\"date_maj\":\"2026-01-02\"}";
        let all: Vec<_> = read_services(text.as_bytes(), TODAY, |_| None).collect();
        let Read::Rejected(first) = &all[0] else { panic!() };
        assert_eq!((first.line, first.id.as_deref(), first.errors.len()), (1, Some("s--1"), 5));
        let Read::Rejected(second) = &all[1] else { panic!() };
        assert_eq!((second.line, &second.id, second.errors[0].field), (2, &None, WHOLE_ROW));
        let Read::Rejected(third) = &all[2] else { panic!() };
        assert_eq!((third.errors.len(), third.errors[0].field), (1, "structure_id"));
    }
}
