//! The desk: getting in and out, and whose it is.

mod signing_in;
