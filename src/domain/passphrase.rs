//! A password that somebody chooses: long, and free in everything else.

use std::fmt;

/// Shortest password, in characters: CNIL's recommendation of 2022 for a password with limited tries.
pub const PASSPHRASE_MIN: usize = 12;
/// Longest, in characters: more is no person's, and costs time to hash.
pub const PASSPHRASE_MAX: usize = 128;

/// A password as it was typed; never shown, never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

impl Passphrase {
    /// Takes a password that is being chosen. No rule on its letters (ASVS 5.0 6.2.5).
    ///
    /// # Errors
    /// Where it is too short or too long.
    pub fn choose(typed: &str) -> Result<Self, String> {
        match typed.chars().count() {
            0 => Err("Écrivez un mot de passe.".to_owned()),
            n if n < PASSPHRASE_MIN => Err(format!(
                "C’est trop court : {n} caractères. Il en faut {PASSPHRASE_MIN}. Quatre mots à vous suffisent."
            )),
            n if n > PASSPHRASE_MAX => {
                Err(format!("C’est trop long : gardez {PASSPHRASE_MAX} caractères au plus."))
            }
            _ => Ok(Self(typed.to_owned())),
        }
    }

    /// Takes a password that is being tried; nothing where no password can be so.
    pub fn tried(typed: &str) -> Option<Self> {
        (1..=PASSPHRASE_MAX).contains(&typed.chars().count()).then(|| Self(typed.to_owned()))
    }

    /// The text.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_the_one_rule() {
        for good in ["le chat dort ici", "ééééééééééééé", "            ", "pass phrase 🙂🙂"]
        {
            assert!(Passphrase::choose(good).is_ok(), "{good}");
        }
        assert!(Passphrase::choose("onze lettre").unwrap_err().contains("11 caractères"));
        assert!(Passphrase::choose("").is_err() && Passphrase::choose(&"a".repeat(129)).is_err());
        assert_eq!(format!("{:?}", Passphrase::tried("secret")), "Some(Passphrase(…))");
    }

    #[test]
    fn the_bounds_themselves_are_taken() {
        let typed = |letters: usize| "é".repeat(letters);
        for (letters, chosen, tried) in [
            (0, false, false),
            (1, false, true),
            (11, false, true),
            (12, true, true),
            (128, true, true),
            (129, false, false),
        ] {
            assert_eq!(Passphrase::choose(&typed(letters)).is_ok(), chosen, "{letters}");
            assert_eq!(Passphrase::tried(&typed(letters)).is_some(), tried, "{letters}");
        }
        assert_eq!(Passphrase::choose("").err().as_deref(), Some("Écrivez un mot de passe."));
        assert_eq!(Passphrase::tried("secret").map(|one| one.expose().to_owned()).as_deref(), Some("secret"));
    }
}
