//! The journal of a structure: a line for each change, written in the transaction of the change itself.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Db, Result, reading, writing};
use crate::domain::audit::Act;

/// A line to write.
#[derive(Debug, Clone)]
pub struct NewAudit {
    /// In which structure.
    pub organisation: Uuid,
    /// Who did it; nobody where it happened by itself.
    pub account: Option<Uuid>,
    /// What.
    pub act: Act,
    /// To whom or to what, as people call it.
    pub subject: String,
    /// What else the sentence needs.
    pub detail: String,
}

/// A line as it is read.
#[derive(Debug, Clone, FromRow)]
pub struct AuditLine {
    /// When.
    pub at: OffsetDateTime,
    /// The e-mail of who did it; nobody where it happened by itself, or her account is gone.
    pub email: Option<String>,
    /// A code of [`Act`].
    pub act: String,
    /// To whom or to what.
    pub subject: String,
    /// What else the sentence needs.
    pub detail: String,
}

/// Lines of a page of the journal.
pub const AUDIT_PAGE: i64 = 50;

pub(super) const ADD: &str = "
insert into audit (id, organisation_id, account_id, at, act, subject, detail) values ($1, $2, $3, $4, $5, $6, $7)";

const PAGE: &str = "
select audit.at, account.email, audit.act, audit.subject, audit.detail
from audit left join account on account.id = audit.account_id
where audit.organisation_id = $1 order by audit.id desc limit $2 offset $3";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[ADD, PAGE];

/// Writes lines inside a transaction of either engine: `write_audit!(tx, &[line], now)`.
macro_rules! write_audit {
    ($tx:ident, $lines:expr, $now:expr) => {
        for line in $lines {
            sqlx::query($crate::store::audit::ADD)
                .bind($crate::store::new_id($now))
                .bind(line.organisation)
                .bind(line.account)
                .bind($now)
                .bind(line.act.code())
                .bind(&line.subject)
                .bind(&line.detail)
                .execute(&mut *$tx)
                .await?;
        }
    };
}
pub(super) use write_audit;

impl Db {
    /// Writes lines that tell of nothing else in the database: what is written goes into the same transaction instead.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn write_audit(&self, lines: &[NewAudit], now: OffsetDateTime) -> Result<()> {
        writing!(self, tx => { write_audit!(tx, lines, now); });
        Ok(())
    }

    /// A page of the journal of a structure, the newest first, [`AUDIT_PAGE`] lines; pages count from 0. One line more
    /// than a page tells that there is another.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn journal(&self, organisation: Uuid, page: u32) -> Result<Vec<AuditLine>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(PAGE).bind(organisation).bind(AUDIT_PAGE + 1).bind(i64::from(page) * AUDIT_PAGE)
                .fetch_all(pool).await?
        }))
    }
}
