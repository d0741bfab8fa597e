//! What the index remembers of an offer and of who gives it, for when the database does not answer: the rows that the open API
//! shows, read back. No more memory is needed for it, and nothing is in it that is not public.

use serde_json::Value;
use time::Date;

use super::index::Index;
use crate::domain::card::Card;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::exchange::data_inclusion::{parse_service, parse_structure};

impl Index {
    /// An offer, who gives it, and its card; nothing where it is not published, or its rows had no room.
    pub fn remembered_offer(&self, slug: &str, today: Date) -> Option<(Offer, Organisation, Card)> {
        let entry = self.offer(slug)?;
        let number = entry.number();
        let organisation = self.structure(self.services.structure_of(number), today)?;
        let mut text = Vec::new();
        self.services.write(number, &mut text);
        let mut offer = parse_service(&row(text)?, Some(&organisation.networks), today).ok()?;
        let card = self.card(entry, today);
        // The schema of the rows has no kinds: the index knows.
        offer.kind = card.kind;
        Some((offer, organisation, card))
    }

    /// An organisation with the cards of its offers; nothing where it gives none, or its row had no room.
    pub fn remembered_organisation(&self, slug: &str, today: Date) -> Option<(Organisation, Vec<Card>)> {
        let mut slugs = Vec::new();
        for view in &self.views {
            let Some(giver) = view.segment.giver_of_slug(slug) else { continue };
            let shown = view.segment.offers_of(giver).iter().filter(|offer| !view.is_stale(**offer));
            slugs.extend(shown.map(|offer| view.segment.slug(*offer)));
        }
        let number = self.offer(slugs.first()?)?.number();
        let organisation = self.structure(self.services.structure_of(number), today)?;
        Some((organisation, self.cards(slugs.iter().map(String::as_str), today)))
    }

    fn structure(&self, number: u32, today: Date) -> Option<Organisation> {
        let mut text = Vec::new();
        self.services.write_structure(number, &mut text);
        parse_structure(&row(text)?, today).ok()
    }
}

/// A row of the index, whose closing brace is left for whoever writes it.
fn row(mut text: Vec<u8>) -> Option<Value> {
    text.push(b'}');
    serde_json::from_slice(&text).ok()
}
