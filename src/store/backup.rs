//! A backup is an SQLite file, whatever the engine: taken while the site serves, opened and checked before it counts.

use std::path::Path;

use sqlx::{Connection, SqliteConnection};

use super::copy::copy;
use super::{Db, Result, StoreError};

const INTO: &str = "vacuum into $1";
const SOUND: &str = "pragma integrity_check";

#[cfg(test)]
pub(super) const STATEMENTS_SQLITE: &[&str] = &[INTO, SOUND];

impl Db {
    /// Writes everything, as it stands at one moment, to a new file that only its owner reads. What is not whole does not
    /// bear the name.
    ///
    /// # Errors
    /// [`StoreError::Taken`] where the file is there already, [`StoreError::Unsound`] where it does not read well again; and
    /// where the database or the disk fails.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        if file.exists() {
            return Err(StoreError::Taken(file.to_owned()));
        }
        let part = file.with_extension("part");
        let url = format!("sqlite://{}", part.display());
        let _ = std::fs::remove_file(&part);
        match self {
            Self::Sqlite { read, .. } => {
                _ = sqlx::query(INTO).bind(part.display().to_string()).execute(read).await?
            }
            Self::Postgres(..) => {
                let target = Self::open(&url, self.seals()).await?;
                copy(self, &target, true, |_| {}).await?;
                target.shred().await?;
                target.close().await;
            }
        }
        only_for_its_owner(&part)?;
        check(&part).await?;
        std::fs::File::open(&part).and_then(|file| file.sync_all()).map_err(sqlx::Error::Io)?;
        std::fs::rename(&part, file).map_err(sqlx::Error::Io)?;
        Ok(())
    }
}

/// Whether a file is a whole database of SQLite.
///
/// # Errors
/// [`StoreError::Unsound`] where it is not.
pub async fn check(file: &Path) -> Result<()> {
    let unsound = |_| StoreError::Unsound(file.to_owned());
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut connection = SqliteConnection::connect_with(&options).await.map_err(unsound)?;
    let said: String = sqlx::query_scalar(SOUND).fetch_one(&mut connection).await.map_err(unsound)?;
    connection.close().await.map_err(unsound)?;
    if said == "ok" { Ok(()) } else { Err(StoreError::Unsound(file.to_owned())) }
}

fn only_for_its_owner(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::Permissions::from_mode(0o600);
    Ok(std::fs::set_permissions(file, mode).map_err(sqlx::Error::Io)?)
}
