//! What a person sends.

use serde::{Deserialize, Serialize};

use super::MESSAGE_MAX;
use crate::domain::consent::Way;
use crate::domain::field::{Email, FirstName, Mobile, Sentence};
use crate::domain::form::{Problems, Typed};

/// When she would rather be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BestMoment {
    /// Before noon.
    Morning,
    /// After noon.
    Afternoon,
    /// After work.
    Evening,
}

impl BestMoment {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "matin",
            Self::Afternoon => "apres-midi",
            Self::Evening => "soir",
        }
    }

    /// The moment of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|moment| moment.code() == code)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Morning => "le matin",
            Self::Afternoon => "l’après-midi",
            Self::Evening => "le soir",
        }
    }
}

/// What a person sends: two fields, her consent, and three things she may add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Her first name.
    pub first_name: FirstName,
    /// Her mobile.
    pub mobile: Mobile,
    /// Her e-mail, if she has one.
    pub email: Option<Email>,
    /// When to call.
    pub best_moment: Option<BestMoment>,
    /// Her own words.
    pub message: Option<Sentence<MESSAGE_MAX>>,
}

impl Ask {
    /// Parses the form of `/accompagner/demande/{slug}`: the same, and how she agrees, in place of the box that she would tick.
    ///
    /// # Errors
    /// Every problem at once, by field.
    pub fn parse_beside(typed: &Typed) -> Result<(Self, Way), Problems> {
        let way = Way::from_code(typed.get("comment")).filter(|way| *way != Way::Alone);
        let agreed = typed.pairs().chain([("accord", "oui")]).collect();
        match (Self::parse(&agreed), way) {
            (Ok(ask), Some(way)) => Ok((ask, way)),
            (parsed, way) => {
                let mut problems = parsed.err().unwrap_or_default();
                if way.is_none() {
                    problems.add("comment", "Choisissez comment elle dit oui. Sans son oui, rien ne part.");
                }
                Err(problems)
            }
        }
    }

    /// Parses the form of `/offres/{slug}/demande`.
    ///
    /// # Errors
    /// Every problem at once, by field.
    pub fn parse(typed: &Typed) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let first_name = problems.keep("prenom", FirstName::parse(typed.get("prenom")));
        let mobile = problems.keep("mobile", Mobile::parse(typed.get("mobile")));
        let email = problems.keep("email", typed.some("email").map(Email::parse).transpose());
        let message = problems.keep("message", Sentence::parse(typed.get("message")));
        if message
            .as_ref()
            .is_some_and(|m| m.as_ref().is_some_and(|m| holds_social_security_number(m.as_str())))
        {
            problems.add(
                "message",
                "N’écrivez pas votre numéro de sécurité sociale. Personne ne doit vous le demander ici.",
            );
        }
        let best_moment = typed.some("moment").and_then(BestMoment::from_code);
        if typed.some("accord").is_none() {
            problems.add("accord", "Cochez la case : sans votre accord, nous n’envoyons rien.");
        }
        match (first_name, mobile, email, message) {
            (Some(first_name), Some(mobile), Some(email), Some(message)) if problems.is_empty() => {
                Ok(Self { first_name, mobile, email, best_moment, message })
            }
            _ => Err(problems),
        }
    }
}

/// Whether a text holds what looks like a French social-security number: 13 digits and perhaps two more, first 1 or 2, month
/// 01–12; of Corsica a letter stands in it, 2A or 2B.
fn holds_social_security_number(text: &str) -> bool {
    let of_corsica = text.to_uppercase().replace("2A", "20").replace("2B", "20");
    numbers(text).any(|run| looks_like_one(&run))
        || numbers(&of_corsica).any(|run| looks_like_one(&run) && run[5..7] == *b"20")
}

/// The digits of each number in a text, with blanks, dots or hyphens between them or without.
fn numbers(text: &str) -> impl Iterator<Item = Vec<u8>> {
    let runs = text.split(|c: char| !(c.is_ascii_digit() || c.is_whitespace() || c == '.' || c == '-'));
    runs.map(|run| run.bytes().filter(u8::is_ascii_digit).collect())
}

