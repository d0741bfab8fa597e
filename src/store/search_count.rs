//! Counted searches: what is looked for, and what is found of it.

use sqlx::FromRow;
use time::Date;

use super::{Db, Result, reading, writing};
use crate::domain::search_count::CountedSearch;
use crate::domain::search_counter::{Counts, Tally};

/// What is looked for in a place, and not found there.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct UnmetSearches {
    /// Code of the commune or key of the area; empty for all of France.
    pub place: String,
    /// Codes of the needs, between commas; empty where none was chosen.
    pub need: String,
    /// Searches for this need in this place.
    pub asked: i64,
    /// Of these, the ones that found nothing within the radius asked for.
    pub unmet: i64,
    /// Of these again, the ones that found nothing farther away either.
    pub nowhere: i64,
}

const ADD: &str = "
insert into search_count (day, place, need, filters, words, radius, band, widened, kept, searches, results)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (day, place, need, filters, words, radius, band, widened, kept) do update
set searches = search_count.searches + excluded.searches, results = search_count.results + excluded.results";

// Without what was counted among the others: nobody knows where that was.
const UNMET: &str = "
select place, need, cast(sum(searches) as bigint) as asked,
    cast(sum(case when band = 0 or widened then searches else 0 end) as bigint) as unmet,
    cast(sum(case when band = 0 then searches else 0 end) as bigint) as nowhere
from search_count where day >= $1 and day <= $2 and place <> '*'
group by place, need having sum(case when band = 0 or widened then searches else 0 end) > 0
order by unmet desc, place, need limit $3";

const FORGET: &str = "delete from search_count where day < $1";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[ADD, UNMET, FORGET];

impl Db {
    /// Adds counts to those that are there, in one transaction.
    ///
    /// # Errors
    /// Where the database fails; then nothing was added, or, if it failed in the very commit, perhaps all.
    pub async fn add_search_counts(&self, counts: &Counts) -> Result<()> {
        let mut rows: Vec<Row<'_>> = counts.iter().map(|(search, tally)| Row::new(search, tally)).collect();
        // Two nodes that wrote the same rows in different orders would wait for each other.
        rows.sort_by(|a, b| a.key().cmp(&b.key()));
        writing!(self, tx => {
            for row in &rows {
                let search = row.search;
                sqlx::query(ADD).bind(search.day).bind(&search.place).bind(&row.need).bind(&row.filters)
                    .bind(&search.words).bind(i64::from(search.radius_km)).bind(i64::from(search.band.least()))
                    .bind(search.widened).bind(search.kept_code())
                    .bind(row.tally.searches.cast_signed()).bind(row.tally.results.cast_signed())
                    .execute(&mut *tx).await?;
            }
        });
        Ok(())
    }

    /// What was looked for and not found from the day `since` to the day `until`, by place and need: the `limit` most
    /// wanted.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn searches_without_result(
        &self,
        since: Date,
        until: Date,
        limit: u32,
    ) -> Result<Vec<UnmetSearches>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(UNMET).bind(since).bind(until).bind(i64::from(limit)).fetch_all(pool).await?
        }))
    }

    /// Erases the counts of the days before `day`; answers how many rows.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget_search_counts(&self, day: Date) -> Result<u64> {
        Ok(writing!(self, tx => sqlx::query(FORGET).bind(day).execute(&mut *tx).await?.rows_affected()))
    }
}

struct Row<'a> {
    search: &'a CountedSearch,
    need: String,
    filters: String,
    tally: &'a Tally,
}

impl<'a> Row<'a> {
    fn new(search: &'a CountedSearch, tally: &'a Tally) -> Self {
        Self { search, need: search.needs_text(), filters: search.filters_text(), tally }
    }

    fn key(&self) -> impl Ord {
        let search = self.search;
        let found = (search.radius_km, search.band, search.widened, search.kept);
        (
            search.day,
            search.place.as_str(),
            self.need.as_str(),
            self.filters.as_str(),
            search.words.as_str(),
            found,
        )
    }
}
