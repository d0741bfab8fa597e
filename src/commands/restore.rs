//! `premier-pas restore FILE`: a backup becomes the database of the settings.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::Args;

use crate::store::{Db, Seals, check_backup, copy};

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
    let (url, seals) = (config.database_url.expose(), super::seals(&config)?);
    match url.strip_prefix("sqlite://") {
        Some(path) => to_file(&asked.file, Path::new(path), &seals).await?,
        None => to_server(&asked.file, url, &seals).await?,
    }
    println!("{} is restored: start the site, and look at /readyz", asked.file.display());
    Ok(())
}

async fn to_file(backup: &Path, file: &Path, seals: &Seals) -> anyhow::Result<()> {
    ensure!(!file.exists(), "{} is there already: move it and its -wal and -shm away first", file.display());
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::copy(backup, file).with_context(|| format!("{} can't be written", file.display()))?;
    // Brought up to this version, if it is older.
    match Db::open(&format!("sqlite://{}", file.display()), seals).await {
        Ok(db) => db.close().await,
        Err(error) => {
            // Without its key it is nothing, and it would stand in the way of the next try.
            for end in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{end}", file.display()));
            }
            return Err(error.into());
        }
    }
    Ok(check_backup(file).await?)
}

async fn to_server(backup: &Path, url: &str, seals: &Seals) -> anyhow::Result<()> {
    // A copy of the file is brought up to this version: the backup itself stays as it is.
    let scratch = backup.with_extension("restoring");
    std::fs::copy(backup, &scratch)?;
    let copied = copy_into(&scratch, url, seals).await;
    for end in ["restoring", "restoring-wal", "restoring-shm"] {
        let _ = std::fs::remove_file(backup.with_extension(end));
    }
    println!("{} rows, the same on both sides", copied?);
    Ok(())
}

/// Copies the database of a file into an empty one; answers how many rows. The backup is opened first: where the key is not
/// its own, the other database has not been touched.
async fn copy_into(file: &Path, url: &str, seals: &Seals) -> anyhow::Result<u64> {
    let source = Db::open(&format!("sqlite://{}", file.display()), seals).await?;
    let target = Db::open(url, seals).await?;
    ensure!(target.is_empty().await?, "the database has offers already: make an empty one first");
    let copied = copy(&source, &target, true, |_| {}).await?;
    source.close().await;
    target.close().await;
    Ok(copied.iter().map(|one| one.rows).sum())
}
