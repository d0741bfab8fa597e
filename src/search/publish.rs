//! The index that serves: replaced whole, while searches go on with the one they hold.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use arc_swap::ArcSwapOption;

use super::gazetteer::Gazetteer;
use super::index::Index;
use crate::store::{Db, Result};

/// The published index, and the version of the directory that it shows. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Published {
    index: Arc<ArcSwapOption<Index>>,
    version: Arc<AtomicI64>,
}

impl Published {
    /// The index, once there is one.
    pub fn get(&self) -> Option<Arc<Index>> {
        self.index.load_full()
    }

    /// Builds the index again where the directory has changed; answers whether it did.
    ///
    /// # Errors
    /// Where the database fails; the index that was there goes on serving.
    pub async fn refresh(&self, db: &Db) -> Result<bool> {
        let version = db.directory_version().await?;
        let current = self.get();
        if current.is_some() && version == self.version.load(Ordering::Acquire) {
            return Ok(false);
        }
        let communes = db.communes().await?;
        let gazetteer = match (communes.is_empty(), current) {
            (true, Some(index)) => index.gazetteer.clone(),
            (true, None) => Arc::new(Gazetteer::embedded()),
            (false, _) => Arc::new(Gazetteer::new(communes)),
        };
        let index = Index::build(db, gazetteer).await?;
        tracing::info!(offers = index.len(), version, "index built");
        self.index.store(Some(Arc::new(index)));
        self.version.store(version, Ordering::Release);
        Ok(true)
    }
}
