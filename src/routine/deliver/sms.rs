//! SMS: to the HTTP provider that is set, or to a file.

use std::fmt;
use std::time::Duration;

use reqwest::{Client, Url, redirect};
use serde::Serialize;
use thiserror::Error;
use time::OffsetDateTime;

use super::outbox::Outbox;
use super::{CourierError, DeliverError, is_kept_from_others};
use crate::store::Due;

/// A provider of SMS: it takes `{to, text, from}` as JSON, with a bearer token.
#[derive(Clone)]
pub struct Provider {
    /// Where.
    pub url: ProviderUrl,
    /// What opens it.
    pub token: String,
    /// Who the SMS comes from.
    pub sender: Sender,
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").field("sender", &self.sender.0).finish_non_exhaustive()
    }
}

/// The address of a provider. It may hold a secret: it is not shown.
#[derive(Clone)]
pub struct ProviderUrl(Url);

/// Why an address of a provider was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("is not an https address (http is accepted to this machine only)")]
pub struct ProviderUrlError;

impl ProviderUrl {
    /// Parses an https address, or an http address of this machine.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn parse(text: &str) -> Result<Self, ProviderUrlError> {
        let url: Url = text.parse().map_err(|_| ProviderUrlError)?;
        if is_kept_from_others(&url) { Ok(Self(url)) } else { Err(ProviderUrlError) }
    }
}

/// Who an SMS comes from: a name of at most eleven letters and digits, or a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(String);

/// Why a sender was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("is neither a name of at most 11 letters and digits nor a number")]
pub struct SenderError;

impl Sender {
    /// Parses a name or a number.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn parse(text: &str) -> Result<Self, SenderError> {
        let digits = text.strip_prefix('+').unwrap_or(text);
        let number = (3..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let name = (1..=11).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if number || name { Ok(Self(text.to_owned())) } else { Err(SenderError) }
    }
}

#[derive(Serialize)]
struct Sms<'a> {
    to: &'a str,
    text: &'a str,
    from: &'a str,
}

/// What sends SMS.
#[derive(Debug)]
pub(super) struct Texter {
    provider: Option<(Client, Provider)>,
    outbox: Outbox,
}

impl Texter {
    pub(super) fn new(provider: Option<Provider>, outbox: Outbox) -> Result<Self, CourierError> {
        let provider = match provider {
            Some(provider) => {
                let client = Client::builder()
                    .connect_timeout(Duration::from_secs(5))
                    .timeout(Duration::from_secs(15))
                    // The token and the text go where the settings say, and nowhere else.
                    .redirect(redirect::Policy::none())
                    .build()?;
                Some((client, provider))
            }
            None => None,
        };
        Ok(Self { provider, outbox })
    }

    /// Whether somebody is at the other end, whatever he says to a question without a message; a folder always is.
    pub(super) async fn is_answered(&self) -> bool {
        match &self.provider {
            Some((client, provider)) => client.head(provider.url.0.clone()).send().await.is_ok(),
            None => true,
        }
    }

    pub(super) async fn send(&self, due: &Due, now: OffsetDateTime) -> Result<(), DeliverError> {
        let Some((client, provider)) = &self.provider else {
            let content = format!("À : {}\n\n{}\n", due.recipient, due.body);
            return Ok(self.outbox.write(due, "txt", now, content.into_bytes()).await?);
        };
        let sms = Sms { to: &due.recipient, text: &due.body, from: &provider.sender.0 };
        let request = client.post(provider.url.0.clone()).bearer_auth(&provider.token).json(&sms);
        // A provider that knows this header sends a repeat once.
        match request.header("Idempotency-Key", super::safe_name(&due.key)).send().await {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(DeliverError::Refused(answer.status().as_u16())),
            Err(error) if error.is_timeout() => Err(DeliverError::Timeout),
            Err(_) => Err(DeliverError::Connection),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::http::{HeaderMap, StatusCode};
    use axum::routing::post;
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-22 06:15:00 UTC);

    fn provider(url: &str) -> Provider {
        let url = ProviderUrl::parse(url).unwrap();
        Provider { url, token: "jeton-secret".to_owned(), sender: Sender::parse("PremierPas").unwrap() }
    }

    fn due() -> Due {
        let [key, channel, recipient] = ["r-1", "sms", "+33639980012"].map(str::to_owned);
        Due {
            id: Uuid::nil(),
            key,
            channel,
            recipient,
            subject: String::new(),
            body: "Été".to_owned(),
            attempts: 1,
        }
    }

    /// A provider on this machine that answers `status`, and what it was sent.
    async fn fake(status: StatusCode) -> (String, Arc<Mutex<Vec<(String, String, String)>>>) {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let notes = seen.clone();
        let handler = move |headers: HeaderMap, body: String| async move {
            let header = |name: &str| headers[name].to_str().unwrap().to_owned();
            notes.lock().unwrap().push((header("authorization"), header("idempotency-key"), body));
            (status, [("location", "/sms")])
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/sms", listener.local_addr().unwrap());
        tokio::spawn(
            async move { axum::serve(listener, axum::Router::new().route("/sms", post(handler))).await },
        );
        (url, seen)
    }

    #[tokio::test]
    async fn the_provider_gets_what_it_needs() {
        let (url, seen) = fake(StatusCode::ACCEPTED).await;
        let texter = Texter::new(Some(provider(&url)), Outbox::new("unused".into(), |_| {})).unwrap();
        texter.send(&due(), NOW).await.unwrap();
        let body = r#"{"to":"+33639980012","text":"Été","from":"PremierPas"}"#;
        let expected = ("Bearer jeton-secret".to_owned(), "r-1".to_owned(), body.to_owned());
        assert_eq!(*seen.lock().unwrap(), [expected]);
    }

    #[tokio::test]
    async fn a_refusal_is_told_by_its_status_alone() {
        for status in [StatusCode::UNAUTHORIZED, StatusCode::FOUND, StatusCode::SERVICE_UNAVAILABLE] {
            let (url, _) = fake(status).await;
            let texter = Texter::new(Some(provider(&url)), Outbox::new("unused".into(), |_| {})).unwrap();
            let error = texter.send(&due(), NOW).await.unwrap_err();
            assert_eq!(error.to_string(), format!("refused with status {}", status.as_u16()));
        }
    }

    #[test]
    fn addresses_and_senders_are_checked_and_the_token_is_not_shown() {
        assert!(ProviderUrl::parse("https://sms.example.org/v1").is_ok());
        for wrong in ["http://sms.example.org/v1", "sms.example.org", "ftp://127.0.0.1/", ""] {
            assert!(ProviderUrl::parse(wrong).is_err(), "{wrong}");
        }
        assert!(["PremierPas", "38100", "+33639980012"].iter().all(|good| Sender::parse(good).is_ok()));
        assert!(
            ["", "Premier Pas", "PremierPasPlus", "+33x", "é"]
                .iter()
                .all(|wrong| Sender::parse(wrong).is_err())
        );
        let shown = format!("{:?}", provider("https://cle:motdepasse@sms.example.org/v1"));
        assert!(!shown.contains("jeton-secret") && !shown.contains("motdepasse"), "{shown}");
    }
}
