//! The tables of either engine, as it tells them itself.

use std::collections::BTreeMap;

use super::TestApp;
use crate::store::Db;

const SQLITE: &str = "
select m.name, p.name, p.\"notnull\" = 1 from sqlite_master m join pragma_table_info(m.name) p
where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' and m.name not like '\\_sqlx%' escape '\\'
order by 1, 2";

const POSTGRES: &str = "
select table_name::text, column_name::text, is_nullable = 'NO' from information_schema.columns
where table_schema = 'public' and table_name not like '\\_sqlx%' order by 1, 2";

impl TestApp {
    /// Table, column, and whether something must stand in it.
    pub async fn columns(&self) -> Vec<(String, String, bool)> {
        match &self.db {
            Db::Sqlite { read, .. } => sqlx::query_as(SQLITE).fetch_all(read).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_as(POSTGRES).fetch_all(pool).await.unwrap(),
        }
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
