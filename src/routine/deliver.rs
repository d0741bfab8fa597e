//! Delivering the outbox: at least once, and never so that a repeat does harm.

#[cfg(test)]
mod faults;
pub mod mail;
mod outbox;
pub mod sms;
#[cfg(test)]
mod tests;

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration as Wait;

use futures::StreamExt;
use lettre::message::Mailbox;
use thiserror::Error;
use time::{Duration, OffsetDateTime};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::domain::clock::Clock;
use crate::store::{Db, Due, Ended, StoreError};
use outbox::Outbox;
pub use outbox::to_stdout;

/// Longest time that one message may take to leave. Twenty messages, eight at a time, end within a minute:
/// before the two minutes for which the outbox is claimed.
const PATIENCE: Wait = Wait::from_secs(20);
const AT_ONCE: usize = 8;
const EVERY: Wait = Wait::from_secs(5);
/// After the first message one waits so long for others, which leave and are noted with it.
const TOGETHER: Wait = Wait::from_millis(100);

/// How messages leave, as the settings say.
#[derive(Debug, Clone)]
pub struct Routes {
    /// The mail server; without it, mail goes to files.
    pub smtp: Option<mail::SmtpUrl>,
    /// Who mail comes from.
    pub from: Mailbox,
    /// The provider of SMS; without it, SMS go to files.
    pub sms: Option<sms::Provider>,
    /// The folder of those files.
    pub outbox: PathBuf,
    /// Who is told, in one line, of each message that became a file: [`to_stdout`] in production.
    pub terminal: fn(&str),
    /// Our host name, the right half of every Message-ID.
    pub host: String,
}

/// Why nothing can be delivered at all.
#[derive(Debug, Error)]
pub enum CourierError {
    /// The mail transport can't be made.
    #[error("mail: {0}")]
    Mail(#[from] lettre::transport::smtp::Error),
    /// The HTTP client can't be made.
    #[error("SMS: {0}")]
    Sms(#[from] reqwest::Error),
}

/// Why one message did not leave. It is logged and stored: it never holds an address or a text.
#[derive(Debug, Error)]
pub enum DeliverError {
    /// No message can be made of it.
    #[error("the recipient or the sender is not an address")]
    Address,
    /// Neither mail nor SMS.
    #[error("unknown channel")]
    Channel,
    /// The other side said no.
    #[error("refused with status {0}")]
    Refused(u16),
    /// The other side said nothing.
    #[error("no answer in time")]
    Timeout,
    /// The other side can't be reached, or does not keep to the protocol.
    #[error("no connection")]
    Connection,
    /// The file could not be written.
    #[error("the outbox can't be written: {0}")]
    File(std::io::ErrorKind),
}

impl From<std::io::Error> for DeliverError {
    fn from(error: std::io::Error) -> Self {
        Self::File(error.kind())
    }
}

/// What carries messages out of the house.
#[derive(Debug)]
pub struct Courier {
    mail: mail::Mailer,
    sms: sms::Texter,
}

impl Courier {
    /// A courier that takes these routes.
    ///
    /// # Errors
    /// Where a transport can't be made of them.
    pub fn new(routes: Routes) -> Result<Self, CourierError> {
        let outbox = Outbox::new(routes.outbox, routes.terminal);
        Ok(Self {
            mail: mail::Mailer::new(routes.smtp.as_ref(), routes.from, routes.host, outbox.clone())?,
            sms: sms::Texter::new(routes.sms, outbox)?,
        })
    }

    async fn send(&self, due: &Due, now: OffsetDateTime) -> Result<(), DeliverError> {
        let sending = async {
            match due.channel.as_str() {
                "email" => self.mail.send(due, now).await,
                "sms" => self.sms.send(due, now).await,
                _ => Err(DeliverError::Channel),
            }
        };
        tokio::time::timeout(PATIENCE, sending).await.unwrap_or(Err(DeliverError::Timeout))
    }
}

/// Sends what is due, and answers how many messages left; what fails is put off.
///
/// # Errors
/// Where the database fails; what was not noted as sent is then sent again.
pub async fn deliver_due(db: &Db, courier: &Courier, clock: &Clock) -> Result<usize, StoreError> {
    deliver_until(db, courier, clock, &CancellationToken::new()).await
}

/// Delivers until `cancel`: at once when `wake` tells of a new message, and every five seconds.
pub async fn run(db: &Db, courier: &Courier, clock: &Clock, cancel: &CancellationToken, wake: &Notify) {
    while !cancel.is_cancelled() {
        if let Err(error) = deliver_until(db, courier, clock, cancel).await {
            tracing::error!(%error, "the outbox can't be read");
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = wake.notified() => tokio::time::sleep(TOGETHER).await,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn deliver_until(
    db: &Db,
    courier: &Courier,
    clock: &Clock,
    cancel: &CancellationToken,
) -> Result<usize, StoreError> {
    let mut sent = 0;
    while !cancel.is_cancelled() {
        let due = db.claim_messages(clock.now()).await?;
        if due.is_empty() {
            break;
        }
        // What has ended by then is noted together: each note waits for the disk, and so do people who send meanwhile.
        let mut ended = futures::stream::iter(due)
            .map(async |due| (due.id, deliver(courier, clock, cancel, &due).await))
            .buffer_unordered(AT_ONCE)
            .ready_chunks(AT_ONCE);
        // All are brought to their end before an error is told: none is dropped half sent.
        let mut noted = Ok(());
        while let Some(ended) = ended.next().await {
            let left = ended.iter().filter(|(_, ended)| *ended == Ended::Sent).count();
            match db.note_messages(&ended, clock.now()).await {
                Ok(()) => sent += left,
                Err(error) => noted = Err(error),
            }
        }
        noted?;
    }
    Ok(sent)
}

/// Sends one message; answers what came of it.
async fn deliver(courier: &Courier, clock: &Clock, cancel: &CancellationToken, due: &Due) -> Ended {
    if cancel.is_cancelled() {
        // Given back, so that whoever starts next need not wait for the claim to end.
        return Ended::PutOff { due: clock.now(), error: "stopped before it was sent".to_owned() };
    }
    match courier.send(due, clock.now()).await {
        Ok(()) => Ended::Sent,
        Err(error) => {
            tracing::warn!(message = %due.id, channel = due.channel, attempts = due.attempts, %error, "not delivered");
            Ended::PutOff { due: clock.now() + backoff(due.attempts), error: error.to_string() }
        }
    }
}

/// How long a message waits after its `attempts`-th failure: a minute, then twice as long each time, a day at most.
fn backoff(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.clamp(1, 12) - 1).unwrap_or(0);
    Duration::minutes(1).saturating_mul(1 << doublings).min(Duration::days(1))
}

/// The key of a message as a name that a file and a Message-ID can bear. Where that changes the key, a piece
/// of its digest keeps two keys apart.
fn safe_name(key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !key.is_empty() && key.len() <= 80 && key.chars().all(plain) {
        return key.to_owned();
    }
    let name: String = key.chars().take(60).map(|c| if plain(c) { c } else { '-' }).collect();
    format!("{name}-{}", &crate::store::digest(key)[..12])
}

/// Whether a host of a URL is this machine: only there may something travel unencrypted.
pub(crate) fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
