//! One commune for a text sent by the plain form, or a choice to offer.

use super::Gazetteer;
use super::find::{Effort, Hit};
use super::names::Match;
use super::query::Query;
use crate::domain::territory::Commune;

/// Most communes that a page of choice offers.
const CHOICES: usize = 20;

/// How many times more peopled than its namesakes a commune must be to go without saying.
const EVIDENT: u32 = 20;

/// What a text means.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolution<'a> {
    /// Nothing known.
    None,
    /// This commune, without doubt.
    One(&'a Commune),
    /// These, best first: at least one (a guess to confirm), at most twenty.
    Many(Vec<&'a Commune>),
}

impl Gazetteer {
    /// The commune that a person meant by what she typed.
    ///
    /// 3,004 INSEE codes are also the postal code of other communes: here, the postal code wins. A code that comes from
    /// a link or a list goes through [`Gazetteer::by_code`].
    pub fn resolve(&self, text: &str) -> Resolution<'_> {
        let (evident, hits) = self.meaning(text);
        match (evident, hits.as_slice()) {
            (Some(at), _) => Resolution::One(&self.communes[at as usize]),
            (None, []) => Resolution::None,
            (None, hits) => {
                Resolution::Many(hits.iter().map(|hit| &self.communes[hit.at as usize]).collect())
            }
        }
    }

    /// The commune that goes without saying, if one does, and the best matches, twenty at most.
    pub(super) fn meaning(&self, text: &str) -> (Option<u32>, Vec<Hit>) {
        let query = Query::parse(text);
        let mut hits = self.hits(&query, Effort::All(CHOICES));
        let evident = self.evident(&query, &hits);
        self.rank(&mut hits, CHOICES);
        (evident, hits)
    }

    /// Position of the commune that goes without saying.
    fn evident(&self, query: &Query, hits: &[Hit]) -> Option<u32> {
        if query.name.is_empty() {
            return only_whole_code(query, hits);
        }
        let whole = hits.iter().any(|hit| hit.kind == Match::Whole);
        let best = if whole { Match::Whole } else { Match::WithoutFront };
        let mut ranked = hits.to_vec();
        self.rank(&mut ranked, 1);
        let first = ranked.first().filter(|first| first.kind == best && first.coded)?;
        let people = |hit: &Hit| self.people[hit.at as usize];
        let namesakes = hits.iter().filter(|hit| hit.kind == best && hit.at != first.at);
        let next = namesakes.map(people).max();
        next.is_none_or(|next| people(first) >= next.max(1).saturating_mul(EVIDENT)).then_some(first.at)
    }
}

/// The commune of a whole postal code that serves one, or of an INSEE code that is no postal code.
fn only_whole_code(query: &Query, hits: &[Hit]) -> Option<u32> {
    let whole = query.codes.iter().any(|code| code.len() == 5);
    let mut postal = hits.iter().filter(|hit| hit.kind == Match::Whole);
    match (postal.next(), postal.next(), hits) {
        (Some(only), None, _) if whole => Some(only.at),
        (None, _, [insee]) if whole => Some(insee.at),
        _ => None,
    }
}
