//! `premier-pas generate`: a realistic directory of invented offers.

use std::path::PathBuf;

use clap::Args;

use crate::search::gazetteer::Gazetteer;
use crate::seed::generate::{CommuneLite, generate};

/// How many offers, from which seed, where to.
#[derive(Debug, Args)]
pub struct Generate {
    /// Offers to invent.
    #[arg(long)]
    offers: usize,
    /// The same seed on the same day gives the same files.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder for structures.json and services.json.
    #[arg(long)]
    out: PathBuf,
}

/// Writes the files.
pub fn run(asked: &Generate) -> anyhow::Result<()> {
    let communes = communes(&Gazetteer::embedded());
    let bar = super::progress(asked.offers as u64, "offers");
    let today = super::system_clock().today();
    let done = generate(asked.offers, asked.seed, &communes, &asked.out, today, &|written| {
        bar.set_position(written)
    })?;
    bar.finish();
    println!("{} structures and {} services in {}", done.structures, done.services, asked.out.display());
    Ok(())
}

/// What the generator needs to know of all communes.
pub(crate) fn communes(gazetteer: &Gazetteer) -> Vec<CommuneLite> {
    gazetteer
        .communes()
        .iter()
        .filter_map(|commune| {
            Some(CommuneLite {
                code: commune.code.clone(),
                name: commune.name.clone(),
                postal_code: commune.postal_codes.first()?.clone(),
                departement: commune.departement.clone(),
                latitude: commune.latitude.into(),
                longitude: commune.longitude.into(),
                population: commune.population,
            })
        })
        .collect()
}
