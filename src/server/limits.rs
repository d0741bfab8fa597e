//! Slowing down what is repeated: each thing has its own measure for an address, a code, a phone or a link.

pub mod address;
mod bucket;
#[cfg(test)]
mod tests;

use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use thiserror::Error;
use tokio_util::sync::CancellationToken;

use bucket::Bucket;

const HOUR: Duration = Duration::from_secs(3600);
const QUARTER: Duration = Duration::from_secs(900);
const EVERY: Duration = Duration::from_secs(600);

/// The least that an answer takes which must not tell what is known: what the database does behind it takes less.
const EVEN: Duration = Duration::from_millis(250);

/// Questions to the open API that an address may ask in one go, and the time in which they all come back.
const ASK: (u32, Duration) = (600, Duration::from_secs(60));

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
    /// Asking for a link that signs in, by address and by e-mail: an office shares one address.
    SignIn,
    /// Trying a password or a code of the second factor, by address and by e-mail.
    Prove,
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
        Self { limit: ASK.0, window: ASK.1.as_secs(), left: 0 }
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
    send: Bucket<C>,
    send_by_phone: Bucket<C>,
    send_by_offer: Bucket<C>,
    open_by_address: Bucket<C>,
    open_by_code: Bucket<C>,
    lost_by_address: Bucket<C>,
    lost_by_phone: Bucket<C>,
    answer: Bucket<C>,
    sign_in_by_address: Bucket<C>,
    sign_in_by_email: Bucket<C>,
    prove_by_address: Bucket<C>,
    prove_by_email: Bucket<C>,
    desk: Bucket<C>,
    file: Bucket<C>,
    ask: Bucket<C>,
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
        Self(Some(Arc::new(Measures {
            hasher: RandomState::new(),
            send: Bucket::new(20, HOUR, 10, clock),
            send_by_phone: Bucket::new(10, HOUR, 6, clock),
            send_by_offer: Bucket::new(60, HOUR, 30, clock),
            open_by_address: Bucket::new(10, QUARTER, 8, clock),
            open_by_code: Bucket::new(10, QUARTER, 8, clock),
            lost_by_address: Bucket::new(5, HOUR, 3, clock),
            lost_by_phone: Bucket::new(3, HOUR, 2, clock),
            answer: Bucket::new(60, HOUR, 30, clock),
            sign_in_by_address: Bucket::new(40, HOUR, 20, clock),
            sign_in_by_email: Bucket::new(6, HOUR, 3, clock),
            prove_by_address: Bucket::new(40, QUARTER, 20, clock),
            prove_by_email: Bucket::new(10, QUARTER, 6, clock),
            desk: Bucket::new(600, HOUR, 200, clock),
            file: Bucket::new(60, HOUR, 30, clock),
            ask: Bucket::new(2 * ASK.0, ASK.1, ASK.0, clock),
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

    /// Counts one more of `what` by `key`.
    ///
    /// # Errors
    /// Where it is once too often; then it was not counted.
    pub fn check<'a>(&self, what: Limited, key: impl Into<Key<'a>>) -> Result<(), RetryAfter> {
        let Some(measures) = &self.0 else { return Ok(()) };
        let key = key.into();
        let bucket = match (what, key) {
            (Limited::Send, _) => &measures.send,
            (Limited::SendByPhone, _) => &measures.send_by_phone,
            (Limited::SendByOffer, _) => &measures.send_by_offer,
            (Limited::Open, Key::Address(_)) => &measures.open_by_address,
            (Limited::Open, Key::Name(_)) => &measures.open_by_code,
            (Limited::LostCode, Key::Address(_)) => &measures.lost_by_address,
            (Limited::LostCode, Key::Name(_)) => &measures.lost_by_phone,
            (Limited::Answer, _) => &measures.answer,
            (Limited::SignIn, Key::Address(_)) => &measures.sign_in_by_address,
            (Limited::SignIn, Key::Name(_)) => &measures.sign_in_by_email,
            (Limited::Prove, Key::Address(_)) => &measures.prove_by_address,
            (Limited::Prove, Key::Name(_)) => &measures.prove_by_email,
            (Limited::Desk, _) => &measures.desk,
            (Limited::File, _) => &measures.file,
        };
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
            measures.all().into_iter().for_each(Bucket::sweep);
        }
    }
}

impl<C: Clock + Clone> Measures<C> {
    fn all(&self) -> [&Bucket<C>; 15] {
        [
            &self.send,
            &self.send_by_phone,
            &self.send_by_offer,
            &self.open_by_address,
            &self.open_by_code,
            &self.lost_by_address,
            &self.lost_by_phone,
            &self.answer,
            &self.sign_in_by_address,
            &self.sign_in_by_email,
            &self.prove_by_address,
            &self.prove_by_email,
            &self.desk,
            &self.file,
            &self.ask,
        ]
    }
}

/// Sweeps every ten minutes, until `cancel`.
pub async fn run(limits: Limits, cancel: CancellationToken) {
    while !cancel.is_cancelled() {
        limits.sweep();
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// The address of a subscriber: in IPv6 a network of 64 bits is one household.
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
        v4 => v4,
    }
}
