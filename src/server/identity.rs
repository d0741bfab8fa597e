//! Signing in by an identity provider (ProConnect): the code flow of OpenID Connect, with PKCE, state and nonce.
//!
//! What has to be known again when the person comes back travels in a cookie of her own browser, for ten minutes.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use serde::Deserialize;
use thiserror::Error;

use super::config::IdentityProvider;
use super::origin::is_elsewhere;
use super::posts::{Sender, end_session, entered};
use super::state::App;
use crate::domain::account::{Login, next_page};
use crate::domain::id::Chance;
use crate::domain::percent::{decode_pairs, encode};
use crate::pages::desk::access::{cookie, sign_in_address};
use crate::store::{NewSession, StoreError, digest};

/// Where the provider sends people back to.
pub const CALLBACK: &str = "/connexion/proconnect/retour";
/// Seconds for which a person may be away.
const AWAY: u32 = 600;
/// Longest time that the provider may take for one answer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// Why somebody was not signed in. Logged; she reads one sentence.
#[derive(Debug, Error)]
enum IdentityError {
    /// The provider can't be reached, or says what makes no sense.
    #[error("the provider: {0}")]
    Provider(String),
    /// She comes back from nowhere, or too late.
    #[error("no attempt of this browser")]
    NoAttempt,
    /// The provider, or she, said no.
    #[error("refused")]
    Refused,
    /// Who she is was not proved, or not said.
    #[error("not proved: {0}")]
    Unproved(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What makes an attempt one's own.
struct Attempt {
    state: String,
    nonce: String,
    verifier: String,
    next: String,
}

impl Attempt {
    fn new(chance: &Chance, next: &str) -> Self {
        let secret = || chance.secret().expose().to_owned();
        // RFC 7636: 43 to 128 characters.
        Self {
            state: secret(),
            nonce: secret(),
            verifier: secret() + &secret(),
            next: next_page(next).to_owned(),
        }
    }

    fn cookie(&self) -> String {
        let Self { state, nonce, verifier, next } = self;
        format!("{state}.{nonce}.{verifier}.{}", encode(next))
    }

    fn read(value: &str) -> Option<Self> {
        let mut parts = value.splitn(4, '.').map(str::to_owned);
        let (state, nonce, verifier) = (parts.next()?, parts.next()?, parts.next()?);
        let next = decode_pairs(&format!("x={}", parts.next()?)).next()?.1;
        Some(Self { state, nonce, verifier, next: next_page(&next).to_owned() })
    }
}

/// What the provider says of who came back.
struct Proved {
    subject: String,
    email: Login,
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    suite: String,
}

#[derive(Deserialize)]
pub struct Returned {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    iss: Option<String>,
    error: Option<String>,
}

/// `GET /connexion/proconnect`: leads to the provider.
pub async fn start(State(app): State<App>, headers: HeaderMap, Query(wanted): Query<Wanted>) -> Response {
    let Some(provider) = &app.config.identity else { return Redirect::to("/connexion").into_response() };
    // Nobody is signed in by a page of somebody else: she sees ours first, and presses there.
    if is_elsewhere(&headers) {
        return Redirect::to(&sign_in_address("/connexion", next_page(&wanted.suite))).into_response();
    }
    let attempt = Attempt::new(&app.reading.chance, &wanted.suite);
    match leave(&app, provider, &attempt).await {
        Ok(address) => with_cookie(&app, &attempt.cookie(), AWAY, Redirect::to(&address).into_response()),
        Err(error) => refused(&error, &attempt.next),
    }
}

/// `GET /connexion/proconnect/retour`: who comes back is signed in.
pub async fn finish(
    State(app): State<App>,
    headers: HeaderMap,
    Query(returned): Query<Returned>,
) -> Response {
    let Some(provider) = &app.config.identity else { return Redirect::to("/connexion").into_response() };
    let attempt = cookie(&headers, cookie_name(&app)).and_then(|value| Attempt::read(&value));
    let next = attempt.as_ref().map_or("/espace".to_owned(), |attempt| attempt.next.clone());
    let response = match come_back(&app, provider, attempt, &returned, &headers).await {
        Ok(response) => response,
        Err(error) => refused(&error, &next),
    };
    with_cookie(&app, "", 0, response)
}

async fn leave(app: &App, provider: &IdentityProvider, attempt: &Attempt) -> Result<String, IdentityError> {
    let http = http()?;
    let client = client!(app, provider, &http);
    let challenge =
        PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(attempt.verifier.clone()));
    let (state, nonce) = (attempt.state.clone(), attempt.nonce.clone());
    let asking = client.authorize_url(
        CoreAuthenticationFlow::AuthorizationCode,
        move || CsrfToken::new(state),
        move || Nonce::new(nonce),
    );
    let (address, ..) = asking.add_scope(Scope::new("email".to_owned())).set_pkce_challenge(challenge).url();
    Ok(address.to_string())
}

async fn come_back(
    app: &App,
    provider: &IdentityProvider,
    attempt: Option<Attempt>,
    returned: &Returned,
    headers: &HeaderMap,
) -> Result<Response, IdentityError> {
    let attempt = attempt.ok_or(IdentityError::NoAttempt)?;
    // By their digests: the time it takes tells nothing.
    if digest(&attempt.state) != digest(&returned.state) {
        return Err(IdentityError::NoAttempt);
    }
    // RFC 9207: an answer of another provider is none of ours.
    if returned.iss.as_ref().is_some_and(|issuer| *issuer != provider.issuer) {
        return Err(IdentityError::Unproved("another issuer".to_owned()));
    }
    if returned.error.is_some() || returned.code.is_empty() {
        return Err(IdentityError::Refused);
    }
    let proved = prove(app, provider, &attempt, &returned.code).await?;
    let reading = &app.reading;
    let sender = Sender::of(app, headers);
    let secret = reading.chance.secret();
    let session = NewSession { secret: &secret, agent: sender.agent(), by_password: false };
    let waits =
        reading.db.enter_by_identity(&proved.subject, &proved.email, &session, reading.clock.now()).await?;
    if let Err(error) = end_session(app, &sender).await {
        tracing::warn!(%error, "the session of before could not be ended");
    }
    Ok(entered(app, &secret, &attempt.next, waits).answer(false))
}

async fn prove(
    app: &App,
    provider: &IdentityProvider,
    attempt: &Attempt,
    code: &str,
) -> Result<Proved, IdentityError> {
    let wrong = |error: &dyn std::fmt::Display| IdentityError::Unproved(error.to_string());
    let http = http()?;
    let client = client!(app, provider, &http);
    let answer = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .map_err(|error| wrong(&error))?
        .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()))
        .request_async(&http)
        .await
        .map_err(|error| IdentityError::Provider(error.to_string()))?;
    let token = answer.id_token().ok_or_else(|| wrong(&"no ID token"))?;
    let verifier = client.id_token_verifier();
    let claims =
        token.claims(&verifier, &Nonce::new(attempt.nonce.clone())).map_err(|error| wrong(&error))?;
    if let Some(expected) = claims.access_token_hash() {
        let algorithm = token.signing_alg().map_err(|error| wrong(&error))?;
        let key = token.signing_key(&verifier).map_err(|error| wrong(&error))?;
        let found = AccessTokenHash::from_token(answer.access_token(), algorithm, key)
            .map_err(|error| wrong(&error))?;
        if found != *expected {
            return Err(wrong(&"another access token"));
        }
    }
    // ProConnect says the address only here, and signs it; others may answer in plain JSON over TLS.
    let subject = claims.subject().clone();
    let person: CoreUserInfoClaims = client
        .user_info(answer.access_token().to_owned(), Some(subject.clone()))
        .map_err(|error| wrong(&error))?
        .request_async(&http)
        .await
        .map_err(|error| IdentityError::Provider(error.to_string()))?;
    if person.email_verified() == Some(false) {
        return Err(wrong(&"the address is not verified"));
    }
    let email = person.email().and_then(|email| Login::parse(email.as_str()).ok());
    Ok(Proved { subject: subject.to_string(), email: email.ok_or_else(|| wrong(&"no address"))? })
}

