//! A row of `structures`, read.

use serde_json::Value;
use time::Date;

use super::FieldError;
use super::extra::{self, OrganisationExtra};
use super::fields::Fields;
use crate::domain::contact::Contact;
use crate::domain::organisation::Organisation;
use crate::domain::taxonomy::Network;

/// An organisation from a row, or everything that is wrong with it. `today` bounds `date_maj`.
pub fn parse_structure(row: &Value, today: Date) -> Result<Organisation, Vec<FieldError>> {
    let mut fields = Fields::new(row);
    let extra: OrganisationExtra = extra::read(&mut fields);
    let organisation = Organisation {
        source: fields.required("source"),
        id: fields.required("id"),
        name: fields.name(),
        updated_on: fields.updated_on(today),
        description: fields.text("description"),
        source_link: fields.link("lien_source"),
        siret: fields.siret(),
        address: fields.address(),
        contact: Contact { phone: fields.phone(), email: fields.email(), ..Contact::default() },
        website: fields.link("site_web"),
        opening_hours: fields.text("horaires_accueil"),
        accessibility_link: fields.link("accessibilite_lieu"),
        networks: fields.list("reseaux_porteurs", false, Network::from_code),
        nature: extra.nature,
        answers_within_days: extra.answers_within_days,
    };
    fields.within("description", organisation.description.as_deref().unwrap_or_default(), 5, 10_000);
    fields.finish(organisation)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;
    use time::macros::date;

    use super::super::tests::{any_row, fields_of, with};
    use super::*;

    const TODAY: Date = date!(2026 - 11 - 22);

    fn least() -> Value {
        json!({"source": "s", "id": "s--1", "nom": "Les Ateliers.", "date_maj": "2026-11-22"})
    }

    #[test]
    fn four_fields_are_enough_and_each_is_needed() {
        let organisation = parse_structure(&least(), TODAY).unwrap();
        assert_eq!(organisation.name, "Les Ateliers.");
        assert_eq!(organisation.updated_on, TODAY);
        for field in ["source", "id", "nom", "date_maj"] {
            for absent in [json!(null), json!(""), json!("  ")] {
                assert_eq!(fields_of(parse_structure(&with(least(), field, absent), TODAY)), [field]);
            }
        }
    }

    #[test]
    fn what_the_schema_refuses_is_refused() {
        let wrong = [
            ("nom", json!("ab")),
            ("nom", json!("é".repeat(151))),
            ("nom", json!(12)),
            ("date_maj", json!("1999-12-31")),
            ("date_maj", json!("2026-11-23")),
            ("date_maj", json!("hier")),
            ("description", json!("abcd")),
            ("description", json!("a".repeat(10_001))),
            ("siret", json!("1234567890123")),
            ("siret", json!("1234567890123a")),
            ("siret", json!(12345678901234_u64)),
            ("code_postal", json!("6230")),
            ("code_insee", json!("624 8")),
            ("longitude", json!("est")),
            ("courriel", json!("nobody")),
            ("reseaux_porteurs", json!(["aci", "ACI"])),
            ("reseaux_porteurs", json!("aci")),
            ("reseaux_porteurs", json!([1])),
        ];
        for (field, value) in wrong {
            assert_eq!(
                fields_of(parse_structure(&with(least(), field, value.clone()), TODAY)),
                [field],
                "{value}"
            );
        }
        assert_eq!(fields_of(parse_structure(&json!({}), TODAY)), ["source", "id", "nom", "date_maj"]);
        assert_eq!(fields_of(parse_structure(&json!([]), TODAY))[0], "ligne");
    }

    #[test]
    fn what_the_schema_accepts_is_accepted() {
        let right = [
            ("nom", json!("é".repeat(150))),
            ("code_insee", json!("2A004")),
            ("date_maj", json!("2000-01-01")),
            ("reseaux_porteurs", json!([])),
            ("longitude", json!("2.83")),
            ("horaires_accueil", json!("le lundi")),
            ("unknown", json!({"a": 1})),
        ];
        for (field, value) in right {
            assert!(parse_structure(&with(least(), field, value.clone()), TODAY).is_ok(), "{field} {value}");
        }
    }

    #[test]
    fn what_the_schema_lets_through_is_mended() {
        let row = json!({
            "longitude": 999, "latitude": 50.4, "telephone": "abc", "site_web": "javascript:alert(1)",
            "lien_source": "ftp://example.org", "accessibilite_lieu": "https://acceslibre.beta.gouv.fr/a",
            "commune": " Le\u{0}ns\r ",
        });
        let mut all = least();
        for (field, value) in row.as_object().unwrap() {
            all[field] = value.clone();
        }
        let organisation = parse_structure(&all, TODAY).unwrap();
        assert_eq!((organisation.address.longitude, organisation.address.latitude), (None, None));
        assert_eq!(organisation.contact, Contact::default());
        assert_eq!((organisation.website, organisation.source_link), (None, None));
        assert!(organisation.accessibility_link.is_some());
        assert_eq!(organisation.address.commune.as_deref(), Some("Lens"));
    }

    proptest! {
        #[test]
        fn no_row_makes_it_panic(row in any_row()) {
            let _ = parse_structure(&row, TODAY);
        }
    }
}
