//! Requests that wait for a yes: a volunteer typed them with a person who agrees on her own phone. Nobody else sees them.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::message;
use super::referral::Referral;
use super::referral_send::Helper;
use super::seal::{self, Seals};
use super::{Db, NewMessage, Result, digest, new_id, reading, writing};
use crate::domain::accompany::CONSENT_LIFE;
use crate::domain::form::Typed;
use crate::domain::id::Secret;
use crate::domain::referral::Ask;

/// Requests that are erased in one round.
const FORGET_PAGE: i64 = 500;

/// A request that waits.
#[derive(Debug, Clone, FromRow)]
pub struct WaitingAsk {
    /// Its key.
    pub id: Uuid,
    /// The id of its form: that of the request that it becomes.
    pub submission_id: String,
    /// What is asked for.
    pub offer_id: Uuid,
    /// The training for which she asks to be proposed, if she does.
    pub for_offer_id: Option<Uuid>,
    /// The account of who helps.
    pub volunteer_id: Uuid,
    /// The organisation that she helps for.
    pub helped_by: Uuid,
    /// Her first name.
    pub first_name: String,
    /// Her mobile, E.164.
    pub mobile: String,
    /// Her e-mail.
    pub email: Option<String>,
    /// When to call: a code of [`crate::domain::referral::BestMoment`].
    pub best_moment: Option<String>,
    /// Her words.
    pub message: Option<String>,
    /// Until when it waits.
    pub expires_at: OffsetDateTime,
}

impl WaitingAsk {
    /// As it was written, from what is sealed.
    fn opened(mut self, seals: &Seals) -> Result<Self> {
        let id = self.id;
        seals.open_in(seal::WAITING_FIRST_NAME, id, &mut self.first_name)?;
        seals.open_in(seal::WAITING_MOBILE, id, &mut self.mobile)?;
        seals.open_some_in(seal::WAITING_EMAIL, id, &mut self.email)?;
        seals.open_some_in(seal::WAITING_MESSAGE, id, &mut self.message)?;
        Ok(self)
    }

    /// What was typed, as its form would post it once she has agreed.
    pub fn agreed(&self) -> Typed {
        let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
        [
            ("prenom", self.first_name.clone()),
            ("mobile", self.mobile.clone()),
            ("email", or_empty(&self.email)),
            ("moment", or_empty(&self.best_moment)),
            ("message", or_empty(&self.message)),
            ("envoi", self.submission_id.clone()),
            ("accord", "oui".to_owned()),
        ]
        .into_iter()
        .collect()
    }
}

/// A request that is to wait.
#[derive(Debug, Clone)]
pub struct NewWaitingAsk<'a> {
    /// What the link in her SMS holds; the database gets the digest.
    pub secret: &'a Secret,
    /// The id that the server put into the form.
    pub submission_id: &'a str,
    /// What is asked for.
    pub offer_id: Uuid,
    /// The training for which she asks to be proposed, if she does.
    pub for_offer: Option<Uuid>,
    /// Who helps.
    pub helper: Helper,
    /// What is to be sent.
    pub ask: &'a Ask,
}

const ADD: &str = "
insert into waiting_ask (id, digest, submission_id, offer_id, volunteer_id, helped_by, first_name, mobile, email,
                         best_moment, message, expires_at, for_offer_id, mobile_key)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (submission_id) do nothing";

const FIND: &str = "
select id, submission_id, offer_id, for_offer_id, volunteer_id, helped_by, first_name, mobile, email, best_moment, message,
       expires_at
from waiting_ask where digest = $1 and expires_at > $2";

const COUNT: &str = "select count(*) from waiting_ask where volunteer_id = $1 and expires_at > $2";

const EXPIRED: &str =
    "select id, submission_id from waiting_ask where expires_at <= $1 order by expires_at limit $2";

const COUNT_EXPIRED: &str = "select count(*) from waiting_ask where expires_at <= $1";

const OF_MOBILE: &str =
    "select id, submission_id, first_name from waiting_ask where mobile_key in ($1, $2) limit $3";

const ERASE: &str = "delete from waiting_ask where id = $1";

// The link in it leads nowhere any more, and it holds her number.
const DROP_SMS: &str = "delete from message where key = $1 and sent_at is null";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[ADD, FIND, COUNT, EXPIRED, COUNT_EXPIRED, OF_MOBILE, ERASE, DROP_SMS];

/// The key of the SMS that asks for her yes.
fn sms_key(submission: &str) -> String {
    format!("consent-{}", digest(submission))
}

/// Erases a request that waits, with its SMS where that has not left, inside a transaction of either engine.
macro_rules! erase {
    ($tx:ident, $id:expr, $submission:expr) => {{
        sqlx::query(DROP_SMS).bind(sms_key($submission)).execute(&mut *$tx).await?;
        sqlx::query(ERASE).bind($id).execute(&mut *$tx).await?.rows_affected()
    }};
}

