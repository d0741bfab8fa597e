//! What a search answers: which offers, how many, in which order, and what had to be widened.

use time::Date;

use super::find::find;
use super::index::Index;
use super::question::{Question, Scope};
use super::text::Asked;
use super::view::View;
use super::vocabulary::Lexicon;
use crate::domain::card::{Located, Pin, Results};
use crate::domain::query::{Misread, PAGE_SIZE, PAGES_MAX, Search};

impl Index {
    /// Answers a search as of `today`.
    pub fn search(&self, search: &Search, misread: Vec<Misread>, today: Date) -> Results {
        let located = self.locate(&search.place);
        let mut results = Results { search: search.clone(), located, misread, ..Results::default() };
        if matches!(results.located, Located::Among(_) | Located::Unknown) {
            return results;
        }
        let located = results.located.clone();
        let question = self.question(search, &located, today);
        let scopes: Vec<Scope<'_>> = self.views.iter().map(|view| question.in_view(view)).collect();
        let found = find(&question, &scopes);
        let first = (search.page.max(1) as usize - 1) * PAGE_SIZE;
        let mut listed = self.list(&question, &found, first, PAGE_SIZE);
        if listed.cards.is_empty() && first > 0 {
            results.search.page = 1;
            results.misread.push(Misread::Page);
            listed = self.list(&question, &found, 0, PAGE_SIZE);
        }
        results.cards = listed.cards;
        results.more = listed.more && results.search.page < PAGES_MAX;
        if !search.remote {
            (results.remote_total, results.remote) = self.remote(&question, &found);
        }
        results.total = found.tally.total;
        results.here = found.tally.here;
        results.facets = found.tally.facets;
        results.words = found.words;
        results.widened_to = found.widened_to;
        results.corrected = question.asked.corrected;
        results
    }

    /// Up to `limit` places on the map of what [`Index::search`] lists, in its order, and how many there are in all.
    pub fn pins(&self, search: &Search, limit: usize, today: Date) -> (Vec<Pin>, usize) {
        let located = self.locate(&search.place);
        if matches!(located, Located::Among(_) | Located::Unknown) {
            return (Vec::new(), 0);
        }
        let question = self.question(search, &located, today);
        let scopes: Vec<Scope<'_>> = self.views.iter().map(|view| question.in_view(view)).collect();
        let found = find(&question, &scopes);
        let entries = found.first(&question, limit);
        let pins = entries.into_iter().filter_map(|(_, entry)| {
            let point = entry.point()?;
            let card = self.card(entry, today);
            Some(Pin {
                slug: card.slug,
                name: card.name,
                organisation: card.organisation,
                kind: card.kind,
                latitude: point.latitude,
                longitude: point.longitude,
            })
        });
        (pins.collect(), found.tally.total)
    }

    pub(super) fn question<'a>(
        &'a self,
        search: &'a Search,
        located: &'a Located,
        today: Date,
    ) -> Question<'a> {
        let asked = Asked::new(&search.text, &Lexicon(self.views.iter().map(View::words).collect()));
        Question::new(search, located, asked, &self.gazetteer, today)
    }
}
