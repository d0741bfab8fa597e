//! What is asked of the open API, as the data·inclusion API means it. An empty list asks for nothing.

use super::audience::Audience;
use crate::domain::taxonomy::{Fee, Network, Public, ReceptionMode, ServiceType, Theme};
use crate::domain::territory::Point;

/// Where something lies, by its commune's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Territory {
    /// This commune and no other; an arrondissement is another.
    Commune(String),
    /// A département, by its code.
    Departement(String),
    /// A région, by its code.
    Region(String),
}

/// What every service of an answer must be. Values of a list are alternatives; lists are all wanted.
#[derive(Debug, Clone, Default)]
pub struct ServiceQuery {
    /// Producers, by their id.
    pub sources: Vec<String>,
    /// Themes.
    pub themes: Vec<Theme>,
    /// What it costs.
    pub fees: Vec<Fee>,
    /// Whom it is for: services for everyone are always in, and asking for everyone asks for nothing.
    pub publics: Vec<Public>,
    /// Where people are received.
    pub modes: Vec<ReceptionMode>,
    /// Sorts of service.
    pub types: Vec<ServiceType>,
    /// Words about whom it is for.
    pub audience: Option<Audience>,
    /// The least quality score.
    pub least_score: Option<f64>,
    /// Where it lies.
    pub territories: Vec<Territory>,
}

/// What every structure of an answer must be.
#[derive(Debug, Clone, Default)]
pub struct StructureQuery {
    /// Producers, by their id.
    pub sources: Vec<String>,
    /// Networks that carry it.
    pub networks: Vec<Network>,
    /// Where it lies.
    pub territories: Vec<Territory>,
    /// Whether only the best of several records of one structure counts.
    pub without_twins: bool,
}

/// A point, and how far around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Centre {
    /// The point.
    pub point: Point,
    /// Kilometres as the crow flies.
    pub km: u32,
}

/// Which part of an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The page, from 1.
    pub page: usize,
    /// Its size.
    pub size: usize,
}

/// A part of an answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listing {
    /// How many there are in all.
    pub total: usize,
    /// Those of the window, in order.
    pub found: Vec<Found>,
}

/// A service or a structure of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Found {
    /// Its number.
    pub number: u32,
    /// Kilometres, rounded; none where nobody is received there, or too far away.
    pub distance: Option<u16>,
    /// How well it has the words, from 0 to 1, where there were words.
    pub fit: Option<f64>,
}
