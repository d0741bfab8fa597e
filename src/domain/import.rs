//! What an import does with a file: each row compared with what is here, then written, kept or refused.

use serde::{Deserialize, Serialize};

/// A format that goes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The table that people fill: CSV or XLSX.
    Table,
    /// data·inclusion v1, services: a JSON array or NDJSON.
    DataInclusion,
    /// LHEO 2.3: a catalogue of trainings.
    Lheo,
    /// The public feed of the SIAE of Les emplois de l’inclusion.
    Emplois,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Table, Self::DataInclusion, Self::Lheo, Self::Emplois];

    /// The word that the database keeps.
    pub fn code(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::DataInclusion => "data-inclusion",
            Self::Lheo => "lheo",
            Self::Emplois => "emplois",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Table => "Tableau",
            Self::DataInclusion => "data·inclusion",
            Self::Lheo => "Catalogue LHEO",
            Self::Emplois => "Les emplois de l’inclusion",
        }
    }

    /// What people call the place of a row in such a file.
    pub fn place(self) -> &'static str {
        match self {
            Self::Table | Self::Lheo => "ligne",
            Self::DataInclusion | Self::Emplois => "n°",
        }
    }

    /// The format of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }
}

/// What a row means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing here is like it.
    New,
    /// It says something else than the last import did.
    Changed,
    /// It says something else, and a person has edited the offer here: she is asked.
    Asked,
    /// The address that brought it no longer lists it.
    Gone,
    /// It says what is here already.
    Same,
    /// It breaks a rule.
    Refused,
}

impl Verdict {
    /// All, in the order in which a page lists them.
    pub const ALL: [Self; 6] = [Self::Asked, Self::Refused, Self::Gone, Self::New, Self::Changed, Self::Same];

    /// The code in the database and in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Asked => "asked",
            Self::Gone => "gone",
            Self::Same => "same",
            Self::Refused => "refused",
        }
    }

    /// The verdict of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// What people read beside a row.
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "Nouvelle",
            Self::Changed => "Change",
            Self::Asked => "À choisir",
            Self::Gone => "Plus dans le fichier",
            Self::Same => "Pareille",
            Self::Refused => "Refusée",
        }
    }

    /// What people read beside a count.
    pub fn counted(self, count: i64) -> &'static str {
        let several = count > 1;
        match self {
            Self::New if several => "nouvelles",
            Self::New => "nouvelle",
            Self::Changed if several => "qui changent",
            Self::Changed => "qui change",
            Self::Asked => "à choisir",
            Self::Gone => "plus dans le fichier",
            Self::Same if several => "pareilles",
            Self::Same => "pareille",
            Self::Refused if several => "refusées",
            Self::Refused => "refusée",
        }
    }

    /// Whether a person chooses what becomes of such a row.
    pub fn asks(self) -> bool {
        matches!(self, Self::Asked | Self::Gone)
    }
}

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportState {
    /// Its rows are shown, and wait for the word to go.
    Ready,
    /// Its rows are being written.
    Writing,
    /// All is written.
    Done,
    /// What it wrote is being taken back.
    Undoing,
    /// All is as before.
    Undone,
    /// Somebody let it go before anything was written.
    Dropped,
}

impl ImportState {
    /// All, in the order in which they come.
    pub const ALL: [Self; 6] =
        [Self::Ready, Self::Writing, Self::Done, Self::Undoing, Self::Undone, Self::Dropped];

    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Writing => "writing",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
            Self::Dropped => "dropped",
        }
    }

    /// The state of a code; what this version does not know moves no more.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.code() == code).unwrap_or(Self::Dropped)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ready => "À vérifier",
            Self::Writing => "En cours",
            Self::Done => "Fait",
            Self::Undoing => "Annulation en cours",
            Self::Undone => "Annulé",
            Self::Dropped => "Abandonné",
        }
    }
}

/// A thing to tell of a row: what is wrong with a field, or how its two versions differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The field, as its column is called.
    pub field: String,
    /// What is wrong, or what is here.
    pub here: String,
    /// What the file says; nothing where something is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub there: Option<String>,
}

/// What stands for the digest of an offer that its source no longer lists.
pub const GONE: &str = "gone";
/// Hours during which an import can be undone.
pub const UNDO_HOURS: i64 = 24;
/// Days after which the rows of an import are erased; that it took place stays told.
pub const ROWS_DAYS: i64 = 30;
/// Largest file that is sent, in bytes.
pub const FILE_MAX: usize = 20 << 20;
/// Offers of one structure, archived ones too, beyond which no file adds any.
pub const OFFERS_MAX: usize = 20_000;
/// Addresses that one structure has read by itself.
pub const FEEDS_MAX: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_later_version_keeps_moves_no_more() {
        for state in ImportState::ALL {
            assert_eq!(ImportState::from_code(state.code()), state);
        }
        assert_eq!(ImportState::from_code("later"), ImportState::Dropped);
    }

    #[test]
    fn counts_agree_with_their_words() {
        for (verdict, one, several) in [
            (Verdict::New, "nouvelle", "nouvelles"),
            (Verdict::Changed, "qui change", "qui changent"),
            (Verdict::Asked, "à choisir", "à choisir"),
            (Verdict::Gone, "plus dans le fichier", "plus dans le fichier"),
            (Verdict::Same, "pareille", "pareilles"),
            (Verdict::Refused, "refusée", "refusées"),
        ] {
            let told = [0, 1, 2, 100].map(|count| verdict.counted(count));
            assert_eq!(told, [one, one, several, several]);
        }
        let asked: Vec<Verdict> = Verdict::ALL.into_iter().filter(|verdict| verdict.asks()).collect();
        assert_eq!(asked, [Verdict::Asked, Verdict::Gone]);
        assert_eq!(FILE_MAX, 20_971_520, "20 MiB");
    }
}
