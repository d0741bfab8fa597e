//! The pages: a file an address, with its view whole and what it reads. All of it stays on the server.

pub mod accompany;
pub mod agree;
pub mod agree_to_ask;
pub mod answer;
pub mod api;
pub mod confirm;
pub mod convention;
pub mod create;
pub mod desk;
pub mod error;
pub mod follow;
pub mod home;
pub mod legal;
pub mod lost_code;
pub mod not_found;
pub mod offer;
pub mod open_data;
pub mod organisation;
pub mod pathway;
pub mod reading;
pub mod refer;
pub mod search;
pub mod selection;
mod shown;

/// Put into the context when the directory shows invented data: every page says so.
#[derive(Debug, Clone, Copy)]
pub struct Demonstration;
