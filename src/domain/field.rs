//! What a field of a form holds once it has been parsed: a value of these types is right by construction.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A first name: 1 to 60 letters, with the spaces, hyphens, dots and apostrophes that names have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FirstName(String);

/// Why a first name was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs)]
pub enum FirstNameError {
    #[error("Écrivez votre prénom.")]
    Blank,
    #[error("Ce prénom est trop long. Écrivez 60 lettres au plus.")]
    TooLong,
    #[error("Écrivez votre prénom avec des lettres seulement.")]
    NotLetters,
}

impl FirstName {
    /// Parses what was typed.
    ///
    /// # Errors
    /// Where it is blank, longer than 60 characters, or holds anything but the letters of a name.
    pub fn parse(typed: &str) -> Result<Self, FirstNameError> {
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(FirstNameError::Blank);
        }
        if name.chars().count() > 60 {
            return Err(FirstNameError::TooLong);
        }
        let of_a_name =
            |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’' | '\u{300}'..='\u{36f}');
        if !name.chars().all(of_a_name) || !name.chars().any(char::is_alphabetic) {
            return Err(FirstNameError::NotLetters);
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FirstName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A French mobile number, in E.164: `+33612345678`, or the overseas prefixes (+262, +590, +594, +596).
///
/// Source of the ranges: the French numbering plan (ARCEP, decision 2018-0881 and its later versions).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mobile(String);

/// Why a mobile number was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs)]
pub enum MobileError {
    #[error("Écrivez votre numéro de téléphone mobile.")]
    Blank,
    #[error(
        "Ce numéro est un téléphone fixe. Écrivez un mobile (06 ou 07) : nous vous écrivons par SMS. Vous n’en avez pas ? Donnez celui d’un proche, avec son accord."
    )]
    Landline,
    #[error("Il faut 10 chiffres, par exemple 06 12 34 56 78.")]
    WrongLength,
    #[error("Écrivez un mobile français : il commence par 06 ou 07.")]
    NotFrench,
}

impl Mobile {
    /// Parses a number as people write it: spaces, dots, dashes, brackets, `+33`, `0033`.
    ///
    /// # Errors
    /// Where it is blank, a landline, not of ten digits, or not French.
    pub fn parse(typed: &str) -> Result<Self, MobileError> {
        let mut digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        if typed.trim().is_empty() {
            return Err(MobileError::Blank);
        }
        if typed.chars().any(char::is_alphabetic) {
            return Err(MobileError::WrongLength);
        }
        let mut international = typed.trim_start().starts_with('+');
        if let Some(rest) = digits.strip_prefix("00") {
            digits = rest.to_owned();
            international = true;
        }
        let national = if international {
            let prefix =
                ["33", "262", "590", "594", "596"].into_iter().find(|prefix| digits.starts_with(prefix));
            let rest = digits[prefix.ok_or(MobileError::NotFrench)?.len()..].to_owned();
            if rest.starts_with('0') { rest } else { format!("0{rest}") }
        } else {
            digits
        };
        if national.len() != 10 {
            return Err(MobileError::WrongLength);
        }
        match &national[..2] {
            "06" | "07" => Ok(Self(format!("{}{}", Self::country(&national), &national[1..]))),
            "01" | "02" | "03" | "04" | "05" | "09" => Err(MobileError::Landline),
            _ => Err(MobileError::NotFrench),
        }
    }

    /// The country prefix of a national mobile number: some of the French overseas have their own.
    fn country(national: &str) -> &'static str {
        match &national[..4] {
            "0690" | "0691" => "+590",
            "0694" => "+594",
            "0696" | "0697" => "+596",
            "0692" | "0693" => "+262",
            // 06 39 98 is ARCEP's block for fiction, in mainland France.
            "0639" if &national[4..6] != "98" => "+262",
            _ => "+33",
        }
    }

    /// In E.164.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four digits: the proof that goes with a code.
    pub fn last_four(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }

    /// As people write it: `06 12 34 56 78`.
    pub fn spoken(&self) -> String {
        let national = format!("0{}", &self.0[self.0.len() - 9..]);
        let pairs: Vec<&str> = (0..5).map(|i| &national[2 * i..2 * i + 2]).collect();
        pairs.join(" ")
    }
}

