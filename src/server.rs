//! The edge: what stands between the network and the pages.

mod api;
mod assets;
pub mod config;
mod desk_files;
mod exports;
mod headers;
mod health;
mod identity;
pub mod import;
pub mod jobs;
pub mod limits;
pub mod log;
pub mod metrics;
mod open_data;
mod origin;
pub mod packed;
pub mod passwords;
mod person_data;
mod posts;
mod qr;
mod render;
pub mod results_map;
pub mod routes;
pub mod state;
pub(crate) mod two_steps;
