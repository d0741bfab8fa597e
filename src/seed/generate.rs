//! A realistic directory of any size, in the files of data·inclusion v1, for tests and benchmarks.
//!
//! Communes are real, everything else is made up: e-mail addresses at example.org, telephone numbers that
//! ARCEP keeps for fiction. The same size, seed, communes and day give the same bytes.

mod archetype;
mod draw;
mod offer;
mod organisation;
mod place;
mod subject;
mod text;
mod trade;
mod words;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde_json::Value;
use time::Date;

pub use place::CommuneLite;

use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::exchange::data_inclusion::{service_row, structure_row};
use draw::Draw;
use place::Places;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generated {
    /// Rows of `structures.json`.
    pub structures: u64,
    /// Rows of `services.json`.
    pub services: u64,
}

/// The producer named in every row.
pub const SOURCE: &str = "premier-pas-genere";

/// Offers between two calls of `progress`.
const STEP: u64 = 1000;

/// Writes `structures.json` and `services.json` in `out`: `offers` services, and a structure for about four.
/// `progress` is told the number of services written so far.
///
/// Fails when `communes` is empty, or when the disk does.
pub fn generate(
    offers: usize,
    seed: u64,
    communes: &[CommuneLite],
    out: &Path,
    today: Date,
    progress: &dyn Fn(u64),
) -> io::Result<Generated> {
    if communes.is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "il faut une commune au moins"));
    }
    std::fs::create_dir_all(out)?;
    let mut structures = Rows::create(&out.join("structures.json"))?;
    let mut services = Rows::create(&out.join("services.json"))?;
    for (organisation, offers) in directory(offers, seed, communes, today) {
        structures.write(&structure_row(&organisation))?;
        for offer in offers {
            services.write(&service_row(&offer))?;
            if services.written.is_multiple_of(STEP) {
                progress(services.written);
            }
        }
    }
    progress(services.written);
    Ok(Generated { structures: structures.finish()?, services: services.finish()? })
}

/// The same directory, organisation by organisation with its offers; nothing where `communes` is empty.
pub fn directory(
    offers: usize,
    seed: u64,
    communes: &[CommuneLite],
    today: Date,
) -> impl Iterator<Item = (Organisation, Vec<Offer>)> {
    let places = Places::new(communes);
    let (mut left, mut written, mut number) = (offers as u64, 0, 0);
    std::iter::from_fn(move || {
        let places = places.as_ref().filter(|_| left > 0)?;
        number += 1;
        let mut draw = Draw::new(seed, number);
        let site = organisation::organisation(&mut draw, places, number, today);
        let count = draw.between(1, 7).min(left);
        let offers = (0..count).map(|rank| offer::offer(&mut draw, &site, written + rank + 1, rank, today));
        let offers = offers.collect();
        left -= count;
        written += count;
        Some((site.organisation, offers))
    })
}

/// A JSON array, written row by row.
struct Rows {
    file: BufWriter<File>,
    written: u64,
}

impl Rows {
    fn create(path: &Path) -> io::Result<Self> {
        let mut file = BufWriter::with_capacity(1 << 18, File::create(path)?);
        file.write_all(b"[")?;
        Ok(Self { file, written: 0 })
    }

    fn write(&mut self, row: &Value) -> io::Result<()> {
        self.file.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut self.file, row)?;
        self.written += 1;
        Ok(())
    }

    fn finish(mut self) -> io::Result<u64> {
        self.file.write_all(b"\n]\n")?;
        self.file.flush()?;
        Ok(self.written)
    }
}

#[cfg(test)]
mod tests;
