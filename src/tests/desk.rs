//! The desk: getting in and out, and whose it is.

mod inbox;
mod signing_in;
