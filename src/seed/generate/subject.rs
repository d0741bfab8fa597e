//! What an offer can be about: a kind, its themes, and the sentences that go with it.

mod daily;
mod health;
mod job;
mod learning;
mod poverty;

pub(super) use daily::*;
pub(super) use health::*;
pub(super) use job::*;
pub(super) use learning::*;
pub(super) use poverty::*;

use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::{Public, ServiceType, Theme};

/// A matter on which offers are made. In its sentences, `{a}` is « à Lens », `{de}` « de Lens », and
/// `{structure}`, `{job}`, `{field}`, `{title}`, `{learn}` what their names say.
pub(super) struct Subject {
    /// What its offers are.
    pub(super) kind: OfferKind,
    /// Their `type`.
    pub(super) service_type: ServiceType,
    /// Who they may be for, where they are not for everyone.
    pub(super) publics: &'static [Public],
    /// The offers that exist: one is drawn.
    pub(super) forms: &'static [Form],
    /// How it goes, whatever the form: two are said.
    pub(super) how: &'static [&'static str],
    /// What one needs, if anything.
    pub(super) conditions: &'static [&'static str],
    /// Themes that one or two of may be added to the form's.
    pub(super) themes: &'static [Theme],
}

/// An offer on a subject: its main theme, its title, and what it is.
#[derive(Clone, Copy)]
pub(super) struct Form(pub(super) Theme, pub(super) &'static str, pub(super) &'static str);

impl Default for Form {
    fn default() -> Self {
        Self(Theme::RemobilisationLienSocial, "Accueil {a}", "Vous êtes accueilli par une équipe à l’écoute.")
    }
}
