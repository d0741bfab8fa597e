//! The address that people see.

use std::fmt;
use std::sync::Arc;

/// What `PUBLIC_URL` may look like.
pub const EXAMPLE: &str = "https://premier-pas.example";

/// The origin of our own pages: `https://host` or `http://host:port`, without a path. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(Arc<reqwest::Url>, Arc<str>);

impl PublicUrl {
    /// Parses an http or https origin.
    ///
    /// # Errors
    /// Where it is none, or has more than a host and a port.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let url: reqwest::Url = text.parse().map_err(|_| "is not a web address")?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err("starts neither with https:// nor with http://");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("holds a user or a password");
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err("holds more than a host and a port");
        }
        let origin = url.origin().ascii_serialization().into();
        Ok(Self(Arc::new(url), origin))
    }

    /// As a browser writes it into `Origin`: `https://host`, no slash at the end.
    pub fn origin(&self) -> &str {
        &self.1
    }

    /// The host, without the port.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether people come encrypted.
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The full address of a path.
    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.1)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_an_origin_as_browsers_write_it() {
        for (typed, origin, host) in [
            ("https://Premier-Pas.example/", "https://premier-pas.example", "premier-pas.example"),
            ("https://premier-pas.example:443", "https://premier-pas.example", "premier-pas.example"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000", "127.0.0.1"),
        ] {
            let url = PublicUrl::parse(typed).unwrap();
            assert_eq!((url.origin(), url.host()), (origin, host));
            assert_eq!(url.is_https(), typed.starts_with("https"));
            assert_eq!(url.to("/suivi"), format!("{origin}/suivi"));
        }
    }

    #[test]
    fn anything_more_or_else_is_refused() {
        for wrong in
            ["", "premier-pas.example", "ftp://x.fr", "https://x.fr/y", "https://x.fr?y", "https://a:b@x.fr"]
        {
            assert!(PublicUrl::parse(wrong).is_err(), "{wrong}");
        }
    }
}
