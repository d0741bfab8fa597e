//! The number of an establishment: fourteen digits, the last of which checks the others.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// La Poste's SIREN: its thousands of offices are numbered otherwise.
const LA_POSTE: &str = "356000000";

/// A SIRET that adds up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Siret(String);

/// Why a SIRET was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs)]
pub enum SiretError {
    #[error("Un SIRET a 14 chiffres. Il est sur vos factures et sur annuaire-entreprises.data.gouv.fr.")]
    Length,
    #[error("Ce SIRET a une erreur : un chiffre est faux, ou deux sont échangés. Recopiez-le.")]
    Sum,
}

impl Siret {
    /// Parses a number as people write it, with spaces or dots.
    ///
    /// Source of the rule: Luhn's sum is a multiple of 10 (INSEE, "Sirene"); for the offices of La Poste, whose numbers
    /// had run out, the plain sum of the digits is a multiple of 5.
    ///
    /// # Errors
    /// Where it has not fourteen digits, or they don't add up.
    pub fn parse(typed: &str) -> Result<Self, SiretError> {
        let bare: String = typed.chars().filter(|c| !c.is_whitespace() && !".-".contains(*c)).collect();
        if bare.len() != 14 || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(SiretError::Length);
        }
        let digits = || bare.bytes().map(|byte| u32::from(byte - b'0'));
        let plain: u32 = digits().sum();
        let fits = luhn(digits()) || (bare.starts_with(LA_POSTE) && plain.is_multiple_of(5));
        if fits && plain > 0 { Ok(Self(bare)) } else { Err(SiretError::Sum) }
    }

    /// The fourteen digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A SIRET as people read it: "123 456 789 00012".
pub fn spoken_siret(siret: &str) -> String {
    match (siret.get(..3), siret.get(3..6), siret.get(6..9), siret.get(9..)) {
        (Some(a), Some(b), Some(c), Some(rest)) => format!("{a} {b} {c} {rest}"),
        _ => siret.to_owned(),
    }
}

fn luhn(digits: impl DoubleEndedIterator<Item = u32>) -> bool {
    let doubled = |(at, digit): (usize, u32)| match digit * (1 + at as u32 % 2) {
        two if two > 9 => two - 9,
        one => one,
    };
    let sum: u32 = digits.rev().enumerate().map(doubled).sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_people_write_it_and_adds_up() {
        assert_eq!(
            Siret::parse("732 829 320 00074").map(|s| s.as_str().to_owned()),
            Ok("73282932000074".to_owned())
        );
        assert_eq!(Siret::parse("73282932000075"), Err(SiretError::Sum));
        assert_eq!(Siret::parse("73282932000047"), Err(SiretError::Sum), "two digits exchanged");
        assert_eq!(Siret::parse("00000000000000"), Err(SiretError::Sum));
        for wrong in ["", "732829320", "7328293200007a", "732829320000744"] {
            assert_eq!(Siret::parse(wrong), Err(SiretError::Length), "{wrong}");
        }
        assert_eq!(spoken_siret("73282932000074"), "732 829 320 00074");
    }

    #[test]
    fn offices_of_la_poste_count_by_five() {
        assert!(Siret::parse("35600000000048").is_ok(), "the head office, by Luhn");
        assert!(Siret::parse("35600000049837").is_ok(), "an office: its digits add up to 45");
        assert!(Siret::parse("35600000049838").is_err());
    }

    proptest::proptest! {
        #[test]
        fn one_wrong_digit_is_always_seen(start in 100_000_000_000_u64..900_000_000_000, at in 0_usize..14, by in 1_u32..10) {
            let known = (0..100).map(|end| format!("{start}{end:02}")).find_map(|text| Siret::parse(&text).ok());
            let Some(siret) = known.filter(|siret| !siret.as_str().starts_with(LA_POSTE)) else { return Ok(()) };
            let wrong: String = siret.as_str().chars().enumerate().map(|(place, digit)| match digit.to_digit(10) {
                Some(digit) if place == at => char::from_digit((digit + by) % 10, 10).unwrap_or('0'),
                _ => digit,
            }).collect();
            proptest::prop_assert!(Siret::parse(&wrong).is_err());
        }
    }
}
