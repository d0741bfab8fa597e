//! The enumerations of the schema as an OpenAPI document tells them, under the names that the peer gives them.

use std::borrow::Cow;

use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema, openapi::RefOr};

use crate::domain::taxonomy::{
    Fee, MobilisableBy, MobilisationMode, Network, Public, ReceptionMode, ServiceType, Theme, ThemeCategory,
};

macro_rules! enumerated {
    ($($value:ident as $name:literal;)+) => {
        $(
            impl PartialSchema for $value {
                fn schema() -> RefOr<Schema> {
                    let codes = Self::ALL.iter().map(|value| value.code());
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
    Fee as "Frais";
    MobilisableBy as "PersonneMobilisatrice";
    MobilisationMode as "ModeMobilisation";
    Network as "ReseauPorteur";
    Public as "Public";
    ReceptionMode as "ModeAccueil";
    ServiceType as "TypeService";
    Theme as "Thematique";
    ThemeCategory as "Categorie";
}
