//! What the one who watches over the platform wants to know of the database: what waits, and since when.

use time::{Date, OffsetDateTime};

use super::{Db, Result, reading};

/// What waits, and what was looked for today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vitals {
    /// Messages that have not left.
    pub messages: i64,
    /// When the oldest of those that are due was due.
    pub oldest_message: Option<OffsetDateTime>,
    /// When the longest overdue deadline of a request was.
    pub oldest_deadline: Option<OffsetDateTime>,
    /// Searches of the day.
    pub searches: i64,
    /// Those of them that found nothing.
    pub unmet: i64,
}

const MESSAGES: &str = "
select count(*), min(case when due_at <= $1 then due_at end) from message where sent_at is null";

const DEADLINES: &str = "select min(due_at) from referral where due_at <= $1";

const SEARCHES: &str = "
select cast(coalesce(sum(searches), 0) as bigint),
       cast(coalesce(sum(case when band = 0 then searches else 0 end), 0) as bigint)
from search_count where day = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[MESSAGES, DEADLINES, SEARCHES];

impl Db {
    /// What waits `now`, and what was looked for `today`.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn vitals(&self, now: OffsetDateTime, today: Date) -> Result<Vitals> {
        Ok(reading!(self, pool => {
            let (messages, oldest_message) = sqlx::query_as(MESSAGES).bind(now).fetch_one(pool).await?;
            let oldest_deadline = sqlx::query_scalar(DEADLINES).bind(now).fetch_one(pool).await?;
            let (searches, unmet) = sqlx::query_as(SEARCHES).bind(today).fetch_one(pool).await?;
            Vitals { messages, oldest_message, oldest_deadline, searches, unmet }
        }))
    }
}
