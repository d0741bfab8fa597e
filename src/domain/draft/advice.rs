//! What would make an offer better, told while it is written.

use time::Date;

use super::form::{self, Shape};
use crate::domain::form::Typed;
use crate::domain::offer::{Offer, OfferKind};
use crate::domain::plain_french::{self, Hint};
use crate::domain::quality::{Lacking, Quality};

/// Hints told at once: more would be read by nobody.
const HINTS_MAX: usize = 12;

/// What is told beside a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What could be plainer.
    pub hints: Vec<Hint>,
    /// The quality score of data·inclusion, in hundredths.
    pub score: u16,
    /// What would raise it, what raises most first.
    pub lacking: Vec<Lacking>,
    /// Required fields that are empty, by name.
    pub missing: Vec<&'static str>,
}

/// What to say about what was typed, and the offer that was read of it.
pub fn advise(typed: &Typed, offer: &Offer, today: Date) -> Advice {
    let fields = form::fields(offer.kind);
    let free = fields.iter().filter(|spec| {
        matches!(
            spec.shape,
            Shape::Words(..) | Shape::Story(..) | Shape::Line(..) | Shape::Text(..) | Shape::Lines(..)
        )
    });
    // Who answers and where are names, not sentences.
    let texts =
        free.filter(|spec| !["adresse", "complement", "contact", "handicap-contact"].contains(&spec.name));
    let mut hints = plain_french::hints(texts.map(|spec| (spec.name, typed.get(spec.name))));
    hints.extend(plain_french::question_hints("questions", typed.get("questions")));
    hints.truncate(HINTS_MAX);
    // What is published today is of today.
    let offer = Offer { updated_on: today, ..offer.clone() };
    Advice {
        hints,
        score: Quality::of(&offer).hundredths(today),
        lacking: Quality::lacking(&offer),
        missing: missing(offer.kind, typed),
    }
}

/// The required fields that nobody has filled yet.
fn missing(kind: OfferKind, typed: &Typed) -> Vec<&'static str> {
    let empty = |spec: &form::Spec| match spec.shape {
        Shape::Many(codes) => {
            (codes.all)().iter().all(|(code, _)| typed.some(&format!("{}-{code}", spec.name)).is_none())
        }
        Shape::Steps => typed.some("etape-1-offre").is_none(),
        Shape::Commune => typed.get("accueil") != "a-distance" && typed.some(spec.name).is_none(),
        _ => typed.some(spec.name).is_none(),
    };
    form::fields(kind).into_iter().filter(|spec| spec.required && empty(spec)).map(|spec| spec.name).collect()
}
