//! The files of the open data, from the database, row by row.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use time::Date;

use super::OpenDataError;
use crate::domain::open_data::{FILES, Published, PublishedFile};
use crate::exchange::open_data::{Kind, Rows, open_offer, open_organisation};
use crate::store::Db;

/// Writes every file into `folder`, each also pressed, of one moment of the directory. `origin` begins the links to
/// pages of this site.
///
/// # Errors
/// Where a file can't be written, or the database fails.
pub async fn write(db: &Db, folder: &Path, origin: &str, today: Date) -> Result<Published, OpenDataError> {
    let mut structures = Set::open(folder, "structures", Rows::structures)?;
    let mut services = Set::open(folder, "services", Rows::services)?;
    let mut snapshot = db.snapshot().await?;
    let mut left_out = 0;
    let mut shown = std::collections::HashSet::new();
    snapshot
        .read_organisations(|one| {
            let page = format!("{origin}/structures/{}", one.slug);
            match open_organisation(&one.content, &page, today) {
                Some(organisation) => {
                    structures.each(|file| file.structure(&organisation));
                    shown.insert(one.id);
                }
                None => left_out += 1,
            }
        })
        .await?;
    let each = |one: crate::store::StoredOffer| {
        let page = format!("{origin}/offres/{}", one.slug);
        // A service whose structure is left out would point to nothing.
        let open = open_offer(&one.content, &page, today).filter(|_| shown.contains(&one.organisation_id));
        match open {
            Some(offer) => services.each(|file| file.service(&offer)),
            None => left_out += 1,
        }
    };
    snapshot.read_offers(each, |_, _| {}).await?;
    let (mut files, structures) = structures.finish()?;
    let (of_services, services) = services.finish()?;
    files.extend(of_services);
    Ok(Published { on: today, folder: String::new(), structures, services, left_out, files })
}

/// The files of the same rows; the first failure is kept for the end.
struct Set {
    files: Vec<(String, Rows<Out>)>,
    failed: Option<io::Error>,
}

impl Set {
    fn open(folder: &Path, of: &str, start: fn(Out, Kind) -> io::Result<Rows<Out>>) -> io::Result<Self> {
        let mut files = Vec::new();
        for (name, ..) in FILES.iter().filter(|(name, ..)| name.starts_with(of)) {
            let kind = match name.rsplit('.').next() {
                Some("csv") => Kind::Csv,
                Some("geojson") => Kind::GeoJson,
                _ => Kind::Json,
            };
            files.push(((*name).to_owned(), start(Out::create(folder, name)?, kind)?));
        }
        Ok(Self { files, failed: None })
    }

    fn each(&mut self, mut write: impl FnMut(&mut Rows<Out>) -> io::Result<()>) {
        for (_, file) in &mut self.files {
            if self.failed.is_none() {
                self.failed = write(file).err();
            }
        }
    }

    fn finish(self) -> io::Result<(Vec<PublishedFile>, u64)> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let (mut told, mut rows) = (Vec::new(), 0);
        for (name, file) in self.files {
            let (out, written) = file.finish()?;
            let (bytes, sha256) = out.finish()?;
            told.push(PublishedFile { name, bytes, sha256 });
            rows = written;
        }
        Ok((told, rows))
    }
}

/// A file and its pressed twin, weighed and digested on the way.
struct Out {
    whole: BufWriter<File>,
    pressed: GzEncoder<BufWriter<File>>,
    digest: Sha256,
    bytes: u64,
}

impl Out {
    fn create(folder: &Path, name: &str) -> io::Result<Self> {
        let pressed = BufWriter::new(File::create(folder.join(format!("{name}.gz")))?);
        Ok(Self {
            whole: BufWriter::with_capacity(1 << 16, File::create(folder.join(name))?),
            pressed: GzEncoder::new(pressed, Compression::default()),
            digest: Sha256::new(),
            bytes: 0,
        })
    }

    fn finish(mut self) -> io::Result<(u64, String)> {
        self.whole.flush()?;
        self.pressed.finish()?.flush()?;
        Ok((self.bytes, self.digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.whole.write_all(bytes)?;
        self.pressed.write_all(bytes)?;
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        // Whole at the end only: a row is no place to wait for the disk.
        Ok(())
    }
}
