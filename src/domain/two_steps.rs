//! Turning the second factor on: a key for the app, and codes to keep for the day when the telephone is lost.

use std::str::FromStr;

use super::id::Chance;

/// Who takes a second step before what is others' (ASVS 5.0, 6.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondStep {
    /// Nobody: in a demonstration anybody opens their mail.
    Nobody,
    /// Who moderates: she decides for everybody.
    Moderators,
    /// Whoever signs in.
    Everybody,
}

impl SecondStep {
    /// Whether it stands before an address. One's own profile stays open: that is where it is turned on.
    pub fn stands_before(self, path: &str, moderates: bool) -> bool {
        let under = |root: &str| {
            path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        };
        match self {
            Self::Nobody => false,
            Self::Moderators => moderates && under("/moderation"),
            Self::Everybody => !under("/espace/profil"),
        }
    }
}

impl FromStr for SecondStep {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "moderators" => Ok(Self::Moderators),
            "everybody" => Ok(Self::Everybody),
            _ => Err("is neither everybody nor moderators"),
        }
    }
}

/// Letters of a code that is kept: 50 bits, and few tries.
pub const RECOVERY_LETTERS: usize = 10;
/// Codes that are kept.
pub const RECOVERY_CODES: usize = 8;

/// Base 32, as apps read it (RFC 4648).
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A new key: 160 bits in base 32 (RFC 4226, section 4, R6).
pub fn new_key(chance: &Chance) -> String {
    let bytes: [u8; 32] = chance.bytes();
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// New codes to keep: "abcde-fghjk".
pub fn new_recovery_codes(chance: &Chance) -> Vec<String> {
    let code = |_| {
        let secret = chance.secret();
        let half = RECOVERY_LETTERS / 2;
        format!("{}-{}", &secret.expose()[..half], &secret.expose()[half..RECOVERY_LETTERS])
    };
    (0..RECOVERY_CODES).map(code).collect()
}

/// Whether a text can be a key of ours.
pub fn is_key(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| ALPHABET.contains(&byte))
}

/// What the app reads from the picture.
pub fn key_address(key: &str, email: &str) -> String {
    let email = super::percent::encode(email);
    format!(
        "otpauth://totp/Premier%20Pas:{email}?secret={key}&issuer=Premier%20Pas&algorithm=SHA1&digits=6&period=30"
    )
}

/// A key as people type it where there is no picture: groups of four.
pub fn spoken_key(key: &str) -> String {
    key.as_bytes()
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_step_stands_before_all_but_ones_own_profile() {
        for (path, moderators, everybody) in [
            ("/espace", false, true),
            ("/espace/coop-connexion/demandes", false, true),
            ("/accompagner", false, true),
            ("/moderation", true, true),
            ("/moderation?page=2", true, true),
            ("/moderation/orientation", true, true),
            ("/moderations", false, true),
            ("/espace/profil", false, false),
            ("/espace/profil/deux-etapes?suite=%2Fespace", false, false),
            ("/espace/profils", false, true),
        ] {
            assert_eq!(SecondStep::Moderators.stands_before(path, true), moderators, "{path}");
            assert!(!SecondStep::Moderators.stands_before(path, false), "{path}");
            assert!(!SecondStep::Nobody.stands_before(path, true), "{path}");
            for moderates in [true, false] {
                assert_eq!(SecondStep::Everybody.stands_before(path, moderates), everybody, "{path}");
            }
        }
        assert_eq!("everybody".parse(), Ok(SecondStep::Everybody));
        assert_eq!("moderators".parse(), Ok(SecondStep::Moderators));
        for other in ["", "nobody", "on"] {
            assert!(other.parse::<SecondStep>().is_err(), "a site of real people has one: {other}");
        }
    }

    #[test]
    fn keys_and_codes_are_of_their_form() {
        let next = std::sync::atomic::AtomicU8::new(1);
        let chance = Chance::new(move |bytes| {
            let start = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            bytes
                .iter_mut()
                .enumerate()
                .for_each(|(at, byte)| *byte = start.wrapping_mul(7).wrapping_add(at as u8));
        });
        let key = new_key(&chance);
        assert!(is_key(&key) && !is_key("x") && !is_key(&key.to_lowercase()));
        assert_eq!(spoken_key(&key).len(), 39);
        assert!(key_address(&key, "a+b@example.org").contains("a%2Bb%40example.org?secret="));
        let mut codes = new_recovery_codes(&chance);
        assert!(codes.iter().all(|code| code.len() == RECOVERY_LETTERS + 1));
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), RECOVERY_CODES);
    }

    #[test]
    fn a_key_is_read_by_apps_and_typed_by_people() {
        let chance = Chance::new(|bytes| bytes.iter_mut().zip(30..).for_each(|(byte, at)| *byte = at));
        let key = new_key(&chance);
        assert_eq!(key, "67ABCDEFGHIJKLMNOPQRSTUVWXYZ2345");
        assert_eq!(spoken_key(&key), "67AB CDEF GHIJ KLMN OPQR STUV WXYZ 2345");
        assert_eq!(new_recovery_codes(&chance)[0], "89abc-defgh");
        assert!(!is_key(&key[..31]) && !is_key(&format!("{key}A")) && !is_key(&"1".repeat(32)));
        let address = format!(
            "otpauth://totp/Premier%20Pas:a%40b.fr?secret={key}&issuer=Premier%20Pas&algorithm=SHA1&digits=6&period=30"
        );
        assert_eq!(key_address(&key, "a@b.fr"), address);
    }
}
