//! The cards of a page, in order: at most three of an organisation in a row.

use super::find::{Found, Hits, at_a_distance, compare, entry};
use super::index::{Entry, Index};
use super::order::{self, Key};
use super::question::{Question, Where};
use crate::domain::card::Card;

/// Offers at a distance that a page of what is near shows.
const REMOTE_SHOWN: usize = 5;
/// Offers of an organisation that stand in a row.
const IN_A_ROW: u32 = 3;

/// A page of cards.
pub(super) struct Listed {
    pub cards: Vec<Card>,
    pub more: bool,
}
impl Index {
    /// `count` cards after the first `skip`, at most three of an organisation in a row.
    pub(super) fn list(
        &self,
        question: &Question<'_>,
        found: &Found<'_>,
        skip: usize,
        count: usize,
    ) -> Listed {
        let wanted = skip + count;
        let mut looked_at = 2 * wanted + 20;
        loop {
            let entries = found.first(question, looked_at);
            let complete = entries.len() < looked_at;
            if let Some(listed) = self.fold(question, &entries, skip, wanted, complete) {
                return listed;
            }
            looked_at *= 4;
        }
    }

    /// Folds what an organisation has in a row; nothing where more offers must be looked at to know.
    fn fold(
        &self,
        question: &Question<'_>,
        entries: &[(Key, Entry<'_>)],
        skip: usize,
        wanted: usize,
        complete: bool,
    ) -> Option<Listed> {
        let folds = question.search.organisation.is_none();
        let (mut shown, mut row) = (0, 0);
        let mut last = None;
        let mut cards: Vec<Card> = Vec::new();
        for (_, entry) in entries {
            let giver = &*entry.view.segment.giver(entry.offer).slug;
            row = if last == Some(giver) { row + 1 } else { 1 };
            last = Some(giver);
            if folds && row > IN_A_ROW {
                if let Some(card) = cards.last_mut().filter(|_| shown > skip) {
                    card.folded += 1;
                }
                continue;
            }
            if shown == wanted {
                return Some(Listed { cards, more: true });
            }
            shown += 1;
            if shown > skip {
                cards.push(self.placed(question, *entry));
            }
        }
        complete.then_some(Listed { cards, more: false })
    }

    /// The card of an offer, with its distance from the place searched.
    pub(super) fn placed(&self, question: &Question<'_>, entry: Entry<'_>) -> Card {
        let card = self.card(entry, question.today);
        let commune = entry.view.segment.communes[entry.offer as usize];
        match &question.place {
            Where::Around(around) => Card {
                distance_km: entry.distance_km(around).map(|km| km.round() as u16),
                here: around.here.contains(&commune),
                ..card
            },
            _ => card,
        }
    }

    /// Open offers at a distance or for all of France: how many, and the first few.
    pub(super) fn remote(&self, question: &Question<'_>, found: &Found<'_>) -> (usize, Vec<Card>) {
        let mut total = 0;
        let mut entries = Vec::new();
        for Hits { scope, matches, .. } in &found.hits {
            let again;
            let matches = match found.tally.total {
                // Fewer words were tried in vain: here all are wanted first.
                0 => {
                    again = question.asked.matches(&scope.view.segment, found.words);
                    &again
                }
                _ => matches,
            };
            let set = at_a_distance(scope, matches.as_ref());
            let fit = scope.groups().iter().fold(set, |fit, group| fit & &**group);
            total += fit.len() as usize;
            let keys =
                order::first_of_set(question, scope.view, &scope.day, matches.as_ref(), &fit, REMOTE_SHOWN);
            entries.extend(keys.into_iter().map(|key| (key, entry(scope, key))));
        }
        entries.sort_by(compare);
        entries.truncate(REMOTE_SHOWN);
        (total, entries.into_iter().map(|(_, entry)| self.card(entry, question.today)).collect())
    }
}
