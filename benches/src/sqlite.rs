//! SQLite with FTS5 for words and an R-tree for places, as its documentation says to use them.

use anyhow::Result;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, QueryBuilder, Sqlite, SqliteConnection};

use crate::row::{Ask, PAGE, Row};

const SCHEMA: &str = "
CREATE TABLE offer (id INTEGER PRIMARY KEY, latitude REAL, longitude REAL, updated INTEGER);
CREATE INDEX offer_updated ON offer (updated DESC, id);
CREATE VIRTUAL TABLE words USING fts5 (name, about, body, content='', detail=column, prefix='3', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE place USING rtree (id, south, north, west, east);
CREATE TABLE value (offer INTEGER, filter INTEGER, PRIMARY KEY (offer, filter)) WITHOUT ROWID;
CREATE INDEX value_filter ON value (filter, offer);
CREATE TEMP TABLE hit (id INTEGER PRIMARY KEY, most REAL, updated INTEGER);
";

/// A database on disk, one connection.
pub struct Baseline {
    db: SqliteConnection,
}

impl Baseline {
    /// Builds it from all rows.
    pub async fn build(file: &std::path::Path, rows: impl Iterator<Item = Row>) -> Result<Self> {
        let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
        let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Off);
        let options = options
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-1000000")
            .pragma("mmap_size", "4000000000");
        let mut db = options.connect().await?;
        sqlx::raw_sql(SCHEMA).execute(&mut db).await?;
        let mut transaction = db.begin().await?;
        for row in rows {
            sqlx::query("INSERT INTO offer VALUES ($1, $2, $3, $4)")
                .bind(row.id)
                .bind(row.latitude)
                .bind(row.longitude)
                .bind(row.updated)
                .execute(&mut *transaction)
                .await?;
            sqlx::query("INSERT INTO words (rowid, name, about, body) VALUES ($1, $2, $3, $4)")
                .bind(row.id)
                .bind(row.name)
                .bind(row.about)
                .bind(row.body)
                .execute(&mut *transaction)
                .await?;
            sqlx::query("INSERT INTO place VALUES ($1, $2, $2, $3, $3)")
                .bind(row.id)
                .bind(row.latitude)
                .bind(row.longitude)
                .execute(&mut *transaction)
                .await?;
            let mut values = QueryBuilder::<Sqlite>::new("INSERT INTO value ");
            values
                .push_values(&row.filters, |mut value, filter| _ = value.push_bind(row.id).push_bind(filter));
            values.build().execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        sqlx::raw_sql("INSERT INTO words (words) VALUES ('optimize'); ANALYZE").execute(&mut db).await?;
        Ok(Self { db })
    }

    /// Answers how many there are; reads a page of them, and counts each filter value.
    pub async fn search(&mut self, ask: &Ask) -> Result<i64> {
        let mut sql = QueryBuilder::<Sqlite>::new("INSERT INTO hit SELECT o.id, ");
        let squared = |sql: &mut QueryBuilder<Sqlite>, (latitude, longitude): (f64, f64)| {
            let narrow = latitude.to_radians().cos();
            sql.push("((o.latitude - ").push_bind(latitude).push(") * (o.latitude - ").push_bind(latitude);
            sql.push(") + (o.longitude - ")
                .push_bind(longitude)
                .push(") * (o.longitude - ")
                .push_bind(longitude);
            sql.push(") * ").push_bind(narrow * narrow).push(")");
        };
        let around = ask.around.map(|(point, km)| {
            ((f64::from(point.latitude), f64::from(point.longitude)), km, Ask::span(point, km))
        });
        match (around, ask.words.is_empty()) {
            (Some((point, ..)), _) => squared(&mut sql, point),
            (None, false) => _ = sql.push("w.rank"),
            (None, true) => _ = sql.push("0"),
        }
        sql.push(", o.updated FROM ");
        match (around, ask.words.is_empty()) {
            (_, false) => {
                sql.push("words w JOIN offer o ON o.id = w.rowid WHERE words MATCH ").push_bind(matching(ask))
            }
            (Some(_), true) => sql.push("place p JOIN offer o ON o.id = p.id WHERE 1"),
            (None, true) => sql.push("offer o WHERE 1"),
        };
        if let Some((point, km, (high, wide))) = around {
            let (table, south, north, west, east) = match ask.words.is_empty() {
                true => ("p", "south", "north", "west", "east"),
                false => ("o", "latitude", "latitude", "longitude", "longitude"),
            };
            sql.push(format!(" AND {table}.{north} >= ")).push_bind(point.0 - high);
            sql.push(format!(" AND {table}.{south} <= ")).push_bind(point.0 + high);
            sql.push(format!(" AND {table}.{east} >= ")).push_bind(point.1 - wide);
            sql.push(format!(" AND {table}.{west} <= ")).push_bind(point.1 + wide);
            sql.push(" AND ");
            squared(&mut sql, point);
            sql.push(" <= ").push_bind((km / 111.0).powi(2));
        }
        for group in &ask.groups {
            sql.push(" AND EXISTS (SELECT 1 FROM value v WHERE v.offer = o.id AND v.filter IN (");
            let mut values = sql.separated(", ");
            group.iter().for_each(|filter| _ = values.push_bind(filter));
            sql.push("))");
        }
        sql.build().execute(&mut self.db).await?;
        let total: i64 = sqlx::query_scalar("SELECT count(*) FROM hit").fetch_one(&mut self.db).await?;
        let page = format!("SELECT id FROM hit ORDER BY most, updated DESC LIMIT {PAGE} OFFSET {}", ask.skip);
        let _: Vec<i64> = sqlx::query_scalar(AssertSqlSafe(page)).fetch_all(&mut self.db).await?;
        // CROSS JOIN: the hits lead, whatever the planner believes of a table that it knows nothing of.
        let counts = "SELECT filter, count(*) FROM hit CROSS JOIN value ON offer = id GROUP BY filter";
        let _: Vec<(i32, i64)> = sqlx::query_as(counts).fetch_all(&mut self.db).await?;
        sqlx::query("DELETE FROM hit").execute(&mut self.db).await?;
        Ok(total)
    }
}

fn matching(ask: &Ask) -> String {
    let last = ask.words.len().saturating_sub(1);
    let word = |(at, word): (usize, &String)| match ask.beginning && at == last {
        true => format!("\"{word}\"*"),
        false => format!("\"{word}\""),
    };
    ask.words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}
