//! What a person does with her own requests: how she is told, who has seen them, and that they are gone.

use sqlx::FromRow;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::referral::{Referral, write_along};
use super::seal;
use super::{Db, NewLink, NewMessage, Result, link, new_id, reading, writing};
use crate::domain::field::Mobile;
use crate::domain::id::Secret;
use crate::domain::offer::Offer;
use crate::domain::referral::{Statistic, TellBy};

/// Requests that her page shows.
const OTHERS_MAX: i64 = 20;
/// Looks that her page shows.
const SEEN_MAX: i64 = 60;

/// Somebody has opened a request.
#[derive(Debug, Clone, FromRow)]
pub struct Seen {
    /// On which day.
    pub on_day: Date,
    /// `link`, `volunteer`, or the key of an account of the structure.
    pub who: String,
}

/// An open request of a phone.
#[derive(Debug, Clone, FromRow)]
pub struct OpenRequest {
    /// Its key.
    pub id: Uuid,
    /// The id of its form.
    pub submission_id: String,
    /// Who asks.
    pub first_name: String,
    /// What it asks for.
    pub offer_id: Uuid,
    /// The training for which it asks to be proposed.
    pub for_offer_id: Option<Uuid>,
    /// What that says.
    pub offer: Json<Offer>,
}

const OTHERS: &str = "
select id from referral where mobile_key in ($1, $2) and id <> $3 and joined_to is null order by sent_at desc, id desc limit $4";

const OPEN: &str = "
select referral.id, referral.submission_id, referral.first_name, referral.offer_id, referral.for_offer_id,
       offer.content as offer
from referral join offer on offer.id = referral.offer_id
where referral.mobile_key in ($1, $2) and referral.closed_at is null and referral.apart is null
order by referral.sent_at desc limit $3";

const SET_MOBILE: &str = "update referral set mobile = $2, mobile_key = $3 where id = $1";

const SET_TOLD_BY: &str = "update referral set told_by = $2, email = $3 where id = $1";

const SET_QUIET: &str = "update referral set quiet = $2 where id = $1";

const SEE: &str = "
insert into referral_access (referral_id, on_day, who) values ($1, $2, $3) on conflict do nothing";

const SEEN: &str = "
select on_day, who from referral_access where referral_id = $1 order by on_day desc, who limit $2";

const KEEP_STATISTIC: &str = "
insert into referral_stat (id, organisation_id, month, departement, kind, theme, asked_by, state, reason, exit,
                           days_to_answer, days_to_start, days_to_end, stayed_3_months, stayed_6_months, helped_by)
select $1, offer.organisation_id, $3, $4, $5, $6, referral.asked_by, referral.state, referral.reason, referral.exit,
       $7, $8, $9, $10, $11, referral.helped_by
from referral join offer on offer.id = referral.offer_id where referral.id = $2";

const ERASE: &str = "delete from referral where id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[OTHERS, OPEN, SET_MOBILE, SET_TOLD_BY, SET_QUIET, SEE, SEEN, KEEP_STATISTIC, ERASE];

