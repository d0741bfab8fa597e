//! What only one kind of offer has to say. What is stored without it reads as saying nothing.

use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::pathway::StepRole;
use crate::domain::taxonomy::{Contract, Entry, Level, Payer, Prescriber, SiaeKind};

/// What an offer says beyond what all kinds share; each part is empty for other kinds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Conditions as questions that a person answers by yes or no, a question a line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// Of a workshop or of temporary work.
    #[serde(skip_serializing_if = "Post::is_empty")]
    pub post: Post,
    /// The other posts of the same workshop.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_posts: Vec<OtherPost>,
    /// Of a training.
    #[serde(skip_serializing_if = "Course::is_empty")]
    pub course: Course,
    /// Of a place and a hand to create one's own activity.
    #[serde(skip_serializing_if = "Venture::is_empty")]
    pub venture: Venture,
    /// Of a programme.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<ProgrammeStep>,
}

impl Details {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether every post takes nobody for the moment: it says so, or no place is left.
    pub fn takes_nobody(&self) -> bool {
        !self.post.is_open() && !self.other_posts.iter().any(OtherPost::is_open)
    }
}

/// A post: the trade, the contract, the places.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Post {
    /// The kind of insertion structure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub siae: Option<SiaeKind>,
    /// The trade's code in the ROME, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rome: Option<Rome>,
    /// The trade in plain words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trade: Option<String>,
    /// What is signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract: Option<Contract>,
    /// How long the contract or the assignment lasts, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lasts: Option<String>,
    /// Places to fill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<u32>,
    /// Nobody is taken for the moment.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// Who helps beside the work, and with what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support: Option<String>,
    /// What one learns meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub training: Option<String>,
}

impl Post {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether somebody can be taken: it does not say the contrary.
    pub fn is_open(&self) -> bool {
        !self.closed && self.places != Some(0)
    }
}

/// Another post of a workshop: what it has of its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OtherPost {
    /// The trade in plain words.
    pub trade: String,
    /// Its code in the ROME, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rome: Option<Rome>,
    /// What the person does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tasks: Option<String>,
    /// Hours a week, where they are not those of the first post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekly_hours: Option<f32>,
    /// What is signed, where it is not the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract: Option<Contract>,
    /// Places to fill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<u32>,
    /// Nobody is taken for the moment.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

impl OtherPost {
    /// Whether somebody can be taken.
    pub fn is_open(&self) -> bool {
        !self.closed && self.places != Some(0)
    }
}

/// A course, in the order of what a person asks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Course {
    /// How one gets in; several ways may all be needed.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub entry: Vec<Entry>,
    /// Who may propose a person, where somebody has to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prescribers: Vec<Prescriber>,
    /// The certification it prepares: "RNCP37274" or "RS5616".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certification: Option<String>,
    /// The level it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Who pays for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payers: Vec<Payer>,
    /// What the person still has to pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_to_pay: Option<String>,
    /// Where she eats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meals: Option<String>,
    /// Where she can sleep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lodging: Option<String>,
    /// Help to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transport: Option<String>,
    /// How disabled people are received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disability: Option<String>,
    /// Whom they call: a name, a number or an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disability_contact: Option<String>,
}

/// What was written before there could be several is one.
fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Entry>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Entries {
        One(Entry),
        Many(Vec<Entry>),
    }
    Ok(match Entries::deserialize(from)? {
        Entries::One(entry) => vec![entry],
        Entries::Many(entries) => entries,
    })
}

impl Course {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A place and a hand to create one's own activity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Venture {
    /// What one becomes: member, employed entrepreneur of a co-operative (CAE).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub membership: Option<String>,
    /// Desks of the shared place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desks: Option<u32>,
    /// What helps: advice, accounts, insurance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support: Option<String>,
}

impl Venture {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One step of a programme: an offer of the directory, and what it brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeStep {
    /// What it brings.
    pub role: StepRole,
    /// The end of the offer's address.
    pub offer: String,
    /// Whoever gives it has agreed; its own always are. People see no other.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub agreed: bool,
}

/// A code of the ROME, France Travail's list of trades: a letter from A to N and four digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rome(String);

impl Rome {
    /// Reads a code as people copy it; nothing where it is of another form.
    pub fn parse(typed: &str) -> Option<Self> {
        let code = typed.trim().to_ascii_uppercase();
        let fits = code.len() == 5
            && matches!(code.as_bytes()[0], b'A'..=b'N')
            && code.bytes().skip(1).all(|byte| byte.is_ascii_digit());
        fits.then_some(Self(code))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The code of a certification as people copy it ("rncp 37274"), in one spelling: "RNCP37274", "RS5616". Nothing where it is
/// of another form.
pub fn certification(typed: &str) -> Option<String> {
    let code: String = typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    let digits = code.strip_prefix("RNCP").or_else(|| code.strip_prefix("RS"))?;
    ((1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rome_code_is_a_letter_and_four_digits() {
        assert_eq!(Rome::parse(" a1203 ").unwrap().as_str(), "A1203");
        for wrong in ["", "Z1203", "A120", "A12034", "11203", "é1203"] {
            assert_eq!(Rome::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_certification_has_one_spelling() {
        assert_eq!(certification("rncp 37 274").as_deref(), Some("RNCP37274"));
        assert_eq!(certification("RS-5616").as_deref(), Some("RS5616"));
        for wrong in ["", "37274", "RNCP", "RNCP1234567", "TP00123"] {
            assert_eq!(certification(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_workshop_takes_nobody_once_every_post_is_full_or_closed() {
        let post = |places, closed| Post { places, closed, ..Post::default() };
        let other = |places, closed| OtherPost { places, closed, ..OtherPost::default() };
        for (first, others, full) in [
            (post(None, false), vec![], false),
            (post(Some(2), false), vec![], false),
            (post(Some(0), false), vec![], true),
            (post(Some(2), true), vec![], true),
            (post(Some(0), false), vec![other(Some(1), false)], false),
            (post(None, true), vec![other(None, true), other(Some(0), false)], true),
        ] {
            let details = Details { post: first, other_posts: others, ..Details::default() };
            assert_eq!(details.takes_nobody(), full, "{details:?}");
        }
    }

    #[test]
    fn one_way_in_reads_as_a_list() {
        let course: Course = serde_json::from_str(r#"{"entry": "test"}"#).unwrap();
        assert_eq!(course.entry, [Entry::Test]);
        let course: Course = serde_json::from_str(r#"{"entry": ["test", "dossier"]}"#).unwrap();
        assert_eq!(course.entry, [Entry::Test, Entry::File]);
    }

    #[test]
    fn what_was_stored_before_says_nothing() {
        assert!(serde_json::from_str::<Details>("{}").unwrap().is_empty());
        assert_eq!(serde_json::to_string(&Details::default()).unwrap(), "{}");
    }

    #[test]
    fn a_part_that_says_something_is_stored() {
        let post = Post { places: Some(2), ..Post::default() };
        let course = Course { meals: Some("Sur place".to_owned()), ..Course::default() };
        let venture = Venture { desks: Some(8), ..Venture::default() };
        assert!(!post.is_empty() && !course.is_empty() && !venture.is_empty());
        for details in [
            Details { post, ..Details::default() },
            Details { course, ..Details::default() },
            Details { venture, ..Details::default() },
        ] {
            assert!(!details.is_empty());
            let text = serde_json::to_string(&details).unwrap();
            assert_eq!(serde_json::from_str::<Details>(&text).unwrap(), details, "{text}");
        }
        assert_eq!(Rome::parse("N1101").map(|rome| rome.as_str().to_owned()).as_deref(), Some("N1101"));
    }
}
