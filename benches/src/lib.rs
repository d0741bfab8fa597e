//! What the benchmarks share: a generated directory, and a thousand searches of it.

pub mod directory;
pub mod percentiles;
pub mod searches;
