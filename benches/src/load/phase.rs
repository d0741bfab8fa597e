//! A time of load, and what came of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use premier_pas_benches::percentiles::Percentiles;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::client::{Client, Failed};
use super::mix::{Kind, Mix};

/// Requests on their way at most: what is asked beyond is counted as not sent.
const ON_THEIR_WAY: usize = 4_000;

/// One request: when it was due, what it was, what came of it, and how long that took since it was due.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    pub due: Duration,
    pub kind: Kind,
    pub outcome: Result<u16, Failed>,
    pub time: Duration,
}

/// What was seen of a phase.
#[derive(Debug, Default)]
pub struct Phase {
    pub seen: Vec<Seen>,
    /// How long requests were asked.
    pub lasted: Duration,
    /// Due, but not sent: too many were on their way.
    pub unsent: u64,
}

impl Phase {
    /// Whether a status is the one that was hoped for.
    pub fn is_served(outcome: Result<u16, Failed>) -> bool {
        matches!(outcome, Ok(200 | 303))
    }

    /// How often each status came; failures under their names.
    pub fn outcomes(&self) -> BTreeMap<String, usize> {
        let mut outcomes = BTreeMap::new();
        for seen in &self.seen {
            let name = match seen.outcome {
                Ok(status) => status.to_string(),
                Err(Failed::Cut) => "cut".to_owned(),
                Err(Failed::Late) => "late".to_owned(),
            };
            *outcomes.entry(name).or_default() += 1;
        }
        outcomes
    }

    /// Times of those that `which` holds for.
    pub fn times(&self, which: impl Fn(&Seen) -> bool) -> Percentiles {
        Percentiles::of(self.seen.iter().filter(|seen| which(seen)).map(|seen| seen.time).collect())
    }

    /// How many were answered as hoped, a second.
    pub fn served_a_second(&self) -> f64 {
        let served = self.seen.iter().filter(|seen| Self::is_served(seen.outcome)).count();
        served as f64 / self.lasted.as_secs_f64().max(f64::EPSILON)
    }

    /// The seconds that were not as they should be: how many were refused or failed, and the p99 of all, above `slow`.
    pub fn slow_seconds(&self, slow: Duration) -> Vec<(u64, usize, Duration)> {
        let mut seconds: BTreeMap<u64, (usize, Vec<Duration>)> = BTreeMap::new();
        for seen in &self.seen {
            let (refused, times) = seconds.entry(seen.due.as_secs()).or_default();
            *refused += usize::from(!Self::is_served(seen.outcome));
            times.push(seen.time);
        }
        let told = seconds
            .into_iter()
            .map(|(second, (refused, times))| (second, refused, Percentiles::of(times).p99));
        told.filter(|(_, refused, p99)| *refused > 0 || *p99 > slow).collect()
    }

    /// The first second from which on everything is served and no second's p99 is above `normal`.
    pub fn calm_after(&self, normal: Duration) -> Option<u64> {
        let seconds = self.lasted.as_secs();
        let calm = |second: u64| {
            let of = |seen: &&Seen| seen.due.as_secs() == second;
            let all = self.seen.iter().filter(of).all(|seen| Self::is_served(seen.outcome));
            all && self.times(|seen| seen.due.as_secs() == second).p99 <= normal
        };
        (0..seconds).find(|from| (*from..seconds).all(calm))
    }
}

/// As much as some who wait for each answer can ask.
pub async fn closed(client: &Arc<Client>, mix: &Arc<Mix>, people: usize, time: Duration) -> Phase {
    let (begun, seen) = (Instant::now(), Arc::new(Mutex::new(Vec::new())));
    let mut all = JoinSet::new();
    for _ in 0..people {
        let (client, mix, seen) = (client.clone(), mix.clone(), seen.clone());
        all.spawn(async move {
            while begun.elapsed() < time {
                note(&client, &mix, begun, begun.elapsed(), &seen).await;
            }
        });
    }
    all.join_all().await;
    Phase { seen: taken(&seen), lasted: time, unsent: 0 }
}

/// So many a second, however long answers take: a slow answer delays nobody else's question, and each is timed from the moment
/// when it was due.
pub async fn open(client: &Arc<Client>, mix: &Arc<Mix>, a_second: f64, time: Duration) -> Phase {
    let (begun, seen) = (Instant::now(), Arc::new(Mutex::new(Vec::new())));
    let places = Arc::new(Semaphore::new(ON_THEIR_WAY));
    let mut all = JoinSet::new();
    let (mut asked, mut unsent) = (0_u64, 0);
    while begun.elapsed() < time {
        let due = (begun.elapsed().as_secs_f64() * a_second) as u64;
        while asked < due {
            let at = Duration::from_secs_f64(asked as f64 / a_second);
            asked += 1;
            let Ok(place) = places.clone().try_acquire_owned() else {
                unsent += 1;
                continue;
            };
            let (client, mix, seen) = (client.clone(), mix.clone(), seen.clone());
            all.spawn(async move {
                note(&client, &mix, begun, at, &seen).await;
                drop(place);
            });
        }
        while all.try_join_next().is_some() {}
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    all.join_all().await;
    Phase { seen: taken(&seen), lasted: time, unsent }
}

async fn note(client: &Client, mix: &Mix, begun: Instant, due: Duration, seen: &Mutex<Vec<Seen>>) {
    let (kind, outcome) = mix.ask(client).await;
    let time = begun.elapsed().saturating_sub(due);
    seen.lock().unwrap_or_else(PoisonError::into_inner).push(Seen { due, kind, outcome, time });
}

fn taken(seen: &Mutex<Vec<Seen>>) -> Vec<Seen> {
    std::mem::take(&mut seen.lock().unwrap_or_else(PoisonError::into_inner))
}
