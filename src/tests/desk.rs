//! The desk: getting in and out, and whose it is.

mod doors;
mod inbox;
mod signing_in;
mod structures;
mod team;
