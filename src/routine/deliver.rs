//! Delivering the outbox: at least once, never so that a repeat does harm, and to one recipient in the order of writing. Mail and
//! SMS leave each at their own pace.

#[cfg(test)]
pub mod faults;
pub mod mail;
mod outbox;
pub mod sms;
#[cfg(test)]
mod tests;
mod way;

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::{Duration as Wait, Instant};

use futures::StreamExt;
use lettre::message::Mailbox;
use reqwest::Url;
use thiserror::Error;
use time::{Duration, OffsetDateTime};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::streak::Streak;
use crate::domain::clock::Clock;
use crate::store::{CLAIM_LIFE, Channel, Db, Due, Ended, StoreError};
use outbox::Outbox;
pub use outbox::to_stdout;
use way::{Known, Way};

/// Longest time that one message may take to leave.
const PATIENCE: Wait = Wait::from_secs(240);
/// What was claimed and has not begun by then is given back.
const BEGUN_WITHIN: Wait = Wait::from_secs(30);
const _: () = assert!(
    (BEGUN_WITHIN.as_secs() + PATIENCE.as_secs()) < CLAIM_LIFE.whole_seconds().unsigned_abs(),
    "nobody else sends what is being sent"
);
const AT_ONCE: usize = 8;
const EVERY: Wait = Wait::from_secs(5);
/// After the first message one waits so long for others, which leave and are noted with it.
const TOGETHER: Wait = Wait::from_millis(100);

/// How messages leave, as the settings say.
#[derive(Debug, Clone)]
pub struct Routes {
    /// The mail server; without it, mail goes to files.
    pub smtp: Option<mail::SmtpUrl>,
    /// Longest silence of the mail server within a dialogue: [`mail::SILENCE`] in production.
    pub silence: Wait,
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
    mail_way: Way,
    sms_way: Way,
}

impl Courier {
    /// A courier that takes these routes.
    ///
    /// # Errors
    /// Where a transport can't be made of them.
    pub fn new(routes: Routes) -> Result<Self, CourierError> {
        let outbox = Outbox::new(routes.outbox.clone(), routes.terminal);
        Ok(Self {
            mail: mail::Mailer::new(&routes, outbox.clone())?,
            sms: sms::Texter::new(routes.sms, outbox)?,
            mail_way: Way::default(),
            sms_way: Way::default(),
        })
    }

    fn way(&self, channel: Channel) -> &Way {
        match channel {
            Channel::Email => &self.mail_way,
            Channel::Sms => &self.sms_way,
        }
    }

    /// Whether messages may leave `now`. Where nobody had answered and somebody does, what was put off becomes due again, so that
    /// all leave in the order of writing.
    async fn is_open(&self, db: &Db, channel: Channel, now: OffsetDateTime) -> Result<bool, StoreError> {
        let way = self.way(channel);
        let known = way.known();
        if known == Known::Open || known.waits(now) {
            return Ok(known == Known::Open);
        }
        let answers = match channel {
            Channel::Email => self.mail.is_answered().await,
            Channel::Sms => self.sms.is_answered().await,
        };
        match (known, answers) {
            (Known::Shut { .. }, true) => {
                db.release_messages(channel, now).await?;
                tracing::info!(?channel, "somebody answers again: what waited leaves");
            }
            (Known::Doubtful, false) => tracing::error!(?channel, "nobody answers: messages wait"),
            _ => {}
        }
        way.note(if answers { Known::Open } else { known.shut(now) });
        Ok(answers)
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
#[cfg(test)]
pub async fn deliver_due(db: &Db, courier: &Courier, clock: &Clock) -> Result<usize, StoreError> {
    let going = CancellationToken::new();
    let mails = deliver_until(db, courier, Channel::Email, clock, &going).await?;
    Ok(mails + deliver_until(db, courier, Channel::Sms, clock, &going).await?)
}

/// Delivers until `cancel`: at once when `wake` tells of a new message, and every five seconds.
pub async fn run(db: &Db, courier: &Courier, clock: &Clock, cancel: &CancellationToken, wake: &Notify) {
    let along = async |channel| {
        let mut streak = Streak::default();
        while !cancel.is_cancelled() {
            // What is written from here on is heard of, even while others leave.
            let woken = wake.notified();
            match deliver_until(db, courier, channel, clock, cancel).await {
                Ok(_) => {
                    if let Some(failures) = streak.ended() {
                        tracing::info!(?channel, failures, "messages leave again");
                    }
                }
                Err(error) => {
                    if streak.failed() {
                        tracing::error!(?channel, %error, "the outbox can't be read or noted: messages wait");
                    }
                }
            }
            tokio::select! {
                () = cancel.cancelled() => {}
                () = woken => tokio::time::sleep(TOGETHER).await,
                () = tokio::time::sleep(EVERY) => {}
            }
        }
    };
    tokio::join!(along(Channel::Email), along(Channel::Sms));
}

async fn deliver_until(
    db: &Db,
    courier: &Courier,
    channel: Channel,
    clock: &Clock,
    cancel: &CancellationToken,
) -> Result<usize, StoreError> {
    let mut sent = 0;
    while !cancel.is_cancelled() && courier.is_open(db, channel, clock.now()).await? {
        let (due, claimed) = (db.claim_messages(channel, clock.now()).await?, Instant::now());
        if due.is_empty() {
            break;
        }
        // One after the other to the same recipient, who reads them in the order in which they were written.
        let lines = by_recipient(due).into_iter().map(|line| {
            let sending = async |due: Due| (due.id, deliver(courier, clock, cancel, claimed, &due).await);
            futures::stream::iter(line).then(sending).boxed()
        });
        // What has ended by then is noted together: each note waits for the disk, and so do people who send meanwhile.
        let mut ended = futures::stream::iter(lines).flatten_unordered(AT_ONCE).ready_chunks(AT_ONCE);
        // All are brought to their end before an error is told: none is dropped half sent.
        let mut noted = Ok(());
        while let Some(ended) = ended.next().await {
            let left = ended.iter().filter(|(_, ended)| *ended == Ended::Sent).count();
            if left < ended.len() {
                courier.way(channel).note(Known::Doubtful);
            }
            match db.note_messages(&ended, clock.now()).await {
                Ok(()) => sent += left,
                Err(error) => noted = Err(error),
            }
        }
        noted?;
    }
    Ok(sent)
}

/// Messages by recipient, in the order of the first of each.
fn by_recipient(due: Vec<Due>) -> Vec<Vec<Due>> {
    let (mut lines, mut place): (Vec<Vec<Due>>, HashMap<String, usize>) = Default::default();
    for one in due {
        let at = *place.entry(one.recipient.clone()).or_insert(lines.len());
        match lines.get_mut(at) {
            Some(line) => line.push(one),
            None => lines.push(vec![one]),
        }
    }
    lines
}

/// Sends one message; answers what came of it.
async fn deliver(
    courier: &Courier,
    clock: &Clock,
    cancel: &CancellationToken,
    claimed: Instant,
    due: &Due,
) -> Ended {
    if cancel.is_cancelled() || claimed.elapsed() > BEGUN_WITHIN {
        // Given back, so that whoever comes next need not wait for the claim to end.
        return Ended::PutOff { due: clock.now(), error: "given back before it was sent".to_owned() };
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

/// Whether what is asked of an address is kept from others on the way: by https, or on this machine.
pub(crate) fn is_kept_from_others(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && url.host_str().is_some_and(is_this_machine))
}

/// Whether a host of a URL is this machine: only there may something travel unencrypted.
pub(crate) fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
