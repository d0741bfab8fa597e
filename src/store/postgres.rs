//! The connections to PostgreSQL: each writes what it acknowledges, and leads to a server that takes what is written.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};

// Whatever the server is set to, what is acknowledged is in its log; one that waits for its standby goes on doing so.
const DURABLE: &str = "
select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'";

const WRITES: &str = "show transaction_read_only";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[DURABLE, WRITES];

/// Connections as they are needed, sixteen at most.
pub(super) async fn connect(url: &str) -> sqlx::Result<PgPool> {
    let options: PgConnectOptions = url.parse()?;
    let options =
        options.options([("statement_timeout", "30s"), ("lock_timeout", "5s"), ("timezone", "UTC")]);
    PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(5))
        .after_connect(|connection, _| {
            Box::pin(async {
                if !writes(connection).await? {
                    return Err(sqlx::Error::Protocol("the server can only be read".to_owned()));
                }
                sqlx::query(DURABLE).execute(connection).await.map(|_| ())
            })
        })
        // Asked instead of a ping: a server that gave way to its standby still answers, but takes nothing any more.
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(writes(connection)))
        .connect_with(options)
        .await
}

/// Whether the server takes what is written.
async fn writes(connection: &mut PgConnection) -> sqlx::Result<bool> {
    Ok(sqlx::query_scalar::<_, String>(WRITES).fetch_one(connection).await? == "off")
}
