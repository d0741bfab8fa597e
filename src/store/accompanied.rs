//! The people with whom a volunteer asked, as far as they let her see; and whether they do.

use sqlx::FromRow;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::seal::REFERRAL_FIRST_NAME;
use super::{Db, Result, reading, writing};
use crate::domain::offer::Offer;
use crate::domain::referral::State;

/// People of a page.
pub const ACCOMPANIED_PAGE: i64 = 30;

/// A person who lets the volunteer see where her request stands: nothing else of her is read.
#[derive(Debug, Clone, FromRow)]
pub struct Accompanied {
    /// The request.
    pub id: Uuid,
    /// Her first name.
    pub first_name: String,
    /// The request's code.
    pub code: String,
    /// When it was sent.
    pub sent_at: OffsetDateTime,
    /// A code of [`State`].
    state: String,
    /// The end of the address of the offer.
    pub slug: String,
    /// What it says.
    pub offer: Json<Offer>,
}

impl Accompanied {
    /// Where it stands.
    ///
    /// # Errors
    /// Where the database holds a state that this version does not know.
    pub fn state(&self) -> Result<State> {
        State::from_code(&self.state).ok_or_else(|| sqlx::Error::Decode(self.state.clone().into()).into())
    }
}

// Who is of the team no more sees nobody of it. A request that was joined to an earlier one moves with it: where it was the
// volunteer who typed the number, and no link to the phone that was answered, nothing of what was before is told.
const PEOPLE: &str = "
select referral.id, referral.first_name, referral.code, referral.sent_at, offer.slug,
       case when referral.apart is null or referral.consent_way = 'sms' then referral.state else 'sent' end as state,
       offer.content as offer
from referral join offer on offer.id = referral.offer_id
join membership on membership.account_id = referral.volunteer_id and membership.organisation_id = referral.helped_by
where referral.volunteer_id = $1 and referral.volunteer_sees
  and (referral.closed_at is null or referral.closed_at > $2)
  and (referral.apart is null or referral.consent_way = 'sms' or referral.sent_at > $2)
order by referral.sent_at desc, referral.id desc limit $3 offset $4";

const EMAIL: &str = "
select account.email from referral join account on account.id = referral.volunteer_id
join membership on membership.account_id = referral.volunteer_id and membership.organisation_id = referral.helped_by
where referral.id = $1 and referral.volunteer_sees";

const LET_SEE: &str = "update referral set volunteer_sees = $2 where id = $1 and volunteer_id is not null";

const SEE: &str = "
insert into referral_access (referral_id, on_day, who) values ($1, $2, 'volunteer') on conflict do nothing";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[PEOPLE, EMAIL, LET_SEE, SEE];

impl Db {
    /// A page of the people who let a volunteer see, the newest first; those whose request was over before `since` are not
    /// there any more. One more than [`ACCOMPANIED_PAGE`] tells that there is another page.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn accompanied(
        &self,
        volunteer: Uuid,
        since: OffsetDateTime,
        page: u32,
    ) -> Result<Vec<Accompanied>> {
        let offset = i64::from(page) * ACCOMPANIED_PAGE;
        let mut people: Vec<Accompanied> = reading!(self, pool => {
            sqlx::query_as(PEOPLE).bind(volunteer).bind(since).bind(ACCOMPANIED_PAGE + 1).bind(offset)
                .fetch_all(pool).await?
        });
        for one in &mut people {
            self.seals().open_in(REFERRAL_FIRST_NAME, one.id, &mut one.first_name)?;
        }
        Ok(people)
    }

    /// Notes that a volunteer has seen where requests stand: once a day each, for their people to read.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn see_beside(&self, referrals: &[Uuid], today: Date) -> Result<()> {
        writing!(self, tx => {
            for referral in referrals {
                sqlx::query(SEE).bind(referral).bind(today).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }

    /// The address of the volunteer who may be told of a request; nobody where its person does not want it, or the
    /// volunteer is gone.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn volunteer_to_tell(&self, referral: Uuid) -> Result<Option<String>> {
        Ok(reading!(self, pool => sqlx::query_scalar(EMAIL).bind(referral).fetch_optional(pool).await?))
    }

    /// Writes whether the volunteer sees where a request stands.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn let_volunteer_see(&self, referral: Uuid, sees: bool) -> Result<()> {
        writing!(self, tx => { sqlx::query(LET_SEE).bind(referral).bind(sees).execute(&mut *tx).await?; });
        Ok(())
    }
}
