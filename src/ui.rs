//! Pieces that several pages use: a file each, with a style sheet of the same name. Islands wake in the browser; the
//! rest is rendered on the server and never sent as code.

#[cfg(feature = "ssr")]
pub mod card;
#[cfg(feature = "ssr")]
pub mod companion;
pub mod count;
pub mod filter_sheet;
#[cfg(feature = "ssr")]
pub mod form;
pub mod form_sender;
pub mod icon;
#[cfg(feature = "ssr")]
pub mod message;
pub mod pager;
pub mod place_input;
pub mod search_input;
pub mod share;
mod suggest_list;
