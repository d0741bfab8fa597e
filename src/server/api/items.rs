//! Services and structures in an answer: the fields of the schema, then what the API adds to them.

use std::io::Write;

use super::edition::Edition;
use super::page::{Items, comma};
use super::texts::ServiceText;
use crate::search::services::Found;

/// We geocode nothing: an address is what its producer wrote.
const CERTIFIED: &str = ",\"adresse_certifiee\":false";

impl Edition {
    /// An item of a list of services, in one of its shapes.
    pub fn found_service(&self, out: &mut Vec<u8>, found: &Found, text: &ServiceText, items: Items) {
        let Items::Services { extra } = items else {
            out.extend_from_slice(b"{\"service\":");
            self.detailed_service(out, found.number, text);
            put(out, ",\"distance\":");
            number(out, found.distance);
            if items == Items::Explored {
                put(out, ",\"score_recherche\":");
                number(out, found.fit);
            }
            return out.push(b'}');
        };
        self.open_service(out, found.number, text);
        if extra {
            put(out, ",\"extra\":");
            put(out, text.extra());
        }
        out.push(b'}');
    }

    /// A service with its structure.
    pub fn detailed_service(&self, out: &mut Vec<u8>, number: u32, text: &ServiceText) {
        self.open_service(out, number, text);
        put(out, ",\"structure\":");
        text.structure(out, &self.index.services, number);
        put(out, CERTIFIED);
        put(out, "}}");
    }

    /// A structure as lists have it: other records of it by their ids.
    pub fn listed_structure(&self, out: &mut Vec<u8>, number: u32, text: &[u8]) {
        let services = &self.index.services;
        self.open_structure(out, number, text);
        put(out, ",\"doublons\":[");
        for (at, twin) in services.twins(number).into_iter().enumerate() {
            comma(out, at);
            let (source, id) = (services.structure_source(twin), services.structure_id(twin));
            let record = serde_json::json!({"source": source, "id": id});
            put(out, &record.to_string());
        }
        put(out, "]}");
    }

    /// A structure that goes on.
    pub fn open_structure(&self, out: &mut Vec<u8>, number: u32, text: &[u8]) {
        out.extend_from_slice(text);
        put(out, CERTIFIED);
        score(out, self.index.services.structure_score(number, self.today));
    }

    fn open_service(&self, out: &mut Vec<u8>, number: u32, text: &ServiceText) {
        text.service(out, &self.index.services, number);
        put(out, CERTIFIED);
        score(out, self.index.services.score(number, self.today));
    }
}

fn put(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

/// A score in hundredths, from 0 to 1.
fn score(out: &mut Vec<u8>, hundredths: u16) {
    put(out, ",\"score_qualite\":");
    number(out, Some(f64::from(hundredths) / 100.0));
}

/// A number, or null.
fn number<T: std::fmt::Debug>(out: &mut Vec<u8>, value: Option<T>) {
    // Writing to memory does not fail. `Debug` keeps the point of 1.0.
    let _ = match value {
        Some(value) => write!(out, "{value:?}"),
        None => write!(out, "null"),
    };
}
