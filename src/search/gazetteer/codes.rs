//! Communes by postal code, by département and by INSEE code.

use crate::domain::territory::Commune;

/// Postal codes, sorted, each with a commune that it serves.
pub(super) struct Codes {
    postal: Vec<([u8; 5], u32)>,
}

impl Codes {
    pub fn new(communes: &[Commune]) -> Self {
        let mut postal = Vec::with_capacity(communes.len() + communes.len() / 8);
        for (at, commune) in (0..).zip(communes) {
            let codes =
                commune.postal_codes.iter().filter_map(|code| <[u8; 5]>::try_from(code.as_bytes()).ok());
            postal.extend(codes.map(|code| (code, at)));
        }
        postal.sort_unstable();
        Self { postal }
    }

    /// Positions of the communes served by a postal code, whole or begun.
    ///
    /// A whole code names an arrondissement where there are some, not the whole of Paris, Lyon or Marseille.
    pub fn served_by(&self, code: &str, communes: &[Commune]) -> Vec<u32> {
        let start = self.postal.partition_point(|(postal, _)| postal.as_slice() < code.as_bytes());
        let begun = self.postal[start..].iter().take_while(|(postal, _)| postal.starts_with(code.as_bytes()));
        let mut positions: Vec<u32> = begun.map(|&(_, at)| at).collect();
        positions.sort_unstable();
        positions.dedup();
        if code.len() == 5 && positions.len() > 1 {
            positions.retain(|&at| !communes[at as usize].is_divided());
        }
        positions
    }
}

/// Positions of the communes of a département ("62", "2a"); their codes begin with its own.
pub(super) fn of_departement(code: &str, communes: &[Commune]) -> Vec<u32> {
    let code = code.to_ascii_uppercase();
    let start = communes.partition_point(|c| c.code < code);
    let begun = (start as u32..).zip(&communes[start..]).take_while(|(_, c)| c.code.starts_with(&code));
    begun.filter(|(_, c)| c.departement == code).map(|(at, _)| at).collect()
}

/// Position of the commune with an INSEE code, in either case.
pub(super) fn of_insee(code: &str, communes: &[Commune]) -> Option<u32> {
    let code = code.to_ascii_uppercase();
    communes.binary_search_by(|c| c.code.cmp(&code)).ok().map(|at| at as u32)
}
