//! The whole house at once: stories that people live, doors that stay shut, both engines, the layers.

mod app;
mod journey;
mod storage;
