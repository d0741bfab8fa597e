//! What is sealed opens again with its own key in its own place, and in no other way.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use proptest::prelude::*;

use super::*;

impl Seals {
    /// With a key that every test has, and nonces that are never the same.
    pub fn of_tests() -> Self {
        Self::with(&"7e".repeat(32))
    }

    /// With keys of its own.
    pub fn with(keys: &str) -> Self {
        Self::new(KeyPlace::Given(Ring::parse(keys).unwrap()), chance()).unwrap()
    }

    /// With the keys of a file.
    pub fn in_file(file: PathBuf) -> Self {
        Self::new(KeyPlace::File(file), chance()).unwrap()
    }
}

/// Never twice the same.
fn chance() -> Chance {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Chance::new(|bytes| bytes[..8].copy_from_slice(&NEXT.fetch_add(1, Ordering::SeqCst).to_le_bytes()))
}

const ROW: Uuid = Uuid::from_u128(7);
const NAME: Column = REFERRAL_FIRST_NAME;

fn broken(opened: Result<String, SealError>) -> bool {
    matches!(opened, Err(SealError::Broken))
}

proptest! {
    #[test]
    fn what_is_sealed_opens_again(text in any::<String>(), row: u128) {
        let (seals, row) = (Seals::of_tests(), Uuid::from_u128(row));
        let sealed = seals.seal(NAME, row, &text).unwrap();
        prop_assert_eq!(seals.open(NAME, row, &sealed).unwrap(), text.clone());
        if text.len() > 2 {
            prop_assert!(!sealed.contains(&text));
        }
        prop_assert!(text.is_empty() || sealed != seals.seal(NAME, row, &text).unwrap(), "two are never the same");
    }

    #[test]
    fn what_was_changed_does_not_open(text in "[^\0]{1,80}", at: prop::sample::Index, bit in 0..6_u8) {
        let seals = Seals::of_tests();
        let sealed = seals.seal(NAME, ROW, &text).unwrap();
        let begins = sealed.rfind('.').unwrap() + 1;
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut bytes = sealed.into_bytes();
        let at = begins + at.index(bytes.len() - begins);
        let value = LETTERS.iter().position(|letter| *letter == bytes[at]).unwrap();
        bytes[at] = LETTERS[value ^ (1 << bit)];
        prop_assert!(broken(seals.open(NAME, ROW, std::str::from_utf8(&bytes).unwrap())));
    }

    #[test]
    fn no_text_breaks_it(text in any::<String>(), tail in "[A-Za-z0-9_-]{0,120}") {
        let seals = Seals::of_tests();
        let id = seals.ring().unwrap().first().id().to_owned();
        // What was written before anything was sealed.
        prop_assume!(key::sealed_by(&text).is_none());
        prop_assert_eq!(seals.open(NAME, ROW, &text).unwrap(), text);
        let forged = format!("s1.{id}.{tail}");
        prop_assert!(broken(seals.open(NAME, ROW, &forged)));
    }

    #[test]
    fn no_file_of_keys_breaks_it(text in any::<String>(), hex in "[0-9a-fA-F]{64}") {
        _ = Ring::parse(&text);
        let commented = format!("# {text:?}\n{hex}");
        prop_assert!(Ring::parse(&commented).is_ok());
    }
}

#[test]
fn a_value_opens_in_its_own_place_alone() {
    let seals = Seals::of_tests();
    let sealed = seals.seal(NAME, ROW, "Zoé").unwrap();
    assert!(broken(seals.open(NAME, Uuid::from_u128(8), &sealed)), "another row");
    assert!(broken(seals.open(REFERRAL_MESSAGE, ROW, &sealed)), "another column");
    assert!(broken(seals.open(WAITING_FIRST_NAME, ROW, &sealed)), "another table");
    let other = Seals::with(&"01".repeat(32));
    assert!(matches!(other.open(NAME, ROW, &sealed), Err(SealError::UnknownKey)), "another key");
    let bearing = sealed.replace(seals.ring().unwrap().first().id(), other.ring().unwrap().first().id());
    assert!(broken(other.open(NAME, ROW, &bearing)), "another key, and its name");
}

#[test]
fn how_long_a_name_is_does_not_show() {
    let seals = Seals::of_tests();
    let long = |text: &str| seals.seal(NAME, ROW, text).unwrap().len();
    assert_eq!(long("Al"), long("Marie-Françoise"));
    assert!(long("Al") < long(&"mot ".repeat(20)));
}

