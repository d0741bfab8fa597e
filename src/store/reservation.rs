//! Seats that conventions keep: rows for who keeps them, and one document beside the offer for who reads it.

use sqlx::FromRow;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::directory::RAISE;
use super::{Db, Result, new_id, reading, writing};
use crate::domain::audit::Act;
use crate::domain::convention::Convention;
use crate::domain::organisation::Organisation;
use crate::domain::reservation::{Reservation, Wish};

/// Reservations of an offer that are read; a structure has a few.
const MOST: i64 = 100;
/// Reservations that one round of the clock releases.
const ROUND: i64 = 200;

/// A reservation of an offer.
#[derive(Debug, Clone, FromRow)]
pub struct StoredReservation {
    /// Its key.
    pub id: Uuid,
    offer_id: Uuid,
    starts_on: Date,
    convention: String,
    partner: Json<Organisation>,
    partner_slug: String,
    seats: i64,
    taken: i64,
    until: Date,
    released_at: Option<OffsetDateTime>,
}

impl StoredReservation {
    /// What it says.
    pub fn reservation(&self) -> Reservation {
        let number = |count: i64| u16::try_from(count).unwrap_or(u16::MAX);
        Reservation {
            starts_on: self.starts_on,
            convention: self.convention.clone(),
            partner: self.partner.name.clone(),
            partner_slug: self.partner_slug.clone(),
            seats: number(self.seats),
            taken: number(self.taken),
            until: self.until,
            released: self.released_at.is_some(),
        }
    }
}

/// A convention under which a structure may keep seats, and one of its parties.
#[derive(Debug, Clone, FromRow)]
pub struct Ally {
    /// The end of the convention's address.
    pub convention_slug: String,
    /// What was signed.
    pub convention: Json<Convention>,
    /// The end of the party's address.
    pub slug: String,
    /// The party.
    pub content: Json<Organisation>,
}

/// What is done to the seats of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seating {
    /// Somebody takes one of them.
    Take,
    /// She does not, after all.
    GiveBack,
    /// Those that nobody took are everybody's again.
    Release,
}

/// The columns of a [`StoredReservation`], and the end of the statement.
macro_rules! select {
    ($end:literal) => {
        concat!(
            "
select held.id, held.offer_id, held.starts_on, held.convention, partner.content as partner, partner.slug as partner_slug,
       held.seats, held.taken, held.until, held.released_at
from seat_reservation held join organisation partner on partner.id = held.partner_id ",
            $end
        )
    };
}

// What is over and was never used is no longer told of.
const OF_OFFER: &str = select!(
    "where held.offer_id = $1 and (held.released_at is null or held.taken > 0)
order by held.starts_on, held.made_at, held.id limit $2"
);
const DUE: &str =
    select!("where held.released_at is null and held.until < $1 order by held.until, held.id limit $2");

// Conventions that the structure has signed, or under whose axes the offer stands; and their other parties.
const ALLIES: &str = "
select convention.slug as convention_slug, convention.content as convention, organisation.slug, organisation.content
from convention join convention_party party on party.convention = convention.slug
  join organisation on organisation.id = party.organisation_id
where party.organisation_id <> $1
  and (exists (select 1 from convention_party mine where mine.convention = convention.slug and mine.organisation_id = $1)
    or exists (select 1 from convention_offer link where link.convention = convention.slug and link.offer_id = $2))
order by convention.slug, party.position limit 50";

const ADD: &str = "
insert into seat_reservation (id, offer_id, starts_on, convention, partner_id, seats, until, made_by, made_at)
values ($1, $2, $3, $4, (select id from organisation where slug = $5), $6, $7, $8, $9)
on conflict do nothing";

const TAKE: &str = "
update seat_reservation set taken = taken + $3
where id = $1 and offer_id = $2 and taken + $3 between 0 and seats and (released_at is null or $3 < 0)";

const RELEASE: &str =
    "update seat_reservation set released_at = $3 where id = $1 and offer_id = $2 and released_at is null";

const TELL: &str = "update offer set reservations = $2, version = $3 where id = $1";

const OWNER: &str = "select organisation_id from offer where id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[OF_OFFER, DUE, ALLIES, ADD, TAKE, RELEASE, TELL, OWNER];

