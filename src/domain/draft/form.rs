//! What the form of each kind asks. This one description makes the form, reads it and fills it again.

use super::super::offer::{Offer, OfferKind};

/// Codes of an enumeration that an offer holds once at most.
macro_rules! one {
    ($of:ty, $($place:ident).+) => {
        Shape::One(Codes {
            all: || <$of>::ALL.iter().map(|one| (one.code(), one.label())).collect(),
            read: |offer| offer.$($place).+.iter().map(|one| one.code()).collect(),
            write: |offer, codes| offer.$($place).+ = codes.iter().find_map(|code| <$of>::from_code(code)),
        })
    };
}

/// Codes of an enumeration that an offer holds a list of.
macro_rules! many {
    ($of:ty, $($place:ident).+) => {
        Shape::Many(Codes {
            all: || <$of>::ALL.iter().map(|one| (one.code(), one.label())).collect(),
            read: |offer| offer.$($place).+.iter().map(|one| one.code()).collect(),
            write: |offer, codes| offer.$($place).+ = codes.iter().filter_map(|code| <$of>::from_code(code)).collect(),
        })
    };
}

mod common;
mod kinds;
mod own;

pub use kinds::sections;

/// A part of the form, in the order of the sheet.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its name in the page.
    pub name: &'static str,
    /// What it is called in a list of parts.
    pub short: &'static str,
    /// The question that it answers.
    pub title: &'static str,
    /// What it asks.
    pub fields: Vec<Spec>,
}

/// A field.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Its name in the form.
    pub name: &'static str,
    /// What it asks for.
    pub label: &'static str,
    /// How to fill it.
    pub hint: &'static str,
    /// Whether nothing is published without it.
    pub required: bool,
    /// Whether it is folded away until somebody wants it.
    pub folded: bool,
    /// What it takes, and where an offer keeps it.
    pub shape: Shape,
}

/// Where an offer keeps a value.
pub type Place<T> = fn(&mut Offer) -> &mut T;

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One line, of so many characters at least and at most; an offer always has it.
    Words(usize, usize, Place<String>),
    /// Several lines, of so many characters at least and at most; an offer always has it.
    Story(usize, usize, Place<String>),
    /// One line of at most so many characters.
    Line(usize, Place<Option<String>>),
    /// Several lines of at most so many characters.
    Text(usize, Place<Option<String>>),
    /// At most so many sentences, a sentence a line.
    Lines(usize, Place<Vec<String>>),
    /// A whole number between two.
    Count(u32, u32, Place<Option<u32>>),
    /// Hours a week.
    Hours(Place<Option<f32>>),
    /// Yes where it is ticked.
    Tick(Place<bool>),
    /// One of some codes.
    One(Codes),
    /// Some of some codes, each a box to tick.
    Many(Codes),
    /// An e-mail address.
    Email(Place<Option<String>>),
    /// A telephone number.
    Phone(Place<Option<String>>),
    /// An address of the web.
    Link(Place<Option<String>>),
    /// A code of the ROME, and no words of it.
    Rome,
    /// A code of a certification: RNCP or RS.
    Certification,
    /// The commune, from which come the codes and the point.
    Commune,
    /// Whom the offer is for by where they live.
    Zone,
    /// On the spot, at a distance, both.
    Reception,
    /// The sessions, a row each.
    Sessions,
    /// The opening hours, a line each.
    Opening,
    /// The steps of a programme, a row each.
    Steps,
    /// The other posts of a workshop, a row each.
    Posts,
}

/// Codes to choose from, and how an offer holds them.
#[derive(Debug, Clone, Copy)]
pub struct Codes {
    /// Code and label of each.
    pub all: fn() -> Vec<(&'static str, &'static str)>,
    /// Those that an offer holds.
    pub read: fn(&Offer) -> Vec<&'static str>,
    /// Gives these to an offer; what is no code is left out.
    pub write: fn(&mut Offer, &[&str]),
}

impl Spec {
    /// A field that may stay empty.
    pub const fn new(name: &'static str, label: &'static str, hint: &'static str, shape: Shape) -> Self {
        Self { name, label, hint, required: false, folded: false, shape }
    }

    /// The same, needed.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, folded away.
    #[must_use]
    pub const fn folded(mut self) -> Self {
        self.folded = true;
        self
    }

    /// The same, in other words.
    #[must_use]
    pub const fn says(mut self, label: &'static str, hint: &'static str) -> Self {
        self.label = label;
        self.hint = hint;
        self
    }
}

impl Spec {
    /// Whether a name of the form is this field's, or of a part of it.
    pub fn owns(&self, name: &str) -> bool {
        name == self.name || name.strip_prefix(self.name).is_some_and(|rest| rest.starts_with('-'))
    }
}

/// Every field of a kind, in the order of the form.
pub fn fields(kind: OfferKind) -> Vec<Spec> {
    sections(kind).into_iter().flat_map(|section| section.fields).collect()
}
