//! Finding, in memory: an index built from the database, the same on both engines, replaced whole by an atomic swap.

mod answer;
mod build;
pub mod everyday;
mod find;
mod fold;
pub mod gazetteer;
mod index;
mod list;
mod medians;
mod order;
mod plain_words;
mod publish;
mod question;
mod recent;
mod segment;
mod slug;
pub mod stem;
pub mod stop;
pub mod suggest;
mod suggested;
mod tally;
mod text;
mod texts;
pub mod traits;
mod typo;
mod view;
mod vocabulary;
mod week;
mod word_set;
mod words;

pub use fold::fold;
pub use index::{Entry, Index};
pub use plain_words::{is_plain, plain_words};
pub use publish::Published;
pub use slug::slug;
pub use suggested::Suggested;
