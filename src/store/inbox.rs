//! The requests that a structure received, as its desk works through them. What was taken back is nowhere in here, nor what
//! stands apart ([`super::Apart`]).

mod care;

use sqlx::FromRow;
use sqlx::types::Json;
use time::{Date, OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;

use super::referral::read_deed;
use super::seal::{self, Seals};
use super::{Db, Result, reading};
use crate::domain::answering::Answering;
use crate::domain::offer::Offer;
use crate::domain::referral::{Case, Folder, State};

pub use care::{Given, Note, TakenNote, TeamMember};

/// Requests of a page of the desk.
pub const INBOX_PAGE: i64 = 25;
/// Requests that a search or an export looks at, the newest.
pub const INBOX_MAX: i64 = 5_000;
/// Requests that are opened before others have their turn.
const AT_ONCE: usize = 200;

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
    /// When to call: a code of [`crate::domain::referral::BestMoment`].
    pub best_moment: Option<String>,
    /// Her words.
    pub message: Option<String>,
    /// When it was sent.
    pub sent_at: OffsetDateTime,
    /// A code of [`State`].
    state: String,
    /// Local day and hour of the appointment.
    pub appointment_at: Option<PrimitiveDateTime>,
    /// Where.
    pub appointment_place: Option<String>,
    /// A code of [`crate::domain::referral::Reason`].
    pub reason: Option<String>,
    /// When the structure first answered.
    pub first_answered_at: Option<OffsetDateTime>,
    /// Her place on the waiting list, from 1, where the structure keeps one.
    pub rank: Option<i64>,
    /// The first day of the session that she waits for, if she chose one.
    pub awaited_session: Option<Date>,
    /// The end of the address of the offer.
    pub offer_slug: String,
    /// What she asks for.
    pub offer: Json<Offer>,
    /// The training for which she asks to be proposed, if she does.
    pub for_offer: Option<Json<Offer>>,
    /// Who of the team takes care of it.
    pub assigned_to: Option<Uuid>,
    /// When it was last answered, or sent.
    since: OffsetDateTime,
    last_deed: Option<String>,
    last_deed_at: Option<OffsetDateTime>,
}

impl Received {
    /// As it was written, from what is sealed.
    fn opened(mut self, seals: &Seals) -> Result<Self> {
        let id = self.id;
        seals.open_in(seal::REFERRAL_FIRST_NAME, id, &mut self.first_name)?;
        seals.open_in(seal::REFERRAL_MOBILE, id, &mut self.mobile)?;
        seals.open_some_in(seal::REFERRAL_EMAIL, id, &mut self.email)?;
        seals.open_some_in(seal::REFERRAL_MESSAGE, id, &mut self.message)?;
        seals.open_some_in(seal::REFERRAL_PLACE, id, &mut self.appointment_place)?;
        Ok(self)
    }

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Assigned {
    /// Of everybody.
    #[default]
    ToAnybody,
    /// Of nobody who is in the team.
    ToNobody,
    /// Of one.
    To(Uuid),
}

impl Assigned {
    /// As the statements take it: a kind, and the account of the third.
    fn bound(self) -> (i32, Uuid) {
        match self {
            Self::ToAnybody => (0, Uuid::nil()),
            Self::ToNobody => (1, Uuid::nil()),
            Self::To(account) => (2, account),
        }
    }
}

/// Which requests of a folder are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Narrowed<'a> {
    /// The slug of the one offer; empty for all.
    pub offer: &'a str,
    /// Of whom.
    pub assigned: Assigned,
}

