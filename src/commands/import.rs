//! `premier-pas import …`: files into the database. Repeated, it changes only what changed.

pub(crate) mod formats;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;
use indicatif::ProgressBar;
use time::{Date, OffsetDateTime};

use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::taxonomy::Network;
use crate::exchange::data_inclusion::{
    FieldError, Read, Rejection, Report, Summary, read_services, read_structures,
};
use crate::search::gazetteer::official::parse_official;
use crate::search::slug;
use crate::store::{Change, Db, Upserted, digest};

/// Rows written in one transaction.
const BATCH: usize = 500;

/// What to read.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// The open-data files of data·inclusion v1: JSON array, NDJSON or CSV.
    DataInclusion {
        /// The structures.
        #[arg(long)]
        structures: PathBuf,
        /// The services.
        #[arg(long)]
        services: PathBuf,
    },
    /// The table that people fill, CSV or XLSX, for one structure; what it does not list is left alone.
    Table {
        /// The table.
        file: PathBuf,
        /// The end of the structure's address on this site.
        #[arg(long)]
        structure: String,
    },
    /// A catalogue of trainings, LHEO 2.3, with the organisations that give them.
    Lheo {
        /// The catalogue.
        file: PathBuf,
        /// What its producer is called: the beginning of each id, and what is archived when it goes from the file.
        #[arg(long)]
        source: String,
    },
    /// The public feed of Les emplois de l’inclusion (`/api/v1/siaes/`): structures and their open posts.
    Emplois {
        /// Its pages, each as it was answered.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// These pages are all of the feed: what they do not list is archived.
        #[arg(long)]
        whole: bool,
    },
    /// The official communes of geo.api.gouv.fr, in place of the table in the binary. Ask it for
    /// `type=commune-actuelle,arrondissement-municipal`.
    Communes {
        /// A JSON array.
        file: PathBuf,
    },
}

/// Reads the files of the command line.
pub async fn run(import: &Import) -> anyhow::Result<()> {
    let config = super::settings()?;
    let db = super::database(&config).await?;
    let clock = super::system_clock();
    let reports = config.data_dir.join("reports");
    std::fs::create_dir_all(&reports)?;
    let moment = Moment {
        report: reports.join(format!("import-{}.csv", clock.now().unix_timestamp())),
        today: clock.today(),
        now: clock.now(),
    };
    match import {
        Import::Communes { file } => communes(&db, file).await?,
        Import::DataInclusion { structures, services } => {
            let Moment { report, today, now } = &moment;
            println!("{}", data_inclusion(&db, structures, services, report, *today, *now).await?);
        }
        Import::Table { file, structure } => {
            println!("{}", formats::table(&db, file, structure, &moment).await?)
        }
        Import::Lheo { file, source } => println!("{}", formats::lheo(&db, file, source, &moment).await?),
        Import::Emplois { files, whole } => {
            println!("{}", formats::emplois(&db, files, *whole, &moment).await?)
        }
    }
    db.close().await;
    Ok(())
}

/// When an import happens, and where it tells what it refused.
#[derive(Debug)]
pub struct Moment {
    /// The file of rejected rows.
    pub report: PathBuf,
    /// Bounds the dates.
    pub today: Date,
    /// Stamps what is written.
    pub now: OffsetDateTime,
}

async fn communes(db: &Db, file: &Path) -> anyhow::Result<()> {
    let official = parse_official(open(file)?)?;
    db.replace_communes(&official.communes).await?;
    println!("{} communes, {} rows rejected", official.communes.len(), official.rejected.len());
    for rejected in official.rejected.iter().take(20) {
        println!("  row {}: {}", rejected.row, rejected.reason);
    }
    Ok(())
}

/// What an import did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows of structures.
    pub structures: Summary,
    /// Rows of services.
    pub services: Summary,
    /// What was written.
    pub written: Upserted,
    /// What has gone from the files; nothing where the files could not be read to the end.
    pub archived: Option<u64>,
    /// Where rejected rows are told.
    pub report: PathBuf,
}

impl std::fmt::Display for Imported {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { structures, services, written, archived, report } = self;
        writeln!(
            f,
            "structures: {} read, {} valid, {} rejected",
            structures.read, structures.valid, structures.rejected
        )?;
        writeln!(
            f,
            "services:   {} read, {} valid, {} rejected",
            services.read, services.valid, services.rejected
        )?;
        writeln!(f, "written:    {} changed, {} unchanged", written.changed, written.unchanged)?;
        match archived {
            Some(archived) => writeln!(f, "archived:   {archived}")?,
            None => writeln!(f, "archived:   none: these files are not known to be whole")?,
        }
        write!(f, "report:     {}", report.display())
    }
}

