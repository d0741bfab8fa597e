//! The open data, made anew each day, and when somebody asks for it before it is there.

mod writing;

pub use writing::write;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use time::Date;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::domain::clock::Clock;
use crate::domain::open_data::Published;
use crate::store::{Db, StoreError};

/// How often the day is looked at.
const EVERY: Duration = Duration::from_secs(600);
/// The file that tells what is published.
const MANIFEST: &str = "published.json";

/// Why the open data could not be made.
#[derive(Debug, thiserror::Error)]
pub enum OpenDataError {
    /// The disk's word.
    #[error("open data: {0}")]
    Io(#[from] std::io::Error),
    /// The database's word.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where the open data is, and how it is made. Cheap to clone.
#[derive(Debug, Clone)]
pub struct OpenData {
    folder: Arc<Path>,
    /// The beginning of each link to a page of this site.
    origin: Arc<str>,
    /// One makes it; others wait for what it makes.
    making: Arc<Mutex<()>>,
}

impl OpenData {
    /// Kept in `open-data` of that folder, with links to pages of that site.
    pub fn new(data_dir: &Path, origin: &str) -> Self {
        Self { folder: data_dir.join("open-data").into(), origin: origin.into(), making: Arc::default() }
    }

    /// What is published now, if anything is.
    pub fn published(&self) -> Option<Published> {
        let text = std::fs::read(self.folder.join(MANIFEST)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Where a file of it is; nothing for a name that is none of its files.
    pub fn path(&self, published: &Published, name: &str) -> Option<PathBuf> {
        let file = published.files.iter().find(|file| file.name == name)?;
        Some(self.folder.join(&published.folder).join(&file.name))
    }

    /// What is published, made first where nothing is.
    ///
    /// # Errors
    /// Where it can't be made.
    pub async fn at_first_demand(&self, db: &Db, today: Date) -> Result<Published, OpenDataError> {
        if let Some(published) = self.published() {
            return Ok(published);
        }
        let (this, db) = (self.clone(), db.clone());
        // Whoever asked may go away: what was begun is finished.
        let made = tokio::spawn(async move { this.of_today(&db, today).await });
        made.await.unwrap_or_else(|error| Err(std::io::Error::other(error).into()))
    }

    /// What is published of today, made where it is of another day.
    ///
    /// # Errors
    /// Where it can't be made.
    pub async fn of_today(&self, db: &Db, today: Date) -> Result<Published, OpenDataError> {
        let _alone = self.making.lock().await;
        if let Some(published) = self.published().filter(|published| published.on == today) {
            return Ok(published);
        }
        self.make(db, today).await
    }

    async fn make(&self, db: &Db, today: Date) -> Result<Published, OpenDataError> {
        let before = self.published().map(|published| published.folder);
        let name = if before.as_deref() == Some("a") { "b" } else { "a" };
        let folder = self.folder.join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder)?;
        let mut published = writing::write(db, &folder, &self.origin, today).await?;
        published.folder = name.to_owned();
        // Nobody ever reads a half: the manifest takes its place in one step, when all files are whole.
        let new = self.folder.join("published.new");
        std::fs::write(&new, serde_json::to_vec_pretty(&published).map_err(std::io::Error::other)?)?;
        std::fs::rename(new, self.folder.join(MANIFEST))?;
        Ok(published)
    }
}

/// Makes the open data of each day, until `cancel`.
pub async fn run(db: &Db, open_data: &OpenData, clock: &Clock, cancel: &CancellationToken) {
    while !cancel.is_cancelled() {
        let today = clock.today();
        let stale = open_data.published().is_none_or(|published| published.on != today);
        if stale {
            match open_data.of_today(db, today).await {
                Ok(published) => tracing::info!(services = published.services, "the open data was made"),
                Err(error) => tracing::error!(%error, "the open data could not be made"),
            }
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
