//! `make bench`: prints the tables of `RESULTS.md`.

mod engine;
mod load;
mod memory;
mod others;
mod pages;
mod postgres;
mod row;
mod sqlite;
mod tantivy;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::Parser;
use premier_pas_benches::searches::Class;

/// What to measure.
#[derive(Parser)]
enum Asked {
    /// One size of our engine, as JSON, in this process.
    Size { offers: usize },
    /// Our engine at several sizes, then the others at one.
    Engine {
        #[arg(long, value_delimiter = ',', default_value = "10000,100000,1000000")]
        sizes: Vec<usize>,
        /// Offers of the comparison.
        #[arg(long, default_value_t = 100_000)]
        compared: usize,
        /// An empty PostgreSQL.
        #[arg(long, env = "TEST_POSTGRES_URL")]
        postgres: String,
    },
    /// A real day, then ten times as much.
    Load(load::Load),
    /// Whole answers over HTTP.
    Pages {
        /// The release build.
        #[arg(long, default_value = "target/release/premier-pas")]
        binary: PathBuf,
        /// Of each load.
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
}

fn main() -> Result<()> {
    match Asked::parse() {
        Asked::Size { offers } => println!("{}", serde_json::to_string(&engine::measure(offers)?)?),
        Asked::Engine { sizes, compared, postgres } => {
            let ours = sizes.iter().map(|offers| engine::measured(*offers)).collect::<Result<Vec<_>>>()?;
            print_engine(&ours);
            let same = match ours.iter().position(|one| one.offers == compared) {
                Some(at) => &ours[at],
                None => &engine::measured(compared)?,
            };
            let runtime = tokio::runtime::Runtime::new()?;
            print_others(same, &runtime.block_on(others::measured(compared, &postgres))?);
        }
        Asked::Load(asked) => tokio::runtime::Runtime::new()?.block_on(load::run(&asked))?,
        Asked::Pages { binary, seconds } => print_pages(&pages::measured(&binary, seconds)?),
    }
    Ok(())
}

/// In the unit that reads best.
fn time(duration: Duration) -> String {
    match duration.as_secs_f64() {
        seconds if seconds < 1e-3 => format!("{:.0} µs", seconds * 1e6),
        seconds if seconds < 1.0 => format!("{:.1} ms", seconds * 1e3),
        seconds => format!("{seconds:.1} s"),
    }
}

fn print_engine(sizes: &[engine::Measured]) {
    println!("\n### The engine: p50 / p95 / p99 of a search, with every count\n");
    let heads: Vec<String> = sizes.iter().map(|size| format!(" {} offers ", size.offers)).collect();
    println!("| class |{}|\n|---|{}", heads.join("|"), "---|".repeat(sizes.len()));
    let cells = |of: &dyn Fn(&engine::Measured) -> String| {
        sizes.iter().map(|size| format!(" {} |", of(size))).collect::<String>()
    };
    let three = |times: premier_pas_benches::percentiles::Percentiles| {
        format!("{} / {} / {}", time(times.p50), time(times.p95), time(times.p99))
    };
    for (at, (class, _)) in Class::ALL.iter().enumerate() {
        println!("| {} |{}", class.name(), cells(&|size| three(size.classes[at].1)));
    }
    println!("| all of the thousand |{}", cells(&|size| three(size.all)));
    println!("| suggestions |{}", cells(&|size| three(size.suggestions)));
    println!("| built in |{}", cells(&|size| time(size.built_in)));
    println!(
        "| memory added, most resident |{}",
        cells(&|size| format!("{} MiB, {} MiB", size.added, size.most))
    );
}

fn print_others(ours: &engine::Measured, others: &[others::Measured]) {
    println!("\n### Beside others, {} offers: p50 / p99, and how many times our p50\n", ours.offers);
    let heads: Vec<&str> = others.iter().map(|other| other.name).collect();
    println!("| class | ours | {} |\n|---|---|{}", heads.join(" | "), "---|".repeat(others.len()));
    for (at, (class, _)) in Class::ALL.iter().enumerate() {
        let own = ours.classes[at].1;
        let cell = |other: &others::Measured| match other.classes[at] {
            None => " does not find it |".to_owned(),
            Some(times) => {
                let ratio = times.p50.as_secs_f64() / own.p50.as_secs_f64();
                format!(" {} / {}, ×{ratio:.1} |", time(times.p50), time(times.p99))
            }
        };
        let cells: String = others.iter().map(cell).collect();
        println!("| {} | {} / {} |{cells}", class.name(), time(own.p50), time(own.p99));
    }
    let built: String = others.iter().map(|other| format!(" {} |", time(other.built_in))).collect();
    println!("| built in | {} |{built}", time(ours.built_in));
}

fn print_pages(answers: &[pages::Measured]) {
    println!("\n### Over HTTP, {} offers, 8 connections\n", pages::OFFERS);
    println!(
        "| answer | bytes | ours: a second, p50 / p99 | nginx, a file of that size | share | resident |"
    );
    println!("|---|---|---|---|---|---|");
    for answer in answers {
        let load =
            |load: pages::Load| format!("{:.0}, {} / {}", load.per_second, time(load.p50), time(load.p99));
        let share = 100.0 * answer.ours.per_second / answer.nginx.per_second;
        println!(
            "| {} | {} | {} | {} | {share:.0} % | {} MiB |",
            answer.name,
            answer.bytes,
            load(answer.ours),
            load(answer.nginx),
            answer.resident
        );
    }
}
