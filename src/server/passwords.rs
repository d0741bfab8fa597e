//! Passwords: hashed by argon2id off the async threads, few at a time, and refused where everybody would guess them, or where
//! they were stolen somewhere.

mod stolen;

use std::sync::{Arc, LazyLock};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use thiserror::Error;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::domain::id::Chance;
use crate::domain::passphrase::Passphrase;
pub use stolen::{Stolen, StolenUrl};

/// 19 MiB, two passes, one lane: OWASP's first choice for argon2id (Password Storage Cheat Sheet; ASVS 5.0, appendix C).
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Guesses that a password must bear: 10 to this power.
const GUESSES: f64 = 8.0;

/// Words that people here choose first, beside those that the estimator knows.
const HERE: [&str; 14] = [
    "premierpas",
    "premier",
    "pas",
    "motdepasse",
    "azerty",
    "bonjour",
    "soleil",
    "doudou",
    "loulou",
    "marseille",
    "insertion",
    "formation",
    "association",
    "bienvenue",
];

/// Why a password could not be hashed or checked. It never holds the password.
#[derive(Debug, Error)]
pub enum PasswordError {
    /// The hash or its parameters are none.
    #[error("the password could not be hashed: {0}")]
    Hash(String),
    /// The work was given up: the server stops.
    #[error("the work was given up")]
    GivenUp,
}

/// Hashes and checks passwords, as many at once as there are cores. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    stolen: Option<Stolen>,
}

impl Passwords {
    /// For this machine, with the list of stolen ones, where one is asked.
    pub fn new(stolen: Option<Stolen>) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { turns: Arc::new(Semaphore::new(cores)), stolen }
    }

    /// Whether a password was stolen somewhere. A list that does not answer keeps nobody from choosing hers.
    pub async fn is_stolen(&self, password: &Passphrase) -> bool {
        let Some(stolen) = &self.stolen else { return false };
        stolen.knows(password).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "a password was chosen without a look at the list of stolen ones");
            false
        })
    }

    /// The hash of a password (PHC string), with a salt of its own.
    ///
    /// # Errors
    /// Where argon2 fails.
    pub async fn hash(&self, password: Passphrase, chance: &Chance) -> Result<String, PasswordError> {
        let salt: [u8; 16] = chance.bytes();
        self.work(move || hash(&password, &salt)).await?
    }

    /// Whether a password is that of a hash. Without a hash the same work is done for nothing: who tries an address learns
    /// nothing from the time that it takes.
    ///
    /// # Errors
    /// Where the work was given up.
    pub async fn check(&self, password: Passphrase, kept: Option<String>) -> Result<bool, PasswordError> {
        self.work(move || {
            let known = kept.is_some();
            let kept = kept.unwrap_or_else(|| NOBODY.clone());
            fits(&password, &kept) && known
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let _turn = self.turns.acquire().await.map_err(|_| PasswordError::GivenUp)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| PasswordError::GivenUp)
    }
}

/// The hash that is checked where there is no account: of a password that nobody can type.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let longer_than_any = "\u{0}".repeat(2 * crate::domain::passphrase::PASSPHRASE_MAX);
    engine()
        .ok()
        .and_then(|engine| {
            Some(engine.hash_password_with_salt(longer_than_any.as_bytes(), &[7; 16]).ok()?.to_string())
        })
        .unwrap_or_default()
});

fn engine() -> Result<Argon2<'static>, PasswordError> {
    let params =
        Params::new(MEMORY, PASSES, LANES, None).map_err(|error| PasswordError::Hash(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The same letters typed on two keyboards are the same bytes.
fn bytes(password: &Passphrase) -> Vec<u8> {
    password.expose().nfkc().collect::<String>().into_bytes()
}

fn hash(password: &Passphrase, salt: &[u8]) -> Result<String, PasswordError> {
    let hash = engine()?.hash_password_with_salt(&bytes(password), salt);
    hash.map(|hash| hash.to_string()).map_err(|error| PasswordError::Hash(error.to_string()))
}

fn fits(password: &Passphrase, kept: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(kept) else { return false };
    // The parameters are those of the hash.
    Argon2::default().verify_password(&bytes(password), &parsed).is_ok()
}

/// Whether everybody would guess a password: it is among the common ones, a row of keys, one's own address or name.
pub fn is_common(password: &Passphrase, own: &[&str]) -> bool {
    let words = own.iter().flat_map(|text| text.split(['@', '.', '-', '_', ' ']));
    let boxes = own.iter().filter_map(|text| text.split('@').next());
    let known = words.chain(boxes).chain(own.iter().copied()).chain(HERE);
    let known: Vec<&str> = known.filter(|word| word.chars().count() > 2).collect();
    zxcvbn::zxcvbn(password.expose(), &known).guesses_log10() < GUESSES
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str) -> Passphrase {
        Passphrase::choose(text).unwrap()
    }

    #[tokio::test]
    async fn a_hash_fits_its_own_password_alone() {
        let chance = Chance::new(|bytes| bytes.fill(3));
        let passwords = Passwords::new(None);
        let hash = passwords.hash(chosen("le chat dort très tôt"), &chance).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let check = async |text: &str, hash: Option<&str>| {
            passwords.check(Passphrase::tried(text).unwrap(), hash.map(str::to_owned)).await.unwrap()
        };
        assert!(check("le chat dort très tôt", Some(&hash)).await);
        assert!(check("le chat dort tre\u{300}s to\u{302}t", Some(&hash)).await, "accents typed otherwise");
        assert!(!check("le chat dort très tot", Some(&hash)).await);
        assert!(!check("le chat dort très tôt", None).await);
        assert!(!check("le chat dort très tôt", Some("rubbish")).await);
        assert!(!check("\0", None).await);
    }

    #[test]
    fn what_everybody_would_guess_is_refused() {
        for common in [
            "123456789012",
            "azertyuiopqsd",
            "qwertyuiop123",
            "aaaaaaaaaaaaa",
            "password12345",
            "motdepasse123",
            "premierpas2026",
            "zoe.dupont2026",
        ] {
            assert!(is_common(&chosen(common), &["zoe.dupont@example.org", "Zoé Dupont"]), "{common}");
        }
        for own in ["le chat de mamie dort au soleil", "cheval-agrafe-pile-correct", "Tournesol 12 brouettes"]
        {
            assert!(!is_common(&chosen(own), &["zoe.dupont@example.org"]), "{own}");
        }
    }
}