impl Db {
    /// The other requests of the same person: of her mobile and her first name, so that who shares a phone does not read
    /// another's. The newest first, a few; none where `secret` did not come to the phone by SMS, since whoever types a
    /// number and a name would otherwise read them.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn other_referrals(&self, referral: &Referral, secret: &Secret) -> Result<Vec<Referral>> {
        if !self.proves_phone(secret).await? {
            return Ok(Vec::new());
        }
        let [key, before] = self.seals().hashes(&referral.mobile)?;
        let ids: Vec<Uuid> = reading!(self, pool => {
            sqlx::query_scalar(OTHERS).bind(&key).bind(&before).bind(referral.id).bind(OTHERS_MAX).fetch_all(pool).await?
        });
        let mut others = Vec::new();
        for id in ids {
            others.extend(self.referral(id).await?);
        }
        let name = |one: &Referral| one.first_name.to_lowercase();
        others.retain(|one| name(one) == name(referral));
        Ok(others)
    }

    /// The open requests of a phone, a few.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn open_requests(&self, mobile: &Mobile) -> Result<Vec<OpenRequest>> {
        let [key, before] = self.seals().hashes(mobile.as_str())?;
        let mut found: Vec<OpenRequest> = reading!(self, pool => {
            sqlx::query_as(OPEN).bind(&key).bind(&before).bind(OTHERS_MAX).fetch_all(pool).await?
        });
        for one in &mut found {
            self.seals().open_in(seal::REFERRAL_FIRST_NAME, one.id, &mut one.first_name)?;
        }
        Ok(found)
    }

    /// Writes another mobile, with what tells of it.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn correct_mobile(
        &self,
        referral: Uuid,
        mobile: &Mobile,
        links: &[NewLink<'_>],
        messages: &[NewMessage],
        now: OffsetDateTime,
    ) -> Result<()> {
        let key = self.seals().hash(mobile.as_str())?;
        let mobile = self.seals().seal(seal::REFERRAL_MOBILE, referral, mobile.as_str())?;
        writing!(self, tx => {
            sqlx::query(SET_MOBILE).bind(referral).bind(&mobile).bind(&key).execute(&mut *tx).await?;
            sqlx::query(link::UNPROVE).bind(referral).execute(&mut *tx).await?;
            write_along!(self, tx, referral, links, messages, now);
        });
        Ok(())
    }

    /// Writes how she wants to be told, and the address of mail for it.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn tell_by(&self, referral: Uuid, by: TellBy, email: Option<&str>) -> Result<()> {
        let email = self.seals().seal_some(seal::REFERRAL_EMAIL, referral, email)?;
        writing!(self, tx => {
            sqlx::query(SET_TOLD_BY).bind(referral).bind(by.code()).bind(email).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Writes whether she wants no reminders.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn quiet(&self, referral: Uuid, quiet: bool) -> Result<()> {
        writing!(self, tx => { sqlx::query(SET_QUIET).bind(referral).bind(quiet).execute(&mut *tx).await?; });
        Ok(())
    }

    /// Notes who opened a request: an account, or somebody by the link. Once a day each.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn see(&self, referral: Uuid, account: Option<Uuid>, today: Date) -> Result<()> {
        let who = account.map_or_else(|| "link".to_owned(), |account| account.to_string());
        writing!(self, tx => {
            sqlx::query(SEE).bind(referral).bind(today).bind(&who).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Who has opened a request, the last first.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn seen(&self, referral: Uuid) -> Result<Vec<Seen>> {
        Ok(reading!(self, pool => sqlx::query_as(SEEN).bind(referral).bind(SEEN_MAX).fetch_all(pool).await?))
    }

    /// Erases a request with all that hangs on it, and keeps its row of statistics, of nobody. `letters` tell the structure;
    /// they hang on nothing. Answers whether it was there.
    ///
    /// # Errors
    /// Where the database fails; then nothing is erased.
    pub async fn erase_referral(
        &self,
        referral: Uuid,
        statistic: Option<&Statistic>,
        letters: &[NewMessage],
        now: OffsetDateTime,
    ) -> Result<bool> {
        Ok(writing!(self, tx => {
            if let Some(row) = statistic {
                sqlx::query(KEEP_STATISTIC).bind(new_id(now)).bind(referral).bind(&row.month).bind(row.departement)
                    .bind(row.kind).bind(row.theme).bind(row.days_to_answer).bind(row.days_to_start)
                    .bind(row.days_to_end).bind(row.stayed[0]).bind(row.stayed[1]).execute(&mut *tx).await?;
            }
            let erased = sqlx::query(ERASE).bind(referral).execute(&mut *tx).await?.rows_affected() == 1;
            if erased {
                for letter in letters {
                    super::message::write!(self, tx, letter, None::<Uuid>, now);
                }
            }
            erased
        }))
    }

    /// What is kept of a request that is erased; nothing of one that stands apart.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn statistic(&self, referral: &Referral) -> Result<Option<Statistic>> {
        if referral.apart().is_some() {
            return Ok(None);
        }
        let offer = self.offer_by_id(referral.offer_id).await?;
        let events = self.events(referral.id).await?;
        let events = events.iter().map(|event| event.read().map(|(step, by, _)| (step, by, event.at)));
        let events = events.collect::<Result<Vec<_>>>()?;
        Ok(Statistic::of(&offer.content, referral.state()?, &events))
    }
}
