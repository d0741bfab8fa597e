//! The verbs of the command line: a file each.

mod backup;
mod copy_to;
pub(crate) mod demo;
pub(crate) mod export;
mod forget;
pub(crate) mod generate;
pub(crate) mod import;
mod moderator;
mod pack;
mod restore;
mod rotate_key;
mod routine;
pub(crate) mod second_step_off;
mod serve;
mod sign_out;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::domain::clock::Clock;
use crate::domain::id::Chance;
use crate::server::config::Config;
use crate::store::{Db, Seals};

/// Premier Pas : l’annuaire où chacun trouve une offre d’insertion et la demande elle-même.
#[derive(Debug, Parser)]
#[command(name = "premier-pas", version)]
struct Cli {
    /// Without a verb: serve.
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve the site; an empty database is first filled with the demonstration.
    Serve,
    /// Fill the database with the demonstration; repeated, it changes nothing but its dates.
    Demo,
    /// Write a realistic directory of invented offers, in data·inclusion format, for tests and benchmarks.
    Generate(generate::Generate),
    /// Read files into the database.
    #[command(subcommand)]
    Import(import::Import),
    /// Name who watches over the platform: she validates new structures.
    #[command(subcommand)]
    Moderator(moderator::Moderator),
    /// End the sessions of somebody, or of everybody: a telephone is lost, or somebody left in anger.
    SignOut(sign_out::SignOut),
    /// Let somebody in by one step who has lost her telephone and her codes; she turns it on again.
    SecondStepOff(second_step_off::SecondStepOff),
    /// Erase what has served its time, or tell what would go.
    Forget(forget::Forget),
    /// Do once what is due, or tell it.
    Routine(routine::Routine),
    /// Write everything to a file, while the site serves.
    Backup(backup::Backup),
    /// Fill the empty database of the settings from a backup.
    Restore(restore::Restore),
    /// Seal personal words by a new data key, while the site serves.
    RotateKey(rotate_key::RotateKey),
    /// Write this program and the browser's half to one file.
    Pack(pack::Pack),
    /// Make another database, of the other engine, say what this one says.
    CopyTo(copy_to::CopyTo),
    /// Write what is published to files.
    #[command(subcommand)]
    Export(export::Export),
}

/// Runs the verb of the command line; a failure is told on the terminal, in one line for each cause.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.verb.unwrap_or(Verb::Serve) {
        Verb::Serve => serve::run().await,
        Verb::Demo => demo::run().await,
        Verb::Generate(generate) => generate::run(&generate),
        Verb::Import(import) => import::run(&import).await,
        Verb::Moderator(moderator) => moderator::run(&moderator).await,
        Verb::SignOut(sign_out) => sign_out::run(&sign_out).await,
        Verb::SecondStepOff(second_step_off) => second_step_off::run(&second_step_off).await,
        Verb::Forget(forget) => forget::run(&forget).await,
        Verb::Routine(routine) => routine::run(&routine).await,
        Verb::Backup(backup) => backup::run(&backup).await,
        Verb::Restore(restore) => restore::run(&restore).await,
        Verb::RotateKey(rotate_key) => rotate_key::run(&rotate_key).await,
        Verb::Pack(pack) => pack::run(&pack),
        Verb::CopyTo(copy_to) => copy_to::run(&copy_to).await,
        Verb::Export(export) => export::run(&export).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("premier-pas: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The settings of the environment.
fn settings() -> anyhow::Result<Config> {
    Ok(Config::read(&|name| std::env::var(name).ok())?)
}

/// The database of the settings, migrated.
async fn database(config: &Config) -> anyhow::Result<Db> {
    use anyhow::Context;
    Db::open(config.database_url.expose(), &seals(config)?).await.context("the database could not be opened")
}

/// What seals and opens personal words, by the keys of the settings.
fn seals(config: &Config) -> anyhow::Result<Seals> {
    Ok(Seals::new(config.data_key.clone(), system_chance())?)
}

/// The time of the system: the only place that reads it.
#[allow(clippy::disallowed_methods)]
pub(crate) fn system_clock() -> Clock {
    Clock::new(time::OffsetDateTime::now_utc)
}

/// The randomness of the system: the only place that reads it.
#[allow(clippy::disallowed_methods)]
fn system_chance() -> Chance {
    use rand::RngCore;
    Chance::new(|bytes| rand::rng().fill_bytes(bytes))
}

/// A bar for long work; nothing is drawn where there is no terminal.
fn progress(length: u64, what: &'static str) -> indicatif::ProgressBar {
    let bar = indicatif::ProgressBar::new(length).with_message(what);
    if let Ok(style) = indicatif::ProgressStyle::with_template("{msg:12} {wide_bar} {percent:>3} %  {eta}") {
        bar.set_style(style);
    }
    bar
}