/// An e-mail address that a message can be sent to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

/// Why an e-mail address was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("Cette adresse e-mail est incomplète. Exemple : prenom@exemple.fr. Vous pouvez aussi laisser vide.")]
pub struct EmailError;

impl Email {
    /// Parses an address: one `@`, a local part of 1 to 64 characters, a domain with a dot, no blank.
    ///
    /// # Errors
    /// Where it is not of that form.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let address = typed.trim();
        let (local, domain) = address.rsplit_once('@').ok_or(EmailError)?;
        let local_fits = !local.is_empty()
            && local.len() <= 64
            && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_fits = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let domain_fits = domain.len() <= 253 && domain.contains('.') && domain.split('.').all(label_fits);
        if local_fits && domain_fits {
            Ok(Self(format!("{local}@{}", domain.to_lowercase())))
        } else {
            Err(EmailError)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Without control characters but line breaks; a tab, as one copies it from a table, is a blank.
pub(super) fn without_control(text: &str) -> String {
    let text = text.replace('\t', " ");
    text.chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// A sentence of at most `MAX` characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sentence<const MAX: usize>(String);

/// Why a sentence was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("C’est trop long : {0} caractères. Gardez-en {1} au plus.")]
pub struct SentenceError(usize, usize);

impl<const MAX: usize> Sentence<MAX> {
    /// Parses what was typed; `None` where it is blank.
    ///
    /// # Errors
    /// Where it has more than `MAX` characters.
    pub fn parse(typed: &str) -> Result<Option<Self>, SentenceError> {
        // A browser sends a line break as two characters and counts it as one.
        let text = without_control(&typed.replace("\r\n", "\n"));
        let text = text.trim().to_owned();
        match text.chars().count() {
            0 => Ok(None),
            n if n > MAX => Err(SentenceError(n, MAX)),
            _ => Ok(Some(Self(text))),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobiles_are_read_as_people_write_them() {
        for typed in [
            "0639980012",
            "06 39 98 00 12",
            "06.39.98.00.12",
            "+33 6 39 98 00 12",
            "+33(0)639980012",
            "0033639980012",
        ] {
            assert_eq!(
                Mobile::parse(typed).map(|m| m.as_str().to_owned()),
                Ok("+33639980012".to_owned()),
                "{typed}"
            );
        }
        assert_eq!(
            Mobile::parse("0692 12 34 56").map(|m| m.as_str().to_owned()),
            Ok("+262692123456".to_owned())
        );
        assert_eq!(Mobile::parse("0692123456").map(|m| m.spoken()), Ok("06 92 12 34 56".to_owned()));
        let country = |typed: &str| {
            let mobile = Mobile::parse(typed).unwrap();
            let rest = mobile.as_str().len() - 9;
            assert_eq!(mobile.last_four(), &typed[typed.len() - 4..]);
            mobile.as_str()[..rest].to_owned()
        };
        for (start, code) in [
            ("0690", "+590"),
            ("0691", "+590"),
            ("0694", "+594"),
            ("0696", "+596"),
            ("0697", "+596"),
            ("0692", "+262"),
            ("0693", "+262"),
            ("0639", "+262"),
            ("0638", "+33"),
            ("0712", "+33"),
        ] {
            assert_eq!(country(&format!("{start}123456")), code, "{start}");
        }
    }

    #[test]
    fn what_is_not_a_mobile_is_said_kindly() {
        assert_eq!(Mobile::parse("03 53 01 00 12"), Err(MobileError::Landline));
        assert_eq!(Mobile::parse(""), Err(MobileError::Blank));
        assert_eq!(Mobile::parse("06 12"), Err(MobileError::WrongLength));
        assert_eq!(Mobile::parse("+44 7700 900123"), Err(MobileError::NotFrench));
        assert_eq!(Mobile::parse("zéro six"), Err(MobileError::WrongLength));
        assert_eq!(Mobile::parse("0812345678"), Err(MobileError::NotFrench));
    }

    #[test]
    fn first_names_keep_their_letters() {
        for name in ["Zoé", "Jean-Luc", "N’Golo", "محمد", "Ève Marie", "Đặng"] {
            assert_eq!(FirstName::parse(name).map(|n| n.to_string()), Ok(name.to_owned()));
        }
        assert_eq!(FirstName::parse("  "), Err(FirstNameError::Blank));
        assert_eq!(FirstName::parse("<b>Zoé</b>"), Err(FirstNameError::NotLetters));
        assert_eq!(FirstName::parse("🙂"), Err(FirstNameError::NotLetters));
        assert_eq!(FirstName::parse("- . -"), Err(FirstNameError::NotLetters), "signs alone are no name");
        assert!(FirstName::parse(&"é".repeat(60)).is_ok());
        assert_eq!(FirstName::parse(&"a".repeat(61)), Err(FirstNameError::TooLong));
    }

    #[test]
    fn a_sentence_is_kept_as_it_is_typed_up_to_its_end() {
        let read =
            |typed: &str| Sentence::<5>::parse(typed).map(|one| one.map(|one| one.as_str().to_owned()));
        for (typed, kept) in [
            ("  abc ", "abc"),
            ("ab\r\nde", "ab\nde"),
            ("éèàùç", "éèàùç"),
            ("a\u{0}b", "ab"),
            ("a\tb", "a b"),
        ] {
            assert_eq!(read(typed), Ok(Some(kept.to_owned())), "{typed:?}");
        }
        assert_eq!((read(""), read(" \n\u{7} ")), (Ok(None), Ok(None)));
        let told = read("abcdef").unwrap_err().to_string();
        assert_eq!(told, "C’est trop long\u{a0}: 6 caractères. Gardez-en 5 au plus.");
    }

    #[test]
    fn emails_are_addresses() {
        assert_eq!(
            Email::parse(" Zoe@Example.ORG ").map(|e| e.as_str().to_owned()),
            Ok("Zoe@example.org".to_owned())
        );
        for wrong in [
            "zoe",
            "zoe@",
            "@example.org",
            "zoe@example",
            "z oe@example.org",
            "a@b.c\nBcc: d@e.f",
            "<a>@b.fr",
            ".a@b.fr",
            "a.@b.fr",
            "a..b@c.fr",
            "a@-b.fr",
            "a@b-.fr",
            "a@b..fr",
            "a@b_c.fr",
            "é@b.fr",
            &format!("{}@b.fr", "a".repeat(65)),
            &format!("a@{}.fr", "b".repeat(64)),
            &format!("a@{}fr", "bcd.".repeat(63)),
        ] {
            assert_eq!(Email::parse(wrong), Err(EmailError), "{wrong}");
        }
        for right in [
            "a+b.c_d@e-f.example.org",
            &format!("{}@b.fr", "a".repeat(64)),
            &format!("a@{}.fr", "b".repeat(63)),
            &format!("a@{}f", "bcd.".repeat(63)),
        ] {
            assert_eq!(Email::parse(right).map(|email| email.as_str().to_owned()), Ok(right.to_owned()));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_parsed_or_refused(text in "\\PC*") {
            let _ = (FirstName::parse(&text), Mobile::parse(&text), Email::parse(&text), Sentence::<300>::parse(&text));
        }

        #[test]
        fn a_mobile_parsed_is_parsed_again_to_the_same(n in 0u32..100_000_000, six in proptest::bool::ANY) {
            let typed = format!("0{}{n:08}", if six { 6 } else { 7 });
            let mobile = Mobile::parse(&typed).unwrap();
            proptest::prop_assert_eq!(Mobile::parse(mobile.as_str()).unwrap(), mobile.clone());
            proptest::prop_assert_eq!(Mobile::parse(&mobile.spoken()).unwrap(), mobile);
        }
    }
}
