//! PostgreSQL with its full text (French stems, GIN), points in a GiST index, filter values in an array.

use anyhow::Result;
use sqlx::{Connection, PgConnection, Postgres, QueryBuilder};

use crate::row::{Ask, PAGE, Row};

const SCHEMA: &str = "
DROP TABLE IF EXISTS offer;
CREATE UNLOGGED TABLE offer (id bigint PRIMARY KEY, place point, updated int, filters int[], words tsvector);
";
const INDEXES: &str = "
CREATE INDEX ON offer USING gin (words);
CREATE INDEX ON offer USING gist (place);
CREATE INDEX ON offer (updated DESC, id);
VACUUM ANALYZE offer;
";
/// Degrees of longitude count so many of latitude in the middle of France; the plane of `place` is in kilometres.
const NARROW: f64 = 0.69;

/// One connection to a server of its own.
pub struct Baseline {
    db: PgConnection,
}

fn place(latitude: f64, longitude: f64) -> (f64, f64) {
    (longitude * 111.0 * NARROW, latitude * 111.0)
}

impl Baseline {
    /// Builds it from all rows.
    pub async fn build(url: &str, rows: impl Iterator<Item = Row>) -> Result<Self> {
        let mut db = PgConnection::connect(url).await?;
        sqlx::raw_sql(SCHEMA).execute(&mut db).await?;
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            let mut sql = QueryBuilder::<Postgres>::new("INSERT INTO offer ");
            sql.push_values(rows.by_ref().take(2000), |mut value, row| {
                let (x, y) = place(row.latitude, row.longitude);
                value.push_bind(row.id).push("point(").push_bind_unseparated(x).push_unseparated(", ");
                value
                    .push_bind_unseparated(y)
                    .push_unseparated(")")
                    .push_bind(row.updated)
                    .push_bind(row.filters);
                value.push("setweight(to_tsvector('french', ").push_bind_unseparated(row.name);
                value
                    .push_unseparated("), 'A') || setweight(to_tsvector('french', ")
                    .push_bind_unseparated(row.about);
                value
                    .push_unseparated("), 'B') || to_tsvector('french', ")
                    .push_bind_unseparated(row.body)
                    .push_unseparated(")");
            });
            sql.build().persistent(false).execute(&mut db).await?;
        }
        for statement in INDEXES.split(';').filter(|statement| !statement.trim().is_empty()) {
            sqlx::raw_sql(statement).execute(&mut db).await?;
        }
        Ok(Self { db })
    }

    /// Answers how many there are; reads a page of them, and counts each filter value.
    pub async fn search(&mut self, ask: &Ask) -> Result<i64> {
        let mut sql =
            QueryBuilder::<Postgres>::new("WITH hit AS MATERIALIZED (SELECT id, updated, filters, ");
        let around = ask.around.map(|(point, km)| (place(point.latitude.into(), point.longitude.into()), km));
        match (around, ask.words.is_empty()) {
            (Some(((x, y), _)), _) => {
                _ = sql.push("place <-> point(").push_bind(x).push(", ").push_bind(y).push(")")
            }
            (None, false) => {
                _ = sql.push("-ts_rank(words, to_tsquery('french', ").push_bind(matching(ask)).push("))")
            }
            (None, true) => _ = sql.push("0"),
        }
        sql.push(" AS most FROM offer WHERE true");
        if !ask.words.is_empty() {
            sql.push(" AND words @@ to_tsquery('french', ").push_bind(matching(ask)).push(")");
        }
        if let Some(((x, y), km)) = around {
            sql.push(" AND place <@ circle(point(")
                .push_bind(x)
                .push(", ")
                .push_bind(y)
                .push("), ")
                .push_bind(km)
                .push(")");
        }
        for group in &ask.groups {
            sql.push(" AND filters && ").push_bind(group.clone());
        }
        sql.push(") SELECT (SELECT count(*) FROM hit), (SELECT array_agg(id) FROM (SELECT id FROM hit ORDER BY most, updated DESC LIMIT ");
        sql.push_bind(PAGE).push(" OFFSET ").push_bind(ask.skip);
        sql.push(") page), (SELECT array_agg(filter) || array_agg(count) FROM (SELECT filter, count(*) FROM hit, unnest(filters) filter GROUP BY filter) counts)");
        let (total, _, _): (i64, Option<Vec<i64>>, Option<Vec<i64>>) =
            sql.build_query_as().fetch_one(&mut self.db).await?;
        Ok(total)
    }
}

fn matching(ask: &Ask) -> String {
    let last = ask.words.len().saturating_sub(1);
    let word = |(at, word): (usize, &String)| match ask.beginning && at == last {
        true => format!("{word}:*"),
        false => word.clone(),
    };
    ask.words.iter().enumerate().map(word).collect::<Vec<_>>().join(" & ")
}
