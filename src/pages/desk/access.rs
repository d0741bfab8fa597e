//! Who opens a page: read from the cookie, never from the address.

use http::request::Parts;
use http::{HeaderMap, header};
use leptos::prelude::use_context;

use super::Signed;
use crate::domain::id::Secret;
use crate::domain::percent::encode;
use crate::domain::two_steps::SecondStep;
use crate::error::PageError;
use crate::pages::error::set_status;
use crate::pages::reading::Reading;
use crate::store::{Account, StoreError};

/// Why a page does not open.
#[derive(Debug)]
pub enum Shut {
    /// One has to go there first.
    Elsewhere(String),
    /// It can't be read, or is not for her.
    Error(PageError),
}

impl From<PageError> for Shut {
    fn from(error: PageError) -> Self {
        Self::Error(error)
    }
}

impl From<StoreError> for Shut {
    fn from(error: StoreError) -> Self {
        Self::Error(error.into())
    }
}

/// What a request brings to open a door with.
#[derive(Debug, Clone)]
pub struct Access {
    reading: Reading,
    cookie: Option<Secret>,
    /// Where to come back to.
    path: String,
}

impl Access {
    /// That of the request under way.
    ///
    /// # Errors
    /// Outside a request.
    pub fn current() -> Result<Self, PageError> {
        let reading = Reading::current()?;
        let parts: Parts = use_context().ok_or(PageError::Unavailable)?;
        let path = parts.uri.path_and_query().map_or("/espace", |path| path.as_str()).to_owned();
        let cookie = session_cookie(&parts.headers, &reading.public_url);
        Ok(Self { reading, cookie, path })
    }

    /// Who is signed in, with her structures.
    ///
    /// # Errors
    /// Where nobody is, or her second factor is still to come, or to be turned on.
    pub async fn signed(self) -> Result<Signed, Shut> {
        let Self { reading, cookie, path } = self;
        let sign_in = || Shut::Elsewhere(sign_in_address("/connexion", &path));
        let cookie = cookie.ok_or_else(sign_in)?;
        if reading.pulse.is_lost() {
            return Err(PageError::Unavailable.into());
        }
        let now = reading.clock.now();
        let (session, account) = reading.db.session(&cookie, now).await?.ok_or_else(sign_in)?;
        if session.waits {
            return Err(Shut::Elsewhere(sign_in_address("/connexion/code", &path)));
        }
        if let Some(first) = second_step_first(reading.second_step, &account, &path) {
            return Err(Shut::Elsewhere(first));
        }
        let workplaces = reading.db.workplaces(account.id).await?;
        Ok(Signed { reading, account, session, workplaces })
    }
}

/// Where somebody goes before `path`: to turn her second step on, where one stands before it and she has none.
pub fn second_step_first(asked: SecondStep, account: &Account, path: &str) -> Option<String> {
    let first = account.totp_secret.is_none() && asked.stands_before(path, account.is_moderator);
    first.then(|| format!("/espace/profil/deux-etapes?suite={}", encode(path)))
}

/// The address of a page of signing in that leads to `next` afterwards.
pub fn sign_in_address(page: &str, next: &str) -> String {
    if next == "/espace" { page.to_owned() } else { format!("{page}?suite={}", encode(next)) }
}

/// The name of the session's cookie: bound to this very host where people come encrypted (ASVS 5.0 3.3.1).
pub fn cookie_name(public_url: &str) -> &'static str {
    if public_url.starts_with("https://") { "__Host-session" } else { "session" }
}

/// The secret in the session's cookie, if there is one.
pub fn session_cookie(headers: &HeaderMap, public_url: &str) -> Option<Secret> {
    cookie(headers, cookie_name(public_url)).and_then(|value| Secret::parse(&value))
}

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned())
}

/// Makes the answer a redirect.
pub fn lead_to(path: &str) {
    set_status(303);
    if let (Some(response), Ok(path)) =
        (use_context::<leptos_axum::ResponseOptions>(), http::HeaderValue::from_str(path))
    {
        response.insert_header(header::LOCATION, path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        let secret = "abcdefghjkmnpqrstuvwxyz234";
        headers.append("cookie", format!("a=b; __Host-session={secret}; c=d").parse().unwrap());
        let found = session_cookie(&headers, "https://premier-pas.example");
        assert_eq!(found.map(|secret| secret.expose().to_owned()), Some(secret.to_owned()));
        assert!(session_cookie(&headers, "http://127.0.0.1:3000").is_none(), "another name on loopback");
        headers.insert("cookie", "__Host-session=short".parse().unwrap());
        assert!(session_cookie(&headers, "https://premier-pas.example").is_none());
    }
}
