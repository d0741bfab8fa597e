//! `premier-pas restore FILE`: a backup becomes the database of the settings.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::Args;

use crate::store::{Db, check_backup, copy};

/// Fill the database of the settings from a backup, which stays as it is. A database that is there already is never written
/// over: move it away first.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup.
    file: PathBuf,
}

pub(super) async fn run(asked: &Restore) -> anyhow::Result<()> {
    let config = super::settings()?;
    check_backup(&asked.file).await?;
    let url = config.database_url.expose();
    match url.strip_prefix("sqlite://") {
        Some(path) => to_file(&asked.file, Path::new(path)).await?,
        None => to_server(&asked.file, url).await?,
    }
    println!("{} is restored: start the site, and look at /readyz", asked.file.display());
    Ok(())
}

async fn to_file(backup: &Path, file: &Path) -> anyhow::Result<()> {
    ensure!(!file.exists(), "{} is there already: move it and its -wal and -shm away first", file.display());
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::copy(backup, file).with_context(|| format!("{} can't be written", file.display()))?;
    // Brought up to this version, if it is older.
    Db::open(&format!("sqlite://{}", file.display())).await?.close().await;
    Ok(check_backup(file).await?)
}

async fn to_server(backup: &Path, url: &str) -> anyhow::Result<()> {
    let target = Db::open(url).await?;
    ensure!(target.is_empty().await?, "the database has offers already: make an empty one first");
    // A copy of the file is brought up to this version: the backup itself stays as it is.
    let scratch = backup.with_extension("restoring");
    std::fs::copy(backup, &scratch)?;
    let source = Db::open(&format!("sqlite://{}", scratch.display())).await?;
    let copied = copy(&source, &target, true, |_| {}).await;
    source.close().await;
    target.close().await;
    for end in ["restoring", "restoring-wal", "restoring-shm"] {
        let _ = std::fs::remove_file(backup.with_extension(end));
    }
    let rows: u64 = copied?.iter().map(|one| one.rows).sum();
    println!("{rows} rows, the same on both sides");
    Ok(())
}
