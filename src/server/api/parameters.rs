//! The parameters of the data·inclusion API: their names, defaults and limits, and what is refused.
//!
//! The comments on fields are what the API's document tells people: they are in French.
#![expect(dead_code, reason = "a struct tells its parameters to the document, its functions read them")]

mod filters;
mod place;
mod reader;
#[cfg(test)]
mod tests;

pub use filters::{Audience, Filters, ThemeOrCategory, Twins};
pub use place::{Around, Commune, Distance, Territory};
pub use reader::Reader;

use utoipa::IntoParams;

use crate::search::services::Window;

/// The last page that can be asked for, whatever its size.
const PAGE_MAX: i64 = 1_000_000_000;

/// Which part of the answer.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Numéro de la page, à partir de 1. Après la dernière page, `items` est vide.
    #[param(minimum = 1, maximum = 1000000000, default = 1, required = false)]
    page: usize,
    /// Nombre d’éléments par page.
    #[param(minimum = 1, maximum = 10000, default = 5000, required = false)]
    size: usize,
}

impl Paging {
    /// Reads it.
    pub fn read(reader: &mut Reader) -> Window {
        let page = reader.integer("page", 1, PAGE_MAX).unwrap_or(1);
        let size = reader.integer("size", 1, 10_000).unwrap_or(5_000);
        Window { page: page as usize, size: size as usize }
    }
}
