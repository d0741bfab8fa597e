//! Where a request goes that its offer can't take: to who may propose people for a training, to who helps to open a structure.

use super::taxonomy::Payer;

/// What a route is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Proposing people for trainings that ask for it.
    Prescribe,
    /// Opening or growing a structure of the social economy.
    Create,
}

impl Purpose {
    /// All.
    pub const ALL: [Self; 2] = [Self::Prescribe, Self::Create];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Prescribe => "prescribe",
            Self::Create => "create",
        }
    }

    /// The purpose of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Prescribe => "Proposer des personnes pour une formation",
            Self::Create => "Aider à créer une structure",
        }
    }
}

/// The place of the route that serves a training paid for by `payers`, among the schemes of a région: that of its first payer
/// who has one, or else that of all (an empty scheme).
pub fn serving(schemes: &[String], payers: &[Payer]) -> Option<usize> {
    let at = |scheme: &str| schemes.iter().position(|one| one == scheme);
    payers.iter().find_map(|payer| at(payer.code())).or_else(|| at(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_pays_comes_before_all() {
        let schemes = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let both = schemes(&["", "region"]);
        assert_eq!(serving(&both, &[Payer::State, Payer::Region]), Some(1));
        assert_eq!(serving(&both, &[Payer::State]), Some(0));
        assert_eq!(serving(&both, &[]), Some(0));
        assert_eq!(serving(&schemes(&["region"]), &[Payer::State]), None);
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::from_code(purpose.code()), Some(purpose));
        }
    }
}
