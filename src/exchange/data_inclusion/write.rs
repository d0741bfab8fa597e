//! Records written back as rows of the schema, every field present, null where nothing is known.

use serde_json::{Map, Value, json};
use time::Date;

use super::extra::{self, OfferExtra, OrganisationExtra};
use crate::domain::contact::Address;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;

/// The `structure` of an organisation. What the schema can't hold is under `premier_pas`, if there is any.
pub fn structure_row(organisation: &Organisation) -> Value {
    let mut row = json!({
        "source": organisation.source,
        "id": organisation.id,
        "nom": organisation.name,
        "date_maj": day(organisation.updated_on),
        "description": organisation.description,
        "lien_source": organisation.source_link,
        "siret": organisation.siret,
        "telephone": organisation.contact.phone,
        "courriel": organisation.contact.email,
        "site_web": organisation.website,
        "horaires_accueil": organisation.opening_hours,
        "accessibilite_lieu": organisation.accessibility_link,
        "reseaux_porteurs": list(&organisation.networks),
    });
    add_address(&mut row, &organisation.address);
    if organisation.nature.is_some() || organisation.answers_within_days.is_some() {
        let nature = organisation.nature.clone();
        let extra = OrganisationExtra { nature, answers_within_days: organisation.answers_within_days };
        row[extra::KEY] = json!(extra);
    }
    row
}

/// The `service` of an offer. Its kind, sessions and plain words are under `premier_pas`.
pub fn service_row(offer: &Offer) -> Value {
    let mut row = json!({
        "source": offer.source,
        "id": offer.id,
        "structure_id": offer.structure_id,
        "nom": offer.name,
        "description": offer.description,
        "date_maj": day(offer.updated_on),
        "lien_source": offer.source_link,
        "type": offer.service_type,
        "thematiques": list(&offer.themes),
        "frais": offer.fee,
        "frais_precisions": offer.fee_details,
        "publics": list(&offer.publics),
        "publics_precisions": offer.publics_details,
        "conditions_acces": offer.conditions,
        "telephone": offer.contact.phone,
        "courriel": offer.contact.email,
        "contact_nom_prenom": offer.contact.name,
        "modes_accueil": list(&offer.reception_modes),
        "zone_eligibilite": list(&offer.zones),
        "lien_mobilisation": offer.mobilisation_link,
        "modes_mobilisation": list(&offer.mobilisation_modes),
        "mobilisable_par": list(&offer.mobilisable_by),
        "mobilisation_precisions": offer.mobilisation_details,
        "volume_horaire_hebdomadaire": offer.weekly_hours.map(shortest),
        "nombre_semaines": offer.weeks,
        "horaires_accueil": offer.opening_hours,
    });
    add_address(&mut row, &offer.address);
    let plain = offer.plain.clone();
    row[extra::KEY] = json!(OfferExtra { kind: Some(offer.kind), sessions: offer.sessions.clone(), plain });
    row
}

fn add_address(row: &mut Value, address: &Address) {
    let Value::Object(row) = row else { return };
    let fields = json!({
        "commune": address.commune,
        "code_postal": address.postal_code,
        "code_insee": address.code_insee,
        "adresse": address.street,
        "complement_adresse": address.extra,
        "longitude": address.longitude,
        "latitude": address.latitude,
    });
    if let Value::Object(fields) = fields {
        row.extend::<Map<_, _>>(fields);
    }
}

/// The schema refuses some empty lists: nothing is null.
fn list<T: serde::Serialize>(values: &[T]) -> Value {
    if values.is_empty() { Value::Null } else { json!(values) }
}

fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// The double that is written like the single: 17.1, not 17.100000381.
fn shortest(hours: f32) -> f64 {
    hours.to_string().parse().unwrap_or(f64::from(hours))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::super::tests::{an_offer, an_organisation};
    use super::super::{parse_service, parse_structure};
    use super::*;

    const TODAY: Date = date!(2026 - 11 - 22);

    #[test]
    fn a_row_has_the_fields_of_the_schema_and_no_other() {
        let keys = |row: &Value| row.as_object().unwrap().len();
        let least = json!({"source": "s", "id": "i", "structure_id": "s", "nom": "nom", "description": "texte", "date_maj": "2026-01-02"});
        assert_eq!(keys(&structure_row(&parse_structure(&least, TODAY).unwrap())), 20);
        let row = service_row(&parse_service(&least, Some(&[]), TODAY).unwrap());
        assert_eq!(keys(&row), 33 + 1);
        assert_eq!(row["date_maj"], "2026-01-02");
        assert_eq!(shortest(17.1), 17.1);
    }

    proptest! {
        #[test]
        fn an_offer_written_and_read_is_the_same(offer in an_offer()) {
            let text = service_row(&offer).to_string();
            let row = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(parse_service(&row, Some(&[]), TODAY), Ok(offer));
        }

        #[test]
        fn an_organisation_written_and_read_is_the_same(organisation in an_organisation()) {
            let text = structure_row(&organisation).to_string();
            let row = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(parse_structure(&row, TODAY), Ok(organisation));
        }
    }
}
