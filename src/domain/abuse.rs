//! What is done about requests that nobody meant: those of robots, of tests, of numbers that a structure blocks or reports.

mod test_words;

use time::{Duration, OffsetDateTime};

use super::field::Sentence;
use super::form::{Problems, Typed};
use super::referral::MESSAGE_MAX;

pub use test_words::looks_like_test;

/// Days that a number stays blocked.
pub const BLOCKED_DAYS: i64 = 183;
/// Days after which a report is erased: the journal keeps its line.
pub const REPORT_DAYS: i64 = 365;
/// Seconds by which the clocks of two nodes may differ.
const SKEW_SECONDS: i64 = 60;
/// Seconds that somebody needs to read the form of a request and to send it, even where the browser fills it in.
const LEAST_SECONDS: i64 = 2;

/// Whether a form came back faster than anybody reads; `opened` is nothing where it does not say when it was opened. One that
/// was opened in days to come was so before the clock was set back.
pub fn is_too_fast(opened: Option<OffsetDateTime>, now: OffsetDateTime) -> bool {
    let too_fast = Duration::seconds(-SKEW_SECONDS)..Duration::seconds(LEAST_SECONDS);
    opened.is_none_or(|opened| too_fast.contains(&(now - opened)))
}

/// What is wrong with a request, as its structure reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Insults, threats.
    Insult,
    /// Advertising, a swindle.
    Spam,
    /// Whoever has the number did not ask.
    NotHers,
    /// Something else.
    Other,
}

impl Wrong {
    /// All, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Insult, Self::Spam, Self::NotHers, Self::Other];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Insult => "insulte",
            Self::Spam => "publicite",
            Self::NotHers => "pas-elle",
            Self::Other => "autre",
        }
    }

    /// That of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Insult => "Insultes ou menaces",
            Self::Spam => "Publicité ou arnaque",
            Self::NotHers => "La personne n’a rien demandé",
            Self::Other => "Autre chose",
        }
    }
}

/// What the platform decides about a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is done.
    Dismissed,
    /// The number is blocked for every structure.
    Blocked,
}

impl Outcome {
    /// All.
    pub const ALL: [Self; 2] = [Self::Dismissed, Self::Blocked];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dismissed => "dismissed",
            Self::Blocked => "blocked",
        }
    }

    /// That of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Dismissed => "Sans suite",
            Self::Blocked => "Numéro bloqué partout",
        }
    }
}

/// A report as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// What is wrong.
    pub wrong: Wrong,
    /// More about it.
    pub words: Option<Sentence<MESSAGE_MAX>>,
}

impl Complaint {
    /// Parses the form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(typed: &Typed) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let wrong = Wrong::from_code(typed.get("abus")).ok_or("Choisissez ce qui ne va pas.");
        let wrong = problems.keep("abus", wrong);
        let words = problems.keep("abus_mots", Sentence::parse(typed.get("abus_mots")));
        match (wrong, words) {
            (Some(wrong), Some(words)) => Ok(Self { wrong, words }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn nobody_reads_a_form_in_a_second() {
        let now = datetime!(2026-11-23 10:00:02 UTC);
        for (seconds, too_fast) in
            [(-3_600, false), (-5, true), (0, true), (1, true), (2, false), (3_600_000, false)]
        {
            assert_eq!(is_too_fast(Some(now - Duration::seconds(seconds)), now), too_fast, "{seconds}");
        }
        assert!(is_too_fast(None, now), "a form of ours says when it was opened");
    }

    #[test]
    fn codes_are_read_back_and_reports_are_told_what_they_lack() {
        for wrong in Wrong::ALL {
            assert_eq!(Wrong::from_code(wrong.code()), Some(wrong));
        }
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
        }
        let typed = |wrong: &str, words: &str| {
            Complaint::parse(&[("abus", wrong), ("abus_mots", words)].into_iter().collect())
        };
        assert_eq!(typed("insulte", " ").unwrap(), Complaint { wrong: Wrong::Insult, words: None });
        let problems = typed("", &"a".repeat(MESSAGE_MAX + 1)).unwrap_err();
        let fields: Vec<&str> = problems.all().iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["abus", "abus_mots"]);
    }

    #[test]
    fn a_report_keeps_its_words() {
        let typed = [("abus", "pas-elle"), ("abus_mots", " Elle dit non. ")].into_iter().collect();
        let complaint = Complaint::parse(&typed).unwrap();
        assert_eq!(complaint.wrong, Wrong::NotHers);
        assert_eq!(complaint.words.as_ref().map(Sentence::as_str), Some("Elle dit non."));
    }
}
