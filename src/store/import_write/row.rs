//! A row of an import as it is written, and what was there before it.

use sqlx::FromRow;
use sqlx::types::Json;
use time::Date;
use uuid::Uuid;

use crate::domain::form::Typed;
use crate::domain::import::GONE;
use crate::domain::offer::Offer;

/// An offer before an import wrote over it.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(super) struct Before {
    #[serde(flatten)]
    pub(super) offer: Current,
    /// The draft that somebody had made of it.
    #[serde(default)]
    pub(super) draft: Option<DraftBefore>,
}

#[derive(Debug, Clone, FromRow, serde::Serialize, serde::Deserialize)]
pub(super) struct Current {
    pub(super) id: Uuid,
    pub(super) organisation_id: Uuid,
    pub(super) status: String,
    pub(super) content: Json<Offer>,
    pub(super) digest: String,
    pub(super) imported_digest: Option<String>,
    #[serde(default)]
    pub(super) feed_id: Option<Uuid>,
    #[serde(default)]
    pub(super) imported_from: Option<String>,
}

#[derive(Debug, Clone, FromRow, serde::Serialize, serde::Deserialize)]
pub(super) struct DraftBefore {
    pub(super) state: String,
    pub(super) typed: Json<Typed>,
    /// Whether some of it was not seen by people.
    pub(super) unseen: bool,
    pub(super) rest: Option<String>,
    pub(super) confirmed_on: Option<Date>,
}

/// An offer under its id.
#[derive(Debug, FromRow)]
pub(super) struct Named {
    pub(super) external_id: String,
    #[sqlx(flatten)]
    pub(super) offer: Current,
}

/// A draft under its offer's key.
#[derive(Debug, FromRow)]
pub(super) struct OfDraft {
    pub(super) offer_id: Uuid,
    #[sqlx(flatten)]
    pub(super) draft: DraftBefore,
}

#[derive(Debug, FromRow)]
pub(super) struct Waiting {
    pub(super) position: i64,
    pub(super) verdict: String,
    pub(super) external_id: String,
    pub(super) slug: Option<String>,
    pub(super) content: Option<Json<Offer>>,
    pub(super) seen: Option<String>,
}

#[derive(Debug, FromRow)]
pub(super) struct Written {
    pub(super) position: i64,
    pub(super) external_id: String,
    pub(super) digest: String,
    pub(super) before: Option<Json<Before>>,
}

impl Written {
    /// The state in which this row left a draft.
    pub(super) fn leaves(&self) -> &'static str {
        if self.digest == GONE { "archived" } else { "published" }
    }

    /// Whether an offer is as this row left it.
    pub(super) fn is_as_written(&self, current: &Current, organisation: Uuid) -> bool {
        let as_left = match &self.before {
            Some(before) if self.digest == GONE => {
                current.status == "archived" && current.digest == before.offer.digest
            }
            _ => current.digest == self.digest,
        };
        as_left && current.organisation_id == organisation
    }
}
