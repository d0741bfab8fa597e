//! The pages: a file an address, its view whole, and the server functions that it alone calls.

pub mod answer;
pub mod convention;
pub mod error;
pub mod follow;
pub mod home;
pub mod legal;
pub mod lost_code;
pub mod not_found;
pub mod offer;
pub mod organisation;
pub mod pathway;
#[cfg(feature = "ssr")]
pub mod reading;
pub mod refer;
pub mod search;
