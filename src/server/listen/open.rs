//! The connections that are open, and what moves on each.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::bounds::Bounds;

/// How long a connection that finds no place waits before it looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// Of the silent ones, this share gives its place up when there is none: a crowd comes in crowds.
const GIVES_UP: usize = 16;
/// No request is being read.
const NONE: u64 = u64::MAX;

/// Every open connection.
#[derive(Debug)]
pub(super) struct Open {
    pub bounds: Bounds,
    began: Instant,
    places: Arc<Semaphore>,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    next: u64,
    connections: HashMap<u64, Arc<Traffic>>,
}

impl Open {
    pub fn new(bounds: Bounds) -> Self {
        let places = Arc::new(Semaphore::new(bounds.connections));
        Self { bounds, began: Instant::now(), places, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place; where there is none, those that have been silent for longest give theirs up.
    pub async fn place(&self) -> OwnedSemaphorePermit {
        loop {
            let place = self.places.clone().acquire_owned();
            let now = self.places.available_permits() > 0;
            if !now {
                self.make_room();
            }
            if let Ok(Ok(place)) = tokio::time::timeout(LOOK_AGAIN, place).await {
                return place;
            }
        }
    }

    /// Notes a new connection.
    pub fn enter(&self) -> (u64, Arc<Traffic>) {
        let traffic = Arc::new(Traffic::new(self.began));
        let mut known = self.known();
        known.next += 1;
        let number = known.next;
        known.connections.insert(number, traffic.clone());
        (number, traffic)
    }

    pub fn leave(&self, number: u64) {
        self.known().connections.remove(&number);
    }

    /// Waits until none is open.
    pub async fn emptied(&self) {
        // Never closed, so this ends when every place is free.
        let _ = self.places.acquire_many(self.bounds.connections as u32).await;
    }

    /// Closes what is silent or slow for too long; answers how many were open.
    pub fn sweep(&self) -> usize {
        let known = self.known();
        let now = self.began.elapsed();
        for traffic in known.connections.values() {
            let slow = traffic.reading_head_for(now).is_some_and(|time| time >= self.bounds.head);
            if slow || traffic.silent_for(now) >= self.bounds.silent {
                traffic.close.notify_one();
            }
        }
        known.connections.len()
    }

    fn make_room(&self) {
        let known = self.known();
        let now = self.began.elapsed();
        let mut idle: Vec<_> = (known.connections.values())
            .filter(|traffic| traffic.is_idle())
            .map(|traffic| (traffic.silent_for(now), traffic))
            .filter(|(silent, _)| *silent >= self.bounds.crowded)
            .collect();
        idle.sort_unstable_by_key(|(silent, _)| std::cmp::Reverse(*silent));
        for (_, traffic) in idle.iter().take(idle.len() / GIVES_UP + 1) {
            traffic.close.notify_one();
        }
    }
}

/// What moves on a connection; times are milliseconds since the server began.
#[derive(Debug)]
pub(super) struct Traffic {
    began: Instant,
    moved: AtomicU64,
    head_since: AtomicU64,
    working: AtomicUsize,
    close: Notify,
}

impl Traffic {
    fn new(began: Instant) -> Self {
        let now = AtomicU64::new(milliseconds(began.elapsed()));
        Self {
            began,
            moved: now,
            head_since: AtomicU64::new(NONE),
            working: AtomicUsize::new(0),
            close: Notify::new(),
        }
    }

    /// Bytes came.
    pub fn received(&self) {
        let now = milliseconds(self.began.elapsed());
        self.moved.store(now, Ordering::Relaxed);
        if self.is_idle() {
            // The first bytes of a request: its time begins, and those that follow don't begin it anew.
            let _ = self.head_since.compare_exchange(NONE, now, Ordering::Relaxed, Ordering::Relaxed);
        }
    }

    /// Bytes left.
    pub fn sent(&self) {
        self.moved.store(milliseconds(self.began.elapsed()), Ordering::Relaxed);
    }

    /// A request is answered, until the guard goes.
    pub fn works(self: Arc<Self>) -> impl Drop + use<> {
        self.head_since.store(NONE, Ordering::Relaxed);
        self.working.fetch_add(1, Ordering::Relaxed);
        Working(self)
    }

    fn is_idle(&self) -> bool {
        self.working.load(Ordering::Relaxed) == 0
    }

    /// How long its request has been on its way, if one has begun to come.
    fn reading_head_for(&self, now: Duration) -> Option<Duration> {
        let since = self.head_since.load(Ordering::Relaxed);
        (since != NONE).then(|| now.saturating_sub(Duration::from_millis(since)))
    }

    fn silent_for(&self, now: Duration) -> Duration {
        now.saturating_sub(Duration::from_millis(self.moved.load(Ordering::Relaxed)))
    }

    /// Ends when the connection is to be closed.
    pub async fn closed(&self) {
        self.close.notified().await;
    }
}

struct Working(Arc<Traffic>);

impl Drop for Working {
    fn drop(&mut self) {
        self.0.working.fetch_sub(1, Ordering::Relaxed);
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(NONE - 1)
}
