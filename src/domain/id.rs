//! What a person or a machine holds in the hand: the code of a request, the secret of a link.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Letters and digits that nobody takes for one another: no 0, O, 1, I.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

fn spell(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// The code of a request: eight characters, shown as `K7MX-2P4R`. With the last four digits of the phone
/// it opens the request.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(String);

/// Why a code was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("Un code a 8 lettres et chiffres, par exemple K7MX-2P4R.")]
pub struct CodeError;

impl Code {
    /// Makes a code of eight random bytes.
    pub fn from_random(bytes: [u8; 8]) -> Self {
        let text = spell(&bytes);
        Self(format!("{}-{}", &text[..4], &text[4..]))
    }

    /// Parses a code as people copy it: any case, with or without the dash and spaces.
    ///
    /// # Errors
    /// Where it has not eight characters of the alphabet.
    pub fn parse(typed: &str) -> Result<Self, CodeError> {
        let text: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !"-–—_.".contains(*c))
            .collect::<String>()
            .to_uppercase();
        if text.len() == 8 && text.bytes().all(|byte| ALPHABET.contains(&byte)) {
            Ok(Self(format!("{}-{}", &text[..4], &text[4..])))
        } else {
            Err(CodeError)
        }
    }

    /// As it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The secret of a link: 26 characters, 130 bits (ASVS 5.0 11.5.1 asks for 128). Only its digest is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Makes a secret of 26 random bytes.
    pub fn from_random(bytes: [u8; 26]) -> Self {
        Self(spell(&bytes).to_lowercase())
    }

    /// Reads a secret from an address; nothing where it can't be one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        (text.len() == 26 && text.bytes().all(|byte| ALPHABET.contains(&byte.to_ascii_uppercase())))
            .then_some(Self(text))
    }

    /// The text that goes into the link.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What gives random bytes: the system in production, a counter in tests.
#[derive(Clone)]
pub struct Chance(std::sync::Arc<Fill>);

/// What fills bytes.
type Fill = dyn Fn(&mut [u8]) + Send + Sync;

impl Chance {
    /// Chance that fills bytes by `source`.
    pub fn new(source: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self(std::sync::Arc::new(source))
    }

    /// Some random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.0)(&mut bytes);
        bytes
    }

    /// A new code.
    pub fn code(&self) -> Code {
        Code::from_random(self.bytes())
    }

    /// A new secret; forms carry one too, so that a repeated post is known.
    pub fn secret(&self) -> Secret {
        Secret::from_random(self.bytes())
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chance")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_copy_it() {
        let code = Code::parse("k7mx 2p4r").unwrap();
        assert_eq!(code.as_str(), "K7MX-2P4R");
        assert_eq!(Code::parse("K7MX–2P4R"), Ok(code));
        for wrong in ["", "K7MX-2P4", "K0MX-2P4R", "K7MX-2P4R5", "éééé"] {
            assert_eq!(Code::parse(wrong), Err(CodeError), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_made_is_read_back(code: [u8; 8], secret in proptest::array::uniform26(proptest::num::u8::ANY)) {
            let code = Code::from_random(code);
            proptest::prop_assert_eq!(Code::parse(code.as_str()).unwrap(), code);
            let secret = Secret::from_random(secret);
            proptest::prop_assert!(Secret::parse(secret.expose()) == Some(secret));
        }
    }

    #[test]
    fn what_is_shown_is_the_code_and_never_the_secret() {
        let chance = Chance::new(|bytes| bytes.iter_mut().zip(30..).for_each(|(byte, at)| *byte = at));
        assert_eq!(chance.code().to_string(), "89AB-CDEF");
        let secret = chance.secret();
        assert_eq!(secret.expose(), "89abcdefghjklmnpqrstuvwxyz");
        assert_eq!(
            (format!("{secret:?}"), format!("{chance:?}")),
            ("Secret(…)".to_owned(), "Chance".to_owned())
        );
        assert!(Secret::parse("89ABCDEFGHJKLMNPQRSTUVWXYZ") == Some(secret));
        for wrong in
            ["", "89abcdefghjklmnpqrstuvwxy", "89abcdefghjklmnpqrstuvwxy0", "89abcdefghjklmnpqrstuvwxyz2"]
        {
            assert!(Secret::parse(wrong).is_none(), "{wrong}");
        }
    }
}
