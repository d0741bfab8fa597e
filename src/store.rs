//! SQL: one text for two engines. A file an aggregate; statements are constants beside what they serve.

mod abuse_report;
mod accompanied;
mod account;
mod audit;
mod backup;
mod basket;
mod blocked_number;
mod changes;
mod claim;
mod commune;
mod convention;
mod copy;
mod directory;
mod draft;
mod draft_follow;
mod draft_life;
mod draft_link;
mod draft_list;
mod draft_version;
mod find_structure;
mod form_opened;
mod import;
mod import_choice;
mod import_feed;
mod import_known;
mod import_write;
mod inbox;
mod lease;
mod limit_use;
mod link;
mod membership;
mod message;
mod offer;
mod organisation;
mod pathway;
mod postgres;
mod programme;
mod progress;
mod proof;
mod published;
mod pulse;
mod referral;
mod referral_joined;
mod referral_move;
mod referral_person;
mod referral_send;
mod reservation;
mod review;
mod route;
mod schema;
mod seal;
mod search_count;
mod session;
mod snapshot;
#[cfg(test)]
mod statements;
mod step_agreement;
mod team;
mod vitals;
mod volunteer_count;
mod waiting_ask;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::Connection;
use sqlx::postgres::PgPool;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use thiserror::Error;

pub use abuse_report::{Decided, NewReport, REPORTS_PAGE, Reported, WaitingReport};
pub use accompanied::{ACCOMPANIED_PAGE, Accompanied};
pub use account::Account;
pub use audit::{AUDIT_PAGE, AuditLine, NewAudit};
pub use backup::check as check_backup;
pub use basket::Gathered;
pub use blocked_number::{BLOCKED_PAGE, BlockedNumber};
pub use changes::{CHANGES_MAX, Changes};
pub use claim::{Asker, CLAIM_PAGE, Claim, Decision};
pub use convention::StoredConvention;
pub use copy::{Copied, copy};
pub use directory::{Change, Upserted};
pub use draft::{NewDraft, StoredDraft};
pub use draft_follow::DraftBehind;
pub use draft_life::{Publication, Ready};
pub use draft_list::{Aging, DRAFTS_PAGE, DraftRow, ModelRow};
pub use draft_version::{Reason, VERSIONS_PAGE, Version};
pub use find_structure::FOUND_PAGE;
pub use import::{
    IMPORT_ROWS_PAGE, IMPORTS_PAGE, ImportRow, NewImport, NewImportRow, RowCount, StoredImport,
};
pub use import_feed::ImportFeed;
pub use import_known::{KnownId, KnownOffer};
pub use import_write::MovingImport;
pub use inbox::{Assigned, Given, INBOX_PAGE, Narrowed, Note, Received, TakenNote, TeamMember};
pub use link::{Audience, NewLink};
pub use membership::Workplace;
pub use message::{CLAIM_LIFE, Channel, Due, Ended, NewMessage};
pub use offer::StoredOffer;
pub use organisation::StoredOrganisation;
pub use pathway::StoredPathway;
pub use progress::log_progress;
pub use published::{BATCH, PublishedOffer};
pub use pulse::Pulse;
pub use referral::{Apart, FORGET_PAGE, Referral};
pub use referral_move::{DUE_PAGE, Event, Told};
pub use referral_person::{OpenRequest, Seen};
pub use referral_send::{Along, Helper, NewReferral, Sent};
pub use reservation::{Ally, Seating, StoredReservation};
pub use review::REVIEW_PAGE;
pub use route::Route;
pub use seal::{KeyPlace, Ring, SealError, Seals, add_key, drop_old_keys};
pub use search_count::UnmetSearches;
pub use session::{NewSession, Session};
pub use snapshot::Snapshot;
#[cfg(test)]
pub(crate) use statements::statements;
pub use step_agreement::{AGREEMENTS_PAGE, NewAsking, StepAsked};
pub use team::{Changed, Colleague, Invitation, Invited, TEAM_PAGE};
pub use vitals::Vitals;
pub use volunteer_count::{MonthCount, VolunteerCounts};
pub use waiting_ask::{NewWaitingAsk, WaitingAsk};

/// Why the database did not do it.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The engine's own word.
    #[error("database: {0}")]
    Sql(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The address of the database makes no sense.
    #[error("DATABASE_URL must start with sqlite:// or postgres://")]
    Address,
    /// A copy is from one engine to the other.
    #[error("both databases are of the same engine: copy the file, or use pg_dump")]
    SameEngine,
    /// One of the two databases has gone further than the other.
    #[error("the two databases are of two versions: use the newer program")]
    OtherVersion,
    /// The target of a copy has rows that its source does not have.
    #[error("the target has rows of its own in {0}: add --replace to lose them")]
    Surplus(String),
    /// Source and target of a copy don't say the same.
    #[error("source and target differ in {0}: run it again while nobody writes to the target")]
    Differs(String),
    /// A file is there already.
    #[error("{} is there already", .0.display())]
    Taken(std::path::PathBuf),
    /// What is sealed can't be opened, or nothing can be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A file is no whole database.
    #[error("{} is not a whole database", .0.display())]
    Unsound(std::path::PathBuf),
    /// Somebody else moved it in the meantime.
    #[error("the row changed under our hands")]
    Conflict,
}

