//! The offers of an organisation as its desk lists them, and those whose time has come.

use sqlx::FromRow;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Db, Result, reading, writing};
use crate::domain::draft::state::{Rest, State};
use crate::domain::offer::{Offer, OfferKind};
use crate::domain::organisation::Organisation;

/// Rows of one page of a list.
pub const DRAFTS_PAGE: i64 = 25;
/// Rows that a routine takes at once.
const ROUND: i64 = 200;

/// A row of the list: an offer that is being written here, or one that came from elsewhere and was never taken over.
#[derive(Debug, Clone, FromRow)]
pub struct DraftRow {
    /// Its draft, where it has one.
    pub id: Option<Uuid>,
    /// What people see, where they do.
    pub offer_id: Option<Uuid>,
    kind: String,
    state: String,
    title: String,
    edits: i64,
    shown: Option<i64>,
    /// The day it waits for.
    pub publish_on: Option<Date>,
    rest: Option<String>,
    /// When somebody last said that it is true.
    pub confirmed_on: Option<Date>,
    /// When it was last changed.
    pub changed_at: OffsetDateTime,
    /// Whether a network shares it.
    pub is_model: bool,
    /// The name of the file or the address that wrote it last, where one did.
    pub imported_from: Option<String>,
    /// Whether the model that it follows says something new.
    pub has_news: bool,
    content: Option<Json<Offer>>,
}

impl DraftRow {
    /// What it is called; an offer without a name is its kind.
    pub fn title(&self) -> &str {
        match &self.content {
            Some(offer) => &offer.name,
            None if self.title.is_empty() => "Sans titre",
            None => &self.title,
        }
    }

    /// What kind it is.
    pub fn kind(&self) -> OfferKind {
        let own = self.content.as_ref().map(|offer| offer.kind);
        own.or_else(|| OfferKind::from_code(&self.kind)).unwrap_or(OfferKind::Support)
    }

    /// Where it stands; nothing where it came from elsewhere.
    pub fn state(&self) -> Option<State> {
        State::from_code(&self.state)
    }

    /// Why it rests.
    pub fn rest(&self) -> Option<Rest> {
        self.rest.as_deref().and_then(Rest::from_code)
    }

    /// Whether something was typed that people don't see yet.
    pub fn has_unseen(&self) -> bool {
        self.shown.is_some_and(|shown| shown < self.edits)
    }
}

/// A model that others may follow.
#[derive(Debug, Clone, FromRow)]
pub struct ModelRow {
    /// Its key.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    kind: String,
    /// Who shares it.
    pub organisation_id: Uuid,
    /// What is known of who shares it.
    pub giver: Json<Organisation>,
}

impl ModelRow {
    /// What kind it is.
    pub fn kind(&self) -> OfferKind {
        OfferKind::from_code(&self.kind).unwrap_or(OfferKind::Support)
    }
}

/// A published draft whose age may matter.
#[derive(Debug, Clone, FromRow)]
pub struct Aging {
    /// Its key.
    pub id: Uuid,
    /// Whose it is.
    pub organisation_id: Uuid,
    kind: String,
    /// When somebody last said that it is true.
    pub confirmed_on: Date,
    /// What people see.
    pub content: Json<Offer>,
}

impl Aging {
    /// What kind it is.
    pub fn kind(&self) -> OfferKind {
        OfferKind::from_code(&self.kind).unwrap_or(OfferKind::Support)
    }
}

const LIST: &str = "
select id, offer_id, kind, state, title, edits, shown, publish_on, rest, confirmed_on, changed_at, is_model, has_news,
  imported_from, content
from (
  select draft.id as id, draft.offer_id as offer_id, draft.kind as kind, draft.state as state, draft.title as title,
    draft.edits as edits, draft.shown as shown, draft.publish_on as publish_on, draft.rest as rest,
    draft.confirmed_on as confirmed_on, draft.changed_at as changed_at, (draft.shared is not null) as is_model,
    (model.shared is not null and model.shared <> draft.model_typed) as has_news,
    (draft.reminded_on is not null and draft.state = 'published') as is_stale,
    (select offer.imported_from from offer where offer.id = draft.offer_id) as imported_from, null as content
  from draft left join draft model on model.id = draft.model_id where draft.organisation_id = $1
  union all
  select null, offer.id, '', 'imported', '', 0, null, null, null, null, offer.changed_at, false, false, false,
    offer.imported_from, offer.content
  from offer where offer.organisation_id = $1 and offer.status = 'published'
    and not exists (select 1 from draft where draft.offer_id = offer.id)
) listed
where ($2 = '' or state = $2 or ($2 = 'stale' and is_stale)) and ($2 = 'archived' or state <> 'archived')
order by changed_at desc limit $3 offset $4";

const COUNTS: &str = "
select state, count(*) as counted from (
  select draft.state as state from draft where draft.organisation_id = $1
  union all
  select 'imported' from offer where offer.organisation_id = $1 and offer.status = 'published'
    and not exists (select 1 from draft where draft.offer_id = offer.id)
) listed group by state order by state";

/// Those that somebody was asked about, and those whose model says something new.
const TO_DO: &str = "
select coalesce(sum(case when draft.reminded_on is not null and draft.state = 'published' then 1 else 0 end), 0) as stale,
  coalesce(sum(case when model.shared <> draft.model_typed and draft.state <> 'archived' then 1 else 0 end), 0) as news
