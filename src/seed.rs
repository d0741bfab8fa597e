//! Invented directories: the demonstration, and any number of realistic offers.

pub mod demo;
pub mod generate;
