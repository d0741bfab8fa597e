//! The whole house at once: stories that people live, doors that stay shut, both engines, the layers.

// A test that can't go on fails: that is what it is for.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod accompany;
mod api;
mod app;
mod bad_input;
mod clock;
mod corpus;
mod counting;
mod database_lost;
mod desk;
mod doors;
mod faults;
mod head;
mod import;
mod jobs;
mod journey;
mod layers;
mod mail_down;
mod metrics;
mod open_data;
mod results_map;
mod routes;
mod search;
mod shed;
mod starting;
mod storage;