impl Db {
    /// Writes a request that waits, and the SMS that asks for her yes: once for each form.
    ///
    /// # Errors
    /// Where the database fails; then nothing is written.
    pub async fn let_wait(
        &self,
        new: &NewWaitingAsk<'_>,
        sms: NewMessage,
        now: OffsetDateTime,
    ) -> Result<()> {
        let (ask, helper) = (new.ask, new.helper);
        let sms = NewMessage { key: sms_key(new.submission_id), ..sms };
        let (id, seals) = (new_id(now), self.seals());
        let first_name = seals.seal(seal::WAITING_FIRST_NAME, id, ask.first_name.as_str())?;
        let mobile = seals.seal(seal::WAITING_MOBILE, id, ask.mobile.as_str())?;
        let key = seals.hash(ask.mobile.as_str())?;
        let email = ask.email.as_ref().map(|email| email.as_str());
        let email = seals.seal_some(seal::WAITING_EMAIL, id, email)?;
        let words = ask.message.as_ref().map(|message| message.as_str());
        let words = seals.seal_some(seal::WAITING_MESSAGE, id, words)?;
        writing!(self, tx => {
            let added = sqlx::query(ADD).bind(id).bind(digest(new.secret.expose())).bind(new.submission_id)
                .bind(new.offer_id).bind(helper.volunteer).bind(helper.organisation).bind(&first_name)
                .bind(&mobile).bind(&email).bind(ask.best_moment.map(|moment| moment.code())).bind(&words)
                .bind(now + CONSENT_LIFE).bind(new.for_offer).bind(&key)
                .execute(&mut *tx).await?.rows_affected();
            if added == 1 {
                message::write!(self, tx, sms, None::<Uuid>, now);
            }
        });
        Ok(())
    }

    /// The request that a link asks a yes for, while it waits.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn waiting_ask(&self, secret: &Secret, now: OffsetDateTime) -> Result<Option<WaitingAsk>> {
        let digest = digest(secret.expose());
        let found: Option<WaitingAsk> =
            reading!(self, pool => sqlx::query_as(FIND).bind(&digest).bind(now).fetch_optional(pool).await?);
        found.map(|found| found.opened(self.seals())).transpose()
    }

    /// How many requests of a volunteer wait.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn waiting_asks(&self, volunteer: Uuid, now: OffsetDateTime) -> Result<i64> {
        Ok(reading!(self, pool => sqlx::query_scalar(COUNT).bind(volunteer).bind(now).fetch_one(pool).await?))
    }

    /// Erases a request that waits: she has said yes, and it was sent; or no.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn erase_waiting_ask(&self, waiting: &WaitingAsk) -> Result<()> {
        writing!(self, tx => { erase!(tx, waiting.id, &waiting.submission_id); });
        Ok(())
    }

    /// Erases the requests to which nobody said yes in time; answers how many.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_waiting_asks(&self, now: OffsetDateTime) -> Result<u64> {
        let mut erased = 0;
        loop {
            let page: Vec<(Uuid, String)> = reading!(self, pool => {
                sqlx::query_as(EXPIRED).bind(now).bind(FORGET_PAGE).fetch_all(pool).await?
            });
            if page.is_empty() {
                return Ok(erased);
            }
            erased += writing!(self, tx => {
                let mut rows = 0;
                for (id, submission) in &page {
                    rows += erase!(tx, id, submission);
                }
                rows
            });
        }
    }

    /// How many requests [`Self::forget_waiting_asks`] would erase.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn expired_waiting_asks(&self, now: OffsetDateTime) -> Result<i64> {
        Ok(reading!(self, pool => sqlx::query_scalar(COUNT_EXPIRED).bind(now).fetch_one(pool).await?))
    }

    /// Erases what waits for a yes of the same person, of her mobile and her first name; nothing where `secret` did not
    /// come to her phone by SMS.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn erase_waiting_asks_of(&self, referral: &Referral, secret: &Secret) -> Result<()> {
        if !self.proves_phone(secret).await? {
            return Ok(());
        }
        let [key, before] = self.seals().hashes(&referral.mobile)?;
        let mut hers: Vec<(Uuid, String, String)> = reading!(self, pool => {
            sqlx::query_as(OF_MOBILE).bind(&key).bind(&before).bind(FORGET_PAGE).fetch_all(pool).await?
        });
        for (id, _, name) in &mut hers {
            self.seals().open_in(seal::WAITING_FIRST_NAME, *id, name)?;
        }
        hers.retain(|(.., name)| name.to_lowercase() == referral.first_name.to_lowercase());
        writing!(self, tx => {
            for (id, submission, _) in &hers {
                erase!(tx, id, submission);
            }
        });
        Ok(())
    }
}
