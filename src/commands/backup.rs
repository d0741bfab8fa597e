//! `premier-pas backup`: everything into one file, while the site serves.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use time::macros::format_description;

/// The beginning of the name of a backup in a folder.
const NAME: &str = "premier-pas-";

/// Write everything to a file that only its owner reads, and check it.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("where").required(true))]
pub struct Backup {
    /// The new file.
    #[arg(group = "where")]
    file: Option<PathBuf>,
    /// A folder, for a schedule: the file is called by its moment.
    #[arg(long, group = "where")]
    into: Option<PathBuf>,
    /// How many files stay in that folder; older ones go.
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..), requires = "into")]
    keep: u16,
}

pub(super) async fn run(asked: &Backup) -> anyhow::Result<()> {
    let config = super::settings()?;
    let db = super::database(&config).await?;
    let file = match (&asked.file, &asked.into) {
        (Some(file), _) => file.clone(),
        (None, folder) => {
            let folder = folder.clone().unwrap_or_default();
            std::fs::create_dir_all(&folder)
                .with_context(|| format!("{} can't be made", folder.display()))?;
            let at = super::system_clock()
                .now()
                .format(format_description!("[year]-[month]-[day]T[hour][minute][second]Z"))?;
            folder.join(format!("{NAME}{at}.db"))
        }
    };
    db.backup(&file).await?;
    db.close().await;
    let bytes = std::fs::metadata(&file)?.len();
    println!("{}: {bytes} bytes, opened and checked", file.display());
    if let Some(folder) = &asked.into {
        for old in surplus(folder, asked.keep.into())? {
            std::fs::remove_file(&old)?;
            println!("{}: gone, it was older than the {} newest", old.display(), asked.keep);
        }
    }
    Ok(())
}

/// The backups of a folder that are too many: the oldest.
fn surplus(folder: &Path, keep: usize) -> std::io::Result<Vec<PathBuf>> {
    let ours = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with(NAME) && name.ends_with("Z.db")
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<_>>>()?
        .into_iter()
        .filter(ours)
        .collect();
    // Their names are their moments.
    files.sort();
    files.truncate(files.len().saturating_sub(keep));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_go_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let files = ["2026-11-20T0300", "2026-11-21T0300", "2026-11-22T0300"]
            .map(|at| format!("premier-pas-{at}00Z.db"));
        for name in files.iter().map(String::as_str).chain(["premier-pas.db", "notes.txt"]) {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        assert_eq!(surplus(folder.path(), 2).unwrap(), [folder.path().join(&files[0])]);
        assert!(surplus(folder.path(), 3).unwrap().is_empty());
    }
}
