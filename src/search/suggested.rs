//! The suggestions that serve: made from the index that serves, beside it, and again when a part of it, or the
//! day, is another.

use std::sync::{Arc, Weak};

use time::Date;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use super::index::Index;
use super::segment::Segment;
use super::suggest::{Fit, Hit, PAGE, Suggestions, merge};
use crate::domain::suggestion::{Choice, Suggestion};

/// What is proposed while somebody types. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Suggested(Arc<Mutex<Parts>>);

#[derive(Debug, Default)]
struct Parts {
    main: Option<Part>,
    /// The main part of an index that was built again; until it is made, the old one serves.
    next: Option<JoinHandle<Part>>,
    recent: Option<Part>,
}

/// What one segment proposes.
#[derive(Debug, Clone)]
struct Part {
    of: Weak<Segment>,
    today: Date,
    suggestions: Arc<Suggestions>,
}

impl Part {
    fn is_of(&self, segment: &Arc<Segment>, today: Date) -> bool {
        self.today == today && std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(segment))
    }
}

/// What was found for a text, before it is one list.
#[derive(Debug)]
pub struct Hits {
    index: Arc<Index>,
    main: Vec<Hit>,
    recent: Vec<Hit>,
}

impl Hits {
    /// Whether something fits as it was typed, without a slip.
    pub fn are_sure(&self) -> bool {
        self.main.iter().chain(&self.recent).any(|hit| hit.fit < Fit::Slip)
    }

    /// One list by kind, of `most` lines at most.
    pub fn list(self, most: usize) -> Vec<Suggestion> {
        merge(self.main, self.recent, |choice| is_gone(&self.index, choice), most)
    }
}

impl Suggested {
    /// Makes what an index proposes on `today` before somebody types, where it is not made yet.
    pub async fn follow(&self, index: &Arc<Index>, today: Date) {
        self.parts(index, today).await;
    }

    /// What fits a text as somebody types it, the `most` best of each kind, the organisations of `town` first.
    pub async fn hits(&self, index: Arc<Index>, today: Date, text: &str, town: &str, most: usize) -> Hits {
        let (main, recent) = self.parts(&index, today).await;
        let recent = recent.map(|recent| recent.hits(text, town, most)).unwrap_or_default();
        Hits { main: main.hits(text, town, most), recent, index }
    }

    async fn parts(&self, index: &Arc<Index>, today: Date) -> (Arc<Suggestions>, Option<Arc<Suggestions>>) {
        let mut parts = self.0.lock().await;
        if let Some(next) = parts.next.take_if(|next| next.is_finished()) {
            parts.main = Some(finished(next).await);
        }
        let main = match &parts.main {
            Some(main) if main.is_of(&index.views[0].segment, today) => main.suggestions.clone(),
            Some(old) => {
                let old = old.suggestions.clone();
                if parts.next.is_none() {
                    parts.next = Some(make(index, 0, today));
                }
                old
            }
            None => parts.main.insert(finished(make(index, 0, today)).await).suggestions.clone(),
        };
        let recent = match index.views.get(1) {
            None => None,
            Some(view) => match &parts.recent {
                Some(recent) if recent.is_of(&view.segment, today) => Some(recent.suggestions.clone()),
                // A few thousand offers at most.
                _ => Some(parts.recent.insert(finished(make(index, 1, today)).await).suggestions.clone()),
            },
        };
        (main, recent)
    }
}

/// Whether what the main part proposes has changed or gone since: an organisation that was written again, or whose every
/// offer has gone.
fn is_gone(index: &Index, choice: &Choice) -> bool {
    let Choice::Page(address) = choice else { return false };
    let [main, others @ ..] = index.views.as_slice() else { return false };
    let slug = address.trim_start_matches(PAGE);
    let Some(giver) = main.segment.giver_of_slug(slug) else { return false };
    let offers = main.segment.offers_of(giver);
    others.iter().any(|view| view.segment.giver_of_slug(slug).is_some())
        || (!offers.is_empty() && offers.iter().all(|offer| main.is_stale(*offer)))
}

/// Makes the suggestions of one view, off the threads that answer requests.
fn make(index: &Arc<Index>, at: usize, today: Date) -> JoinHandle<Part> {
    let index = index.clone();
    tokio::task::spawn_blocking(move || {
        let view = &index.views[at];
        // What has changed replaces what was: it counts the offers that stayed.
        let others = if at == 0 { &[] } else { &index.views[..at] };
        let suggestions = Arc::new(Suggestions::of(view, others, today));
        Part { of: Arc::downgrade(&view.segment), today, suggestions }
    })
}

async fn finished(making: JoinHandle<Part>) -> Part {
    // It is never cancelled: what went wrong in it goes on here.
    making.await.unwrap_or_else(|failed| std::panic::resume_unwind(failed.into_panic()))
}
