//! The identity provider: ProConnect, or any other that speaks OpenID Connect.

use std::fmt;

use super::read::Reader;

/// What `OIDC_ISSUER` may look like.
const EXAMPLE: &str = "https://auth.agentconnect.example/api/v2";

/// An identity provider, and who we are to it.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityProvider {
    /// `OIDC_ISSUER`: its address, as it calls itself in its tokens.
    pub issuer: String,
    /// `OIDC_CLIENT_ID`.
    pub client_id: String,
    /// `OIDC_CLIENT_SECRET`.
    pub client_secret: String,
}

impl fmt::Debug for IdentityProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentityProvider({}, {}, …)", self.issuer, self.client_id)
    }
}

/// An https address, or http on this machine alone: codes and secrets travel on it.
fn parse_issuer(text: &str) -> Result<String, &'static str> {
    let url: reqwest::Url = text.parse().map_err(|_| "is not a web address")?;
    let here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    match url.scheme() {
        "https" => {}
        "http" if here => {}
        _ => return Err("does not start with https://"),
    }
    if !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err("holds more than a host and a path");
    }
    Ok(text.to_owned())
}

/// The provider of the settings: all of its three or none. The outer nothing is an error that the reader keeps.
pub fn read_identity(reader: &mut Reader<'_>) -> Option<Option<IdentityProvider>> {
    let issuer = reader.optional("OIDC_ISSUER", parse_issuer, EXAMPLE)?;
    let (id, secret) = (reader.set("OIDC_CLIENT_ID"), reader.set("OIDC_CLIENT_SECRET"));
    match (issuer, id, secret) {
        (None, None, None) => Some(None),
        (Some(issuer), Some(client_id), Some(client_secret)) => {
            Some(Some(IdentityProvider { issuer, client_id, client_secret }))
        }
        (issuer, id, secret) => {
            let missing = "is missing, and another OIDC_ variable is set";
            if issuer.is_none() {
                reader.refuse("OIDC_ISSUER", missing, EXAMPLE);
            }
            if id.is_none() {
                reader.refuse("OIDC_CLIENT_ID", missing, "premier-pas");
            }
            if secret.is_none() {
                reader.refuse("OIDC_CLIENT_SECRET", missing, "a1B2c3");
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &[(&str, &str)]) -> (Option<Option<IdentityProvider>>, usize) {
        let variable =
            |name: &str| set.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned());
        let mut reader = Reader::new(&variable);
        let read = read_identity(&mut reader);
        (read, reader.finish().len())
    }

    #[test]
    fn all_three_or_none_and_never_in_the_clear() {
        let (id, secret) = (("OIDC_CLIENT_ID", "premier-pas"), ("OIDC_CLIENT_SECRET", "caché"));
        let (provider, errors) = read(&[("OIDC_ISSUER", "https://idp.example/api"), id, secret]);
        let provider = provider.unwrap().unwrap();
        assert_eq!((provider.issuer.as_str(), errors), ("https://idp.example/api", 0));
        assert!(!format!("{provider:?}").contains("caché"));
        assert_eq!(read(&[]), (Some(None), 0));
        assert_eq!(read(&[id]), (None, 2));
        assert_eq!(read(&[("OIDC_ISSUER", "https://idp.example")]), (None, 2));
        for wrong in [
            "http://idp.example",
            "ftp://idp.example",
            "idp",
            "https://a:b@idp.example",
            "https://idp.example?x",
        ] {
            assert_eq!(read(&[("OIDC_ISSUER", wrong), id, secret]), (None, 1), "{wrong}");
        }
        assert!(read(&[("OIDC_ISSUER", "http://127.0.0.1:2528"), id, secret]).0.is_some());
    }
}
