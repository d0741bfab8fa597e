//! What a volunteer gathers with a person, for as long as she is signed in; and the same as a page behind a link.

use sqlx::FromRow;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::message::{self, NewMessage};
use super::{Db, Result, digest, is_slug, new_id, reading, writing};
use crate::domain::accompany::{BASKET_MAX, SELECTION_LIFE};
use crate::domain::id::Secret;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;

/// Offers that a basket or a selection holds, as the statements take it.
const MAX: i64 = BASKET_MAX as i64;

/// An offer that was gathered.
#[derive(Debug, Clone, FromRow)]
pub struct Gathered {
    /// Its key.
    pub id: Uuid,
    /// The end of its address.
    pub slug: String,
    /// What it says.
    pub offer: Json<Offer>,
    /// The end of the address of who gives it.
    pub giver_slug: String,
    /// Who gives it.
    pub giver: Json<Organisation>,
}

const ADD: &str = "
insert into basket_item (session_id, offer_id, added_at)
select $1, offer.id, $3 from offer
where offer.slug = $2 and offer.status = 'published'
  and (select count(*) from basket_item item join offer other on other.id = item.offer_id
       where item.session_id = $1 and other.status = 'published') < $4
on conflict do nothing";

const HAS: &str = "
select count(*) from basket_item join offer on offer.id = basket_item.offer_id
where basket_item.session_id = $1 and offer.slug = $2";

const REMOVE: &str = "
delete from basket_item where session_id = $1 and offer_id in (select id from offer where slug = $2)";

const EMPTY: &str = "delete from basket_item where session_id = $1";

// What is no longer published is in no basket.
const BASKET: &str = "
select offer.id, offer.slug, offer.content as offer, organisation.slug as giver_slug, organisation.content as giver
from basket_item join offer on offer.id = basket_item.offer_id
join organisation on organisation.id = offer.organisation_id
where basket_item.session_id = $1 and offer.status = 'published' order by basket_item.added_at, offer.slug limit $2";

const SLUGS: &str = "
select offer.slug from basket_item join offer on offer.id = basket_item.offer_id
where basket_item.session_id = $1 and offer.status = 'published' limit $2";

const ADD_SELECTION: &str = "insert into selection (id, digest, expires_at) values ($1, $2, $3)";

const ADD_SELECTED: &str =
    "insert into selection_offer (selection_id, position, offer_id) values ($1, $2, $3)";

const SELECTION: &str = "
select offer.id, offer.slug, offer.content as offer, organisation.slug as giver_slug, organisation.content as giver
from selection join selection_offer on selection_offer.selection_id = selection.id
join offer on offer.id = selection_offer.offer_id join organisation on organisation.id = offer.organisation_id
where selection.digest = $1 and selection.expires_at > $2 and offer.status = 'published'
order by selection_offer.position limit $3";

const FORGET: &str = "delete from selection where expires_at <= $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[ADD, HAS, REMOVE, EMPTY, BASKET, SLUGS, ADD_SELECTION, ADD_SELECTED, SELECTION, FORGET];

impl Db {
    /// Puts a published offer into the basket of a session; answers whether it is in it now: a basket may be full.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn gather(&self, session: Uuid, slug: &str, now: OffsetDateTime) -> Result<bool> {
        if !is_slug(slug) {
            return Ok(false);
        }
        Ok(writing!(self, tx => {
            sqlx::query(ADD).bind(session).bind(slug).bind(now).bind(MAX).execute(&mut *tx).await?;
            let has: i64 = sqlx::query_scalar(HAS).bind(session).bind(slug).fetch_one(&mut *tx).await?;
            has == 1
        }))
    }

    /// Takes an offer out of the basket of a session.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn take_out(&self, session: Uuid, slug: &str) -> Result<()> {
        if is_slug(slug) {
            writing!(self, tx => { sqlx::query(REMOVE).bind(session).bind(slug).execute(&mut *tx).await?; });
        }
        Ok(())
    }

    /// Empties the basket of a session: the next person comes.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn empty_basket(&self, session: Uuid) -> Result<()> {
        writing!(self, tx => { sqlx::query(EMPTY).bind(session).execute(&mut *tx).await?; });
        Ok(())
    }

    /// What is in the basket of a session, in the order in which it came in.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn basket(&self, session: Uuid) -> Result<Vec<Gathered>> {
        Ok(reading!(self, pool => sqlx::query_as(BASKET).bind(session).bind(MAX).fetch_all(pool).await?))
    }

    /// The ends of the addresses of what is in the basket of a session.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn basket_slugs(&self, session: Uuid) -> Result<Vec<String>> {
        Ok(reading!(self, pool => sqlx::query_scalar(SLUGS).bind(session).bind(MAX).fetch_all(pool).await?))
    }

    /// Makes a page of these offers behind a link, with the SMS that carries it.
    ///
    /// # Errors
    /// Where the database fails; then nothing is written.
    pub async fn send_selection(
        &self,
        secret: &Secret,
        offers: &[Uuid],
        sms: &NewMessage,
        now: OffsetDateTime,
    ) -> Result<()> {
        let id = new_id(now);
        writing!(self, tx => {
            sqlx::query(ADD_SELECTION).bind(id).bind(digest(secret.expose())).bind(now + SELECTION_LIFE)
                .execute(&mut *tx).await?;
            for (position, offer) in (0_i64..).zip(offers) {
                sqlx::query(ADD_SELECTED).bind(id).bind(position).bind(offer).execute(&mut *tx).await?;
            }
            message::write!(self, tx, sms, None::<Uuid>, now);
        });
        Ok(())
    }

    /// The offers behind a link, while it lives; those that are gone are not there.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn selection(&self, secret: &Secret, now: OffsetDateTime) -> Result<Vec<Gathered>> {
        let digest = digest(secret.expose());
        Ok(reading!(self, pool => {
            sqlx::query_as(SELECTION).bind(&digest).bind(now).bind(MAX).fetch_all(pool).await?
        }))
    }

    /// Erases the selections that have lived; answers how many.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_selections(&self, now: OffsetDateTime) -> Result<u64> {
        Ok(writing!(self, tx => sqlx::query(FORGET).bind(now).execute(&mut *tx).await?.rows_affected()))
    }
}
