//! The address of the database.

use std::fmt;

/// What `DATABASE_URL` may look like.
pub const EXAMPLE: &str = "sqlite://data/premier-pas.db or postgres://user:password@host/database";

/// Where the database is. It may hold a password: only its kind is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// Parses an address of SQLite or PostgreSQL.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let (scheme, rest) = text.split_once("://").ok_or("has no scheme")?;
        match (scheme, rest) {
            (_, "") => Err("names no database"),
            ("sqlite" | "postgres" | "postgresql", _) => Ok(Self(text.to_owned())),
            _ => Err("starts neither with sqlite:// nor with postgres://"),
        }
    }

    /// The address, with its password.
    pub fn expose(&self) -> &str {
        &self.0
    }
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
        for good in ["sqlite://data/x.db", "sqlite:///var/x.db", "postgres://u:p@h/d", "postgresql://h/d"] {
            assert_eq!(DatabaseUrl::parse(good).unwrap().expose(), good);
        }
        for wrong in ["", "data/x.db", "mysql://h/d", "sqlite://", "sqlite:x.db"] {
            assert!(DatabaseUrl::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn its_password_is_not_shown() {
        assert_eq!(format!("{:?}", DatabaseUrl::parse("postgres://u:p@h/d").unwrap()), "postgres://…");
    }
}
