//! Files of a structure on their way into the directory: read, compared, kept until somebody says go.

pub mod fetch;
mod plan;
mod reading;
pub mod task;

use std::sync::Arc;

use thiserror::Error;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::import::{ImportState, Verdict};
use crate::domain::organisation::Organisation;
use crate::store::{Db, NewImport, StoreError};
use reading::{Given, read};

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

/// Reads a file, compares it with what the structure has, and keeps what it would change. Where an address is read by
/// itself, what asks nobody goes at once, and nothing is kept where nothing changes.
///
/// # Errors
/// A sentence where nothing of it can be read.
pub async fn prepare(
    db: &Db,
    who: &Importer,
    sent: Sent,
    now: OffsetDateTime,
) -> Result<Option<Uuid>, ImportError> {
    let offers = db.known_offers(who.organisation).await?;
    let given = Given {
        slug: who.slug.clone(),
        organisation: who.content.clone(),
        known: offers.iter().map(|offer| offer.external_id.clone()).collect(),
        today: crate::domain::clock::paris_date(now),
    };
    let name: String = sent.name.chars().filter(|letter| !letter.is_control()).take(200).collect();
    let bytes = Arc::new(sent.bytes);
    // Nothing that is read may hold up other people, nor take the server down.
    let reading = tokio::task::spawn_blocking(move || read(&bytes, &given)).await;
    let contents = reading.map_err(|error| {
        tracing::error!(%error, "a file broke its reader");
        ImportError::Told(
            "Nous ne pouvons pas lire ce fichier. Essayez avec un fichier CSV fait depuis le modèle."
                .to_owned(),
        )
    })?;
    let mut contents = contents.map_err(ImportError::Told)?;
    let rows = plan::rows(db, who, &mut contents, &offers).await?;
    let alone = who.feed.is_some();
    let changes = rows.iter().any(|row| matches!(row.verdict, Verdict::New | Verdict::Changed));
    if alone && !changes {
        return Ok(None);
    }
    let import = NewImport {
        organisation: who.organisation,
        feed: who.feed,
        format: contents.format.code(),
        name: &name,
        state: if alone { ImportState::Writing } else { ImportState::Ready },
        notes: &contents.notes,
        made_by: who.account,
    };
    Ok(Some(db.add_import(&import, &rows, now).await?))
}