/// The columns of [`Received`], and the end of the statement. Who gives an answer loses sight of the person once it is over.
macro_rules! select {
    ($end:literal) => {
        concat!(
            "
select referral.id, referral.code,
       case when referral.closed_at is null then referral.first_name else '' end as first_name,
       case when referral.closed_at is null then referral.mobile else '' end as mobile,
       case when referral.closed_at is null then referral.email end as email,
       case when referral.closed_at is null then referral.best_moment end as best_moment,
       case when referral.closed_at is null then referral.message end as message,
       referral.sent_at, referral.state, referral.appointment_at, referral.appointment_place, referral.reason,
       referral.first_answered_at, referral.rank, referral.awaited_session, offer.slug as offer_slug, offer.content as offer,
       wanted.content as for_offer, referral.assigned_to,
       coalesce(referral.since, referral.sent_at) as since, referral.last_deed, referral.last_deed_at
from referral join offer on offer.id = referral.offer_id left join offer wanted on wanted.id = referral.for_offer_id
",
            $end
        )
    };
}

// Open folders show who has waited longest first, or whose day or place comes first; closed ones what came last. What somebody
// takes care of who has left the team is nobody's.
const LIST: &str = select!(
    "where offer.organisation_id = $1 and referral.apart is null and referral.state in ($2, $3, $4)
  and ($5 = '' or offer.slug = $5)
  and ($6 = 0 or referral.assigned_to = $7 or ($6 = 1 and not exists (
       select 1 from membership
       where membership.account_id = referral.assigned_to and membership.organisation_id = $1
         and membership.role <> 'volunteer')))
order by case when referral.state = 'appointment' then referral.appointment_at end,
         case when referral.state = 'waiting_list' then coalesce(referral.rank, 100000) end,
         case when referral.state in ('accepted', 'started', 'completed', 'declined', 'no_answer') then referral.sent_at end desc,
         referral.sent_at, referral.id
limit $8 offset $9"
);

const ALL: &str = select!(
    "where offer.organisation_id = $1 and referral.apart is null and referral.state <> 'withdrawn'
order by referral.sent_at desc, referral.id desc limit $2"
);

const COUNTS: &str = "
select referral.state, count(*)
from referral join offer on offer.id = referral.offer_id
where offer.organisation_id = $1 and referral.apart is null and referral.state <> 'withdrawn'
  and ($2 = '' or offer.slug = $2)
  and ($3 = 0 or referral.assigned_to = $4 or ($3 = 1 and not exists (
       select 1 from membership
       where membership.account_id = referral.assigned_to and membership.organisation_id = $1
         and membership.role <> 'volunteer')))
group by referral.state";

const ONE: &str = select!(
    "where referral.id = $1 and offer.organisation_id = $2 and referral.apart is null and referral.state <> 'withdrawn'"
);

const OFFERS: &str = "
select offer.slug, offer.content from offer
where offer.organisation_id = $1
  and exists (select 1 from referral where referral.offer_id = offer.id and referral.apart is null
              and referral.state <> 'withdrawn')
order by offer.slug limit 200";

const ANSWERING: &str = "
select count(*), count(referral.first_answered_at)
from referral join offer on offer.id = referral.offer_id
where offer.organisation_id = $1 and referral.sent_at >= $2 and referral.sent_at < $3
  and referral.apart is null
  and not (referral.state = 'withdrawn' and referral.first_answered_at is null)";

const DELAYS: &str = "
select referral.sent_at, referral.first_answered_at
from referral join offer on offer.id = referral.offer_id
where offer.organisation_id = $1 and referral.sent_at >= $2 and referral.apart is null
  and not (referral.state = 'withdrawn' and referral.first_answered_at is null)
order by referral.sent_at desc limit $3";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[LIST, ALL, COUNTS, ONE, OFFERS, ANSWERING, DELAYS];
#[cfg(test)]
pub(super) use care::STATEMENTS as CARE_STATEMENTS;

impl Db {
    /// Opens a list; thousands take tens of milliseconds, during which others are served.
    async fn opened(&self, found: Vec<Received>) -> Result<Vec<Received>> {
        let mut opened = Vec::with_capacity(found.len());
        for (at, one) in found.into_iter().enumerate() {
            opened.push(one.opened(self.seals())?);
            if at % AT_ONCE == AT_ONCE - 1 {
                tokio::task::yield_now().await;
            }
        }
        Ok(opened)
    }