/// Imports both files; every rejected row is told in `report`.
///
/// # Errors
/// Where a file can't be opened, the report can't be written, or the database fails.
pub async fn data_inclusion(
    db: &Db,
    structures: &Path,
    services: &Path,
    report: &Path,
    today: Date,
    now: OffsetDateTime,
) -> anyhow::Result<Imported> {
    let mut import = Run::default();
    let mut lines = Report::new(File::create(report).context("the report can't be written")?)?;
    let mut done = Imported { report: report.to_owned(), ..Imported::default() };
    let mut networks: HashMap<String, Vec<Network>> = HashMap::new();

    let (reader, bar) = measured(structures, "structures")?;
    let mut batch: Vec<(Organisation, String)> = Vec::with_capacity(BATCH);
    for read in read_structures(reader, today) {
        let read = import.once(read, |organisation| (&organisation.id, &organisation.source));
        done.structures.count(&read);
        match read {
            Read::Rejected(rejection) => lines.reject("structures", &rejection)?,
            Read::Valid { record, .. } => {
                networks.insert(record.id.clone(), record.networks.clone());
                batch.push((record.clone(), slug(&record.name, &record.id)));
            }
        }
        if batch.len() == BATCH {
            import.write(db, std::mem::take(&mut batch), now).await?;
        }
    }
    import.write(db, batch, now).await?;
    bar.finish();

    let (reader, bar) = measured(services, "services")?;
    let mut batch: Vec<(Offer, String)> = Vec::with_capacity(BATCH);
    for read in read_services(reader, today, |id| networks.get(id).cloned()) {
        let read = import.once(read, |offer| (&offer.id, &offer.source));
        done.services.count(&read);
        match read {
            Read::Rejected(rejection) => lines.reject("services", &rejection)?,
            Read::Valid { record, .. } => {
                let slug = slug(&record.name, &record.id);
                batch.push((record, slug));
            }
        }
        if batch.len() == BATCH {
            import.write(db, std::mem::take(&mut batch), now).await?;
        }
    }
    import.write(db, batch, now).await?;
    bar.finish();
    lines.finish()?;

    done.written = import.written;
    done.archived = import.archive(db, now).await?;
    Ok(done)
}

/// What one import has met so far.
#[derive(Default)]
struct Run {
    /// Digests of the ids met, valid or not.
    seen: HashSet<String>,
    sources: BTreeSet<String>,
    /// Whether a row's very id could not be read: then nobody knows what has gone.
    unreadable: bool,
    written: Upserted,
}

impl Run {
    /// Notes a row; the same id a second time is rejected.
    fn once<T>(&mut self, read: Read<T>, of: impl Fn(&T) -> (&String, &String)) -> Read<T> {
        match read {
            Read::Valid { line, record } => {
                let (id, source) = of(&record);
                if !self.seen.insert(short_digest(id)) {
                    let error = FieldError {
                        field: "id",
                        reason: "cet identifiant est déjà dans le fichier".to_owned(),
                    };
                    return Read::Rejected(Rejection { line, id: Some(id.clone()), errors: vec![error] });
                }
                if !self.sources.contains(source) {
                    self.sources.insert(source.clone());
                }
                Read::Valid { line, record }
            }
            Read::Rejected(rejection) => {
                match &rejection.id {
                    Some(id) => _ = self.seen.insert(short_digest(id)),
                    None => self.unreadable = true,
                }
                Read::Rejected(rejection)
            }
        }
    }

    async fn write<T: Row>(
        &mut self,
        db: &Db,
        rows: Vec<(T, String)>,
        now: OffsetDateTime,
    ) -> anyhow::Result<()> {
        let batch: Vec<Change<'_>> = rows.iter().map(|(record, slug)| record.change(slug)).collect();
        let Upserted { changed, unchanged } = db.upsert(&batch, now).await?;
        self.written.changed += changed;
        self.written.unchanged += unchanged;
        Ok(())
    }

    /// Archives what the sources of these files had published and no longer list.
    async fn archive(&self, db: &Db, now: OffsetDateTime) -> anyhow::Result<Option<u64>> {
        if self.unreadable {
            return Ok(None);
        }
        let mut archived = 0;
        for source in &self.sources {
            archived += db.archive_others(source, &|id| self.seen.contains(&short_digest(id)), now).await?;
        }
        Ok(Some(archived))
    }
}

/// A record that the database takes.
trait Row {
    fn change<'a>(&'a self, slug: &'a str) -> Change<'a>;
}

impl Row for Organisation {
    fn change<'a>(&'a self, slug: &'a str) -> Change<'a> {
        Change::Organisation(self, slug)
    }
}

impl Row for Offer {
    fn change<'a>(&'a self, slug: &'a str) -> Change<'a> {
        Change::Offer(self, slug)
    }
}

/// Half a digest: enough to know an id among millions, and half the memory.
fn short_digest(id: &str) -> String {
    let mut digest = digest(id);
    digest.truncate(32);
    digest
}

fn open(file: &Path) -> anyhow::Result<File> {
    File::open(file).with_context(|| format!("{} can't be opened", file.display()))
}

/// A file, with a bar that shows how far it was read.
fn measured(file: &Path, what: &'static str) -> anyhow::Result<(impl BufRead, ProgressBar)> {
    let opened = open(file)?;
    let bar = super::progress(opened.metadata()?.len(), what);
    let reader = BufReader::with_capacity(1 << 20, bar.wrap_read(opened));
    Ok((reader, bar))
}
