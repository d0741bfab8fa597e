//! The main story and its turns: ask, be answered, follow, take back. On both engines.

mod abuse;
mod answering;
mod asking;
mod following;
mod links;
mod own;
mod silence;
mod withdrawing;
