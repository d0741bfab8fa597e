//! What stands in a row, the same for both engines.

use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::types::Json;
use time::{Date, OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;

/// Of what kind a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Uuid,
    Text,
    Int,
    Bool,
    Moment,
    Local,
    Day,
    Json,
}

impl Kind {
    /// That of a type as PostgreSQL's catalogue names it.
    pub fn of(data_type: &str) -> Option<Self> {
        Some(match data_type {
            "uuid" => Self::Uuid,
            "text" => Self::Text,
            "bigint" => Self::Int,
            "boolean" => Self::Bool,
            "timestamp with time zone" => Self::Moment,
            "timestamp without time zone" => Self::Local,
            "date" => Self::Day,
            "jsonb" => Self::Json,
            _ => return None,
        })
    }
}

/// What stands in one place.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Uuid(Option<Uuid>),
    Text(Option<String>),
    Int(Option<i64>),
    Bool(Option<bool>),
    Moment(Option<OffsetDateTime>),
    Local(Option<PrimitiveDateTime>),
    Day(Option<Date>),
    Json(Option<Value>),
}

/// A row, in the order of the table's columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub Vec<Cell>);

impl Row {
    /// Adds it to a digest; nothing stands for two different rows.
    pub fn digest_into(&self, digest: &mut Sha256) {
        for cell in &self.0 {
            let text = format!("{cell:?}");
            digest.update((text.len() as u64).to_le_bytes());
            digest.update(text);
        }
    }
}

/// PostgreSQL keeps microseconds; SQLite's text would keep more.
fn to_microsecond(moment: OffsetDateTime) -> OffsetDateTime {
    moment.replace_microsecond(moment.microsecond()).unwrap_or(moment).to_offset(time::UtcOffset::UTC)
}

/// The reading and the writing of one engine: the same words, other types.
macro_rules! engine {
    ($module:ident, $connection:ty, $row:ty, $database:ty, $ordered:expr) => {
        pub mod $module {
            use sqlx::{AssertSqlSafe, Row as _};

            use super::super::table::Table;
            use super::*;
            use crate::store::Result;

            type Query<'q> = sqlx::query::Query<'q, $database, <$database as sqlx::Database>::Arguments>;

            fn bind<'q>(query: Query<'q>, cell: &Cell) -> Query<'q> {
                match cell.clone() {
                    Cell::Uuid(value) => query.bind(value),
                    Cell::Text(value) => query.bind(value),
                    Cell::Int(value) => query.bind(value),
                    Cell::Bool(value) => query.bind(value),
                    Cell::Moment(value) => query.bind(value),
                    Cell::Local(value) => query.bind(value),
                    Cell::Day(value) => query.bind(value),
                    Cell::Json(value) => query.bind(value.map(Json)),
                }
            }

            fn read(row: &$row, table: &Table) -> Result<Row> {
                let cells = table.columns.iter().enumerate().map(|(at, (_, kind))| {
                    Ok(match kind {
                        Kind::Uuid => Cell::Uuid(row.try_get(at)?),
                        Kind::Text => Cell::Text(row.try_get(at)?),
                        Kind::Int => Cell::Int(row.try_get(at)?),
                        Kind::Bool => Cell::Bool(row.try_get(at)?),
                        Kind::Moment => Cell::Moment(row.try_get::<Option<_>, _>(at)?.map(to_microsecond)),
                        Kind::Local => Cell::Local(row.try_get(at)?),
                        Kind::Day => Cell::Day(row.try_get(at)?),
                        Kind::Json => {
                            Cell::Json(row.try_get::<Option<Json<Value>>, _>(at)?.map(|json| json.0))
                        }
                    })
                });
                Ok(Row(cells.collect::<std::result::Result<_, sqlx::Error>>()?))
            }

            fn named(table: &Table, columns: &[usize], say: impl Fn(&str, Kind) -> String) -> String {
                let names = columns.iter().map(|at| say(&table.columns[*at].0, table.columns[*at].1));
                names.collect::<Vec<_>>().join(", ")
            }

            /// Places for values, from the `first`-th on.
            fn places(count: usize, first: usize) -> String {
                (first..first + count).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ")
            }

            pub async fn page(
                connection: &mut $connection,
                table: &Table,
                last: Option<&Row>,
                until: Option<&Row>,
                limit: usize,
            ) -> Result<Vec<Row>> {
                let all: Vec<usize> = (0..table.columns.len()).collect();
                let columns = named(table, &all, |name, _| format!("\"{name}\""));
                let key = named(table, &table.key, $ordered);
                let (count, mut bound, mut bounds) = (table.key.len(), Vec::new(), Vec::new());
                for (row, sign) in [(last, ">"), (until, "<=")] {
                    let Some(row) = row else { continue };
                    bounds.push(format!("({key}) {sign} ({})", places(count, 1 + bound.len())));
                    bound.extend(table.key.iter().map(|at| row.0[*at].clone()));
                }
                let bounds =
                    if bounds.is_empty() { String::new() } else { format!("where {}", bounds.join(" and ")) };
                let limit = i64::try_from(limit).unwrap_or(i64::MAX);
                let sql =
                    format!("select {columns} from \"{}\" {bounds} order by {key} limit {limit}", table.name);
                let query = bound.iter().fold(sqlx::query(AssertSqlSafe(sql)), bind);
                query.fetch_all(connection).await?.iter().map(|row| read(row, table)).collect()
            }

            pub async fn write(connection: &mut $connection, table: &Table, row: &Row) -> Result<()> {
                let all: Vec<usize> = (0..table.columns.len()).collect();
                let rest: Vec<usize> = all.iter().copied().filter(|at| !table.key.contains(at)).collect();
                let columns = named(table, &all, |name, _| format!("\"{name}\""));
                let key = named(table, &table.key, |name, _| format!("\"{name}\""));
                let set = named(table, &rest, |name, _| format!("\"{name}\" = excluded.\"{name}\""));
                let over = if rest.is_empty() { "nothing".to_owned() } else { format!("update set {set}") };
                let sql = format!(
                    "insert into \"{}\" ({columns}) values ({}) on conflict ({key}) do {over}",
                    table.name,
                    places(all.len(), 1)
                );
                row.0.iter().fold(sqlx::query(AssertSqlSafe(sql)), bind).execute(connection).await?;
                Ok(())
            }

            pub async fn delete(connection: &mut $connection, table: &Table, row: &Row) -> Result<()> {
                let key = named(table, &table.key, |name, _| format!("\"{name}\""));
                let sql = format!(
                    "delete from \"{}\" where ({key}) = ({})",
                    table.name,
                    places(table.key.len(), 1)
                );
                let cells = table.key.iter().map(|at| &row.0[*at]);
                cells.fold(sqlx::query(AssertSqlSafe(sql)), bind).execute(connection).await?;
                Ok(())
            }
        }
    };
}

engine!(sqlite, sqlx::SqliteConnection, sqlx::sqlite::SqliteRow, sqlx::Sqlite, |name, _| format!(
    "\"{name}\""
));
engine!(postgres, sqlx::PgConnection, sqlx::postgres::PgRow, sqlx::Postgres, |name, kind| match kind {
    // Bytes, as SQLite orders them.
    Kind::Text => format!("\"{name}\" collate \"C\""),
    _ => format!("\"{name}\""),
});
