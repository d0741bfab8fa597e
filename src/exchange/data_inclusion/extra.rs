//! What our own files say beyond the schema, in a key that others ignore.

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use crate::domain::offer::{Details, OfferKind, Plain, Session};

/// The key of a row that holds it.
pub(super) const KEY: &str = "premier_pas";

/// Beyond a `service`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct OfferExtra {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<OfferKind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) sessions: Vec<Session>,
    pub(super) plain: Plain,
    #[serde(skip_serializing_if = "Details::is_empty")]
    pub(super) details: Details,
    /// Whether the contact was declared public.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) contact_public: bool,
}

/// Beyond a `structure`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct OrganisationExtra {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) nature: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) answers_within_days: Option<u8>,
}

/// Reads the key; nothing where it is absent.
pub(super) fn read<T: Default + for<'de> Deserialize<'de>>(fields: &mut Fields) -> T {
    let Some(value) = fields.value(KEY) else { return T::default() };
    T::deserialize(value).unwrap_or_else(|error| {
        fields.refuse(KEY, format!("ne peut pas être lu ({error})"));
        T::default()
    })
}
