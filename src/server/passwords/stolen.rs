//! Passwords that were stolen somewhere (ASVS 5.0, 6.2.12): a list is asked for whatever begins with the first five signs of a
//! digest, some hundreds of passwords, so that it does not learn which is meant. The way of asking is that of Have I Been Pwned
//! (<https://haveibeenpwned.com/API/v3#PwnedPasswords>), which others serve too.

use std::fmt::Write as _;
use std::time::Duration;

use reqwest::{Client, Response, Url, redirect};
use sha1::{Digest, Sha1};
use thiserror::Error;

use crate::domain::passphrase::Passphrase;
use crate::routine::deliver::is_kept_from_others;

/// Signs of the digest that the list is told.
const TOLD: usize = 5;
/// Nobody waits longer for the list.
const PATIENCE: Duration = Duration::from_secs(2);
/// The longest answer, in bytes: those of the list have about 40,000.
const ANSWER_MAX: usize = 1 << 20;

/// The address of a list, up to the slash that the five signs follow.
#[derive(Debug, Clone)]
pub struct StolenUrl(Url);

/// Why an address of a list was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("is not an https address that ends with a slash (http is accepted to this machine only)")]
pub struct StolenUrlError;

impl StolenUrl {
    /// Parses an https address, or an http address of this machine.
    ///
    /// # Errors
    /// Where it is neither, or does not end with a slash.
    pub fn parse(text: &str) -> Result<Self, StolenUrlError> {
        let url: Url = text.parse().map_err(|_| StolenUrlError)?;
        if is_kept_from_others(&url) && url.path().ends_with('/') && url.query().is_none() {
            Ok(Self(url))
        } else {
            Err(StolenUrlError)
        }
    }
}

/// Why a list said nothing. It never holds the password, nor what the list was told.
#[derive(Debug, Error)]
pub enum StolenError {
    /// It can't be reached, or takes too long.
    #[error("the list can't be reached: {0}")]
    Unreachable(#[source] reqwest::Error),
    /// It answered something else.
    #[error("the list answered with status {0}")]
    Refused(u16),
    /// It answered without an end.
    #[error("the list answered too much")]
    TooLong,
}

impl From<reqwest::Error> for StolenError {
    fn from(error: reqwest::Error) -> Self {
        Self::Unreachable(error.without_url())
    }
}

/// A list of stolen passwords. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Stolen {
    client: Client,
    url: StolenUrl,
}

impl Stolen {
    /// The list at an address.
    ///
    /// # Errors
    /// Where no client can be made.
    pub fn new(url: StolenUrl) -> Result<Self, StolenError> {
        let client = Client::builder()
            .timeout(PATIENCE)
            .redirect(redirect::Policy::none())
            .user_agent("Premier Pas")
            .build()?;
        Ok(Self { client, url })
    }

    /// Whether a password is on the list.
    ///
    /// # Errors
    /// Where the list does not say.
    pub async fn knows(&self, password: &Passphrase) -> Result<bool, StolenError> {
        let digest = digest(password);
        let (told, kept) = digest.split_at(TOLD);
        let Ok(url) = self.url.0.join(told) else { return Ok(false) };
        // With padding the length of the answer says nothing either.
        let answer = self.client.get(url).header("Add-Padding", "true").send().await?;
        if !answer.status().is_success() {
            return Err(StolenError::Refused(answer.status().as_u16()));
        }
        let lines = whole(answer).await?;
        // What is only padding was seen zero times.
        let known = |line: &str| {
            line.trim()
                .split_once(':')
                .is_some_and(|(end, seen)| end.eq_ignore_ascii_case(kept) && seen != "0")
        };
        Ok(lines.lines().any(known))
    }
}

async fn whole(mut answer: Response) -> Result<String, StolenError> {
    let mut bytes = Vec::new();
    while let Some(more) = answer.chunk().await? {
        if bytes.len() + more.len() > ANSWER_MAX {
            return Err(StolenError::TooLong);
        }
        bytes.extend_from_slice(&more);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The digest by which such lists are kept: SHA-1, in capitals.
fn digest(password: &Passphrase) -> String {
    Sha1::digest(password.expose()).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::extract::Path;
    use axum::http::{HeaderMap, StatusCode};
    use axum::routing::get;

    use super::*;

    fn chosen(text: &str) -> Passphrase {
        Passphrase::tried(text).unwrap()
    }

    /// A list on this machine that answers `lines`, and what it was asked.
    async fn list(status: StatusCode, lines: String) -> (Stolen, Arc<Mutex<Vec<String>>>) {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let notes = asked.clone();
        let answer = move |Path(told): Path<String>, headers: HeaderMap| async move {
            assert_eq!(headers["add-padding"], "true");
            notes.lock().unwrap().push(told);
            (status, lines)
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/range/", listener.local_addr().unwrap());
        let router = axum::Router::new().route("/range/{told}", get(answer));
        tokio::spawn(async move { axum::serve(listener, router).await });
        (Stolen::new(StolenUrl::parse(&url).unwrap()).unwrap(), asked)
    }

    #[test]
    fn the_digest_is_that_of_the_standard() {
        // FIPS 180-2, appendix A.1.
        assert_eq!(digest(&chosen("abc")), "A9993E364706816ABA3E25717850C26C9CD0D89D");
    }

    #[tokio::test]
    async fn a_list_learns_five_signs_and_knows_the_rest() {
        let lines = "0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n\
                     E364706816ABA3E25717850C26C9CD0D89D:52\r\n\
                     FFF9D6F3A5D1F5B5A4F1E9A4A7D3A4C1B2E:0\r\n"
            .to_owned();
        let (stolen, asked) = list(StatusCode::OK, lines).await;
        assert!(stolen.knows(&chosen("abc")).await.unwrap());
        assert!(!stolen.knows(&chosen("le chat dort")).await.unwrap());
        assert_eq!(asked.lock().unwrap()[0], "A9993");
        let padding = "E364706816ABA3E25717850C26C9CD0D89D:0\r\n".to_owned();
        assert!(!list(StatusCode::OK, padding).await.0.knows(&chosen("abc")).await.unwrap());
    }

    #[tokio::test]
    async fn a_list_that_fails_says_so_and_nothing_of_the_password() {
        let (refused, _) = list(StatusCode::SERVICE_UNAVAILABLE, String::new()).await;
        assert_eq!(
            refused.knows(&chosen("abc")).await.unwrap_err().to_string(),
            "the list answered with status 503"
        );
        let (long, _) = list(StatusCode::OK, "0".repeat(ANSWER_MAX + 1)).await;
        assert!(matches!(long.knows(&chosen("abc")).await, Err(StolenError::TooLong)));
        let nobody = Stolen::new(StolenUrl::parse("http://127.0.0.1:9/").unwrap()).unwrap();
        let error = nobody.knows(&chosen("abc")).await.unwrap_err();
        assert!(!format!("{error:?}").contains("A9993"), "{error:?}");
    }

    #[test]
    fn only_a_safe_address_is_taken() {
        for good in ["https://api.pwnedpasswords.com/range/", "http://127.0.0.1:3001/"] {
            assert!(StolenUrl::parse(good).is_ok(), "{good}");
        }
        for wrong in
            ["http://example.org/range/", "https://example.org/range", "https://example.org/?x=/", "x", ""]
        {
            assert!(StolenUrl::parse(wrong).is_err(), "{wrong}");
        }
    }
}
