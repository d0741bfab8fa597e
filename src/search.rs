//! Finding, in memory: an index built from the database, the same on both engines, replaced whole by an atomic swap.

mod fold;
pub mod gazetteer;
mod index;
mod publish;
mod rank;
mod slug;
pub mod stem;
pub mod stop;
pub mod traits;
mod typo;
mod week;
mod word_set;
mod words;

pub use fold::fold;
pub use index::{Index, Listed};
pub use publish::Published;
pub use slug::slug;
