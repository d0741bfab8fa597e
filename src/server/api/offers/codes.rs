//! The codes of the page's filters as the API's document tells them.

use std::borrow::Cow;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::domain::filter::FilterGroup;
use crate::domain::need::Need;
use crate::domain::offer::OfferKind;
use crate::domain::query::Sort;

/// A day of the week.
pub struct Day;

/// What is only on, or not said.
pub struct Yes;

macro_rules! enumerated {
    ($($value:ty as $name:literal: $codes:expr;)+) => {
        $(
            impl PartialSchema for $value {
                fn schema() -> RefOr<Schema> {
                    let codes = Vec::from($codes);
                    ObjectBuilder::new().schema_type(SchemaType::new(Type::String)).enum_values(Some(codes)).into()
                }
            }

            impl ToSchema for $value {
                fn name() -> Cow<'static, str> {
                    $name.into()
                }
            }
        )+
    };
}

enumerated! {
    Need as "Besoin": Need::ALL.map(Need::code);
    OfferKind as "Genre": OfferKind::ALL.map(OfferKind::code);
    Day as "Jour": of(FilterGroup::Day);
    Sort as "Tri": Sort::ALL.map(Sort::code);
    Yes as "Oui": ["oui"];
}

/// The codes of a filter's values.
pub fn of(group: FilterGroup) -> Vec<&'static str> {
    group.values().map(|filter| filter.code()).collect()
}