/// What asks the provider. A redirect is not followed: it could lead into our own network.
fn http() -> Result<openidconnect::reqwest::Client, IdentityError> {
    openidconnect::reqwest::Client::builder()
        .redirect(openidconnect::reqwest::redirect::Policy::none())
        .timeout(PATIENCE)
        .build()
        .map_err(|error| IdentityError::Provider(error.to_string()))
}

/// The client of a provider, by what the provider tells of itself. A macro, since its type says which addresses it knows.
macro_rules! client {
    ($app:expr, $provider:expr, $http:expr) => {{
        let failed = |error: &dyn std::fmt::Display| IdentityError::Provider(error.to_string());
        let issuer = IssuerUrl::new($provider.issuer.clone()).map_err(|error| failed(&error))?;
        let told =
            CoreProviderMetadata::discover_async(issuer, $http).await.map_err(|error| failed(&error))?;
        let callback =
            RedirectUrl::new($app.config.public_url.to(CALLBACK)).map_err(|error| failed(&error))?;
        let (id, secret) = ($provider.client_id.clone(), $provider.client_secret.clone());
        CoreClient::from_provider_metadata(told, ClientId::new(id), Some(ClientSecret::new(secret)))
            .set_redirect_uri(callback)
    }};
}
use client;

fn refused(error: &IdentityError, next: &str) -> Response {
    match error {
        IdentityError::Refused | IdentityError::NoAttempt => {
            tracing::info!(%error, "not signed in by the provider")
        }
        _ => tracing::error!(%error, "the provider could not sign somebody in"),
    }
    let address = sign_in_address("/connexion", next);
    let sign = if address.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{address}{sign}refus=1")).into_response()
}

fn cookie_name(app: &App) -> &'static str {
    if app.config.public_url.is_https() { "__Host-identite" } else { "identite" }
}

fn with_cookie(app: &App, value: &str, age: u32, mut response: Response) -> Response {
    let secure = if app.config.public_url.is_https() { "; Secure" } else { "" };
    let name = cookie_name(app);
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}");
    if let Ok(text) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, text);
    }
    response
}
