//! Leases: a piece of work that one node alone does at a time. A node that falls lets go when its time is over.

use time::{Duration, OffsetDateTime};

use super::{Db, Result, writing};

// One that ends later than any that can be taken now was taken before the clock went back.
const TAKE: &str = "
insert into lease (name, holder, until) values ($1, $2, $3)
on conflict (name) do update set holder = excluded.holder, until = excluded.until
where lease.until <= $4 or lease.until > $5 or lease.holder = excluded.holder";

const LEAVE: &str = "delete from lease where name = $1 and holder = $2";

/// By how much the clocks of two nodes may differ.
const SKEW: Duration = Duration::minutes(1);

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[TAKE, LEAVE];

impl Db {
    /// Takes the work `name` for `holder` until a moment, or keeps it; answers whether it is hers.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn take_lease(
        &self,
        name: &str,
        holder: &str,
        until: OffsetDateTime,
        now: OffsetDateTime,
    ) -> Result<bool> {
        let rows = writing!(self, tx => {
            sqlx::query(TAKE).bind(name).bind(holder).bind(until).bind(now).bind(until + SKEW)
                .execute(&mut *tx).await?.rows_affected()
        });
        Ok(rows == 1)
    }

    /// Lets go of it.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn leave_lease(&self, name: &str, holder: &str) -> Result<()> {
        writing!(self, tx => { sqlx::query(LEAVE).bind(name).bind(holder).execute(&mut *tx).await?; });
        Ok(())
    }
}
