//! The enumerations of the data·inclusion schema v1: codes for machines, French labels for people.
//!
//! Source: `data-inclusion-schema` 1.0.10, Licence Ouverte 2.0; labels of themes, publics and modes are
//! the schema's, those of networks are ours.

mod category;
mod enumeration;
mod insertion;
mod mobilisation;
mod network;
mod public;
mod service;
mod theme;
mod training;

pub use category::ThemeCategory;
pub use insertion::{Contract, SiaeKind};
pub use mobilisation::{MobilisableBy, MobilisationMode};
pub use network::Network;
pub use public::Public;
pub use service::{Fee, ReceptionMode, ServiceType};
pub use theme::Theme;
pub use training::{Entry, Level, Payer, Prescriber};

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    type Codes = BTreeMap<String, Vec<String>>;

    fn official() -> Codes {
        serde_json::from_str(include_str!("taxonomy/codes.json")).unwrap()
    }

    macro_rules! same_as_official {
        ($($name:ident = $count:literal),+) => {
            let mut official = official();
            $(
                let codes = official.remove(stringify!($name)).unwrap();
                let ours: Vec<_> = $name::ALL.iter().map(|value| value.code().to_owned()).collect();
                assert_eq!(ours.iter().collect::<BTreeSet<_>>(), codes.iter().collect::<BTreeSet<_>>());
                assert_eq!(ours.len(), $count, stringify!($name));
                assert_eq!(codes.len(), $count, stringify!($name));
                for (index, value) in $name::ALL.iter().enumerate() {
                    assert_eq!($name::from_code(value.code()), Some(*value));
                    assert_eq!(value.index(), index);
                    let json = serde_json::to_string(value).unwrap();
                    assert_eq!(json, format!("\"{}\"", value.code()));
                    assert_eq!(serde_json::from_str::<$name>(&json).unwrap(), *value);
                    assert!(value.label().chars().next().is_some_and(|first| first.is_uppercase() || first.is_numeric()));
                    assert!(!value.label().contains(['\'', '.']), "{}", value.label());
                }
                let labels: BTreeSet<_> = $name::ALL.iter().map(|value| value.label()).collect();
                assert_eq!(labels.len(), $count, "two labels alike in {}", stringify!($name));
            )+
            assert!(official.is_empty(), "not compared: {:?}", official.keys());
        };
    }

    #[test]
    fn every_enumeration_has_the_codes_of_the_package() {
        same_as_official!(
            Theme = 69,
            ThemeCategory = 16,
            Public = 14,
            ServiceType = 6,
            Fee = 2,
            ReceptionMode = 2,
            MobilisationMode = 4,
            MobilisableBy = 2,
            Network = 108
        );
    }

    #[test]
    fn a_theme_belongs_to_the_category_that_its_code_begins_with() {
        for theme in Theme::ALL {
            let category = theme.code().split_once("--").map(|(category, _)| category);
            assert_eq!(category, Some(theme.category().code()));
        }
    }

    #[test]
    fn an_unknown_code_is_refused() {
        assert_eq!(Theme::from_code("mobilite"), None);
        assert!(serde_json::from_str::<Theme>("\"mobilite\"").is_err());
        assert!(serde_json::from_str::<Public>("3").is_err());
    }

    #[test]
    fn what_is_no_code_is_refused_by_its_name() {
        let told = serde_json::from_str::<Theme>("\"mobilite\"").unwrap_err().to_string();
        assert!(
            told.contains("\"mobilite\"") && told.contains("a code of the data·inclusion schema"),
            "{told}"
        );
    }
}
