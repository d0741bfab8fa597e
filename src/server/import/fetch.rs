//! Reading a file from an address that a partner gave: only from the open internet, within bounds.
//!
//! An address could name what only this machine can reach (SSRF). So every name is resolved here, every address that it
//! has must be public, the connection goes to those very addresses, and each redirect is judged again.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use reqwest::{Client, Url, header, redirect};
use thiserror::Error;

use crate::domain::import::FILE_MAX;

/// Redirects followed.
const HOPS: usize = 5;
/// Time for the whole.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why nothing was read, in words for who gave the address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FetchError {
    /// Not an address of the web.
    #[error("Écrivez une adresse qui commence par https://")]
    NotWeb,
    /// Something that only this machine could reach.
    #[error(
        "Cette adresse n’est pas sur l’internet public. Donnez l’adresse d’un fichier que tout le monde peut lire."
    )]
    NotPublic,
    /// No answer.
    #[error("Cette adresse ne répond pas. Vérifiez-la dans votre navigateur.")]
    NoAnswer,
    /// An answer that is no file.
    #[error("Cette adresse répond par une erreur ({0}). Vérifiez-la dans votre navigateur.")]
    Status(u16),
    /// Too many redirects.
    #[error("Cette adresse renvoie sans fin vers d’autres adresses. Donnez l’adresse du fichier lui-même.")]
    Lost,
    /// Larger than a file may be.
    #[error("Le fichier de cette adresse est trop gros : 20 Mo au plus.")]
    TooLarge,
}

/// How far an address may reach.
#[derive(Debug, Clone, Copy)]
pub struct Reach {
    lets: fn(IpAddr) -> bool,
    hurries: bool,
}

impl Reach {
    /// The open internet; this machine and its neighbours too where `private`, for tests on one machine.
    pub fn new(private: bool) -> Self {
        if private {
            Self { lets: |_| true, hurries: true }
        } else {
            Self { lets: is_public, hurries: false }
        }
    }

    /// A pause between two questions to the same host; nobody is spared on one's own machine.
    pub fn pause(&self, wait: Duration) -> Duration {
        if self.hurries { Duration::ZERO } else { wait }
    }
}

/// Checks an address without reading it.
///
/// # Errors
/// Where it can't be one of a public file.
pub fn check(address: &str, reach: &Reach) -> Result<Url, FetchError> {
    let url = Url::parse(address.trim()).map_err(|_| FetchError::NotWeb)?;
    let web =
        ["http", "https"].contains(&url.scheme()) && url.username().is_empty() && url.password().is_none();
    if !web || address.len() > 2_000 {
        return Err(FetchError::NotWeb);
    }
    let host = url.host_str().ok_or(FetchError::NotWeb)?;
    let literal = host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
    if literal.is_some_and(|ip| !(reach.lets)(ip)) {
        return Err(FetchError::NotPublic);
    }
    Ok(url)
}

/// Reads what an address holds.
///
/// # Errors
/// Where it can't be read, or must not be.
pub async fn fetch(address: &str, reach: &Reach) -> Result<Vec<u8>, FetchError> {
    let reading = follow(check(address, reach)?, reach);
    tokio::time::timeout(PATIENCE, reading).await.unwrap_or(Err(FetchError::NoAnswer))
}

async fn follow(mut url: Url, reach: &Reach) -> Result<Vec<u8>, FetchError> {
    for _ in 0..=HOPS {
        let mut response = ask(&url, &resolve(&url, reach).await?).await?;
        let status = response.status();
        if status.is_redirection() {
            let location = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
            let next =
                location.and_then(|to| url.join(to).ok()).ok_or(FetchError::Status(status.as_u16()))?;
            url = check(next.as_str(), reach)?;
            continue;
        }
        if !status.is_success() {
            return Err(FetchError::Status(status.as_u16()));
        }
        if response.content_length().is_some_and(|length| length > FILE_MAX as u64) {
            return Err(FetchError::TooLarge);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| FetchError::NoAnswer)? {
            if bytes.len() + chunk.len() > FILE_MAX {
                return Err(FetchError::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        return Ok(bytes);
    }
    Err(FetchError::Lost)
}

/// Every address that a host has, if one may reach all of them.
async fn resolve(url: &Url, reach: &Reach) -> Result<Vec<SocketAddr>, FetchError> {
    let host = url.host_str().ok_or(FetchError::NotWeb)?;
    let port = url.port_or_known_default().ok_or(FetchError::NotWeb)?;
    let bare = host.trim_matches(['[', ']']);
    let found = tokio::net::lookup_host((bare, port)).await.map_err(|_| FetchError::NoAnswer)?;
    let addresses: Vec<SocketAddr> = found.collect();
    if addresses.is_empty() {
        return Err(FetchError::NoAnswer);
    }
    if !addresses.iter().all(|address| (reach.lets)(address.ip())) {
        return Err(FetchError::NotPublic);
    }
    Ok(addresses)
}

/// One request, to the very addresses that were judged: the name is not asked a second time, since it could answer
/// otherwise then (DNS rebinding).
async fn ask(url: &Url, addresses: &[SocketAddr]) -> Result<reqwest::Response, FetchError> {
    let host = url.host_str().ok_or(FetchError::NotWeb)?;
    let client = Client::builder()
        .redirect(redirect::Policy::none())
        // A proxy would resolve the name again, by itself.
        .no_proxy()
        .connect_timeout(Duration::from_secs(5))
        .read_timeout(Duration::from_secs(15))
        .user_agent("premier-pas-import")
        .resolve_to_addrs(host.trim_matches(['[', ']']), addresses)
        .build()
        .map_err(|_| FetchError::NoAnswer)?;
    client.get(url.clone()).send().await.map_err(|_| FetchError::NoAnswer)
}

/// Whether an address is one of the open internet (IANA, special-purpose address registries).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = ip.segments();
    let inner = |high: u16, low: u16| {
        let ([one, two], [three, four]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(one, two, three, four))
    };
    match (a, b) {
        // What wears an IPv4 address: mapped, NAT64, 6to4.
        (0, 0) => (c, d, e, f) == (0, 0, 0, 0xffff) && inner(g, h),
        (0x64, 0xff9b) => (c, d, e, f) == (0, 0, 0, 0) && inner(g, h),
        (0x2002, _) => inner(b, c),
        // Teredo, documentation, and what is reserved beside them.
        (0x2001, 0..0x200 | 0xdb8) | (0x3fff, 0..0x1000) => false,
        // Of what is left only 2000::/3 is given out.
        _ => (0x2000..0x4000).contains(&a),
    }
}

#[cfg(test)]
mod tests;
