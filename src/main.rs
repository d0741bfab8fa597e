//! The command line.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    premier_pas::commands::run().await
}
