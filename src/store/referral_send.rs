//! A request is sent: it is written with its first event, its links and its messages, once, in one transaction.

use time::OffsetDateTime;
use uuid::Uuid;

use super::blocked_number::is_blocked;
use super::referral::{Apart, write_along};
use super::referral_move::ADD_EVENT;
use super::seal;
use super::{Db, NewLink, NewMessage, Result, digest, new_id, writing};
use crate::domain::calendar::Calendar;
use crate::domain::consent::Way;
use crate::domain::id::Code;
use crate::domain::plain::plain;
use crate::domain::referral::{Actor, Ask, Case, State, Step, month_of};

/// Who sat beside a person who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Helper {
    /// Her account.
    pub volunteer: Uuid,
    /// The organisation that she helps for.
    pub organisation: Uuid,
    /// Whether the person lets her see what becomes of the request.
    pub sees: bool,
}

/// A request to write.
#[derive(Debug, Clone)]
pub struct NewReferral<'a> {
    /// The id that the server put into the form.
    pub submission_id: &'a str,
    /// The digest of what was posted, to tell a repeat from another request.
    pub payload_digest: &'a str,
    /// Its code.
    pub code: &'a Code,
    /// What is asked for.
    pub offer_id: Uuid,
    /// The training for which she asks to be proposed, if she does.
    pub for_offer: Option<Uuid>,
    /// Whose offer that is.
    pub organisation_id: Uuid,
    /// What she sends.
    pub ask: &'a Ask,
    /// Who helped her; nobody where she asks alone.
    pub helper: Option<Helper>,
    /// How she agreed, just now.
    pub way: Way,
    /// The calendar of the structure's place.
    pub calendar: Calendar,
}

/// What is written with a request.
#[derive(Debug, Clone, Copy)]
pub struct Along<'a> {
    /// Its links.
    pub links: &'a [NewLink<'a>],
    /// Its messages.
    pub messages: &'a [NewMessage],
}

/// What became of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The request is written, with its messages.
    New(Uuid),
    /// It is joined to the one of this key, which answers for both.
    Joined(Uuid),
    /// Its number is blocked: it goes to no structure.
    Blocked,
    /// It was written before, by the same form.
    Again(Uuid),
    /// The same form had sent something else.
    Different,
}

const INSERT: &str = "
insert into referral (id, submission_id, payload_digest, code, offer_id, first_name, mobile, email, best_moment,
                      message, consent_version, sent_at, state, since, due_at, asked_by, apart, joined_to,
                      volunteer_id, helped_by, volunteer_sees, consent_way, consented_at, for_offer_id, mobile_key)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'sent', $12, $13, $14, $15, $16, $17, $18, $19, $20, $12, $21, $22)
on conflict (submission_id) do nothing";

// One asks for an offer at a time: of two forms sent at once the second sees the first. SQLite has one writer anyway.
const TURN: &str = "select id from offer where id = $1 for no key update";

const OPEN_FOR_OFFER: &str = "
select id, first_name from referral
where offer_id = $1 and mobile_key in ($2, $3) and submission_id <> $4 and closed_at is null and apart is null
  and for_offer_id is not distinct from $5
order by sent_at, id limit 20";

const COUNT_VOLUNTEER: &str = "
insert into volunteer_month (organisation_id, month, who) values ($1, $2, $3) on conflict do nothing";

const BY_SUBMISSION: &str = "select id, payload_digest from referral where submission_id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[INSERT, OPEN_FOR_OFFER, COUNT_VOLUNTEER, BY_SUBMISSION];
#[cfg(test)]
pub(super) const STATEMENTS_POSTGRES: &[&str] = &[TURN];

