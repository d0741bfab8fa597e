//! data·inclusion v1, in and out: the published files of structures and services.
//!
//! The rules are those of `data-inclusion-schema` 1.0.10. What the package lets through although it is
//! wrong (a point off the globe, a `javascript:` link, a telephone without digits) is mended here: the
//! value is dropped and the row stays.

mod extra;
mod fields;
mod kind;
mod link;
mod list;
mod mail;
mod openapi;
mod phone;
mod read;
mod report;
mod rows;
mod service;
mod structure;
#[cfg(test)]
mod tests;
mod write;

pub use kind::guess_kind;
pub use link::is_web;
pub use mail::address as mail_address;
pub use phone::number as phone_number;
pub use read::{Read, Rejection, read_services, read_structures};
pub use report::{Report, Summary};
pub use rows::{BrokenRow, MAX_ROW_BYTES, Row, rows};
pub use service::parse_service;
pub use structure::parse_structure;
pub use write::{ServiceRow, StructureRow, service_extra, service_row, structure_row};

use thiserror::Error;

/// What is wrong with one field of a row, in words for the person who published it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{field} : {reason}")]
pub struct FieldError {
    /// The schema's name of the field; [`WHOLE_ROW`] where the row itself can't be read.
    pub field: &'static str,
    /// Why it is refused, in plain French.
    pub reason: String,
}

/// The field named when a row can't be read at all.
pub const WHOLE_ROW: &str = "ligne";

impl FieldError {
    pub(crate) fn new(field: &'static str, reason: impl Into<String>) -> Self {
        Self { field, reason: reason.into() }
    }
}