#[test]
fn a_hash_is_of_its_key() {
    let (one, other) = (Seals::of_tests(), Seals::with(&"01".repeat(32)));
    let hash = one.hash("+33639980012").unwrap();
    assert_eq!((hash.len(), &hash), (32, &one.hash("+33639980012").unwrap()));
    assert!(hash != one.hash("+33639980013").unwrap() && hash != other.hash("+33639980012").unwrap());
}

/// RFC 4231 and the draft of XChaCha20-Poly1305 are the crates' own tests; this one tells when the way from a key to a
/// sealed text changes, since what stands in databases would open no more.
#[test]
fn what_was_sealed_by_this_version_opens() {
    let key = key::Key::parse(&"7e".repeat(32)).unwrap();
    let sealed = key.seal("premier-pas 1 referral.first_name x", "Zoé", [9; 24]).unwrap();
    assert_eq!(
        sealed,
        "s1.59493da9.CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJDU6Uy0EOceIhLX5A2nBHsMP21B7yLSZAnX-0dRylwJNNVxe5OD5iTLU7OeZQko69"
    );
    assert_eq!(key.hash("+33639980012"), "5490e31248bad38e1726e03643bc6708");
}

#[test]
fn after_a_rotation_the_old_key_opens_and_the_new_one_seals() {
    let (old, new) = ("01".repeat(32), "02".repeat(32));
    let before = Seals::with(&old);
    let (sealed, hash) = (before.seal(NAME, ROW, "Zoé").unwrap(), before.hash("+336").unwrap());
    let both = Seals::with(&format!("{new},{old}"));
    assert_eq!(both.open(NAME, ROW, &sealed).unwrap(), "Zoé");
    assert_eq!(both.hashes("+336").unwrap(), [Seals::with(&new).hash("+336").unwrap(), hash]);
    let again = both.seal(NAME, ROW, "Zoé").unwrap();
    assert_eq!(Seals::with(&new).open(NAME, ROW, &again).unwrap(), "Zoé");
    assert!(matches!(before.open(NAME, ROW, &again), Err(SealError::UnknownKey)));
}

fn mode(file: &std::path::Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(file).unwrap().permissions()) & 0o777
}

#[test]
fn the_file_is_its_owners_alone_and_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keys/data.key");
    let made = file::make(&file, &chance()).unwrap();
    assert_eq!(mode(&file), 0o600);
    let again = file::make(&file, &chance()).unwrap();
    assert_eq!(again.first().check(), made.first().check(), "what is there is not written over");

    let serving = Seals::in_file(file.clone());
    let sealed = serving.seal(NAME, ROW, "Zoé").unwrap();
    add_key(&file, &chance()).unwrap();
    assert_eq!(mode(&file), 0o600);
    assert!(matches!(add_key(&file, &chance()), Err(SealError::Unfinished)), "one rotation after the other");
    let rotated = Seals::in_file(file.clone()).seal(NAME, ROW, "Ali").unwrap();
    assert_eq!(serving.open(NAME, ROW, &rotated).unwrap(), "Ali", "who serves reads the file again");
    assert_eq!(serving.open(NAME, ROW, &sealed).unwrap(), "Zoé");

    let now = std::fs::metadata(&file).unwrap().modified().unwrap();
    assert!(matches!(drop_old_keys(&file, &chance(), now), Err(SealError::TooSoon)));
    let later: SystemTime = now + std::time::Duration::from_secs(61);
    drop_old_keys(&file, &chance(), later).unwrap();
    let left = Seals::in_file(file.clone());
    assert_eq!(left.open(NAME, ROW, &rotated).unwrap(), "Ali");
    assert!(matches!(left.open(NAME, ROW, &sealed), Err(SealError::UnknownKey)));
    assert_eq!(
        std::fs::read_dir(folder.path().join("keys")).unwrap().count(),
        1,
        "nothing is left beside it"
    );
}

#[test]
fn no_key_is_shown() {
    let (one, two) = ("a1".repeat(32), "b2".repeat(32));
    let seals = Seals::with(&format!("{one},{two}"));
    let shown = format!("{seals:?} {}", Ring::parse(&format!("{one}x")).unwrap_err());
    assert!(!shown.contains("a1a1") && !shown.contains("b2b2") && !shown.contains("161, 161"), "{shown}");
}
