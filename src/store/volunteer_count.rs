//! How many asked with the volunteers of an organisation, and what came of it: live requests, and rows of those erased.

use std::collections::BTreeMap;

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Db, Result, reading, writing};
use crate::domain::calendar::Calendar;
use crate::domain::referral::{State, month_of};
use crate::domain::volunteer_count::Outcome;

/// Requests that are counted one by one, the newest.
const LIVE_MAX: i64 = 20_000;

/// A month, as it is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthCount {
    /// How many asked.
    pub asked: i64,
    /// With how many volunteers.
    pub volunteers: i64,
}

/// All that is counted of an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VolunteerCounts {
    /// Volunteers of the team, today.
    pub team: i64,
    /// Each month, by its name: `2026-11`.
    pub months: BTreeMap<String, MonthCount>,
    /// What came of all requests, in the order of [`Outcome::ALL`].
    pub outcomes: [i64; 5],
}

impl VolunteerCounts {
    fn add(&mut self, month: String, state: &str, count: i64) {
        self.months.entry(month).or_default().asked += count;
        let outcome = State::from_code(state).map(Outcome::of);
        let at = Outcome::ALL.iter().position(|one| Some(*one) == outcome);
        if let Some(cell) = at.and_then(|at| self.outcomes.get_mut(at)) {
            *cell += count;
        }
    }
}

#[derive(FromRow)]
struct Live {
    sent_at: OffsetDateTime,
    state: String,
}

const LIVE: &str = "select sent_at, state from referral where helped_by = $1 and apart is null order by sent_at desc limit $2";

const ERASED: &str = "
select month, state, count(*) from referral_stat where helped_by = $1 group by month, state";

const MONTHS: &str = "select month, count(*) from volunteer_month where organisation_id = $1 group by month";

const TEAM: &str = "select count(*) from membership where organisation_id = $1 and role = 'volunteer'";

const FORGET: &str = "delete from volunteer_month where month < $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[LIVE, ERASED, MONTHS, TEAM, FORGET];

impl Db {
    /// What is counted of an organisation's volunteers.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn volunteer_counts(&self, organisation: Uuid) -> Result<VolunteerCounts> {
        let live: Vec<Live> = reading!(self, pool => {
            sqlx::query_as(LIVE).bind(organisation).bind(LIVE_MAX).fetch_all(pool).await?
        });
        let erased: Vec<(String, String, i64)> =
            reading!(self, pool => sqlx::query_as(ERASED).bind(organisation).fetch_all(pool).await?);
        let months: Vec<(String, i64)> =
            reading!(self, pool => sqlx::query_as(MONTHS).bind(organisation).fetch_all(pool).await?);
        let team: i64 =
            reading!(self, pool => sqlx::query_scalar(TEAM).bind(organisation).fetch_one(pool).await?);
        let mut counts = VolunteerCounts { team, ..VolunteerCounts::default() };
        for one in live {
            counts.add(month_of(Calendar::MAINLAND.local(one.sent_at).date()), &one.state, 1);
        }
        for (month, state, count) in erased {
            counts.add(month, &state, count);
        }
        for (month, volunteers) in months {
            counts.months.entry(month).or_default().volunteers = volunteers;
        }
        Ok(counts)
    }

    /// Erases which volunteers were there before a month; answers how many rows.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_volunteer_months(&self, before: &str) -> Result<u64> {
        Ok(writing!(self, tx => sqlx::query(FORGET).bind(before).execute(&mut *tx).await?.rows_affected()))
    }
}
