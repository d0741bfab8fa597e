//! Where a test keeps its data: a file that goes away with its folder, or a database of a PostgreSQL server.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// An engine, and the database in it.
#[derive(Clone)]
pub enum Engine {
    Sqlite,
    Postgres(Arc<Database>),
}

/// A database of a server, until nothing holds it any more.
pub struct Database {
    server: String,
    name: String,
}

impl Engine {
    /// Whether `TEST_ENGINE` asks for PostgreSQL wherever a story does not care.
    pub fn is_postgres_asked() -> bool {
        std::env::var("TEST_ENGINE").is_ok_and(|engine| engine == "postgres")
    }

    /// What a story lives on that does not care.
    pub async fn any() -> Self {
        match Self::is_postgres_asked() {
            true => Self::postgres().await.expect("TEST_POSTGRES_URL says where it is"),
            false => Self::Sqlite,
        }
    }

    /// A new database in the server of `TEST_POSTGRES_URL`, if there is one.
    pub async fn postgres() -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty())?;
        let name = format!("story_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
        execute(&server, format!("create database {name}")).await;
        Some(Self::Postgres(Arc::new(Database { server, name })))
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// The address that the settings give.
    pub fn url(&self, folder: &Path) -> String {
        match self {
            Self::Sqlite => format!("sqlite://{}/test.db", folder.display()),
            Self::Postgres(database) => {
                let (start, _) = database.server.rsplit_once('/').unwrap();
                format!("{start}/{}", database.name)
            }
        }
    }
}

impl Drop for Database {
    /// Leaves nothing behind. On a thread of its own: the one of the test can't wait for another runtime.
    fn drop(&mut self) {
        let (server, sql) = (self.server.clone(), format!("drop database {} with (force)", self.name));
        let dropped = std::thread::spawn(move || {
            tokio::runtime::Runtime::new().unwrap().block_on(execute(&server, sql));
        });
        if dropped.join().is_err() {
            eprintln!("{} is left in the server", self.name);
        }
    }
}

async fn execute(server: &str, sql: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}
