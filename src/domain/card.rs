//! What a page shows of an offer, an organisation or a search: made by the server, read by both halves.

use serde::{Deserialize, Serialize};
use time::Date;

use super::filter::Facets;
use super::offer::{Offer, OfferKind};
use super::organisation::Organisation;
use super::pathway::StepRole;
use super::query::{Misread, Search};
use super::taxonomy::Public;
use super::territory::{Area, Place};

/// How fast an organisation answers, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Working days it promises.
    pub promised: Option<u8>,
    /// Median of the working days it took, once it has answered [`ENOUGH_ANSWERS`] requests.
    pub measured: Option<u8>,
}

/// Answers from which a median says something.
pub const ENOUGH_ANSWERS: usize = 5;

impl Answers {
    /// What was measured alone, where the promise is told beside it.
    #[must_use]
    pub fn measured(self) -> Self {
        Self { promised: None, ..self }
    }

    /// The sentence for people, or nothing where nothing is known.
    pub fn sentence(self) -> Option<String> {
        match (self.measured, self.promised) {
            (Some(0 | 1), _) => Some("Répond en 1 jour en général".to_owned()),
            (Some(days), _) => Some(format!("Répond en {days} jours en général")),
            (None, Some(1)) => Some("Promet une réponse en 1 jour".to_owned()),
            (None, Some(days)) => Some(format!("Promet une réponse en {days} jours")),
            (None, None) => None,
        }
    }
}

/// An offer in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The end of its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OfferKind,
    /// Who gives it.
    pub organisation: String,
    /// The end of the organisation's address.
    pub organisation_slug: String,
    /// Its town, with the postal code.
    pub town: Option<String>,
    /// Kilometres from the place searched; none where one of the two is not known.
    pub distance_km: Option<u16>,
    /// Whether it is in the commune searched.
    pub here: bool,
    /// Whether it is only at a distance.
    pub remote: bool,
    /// First day of its next open session.
    pub next_start: Option<Date>,
    /// Who may come.
    pub publics: Vec<Public>,
    /// Whether it is free of charge.
    pub free: bool,
    /// Whether one can ask for it here.
    pub asks_here: bool,
    /// How fast its organisation answers.
    pub answers: Answers,
    /// Offers of the same organisation that would follow it, folded into a line.
    pub folded: u32,
}

/// What a place field or an ambiguous name leads to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum Located {
    /// No place was given.
    #[default]
    Nowhere,
    /// One commune.
    At(Place),
    /// All of an EPCI, a département or a région.
    In(Area),
    /// Several: choose.
    Among(Vec<Place>),
    /// None of that name.
    Unknown,
}

/// How many of the words that were typed the results hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Words {
    /// All of them.
    #[default]
    All,
    /// All but one.
    AllButOne,
    /// At least one.
    Any,
}

/// A page of results.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// What was looked for.
    pub search: Search,
    /// Where.
    pub located: Located,
    /// What could not be understood.
    pub misread: Vec<Misread>,
    /// How many in all, without those of [`Results::remote`].
    pub total: usize,
    /// How many are in the commune itself.
    pub here: usize,
    /// The radius in which they were found, where it had to be widened; 0 for all of France.
    pub widened_to: Option<u16>,
    /// How many of the words they hold.
    pub words: Words,
    /// Words that no offer holds, each with the one that was looked for in its place.
    pub corrected: Vec<(String, String)>,
    /// This page. At most three of an organisation in a row: the third says how many are folded behind it.
    pub cards: Vec<Card>,
    /// Whether another page follows.
    pub more: bool,
    /// Offers at a distance or for all of France, the first few.
    pub remote: Vec<Card>,
    /// How many these are in all.
    pub remote_total: usize,
    /// How many offers each filter's value would find.
    pub facets: Facets,
}

/// An offer on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pin {
    /// The end of its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Who gives it.
    pub organisation: String,
    /// What it is.
    pub kind: OfferKind,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
}

/// The sheet of an offer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The end of its address.
    pub slug: String,
    /// What it says.
    pub offer: Offer,
    /// Who gives it.
    pub organisation: Organisation,
    /// The end of the organisation's address.
    pub organisation_slug: String,
    /// How fast it answers.
    pub answers: Answers,
    /// What it promises, and whether it keeps it: a sentence without its full stop.
    pub commitment: Option<String>,
    /// Today, in mainland France.
    pub today: Date,
    /// What codes of the offer mean, in words.
    pub told: Told,
    /// The steps of a programme that people can see.
    pub steps: Vec<StepTold>,
    /// Pathways that it is a step of: slug and name.
    pub pathways: Vec<(String, String)>,
    /// Offers near it; shown when it is gone or closed.
    pub nearby: Vec<Card>,
    /// Whether it was archived.
    pub gone: bool,
    /// Who may propose the person, where somebody has to and is named: one asks there.
    pub prescriber: Option<String>,
    /// Where it is told from memory, since the database does not answer: whether one can ask for it here.
    pub remembered: Option<bool>,
    /// The whole address of the sheet, for sharing.
    pub address: String,
}

/// What codes of an offer mean, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Where one must live.
    pub zone: Option<String>,
    /// When it is open.
    pub hours: Option<String>,
    /// What the ROME calls the trade.
    pub trade: Option<String>,
}

/// A step of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTold {
    /// What it brings.
    pub role: StepRole,
    /// The end of the address of its offer.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Who gives it.
    pub giver: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_measured_counts_more_than_what_is_promised() {
        let told = |promised, measured| Answers { promised, measured }.sentence();
        for (promised, measured, sentence) in [
            (None, None, None),
            (Some(1), None, Some("Promet une réponse en 1 jour")),
            (Some(3), None, Some("Promet une réponse en 3 jours")),
            (Some(3), Some(0), Some("Répond en 1 jour en général")),
            (None, Some(1), Some("Répond en 1 jour en général")),
            (Some(3), Some(9), Some("Répond en 9 jours en général")),
        ] {
            assert_eq!(told(promised, measured).as_deref(), sentence);
        }
        let beside = Answers { promised: Some(3), measured: Some(2) }.measured();
        assert_eq!(beside, Answers { promised: None, measured: Some(2) });
    }
}
