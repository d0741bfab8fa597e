//! The program itself, as people and machines meet it: served, asked from outside, killed, cut off, restarted.
//!
//! `PREMIER_PAS` says which program (the one just built), `TEST_POSTGRES_URL` where PostgreSQL is: what needs it is skipped
//! without. Each file says what makes its short form a long one; `make crash` runs the long ones.

#![allow(clippy::unwrap_used, reason = "tests from their first line to their last")]
#![allow(clippy::disallowed_methods, reason = "nobody knows when a server falls")]

mod backup;
mod clock;
mod crash;
mod cut_commit;
mod database_lost;
mod disk;
mod network;
mod nodes;
mod people;
mod postgres;
mod power_cut;
mod promoted;
mod proxy;
mod publisher;
mod rolling;
mod server;
mod sign_in_time;
mod slow_database;
mod slow_mail;
mod stopped;
