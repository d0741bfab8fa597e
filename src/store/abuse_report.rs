//! What structures report of requests, and what the platform decides.

use sqlx::FromRow;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::blocked_number::block_number;
use super::message::{self, NewMessage};
use super::seal;
use super::{Db, Result, new_id, reading, writing};
use crate::domain::abuse::{Outcome, Wrong};
use crate::domain::audit::Act;
use crate::domain::organisation::Organisation;

/// Reports on a page.
pub const REPORTS_PAGE: i64 = 20;

/// A report to write.
#[derive(Debug, Clone)]
pub struct NewReport<'a> {
    /// Who reports.
    pub organisation: Uuid,
    /// By whom of its team; nobody by the link of a mail.
    pub account: Option<Uuid>,
    /// The request.
    pub referral: Uuid,
    /// Its code.
    pub code: &'a str,
    /// What is wrong.
    pub wrong: Wrong,
    /// What the structure says of it.
    pub words: Option<&'a str>,
}

/// What became of a report, for who made it.
#[derive(Debug, Clone, FromRow)]
pub struct Reported {
    id: Uuid,
    /// When it was made.
    pub at: OffsetDateTime,
    outcome: Option<String>,
    /// What the platform says.
    pub answer: Option<String>,
}

impl Reported {
    /// What was decided, once it is.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome.as_deref().and_then(Outcome::from_code)
    }
}

/// A report that waits for the moderator: nothing of the person is in it, except what the structure says.
#[derive(Debug, Clone, FromRow)]
pub struct WaitingReport {
    /// Its key.
    pub id: Uuid,
    /// Who reports.
    pub organisation_id: Uuid,
    /// The end of the address of who reports.
    pub slug: String,
    /// What that says of itself.
    pub organisation: Json<Organisation>,
    /// The code of the request.
    pub code: String,
    wrong: String,
    /// What the structure says.
    pub words: Option<String>,
    /// When.
    pub at: OffsetDateTime,
    /// Where its answer goes.
    pub contact: Option<String>,
    /// How many requests its phone has here; none where the request is erased.
    pub requests: i64,
    /// How many reports there were about that phone, this one too.
    pub reports: i64,
}

impl WaitingReport {
    /// What is wrong.
    pub fn wrong(&self) -> Wrong {
        Wrong::from_code(&self.wrong).unwrap_or(Wrong::Other)
    }
}

const ADD: &str = "
insert into abuse_report (id, organisation_id, referral_id, code, wrong, words, reported_by, at)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";

const OF_REQUEST: &str = "
select id, at, outcome, answer from abuse_report where organisation_id = $1 and code = $2 order by at desc, id desc limit 1";

/// The columns of a [`WaitingReport`], and the end of the statement.
macro_rules! waiting {
    ($end:literal) => {
        concat!(
            "
select report.id, report.organisation_id, organisation.slug, organisation.content as organisation, report.code, report.wrong,
       report.words, report.at,
       (select account.email from account where account.id = report.reported_by) as contact,
       (select count(*) from referral other where other.mobile_key = referral.mobile_key) as requests,
       (select count(*) from abuse_report about join referral other on other.id = about.referral_id
        where other.mobile_key = referral.mobile_key) as reports
from abuse_report report join organisation on organisation.id = report.organisation_id
  left join referral on referral.id = report.referral_id
where report.outcome is null ",
            $end
        )
    };
}

const WAITING: &str = waiting!("order by report.at, report.id limit $1 offset $2");
const ONE: &str = waiting!("and report.id = $1");

const MOBILE: &str = "
select referral.id, referral.mobile from abuse_report report join referral on referral.id = report.referral_id where report.id = $1";

const DECIDE: &str = "
update abuse_report set outcome = $2, answer = $3, decided_by = $4, decided_at = $5 where id = $1 and outcome is null";

const FORGET: &str = "delete from abuse_report where at <= $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[ADD, OF_REQUEST, WAITING, ONE, MOBILE, DECIDE, FORGET];

/// What a moderator decides about a report.
#[derive(Debug, Clone)]
pub struct Decided<'a> {
    /// The report.
    pub report: &'a WaitingReport,
    /// What was decided.
    pub outcome: Outcome,
    /// What the structure is told.
    pub answer: Option<&'a str>,
    /// By whom.
    pub by: Uuid,
    /// Until when the number is blocked for all, where it is.
    pub until: OffsetDateTime,
}

