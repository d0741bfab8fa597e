//! The official list of communes (geo.api.gouv.fr), read in place of the compiled-in table.

use std::collections::HashSet;
use std::fmt;
use std::io::Read;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;

use super::tables::Territories;
use crate::domain::territory::Commune;

/// What a file gave.
#[derive(Debug, Default)]
pub struct Official {
    /// The rows that can be used, in the file's order.
    pub communes: Vec<Commune>,
    /// The others.
    pub rejected: Vec<Rejected>,
}

/// A row left aside.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejected {
    /// Place in the array, the first row being 1.
    pub row: usize,
    /// INSEE code, if it could be read.
    pub code: Option<String>,
    /// Why.
    pub reason: Reason,
}

/// Why a row cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Reason {
    /// Not an object, or a field of the wrong kind.
    #[error("unreadable: {0}")]
    Unreadable(String),
    /// `code` is missing or is not an INSEE code.
    #[error("code: missing, or not an INSEE code of five characters")]
    Code,
    /// The code came before.
    #[error("code: already given by an earlier row")]
    Twice,
    /// `nom` is missing or empty.
    #[error("nom: missing or empty")]
    Name,
    /// A postal code is not five digits.
    #[error("codesPostaux: {0:?} is not five digits")]
    PostalCode(String),
    /// `codeDepartement` (or what the code says of it) names nothing known.
    #[error("codeDepartement: {0:?} is unknown")]
    Departement(String),
    /// `codeRegion` names nothing known.
    #[error("codeRegion: {0:?} is unknown")]
    Region(String),
    /// `centre` is missing: a commune without a place cannot be searched around.
    #[error("centre: missing")]
    NoCentre,
    /// `centre` is not a point on the Earth, or is the point (0, 0).
    #[error("centre: not a place")]
    Centre,
}

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OfficialError {
    /// Unreadable, cut short, or not a JSON array.
    #[error("this is not a JSON array of communes")]
    Json(#[from] serde_json::Error),
    /// Nothing to put in place of what there is.
    #[error("no usable commune ({} rows rejected)", rejected.len())]
    Empty {
        /// What the file holds instead.
        rejected: Vec<Rejected>,
    },
}

/// Reads the JSON array of geo.api.gouv.fr, row by row: `nom`, `code`, `codesPostaux`, `centre`, `population`,
/// `codeEpci`, `codeDepartement`, `codeRegion`.
///
/// Postal codes, population and EPCI may be missing; département and région are then told by the code.
pub fn parse_official(reader: impl Read) -> Result<Official, OfficialError> {
    let mut json = serde_json::Deserializer::from_reader(std::io::BufReader::new(reader));
    let official = Rows { territories: Territories::embedded() }.deserialize(&mut json)?;
    json.end()?;
    if official.communes.is_empty() {
        return Err(OfficialError::Empty { rejected: official.rejected });
    }
    Ok(official)
}

/// A row as it comes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    nom: Option<String>,
    code: Option<String>,
    codes_postaux: Option<Vec<String>>,
    centre: Option<Centre>,
    population: Option<u32>,
    code_epci: Option<String>,
    code_departement: Option<String>,
    code_region: Option<String>,
}

/// GeoJSON: longitude, then latitude.
#[derive(Deserialize)]
struct Centre {
    coordinates: (f32, f32),
}

/// Reads rows one at a time, so that a file of any size costs the memory of one.
struct Rows {
    territories: Territories,
}

impl<'de> DeserializeSeed<'de> for Rows {
    type Value = Official;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Official, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows {
    type Value = Official;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of communes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Official, A::Error> {
        let mut official = Official::default();
        let mut codes = HashSet::new();
        for row in 1.. {
            let Some(value) = rows.next_element::<Value>()? else {
                break;
            };
            let code = value.get("code").and_then(Value::as_str).map(str::to_owned);
            match self.commune(value) {
                Ok(commune) if codes.insert(commune.code.clone()) => official.communes.push(commune),
                Ok(_) => official.rejected.push(Rejected { row, code, reason: Reason::Twice }),
                Err(reason) => official.rejected.push(Rejected { row, code, reason }),
            }
        }
        Ok(official)
    }
}

impl Rows {
    fn commune(&self, value: Value) -> Result<Commune, Reason> {
        let row: Row = serde_json::from_value(value).map_err(|e| Reason::Unreadable(e.to_string()))?;
        let code = row.code.filter(|code| is_insee(code)).ok_or(Reason::Code)?;
        let name = row.nom.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).ok_or(Reason::Name)?;
        let postal_codes = row.codes_postaux.unwrap_or_default();
        if let Some(wrong) =
            postal_codes.iter().find(|p| p.len() != 5 || !p.bytes().all(|b| b.is_ascii_digit()))
        {
            return Err(Reason::PostalCode(wrong.clone()));
        }
        let digits = if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 };
        let departement = row.code_departement.unwrap_or_else(|| code[..digits].to_owned());
        let Some(known) = self.territories.departement(&departement) else {
            return Err(Reason::Departement(departement));
        };
        let region = row.code_region.unwrap_or_else(|| known.region.to_owned());
        if self.territories.region(&region).is_none() {
            return Err(Reason::Region(region));
        }
        let (longitude, latitude) = row.centre.ok_or(Reason::NoCentre)?.coordinates;
        // Also false for what is not a number.
        let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        if !on_earth || (latitude, longitude) == (0.0, 0.0) {
            return Err(Reason::Centre);
        }
        Ok(Commune {
            code,
            name,
            postal_codes,
            departement,
            region,
            epci: row.code_epci.filter(|siren| !siren.is_empty()),
            population: row.population.unwrap_or(0),
            latitude,
            longitude,
            approximate: false,
        })
    }
}

/// Five characters: digits, but for the A or B of Corsica in second place.
fn is_insee(code: &str) -> bool {
    code.len() == 5
        && code.bytes().enumerate().all(|(i, b)| b.is_ascii_digit() || (i == 1 && matches!(b, b'A' | b'B')))
}

#[cfg(test)]
mod tests;
