//! Offers that are being written: what was typed, where they stand, and what of them people see.

use sqlx::FromRow;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::draft_life::Ready;
use super::draft_version::{self, Reason};
use super::{Db, Result, StoreError, reading, writing};
use crate::domain::draft::state::{Rest, State};
use crate::domain::form::Typed;
use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::Network;

/// An offer that is being written, or was.
#[derive(Debug, Clone, FromRow)]
pub struct StoredDraft {
    /// Its key.
    pub id: Uuid,
    /// Whose it is.
    pub organisation_id: Uuid,
    /// What people see of it, if they ever did.
    pub offer_id: Option<Uuid>,
    kind: String,
    state: String,
    /// What was typed.
    pub typed: Json<Typed>,
    /// Rises with each change.
    pub edits: i64,
    /// The edits that people see.
    pub shown: Option<i64>,
    /// What waits for its day, or for the platform's word.
    pub ready: Option<Json<Ready>>,
    /// The day it waits for.
    pub publish_on: Option<Date>,
    rest: Option<String>,
    /// When somebody last said that it is true.
    pub confirmed_on: Option<Date>,
    /// Who changed it last.
    pub author: String,
    /// When.
    pub changed_at: OffsetDateTime,
    /// What a network shares of it, if it does.
    pub shared: Option<Json<Typed>>,
    /// The model that it follows.
    pub model_id: Option<Uuid>,
    /// What the model said when this draft last looked.
    pub model_typed: Option<Json<Typed>>,
}

impl StoredDraft {
    /// What kind of offer it is.
    pub fn kind(&self) -> OfferKind {
        OfferKind::from_code(&self.kind).unwrap_or(OfferKind::Support)
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        State::from_code(&self.state).unwrap_or(State::Draft)
    }

    /// Why it rests, if it does.
    pub fn rest(&self) -> Option<Rest> {
        self.rest.as_deref().and_then(Rest::from_code)
    }

    /// Whether something was typed since it was made ready to wait.
    pub fn has_later(&self) -> bool {
        self.ready.as_ref().is_some_and(|ready| ready.edits < self.edits)
    }

    /// Whether something was typed that people don't see yet.
    pub fn has_unseen(&self) -> bool {
        self.shown.is_some_and(|shown| shown < self.edits)
    }
}

/// A draft to begin.
#[derive(Debug, Clone)]
pub struct NewDraft<'a> {
    /// Its key.
    pub id: Uuid,
    /// Whose it is.
    pub organisation_id: Uuid,
    /// The offer that it takes over.
    pub offer_id: Option<Uuid>,
    /// What kind.
    pub kind: OfferKind,
    /// Where it stands: a draft, or published where it takes over what people see.
    pub state: State,
    /// What it begins with.
    pub typed: &'a Typed,
    /// When what it begins with was said to be true.
    pub confirmed_on: Option<Date>,
    /// Who begins it.
    pub author: &'a str,
    /// The model that it follows, and what that says.
    pub model: Option<(Uuid, &'a Typed)>,
}

const BY_ID: &str =
    "select id, organisation_id, offer_id, kind, state, typed, edits, shown, ready, publish_on, rest,
  confirmed_on, author, changed_at, shared, model_id, model_typed from draft where id = $1";

const OF_OFFER: &str = "select id from draft where offer_id = $1";

const ADD: &str = "
insert into draft (id, organisation_id, offer_id, kind, state, title, typed, edits, shown, confirmed_on, author,
                   created_at, changed_at, model_id, model_typed)
values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $11, $12, $13)";

const SAVE: &str = "
update draft set typed = $3, title = $4, author = $5, changed_at = $6, edits = edits + 1
where id = $1 and edits = $2";

/// A draft that takes an offer over says what it says.
const SAME_AS_OFFER: &str = "
update draft set offer_digest = (select digest from offer where offer.id = draft.offer_id) where id = $1";

const SHARE: &str = "update draft set shared = $2 where id = $1";

const SHARE_NO_MORE: &str = "delete from model_network where draft_id = $1";

const SHARE_WITH: &str = "insert into model_network (draft_id, network) values ($1, $2)";

const FOLLOW: &str = "update draft set model_typed = $2 where id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[BY_ID, OF_OFFER, ADD, SAVE, SAME_AS_OFFER, SHARE, SHARE_NO_MORE, SHARE_WITH, FOLLOW];

/// What lists call it.
pub(super) fn title(typed: &Typed) -> String {
    typed.get("nom").chars().take(200).collect()
}

