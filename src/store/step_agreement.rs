//! What partners say to being steps of somebody's programme.

use sqlx::FromRow;
use sqlx::types::Json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::message::{self, NewMessage};
use super::{Db, Result, digest, new_id, reading, writing};
use crate::domain::draft::agreement::Agreement;
use crate::domain::id::Secret;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::pathway::StepRole;

/// Questions of one page of a list.
pub const AGREEMENTS_PAGE: i64 = 25;
/// How long the link of a mail answers.
const LINK_LIFE: Duration = Duration::days(90);

/// A step of somebody's programme, as its partner is asked about it.
#[derive(Debug, Clone, FromRow)]
pub struct StepAsked {
    /// The programme that is written.
    pub programme_id: Uuid,
    /// The partner's offer.
    pub offer_id: Uuid,
    /// Whose offer it is.
    pub partner_id: Uuid,
    role: String,
    state: String,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: OffsetDateTime,
    /// What the programme is called.
    pub title: String,
    /// Whose programme it is.
    pub asker_id: Uuid,
    /// What is known of them.
    pub asker: Json<Organisation>,
    /// The partner's offer, as people see it.
    pub content: Json<Offer>,
    /// The end of its address.
    pub slug: String,
}

impl StepAsked {
    /// What the step brings.
    pub fn role(&self) -> StepRole {
        StepRole::from_code(&self.role).unwrap_or(StepRole::Project)
    }

    /// What the partner says.
    pub fn state(&self) -> Agreement {
        Agreement::from_code(&self.state).unwrap_or(Agreement::Asked)
    }
}

/// A question to a partner.
#[derive(Debug, Clone)]
pub struct NewAsking<'a> {
    /// The programme.
    pub programme_id: Uuid,
    /// The partner's offer.
    pub offer_id: Uuid,
    /// What the step brings.
    pub role: StepRole,
    /// Who asks.
    pub asked_by: &'a str,
    /// The secret of the link that answers.
    pub secret: &'a Secret,
    /// The mail, where there is an address.
    pub message: Option<NewMessage>,
}

/// What a question says, beside its own columns.
macro_rules! asked {
    ($where:literal) => {
        concat!(
            "select step_agreement.programme_id, step_agreement.offer_id, offer.organisation_id as partner_id,
  step_agreement.role, step_agreement.state, step_agreement.asked_by, step_agreement.asked_at, draft.title,
  draft.organisation_id as asker_id, organisation.content as asker, offer.content, offer.slug
from step_agreement join draft on draft.id = step_agreement.programme_id
join organisation on organisation.id = draft.organisation_id join offer on offer.id = step_agreement.offer_id
where ",
            $where
        )
    };
}

const OF_PARTNER: &str = asked!(
    "offer.organisation_id = $1 and draft.state <> 'archived'
order by case step_agreement.state when 'asked' then 0 else 1 end, step_agreement.asked_at desc, step_agreement.offer_id
limit $2 offset $3"
);

const ONE: &str = asked!("step_agreement.programme_id = $1 and step_agreement.offer_id = $2");

const OF_LINK: &str =
    asked!("step_agreement.link = $1 and step_agreement.asked_at > $2 and draft.state <> 'archived'");

const WAITING: &str = "
select count(*) from step_agreement join offer on offer.id = step_agreement.offer_id
join draft on draft.id = step_agreement.programme_id
where offer.organisation_id = $1 and step_agreement.state = 'asked' and draft.state <> 'archived'";

const OF_PROGRAMME: &str = "
select offer.slug, step_agreement.state from step_agreement join offer on offer.id = step_agreement.offer_id
where step_agreement.programme_id = $1";

const ASK: &str = "
insert into step_agreement (programme_id, offer_id, role, state, asked_by, asked_at, link)
values ($1, $2, $3, 'asked', $4, $5, $6) on conflict (programme_id, offer_id) do nothing";

const ANSWER: &str = "
update step_agreement set state = $3, answered_at = $4 where programme_id = $1 and offer_id = $2";

