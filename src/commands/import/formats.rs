//! Tables, catalogues and feeds, by the command line.

use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::{BATCH, Imported, Moment, Run, measured};
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::exchange::data_inclusion::{Read, Rejection, Report};
use crate::exchange::emplois::{self, read_feed};
use crate::exchange::lheo::{Origin, formations, organisation, trainings};
use crate::exchange::table::{Giver, keep_unsaid, read_offers};
use crate::search::slug;
use crate::store::Db;

/// What is read by the command line or at the desk without a producer of its own comes from here.
const OURS: &str = "premier-pas";

/// What has been read and not yet written, with the report and the counts.
struct Reading<'a> {
    db: &'a Db,
    moment: &'a Moment,
    import: Run,
    lines: Report<File>,
    done: Imported,
    organisations: Vec<(Organisation, String)>,
    offers: Vec<(Offer, String)>,
}

impl<'a> Reading<'a> {
    fn start(db: &'a Db, moment: &'a Moment) -> anyhow::Result<Self> {
        let report = moment.report.clone();
        let lines = Report::new(File::create(&report).context("the report can't be written")?)?;
        let done = Imported { report, ..Imported::default() };
        Ok(Self {
            db,
            moment,
            import: Run::default(),
            lines,
            done,
            organisations: Vec::new(),
            offers: Vec::new(),
        })
    }

    fn refuse(&mut self, file: &str, rejection: Rejection) -> anyhow::Result<()> {
        self.done.structures.count::<Organisation>(&Read::Rejected(rejection.clone()));
        Ok(self.lines.reject(file, &rejection)?)
    }

    async fn offer(&mut self, file: &str, read: Read<Offer>) -> anyhow::Result<()> {
        let read = self.import.once(read, |offer| (&offer.id, &offer.source));
        self.done.services.count(&read);
        match read {
            Read::Rejected(rejection) => self.lines.reject(file, &rejection)?,
            Read::Valid { record, .. } => {
                let slug = slug(&record.name, &record.id);
                self.offers.push((record, slug));
            }
        }
        if self.offers.len() >= BATCH { self.flush().await } else { Ok(()) }
    }

    /// Takes an organisation, once: a catalogue tells it again at each formation.
    fn organisation(&mut self, record: Organisation) {
        let read = Read::Valid { line: 0, record };
        if let read @ Read::Valid { .. } = self.import.once(read, |one| (&one.id, &one.source)) {
            self.done.structures.count(&read);
            if let Read::Valid { record, .. } = read {
                let slug = slug(&record.name, &record.id);
                self.organisations.push((record, slug));
            }
        }
    }

    async fn flush(&mut self) -> anyhow::Result<()> {
        // An offer needs its organisation.
        self.import.write(self.db, std::mem::take(&mut self.organisations), self.moment.now).await?;
        self.import.write(self.db, std::mem::take(&mut self.offers), self.moment.now).await
    }

    async fn finish(mut self, whole: bool) -> anyhow::Result<Imported> {
        self.flush().await?;
        self.lines.finish()?;
        self.done.written = self.import.written;
        if whole {
            self.done.archived = self.import.archive(self.db, self.moment.now).await?;
        }
        Ok(self.done)
    }
}

/// Imports the table of one structure.
///
/// # Errors
/// Where no structure has that address, the file can't be read at all, or the database fails.
pub async fn table(db: &Db, file: &Path, structure: &str, moment: &Moment) -> anyhow::Result<Imported> {
    let found = db.organisation(structure).await?;
    let found = found.with_context(|| format!("no structure has the address /structures/{structure}"))?;
    let known: HashSet<String> =
        db.known_ids(found.id).await?.into_iter().map(|one| one.external_id).collect();
    let giver = found.content.0;
    let bytes = std::fs::read(file).with_context(|| format!("{} can't be read", file.display()))?;
    let prefix = format!("{OURS}--{structure}-");
    let giver = Giver {
        source: OURS,
        prefix: &prefix,
        structure_id: &giver.id,
        networks: &giver.networks,
        // A table that was taken away from the desk knows its offers by their ids.
        known: Some(&known),
    };
    let contents = read_offers(&bytes, giver, moment.today)?;
    for note in &contents.notes {
        println!("{note}");
    }
    let mut reading = Reading::start(db, moment)?;
    let ids: HashSet<&str> = contents.offers.iter().filter_map(valid_id).collect();
    let here = db.known_offers(found.id, &ids).await?;
    let unsaid = |field: &str| !contents.fields.contains(field);
    for read in contents.offers {
        let read = match read {
            // What the table has no column for stays.
            Read::Valid { line, record } => match here.get(&record.id) {
                Some(ours) => {
                    let record = keep_unsaid(&ours.content, record, &unsaid, moment.today);
                    Read::Valid { line, record }
                }
                None => Read::Valid { line, record },
            },
            rejected @ Read::Rejected(_) => rejected,
        };
        reading.offer("table", read).await?;
    }
    reading.finish(false).await
}

fn valid_id(read: &Read<Offer>) -> Option<&str> {
    match read {
        Read::Valid { record, .. } => Some(&record.id),
        Read::Rejected(_) => None,
    }
}

/// Imports a catalogue of trainings.
///
/// # Errors
/// Where the file is no catalogue, or the database fails. What came before a broken place is kept.
pub async fn lheo(db: &Db, file: &Path, source: &str, moment: &Moment) -> anyhow::Result<Imported> {
    if source.is_empty() || !source.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        bail!("--source takes letters, digits and hyphens, as in carif-oref-hauts-de-france");
    }
    let prefix = format!("{source}--");
    let origin = Origin { source, prefix: &prefix, structure_id: None, today: moment.today };
    let (reader, bar) = measured(file, "formations")?;
    let mut reading = Reading::start(db, moment)?;
    for formation in formations(reader) {
        let formation = match formation {
            Ok(formation) => formation,
            Err(broken) => {
                reading.finish(false).await?;
                return Err(broken.into());
            }
        };
        if let Some(organisation) = organisation(&formation, origin) {
            reading.organisation(organisation);
            for read in trainings(&formation, origin) {
                reading.offer("formations", read).await?;
            }
        } else {
            let errors = vec![crate::exchange::data_inclusion::FieldError {
                field: "organisme-formation-responsable",
                reason: "manque, ou n’a ni nom ni SIRET".to_owned(),
            }];
            let id = formation.attribute("numero").map(str::to_owned);
            reading.refuse("formations", Rejection { line: formation.line, id, errors })?;
        }
    }
    bar.finish();
    reading.finish(true).await
}

/// Imports pages of the feed of Les emplois de l’inclusion; `whole` archives what they do not list.
///
/// # Errors
/// Where a page is not JSON, or the database fails.
pub async fn emplois(db: &Db, files: &[PathBuf], whole: bool, moment: &Moment) -> anyhow::Result<Imported> {
    let mut reading = Reading::start(db, moment)?;
    let bar = super::super::progress(files.len() as u64, "pages");
    for file in files {
        let bytes = std::fs::read(file).with_context(|| format!("{} can't be read", file.display()))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        for siae in
            read_feed(&bytes, &|_| true, moment.today).with_context(|| file.display().to_string())?.siaes
        {
            match siae {
                Err(rejection) => reading.refuse(&name, rejection)?,
                Ok(siae) => {
                    reading.organisation(siae.organisation);
                    for post in siae.posts {
                        reading.offer(&name, post).await?;
                    }
                }
            }
        }
        bar.inc(1);
    }
    bar.finish();
    debug_assert!(reading.import.sources.iter().all(|source| source == emplois::SOURCE));
    reading.finish(whole).await
}
