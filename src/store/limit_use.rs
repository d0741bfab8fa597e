//! How often things are done, counted by all nodes of one database together: of each key the moment at which nothing of it
//! counts any more. What is tried too often is refused until enough of it has been forgotten (the generic cell rate algorithm).

use std::time::Duration;

use time::OffsetDateTime;

use super::{Db, Result, writing};

// One statement, so that two nodes at once count two. A moment that no count reaches was written before the clock went back.
const COUNT: &str = "
insert into limit_use (key, free_at) values ($1, cast($2 as bigint) + $3)
on conflict (key) do update
set free_at = case when limit_use.free_at between $2 and $2 + $4 then limit_use.free_at else $2 end + $3
where limit_use.free_at <= $2 + $4 or limit_use.free_at > $2 + $4 + $3 + $5";

const FREE_AT: &str = "select free_at from limit_use where key = $1";

const SWEEP: &str = "delete from limit_use where free_at <= $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[COUNT, FREE_AT, SWEEP];

/// Milliseconds by which the clocks of two nodes may differ.
const SKEW: i64 = 60_000;

/// Milliseconds since 1970, as the table has them.
fn milliseconds(moment: OffsetDateTime) -> i64 {
    moment.unix_timestamp() * 1000 + i64::from(moment.millisecond())
}

fn length(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX / 4)
}

impl Db {
    /// Whether several nodes may work on it at once.
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Postgres(..))
    }

    /// Counts one more of `key`, of which one comes back in `each`, and which may be `ahead` of that. Answers how long to wait
    /// where it is once too often; then it was not counted. The key is kept as a keyed hash alone.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn count_use(
        &self,
        key: &str,
        each: Duration,
        ahead: Duration,
        now: OffsetDateTime,
    ) -> Result<Option<Duration>> {
        let (key, now, ahead) = (self.seals().hash(key)?, milliseconds(now), length(ahead));
        let free_at: Option<i64> = writing!(self, tx => {
            let counted = sqlx::query(COUNT).bind(&key).bind(now).bind(length(each)).bind(ahead).bind(SKEW)
                .execute(&mut *tx).await?.rows_affected();
            match counted {
                0 => sqlx::query_scalar(FREE_AT).bind(&key).fetch_optional(&mut *tx).await?,
                _ => None,
            }
        });
        Ok(free_at.map(|at| Duration::from_millis(u64::try_from(at - ahead - now).unwrap_or(0).max(1))))
    }

    /// Forgets the keys of which nothing counts any more.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn sweep_uses(&self, now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => { sqlx::query(SWEEP).bind(milliseconds(now)).execute(&mut *tx).await?; });
        Ok(())
    }
}
