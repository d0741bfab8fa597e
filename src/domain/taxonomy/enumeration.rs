//! The macro that makes an enumeration of the schema: its variants, their codes and their labels.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Visitor};

/// A value written as a code of the data·inclusion schema.
pub(super) trait Coded: Sized {
    /// The schema's name of a value.
    fn of_code(code: &str) -> Option<Self>;
}

/// Reads a value from its code, whatever the format behind.
pub(super) struct CodeVisitor<T>(pub(super) PhantomData<T>);

impl<T: Coded> Visitor<'_> for CodeVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a code of the data·inclusion schema")
    }

    fn visit_str<E: de::Error>(self, code: &str) -> Result<T, E> {
        T::of_code(code).ok_or_else(|| E::invalid_value(de::Unexpected::Str(code), &self))
    }
}

/// `enumeration! { /// doc  pub enum Name { Variant = "schema-code", "Libellé"; … } }`
macro_rules! enumeration {
    ($(#[$attribute:meta])* pub enum $name:ident { $($variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = $label] $variant,)+
        }

        impl $name {
            /// All values, in the schema's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The schema's code: what files, addresses and the database hold.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// The French words that people read.
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$variant => $label,)+
                }
            }

            /// The value of a code; nothing for any other text.
            pub fn from_code(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// Its place in [`Self::ALL`], for bit sets and columns.
            pub const fn index(self) -> usize {
                self as usize
            }
        }

        impl $crate::domain::taxonomy::enumeration::Coded for $name {
            fn of_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::domain::taxonomy::enumeration::CodeVisitor(
                    ::std::marker::PhantomData,
                ))
            }
        }
    };
}

pub(super) use enumeration;
