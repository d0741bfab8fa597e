//! The command line.

use std::process::ExitCode;

/// A page is made of thousands of small pieces of text: a third of its time went to the allocator of the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    premier_pas::commands::run().await
}