/// What every call of this layer answers.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// The database: embedded, or a server. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Db {
    /// SQLite in WAL mode: one writer, several readers.
    Sqlite {
        /// Read-only connections.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
        /// What seals and opens.
        seals: Seals,
    },
    /// PostgreSQL, and what seals and opens.
    Postgres(PgPool, Seals),
}

/// Runs one expression on a reading pool of either engine.
macro_rules! reading {
    ($db:expr, $pool:ident => $body:expr) => {
        match $db {
            $crate::store::Db::Sqlite { read: $pool, .. } => $body,
            $crate::store::Db::Postgres($pool, ..) => $body,
        }
    };
}

/// Runs one block in a transaction of either engine, and commits it.
macro_rules! writing {
    ($db:expr, $tx:ident => $body:expr) => {
        match $db {
            $crate::store::Db::Sqlite { write, .. } => {
                // A deferred transaction that turns into a writer fails at once instead of waiting its turn.
                let mut $tx = write.begin_with("begin immediate").await?;
                let value = $body;
                $tx.commit().await?;
                value
            }
            $crate::store::Db::Postgres(pool, ..) => {
                let mut $tx = pool.begin().await?;
                let value = $body;
                $tx.commit().await?;
                value
            }
        }
    };
}
pub(crate) use {reading, writing};

impl Db {
    /// Opens the database at `url`, creates it where it is an SQLite file that isn't there, and migrates it, unless a newer
    /// version has taken it further. What people say of themselves is sealed there by the key of `seals`.
    ///
    /// # Errors
    /// Where it can't be opened or migrated, or the key is not its own.
    pub async fn open(url: &str, seals: &Seals) -> Result<Self> {
        let db = Self::connect(url, seals.clone()).await?;
        db.migrate().await?;
        db.fit_key().await?;
        db.name_structures().await?;
        Ok(db)
    }

    async fn connect(url: &str, seals: Seals) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let pool = postgres::connect(url).await?;
            return Ok(Self::Postgres(pool, seals));
        }
        let path = url.strip_prefix("sqlite://").ok_or(StoreError::Address)?;
        if let Some(folder) = std::path::Path::new(path).parent() {
            std::fs::create_dir_all(folder).map_err(sqlx::Error::Io)?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A request that was acknowledged survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("temp_store", "memory")
            .pragma("mmap_size", "268435456")
            .pragma("secure_delete", "on")
            .pragma("trusted_schema", "off");
        // A connection that found a file which could not be written only reads it for good, even once it can be.
        let only_reads = Arc::new(AtomicBool::new(false));
        let found = only_reads.clone();
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .after_connect(move |connection, _| {
                let found = found.clone();
                Box::pin(async move {
                    found.store(!pulse::may_write(connection).await, Ordering::Relaxed);
                    Ok(())
                })
            })
            // A full disk makes SQLite end a transaction by itself, which sqlx does not learn: it would refuse every other one.
            .before_acquire(move |connection, _| {
                let serves = !connection.is_in_transaction() && !only_reads.load(Ordering::Relaxed);
                Box::pin(async move { Ok(serves) })
            })
            .connect_with(options.clone())
            .await?;
        let read = SqlitePoolOptions::new().max_connections(8).connect_with(options.read_only(true)).await?;
        Ok(Self::Sqlite { read, write, seals })
    }

    /// What seals and opens.
    fn seals(&self) -> &Seals {
        match self {
            Self::Sqlite { seals, .. } | Self::Postgres(_, seals) => seals,
        }
    }

    /// Whether it answers.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn ping(&self) -> Result<()> {
        self.directory_version().await?;
        Ok(())
    }

    /// Lets nothing of what was erased stand in the files: `secure_delete` writes over its pages, and the log that still
    /// holds them is emptied here. PostgreSQL does so in its own time, by its vacuum and the end of its log.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn shred(&self) -> Result<()> {
        if let Self::Sqlite { write, .. } = self {
            sqlx::query(SHRED).fetch_all(write).await?;
        }
        Ok(())
    }

    /// Lets go of every connection, after what is under way.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool, ..) => pool.close().await,
        }
    }
}

const SHRED: &str = "pragma wal_checkpoint(truncate)";

/// Whether a text can be the end of an address. What can't is not looked for: PostgreSQL fails on some of it.
fn is_slug(text: &str) -> bool {
    text.len() <= 200 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A new id: UUIDv7 of the moment `at`.
pub(crate) fn new_id(at: time::OffsetDateTime) -> uuid::Uuid {
    let seconds = u64::try_from(at.unix_timestamp()).unwrap_or(0);
    uuid::Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, at.nanosecond()))
}

/// The digest that stands in the database for a secret or a payload: SHA-256, hexadecimal.
pub fn digest(bytes: impl AsRef<[u8]>) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
