//! Formats in and out: a module a format.

pub mod data_inclusion;
