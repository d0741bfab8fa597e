//! From a typed text to communes, best first.

use super::names::{Match, Typed};
use super::query::{Arrondissement, Query};
use super::{Gazetteer, codes};
use crate::domain::territory::Commune;

/// A commune found, with how it was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    pub kind: Match,
    /// Position among the communes.
    pub at: u32,
    /// False if the text holds a code that this commune does not have.
    pub coded: bool,
}

/// How far typed codes are believed, strictest first.
#[derive(Clone, Copy, PartialEq)]
enum Trust {
    /// As typed.
    Whole,
    /// For the département only: a CEDEX code belongs to no commune.
    Departement,
    /// Not at all: the code is mistaken, the name may be right.
    No,
}

/// How hard a name is looked for.
#[derive(Clone, Copy)]
pub(super) enum Effort {
    /// Where names and words begin.
    Beginnings,
    /// Also inside words, where there are fewer others than this; with a slip, where there is none.
    All(usize),
}

impl Effort {
    fn enough(self) -> usize {
        if let Self::All(enough) = self { enough } else { 0 }
    }

    fn slips(self) -> &'static [bool] {
        if let Self::All(_) = self { &[false, true] } else { &[false] }
    }
}

impl Gazetteer {
    /// Communes that match a typed text, best first, at most `limit`.
    ///
    /// Understands names without accents, hyphens or apostrophes, "st" for "saint", parts of names, postal codes whole
    /// or begun (two digits), INSEE codes, "62300 Lens", "Lens (62300)", "lens 62", "paris 12e", one typing slip.
    /// Ranked by kind of match, then by population.
    pub fn find(&self, text: &str, limit: usize) -> Vec<&Commune> {
        let mut hits = self.hits(&Query::parse(text), Effort::All(limit));
        self.rank(&mut hits, limit);
        hits.iter().map(|hit| &self.communes[hit.at as usize]).collect()
    }

    /// The matches of a query, in no order, each commune once.
    pub(super) fn hits(&self, query: &Query, effort: Effort) -> Vec<Hit> {
        let mut hits = match &query.arrondissement {
            Some(arrondissement) => self.arrondissements(arrondissement),
            None => Vec::new(),
        };
        // "12e" leaves no doubt, nor does "lyon 3": there is no code to look for.
        if !hits.is_empty() && query.codes.iter().all(|code| code.len() > 2) {
            return hits;
        }
        if query.name.is_empty() {
            return self.coded(query);
        }
        if hits.is_empty() {
            return self.named(query, effort);
        }
        // "marseille 13": the city itself, if the number may be its département.
        for hit in self.holding_name(query, Trust::Whole, false, effort) {
            if hit.kind == Match::Whole && hits.iter().all(|known| known.at != hit.at) {
                hits.push(hit);
            }
        }
        hits
    }

    /// Sorts by kind of match, then by population, and keeps the first ones.
    pub(super) fn rank(&self, hits: &mut Vec<Hit>, limit: usize) {
        let key = |hit: &Hit| (hit.kind.rank(), std::cmp::Reverse(self.people[hit.at as usize]), hit.at);
        if limit > 0 && hits.len() > limit {
            hits.select_nth_unstable_by_key(limit - 1, key);
        }
        hits.truncate(limit);
        hits.sort_unstable_by_key(key);
    }

    fn arrondissements(&self, wanted: &Arrondissement) -> Vec<Hit> {
        let start = self.communes.partition_point(|c| c.code.as_str() < wanted.prefix);
        let numbered = (start..).zip(&self.communes[start..]).map_while(|(at, commune)| {
            let digits = commune.code.strip_prefix(wanted.prefix)?;
            Some((at as u32, digits.trim_start_matches('0')))
        });
        let hit = |(at, number): (u32, &str)| {
            let kind = match number.strip_prefix(&*wanted.number)? {
                "" => Match::Whole,
                _ if wanted.whole => return None,
                _ => Match::Prefix,
            };
            Some(Hit { kind, at, coded: true })
        };
        numbered.filter_map(hit).collect()
    }

    /// Communes with the typed codes, when there is no name: postal codes first, then INSEE codes.
    fn coded(&self, query: &Query) -> Vec<Hit> {
        let [code] = query.codes.as_slice() else {
            return Vec::new();
        };
        let served = self.codes.served_by(code, &self.communes);
        let insee = codes::of_insee(code, &self.communes).filter(|at| !served.contains(at));
        let departement =
            if served.is_empty() { codes::of_departement(code, &self.communes) } else { Vec::new() };
        let hit = |kind| move |at| Hit { kind, at, coded: true };
        let first = served.into_iter().chain(departement).map(hit(Match::Whole));
        first.chain(insee.map(hit(Match::Prefix))).collect()
    }

    /// Communes with the typed name, and the typed codes as far as they can be believed; slips if nothing else.
    fn named(&self, query: &Query, effort: Effort) -> Vec<Hit> {
        let trusts: &[Trust] = match query.codes.is_empty() {
            true => &[Trust::No],
            false => &[Trust::Whole, Trust::Departement, Trust::No],
        };
        let attempts =
            effort.slips().iter().flat_map(|&slips| trusts.iter().map(move |&trust| (trust, slips)));
        let mut found = attempts.map(|(trust, slips)| self.holding_name(query, trust, slips, effort));
        found.find(|hits| !hits.is_empty()).unwrap_or_default()
    }

    /// Communes with the typed name, with this trust in the codes, with or without a slip.
    fn holding_name(&self, query: &Query, trust: Trust, slips: bool, effort: Effort) -> Vec<Hit> {
        let names = std::iter::once(&query.name).chain(&query.unfinished);
        let typed: Vec<_> = names.map(|name| Typed::new(name)).collect();
        // "75012 Paris" is the arrondissement; "Paris (75)" the city.
        let quarter = trust == Trust::Whole && query.codes.iter().any(|code| code.len() == 5);
        let matching = |at: u32, typed: &Typed<'_>| match (slips, quarter) {
            (true, _) => self.names.slipping(at, typed, quarter),
            (false, true) => self.names.matching_city(at, typed),
            (false, false) => self.names.matching(at, typed),
        };
        if trust == Trust::No {
            let found = if slips {
                self.names.find_slipping(&typed)
            } else {
                self.names.find(&typed, effort.enough())
            };
            let coded = query.codes.is_empty();
            return found.into_iter().map(|(kind, at)| Hit { kind, at, coded }).collect();
        }
        let hit = |at: u32| {
            let kind = typed.iter().filter_map(|t| matching(at, t)).min()?;
            Some(Hit { kind, at, coded: true })
        };
        self.holding(&query.codes, trust).into_iter().filter_map(hit).collect()
    }

    /// Positions of the communes that hold every code, sorted.
    fn holding(&self, codes: &[String], trust: Trust) -> Vec<u32> {
        let holders = |code: &String| {
            let code = if trust == Trust::Departement { &code[..2] } else { code.as_str() };
            let mut positions = self.codes.served_by(code, &self.communes);
            positions.extend(codes::of_insee(code, &self.communes));
            if code.len() < 4 {
                positions.extend(codes::of_departement(code, &self.communes));
            }
            positions.sort_unstable();
            positions.dedup();
            positions
        };
        let common = |held: Vec<u32>, also: Vec<u32>| {
            held.into_iter().filter(|at| also.binary_search(at).is_ok()).collect()
        };
        codes.iter().map(holders).reduce(common).unwrap_or_default()
    }
}
