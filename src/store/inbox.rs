//! The requests that a structure received, as its desk works through them. What was taken back is nowhere in here.

use sqlx::FromRow;
use sqlx::types::Json;
use time::{OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::referral::read_deed;
use super::{Db, Result, StoreError, new_id, reading, writing};
use crate::domain::offer::Offer;
use crate::domain::referral::{Case, Folder, State};

/// Requests of a page of the desk.
pub const INBOX_PAGE: i64 = 25;
/// Requests that a search or an export looks at, the newest.
pub const INBOX_MAX: i64 = 5_000;
/// Members that can be named.
const TEAM_MAX: i64 = 200;
/// Notes that a request shows.
const NOTES_MAX: i64 = 200;

/// A request in a list of the desk.
#[derive(Debug, Clone, FromRow)]
pub struct Received {
    /// Its key.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// Who asks.
    pub first_name: String,
    /// Her mobile, E.164.
    pub mobile: String,
    /// Her e-mail.
    pub email: Option<String>,
    /// When it was sent.
    pub sent_at: OffsetDateTime,
    /// A code of [`State`].
    state: String,
    /// Local day and hour of the appointment.
    pub appointment_at: Option<PrimitiveDateTime>,
    /// When the structure first answered.
    pub first_answered_at: Option<OffsetDateTime>,
    /// The end of the address of the offer.
    pub offer_slug: String,
    /// What she asks for.
    pub offer: Json<Offer>,
    /// Who of the team takes care of it.
    pub assigned_to: Option<Uuid>,
    /// When it was last answered, or sent.
    since: OffsetDateTime,
    last_deed: Option<String>,
    last_deed_at: Option<OffsetDateTime>,
}

impl Received {
    /// Where it stands.
    ///
    /// # Errors
    /// Where the database holds a state that this version does not know.
    pub fn state(&self) -> Result<State> {
        State::from_code(&self.state).ok_or_else(|| sqlx::Error::Decode(self.state.clone().into()).into())
    }

    /// What the clock needs of it.
    ///
    /// # Errors
    /// Where the database holds what this version does not know.
    pub fn case(&self) -> Result<Case> {
        Ok(Case {
            state: self.state()?,
            since: self.since,
            appointment: self.appointment_at,
            last: read_deed(self.last_deed.as_deref(), self.last_deed_at)?,
            calendar: self.offer.address.calendar(),
        })
    }
}

/// Of whom requests are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned {
    /// Of everybody.
    ToAnybody,
    /// Of nobody yet.
    ToNobody,
    /// Of one.
    To(Uuid),
}

/// Somebody of the team.
#[derive(Debug, Clone, FromRow)]
pub struct TeamMember {
    /// Her account.
    pub id: Uuid,
    /// Her e-mail.
    pub email: String,
    /// What she is called; empty where she did not say.
    pub name: String,
}

