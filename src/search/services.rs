//! Services and structures as the open API filters, sorts and shows them: columns of all that is published, under
//! numbers that the offers of the index know. Nothing else of the index is read here, but its words in [`explore`].

mod audience;
mod audiences;
mod changes;
mod columns;
mod explore;
mod filter;
mod grid;
mod lists;
mod names;
mod near;
mod places;
mod query;
mod reach;
mod rows;
mod sessions;
mod structures;
#[cfg(test)]
mod tests;
mod texts;
mod window;
mod zones;

pub use audience::Audience;
pub use columns::Services;
pub use query::{Centre, Found, Listing, ServiceQuery, StructureQuery, Territory, Window};
pub use rows::{service_text, structure_text};
