//! The whole house at once: stories that people live, doors that stay shut, both engines, the layers.

mod app;
mod bad_input;
mod doors;
mod import;
mod journey;
mod layers;
mod search;
mod storage;
