//! Mail: to the server that is set, or to a file.

use std::fmt;
use std::time::Duration;

use lettre::address::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, SinglePart};
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use thiserror::Error;
use time::OffsetDateTime;

use super::outbox::Outbox;
use super::{CourierError, DeliverError, Routes, is_this_machine, safe_name};
use crate::store::Due;

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// Longest silence of a mail server within a dialogue: many answer slowly on purpose, and whoever gives up on one that has taken
/// the mail sends it twice.
pub const SILENCE: Duration = Duration::from_secs(60);

/// Where the mail server is, and how to log in there. It holds a password: it is not shown.
#[derive(Clone)]
pub struct SmtpUrl(String);

/// Why an address of a mail server was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SmtpUrlError {
    /// It is no such address.
    #[error("is not an address of a mail server")]
    NotSmtp,
    /// Mail would travel unencrypted through the network.
    #[error("would send mail unencrypted: use smtps://, or add ?tls=required")]
    Unencrypted,
}

impl SmtpUrl {
    /// Parses `smtps://user:password@host:port`, or `smtp://` with `?tls=required` or to this machine.
    ///
    /// # Errors
    /// Where it is not of that form.
    pub fn parse(text: &str) -> Result<Self, SmtpUrlError> {
        let url: reqwest::Url = text.parse().map_err(|_| SmtpUrlError::NotSmtp)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(SmtpUrlError::NotSmtp)?;
        Transport::from_url(text).map_err(|_| SmtpUrlError::NotSmtp)?;
        let required =
            url.query_pairs().find(|(name, _)| name == "tls").is_some_and(|(_, value)| value == "required");
        if url.scheme() == "smtps" || required || is_this_machine(host) {
            Ok(Self(text.to_owned()))
        } else {
            Err(SmtpUrlError::Unencrypted)
        }
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmtpUrl(…)")
    }
}

/// What sends mail.
#[derive(Debug)]
pub(super) struct Mailer {
    transport: Option<Transport>,
    from: Mailbox,
    host: String,
    outbox: Outbox,
}

impl Mailer {
    pub(super) fn new(routes: &Routes, outbox: Outbox) -> Result<Self, CourierError> {
        let transport = match &routes.smtp {
            Some(url) => {
                let pool = PoolConfig::new().max_size(4).idle_timeout(Duration::from_secs(30));
                let builder = Transport::from_url(&url.0)?.timeout(Some(routes.silence));
                Some(builder.pool_config(pool).build())
            }
            None => None,
        };
        Ok(Self { transport, from: routes.from.clone(), host: routes.host.clone(), outbox })
    }

    /// Whether somebody is at the other end; a folder always is.
    pub(super) async fn is_answered(&self) -> bool {
        match &self.transport {
            Some(transport) => transport.test_connection().await.unwrap_or(false),
            None => true,
        }
    }

    pub(super) async fn send(&self, due: &Due, now: OffsetDateTime) -> Result<(), DeliverError> {
        let message = self.compose(due, now)?;
        match &self.transport {
            Some(transport) => transport.send(message).await.map(drop).map_err(|error| coarse(&error)),
            None => Ok(self.outbox.write(due, "eml", now, message.formatted()).await?),
        }
    }

    /// A mail of plain text, whose Message-ID is always the same: what arrives twice is shown once.
    fn compose(&self, due: &Due, now: OffsetDateTime) -> Result<Message, DeliverError> {
        let to: Address = due.recipient.parse().map_err(|_| DeliverError::Address)?;
        let subject: String = due.subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let automatic =
            HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        Message::builder()
            .message_id(Some(format!("<{}@{}>", safe_name(&due.key), self.host)))
            .date(now.into())
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .raw_header(automatic)
            .singlepart(SinglePart::plain(due.body.clone()))
            .map_err(|_| DeliverError::Address)
    }
}

/// The kind of an error, without the server's words: they quote addresses.
fn coarse(error: &lettre::transport::smtp::Error) -> DeliverError {
    match error.status() {
        Some(code) => DeliverError::Refused(u16::from(code)),
        None if error.is_timeout() => DeliverError::Timeout,
        None => DeliverError::Connection,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;
    use crate::routine::fixture::outbox_routes;

    const NOW: OffsetDateTime = datetime!(2026-11-22 06:15:00 UTC);

    fn mailer() -> Mailer {
        let routes = outbox_routes("unused".as_ref());
        Mailer::new(&routes, Outbox::new("unused".into(), |_| {})).unwrap()
    }

    fn due(recipient: &str, subject: &str) -> Due {
        let (recipient, subject, body) =
            (recipient.to_owned(), subject.to_owned(), "Été\n.\nBcc: x@y.fr".to_owned());
        let (key, channel) = ("r-1".to_owned(), "email".to_owned());
        Due { id: Uuid::nil(), key, channel, recipient, subject, body, attempts: 1 }
    }

    #[test]
    fn a_mail_says_what_it_is() {
        let mail = mailer().compose(&due("contact@example.org", "Zoé vous demande"), NOW).unwrap();
        let text = String::from_utf8(mail.formatted()).unwrap();
        for line in [
            "Message-ID: <r-1@premier-pas.example>\r\n",
            "Date: Sun, 22 Nov 2026 06:15:00 +0000\r\n",
            "To: contact@example.org\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
            "MIME-Version: 1.0\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
    }

    #[test]
    fn no_header_can_be_smuggled_in() {
        let mail =
            mailer().compose(&due("contact@example.org", "Bonjour\r\nBcc: espion@example.org\r\n\r\nx"), NOW);
        let text = String::from_utf8(mail.unwrap().formatted()).unwrap();
        let head = text.split("\r\n\r\n").next().unwrap();
        assert!(head.contains("Subject: Bonjour  Bcc: espion@example.org"), "{head}");
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        for recipient in ["a@b.fr\r\nBcc: c@d.fr", "a@b.fr, c@d.fr", "a@b.fr>", ""] {
            let refused = mailer().compose(&due(recipient, "x"), NOW);
            assert!(matches!(refused, Err(DeliverError::Address)), "{recipient}");
        }
    }

    #[test]
    fn mail_is_unencrypted_on_this_machine_only() {
        for good in [
            "smtps://user:secret@mail.example.org:465",
            "smtp://mail.example.org?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://localhost:2525",
            "smtp://[::1]:2525",
        ] {
            let url = SmtpUrl::parse(good).unwrap();
            assert_eq!(format!("{url:?}"), "SmtpUrl(…)");
        }
        for open in ["smtp://mail.example.org:25", "smtp://mail.example.org?tls=opportunistic"] {
            assert_eq!(SmtpUrl::parse(open).unwrap_err(), SmtpUrlError::Unencrypted, "{open}");
        }
        for wrong in ["", "mail.example.org", "https://mail.example.org", "smtp://", "smtps:///x"] {
            assert_eq!(SmtpUrl::parse(wrong).unwrap_err(), SmtpUrlError::NotSmtp, "{wrong}");
        }
    }
}
