//! What pages read from: put into the context by the edge, for each request.

mod suggest;

use std::sync::Arc;

use leptos::prelude::use_context;
use time::Duration;
use uuid::Uuid;

use crate::domain::answering::{ANSWERING_DAYS, Answering, GRACE_DAYS};
use crate::domain::card::Results;
use crate::domain::clock::Clock;
use crate::domain::commitment::Commitment;
use crate::domain::id::Chance;
use crate::domain::query::Search;
use crate::domain::search_counter::SearchCounter;
use crate::domain::two_steps::SecondStep;
use crate::error::PageError;
use crate::search::{Index, Published, Suggested, is_plain, plain_words};
use crate::store::{Db, Pulse, StoreError};

/// A database that takes longer is taken for lost.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(3);

/// Everything that a page can read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The database.
    pub db: Db,
    /// The index.
    pub published: Published,
    /// What fields propose while somebody types.
    pub suggested: Suggested,
    /// The time.
    pub clock: Clock,
    /// What was looked for: counted, never by whom.
    pub searches: SearchCounter,
    /// Randomness.
    pub chance: Chance,
    /// The address that people type: scheme and host, without a slash at the end.
    pub public_url: Arc<str>,
    /// Whether the database answers.
    pub pulse: Pulse,
    /// Who takes a second step.
    pub second_step: SecondStep,
}

impl Reading {
    /// That of the request under way.
    ///
    /// # Errors
    /// Outside a request.
    pub fn current() -> Result<Self, PageError> {
        use_context().ok_or(PageError::Unavailable)
    }

    /// The index that serves.
    ///
    /// # Errors
    /// Before there is one.
    pub fn index(&self) -> Result<Arc<Index>, PageError> {
        self.published.get().ok_or(PageError::Starting)
    }

    /// What the query of an address of the results page finds, as it stands after the `?`.
    ///
    /// # Errors
    /// Before there is an index.
    pub fn results(&self, query: &str) -> Result<Results, PageError> {
        let (search, misread) = Search::from_query(query);
        Ok(self.index()?.search(&search, misread, self.clock.today()))
    }

    /// What is read from the database, unless that is lost, or takes so long that it may be.
    ///
    /// # Errors
    /// [`PageError::Unavailable`] then; or that of the reading.
    pub async fn unless_lost<T>(
        &self,
        read: impl Future<Output = Result<T, PageError>>,
    ) -> Result<T, PageError> {
        if self.pulse.is_lost() {
            return Err(PageError::Unavailable);
        }
        tokio::time::timeout(PATIENCE, read).await.unwrap_or(Err(PageError::Unavailable))
    }

    /// How an organisation answered the requests of a year that it had time to answer.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn answering(&self, organisation: Uuid) -> Result<Answering, PageError> {
        let before = |days| self.clock.now() - Duration::days(days);
        Ok(self.db.answering(organisation, before(ANSWERING_DAYS), before(GRACE_DAYS)).await?)
    }

    /// What an organisation promises, beside how it kept it over a year; nothing where it promises nothing.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn commitment(
        &self,
        organisation: Uuid,
        promised: Option<u8>,
    ) -> Result<Option<Commitment>, PageError> {
        let Some(days) = promised else { return Ok(None) };
        let since = self.clock.now() - Duration::days(ANSWERING_DAYS);
        let delays = self.db.answer_delays(organisation, since).await?;
        Ok(Some(Commitment::new(days, delays, self.clock.today())))
    }

    /// Counts a search that was answered; see [`SearchCounter::count`] for who calls it.
    pub fn count_search(&self, results: &Results) {
        self.searches.count(results, &plain_words(&results.search.text), &is_plain, self.clock.today());
    }
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a page could not be read");
        Self::Unavailable
    }
}
