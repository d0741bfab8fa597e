//! Where a test keeps its data: a file that goes away with its folder, or a database of a PostgreSQL server.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// An engine, and the database in it.
#[derive(Clone)]
pub enum Engine {
    Sqlite,
    Postgres { server: String, name: String },
}

impl Engine {
    /// A new database in the server of `TEST_POSTGRES_URL`, if there is one.
    pub async fn postgres() -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty())?;
        let name = format!("story_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
        execute(&server, format!("create database {name}")).await;
        Some(Self::Postgres { server, name })
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres { .. } => "PostgreSQL",
        }
    }

    /// The address that the settings give.
    pub fn url(&self, folder: &Path) -> String {
        match self {
            Self::Sqlite => format!("sqlite://{}/test.db", folder.display()),
            Self::Postgres { server, name } => {
                let (start, _) = server.rsplit_once('/').unwrap();
                format!("{start}/{name}")
            }
        }
    }

    /// Leaves nothing behind.
    pub async fn drop(&self) {
        if let Self::Postgres { server, name } = self {
            execute(server, format!("drop database {name} with (force)")).await;
        }
    }
}

async fn execute(server: &str, sql: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}
