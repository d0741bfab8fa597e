//! The whole directory read from the database into one segment.

use std::sync::Arc;
use std::time::Instant;

use super::gazetteer::Gazetteer;
use super::segment::{Builder, Segment};
use crate::store::{Db, Result, StoredOffer, StoredOrganisation, log_progress};

/// What was built.
pub(super) struct Built {
    pub gazetteer: Arc<Gazetteer>,
    pub segment: Arc<Segment>,
    /// The version of the directory that it shows.
    pub version: i64,
}

/// Reads everything. `known` serves where the database holds no communes of its own.
///
/// Reading rows and building columns is work for a processor: it stays off the threads that answer requests.
///
/// # Errors
/// Where the database fails.
pub(super) async fn build(db: &Db, known: Option<Arc<Gazetteer>>) -> Result<Built> {
    let db = db.clone();
    let runtime = tokio::runtime::Handle::current();
    let built = tokio::task::spawn_blocking(move || runtime.block_on(read(&db, known))).await;
    // It is never cancelled: what went wrong in it goes on here.
    built.unwrap_or_else(|failed| std::panic::resume_unwind(failed.into_panic()))
}

async fn read(db: &Db, known: Option<Arc<Gazetteer>>) -> Result<Built> {
    let started = Instant::now();
    let mut snapshot = db.snapshot().await?;
    let communes = snapshot.communes().await?;
    let gazetteer = match (communes.is_empty(), known) {
        (true, Some(known)) => known,
        (true, None) => Arc::new(Gazetteer::embedded()),
        (false, _) => Arc::new(Gazetteer::new(communes)),
    };
    let mut builder = Builder::new(&gazetteer);
    snapshot
        .read_organisations(|StoredOrganisation { id, slug, content }| {
            builder.organisation(id, &slug, &content.0)
        })
        .await?;
    let each = |offer: StoredOffer| builder.offer(offer.organisation_id, &offer.slug, offer.content.0);
    snapshot.read_offers(each, log_progress()).await?;
    let segment = Arc::new(builder.finish());
    let version = snapshot.version();
    let milliseconds = started.elapsed().as_millis();
    tracing::info!(offers = segment.len(), version, milliseconds, "index built");
    Ok(Built { gazetteer, segment, version })
}
