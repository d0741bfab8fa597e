//! What all nodes of one database count together.

use super::{Key, Limited, RetryAfter, subscriber};
use crate::server::state::App;

impl App {
    /// Counts one more of `what` by `key`: on this node, and where others may work on the same database, with them. What a
    /// database that does not answer can't count is let through: nothing can be done there either.
    ///
    /// # Errors
    /// Where it is once too often.
    pub async fn limit<'a>(&self, what: Limited, key: impl Into<Key<'a>>) -> Result<(), RetryAfter> {
        let key = key.into();
        // A flood stops here, and never becomes one of the database.
        self.limits.check(what, key)?;
        let (db, now) = (&self.reading.db, self.reading.clock.now());
        if !self.limits.are_on() || !db.is_shared() {
            return Ok(());
        }
        let measure = what.measure(key.by());
        let named = match key {
            Key::Address(address) => format!("{what:?}/{}", subscriber(address)),
            Key::Name(name) => format!("{what:?}={name}"),
        };
        match db.count_use(&named, measure.each(), measure.ahead(), now).await {
            Ok(None) => Ok(()),
            Ok(Some(wait)) => Err(wait.into()),
            Err(error) => {
                tracing::warn!(%error, "a limit is not counted");
                Ok(())
            }
        }
    }
}
