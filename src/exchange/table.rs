//! A table that a person fills: an offer a line, French column names, codes written as people say them.
//!
//! What is read becomes a row of data·inclusion and goes through its rules; what is written can be read again.

mod cell;
mod column;
mod draft;
mod hours;
mod model;
mod nearest;
mod read;
mod unsaid;
mod write;

pub use model::{Model, model_csv, model_xlsx};
pub use read::{Contents, Giver, read_offers};
pub use unsaid::keep_unsaid;
pub use write::{differences, offers_csv, offers_xlsx, told};

/// The column of an offer's name: what no table is without.
pub const NAME: &str = "Nom de l’offre";
/// What stands as the reference of the model's example: such a line is never imported.
pub const EXAMPLE: &str = "EXEMPLE";
