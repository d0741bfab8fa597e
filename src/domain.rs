//! What the field knows: pure types and rules, the same in the server and in the browser.
//!
//! Nothing here reads a clock, a database or a page; time and randomness come in as arguments.

pub mod abuse;
pub mod accompany;
pub mod account;
pub mod answering;
pub mod audit;
pub mod calendar;
pub mod card;
pub mod clock;
pub mod commitment;
pub mod consent;
pub mod contact;
pub mod convention;
pub mod draft;
pub mod field;
pub mod filter;
pub mod form;
pub mod id;
pub mod import;
pub mod inbox;
pub mod letter;
pub mod membership;
pub mod need;
pub mod offer;
pub mod open_data;
pub mod opening;
pub mod organisation;
pub mod passphrase;
pub mod pathway;
pub mod percent;
pub mod phone;
pub mod plain;
pub mod plain_french;
pub mod quality;
pub mod query;
pub mod referral;
pub mod region;
pub mod reservation;
pub mod route;
pub mod search_count;
pub mod search_counter;
pub mod siret;
pub mod structure_form;
pub mod suggestion;
pub mod taxonomy;
pub mod territory;
#[cfg(test)]
mod tests;
pub mod tiles;
pub mod two_steps;
pub mod volunteer_count;
