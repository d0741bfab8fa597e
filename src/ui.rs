//! Pieces that several pages use: a file each, with a style sheet of the same name.

pub mod card;
pub mod form;
pub mod icon;
pub mod loading;
pub mod message;
pub mod place_input;
pub mod share;
