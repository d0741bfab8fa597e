//! The tables to copy: their columns and keys, in an order in which each comes after those it refers to.

use sqlx::PgPool;

use super::cell::{Kind, Row};
use crate::store::{Result, StoreError};

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    pub name: String,
    pub columns: Vec<(String, Kind)>,
    /// Which columns are its key, in the key's order.
    pub key: Vec<usize>,
    refers_to: Vec<String>,
}

const COLUMNS: &str = "
select c.table_name::text, c.column_name::text, c.data_type::text from information_schema.columns c
where c.table_schema = 'public' and c.table_name not like '\\_sqlx%'
order by c.table_name, c.ordinal_position";

const KEYS: &str = "
select t.relname::text, a.attname::text
from pg_constraint k
join pg_class t on t.oid = k.conrelid
join unnest(k.conkey) with ordinality as part (number, position) on true
join pg_attribute a on a.attrelid = t.oid and a.attnum = part.number
where k.contype = 'p' and t.relnamespace = 'public'::regnamespace
order by t.relname, part.position";

const REFERENCES: &str = "
select distinct t.relname::text, r.relname::text
from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class r on r.oid = k.confrelid
where k.contype = 'f' and t.relnamespace = 'public'::regnamespace and t.oid <> r.oid";

#[cfg(test)]
pub(in crate::store) const STATEMENTS_POSTGRES: &[&str] = &[COLUMNS, KEYS, REFERENCES];

impl Table {
    /// The key of a row, as a text that two rows share only where their keys are the same.
    pub fn key_of(&self, row: &Row) -> String {
        self.key.iter().map(|column| format!("{:?}\u{1f}", row.0[*column])).collect()
    }
}

/// Every table of ours.
pub async fn tables(pool: &PgPool) -> Result<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    let columns: Vec<(String, String, String)> = sqlx::query_as(COLUMNS).fetch_all(pool).await?;
    for (name, column, data_type) in columns {
        let kind = Kind::of(&data_type)
            .ok_or_else(|| StoreError::Differs(format!("{name}.{column}: {data_type}")))?;
        match tables.last_mut().filter(|table| table.name == name) {
            Some(table) => table.columns.push((column, kind)),
            None => {
                tables.push(Table {
                    name,
                    columns: vec![(column, kind)],
                    key: Vec::new(),
                    refers_to: Vec::new(),
                });
            }
        }
    }
    let keys: Vec<(String, String)> = sqlx::query_as(KEYS).fetch_all(pool).await?;
    for (name, column) in keys {
        if let Some(table) = tables.iter_mut().find(|table| table.name == name)
            && let Some(place) = table.columns.iter().position(|(one, _)| *one == column)
        {
            table.key.push(place);
        }
    }
    let references: Vec<(String, String)> = sqlx::query_as(REFERENCES).fetch_all(pool).await?;
    for (name, other) in references {
        if let Some(table) = tables.iter_mut().find(|table| table.name == name) {
            table.refers_to.push(other);
        }
    }
    in_order(tables)
}

/// Each after those it refers to.
fn in_order(mut left: Vec<Table>) -> Result<Vec<Table>> {
    let mut done: Vec<Table> = Vec::new();
    while !left.is_empty() {
        let ready =
            |table: &Table| table.refers_to.iter().all(|other| done.iter().any(|one| one.name == *other));
        let (next, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(ready);
        if next.is_empty() {
            let names: Vec<&str> = rest.iter().map(|table| table.name.as_str()).collect();
            return Err(StoreError::Differs(format!(
                "tables that refer to each other: {}",
                names.join(", ")
            )));
        }
        done.extend(next);
        left = rest;
    }
    Ok(done)
}
