//! The same thousand searches, asked of what others would use.

use std::time::{Duration, Instant};

use anyhow::Result;
use premier_pas::domain::query::Search;
use premier_pas_benches::directory::{communes, gazetteer, organisations};
use premier_pas_benches::percentiles::Percentiles;
use premier_pas_benches::searches::{Class, searches};

use crate::row::{Ask, Row};
use crate::{postgres, sqlite, tantivy};

/// What one engine gave: nothing for a class that it can't answer.
#[derive(Debug)]
pub struct Measured {
    pub name: &'static str,
    pub built_in: Duration,
    pub classes: Vec<Option<Percentiles>>,
}

/// Measures each, one after the other; `postgres_url` is that of an empty database.
pub async fn measured(offers: usize, postgres_url: &str) -> Result<Vec<Measured>> {
    let gazetteer = gazetteer();
    let communes = communes(&gazetteer);
    let rows = || {
        let mut next = 1;
        let gazetteer = gazetteer.clone();
        organisations(offers, &communes).flat_map(move |(organisation, offers)| {
            let first = next;
            next += offers.len() as i64;
            Row::of(first, &organisation, offers, &gazetteer)
        })
    };
    let asked: Vec<(Class, Ask)> = searches(&gazetteer)
        .iter()
        .map(|(class, search): &(Class, Search)| {
            (*class, Ask::of(search, *class == Class::Prefix, &gazetteer))
        })
        .collect();
    let folder = std::env::temp_dir().join(format!("premier-pas-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;

    let start = Instant::now();
    let mut lite = sqlite::Baseline::build(&folder.join("baseline.db"), rows()).await?;
    let built_in = start.elapsed();
    let mut times = Times::default();
    for (class, ask) in asked.iter().filter(|(class, _)| *class != Class::Typo) {
        let start = Instant::now();
        lite.search(ask).await?;
        times.add(*class, start.elapsed());
    }
    let of_sqlite = times.measured("SQLite, FTS5 and R-tree", built_in);
    drop(lite);
    std::fs::remove_dir_all(&folder)?;

    let start = Instant::now();
    let mut server = postgres::Baseline::build(postgres_url, rows()).await?;
    let built_in = start.elapsed();
    let mut times = Times::default();
    for (class, ask) in asked.iter().filter(|(class, _)| *class != Class::Typo) {
        let start = Instant::now();
        server.search(ask).await?;
        times.add(*class, start.elapsed());
    }
    let of_postgres = times.measured("PostgreSQL, full text and GiST", built_in);

    let start = Instant::now();
    let mut index = tantivy::Baseline::build(rows())?;
    let built_in = start.elapsed();
    let mut times = Times::default();
    for (class, ask) in &asked {
        let start = Instant::now();
        index.search(ask, *class == Class::Typo)?;
        times.add(*class, start.elapsed());
    }
    Ok(vec![of_sqlite, of_postgres, times.measured("tantivy, without counts of filters", built_in)])
}

#[derive(Default)]
struct Times(Vec<(Class, Duration)>);

impl Times {
    fn add(&mut self, class: Class, time: Duration) {
        self.0.push((class, time));
    }

    fn measured(self, name: &'static str, built_in: Duration) -> Measured {
        let of = |(class, _): (Class, u64)| {
            let times: Vec<Duration> =
                self.0.iter().filter(|(one, _)| *one == class).map(|(_, time)| *time).collect();
            (!times.is_empty()).then(|| Percentiles::of(times))
        };
        Measured { name, built_in, classes: Class::ALL.into_iter().map(of).collect() }
    }
}
