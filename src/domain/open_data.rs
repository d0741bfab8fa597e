//! What is published for everybody: the files of the open data, and what is to be known of them.

use serde::{Deserialize, Serialize};
use time::Date;

/// The licence of what is published.
pub const LICENCE: &str = "Licence Ouverte 2.0";
/// Where the licence is written.
pub const LICENCE_LINK: &str = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/";

/// The files of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The day on which they were made.
    pub on: Date,
    /// The folder that holds them, in that of the open data.
    pub folder: String,
    /// Structures in each file of structures.
    pub structures: u64,
    /// Services in each file of services.
    pub services: u64,
    /// Records left out, since they break a rule of the schema.
    pub left_out: u64,
    /// The files.
    pub files: Vec<PublishedFile>,
}

/// A file, at a stable address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedFile {
    /// The end of its address.
    pub name: String,
    /// Bytes of it, not compressed.
    pub bytes: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
}

/// The files, in the order in which the page lists them: the end of the address, what it holds, its media type.
pub const FILES: [(&str, &str, &str); 6] = [
    ("structures.csv", "Structures, tableau CSV", "text/csv; charset=utf-8"),
    ("structures.json", "Structures, JSON", "application/json"),
    ("structures.geojson", "Structures, carte GeoJSON", "application/geo+json"),
    ("services.csv", "Services, tableau CSV", "text/csv; charset=utf-8"),
    ("services.json", "Services, JSON", "application/json"),
    ("services.geojson", "Services, carte GeoJSON", "application/geo+json"),
];
