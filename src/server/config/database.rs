//! The address of the database.

use std::fmt;

use reqwest::Url;

use crate::routine::deliver::is_this_machine;

/// What `DATABASE_URL` may look like.
pub const EXAMPLE: &str =
    "sqlite://data/premier-pas.db or postgres://user:password@host/database?sslmode=verify-full";

/// Where the database is. It may hold a password: only its kind is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// Parses an address of SQLite or PostgreSQL. How the line to another machine is kept from others has to be said: left to
    /// itself it is tried, and done without where it fails (ASVS 5.0, 12.3.1).
    ///
    /// # Errors
    /// Where it is neither, or leads to another machine and says no `sslmode`.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let (scheme, rest) = text.split_once("://").ok_or("has no scheme")?;
        match (scheme, rest) {
            (_, "") => Err("names no database"),
            ("sqlite", _) => Ok(Self(text.to_owned())),
            ("postgres" | "postgresql", _) if is_line_known(text) => Ok(Self(text.to_owned())),
            ("postgres" | "postgresql", _) => {
                Err("says no sslmode: verify-full, or disable where nobody else is on the line")
            }
            _ => Err("starts neither with sqlite:// nor with postgres://"),
        }
    }

    /// The address, with its password.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Whether nobody can listen between here and a server, or it is said what is done against it.
fn is_line_known(url: &str) -> bool {
    let Ok(url) = url.parse::<Url>() else { return true };
    let said =
        |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let mode = said("sslmode").or_else(|| said("ssl-mode"));
    let socket = said("host").is_some_and(|host| host.starts_with('/'));
    let here =
        url.host_str().is_none_or(|host| host.is_empty() || is_this_machine(host) || host.starts_with("%2F"));
    here || socket
        || mode.is_some_and(|mode| ["disable", "require", "verify-ca", "verify-full"].contains(&&*mode))
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://…", self.0.split("://").next().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_and_nothing_else() {
        for good in [
            "sqlite://data/x.db",
            "sqlite:///var/x.db",
            "postgres://u:p@127.0.0.1/d",
            "postgresql://localhost/d",
            "postgres:///d?host=/run/postgresql",
        ] {
            assert_eq!(DatabaseUrl::parse(good).unwrap().expose(), good);
        }
        for wrong in ["", "data/x.db", "mysql://h/d", "sqlite://", "sqlite:x.db"] {
            assert!(DatabaseUrl::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_line_to_another_machine_says_who_may_listen() {
        for mode in ["disable", "require", "verify-ca", "verify-full"] {
            assert!(DatabaseUrl::parse(&format!("postgres://u:p@h/d?sslmode={mode}")).is_ok(), "{mode}");
        }
        for silent in [
            "postgres://u:p@h/d",
            "postgres://u:p@10.0.0.2/d?sslmode=prefer",
            "postgresql://h/d?sslmode=allow",
        ] {
            assert!(DatabaseUrl::parse(silent).unwrap_err().contains("sslmode"), "{silent}");
        }
    }

    #[test]
    fn its_password_is_not_shown() {
        assert_eq!(format!("{:?}", DatabaseUrl::parse("postgres://u:p@[::1]/d").unwrap()), "postgres://…");
    }
}
