//! LHEO 2.3, in: catalogues of trainings, as the Carif-Oref publish them.
//!
//! An action of a formation is an offer, since an action is what has a place, a price and sessions.

mod action;
mod element;
mod words;

use std::io::BufRead;

use thiserror::Error;
use time::Date;

pub use action::{organisation, trainings};
pub use element::Element;
use element::Elements;

/// Where a catalogue comes from, and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// `source` of what is read.
    pub source: &'a str,
    /// What each id begins with.
    pub prefix: &'a str,
    /// `structure_id` of what is read; where absent, each formation's own organisation.
    pub structure_id: Option<&'a str>,
    /// Bounds the dates.
    pub today: Date,
}

/// Why a catalogue is not read further: what is wrong, where, and the mend.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BrokenCatalogue {
    /// Entities can make a small file huge, or read other files.
    #[error(
        "Ligne {0} : le fichier déclare un DOCTYPE ou une entité. Enlevez cette déclaration, puis envoyez-le encore."
    )]
    Entity(u64),
    /// Not XML.
    #[error(
        "Ligne {line} : ce n’est pas du XML correct ({reason}). Demandez un nouvel export à votre logiciel."
    )]
    Xml {
        /// Where.
        line: u64,
        /// The reader's word.
        reason: String,
    },
    /// XML of something else.
    #[error("Ce n’est pas un catalogue LHEO : il n’y a pas d’élément « lheo ». Exportez au format LHEO 2.3.")]
    NotLheo,
    /// Cut short.
    #[error("Le fichier est coupé à la ligne {0} : la suite manque. Envoyez-le encore.")]
    Truncated(u64),
    /// More elements inside one another, or more text, than a formation has.
    #[error("Ligne {0} : cette formation est beaucoup trop longue. Vérifiez l’export de votre logiciel.")]
    TooLarge(u64),
}

/// Reads the formations of a catalogue one by one; one is in memory at a time. An error is the last item.
pub fn formations<R: BufRead>(reader: R) -> impl Iterator<Item = Result<Element, BrokenCatalogue>> {
    Elements::new(reader, "lheo", "formation")
}