impl TeamMember {
    /// What she is called: her name, or else her e-mail.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

/// What somebody of the team said of a request.
#[derive(Debug, Clone, FromRow)]
pub struct Note {
    /// When.
    pub at: OffsetDateTime,
    /// Who; nobody where her account is gone.
    pub account_id: Option<Uuid>,
    /// The words.
    pub words: String,
}

/// How a structure answers: over the requests of a span.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
pub struct Answering {
    /// Requests that it had time to answer.
    pub received: i64,
    /// Those of them that it answered.
    pub answered: i64,
}

// Who gives an answer loses sight of the person once it is over.
// Open folders show who has waited longest first, or whose day comes first; closed ones what came last.
const LIST: &str = "
select referral.id, referral.code,
       case when referral.closed_at is null then referral.first_name else '' end as first_name,
       case when referral.closed_at is null then referral.mobile else '' end as mobile,
       case when referral.closed_at is null then referral.email end as email, referral.sent_at,
       referral.state, referral.appointment_at, referral.first_answered_at, offer.slug as offer_slug,
       offer.content as offer, referral.assigned_to,
       coalesce(referral.since, referral.sent_at) as since, referral.last_deed, referral.last_deed_at
from referral join offer on offer.id = referral.offer_id
where offer.organisation_id = $1 and referral.state in ($2, $3, $4)
  and ($5 = '' or offer.slug = $5)
  and ($6 = 0 or ($6 = 1 and referral.assigned_to is null) or referral.assigned_to = $7)
order by case when referral.state = 'appointment' then referral.appointment_at end,
         case when referral.state in ('accepted', 'started', 'completed', 'declined', 'no_answer') then referral.sent_at end desc,
         referral.sent_at, referral.id
limit $8 offset $9";

const ALL: &str = "
select referral.id, referral.code,
       case when referral.closed_at is null then referral.first_name else '' end as first_name,
       case when referral.closed_at is null then referral.mobile else '' end as mobile,
       case when referral.closed_at is null then referral.email end as email, referral.sent_at,
       referral.state, referral.appointment_at, referral.first_answered_at, offer.slug as offer_slug,
       offer.content as offer, referral.assigned_to,
       coalesce(referral.since, referral.sent_at) as since, referral.last_deed, referral.last_deed_at
from referral join offer on offer.id = referral.offer_id
where offer.organisation_id = $1 and referral.state <> 'withdrawn'
order by referral.sent_at desc, referral.id desc limit $2";

const COUNTS: &str = "
select referral.state, count(*)
from referral join offer on offer.id = referral.offer_id
where offer.organisation_id = $1 and referral.state <> 'withdrawn' group by referral.state";

const ONE: &str = "
select referral.id, referral.code,
       case when referral.closed_at is null then referral.first_name else '' end as first_name,
       case when referral.closed_at is null then referral.mobile else '' end as mobile,
       case when referral.closed_at is null then referral.email end as email, referral.sent_at,
       referral.state, referral.appointment_at, referral.first_answered_at, offer.slug as offer_slug,
       offer.content as offer, referral.assigned_to,
       coalesce(referral.since, referral.sent_at) as since, referral.last_deed, referral.last_deed_at
from referral join offer on offer.id = referral.offer_id
where referral.id = $1 and offer.organisation_id = $2 and referral.state <> 'withdrawn'";

const OFFERS: &str = "
select distinct offer.slug from referral join offer on offer.id = referral.offer_id
where offer.organisation_id = $1 and referral.state <> 'withdrawn' order by offer.slug limit 200";

const ASSIGN: &str = "update referral set assigned_to = $2 where id = $1";
const ADD_NOTE: &str = "
insert into referral_note (id, referral_id, account_id, at, words) values ($1, $2, $3, $4, $5)";
const NOTES: &str = "
select at, account_id, words from referral_note where referral_id = $1 order by id limit $2";
const TEAM: &str = "
select account.id, account.email, account.name
from membership join account on account.id = membership.account_id
where membership.organisation_id = $1 order by account.email limit $2";

const ANSWERING: &str = "
select count(*) as received, count(referral.first_answered_at) as answered
from referral join offer on offer.id = referral.offer_id
where offer.organisation_id = $1 and referral.sent_at >= $2 and referral.sent_at < $3
  and not (referral.state = 'withdrawn' and referral.first_answered_at is null)";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[LIST, ALL, COUNTS, ONE, OFFERS, ASSIGN, ADD_NOTE, NOTES, TEAM, ANSWERING];

impl Db {
    /// A page of a folder of a structure, [`INBOX_PAGE`] requests and one more that tells that there is another page;
    /// pages count from 0. Of one offer where `offer` is its slug.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn inbox(
        &self,
        organisation: Uuid,
        folder: Folder,
        offer: &str,
        assigned: Assigned,
        page: u32,
    ) -> Result<Vec<Received>> {
        let mut states = folder.states().map(State::code);
        let first = states.next().unwrap_or_default();
        let second = states.next().unwrap_or(first);
        let third = states.next().unwrap_or(first);
        let (whose, account) = match assigned {
            Assigned::ToAnybody => (0, Uuid::nil()),
            Assigned::ToNobody => (1, Uuid::nil()),
            Assigned::To(account) => (2, account),
        };
        Ok(reading!(self, pool => {
            sqlx::query_as(LIST).bind(organisation).bind(first).bind(second).bind(third).bind(offer).bind(whose).bind(account)
                .bind(INBOX_PAGE + 1).bind(i64::from(page) * INBOX_PAGE).fetch_all(pool).await?
        }))
    }