from draft left join draft model on model.id = draft.model_id where draft.organisation_id = $1";

const MODELS: &str = "
select draft.id, draft.title, draft.kind, draft.organisation_id, organisation.content as giver
from draft join organisation on organisation.id = draft.organisation_id
join model_network on model_network.draft_id = draft.id
where draft.state <> 'archived' and model_network.network = $1 order by draft.title, draft.id limit 50";

const OWN_MODELS: &str = "
select draft.id, draft.title, draft.kind, draft.organisation_id, organisation.content as giver
from draft join organisation on organisation.id = draft.organisation_id
where draft.shared is not null and draft.state <> 'archived' and draft.organisation_id = $1
order by draft.title, draft.id limit 50";

const DUE: &str = "
select draft.id from draft join organisation on organisation.id = draft.organisation_id
where draft.state in ('scheduled', 'review') and organisation.review = 'none'
  and (draft.publish_on is null or draft.publish_on <= $1) order by draft.changed_at limit $2";

const ENDED: &str =
    "select id from draft where state = 'published' and ends_on < $1 order by ends_on limit $2";

const AGING: &str = "
select draft.id, draft.organisation_id, draft.kind, draft.confirmed_on, offer.content
from draft join offer on offer.id = draft.offer_id
where draft.state = 'published' and draft.kind = $1 and draft.confirmed_on <= $2
  and (draft.reminded_on is null or draft.confirmed_on <= $3)
order by draft.confirmed_on limit $4";

const REMINDED: &str = "update draft set reminded_on = $2 where id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[LIST, COUNTS, TO_DO, MODELS, OWN_MODELS, DUE, ENDED, AGING, REMINDED];

impl Db {
    /// A page of the offers of an organisation in a state (all but the archived where `state` is empty; `imported` for
    /// those never taken over), the last changed first, and one more where there is another page.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn drafts_of(&self, organisation: Uuid, state: &str, page: i64) -> Result<Vec<DraftRow>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(LIST).bind(organisation).bind(state).bind(DRAFTS_PAGE + 1).bind(DRAFTS_PAGE * page)
                .fetch_all(pool).await?
        }))
    }

    /// How many offers of an organisation are in each state.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn count_drafts(&self, organisation: Uuid) -> Result<Vec<(String, i64)>> {
        Ok(reading!(self, pool => sqlx::query_as(COUNTS).bind(organisation).fetch_all(pool).await?))
    }

    /// How many offers of an organisation somebody was asked about, and how many follow a model that says something new.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn drafts_to_do(&self, organisation: Uuid) -> Result<(i64, i64)> {
        Ok(reading!(self, pool => sqlx::query_as(TO_DO).bind(organisation).fetch_one(pool).await?))
    }

    /// The models of an organisation and of its networks, fifty of each at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn models_for(&self, id: Uuid, organisation: &Organisation) -> Result<Vec<ModelRow>> {
        let mut models: Vec<ModelRow> =
            reading!(self, pool => sqlx::query_as(OWN_MODELS).bind(id).fetch_all(pool).await?);
        for network in organisation.own_networks() {
            let more: Vec<ModelRow> =
                reading!(self, pool => sqlx::query_as(MODELS).bind(network.code()).fetch_all(pool).await?);
            models.extend(more.into_iter().filter(|one| one.organisation_id != id));
        }
        let mut seen = std::collections::BTreeSet::new();
        models.retain(|one| seen.insert(one.id));
        Ok(models)
    }

    /// Drafts whose day has come, or whose structure was validated, two hundred at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn drafts_due(&self, today: Date) -> Result<Vec<Uuid>> {
        Ok(reading!(self, pool => sqlx::query_scalar(DUE).bind(today).bind(ROUND).fetch_all(pool).await?))
    }

    /// Published drafts whose last session is over, two hundred at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn drafts_ended(&self, today: Date) -> Result<Vec<Uuid>> {
        Ok(reading!(self, pool => sqlx::query_scalar(ENDED).bind(today).bind(ROUND).fetch_all(pool).await?))
    }

    /// Published drafts of a kind that were last said to be true on `stale` or before: those nobody was reminded of, and
    /// all from `off` or before; two hundred at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn drafts_aging(&self, kind: OfferKind, stale: Date, off: Date) -> Result<Vec<Aging>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(AGING).bind(kind.code()).bind(stale).bind(off).bind(ROUND).fetch_all(pool).await?
        }))
    }

    /// Notes that people are being reminded of a draft, with the link and the messages, in one transaction.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn remind_of_draft(
        &self,
        draft: Uuid,
        link: (&crate::domain::id::Secret, OffsetDateTime),
        messages: &[super::NewMessage],
        today: Date,
        now: OffsetDateTime,
    ) -> Result<()> {
        let digest = super::digest(link.0.expose());
        writing!(self, tx => {
            sqlx::query(REMINDED).bind(draft).bind(today).execute(&mut *tx).await?;
            sqlx::query(super::draft_link::ADD).bind(&digest).bind(draft).bind(link.1).execute(&mut *tx).await?;
            for message in messages {
                sqlx::query(super::message::ADD).bind(super::new_id(now)).bind(&message.key).bind(None::<Uuid>)
                    .bind(message.channel.code()).bind(&message.recipient).bind(&message.subject).bind(&message.body)
                    .bind(now).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }
}
