//! The whole directory read from the database into one segment.

use std::sync::Arc;
use std::time::Instant;

use super::gazetteer::Gazetteer;
use super::making::Making;
use super::segment::Segment;
use super::services::Services;
use crate::store::{Db, Result, StoredOffer, StoredOrganisation, log_progress};

/// What was built.
pub(super) struct Built {
    pub gazetteer: Arc<Gazetteer>,
    pub segment: Arc<Segment>,
    /// Handed on to what keeps them up to date: there is room for them once.
    pub services: Arc<Services>,
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
    let mut making = Making::new(&gazetteer);
    snapshot
        .read_organisations(|StoredOrganisation { id, slug, content }| {
            making.organisation(id, &slug, &content.0)
        })
        .await?;
    let each = |offer: StoredOffer| making.offer(offer.organisation_id, &offer.slug, offer.content.0);
    snapshot.read_offers(each, log_progress()).await?;
    let (segment, services) = making.finish();
    let version = snapshot.version();
    let milliseconds = started.elapsed().as_millis();
    tracing::info!(offers = segment.len(), version, milliseconds, "index built");
    Ok(Built { gazetteer, segment, services, version })
}
