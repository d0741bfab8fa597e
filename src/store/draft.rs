//! Offers that are being written: what was typed, where they stand, and what of them people see.

use sqlx::FromRow;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::directory::{ORGANISATION_ID, RAISE, content_digest};
use super::draft_version::{self, Reason};
use super::{Db, Result, StoreError, new_id, offer, reading, writing};
use crate::domain::draft::state::{Rest, State};
use crate::domain::form::Typed;
use crate::domain::offer::{Offer, OfferKind};

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

    /// Whether something was typed that people don't see yet.
    pub fn has_unseen(&self) -> bool {
        self.shown.is_some_and(|shown| shown < self.edits)
    }
}

/// A whole offer that waits, and the end of its address.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Ready {
    /// The offer.
    pub offer: Offer,
    /// The end of its address.
    pub slug: String,
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

/// What is to be shown of a draft.
#[derive(Debug, Clone)]
pub struct Publication<'a> {
    /// The draft.
    pub id: Uuid,
    /// The edits that its author began from.
    pub edits: i64,
    /// What was typed.
    pub typed: &'a Typed,
    /// What that means.
    pub offer: &'a Offer,
    /// The end of its address, if it is new.
    pub slug: &'a str,
    /// Published, or waiting: scheduled or in review.
    pub state: State,
    /// The day it waits for.
    pub publish_on: Option<Date>,
    /// Who publishes.
    pub author: &'a str,
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

const PUBLISH: &str = "
update draft set typed = $3, title = $4, author = $5, changed_at = $6, edits = edits + 1, shown = edits + 1, state = $7,
  ready = $8, publish_on = $9, rest = null, confirmed_on = $10, ends_on = $11, reminded_on = null
where id = $1 and edits = $2";

const SHOW: &str = "
update draft set state = 'published', ready = null, publish_on = null, rest = null, confirmed_on = $2, ends_on = $3,
  reminded_on = null where id = $1";

const LINK_OFFER: &str = "update draft set offer_id = (select id from offer where external_id = $2),
  offer_digest = (select digest from offer where external_id = $2) where id = $1";

/// A draft that takes an offer over says what it says.
const SAME_AS_OFFER: &str = "update draft set offer_digest = (select digest from offer where offer.id = draft.offer_id) where id = $1";

const REST: &str = "
update draft set state = $2, rest = $3, ready = null, publish_on = null, changed_at = $4 where id = $1";

const HIDE_OFFER: &str = "
update offer set status = 'archived', changed_at = $2, version = $3
where id = (select offer_id from draft where id = $1) and status = 'published'";

const SHARE: &str = "update draft set shared = $2 where id = $1";

const FOLLOW: &str = "update draft set model_typed = $2 where id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[BY_ID, OF_OFFER, ADD, SAVE, PUBLISH, SHOW, LINK_OFFER, SAME_AS_OFFER, REST, HIDE_OFFER, SHARE, FOLLOW];

fn title(typed: &Typed) -> String {
    typed.get("nom").chars().take(200).collect()
}

/// The day after which its sessions are over.
fn ends_on(offer: &Offer) -> Option<Date> {
    offer.sessions.iter().map(|session| session.ends_on.unwrap_or(session.starts_on)).max()
}

/// Writes an offer into the directory, within a transaction.
macro_rules! show_offer {
    ($tx:ident, $offer:expr, $slug:expr, $now:expr) => {{
        let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *$tx).await?;
        let organisation: Uuid =
            sqlx::query_scalar(ORGANISATION_ID).bind(&$offer.structure_id).fetch_one(&mut *$tx).await?;
        sqlx::query(offer::UPSERT)
            .bind(new_id($now))
            .bind(&$offer.source)
            .bind(&$offer.id)
            .bind(organisation)
            .bind($slug)
            .bind(Json($offer))
            .bind(content_digest($offer))
            .bind($now)
            .bind(version)
            .execute(&mut *$tx)
            .await?;
    }};
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
            sqlx::query(draft_version::ADD).bind(new.id).bind(1_i64).bind(now).bind(new.author).bind(reason.code())
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
                // One sitting makes one version, which grows.
                held = sqlx::query(draft_version::GROW).bind(id).bind(at).bind(author).bind(Json(typed)).bind(recent)
                    .execute(&mut *tx).await?.rows_affected();
            }
            if held == 0 {
                sqlx::query(draft_version::ADD).bind(id).bind(at).bind(now).bind(author).bind(reason.code())
                    .bind(Json(typed)).execute(&mut *tx).await?;
            }
            if saved {
                write_audit!(tx, journal, now);
            }
            saved
        });
        if saved { Ok(edits + 1) } else { Err(StoreError::Conflict) }
    }

    /// Publishes what was typed, or puts it where it waits; answers the new edits.
    ///
    /// # Errors
    /// As [`Db::save_draft`]; nothing is shown then.
    pub async fn publish_draft(
        &self,
        new: &Publication<'_>,
        journal: &[NewAudit],
        today: Date,
        now: OffsetDateTime,
    ) -> Result<i64> {
        let shown = new.state == State::Published;
        let ready = (!shown).then(|| Json(Ready { offer: new.offer.clone(), slug: new.slug.to_owned() }));
        let published = writing!(self, tx => {
            let published = sqlx::query(PUBLISH).bind(new.id).bind(new.edits).bind(Json(new.typed)).bind(title(new.typed))
                .bind(new.author).bind(now).bind(new.state.code()).bind(ready).bind(new.publish_on).bind(today)
                .bind(ends_on(new.offer)).execute(&mut *tx).await?.rows_affected() == 1;
            let (reason, at) = if published { (Reason::Published, new.edits + 1) } else { (Reason::Lost, new.edits) };
            sqlx::query(draft_version::ADD).bind(new.id).bind(at).bind(now).bind(new.author).bind(reason.code())
                .bind(Json(new.typed)).execute(&mut *tx).await?;
            if published && shown {
                show_offer!(tx, new.offer, new.slug, now);
                sqlx::query(LINK_OFFER).bind(new.id).bind(&new.offer.id).execute(&mut *tx).await?;
            }
            if published {
                write_audit!(tx, journal, now);
            }
            published
        });
        if published { Ok(new.edits + 1) } else { Err(StoreError::Conflict) }
    }

    /// Shows an offer of a draft as it is: what waited for this day, what rested, or what was said to be still true.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn show_draft(
        &self,
        id: Uuid,
        offer: &Offer,
        slug: &str,
        journal: &[NewAudit],
        today: Date,
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            show_offer!(tx, offer, slug, now);
            sqlx::query(SHOW).bind(id).bind(today).bind(ends_on(offer)).execute(&mut *tx).await?;
            sqlx::query(LINK_OFFER).bind(id).bind(&offer.id).execute(&mut *tx).await?;
            write_audit!(tx, journal, now);
        });
        Ok(())
    }

    /// Hides what people see of a draft: it rests, or is put away.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn rest_draft(
        &self,
        id: Uuid,
        state: State,
        rest: Option<Rest>,
        journal: &[NewAudit],
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
            sqlx::query(HIDE_OFFER).bind(id).bind(now).bind(version).execute(&mut *tx).await?;
            sqlx::query(REST).bind(id).bind(state.code()).bind(rest.map(Rest::code)).bind(now)
                .execute(&mut *tx).await?;
            write_audit!(tx, journal, now);
        });
        Ok(())
    }

    /// Shares these words as a model, or none any more.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn share_draft(
        &self,
        id: Uuid,
        shared: Option<&Typed>,
        journal: &[NewAudit],
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(SHARE).bind(id).bind(shared.map(Json)).execute(&mut *tx).await?;
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
