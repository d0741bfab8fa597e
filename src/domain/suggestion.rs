//! What a field proposes while somebody types.

use serde::{Deserialize, Serialize};

/// What a suggestion is; lists keep this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SuggestionKind {
    /// Something that people need.
    Need,
    /// A trade to do or to learn.
    Trade,
    /// An organisation.
    Organisation,
    /// A commune or an area.
    Place,
}

impl SuggestionKind {
    /// All kinds, in the order of lists.
    pub const ALL: [Self; 4] = [Self::Need, Self::Trade, Self::Organisation, Self::Place];

    /// What stands above the suggestions of this kind.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Need => "Besoins",
            Self::Trade => "Métiers",
            Self::Organisation => "Ouvrir la page d’une organisation",
            Self::Place => "Lieux",
        }
    }
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// What the line says.
    pub label: String,
    /// What tells it from others of that label: a town, a département; empty where nothing does.
    pub detail: String,
    /// What choosing it does.
    pub choice: Choice,
}

/// What choosing a suggestion does.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Choice {
    /// Looks for these words.
    Words(String),
    /// Looks with this filter, by its name and its code in addresses.
    Filter(String, String),
    /// Looks there, the label being the place; these words stay to be looked for.
    Place(String),
    /// Opens the page of this address.
    Page(String),
}
