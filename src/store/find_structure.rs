//! Finding one's structure among those of the directory, by name or SIRET.

use sqlx::FromRow;
use sqlx::types::Json;
use uuid::Uuid;

use super::organisation::StoredOrganisation;
use super::{Db, Result, is_slug, reading, writing};
use crate::domain::organisation::Organisation;
use crate::domain::plain::plain;

/// Structures of a page of what was found.
pub const FOUND_PAGE: i64 = 20;
/// Words of a name that are looked for; more narrow nothing down.
const WORDS: usize = 4;
/// Rows that are named in one transaction.
const BATCH: i64 = 500;

// A structure that waits for the moderator is found too: a second person of it joins the first instead of writing it again.
const BY_NAME: &str = "
select id, slug, content from organisation
where (status = 'published' or review = 'waiting')
  and plain_name like $1 and plain_name like $2 and plain_name like $3 and plain_name like $4
order by plain_name, id limit $5 offset $6";

const BY_SIRET: &str = "
select id, slug, content from organisation
where (status = 'published' or review = 'waiting') and siret >= $1 and siret <= $2 order by siret, id limit $3";

const JOINABLE: &str = "
select id, slug, content from organisation
where slug = $1 and (status = 'published' or review = 'waiting')";

const UNNAMED: &str = "select id, content from organisation where plain_name is null limit $1";

const NAME: &str = "update organisation set plain_name = $2, siret = $3 where id = $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[BY_NAME, BY_SIRET, JOINABLE, UNNAMED, NAME];

#[derive(FromRow)]
struct Unnamed {
    id: Uuid,
    content: Json<Organisation>,
}

impl Db {
    /// Structures whose name holds the beginnings of all typed words, or whose SIRET or SIREN was typed; by name. One more
    /// than [`FOUND_PAGE`] tells that there is another page. Nothing where nothing was typed.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn find_structures(&self, typed: &str, page: u32) -> Result<Vec<StoredOrganisation>> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !".-".contains(*c)).collect();
        if [9, 14].contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let (first, last) = (format!("{digits:0<14}"), format!("{digits:9<14}"));
            return Ok(reading!(self, pool => {
                sqlx::query_as(BY_SIRET).bind(&first).bind(&last).bind(FOUND_PAGE).fetch_all(pool).await?
            }));
        }
        let plain = plain(typed);
        if plain.is_empty() {
            return Ok(Vec::new());
        }
        // Folding leaves letters, digits and spaces: nothing that `like` reads as a sign.
        let mut words = plain.split(' ').map(|word| format!("%{word}%")).take(WORDS);
        let mut word = || words.next().unwrap_or_else(|| "%".to_owned());
        let (one, two, three, four) = (word(), word(), word(), word());
        let offset = i64::from(page) * FOUND_PAGE;
        Ok(reading!(self, pool => {
            sqlx::query_as(BY_NAME).bind(&one).bind(&two).bind(&three).bind(&four).bind(FOUND_PAGE + 1).bind(offset)
                .fetch_all(pool).await?
        }))
    }

    /// The structure of a slug that one can ask to join.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn joinable(&self, slug: &str) -> Result<Option<StoredOrganisation>> {
        if !is_slug(slug) {
            return Ok(None);
        }
        Ok(reading!(self, pool => sqlx::query_as(JOINABLE).bind(slug).fetch_optional(pool).await?))
    }

    /// Names the structures that were written before names were kept beside them.
    pub(super) async fn name_structures(&self) -> Result<()> {
        loop {
            let rows: Vec<Unnamed> =
                reading!(self, pool => sqlx::query_as(UNNAMED).bind(BATCH).fetch_all(pool).await?);
            if rows.is_empty() {
                return Ok(());
            }
            writing!(self, tx => {
                for row in &rows {
                    sqlx::query(NAME).bind(row.id).bind(plain(&row.content.name)).bind(&row.content.siret)
                        .execute(&mut *tx).await?;
                }
            });
        }
    }
}
