//! What becomes of what is written: people see it, it waits for its day, it rests.

use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::directory::{ORGANISATION_ID, RAISE, content_digest};
use super::draft::title;
use super::draft_version::{self, Reason};
use super::programme::{hide_programme, show_programme};
use super::{Db, Result, StoreError, new_id, offer, writing};
use crate::domain::draft::state::{Rest, State};
use crate::domain::form::Typed;
use crate::domain::offer::{Offer, Session};

/// A whole offer that waits, and the end of its address.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Ready {
    /// The offer.
    pub offer: Offer,
    /// The end of its address.
    pub slug: String,
    /// The edits that it is of.
    #[serde(default)]
    pub edits: i64,
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

const PUBLISH: &str = "
update draft set typed = $3, title = $4, author = $5, changed_at = $6, edits = edits + 1, state = $7,
  shown = case when $7 = 'published' then edits + 1 else shown end,
  ready = $8, publish_on = $9, rest = null, confirmed_on = $10, ends_on = $11, reminded_on = null
where id = $1 and edits = $2";

const SHOW: &str = "
update draft set state = 'published', ready = null, publish_on = null, rest = null, confirmed_on = $2, ends_on = $3,
  reminded_on = null, shown = coalesce($4, shown) where id = $1";

pub(super) const LINK_OFFER: &str = "
update draft set offer_id = (select id from offer where external_id = $2),
  offer_digest = (select digest from offer where external_id = $2) where id = $1";

const DIGEST: &str = "select digest from offer where external_id = $1";

/// Saying that an offer is still true changes its date alone: where an import had written it, it is still the import's.
const CONFIRMED: &str = "
update offer set confirmed_digest = digest
where external_id = $1 and (imported_digest = $2 or confirmed_digest = $2)";

const REST: &str = "
update draft set state = $2, rest = $3, ready = null, publish_on = null, changed_at = $4 where id = $1";

const HIDE_OFFER: &str = "
update offer set status = 'archived', changed_at = $2, version = $3
where id = (select offer_id from draft where id = $1) and status = 'published'";

/// What waited does so no more: people see what they saw before, if they did.
const UNSCHEDULE: &str = "
update draft set ready = null, publish_on = null, changed_at = $2, state = case when exists (
  select 1 from offer where offer.id = draft.offer_id and offer.status = 'published') then 'published' else 'draft' end
where id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[PUBLISH, SHOW, LINK_OFFER, DIGEST, CONFIRMED, REST, HIDE_OFFER, UNSCHEDULE];

/// The day after which its sessions are over.
fn ends_on(offer: &Offer) -> Option<Date> {
    offer.sessions.iter().map(Session::last_day).max()
}

/// Writes an offer into the directory, within a transaction; a programme as a pathway too.
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
        show_programme!($tx, $offer, $slug);
    }};
}
pub(super) use show_offer;

impl Db {
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
        let edits = new.edits + 1;
        let ready =
            (!shown).then(|| Json(Ready { offer: new.offer.clone(), slug: new.slug.to_owned(), edits }));
        let offer = &*self.settle_steps(new.id, new.offer).await?;
        let published = writing!(self, tx => {
            let published = sqlx::query(PUBLISH).bind(new.id).bind(new.edits).bind(Json(new.typed)).bind(title(new.typed))
                .bind(new.author).bind(now).bind(new.state.code()).bind(ready).bind(new.publish_on).bind(today)
                .bind(ends_on(new.offer)).execute(&mut *tx).await?.rows_affected() == 1;
            let (reason, at) = if published { (Reason::Published, edits) } else { (Reason::Lost, new.edits) };
            sqlx::query(draft_version::ADD).bind(new_id(now)).bind(new.id).bind(at).bind(now).bind(new.author).bind(reason.code())
                .bind(Json(new.typed)).execute(&mut *tx).await?;
            if published && shown {
                show_offer!(tx, offer, new.slug, now);
                sqlx::query(LINK_OFFER).bind(new.id).bind(&offer.id).execute(&mut *tx).await?;
            }
            if published {
                write_audit!(tx, journal, now);
            }
            published
        });
        if published { Ok(edits) } else { Err(StoreError::Conflict) }
    }

    /// Shows an offer of a draft as it is: what waited for this day, what rested, or what was said to be still true.
    /// `edits` are those that it is of, where they are not those that people saw last.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn show_draft(
        &self,
        (id, edits): (Uuid, Option<i64>),
        offer: &Offer,
        slug: &str,
        journal: &[NewAudit],
        today: Date,
        now: OffsetDateTime,
    ) -> Result<()> {
        let offer = &*self.settle_steps(id, offer).await?;
        writing!(self, tx => {
            let before: Option<String> =
                sqlx::query_scalar(DIGEST).bind(&offer.id).fetch_optional(&mut *tx).await?;
            show_offer!(tx, offer, slug, now);
            if edits.is_none() {
                sqlx::query(CONFIRMED).bind(&offer.id).bind(before).execute(&mut *tx).await?;
            }
            sqlx::query(SHOW).bind(id).bind(today).bind(ends_on(offer)).bind(edits).execute(&mut *tx).await?;
            sqlx::query(LINK_OFFER).bind(id).bind(&offer.id).execute(&mut *tx).await?;
            write_audit!(tx, journal, now);
        });
        Ok(())
    }

    /// Publishes no more what waits for its day or for the platform's word; what people see stays.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn unschedule_draft(&self, id: Uuid, journal: &[NewAudit], now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(UNSCHEDULE).bind(id).bind(now).execute(&mut *tx).await?;
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
            hide_programme!(tx, id);
            sqlx::query(HIDE_OFFER).bind(id).bind(now).bind(version).execute(&mut *tx).await?;
            sqlx::query(REST).bind(id).bind(state.code()).bind(rest.map(Rest::code)).bind(now)
                .execute(&mut *tx).await?;
            write_audit!(tx, journal, now);
        });
        Ok(())
    }
}
