//! `premier-pas export …`: what is published, to files.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;
use serde_json::Value;

use crate::exchange::data_inclusion::{service_row, structure_row};
use crate::routine::open_data;
use crate::store::Db;

/// What to write.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// The open data, in data·inclusion v1: structures and services as CSV, JSON and GeoJSON. Without the contacts of
    /// people, unless they were declared public, mended where the schema lets through what is wrong.
    DataInclusion {
        /// The folder.
        #[arg(long)]
        out: PathBuf,
        /// For another Premier Pas, not for everybody: structures.json and services.json with everything, the contacts
        /// of people and what the schema has no field for.
        #[arg(long)]
        whole: bool,
    },
}

/// Writes the files of the command line.
pub async fn run(export: &Export) -> anyhow::Result<()> {
    let Export::DataInclusion { out, whole } = export;
    let config = super::settings()?;
    let db = super::database(&config).await?;
    let (structures, services) = if *whole {
        data_inclusion(&db, out).await?
    } else {
        let today = super::system_clock().today();
        std::fs::create_dir_all(out).with_context(|| format!("{} can't be made", out.display()))?;
        let published = open_data::write(&db, out, config.public_url.origin(), today).await?;
        if published.left_out > 0 {
            println!("{} records are left out: they break a rule of the schema", published.left_out);
        }
        (published.structures, published.services)
    };
    db.close().await;
    println!("{structures} structures and {services} services in {}", out.display());
    Ok(())
}

/// Writes structures.json and services.json in `out`, whole; answers how many rows of each.
///
/// # Errors
/// Where a file can't be written, or the database fails.
pub async fn data_inclusion(db: &Db, out: &Path) -> anyhow::Result<(u64, u64)> {
    std::fs::create_dir_all(out).with_context(|| format!("{} can't be made", out.display()))?;
    let mut structures = Rows::create(&out.join("structures.json"))?;
    let mut services = Rows::create(&out.join("services.json"))?;
    // Of one moment: every service has its structure.
    let mut directory = db.snapshot().await?;
    directory.read_organisations(|one| structures.write(&structure_row(&one.content))).await?;
    directory.read_offers(|offer| services.write(&service_row(&offer.content)), |_, _| {}).await?;
    Ok((structures.finish()?, services.finish()?))
}

/// A JSON array, written row by row; the first failure is kept for the end.
struct Rows {
    file: BufWriter<File>,
    written: u64,
    failed: Option<std::io::Error>,
}

impl Rows {
    fn create(path: &Path) -> anyhow::Result<Self> {
        let file = File::create(path).with_context(|| format!("{} can't be written", path.display()))?;
        Ok(Self { file: BufWriter::new(file), written: 0, failed: None })
    }

    fn write(&mut self, row: &Value) {
        if self.failed.is_none() {
            let comma = if self.written == 0 { "[\n" } else { ",\n" };
            self.failed = write!(self.file, "{comma}{row}").err();
            self.written += 1;
        }
    }

    fn finish(mut self) -> anyhow::Result<u64> {
        if let Some(error) = self.failed {
            return Err(error.into());
        }
        let end = if self.written == 0 { "[]\n" } else { "\n]\n" };
        self.file.write_all(end.as_bytes())?;
        self.file.flush()?;
        Ok(self.written)
    }
}
