//! The files: rows written one by one, none kept.

use std::io::{self, Write};

use serde_json::Value;

use super::geojson;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::exchange::data_inclusion::{ServiceRow, StructureRow};

/// Columns of the structures, in the schema's order.
const STRUCTURE: [&str; 20] = [
    "source",
    "id",
    "nom",
    "date_maj",
    "description",
    "lien_source",
    "siret",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "longitude",
    "latitude",
    "telephone",
    "courriel",
    "site_web",
    "horaires_accueil",
    "accessibilite_lieu",
    "reseaux_porteurs",
];
/// Columns of the services, in the schema's order.
const SERVICE: [&str; 33] = [
    "source",
    "id",
    "structure_id",
    "nom",
    "description",
    "date_maj",
    "lien_source",
    "type",
    "thematiques",
    "frais",
    "frais_precisions",
    "publics",
    "publics_precisions",
    "conditions_acces",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "longitude",
    "latitude",
    "telephone",
    "courriel",
    "contact_nom_prenom",
    "modes_accueil",
    "zone_eligibilite",
    "lien_mobilisation",
    "modes_mobilisation",
    "mobilisable_par",
    "mobilisation_precisions",
    "volume_horaire_hebdomadaire",
    "nombre_semaines",
    "horaires_accueil",
];

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A header and a line a row; lists are JSON in their cell, as data·inclusion publishes them.
    Csv,
    /// An array of objects.
    Json,
    /// A collection of features.
    GeoJson,
}

/// A file of rows on its way.
pub struct Rows<W: Write> {
    out: W,
    kind: Kind,
    columns: &'static [&'static str],
    written: u64,
}

impl<W: Write> Rows<W> {
    /// A file of structures.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn structures(out: W, kind: Kind) -> io::Result<Self> {
        Self::start(out, kind, &STRUCTURE)
    }

    /// A file of services.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn services(out: W, kind: Kind) -> io::Result<Self> {
        Self::start(out, kind, &SERVICE)
    }

    fn start(mut out: W, kind: Kind, columns: &'static [&'static str]) -> io::Result<Self> {
        match kind {
            Kind::Csv => writeln!(out, "{}", columns.join(","))?,
            Kind::Json => out.write_all(b"[")?,
            Kind::GeoJson => out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?,
        }
        Ok(Self { out, kind, columns, written: 0 })
    }

    /// Adds a structure.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn structure(&mut self, organisation: &Organisation) -> io::Result<()> {
        self.row(&serde_json::to_value(StructureRow::of(organisation))?)
    }

    /// Adds a service.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn service(&mut self, offer: &Offer) -> io::Result<()> {
        self.row(&serde_json::to_value(ServiceRow::of(offer))?)
    }

    fn row(&mut self, row: &Value) -> io::Result<()> {
        let comma = if self.written == 0 { "\n" } else { ",\n" };
        match self.kind {
            Kind::Csv => {
                let mut line = csv::WriterBuilder::new().from_writer(&mut self.out);
                line.write_record(self.columns.iter().map(|column| cell(&row[*column])))
                    .map_err(io::Error::other)?;
                line.flush()?;
            }
            Kind::Json => write!(self.out, "{comma}{row}")?,
            Kind::GeoJson => write!(self.out, "{comma}{}", geojson::feature(row))?,
        }
        self.written += 1;
        Ok(())
    }

    /// Ends the file; answers what it was written on, and how many rows it has.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn finish(mut self) -> io::Result<(W, u64)> {
        match self.kind {
            Kind::Csv => {}
            Kind::Json => self.out.write_all(b"\n]\n")?,
            Kind::GeoJson => self.out.write_all(b"\n]}\n")?,
        }
        self.out.flush()?;
        Ok((self.out, self.written))
    }
}

/// A cell: nothing for null, a list as JSON. A text that a spreadsheet would take for a formula begins with a space,
/// which readers of data·inclusion trim; a telephone in E.164 is none.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => {
            let number =
                text.strip_prefix('+').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
            let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number;
            if formula { format!(" {text}") } else { text.clone() }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;
    use time::macros::date;

    use super::*;
    use crate::exchange::data_inclusion::{Read, parse_service, parse_structure, read_services};

    const TODAY: time::Date = date!(2026 - 11 - 22);

    fn offer() -> Offer {
        let row = json!({
            "source": "s", "id": "s--1", "structure_id": "s--s", "nom": "=1+1 \"vélo\"", "description": "- Réparer\n- Rouler",
            "date_maj": "2026-11-01", "telephone": "+33353011234", "publics": ["jeunes", "femmes"],
            "longitude": 2.8, "latitude": 50.4,
        });
        parse_service(&row, Some(&[]), TODAY).unwrap()
    }

    fn written(kind: Kind, rows: u64) -> String {
        let mut file = Rows::services(Vec::new(), kind).unwrap();
        (0..rows).for_each(|_| file.service(&offer()).unwrap());
        let (bytes, count) = file.finish().unwrap();
        assert_eq!(count, rows);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn columns_are_those_of_the_rows() {
        let keys = |row: Value| row.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        let of = |columns: &[&str]| columns.iter().map(|one| (*one).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(keys(json!(ServiceRow::of(&offer()))), of(&SERVICE));
        let row = json!({"source": "s", "id": "s--1", "nom": "Atelier", "date_maj": "2026-01-02"});
        let organisation = parse_structure(&row, TODAY).unwrap();
        assert_eq!(keys(json!(StructureRow::of(&organisation))), of(&STRUCTURE));
    }

    #[test]
    fn csv_and_json_are_read_back_the_same() {
        for kind in [Kind::Csv, Kind::Json] {
            let text = written(kind, 1);
            let read = read_services(text.as_bytes(), TODAY, |_| Some(Vec::new())).next().unwrap();
            assert!(matches!(read, Read::Valid { record, .. } if record == offer()), "{text}");
        }
        assert!(written(Kind::Csv, 1).contains("\" =1+1"), "no formula");
    }

    #[test]
    fn an_empty_file_is_still_a_file() {
        assert_eq!(serde_json::from_str::<Value>(&written(Kind::Json, 0)).unwrap(), json!([]));
        assert_eq!(serde_json::from_str::<Value>(&written(Kind::GeoJson, 0)).unwrap()["features"], json!([]));
        assert_eq!(written(Kind::Csv, 0).lines().count(), 1);
    }

    #[test]
    fn a_feature_has_its_point() {
        let map: Value = serde_json::from_str(&written(Kind::GeoJson, 2)).unwrap();
        assert_eq!(map["features"].as_array().unwrap().len(), 2);
        assert_eq!(map["features"][0]["geometry"]["coordinates"], json!([2.8, 50.4]));
        assert_eq!(map["features"][0]["properties"]["id"], "s--1");
    }
}
