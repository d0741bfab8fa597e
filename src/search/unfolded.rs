//! Results one by one, for programs: each offer once, however many its organisation has in a row.

use std::ops::Range;

use time::Date;

use super::find::find;
use super::index::Index;
use super::question::Scope;
use crate::domain::card::{Located, Results};
use crate::domain::query::Search;

impl Index {
    /// As [`Index::search`], with the cards of a stretch of all results in place of those of a page.
    pub fn search_unfolded(&self, search: &Search, stretch: Range<usize>, today: Date) -> Results {
        let located = self.locate(&search.place);
        if matches!(located, Located::Among(_) | Located::Unknown) {
            return Results { search: search.clone(), located, ..Results::default() };
        }
        let question = self.question(search, &located, today);
        let scopes: Vec<Scope<'_>> = self.views.iter().map(|view| question.in_view(view)).collect();
        let found = find(&question, &scopes);
        let end = stretch.end.min(found.tally.total);
        let entries = if stretch.start < end { found.first(&question, end) } else { Vec::new() };
        let cards = entries.into_iter().skip(stretch.start).map(|(_, entry)| self.placed(&question, entry));
        let cards = cards.collect();
        let (remote_total, remote) = match search.remote {
            true => (0, Vec::new()),
            false => self.remote(&question, &found),
        };
        Results {
            cards,
            remote,
            remote_total,
            more: end < found.tally.total,
            total: found.tally.total,
            here: found.tally.here,
            facets: found.tally.facets,
            words: found.words,
            widened_to: found.widened_to,
            corrected: question.asked.corrected,
            search: search.clone(),
            located: located.clone(),
            ..Results::default()
        }
    }
}
