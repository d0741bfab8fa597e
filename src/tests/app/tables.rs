//! The tables of either engine, as it tells them itself.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;

use super::TestApp;
use crate::store::{Db, reading};

const SQLITE: &str = "
select m.name, p.name, p.\"notnull\" = 1 from sqlite_master m join pragma_table_info(m.name) p
where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' and m.name not like '\\_sqlx%' escape '\\'
order by 1, 2";

const POSTGRES: &str = "
select table_name::text, column_name::text, is_nullable = 'NO' from information_schema.columns
where table_schema = 'public' and table_name not like '\\_sqlx%' order by 1, 2";

/// Does what no version of the site does; answers how many rows it touched.
pub async fn execute(db: &Db, sql: String) -> u64 {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql));
    match db {
        Db::Sqlite { write, .. } => sql.execute(write).await.unwrap().rows_affected(),
        Db::Postgres(pool, ..) => sql.execute(pool).await.unwrap().rows_affected(),
    }
}

impl TestApp {
    /// Table, column, and whether something must stand in it.
    pub async fn columns(&self) -> Vec<(String, String, bool)> {
        match &self.db {
            Db::Sqlite { read, .. } => sqlx::query_as(SQLITE).fetch_all(read).await.unwrap(),
            Db::Postgres(pool, ..) => sqlx::query_as(POSTGRES).fetch_all(pool).await.unwrap(),
        }
    }

    /// Every value of every column of every table, as text, with its place; `db` may be another process.
    pub async fn values(&self, db: &Db) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for (table, column, _) in self.columns().await {
            let values: Vec<String> = match db {
                Db::Sqlite { read, .. } => {
                    let sql = format!("select quote(\"{column}\") from \"{table}\"");
                    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(read).await.unwrap()
                }
                Db::Postgres(pool, ..) => {
                    let sql = format!(
                        "select cast(\"{column}\" as text) from \"{table}\" where \"{column}\" is not null"
                    );
                    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(pool).await.unwrap()
                }
            };
            all.extend(values.into_iter().map(|value| (format!("{table}.{column}"), value)));
        }
        all
    }

    /// Every row of every table, as one text a table: what has changed shows.
    pub async fn contents(&self) -> BTreeMap<String, String> {
        let (is_sqlite, mut tables) = (matches!(self.db, Db::Sqlite { .. }), BTreeMap::<_, Vec<_>>::new());
        for (table, column, _) in self.columns().await {
            let text = match is_sqlite {
                true => format!("quote(\"{column}\")"),
                false => format!("quote_nullable(\"{column}\")"),
            };
            tables.entry(table).or_default().push(text);
        }
        let mut contents = BTreeMap::new();
        for (table, columns) in tables {
            let line = columns.join(" || '|' || ");
            let all = if is_sqlite { "group_concat(line, char(10))" } else { "string_agg(line, chr(10))" };
            let sql = format!(
                "select coalesce({all}, '') from (select {line} as line from \"{table}\" order by 1) as lines"
            );
            let text: String = reading!(&self.db, pool => {
                sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(pool).await.unwrap()
            });
            contents.insert(table, text);
        }
        contents
    }

    /// How many rows each table has.
    pub async fn counts(&self) -> BTreeMap<String, i64> {
        let mut counts = BTreeMap::new();
        for (table, ..) in self.columns().await {
            let rows = self.count(&table).await;
            counts.insert(table, rows);
        }
        counts
    }
}
