//! Slowing down what is repeated: each thing has its own measure for an address, a code, a phone or a link. A node counts in
//! memory, and where several may work on one database, all of them count together there.

pub mod address;
mod bucket;
mod shared;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use thiserror::Error;
use tokio_util::sync::CancellationToken;

use crate::pages::reading::Reading;
use bucket::{Bucket, Measure};

const HOUR: Duration = Duration::from_secs(3600);
const QUARTER: Duration = Duration::from_secs(900);
const EVERY: Duration = Duration::from_secs(600);

/// The least that an answer takes which must not tell what is known: what the database does behind it takes less.
const EVEN: Duration = Duration::from_millis(250);

/// Questions of an address to the open API.
const ASK: Measure = Measure { most: 1200, window: Duration::from_secs(60), at_once: 600 };

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limited {
    /// Sending a request, by address: families and associations share one.
    Send,
    /// Sending a request, by phone.
    SendByPhone,
    /// Sending a request, by offer.
    SendByOffer,
    /// Trying a code with four digits, by address and by code.
    Open,
    /// Asking for a lost code, by address and by phone.
    LostCode,
    /// Answering, by link.
    Answer,
    /// Asking for a link that signs in, by address, and by e-mail from one address: an office shares one address.
    SignIn,
    /// Letters that such links fill a box with, by e-mail: more than a stranger elsewhere can use up of its owner's.
    SignInLetters,
    /// Trying a password, by address, and by e-mail from one address; for who is signed in, by account.
    Prove,
    /// The same by e-mail, from everywhere: more than a stranger elsewhere can use up of its owner's.
    ProveAnywhere,
    /// Trying a code of the second factor, by account: whoever gets so far has taken the first step.
    Code,
    /// What a signed-in person does, by account.
    Desk,
    /// Sending a file, by structure: each is read whole, and its rows are kept for a while.
    File,
}

/// It was too often: how many seconds to wait, for the header of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("too often, wait {0} seconds")]
pub struct RetryAfter(pub u64);

impl From<Duration> for RetryAfter {
    fn from(wait: Duration) -> Self {
        Self(wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
    }
}

/// What is left of a measure that its user is told about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// How many in one go.
    pub limit: u32,
    /// Seconds in which all of them come back.
    pub window: u64,
    /// How many are left now.
    pub left: u32,
}

impl Allowance {
    /// That of an address that has used it up.
    pub fn none() -> Self {
        Self { limit: ASK.at_once, window: ASK.window.as_secs(), left: 0 }
    }

    /// Seconds until all are there again.
    pub fn reset(&self) -> u64 {
        let used = u64::from(self.limit.saturating_sub(self.left));
        (used * self.window).div_ceil(u64::from(self.limit.max(1)))
    }
}

/// By what it is counted.
#[derive(Debug, Clone, Copy)]
pub enum Key<'a> {
    /// The address that asks.
    Address(IpAddr),
    /// The code, phone or link that is asked about.
    Name(&'a str),
}

impl From<IpAddr> for Key<'_> {
    fn from(address: IpAddr) -> Self {
        Self::Address(address)
    }
}

impl<'a> From<&'a str> for Key<'a> {
    fn from(name: &'a str) -> Self {
        Self::Name(name)
    }
}

/// All limits of this process, or none. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Limits<C: Clock = DefaultClock>(Option<Arc<Measures<C>>>);

#[derive(Debug)]
struct Measures<C: Clock> {
    /// Keys are personal: only a hash of each is held, under a key of this process.
    hasher: RandomState,
    buckets: HashMap<(Limited, By), Bucket<C>>,
    ask: Bucket<C>,
}

/// By which sort of key it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum By {
    Address,
    Name,
}

impl Key<'_> {
    fn by(&self) -> By {
        match self {
            Self::Address(_) => By::Address,
            Self::Name(_) => By::Name,
        }
    }
}

impl Limited {
    const ALL: [Self; 13] = [
        Self::Send,
        Self::SendByPhone,
        Self::SendByOffer,
        Self::Open,
        Self::LostCode,
        Self::Answer,
        Self::SignIn,
        Self::SignInLetters,
        Self::Prove,
        Self::ProveAnywhere,
        Self::Code,
        Self::Desk,
        Self::File,
    ];