/// Writes the document beside the offer again, so that every node reads it: inside a transaction of either engine, which
/// raised the version first.
macro_rules! tell {
    ($tx:ident, $offer:expr, $version:expr) => {
        let rows: Vec<StoredReservation> =
            sqlx::query_as(OF_OFFER).bind($offer).bind(MOST).fetch_all(&mut *$tx).await?;
        let told: Vec<Reservation> = rows.iter().map(StoredReservation::reservation).collect();
        let told = (!told.is_empty()).then_some(Json(told));
        sqlx::query(TELL).bind($offer).bind(told).bind($version).execute(&mut *$tx).await?;
    };
}

impl Db {
    /// The reservations of an offer that still count, soonest session first.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn reservations(&self, offer: Uuid) -> Result<Vec<StoredReservation>> {
        Ok(reading!(self, pool => sqlx::query_as(OF_OFFER).bind(offer).bind(MOST).fetch_all(pool).await?))
    }

    /// For whom a structure may keep seats of an offer: the other parties of its conventions.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn allies(&self, organisation: Uuid, offer: Uuid) -> Result<Vec<Ally>> {
        Ok(
            reading!(self, pool => sqlx::query_as(ALLIES).bind(organisation).bind(offer).fetch_all(pool).await?),
        )
    }

    /// Keeps seats of an offer, and tells it in the journal of its structure; answers false where the same are kept already.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn keep_seats(
        &self,
        offer: Uuid,
        wish: &Wish,
        audit: &NewAudit,
        now: OffsetDateTime,
    ) -> Result<bool> {
        Ok(writing!(self, tx => {
            let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
            let rows = sqlx::query(ADD).bind(new_id(now)).bind(offer).bind(wish.starts_on).bind(&wish.convention)
                .bind(&wish.partner).bind(i64::from(wish.seats)).bind(wish.until).bind(audit.account).bind(now)
                .execute(&mut *tx).await?.rows_affected();
            if rows > 0 {
                tell!(tx, offer, version);
                write_audit!(tx, &[audit], now);
            }
            rows > 0
        }))
    }

    /// Counts a seat as taken or given back, or lets the rest go; answers false where that makes no sense any more.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn seat(
        &self,
        offer: Uuid,
        reservation: Uuid,
        seating: Seating,
        audit: &NewAudit,
        now: OffsetDateTime,
    ) -> Result<bool> {
        Ok(writing!(self, tx => {
            let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
            let rows = match seating {
                Seating::Release => {
                    sqlx::query(RELEASE).bind(reservation).bind(offer).bind(now).execute(&mut *tx).await?.rows_affected()
                }
                Seating::Take | Seating::GiveBack => {
                    let by: i64 = if seating == Seating::Take { 1 } else { -1 };
                    sqlx::query(TAKE).bind(reservation).bind(offer).bind(by).execute(&mut *tx).await?.rows_affected()
                }
            };
            if rows > 0 {
                tell!(tx, offer, version);
                write_audit!(tx, &[audit], now);
            }
            rows > 0
        }))
    }

    /// The reservations whose day is over, some of them.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn reservations_over(&self, today: Date) -> Result<Vec<StoredReservation>> {
        Ok(reading!(self, pool => sqlx::query_as(DUE).bind(today).bind(ROUND).fetch_all(pool).await?))
    }

    /// Lets go of the seats of a reservation whose day is over, once, and tells it in the journal; answers whether it was
    /// this call that did.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn release_seats(&self, due: &StoredReservation, now: OffsetDateTime) -> Result<bool> {
        let told = due.reservation();
        Ok(writing!(self, tx => {
            let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
            let organisation: Uuid = sqlx::query_scalar(OWNER).bind(due.offer_id).fetch_one(&mut *tx).await?;
            let rows = sqlx::query(RELEASE).bind(due.id).bind(due.offer_id).bind(now).execute(&mut *tx).await?.rows_affected();
            if rows > 0 {
                tell!(tx, due.offer_id, version);
                let line = NewAudit {
                    organisation,
                    account: None,
                    act: Act::SeatsReleased,
                    subject: told.partner.clone(),
                    detail: told.kept().to_string(),
                };
                write_audit!(tx, &[line], now);
            }
            rows > 0
        }))
    }
}