    /// A page of a folder of a structure, [`INBOX_PAGE`] requests and one more that tells that there is another page;
    /// pages count from 0.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn inbox(
        &self,
        organisation: Uuid,
        folder: Folder,
        narrowed: Narrowed<'_>,
        page: u32,
    ) -> Result<Vec<Received>> {
        let mut states = folder.states().map(State::code);
        let first = states.next().unwrap_or_default();
        let second = states.next().unwrap_or(first);
        let third = states.next().unwrap_or(first);
        let (whose, account) = narrowed.assigned.bound();
        let found: Vec<Received> = reading!(self, pool => {
            sqlx::query_as(LIST).bind(organisation).bind(first).bind(second).bind(third).bind(narrowed.offer)
                .bind(whose).bind(account).bind(INBOX_PAGE + 1).bind(i64::from(page) * INBOX_PAGE).fetch_all(pool).await?
        });
        self.opened(found).await
    }

    /// The requests of a structure, the newest first, [`INBOX_MAX`] at most: for a search in them, or to take away.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn received(&self, organisation: Uuid) -> Result<Vec<Received>> {
        let found: Vec<Received> = reading!(self, pool => sqlx::query_as(ALL).bind(organisation).bind(INBOX_MAX).fetch_all(pool).await?);
        self.opened(found).await
    }

    /// Seals what a member looks for, as her own addresses carry it.
    ///
    /// # Errors
    /// Where there is no data key.
    pub fn seal_search(&self, account: Uuid, text: &str) -> Result<String> {
        Ok(self.seals().seal(seal::INBOX_SEARCH, account, text)?)
    }

    /// What an address of hers carries; nothing where it is another's, or was sealed by a key that is no more.
    pub fn open_search(&self, account: Uuid, sealed: &str) -> String {
        self.seals().open(seal::INBOX_SEARCH, account, sealed).unwrap_or_default()
    }

    /// How many requests each folder of a structure holds, of those that are wanted.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn inbox_counts(
        &self,
        organisation: Uuid,
        narrowed: Narrowed<'_>,
    ) -> Result<Vec<(Folder, i64)>> {
        let (whose, account) = narrowed.assigned.bound();
        let rows: Vec<(String, i64)> = reading!(self, pool => {
            sqlx::query_as(COUNTS).bind(organisation).bind(narrowed.offer).bind(whose).bind(account)
                .fetch_all(pool).await?
        });
        let count = |folder: Folder| {
            let of = |code: &str| State::from_code(code).and_then(Folder::of) == Some(folder);
            rows.iter().filter(|(state, _)| of(state)).map(|(_, count)| count).sum()
        };
        Ok(Folder::ALL.into_iter().map(|folder| (folder, count(folder))).collect())
    }

    /// The offers that a structure was asked for: the ends of their addresses, and what they say.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn offers_asked(&self, organisation: Uuid) -> Result<Vec<(String, Json<Offer>)>> {
        Ok(reading!(self, pool => sqlx::query_as(OFFERS).bind(organisation).fetch_all(pool).await?))
    }

    /// A request of a structure; nothing where it is another's, or was taken back.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn received_one(&self, organisation: Uuid, id: Uuid) -> Result<Option<Received>> {
        let found: Option<Received> = reading!(self, pool => sqlx::query_as(ONE).bind(id).bind(organisation).fetch_optional(pool).await?);
        found.map(|one| one.opened(self.seals())).transpose()
    }

    /// When each request of a structure was sent since `since`, and first answered; the newest, [`INBOX_MAX`] at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn answer_delays(
        &self,
        organisation: Uuid,
        since: OffsetDateTime,
    ) -> Result<Vec<(OffsetDateTime, Option<OffsetDateTime>)>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(DELAYS).bind(organisation).bind(since).bind(INBOX_MAX).fetch_all(pool).await?
        }))
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
        let (received, answered) = reading!(self, pool => {
            sqlx::query_as(ANSWERING).bind(organisation).bind(since).bind(until).fetch_one(pool).await?
        });
        Ok(Answering { received, answered })
    }
}
