//! `premier-pas pack`: the program and the browser's half in one file.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::server::packed::{NAMES, pack};

/// Write this program, with the built files of the site in it, to one file that needs nothing beside it.
#[derive(Debug, Args)]
pub struct Pack {
    /// The file to write.
    file: PathBuf,
}

pub(super) fn run(asked: &Pack) -> anyhow::Result<()> {
    let config = super::settings()?;
    let program = std::env::current_exe()?;
    let names = program.with_file_name(NAMES);
    let files = pack(&program, &config.site_root, &names, &asked.file)
        .with_context(|| format!("{} could not be written", asked.file.display()))?;
    println!(
        "{}: {} bytes, {files} files in it",
        asked.file.display(),
        std::fs::metadata(&asked.file)?.len()
    );
    Ok(())
}
