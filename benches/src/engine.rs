//! Our engine: each size in a process of its own, so that memory is that of one index.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use premier_pas::domain::query::Search;
use premier_pas::search::{Index, Suggested};
use serde::{Deserialize, Serialize};

use crate::memory::resident;
use premier_pas_benches::directory::{TODAY, communes, gazetteer, organisations};
use premier_pas_benches::percentiles::Percentiles;
use premier_pas_benches::searches::{Class, searches};

/// Times each search is timed.
const ROUNDS: usize = 5;
/// Lines of a list of suggestions.
const LINES: usize = 8;

/// What one size gave.
#[derive(Debug, Serialize, Deserialize)]
pub struct Measured {
    pub offers: usize,
    /// From the first offer to the last column, without the time in which the offers were invented.
    pub built_in: Duration,
    /// MiB: what the index added, and the most the whole process held.
    pub added: u64,
    pub most: u64,
    pub classes: Vec<(String, Percentiles)>,
    pub all: Percentiles,
    /// Suggestions for each beginning of the words of the searches.
    pub suggestions: Percentiles,
}

/// Measures a size in a process of its own.
pub fn measured(offers: usize) -> Result<Measured> {
    let output = Command::new(std::env::current_exe()?).args(["size", &offers.to_string()]).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).context("what the process measured")
}

/// Measures in this process.
pub fn measure(offers: usize) -> Result<Measured> {
    let gazetteer = gazetteer();
    let communes = communes(&gazetteer);
    let us = std::process::id();
    let before = resident(us).0;
    let mut inventing = Duration::ZERO;
    let mut directory = organisations(offers, &communes);
    let timed = std::iter::from_fn(|| {
        let start = Instant::now();
        let organisation = directory.next();
        inventing += start.elapsed();
        organisation
    });
    let start = Instant::now();
    let index = Index::of_directory(gazetteer.clone(), timed);
    let built_in = start.elapsed() - inventing;
    drop(directory);
    index.search(&Search::default(), Vec::new(), TODAY);
    let (now, most) = resident(us);

    let searches = searches(&gazetteer);
    let mut times: Vec<(Class, Duration)> = Vec::new();
    for _ in 0..ROUNDS {
        for (class, search) in &searches {
            let start = Instant::now();
            std::hint::black_box(index.search(search, Vec::new(), TODAY));
            times.push((*class, start.elapsed()));
        }
    }
    let suggestions = suggestions(Arc::new(index), &searches)?;
    let of = |wanted: &dyn Fn(Class) -> bool| {
        Percentiles::of(times.iter().filter(|(class, _)| wanted(*class)).map(|(_, time)| *time).collect())
    };
    Ok(Measured {
        offers,
        built_in,
        added: now.saturating_sub(before),
        most,
        classes: Class::ALL
            .into_iter()
            .map(|(class, _)| (class.name().to_owned(), of(&|one| one == class)))
            .collect(),
        all: of(&|_| true),
        suggestions,
    })
}

/// What is proposed for each beginning, from two letters on, of each text of the searches.
fn suggestions(index: Arc<Index>, searches: &[(Class, Search)]) -> Result<Percentiles> {
    let texts: BTreeSet<&str> = searches.iter().map(|(_, search)| search.text.as_str()).collect();
    let mut typed: BTreeSet<String> = BTreeSet::new();
    for text in texts {
        let letters: Vec<char> = text.chars().collect();
        typed.extend((2..=letters.len()).map(|length| letters[..length].iter().collect::<String>()));
    }
    let suggested = Suggested::default();
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(suggested.follow(&index, TODAY));
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        for text in &typed {
            let start = Instant::now();
            let hits = runtime.block_on(suggested.hits(index.clone(), TODAY, text, "", LINES));
            std::hint::black_box(hits.list(LINES));
            times.push(start.elapsed());
        }
    }
    Ok(Percentiles::of(times))
}
