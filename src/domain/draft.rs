//! An offer that is being written: what its form asks, what was typed, and what becomes of it.

pub mod advice;
pub mod age;
pub mod agreement;
pub mod compare;
pub mod example;
mod fill;
pub mod form;
pub mod likeness;
mod parse;
mod rows;
pub mod said;
pub mod state;
mod template;
mod text;
pub mod trade;
pub mod words_apart;
pub mod zone;

pub use fill::fill;
pub use form::{Section, Shape, Spec, sections};
pub use parse::{parse, parse_leniently};
pub use rows::{HOURS, POSTS_MAX, SESSIONS_MAX, STEPS_MAX, slug_of};
pub use template::template;

use super::territory::Commune;
use trade::Trade;

/// The source of what is written here, and the beginning of every id.
pub const SOURCE: &str = "premier-pas";

/// What a form must look up: places, and what the crates of the server know.
pub trait Ground {
    /// The one commune that a text means ("Lens", "62300 Lens", "62498").
    fn commune(&self, typed: &str) -> Option<Commune>;
    /// The commune of an INSEE code.
    fn commune_of_code(&self, code: &str) -> Option<Commune>;
    /// Codes of the départements of a région.
    fn departements_of(&self, region: &str) -> Vec<String>;
    /// The codes of the one place that a name or a code means: a commune, an intercommunality, a département, or all the
    /// départements of a région.
    fn zone(&self, typed: &str) -> Option<Vec<String>>;
    /// What people call the place of a code: "Pau (64000)", "Landes (département)".
    fn zone_name(&self, code: &str) -> Option<String>;
    /// What people call the régions all of whose départements are among these codes.
    fn regions_of(&self, zones: &[String]) -> Vec<String>;
    /// The trades of the ROME that some words may mean, best first.
    fn trades(&self, typed: &str) -> Vec<Trade>;
    /// Whether a text is of OpenStreetMap's syntax of opening hours.
    fn are_opening_hours(&self, text: &str) -> bool;
}

#[cfg(test)]
pub(crate) mod tests;