    fn measure(self, by: By) -> Measure {
        let (most, window, at_once) = match (self, by) {
            (Self::Send, _) => (20, HOUR, 10),
            (Self::SendByPhone, _) => (10, HOUR, 6),
            (Self::SendByOffer, _) => (60, HOUR, 30),
            (Self::Open, _) => (10, QUARTER, 8),
            (Self::LostCode, By::Address) => (5, HOUR, 3),
            (Self::LostCode, By::Name) => (3, HOUR, 2),
            (Self::Answer, _) => (60, HOUR, 30),
            (Self::SignIn, By::Address) => (40, HOUR, 20),
            (Self::SignIn, By::Name) => (6, HOUR, 3),
            (Self::SignInLetters, _) => (30, HOUR, 15),
            (Self::Prove, By::Address) => (40, QUARTER, 20),
            (Self::Prove, By::Name) => (10, QUARTER, 6),
            // Half a million in a year, of the hundred million guesses that a password must bear.
            (Self::ProveAnywhere, _) => (100, HOUR, 50),
            (Self::Code, _) => (10, QUARTER, 6),
            (Self::Desk, _) => (600, HOUR, 200),
            (Self::File, _) => (60, HOUR, 30),
        };
        Measure { most, window, at_once }
    }
}

impl Limits {
    /// All limits, by the monotonic clock of the machine.
    pub fn new() -> Self {
        Self::with_clock(&DefaultClock::default())
    }

    /// No limit: for load tests on this machine.
    pub fn off() -> Self {
        Self(None)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: Clock + Clone> Limits<C> {
    fn with_clock(clock: &C) -> Self {
        let all = Limited::ALL.into_iter().flat_map(|what| [(what, By::Address), (what, By::Name)]);
        Self(Some(Arc::new(Measures {
            hasher: RandomState::new(),
            buckets: all.map(|(what, by)| ((what, by), Bucket::new(what.measure(by), clock))).collect(),
            ask: Bucket::new(ASK, clock),
        })))
    }

    /// Whether there are any.
    pub fn are_on(&self) -> bool {
        self.0.is_some()
    }

    /// Waits for as long as an answer takes at least which must not tell what is known. A future that holds nothing: it goes on
    /// beside what it measures.
    pub fn even(&self) -> impl Future<Output = ()> + use<C> {
        let least = if self.are_on() { EVEN } else { Duration::ZERO };
        async move {
            if !least.is_zero() {
                tokio::time::sleep(least).await;
            }
        }
    }

    /// Counts one more of `what` by `key`, on this node: [`crate::server::state::App::limit`] counts on all of them.
    ///
    /// # Errors
    /// Where it is once too often; then it was not counted.
    pub fn check<'a>(&self, what: Limited, key: impl Into<Key<'a>>) -> Result<(), RetryAfter> {
        let Some(measures) = &self.0 else { return Ok(()) };
        let key = key.into();
        let Some(bucket) = measures.buckets.get(&(what, key.by())) else { return Ok(()) };
        let hash = match key {
            Key::Address(address) => measures.hasher.hash_one(subscriber(address)),
            Key::Name(name) => measures.hasher.hash_one(name),
        };
        bucket.check(hash).map(|_| ()).map_err(RetryAfter::from)
    }

    /// Counts one more question of an address to the open API; answers what is left to it, where there are limits.
    ///
    /// # Errors
    /// Where it is once too often; then it was not counted.
    pub fn ask(&self, address: IpAddr) -> Result<Option<Allowance>, RetryAfter> {
        let Some(measures) = &self.0 else { return Ok(None) };
        let left = measures.ask.check(measures.hasher.hash_one(subscriber(address)))?;
        Ok(Some(Allowance { left, ..Allowance::none() }))
    }

    /// Forgets the keys that have been quiet for long enough to start anew.
    pub fn sweep(&self) {
        if let Some(measures) = &self.0 {
            measures.all().for_each(Bucket::sweep);
        }
    }
}

impl<C: Clock + Clone> Measures<C> {
    fn all(&self) -> impl Iterator<Item = &Bucket<C>> {
        self.buckets.values().chain([&self.ask])
    }
}

/// Sweeps every ten minutes, until `cancel`.
pub async fn run(limits: Limits, reading: Reading, cancel: CancellationToken) {
    while !cancel.is_cancelled() {
        limits.sweep();
        if let Err(error) = reading.db.sweep_uses(reading.clock.now()).await {
            tracing::warn!(%error, "limits are not swept");
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// A name as it is asked about from one subscriber's address, to count by both.
pub fn from_there(name: &str, address: IpAddr) -> String {
    format!("{name} {}", subscriber(address))
}

/// The address of a subscriber: in IPv6 a network of 64 bits is one household.
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
        v4 => v4,
    }
}