    /// The requests of a structure, the newest first, [`INBOX_MAX`] at most: for a search in them, or to take away.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn received(&self, organisation: Uuid) -> Result<Vec<Received>> {
        Ok(
            reading!(self, pool => sqlx::query_as(ALL).bind(organisation).bind(INBOX_MAX).fetch_all(pool).await?),
        )
    }

    /// How many requests each folder of a structure holds.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn inbox_counts(&self, organisation: Uuid) -> Result<Vec<(Folder, i64)>> {
        let rows: Vec<(String, i64)> =
            reading!(self, pool => sqlx::query_as(COUNTS).bind(organisation).fetch_all(pool).await?);
        let count = |folder: Folder| {
            let of = |code: &str| State::from_code(code).and_then(Folder::of) == Some(folder);
            rows.iter().filter(|(state, _)| of(state)).map(|(_, count)| count).sum()
        };
        Ok(Folder::ALL.into_iter().map(|folder| (folder, count(folder))).collect())
    }

    /// The slugs of the offers that a structure was asked for.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn offers_asked(&self, organisation: Uuid) -> Result<Vec<String>> {
        Ok(reading!(self, pool => sqlx::query_scalar(OFFERS).bind(organisation).fetch_all(pool).await?))
    }

    /// A request of a structure; nothing where it is another's, or was taken back.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn received_one(&self, organisation: Uuid, id: Uuid) -> Result<Option<Received>> {
        Ok(
            reading!(self, pool => sqlx::query_as(ONE).bind(id).bind(organisation).fetch_optional(pool).await?),
        )
    }

    /// Gives a request to somebody of the team, or to nobody.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn assign_referral(
        &self,
        referral: Uuid,
        account: Option<Uuid>,
        audit: &[NewAudit],
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        writing!(self, tx => {
            sqlx::query(ASSIGN).bind(referral).bind(account).execute(&mut *tx).await?;
            write_audit!(tx, audit, now);
        });
        Ok(())
    }

    /// Keeps what somebody of the team says of a request.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn add_note(
        &self,
        referral: Uuid,
        account: Uuid,
        words: &str,
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(ADD_NOTE).bind(new_id(now)).bind(referral).bind(account).bind(now).bind(words)
                .execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// What the team said of a request, in order.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn notes(&self, referral: Uuid) -> Result<Vec<Note>> {
        Ok(
            reading!(self, pool => sqlx::query_as(NOTES).bind(referral).bind(NOTES_MAX).fetch_all(pool).await?),
        )
    }

    /// Who can take care of a request.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn team_members(&self, organisation: Uuid) -> Result<Vec<TeamMember>> {
        Ok(
            reading!(self, pool => sqlx::query_as(TEAM).bind(organisation).bind(TEAM_MAX).fetch_all(pool).await?),
        )
    }

    /// How a structure answered what was sent from `since` on and before `until`.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn answering(
        &self,
        organisation: Uuid,
        since: OffsetDateTime,
        until: OffsetDateTime,
    ) -> Result<Answering> {
        Ok(reading!(self, pool => {
            sqlx::query_as(ANSWERING).bind(organisation).bind(since).bind(until).fetch_one(pool).await?
        }))
    }
}
