//! An agreement between parties, for a time, within a frame, along axes: what the Region and the Restos signed.

use serde::{Deserialize, Serialize};
use time::Date;

/// A convention, without its parties and offers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Convention {
    /// The end of its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is for, in two or three sentences.
    pub description: String,
    /// The day it was signed, where the year is known.
    pub signed_on: Option<Date>,
    /// The day it was signed, in words.
    pub signed: String,
    /// How many years it lasts.
    pub years: u8,
    /// The wider text that it is part of.
    pub frame: String,
    /// What comes after, and on which condition.
    pub future: String,
    /// What the parties want, a sentence each.
    pub aims: Vec<String>,
    /// Its axes, in order.
    pub axes: Vec<Axis>,
}

/// One axis of a convention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// Its title.
    pub title: String,
    /// What is done under it.
    pub description: String,
}