fn looks_like_one(digits: &[u8]) -> bool {
    (13..=15).contains(&digits.len())
        && matches!(digits[0], b'1' | b'2')
        && matches!((digits[3], digits[4]), (b'0', b'1'..=b'9') | (b'1', b'0'..=b'2'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        pairs.iter().copied().collect()
    }

    #[test]
    fn two_fields_and_a_consent_are_enough() {
        let ask = Ask::parse(&typed(&[("prenom", "Zoé"), ("mobile", "06 39 98 00 12"), ("accord", "oui")]))
            .unwrap();
        assert_eq!((ask.first_name.as_str(), ask.mobile.last_four()), ("Zoé", "0012"));
    }

    #[test]
    fn beside_a_volunteer_she_says_how_she_agrees() {
        let her = [("prenom", "Zoé"), ("mobile", "0639980012")];
        let how = |how| Ask::parse_beside(&typed(&[her[0], her[1], ("comment", how)])).map(|(_, way)| way);
        assert_eq!((how("aloud"), how("sms")), (Ok(Way::Aloud), Ok(Way::Sms)));
        for wrong in ["", "alone", "x"] {
            assert!(how(wrong).unwrap_err().about("comment").is_some(), "{wrong}");
        }
        let nameless = Ask::parse_beside(&typed(&[her[1], ("comment", "sms")])).unwrap_err();
        assert_eq!((nameless.all().len(), nameless.about("prenom").is_some()), (1, true), "{nameless:?}");
        let problems = Ask::parse_beside(&typed(&[("accord", "oui")])).unwrap_err();
        assert_eq!(problems.all().len(), 3, "{problems:?}");
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let problems =
            Ask::parse(&typed(&[("mobile", "0353010012"), ("email", "zoe@"), ("message", &"a".repeat(301))]))
                .unwrap_err();
        let fields: Vec<&str> = problems.all().iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["prenom", "mobile", "email", "message", "accord"]);
    }

    #[test]
    fn a_social_security_number_is_refused() {
        let ask = |message: &str| {
            Ask::parse(&typed(&[
                ("prenom", "Zoé"),
                ("mobile", "0639980012"),
                ("accord", "oui"),
                ("message", message),
            ]))
        };
        for number in [
            "2 85 05 62 498 123 45",
            "1850562498123",
            "1.85.12.62.498.123",
            "2-85-05-62-498-123-45",
            "2\u{a0}85\u{a0}05\u{a0}62\u{a0}498\u{a0}123",
            "2 85 05 2A 498 123 45",
            "285052b498123",
        ] {
            assert!(ask(&format!("mon numéro, {number}, voilà")).is_err(), "{number}");
        }
        for other in [
            "appelez le 06 39 98 00 12 ou le 03 53 01 00 12",
            "2 85 05 62 498 12",
            "2 85 05 62 498 123 456 7",
            "3 85 05 62 498 123",
            "2 85 13 62 498 123",
            "2 85 00 62 498 123",
            "au 12B 06 39 98 00 12",
        ] {
            assert!(ask(other).is_ok(), "{other}");
        }
    }

    #[test]
    fn what_she_adds_is_kept() {
        let ask = Ask::parse(&typed(&[
            ("prenom", "Zoé"),
            ("mobile", "0639980012"),
            ("accord", "oui"),
            ("moment", "soir"),
            ("email", "zoe@example.org"),
            ("message", "Je veux apprendre."),
        ]))
        .unwrap();
        assert_eq!(ask.best_moment, Some(BestMoment::Evening));
        assert_eq!(ask.email.as_ref().map(Email::as_str), Some("zoe@example.org"));
        assert_eq!(ask.message.as_ref().map(Sentence::as_str), Some("Je veux apprendre."));
    }
}
