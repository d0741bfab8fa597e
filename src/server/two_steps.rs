//! The second factor: a code of six digits that an app shows (TOTP, RFC 6238), or one of the codes kept for a lost telephone.

use totp_rs::{Builder, Secret as Key, Totp};

use crate::domain::passphrase::Passphrase;
use crate::domain::two_steps::RECOVERY_LETTERS;

/// How the app calls the site.
const ISSUER: &str = "Premier Pas";

/// The step of time whose code this is, where it is one of the secret's: now, half a minute before or after.
pub fn step_of(secret: &str, code: &str, now: time::OffsetDateTime) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = u64::try_from(now.unix_timestamp()).ok()?;
    let step = engine(secret, "")?.check(&digits, seconds).filter(|_| fits)?;
    i64::try_from(step).ok()
}

/// A code kept for a lost telephone, as it was written down: any case, with or without the dash.
pub fn recovery(code: &str) -> Option<Passphrase> {
    let bare: String = code.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase();
    Passphrase::tried(&bare).filter(|_| bare.len() == RECOVERY_LETTERS)
}

fn engine(secret: &str, account: &str) -> Option<Totp> {
    let key = Key::try_from_base32(secret).ok()?;
    Builder::new().with_secret(key).with_issuer(Some(ISSUER)).with_account_name(account).build().ok()
}

/// The code of a moment: what the app on the telephone shows.
#[cfg(test)]
pub(crate) fn code_at(secret: &str, now: time::OffsetDateTime) -> String {
    engine(secret, "zoe").unwrap().generate(u64::try_from(now.unix_timestamp()).unwrap()).to_string()
}

#[cfg(test)]
mod tests {
    use time::OffsetDateTime;

    use super::*;

    /// "12345678901234567890", the key of RFC 6238's own examples.
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of its eight digits.
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let now = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
            assert_eq!(step_of(SECRET, code, now), Some(seconds / 30), "{seconds}");
            assert_eq!(step_of(SECRET, &format!("{} {}", &code[..3], &code[3..]), now), Some(seconds / 30));
            assert_eq!(code_at(SECRET, now), code);
        }
        let now = OffsetDateTime::from_unix_timestamp(1_111_111_109).unwrap();
        assert_eq!(step_of(SECRET, "081804", now + time::Duration::minutes(2)), None);
        for wrong in ["", "08180", "0818044", "08180x", "٠٨١٨٠٤"] {
            assert_eq!(step_of(SECRET, wrong, now), None, "{wrong}");
        }
        assert_eq!(step_of("not base 32!", "081804", now), None);
    }

    #[test]
    fn a_kept_code_is_read_as_it_was_written_down() {
        assert_eq!(recovery("ABCDE-fghjk"), Passphrase::tried("abcdefghjk"));
        assert_eq!(recovery("abcde"), None);
    }
}
