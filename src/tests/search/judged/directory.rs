//! Every offer of a directory, as judgements look at it, and its index.

use std::collections::HashMap;
use std::sync::Arc;

use time::Date;

use crate::domain::offer::Offer;
use crate::domain::query::Search;
use crate::domain::taxonomy::Network;
use crate::search::traits::Traits;
use crate::search::{Index, fold};
use crate::tests::app::TestApp;

/// An offer, and what a judgement may ask of it.
pub struct Known {
    pub slug: String,
    pub traits: Traits,
    pub networks: Vec<Network>,
    pub title: String,
    pub text: String,
    /// Whether it is listed by place: not at a distance, and somewhere.
    pub somewhere: bool,
}

/// What is searched.
pub struct Directory {
    pub index: Arc<Index>,
    pub today: Date,
    pub offers: HashMap<String, Known>,
}

impl Directory {
    pub async fn of(app: &TestApp) -> Self {
        let today = app.clock.today();
        let mut networks = HashMap::new();
        app.db.read_organisations(|one| _ = networks.insert(one.id, one.content.0.networks)).await.unwrap();
        let mut offers = HashMap::new();
        app.db
            .read_offers(|stored| {
                if !stored.content.is_closed(today) {
                    let networks = networks.get(&stored.organisation_id).cloned().unwrap_or_default();
                    offers.insert(stored.slug.clone(), known(stored.slug, &stored.content.0, networks));
                }
            })
            .await
            .unwrap();
        Self { index: app.published.get().unwrap(), today, offers }
    }

    /// What a search without words lists: everything among which words choose.
    pub fn within(&self, search: &Search, reach: u16) -> Vec<&Known> {
        if search.place.is_empty() || reach == 0 {
            return self.offers.values().filter(|known| known.somewhere).collect();
        }
        let mut found = Vec::new();
        for page in 1.. {
            let wider = Search { text: String::new(), radius: Some(reach), page, ..search.clone() };
            let results = self.index.search(&wider, Vec::new(), self.today);
            found.extend(results.cards.iter().filter_map(|card| self.offers.get(&card.slug)));
            if !results.more {
                return found;
            }
        }
        found
    }
}

fn known(slug: String, offer: &Offer, networks: Vec<Network>) -> Known {
    let title = fold(&offer.name);
    let text = format!("{title} {} {}", fold(&offer.description), fold(&offer.plain.tasks.join(" ")));
    let somewhere = !offer.is_remote() && offer.address.code_insee.is_some();
    Known { slug, traits: Traits::of_offer(offer, None), networks, title, text, somewhere }
}
