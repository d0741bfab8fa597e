//! The desk: getting in and out, and whose it is.

mod commitment;
pub(super) mod doors;
mod identity;
mod imports;
mod inbox;
mod journal;
pub(super) mod offers;
pub(super) mod proving;
mod punctuation;
mod signing_in;
mod structures;
mod team;