impl Db {
    /// The draft of a key.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn draft(&self, id: Uuid) -> Result<Option<StoredDraft>> {
        Ok(reading!(self, pool => sqlx::query_as(BY_ID).bind(id).fetch_optional(pool).await?))
    }

    /// The draft that took an offer over, if one did.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn draft_of_offer(&self, offer: Uuid) -> Result<Option<Uuid>> {
        Ok(reading!(self, pool => sqlx::query_scalar(OF_OFFER).bind(offer).fetch_optional(pool).await?))
    }

    /// Begins a draft.
    ///
    /// # Errors
    /// Where the database fails, or the offer was taken over meanwhile.
    pub async fn create_draft(
        &self,
        new: &NewDraft<'_>,
        journal: &[NewAudit],
        now: OffsetDateTime,
    ) -> Result<()> {
        let shown = new.offer_id.map(|_| 1_i64);
        let (model, model_typed) = new.model.map(|(id, typed)| (id, Json(typed))).unzip();
        writing!(self, tx => {
            sqlx::query(ADD).bind(new.id).bind(new.organisation_id).bind(new.offer_id).bind(new.kind.code())
                .bind(new.state.code()).bind(title(new.typed)).bind(Json(new.typed)).bind(shown).bind(new.confirmed_on)
                .bind(new.author).bind(now).bind(model).bind(model_typed).execute(&mut *tx).await?;
            sqlx::query(SAME_AS_OFFER).bind(new.id).execute(&mut *tx).await?;
            let reason = if new.offer_id.is_some() { Reason::Published } else { Reason::Saved };
            sqlx::query(draft_version::ADD).bind(super::new_id(now)).bind(new.id).bind(1_i64).bind(now).bind(new.author).bind(reason.code())
                .bind(Json(new.typed)).execute(&mut *tx).await?;
            write_audit!(tx, journal, now);
        });
        Ok(())
    }

    /// Keeps what was typed over the edits that its author began from; answers the new edits.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where somebody else wrote meanwhile: then the words are kept as a lost version. Otherwise
    /// where the database fails.
    pub async fn save_draft(
        &self,
        (id, edits): (Uuid, i64),
        typed: &Typed,
        author: &str,
        reason: Reason,
        journal: &[NewAudit],
        now: OffsetDateTime,
    ) -> Result<i64> {
        let recent = now - draft_version::ONE_SITTING;
        let saved = writing!(self, tx => {
            let saved = sqlx::query(SAVE).bind(id).bind(edits).bind(Json(typed)).bind(title(typed)).bind(author).bind(now)
                .execute(&mut *tx).await?.rows_affected() == 1;
            let (reason, at) = if saved { (reason, edits + 1) } else { (Reason::Lost, edits) };
            let mut held = 0;
            if reason == Reason::Typed {
                // One sitting makes one version, which grows as long as nobody else writes.
                held = sqlx::query(draft_version::GROW).bind(id).bind(at).bind(author).bind(Json(typed)).bind(recent)
                    .execute(&mut *tx).await?.rows_affected();
            }
            if held == 0 {
                sqlx::query(draft_version::ADD).bind(super::new_id(now)).bind(id).bind(at).bind(now).bind(author).bind(reason.code())
                    .bind(Json(typed)).execute(&mut *tx).await?;
            }
            if saved {
                write_audit!(tx, journal, now);
            }
            saved
        });
        if saved { Ok(edits + 1) } else { Err(StoreError::Conflict) }
    }

    /// Shares these words as a model with some networks, or none any more.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn share_draft(
        &self,
        id: Uuid,
        shared: Option<(&Typed, &[Network])>,
        journal: &[NewAudit],
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(SHARE).bind(id).bind(shared.map(|(words, _)| Json(words))).execute(&mut *tx).await?;
            sqlx::query(SHARE_NO_MORE).bind(id).execute(&mut *tx).await?;
            for network in shared.map(|(_, networks)| networks).unwrap_or_default() {
                sqlx::query(SHARE_WITH).bind(id).bind(network.code()).execute(&mut *tx).await?;
            }
            write_audit!(tx, journal, now);
        });
        Ok(())
    }

    /// Notes what its model said when a draft looked.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn follow_model(&self, id: Uuid, seen: &Typed) -> Result<()> {
        writing!(self, tx => sqlx::query(FOLLOW).bind(id).bind(Json(seen)).execute(&mut *tx).await?.rows_affected());
        Ok(())
    }
}
