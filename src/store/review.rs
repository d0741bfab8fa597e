//! Structures that people write here: they wait for the moderator before anybody finds them.

use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::directory::RAISE;
use super::message::{self, NewMessage};
use super::organisation::{self, StoredOrganisation};
use super::{Db, Result, digest, membership, new_id, reading, team, writing};
use crate::domain::audit::Act;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::plain::plain;

/// Structures of a page.
pub const REVIEW_PAGE: i64 = 20;

const CREATE: &str = "
insert into organisation (id, source, external_id, slug, status, content, digest, changed_at, version, review, plain_name, siret)
values ($1, $2, $3, $4, 'archived', $5, $6, $7, 0, 'waiting', $8, $9)";

const WAITING: &str = "
select id, slug, content from organisation where review = 'waiting' order by changed_at, id limit $1 offset $2";

const ACCEPT: &str = "
update organisation set review = 'none', status = 'published', changed_at = $2, version = $3
where id = $1 and review = 'waiting'";

const REFUSE: &str = "
update organisation set review = 'refused', review_reason = $2, changed_at = $3 where id = $1 and review = 'waiting'";

const REWRITE: &str = "
update organisation set content = $2, digest = $3, changed_at = $4, version = $5, plain_name = $6, siret = $7,
       review = case when review = 'refused' then 'waiting' else review end
where id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[CREATE, WAITING, ACCEPT, REFUSE, REWRITE];

impl Db {
    /// Writes a structure that waits for the moderator; who wrote it is its admin.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn create_structure(
        &self,
        organisation: &Organisation,
        slug: &str,
        by: Uuid,
        letters: &[NewMessage],
        now: OffsetDateTime,
    ) -> Result<()> {
        let id = new_id(now);
        let content = digest(serde_json::to_vec(organisation).unwrap_or_default());
        writing!(self, tx => {
            sqlx::query(CREATE).bind(id).bind(&organisation.source).bind(&organisation.id).bind(slug)
                .bind(Json(organisation)).bind(&content).bind(now).bind(plain(&organisation.name))
                .bind(&organisation.siret).execute(&mut *tx).await?;
            sqlx::query(membership::PUT).bind(by).bind(id).bind(Role::Admin.code()).bind(now).execute(&mut *tx).await?;
            let (subject, detail) = (organisation.name.clone(), String::new());
            let line = NewAudit { organisation: id, account: Some(by), act: Act::StructureCreated, subject, detail };
            write_audit!(tx, &[line], now);
            for letter in letters {
                message::write!(self, tx, letter, None::<Uuid>, now);
            }
        });
        Ok(())
    }

    /// Writes what an admin says of her structure; one that was refused waits again.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn rewrite_structure(
        &self,
        id: Uuid,
        organisation: &Organisation,
        by: Uuid,
        now: OffsetDateTime,
    ) -> Result<()> {
        let content = digest(serde_json::to_vec(organisation).unwrap_or_default());
        writing!(self, tx => {
            let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
            sqlx::query(REWRITE).bind(id).bind(Json(organisation)).bind(&content).bind(now).bind(version)
                .bind(plain(&organisation.name)).bind(&organisation.siret).execute(&mut *tx).await?;
            let (subject, detail) = (organisation.name.clone(), String::new());
            let line = NewAudit { organisation: id, account: Some(by), act: Act::StructureChanged, subject, detail };
            write_audit!(tx, &[line], now);
        });
        Ok(())
    }

    /// The structure of a key, whether people can find it or not.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn structure(&self, id: Uuid) -> Result<Option<StoredOrganisation>> {
        Ok(reading!(self, pool => sqlx::query_as(organisation::BY_ID).bind(id).fetch_optional(pool).await?))
    }

    /// A page of the structures that wait for the moderator, the oldest first; one more than [`REVIEW_PAGE`] tells that
    /// there is another page.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn waiting_structures(&self, page: u32) -> Result<Vec<StoredOrganisation>> {
        let offset = i64::from(page) * REVIEW_PAGE;
        Ok(reading!(self, pool => {
            sqlx::query_as(WAITING).bind(REVIEW_PAGE + 1).bind(offset).fetch_all(pool).await?
        }))
    }

    /// Lets a structure in, or says why not (`refused`), and tells its admins by the letters that `tell` makes for each
    /// address. Answers whether it was waiting.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn review_structure(
        &self,
        id: Uuid,
        refused: Option<&str>,
        by: Uuid,
        tell: impl Fn(&str) -> NewMessage,
        now: OffsetDateTime,
    ) -> Result<bool> {
        Ok(writing!(self, tx => {
            let rows = match refused {
                None => {
                    let version: i64 = sqlx::query_scalar(RAISE).fetch_one(&mut *tx).await?;
                    sqlx::query(ACCEPT).bind(id).bind(now).bind(version).execute(&mut *tx).await?.rows_affected()
                }
                Some(reason) => {
                    sqlx::query(REFUSE).bind(id).bind(reason).bind(now).execute(&mut *tx).await?.rows_affected()
                }
            };
            if rows > 0 {
                let admins: Vec<String> = sqlx::query_scalar(team::ADMINS).bind(id).fetch_all(&mut *tx).await?;
                for email in &admins {
                    let letter = tell(email);
                    message::write!(self, tx, letter, None::<Uuid>, now);
                }
                let act = if refused.is_some() { Act::StructureRefused } else { Act::StructureAccepted };
                let (subject, detail) = (String::new(), refused.unwrap_or_default().to_owned());
                write_audit!(tx, &[NewAudit { organisation: id, account: Some(by), act, subject, detail }], now);
            }
            rows > 0
        }))
    }
}