const DROP: &str = "
delete from step_agreement where programme_id = $1 and offer_id = (select id from offer where slug = $2)";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[OF_PARTNER, ONE, OF_LINK, WAITING, OF_PROGRAMME, ASK, ANSWER, DROP];

impl Db {
    /// A page of what an organisation is asked, what waits first, and one more where there is another page.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn steps_asked_of(&self, partner: Uuid, page: i64) -> Result<Vec<StepAsked>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(OF_PARTNER).bind(partner).bind(AGREEMENTS_PAGE + 1).bind(AGREEMENTS_PAGE * page)
                .fetch_all(pool).await?
        }))
    }

    /// How many questions to an organisation wait for its word.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn steps_waiting_for(&self, partner: Uuid) -> Result<i64> {
        Ok(reading!(self, pool => sqlx::query_scalar(WAITING).bind(partner).fetch_one(pool).await?))
    }

    /// The question about one offer in one programme.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn step_asked(&self, programme: Uuid, offer: Uuid) -> Result<Option<StepAsked>> {
        Ok(
            reading!(self, pool => sqlx::query_as(ONE).bind(programme).bind(offer).fetch_optional(pool).await?),
        )
    }

    /// The question that a link answers; nothing once its time is over.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn step_of_link(&self, secret: &Secret, now: OffsetDateTime) -> Result<Option<StepAsked>> {
        let digest = digest(secret.expose());
        Ok(reading!(self, pool => {
            sqlx::query_as(OF_LINK).bind(digest).bind(now - LINK_LIFE).fetch_optional(pool).await?
        }))
    }

    /// What partners say to the steps of a programme, each by the end of its offer's address.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn agreements_of(&self, programme: Uuid) -> Result<Vec<(String, Agreement)>> {
        let rows: Vec<(String, String)> =
            reading!(self, pool => sqlx::query_as(OF_PROGRAMME).bind(programme).fetch_all(pool).await?);
        Ok(rows.into_iter().filter_map(|(slug, state)| Some((slug, Agreement::from_code(&state)?))).collect())
    }

    /// Asks partners, and forgets the steps that are none any more (by the ends of their addresses).
    ///
    /// # Errors
    /// Where the database fails; then nobody is asked.
    pub async fn ask_partners(
        &self,
        programme: Uuid,
        asked: &[NewAsking<'_>],
        dropped: &[String],
        journal: &[NewAudit],
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            for slug in dropped {
                sqlx::query(DROP).bind(programme).bind(slug).execute(&mut *tx).await?;
            }
            for one in asked {
                sqlx::query(ASK).bind(one.programme_id).bind(one.offer_id).bind(one.role.code()).bind(one.asked_by)
                    .bind(now).bind(digest(one.secret.expose())).execute(&mut *tx).await?;
                if let Some(mail) = &one.message {
                    sqlx::query(message::ADD).bind(new_id(now)).bind(&mail.key).bind(None::<Uuid>)
                        .bind(mail.channel.code()).bind(&mail.recipient).bind(&mail.subject).bind(&mail.body)
                        .bind(now).execute(&mut *tx).await?;
                }
            }
            write_audit!(tx, journal, now);
        });
        Ok(())
    }

    /// Notes what a partner says, and tells who asked.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn answer_step(
        &self,
        asked: &StepAsked,
        answer: Agreement,
        mail: &NewMessage,
        journal: &[NewAudit],
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(ANSWER).bind(asked.programme_id).bind(asked.offer_id).bind(answer.code()).bind(now)
                .execute(&mut *tx).await?;
            sqlx::query(message::ADD).bind(new_id(now)).bind(&mail.key).bind(None::<Uuid>).bind(mail.channel.code())
                .bind(&mail.recipient).bind(&mail.subject).bind(&mail.body).bind(now).execute(&mut *tx).await?;
            write_audit!(tx, journal, now);
        });
        self.show_programme_again(asked.programme_id, now).await
    }
}
