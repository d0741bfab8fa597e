//! Formats in and out: a module a format.

pub mod data_inclusion;
pub mod emplois;
pub mod format;
pub mod lheo;
pub mod listed;
pub mod open_data;
pub mod sheet;
pub mod table;
