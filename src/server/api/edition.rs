//! Which state of the directory an answer shows, and whether its asker holds that answer already.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::http::{HeaderName, HeaderValue, header};
use time::Date;

use super::asked::Asked;
use super::error::Instead;
use crate::pages::reading::Reading;
use crate::search::Index;

/// How long anyone may keep an answer before asking again.
pub const KEPT: (HeaderName, HeaderValue) =
    (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));

/// The directory as it stands on a day.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The index.
    pub index: Arc<Index>,
    /// Today in mainland France: scores and sessions depend on it.
    pub today: Date,
}

impl Edition {
    /// What stands now.
    ///
    /// # Errors
    /// Where no index is there yet.
    pub fn current(reading: &Reading) -> Result<Self, Instead> {
        let index = reading.published.get().ok_or(Instead::Unavailable)?;
        Ok(Self { index, today: reading.clock.today() })
    }

    /// The tag of the answer to `asked`. Weak: compressed or not, it is the same answer.
    ///
    /// # Errors
    /// Where the asker holds that very answer.
    pub fn tag(&self, asked: &Asked) -> Result<HeaderValue, Instead> {
        let mut hasher = DefaultHasher::new();
        (env!("CARGO_PKG_VERSION"), &asked.path, &asked.query).hash(&mut hasher);
        let day = self.today.to_julian_day();
        let tag = format!("W/\"{}-{day}-{:016x}\"", self.index.version, hasher.finish());
        let held =
            asked.held.split(',').map(str::trim).any(|held| held == "*" || strong(held) == strong(&tag));
        let tag = HeaderValue::try_from(tag).map_err(|_| Instead::Broken)?;
        if held { Err(Instead::NotModified(tag)) } else { Ok(tag) }
    }
}

/// A tag as weak comparison sees it (RFC 9110, 8.8.3.2).
fn strong(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}