impl Db {
    /// Writes a report with the letters that tell of it; answers false where one about the same request waits already.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn report_abuse(
        &self,
        report: &NewReport<'_>,
        letters: &[NewMessage],
        now: OffsetDateTime,
    ) -> Result<bool> {
        let line = NewAudit {
            organisation: report.organisation,
            account: report.account,
            act: Act::AbuseReported,
            subject: report.code.to_owned(),
            detail: report.wrong.label().to_lowercase(),
        };
        let id = new_id(now);
        let words = self.seals().seal_some(seal::REPORT_WORDS, id, report.words)?;
        Ok(writing!(self, tx => {
            let rows = sqlx::query(ADD).bind(id).bind(report.organisation).bind(report.referral)
                .bind(report.code).bind(report.wrong.code()).bind(&words).bind(report.account).bind(now)
                .execute(&mut *tx).await?.rows_affected();
            if rows > 0 {
                write_audit!(tx, &[line], now);
                for letter in letters {
                    message::write!(self, tx, letter, None::<Uuid>, now);
                }
            }
            rows > 0
        }))
    }

    /// The last report of a structure about the request of a code.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn reported(&self, organisation: Uuid, code: &str) -> Result<Option<Reported>> {
        let mut found: Option<Reported> = reading!(self, pool => {
            sqlx::query_as(OF_REQUEST).bind(organisation).bind(code).fetch_optional(pool).await?
        });
        if let Some(found) = &mut found {
            self.seals().open_some_in(seal::REPORT_ANSWER, found.id, &mut found.answer)?;
        }
        Ok(found)
    }

    /// A page of the reports that wait for the moderator, the oldest first; one more tells that there is another page.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn waiting_reports(&self, page: u32) -> Result<Vec<WaitingReport>> {
        let mut found: Vec<WaitingReport> = reading!(self, pool => {
            sqlx::query_as(WAITING).bind(REPORTS_PAGE + 1).bind(i64::from(page) * REPORTS_PAGE).fetch_all(pool).await?
        });
        for one in &mut found {
            self.seals().open_some_in(seal::REPORT_WORDS, one.id, &mut one.words)?;
        }
        Ok(found)
    }

    /// A report that waits for the moderator.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn waiting_report(&self, id: Uuid) -> Result<Option<WaitingReport>> {
        let mut found: Option<WaitingReport> =
            reading!(self, pool => sqlx::query_as(ONE).bind(id).fetch_optional(pool).await?);
        if let Some(found) = &mut found {
            self.seals().open_some_in(seal::REPORT_WORDS, found.id, &mut found.words)?;
        }
        Ok(found)
    }

    /// Decides about a report, blocks its number for all where that is decided, and tells the structure. Answers false where
    /// somebody has decided already, or the number that is to be blocked is erased.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn decide_report(
        &self,
        decided: &Decided<'_>,
        letters: &[NewMessage],
        now: OffsetDateTime,
    ) -> Result<bool> {
        let Decided { report, outcome, answer, by, until } = decided;
        let line = NewAudit {
            organisation: report.organisation_id,
            account: Some(*by),
            act: Act::AbuseDecided,
            subject: report.code.clone(),
            detail: outcome.label().to_lowercase(),
        };
        let answer = self.seals().seal_some(seal::REPORT_ANSWER, report.id, *answer)?;
        Ok(writing!(self, tx => {
            let mobile: Option<(Uuid, String)> =
                sqlx::query_as(MOBILE).bind(report.id).fetch_optional(&mut *tx).await?;
            let possible = *outcome == Outcome::Dismissed || mobile.is_some();
            let done = possible
                && sqlx::query(DECIDE).bind(report.id).bind(outcome.code()).bind(&answer).bind(*by).bind(now)
                    .execute(&mut *tx).await?.rows_affected() == 1;
            if done {
                if let (Outcome::Blocked, Some((referral, mobile))) = (outcome, &mobile) {
                    let mobile = self.seals().open(seal::REFERRAL_MOBILE, *referral, mobile)?;
                    block_number!(self, tx, None::<Uuid>, &mobile, Some(*by), *until, now);
                }
                write_audit!(tx, &[line], now);
                for letter in letters {
                    message::write!(self, tx, letter, None::<Uuid>, now);
                }
            }
            done
        }))
    }

    /// Erases the reports made before a moment; answers how many.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_reports(&self, before: OffsetDateTime) -> Result<u64> {
        Ok(writing!(self, tx => sqlx::query(FORGET).bind(before).execute(&mut *tx).await?.rows_affected()))
    }
}
