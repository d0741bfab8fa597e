//! `premier-pas copy-to URL`: from SQLite to PostgreSQL, or back.

use clap::Args;

use crate::server::config::DatabaseUrl;
use crate::store::{Copied, Db, copy};

/// Make another database say what this one says; run again, it catches up with what has changed since.
#[derive(Debug, Args)]
pub struct CopyTo {
    /// The other database: postgres://… where this one is SQLite, sqlite://… where it is PostgreSQL.
    #[arg(env = "COPY_TO", hide_env_values = true, value_parser = DatabaseUrl::parse)]
    target: DatabaseUrl,
    /// Delete what only the other database has.
    #[arg(long)]
    replace: bool,
}

pub(super) async fn run(asked: &CopyTo) -> anyhow::Result<()> {
    let config = super::settings()?;
    let source = super::database(&config).await?;
    let target = Db::open(asked.target.expose(), &super::seals(&config)?).await?;
    println!(
        "{:24} {:>9} {:>9} {:>9}  SHA-256, the same on both sides",
        "table", "rows", "written", "deleted"
    );
    let tell = |Copied { table, rows, written, deleted, digest }: &Copied| {
        println!("{table:24} {rows:>9} {written:>9} {deleted:>9}  {}", &digest[..16]);
    };
    let copied = copy(&source, &target, asked.replace, tell).await?;
    println!("{} tables, {} rows", copied.len(), copied.iter().map(|one| one.rows).sum::<u64>());
    source.close().await;
    target.close().await;
    Ok(())
}
