//! Files of a structure on their way into the directory: read, compared, kept until somebody says go.

mod feed;
pub mod fetch;
mod plan;
mod reading;
pub mod task;
mod unsaid;

use std::collections::HashSet;

use thiserror::Error;
use time::OffsetDateTime;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::domain::clock::paris_date;
use crate::domain::import::{ImportState, OFFERS_MAX, Verdict};
use crate::domain::organisation::Organisation;
use crate::domain::plain::plain;
use crate::exchange::data_inclusion::Read;
use crate::store::{Db, NewImport, NewImportRow, StoreError};
use plan::Ground;
use reading::{Contents, Given, read};

/// Files that are read at the same time: each may unpack to a hundred megabytes.
static READING: Semaphore = Semaphore::const_new(2);

/// A file that somebody sent, or that was fetched for her.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its name, or its address.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Whose import it is.
#[derive(Debug, Clone)]
pub struct Importer {
    /// The structure.
    pub organisation: Uuid,
    /// The end of its address.
    pub slug: String,
    /// What is known of it.
    pub content: Organisation,
    /// Who sends.
    pub account: Option<Uuid>,
    /// The address that is read by itself, if it is one.
    pub feed: Option<Uuid>,
}

/// Why a file was not kept.
#[derive(Debug, Error)]
pub enum ImportError {
    /// A sentence for the person: what is wrong, where, and the mend.
    #[error("{0}")]
    Told(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<String> for ImportError {
    fn from(sentence: String) -> Self {
        Self::Told(sentence)
    }
}

/// Reads a file, compares it with what the structure has, and keeps what it would change until somebody says go.
///
/// # Errors
/// A sentence where nothing of it can be read.
pub async fn prepare(db: &Db, who: &Importer, sent: Sent, now: OffsetDateTime) -> Result<Uuid, ImportError> {
    let given = given(db, who, now).await?;
    let contents = contents_of(sent.bytes, &given).await?;
    let (format, notes) = (contents.format, contents.notes.clone());
    let rows = compare(db, who, contents, &given).await?;
    let name: String = sent.name.chars().filter(|letter| !letter.is_control()).take(200).collect();
    let import = NewImport {
        organisation: who.organisation,
        feed: None,
        format: format.code(),
        name: &name,
        state: ImportState::Ready,
        notes: &notes,
        made_by: who.account,
        puts_away: false,
        rows_digest: None,
    };
    Ok(db.add_import(&import, &rows, now).await?)
}

/// What is known of a structure before its file is read.
async fn given(db: &Db, who: &Importer, now: OffsetDateTime) -> Result<Given, ImportError> {
    let known = db.known_ids(who.organisation).await?;
    Ok(Given {
        slug: who.slug.clone(),
        organisation: who.content.clone(),
        known: known.into_iter().map(|one| one.external_id).collect(),
        today: paris_date(now),
    })
}

/// Does something that takes long away from what answers other people; what breaks it takes nothing else down.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ImportError> {
    let _turn = READING.acquire().await;
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "a file broke its reader");
        "Nous ne pouvons pas lire ce fichier. Essayez avec un fichier CSV fait depuis le modèle."
            .to_owned()
            .into()
    })
}

async fn contents_of(bytes: Vec<u8>, given: &Given) -> Result<Contents, ImportError> {
    let given = given.clone();
    Ok(apart(move || read(&bytes, &given)).await??)
}

/// The rows of what was read, each compared with what is here.
async fn compare(
    db: &Db,
    who: &Importer,
    contents: Contents,
    given: &Given,
) -> Result<Vec<NewImportRow>, ImportError> {
    let (mut told, mut structures, mut unknown) = (HashSet::new(), HashSet::new(), Vec::new());
    for read in &contents.offers {
        match read {
            Read::Valid { record, .. } => {
                told.insert(record.id.clone());
                structures.insert(record.structure_id.clone());
                if !given.known.contains(&record.id) {
                    unknown.push(record.id.clone());
                }
            }
            Read::Rejected(rejection) => told.extend(rejection.id.clone()),
        }
    }
    let unknown: Vec<&str> = unknown.iter().map(String::as_str).collect();
    let foreign: HashSet<String> =
        db.owned_elsewhere(who.organisation, &unknown).await?.into_iter().map(str::to_owned).collect();
    let mut others = HashSet::new();
    for id in structures {
        if db.organisation_of_id(&id).await?.is_some_and(|organisation| organisation != who.organisation) {
            others.insert(id);
        }
    }
    let gone = feed::gone(db, who, &told).await?;
    let mut ground = Ground {
        giver: who.content.clone(),
        known: Default::default(),
        foreign,
        structures: others,
        names: Default::default(),
        gone,
        alone: who.feed.is_some(),
        today: given.today,
    };
    let wanted: HashSet<&str> = told.iter().chain(&ground.gone).map(String::as_str).collect();
    let (mut names, mut known) = (Vec::new(), Vec::new());
    db.read_known_offers(who.organisation, |offer| {
        if offer.is_published() {
            names.push((plain(&offer.content.name), offer.external_id.clone()));
        }
        if wanted.contains(offer.external_id.as_str()) {
            known.push((offer.external_id.clone(), offer));
        }
    })
    .await?;
    ground.names = names.into_iter().collect();
    ground.known = known.into_iter().collect();
    let rows = apart(move || plan::rows(contents, &ground)).await?;
    let new = rows.iter().filter(|row| row.verdict == Verdict::New).count();
    if given.known.len() + new > OFFERS_MAX {
        return Err(format!(
            "Une structure a {OFFERS_MAX} offres au plus, archives comprises : ce fichier en ajoute {new}. Gardez seulement celles qui servent."
        )
        .into());
    }
    Ok(rows)
}