impl Db {
    /// Writes a request, its first event, its links and its messages, once for each form. Where the same person has an open
    /// request for the same offer it is joined to that, and nobody is written to; where her number is blocked, `blocked` goes
    /// with it instead.
    ///
    /// # Errors
    /// Where the database fails; then nothing is written, and nothing may be acknowledged.
    pub async fn send_referral(
        &self,
        new: &NewReferral<'_>,
        sent: Along<'_>,
        blocked: Along<'_>,
        now: OffsetDateTime,
    ) -> Result<Sent> {
        let id = new_id(now);
        let (ask, helper) = (new.ask, new.helper);
        let by = if helper.is_some() { Actor::Volunteer } else { Actor::Person };
        let name = plain(ask.first_name.as_str());
        let case =
            Case { state: State::Sent, since: now, appointment: None, last: None, calendar: new.calendar };
        let seals = self.seals();
        let [key, before] = seals.hashes(ask.mobile.as_str())?;
        let payload = seals.seal(seal::REFERRAL_PAYLOAD, id, new.payload_digest)?;
        let first_name = seals.seal(seal::REFERRAL_FIRST_NAME, id, ask.first_name.as_str())?;
        let mobile = seals.seal(seal::REFERRAL_MOBILE, id, ask.mobile.as_str())?;
        let email = ask.email.as_ref().map(|email| email.as_str());
        let email = seals.seal_some(seal::REFERRAL_EMAIL, id, email)?;
        let message = ask.message.as_ref().map(|message| message.as_str());
        let message = seals.seal_some(seal::REFERRAL_MESSAGE, id, message)?;
        let became = writing!(self, tx => {
            if let Self::Postgres(..) = self {
                sqlx::query(TURN).bind(new.offer_id).execute(&mut *tx).await?;
            }
            let open: Vec<(Uuid, String)> = sqlx::query_as(OPEN_FOR_OFFER).bind(new.offer_id).bind(&key)
                .bind(&before).bind(new.submission_id).bind(new.for_offer).fetch_all(&mut *tx).await?;
            let mut joined_to = None;
            for (other, sealed) in open {
                let same = plain(&seals.open(seal::REFERRAL_FIRST_NAME, other, &sealed)?) == name;
                joined_to = joined_to.or(same.then_some(other));
            }
            let is_blocked = is_blocked!(self, tx, new.organisation_id, ask.mobile.as_str(), now);
            let apart = match joined_to {
                Some(_) => Some(Apart::Joined),
                None => is_blocked.then_some(Apart::Blocked),
            };
            // What stands apart has no clock of its own.
            let due = case.next().map(|(_, due)| due).filter(|_| apart.is_none());
            let rows = sqlx::query(INSERT).bind(id).bind(new.submission_id).bind(&payload)
                .bind(new.code.as_str()).bind(new.offer_id).bind(&first_name).bind(&mobile)
                .bind(&email).bind(ask.best_moment.map(|moment| moment.code())).bind(&message).bind(new.way.text().version).bind(now).bind(due)
                .bind(by.code()).bind(apart.map(Apart::code)).bind(joined_to)
                .bind(helper.map(|helper| helper.volunteer)).bind(helper.map(|helper| helper.organisation))
                .bind(helper.is_some_and(|helper| helper.sees)).bind(new.way.code()).bind(new.for_offer).bind(&key)
                .execute(&mut *tx).await?.rows_affected();
            if rows == 0 {
                let (id, payload): (Uuid, String) =
                    sqlx::query_as(BY_SUBMISSION).bind(new.submission_id).fetch_one(&mut *tx).await?;
                if seals.open(seal::REFERRAL_PAYLOAD, id, &payload)? == new.payload_digest { Sent::Again(id) } else { Sent::Different }
            } else {
                sqlx::query(ADD_EVENT).bind(id).bind(0_i64).bind(now).bind(by.code()).bind(None::<Uuid>)
                    .bind(Step::Ask.code()).bind(None::<&str>).bind(State::Sent.code()).bind(None::<&str>)
                    .execute(&mut *tx).await?;
                if let Some(helper) = helper.filter(|_| apart.is_none()) {
                    // Who is counted once a month, and can't be told from the digest.
                    let month = month_of(new.calendar.local(now).date());
                    let who = digest(format!("{} {month} {}", helper.organisation, helper.volunteer));
                    sqlx::query(COUNT_VOLUNTEER).bind(helper.organisation).bind(month).bind(who).execute(&mut *tx).await?;
                }
                let Along { links, messages } = match apart {
                    None => sent,
                    Some(Apart::Joined) => Along { messages: &[], ..sent },
                    Some(Apart::Blocked) => blocked,
                };
                write_along!(self, tx, id, links, messages, now);
                match (apart, joined_to) {
                    (_, Some(first)) => Sent::Joined(first),
                    (Some(_), None) => Sent::Blocked,
                    (None, None) => Sent::New(id),
                }
            }
        });
        Ok(became)
    }
}
