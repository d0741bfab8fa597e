//! The index that serves: replaced whole, while searches go on with the one they hold.

use std::collections::HashMap;
use std::mem::take;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwapOption;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::build::{Built, build};
use super::index::Index;
use super::medians::medians;
use super::recent::Recent;
use crate::store::{Db, Result};

/// Recent changes from which everything is built again, while they go on being shown.
const RECENT_MAX: usize = 5_000;
/// How long measured delays of answers stand.
const MEDIANS_LAST: Duration = Duration::from_secs(60);

/// The published index. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Published {
    index: Arc<ArcSwapOption<Index>>,
    kept: Arc<Mutex<Option<Kept>>>,
    /// When it last was as the directory.
    agreed: Arc<ArcSwapOption<Instant>>,
}

/// What the next index is made from.
struct Kept {
    built: Built,
    recent: Recent,
    /// The version of the directory that the published index shows.
    version: i64,
    medians: Arc<HashMap<Uuid, u8>>,
    measured: Instant,
    rebuilding: Option<JoinHandle<Result<Built>>>,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kept(version {})", self.version)
    }
}

impl Published {
    /// The index, once there is one.
    pub fn get(&self) -> Option<Arc<Index>> {
        self.index.load_full()
    }

    /// Brings the index up to date with the directory; answers whether anything was new.
    ///
    /// A few changes are read one by one. After many the whole is built again behind the scenes, by the calls that
    /// follow, and takes the place of the old when it is ready.
    ///
    /// # Errors
    /// Where the database fails; the index that was there goes on serving.
    pub async fn refresh(&self, db: &Db) -> Result<bool> {
        let asked = Instant::now();
        let new = self.follow(db).await?;
        self.agreed.store(Some(Arc::new(asked)));
        Ok(new)
    }

    /// How long ago the index was as the directory; nothing where there is none yet.
    pub fn age(&self) -> Option<Duration> {
        self.agreed.load().as_deref().map(Instant::elapsed)
    }

    async fn follow(&self, db: &Db) -> Result<bool> {
        let mut kept = self.kept.lock().await;
        let Some(kept) = &mut *kept else {
            let mut built = build(db, None).await?;
            let medians = Arc::new(medians(db.answered().await?));
            let version = built.version;
            let first = Kept {
                recent: Recent::since(take(&mut built.services)),
                built,
                version,
                medians,
                measured: Instant::now(),
                rebuilding: None,
            };
            self.publish(kept.insert(first)).await;
            return Ok(true);
        };
        let rebuilt = kept.take_rebuilt().await?;
        let changed = kept.take_changes(db).await?;
        let measured = kept.measure(db).await?;
        if rebuilt || changed || measured {
            self.publish(kept).await;
        }
        Ok(rebuilt || changed || measured)
    }

    /// Like [`Published::refresh`], and waits for a whole building where there is one to do.
    ///
    /// # Errors
    /// As there.
    pub async fn refresh_whole(&self, db: &Db) -> Result<()> {
        self.refresh(db).await?;
        loop {
            match self.kept.lock().await.as_ref().and_then(|kept| kept.rebuilding.as_ref()) {
                None => return Ok(()),
                Some(rebuilding) if rebuilding.is_finished() => {}
                Some(_) => tokio::time::sleep(Duration::from_millis(5)).await,
            }
            self.refresh(db).await?;
        }
    }

    async fn publish(&self, kept: &mut Kept) {
        let Built { gazetteer, segment, .. } = &kept.built;
        let (gazetteer, segment, medians) = (gazetteer.clone(), segment.clone(), kept.medians.clone());
        let mut recent = take(&mut kept.recent);
        let version = kept.version;
        let today = self.get().and_then(|index| index.day());
        let made = tokio::task::spawn_blocking(move || {
            let services = recent.services(&gazetteer);
            let since = (recent.len() > 0).then(|| recent.build(&gazetteer));
            let index = Index::new(gazetteer, segment, since, medians, (services, version));
            // What depends on the day is made before anybody asks.
            if let Some(today) = today {
                index.prepare(today);
            }
            (index, recent)
        });
        match made.await {
            Ok((index, recent)) => {
                kept.recent = recent;
                self.index.store(Some(Arc::new(index)));
            }
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        }
    }
}

impl Kept {
    /// Takes the whole that was built meanwhile; what has changed since is read next.
    async fn take_rebuilt(&mut self) -> Result<bool> {
        let Some(rebuilding) = self.rebuilding.take_if(|one| one.is_finished()) else { return Ok(false) };
        let mut built = match rebuilding.await {
            Ok(built) => built?,
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        };
        self.version = built.version;
        self.recent = Recent::since(take(&mut built.services));
        self.built = built;
        Ok(true)
    }

    async fn take_changes(&mut self, db: &Db) -> Result<bool> {
        let Some(changes) = db.changes(self.version).await? else {
            self.rebuild(db);
            return Ok(false);
        };
        if changes.version == self.version {
            return Ok(false);
        }
        let version = changes.version;
        self.recent.take(changes, &self.built.segment, db).await?;
        self.version = version;
        if self.recent.len() > RECENT_MAX {
            self.rebuild(db);
        }
        Ok(true)
    }

    fn rebuild(&mut self, db: &Db) {
        if self.rebuilding.is_none() {
            let (db, known) = (db.clone(), self.built.gazetteer.clone());
            self.rebuilding = Some(tokio::spawn(async move { build(&db, Some(known)).await }));
        }
    }

    /// Measures again how fast organisations answer, now and then.
    async fn measure(&mut self, db: &Db) -> Result<bool> {
        if self.measured.elapsed() < MEDIANS_LAST {
            return Ok(false);
        }
        self.measured = Instant::now();
        let now = medians(db.answered().await?);
        let changed = now != *self.medians;
        self.medians = Arc::new(now);
        Ok(changed)
    }
}
