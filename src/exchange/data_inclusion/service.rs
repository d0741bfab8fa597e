//! A row of `services`, read.

use serde_json::Value;
use time::Date;

use super::FieldError;
use super::extra::{self, OfferExtra};
use super::fields::{Fields, zone};
use super::kind::guess_kind;
use crate::domain::contact::Contact;
use crate::domain::offer::Offer;
use crate::domain::taxonomy::{
    Fee, MobilisableBy, MobilisationMode, Network, Public, ReceptionMode, ServiceType, Theme,
};

/// An offer from a row, or everything that is wrong with it.
///
/// `networks` are those of its structure, nothing when that structure is unknown; `today` bounds `date_maj`.
pub fn parse_service(
    row: &Value,
    networks: Option<&[Network]>,
    today: Date,
) -> Result<Offer, Vec<FieldError>> {
    let mut fields = Fields::new(row);
    let extra: OfferExtra = extra::read(&mut fields);
    let structure_id = fields.required("structure_id");
    if networks.is_none() && !structure_id.is_empty() {
        fields.refuse("structure_id", "aucune structure acceptée n’a cet identifiant");
    }
    let service_type = fields.code("type", ServiceType::from_code);
    let themes = fields.list("thematiques", false, Theme::from_code);
    let kind = extra.kind.unwrap_or_else(|| guess_kind(service_type, &themes, networks.unwrap_or_default()));
    let mut sessions = extra.sessions;
    sessions.sort_by_key(|session| session.starts_on);
    let offer = Offer {
        source: fields.required("source"),
        id: fields.required("id"),
        structure_id,
        name: fields.name(),
        description: fields.required("description"),
        updated_on: fields.updated_on(today),
        source_link: fields.link("lien_source"),
        service_type,
        themes,
        fee: fields.code("frais", Fee::from_code),
        fee_details: fields.text("frais_precisions"),
        publics: publics(&mut fields),
        publics_details: fields.text("publics_precisions"),
        conditions: fields.text("conditions_acces"),
        address: fields.address(),
        contact: Contact {
            name: fields.text("contact_nom_prenom"),
            phone: fields.phone(),
            email: fields.email(),
            is_declared_public: extra.contact_public,
        },
        reception_modes: fields.list("modes_accueil", false, ReceptionMode::from_code),
        zones: fields.list("zone_eligibilite", true, zone),
        mobilisation_link: fields.link("lien_mobilisation"),
        mobilisation_modes: fields.list("modes_mobilisation", true, MobilisationMode::from_code),
        mobilisable_by: fields.list("mobilisable_par", true, MobilisableBy::from_code),
        mobilisation_details: fields.text("mobilisation_precisions"),
        weekly_hours: weekly_hours(&mut fields),
        weeks: weeks(&mut fields),
        opening_hours: fields.text("horaires_accueil"),
        kind,
        sessions,
        plain: extra.plain,
        door_closed: false,
        details: extra.details,
    };
    fields.within("description", &offer.description, 5, 10_000);
    fields.finish(offer)
}

fn publics(fields: &mut Fields) -> Vec<Public> {
    let publics = fields.list("publics", true, Public::from_code);
    if publics.len() > 1 && publics.contains(&Public::TousPublics) {
        fields.refuse("publics", "« tous-publics » ne va pas avec d’autres valeurs");
    }
    publics
}

fn weekly_hours(fields: &mut Fields) -> Option<f32> {
    const FIELD: &str = "volume_horaire_hebdomadaire";
    let hours = fields.number(FIELD)?;
    if !(0.0..=f64::from(f32::MAX)).contains(&hours) {
        fields.refuse(FIELD, "doit être un nombre d’heures, 0 au moins");
        return None;
    }
    // The schema says no precision; half a minute is finer than anyone writes.
    Some(hours as f32)
}

fn weeks(fields: &mut Fields) -> Option<u32> {
    const FIELD: &str = "nombre_semaines";
    let weeks = fields.number(FIELD)?;
    if weeks.fract() != 0.0 || !(1.0..=f64::from(u32::MAX)).contains(&weeks) {
        fields.refuse(FIELD, "doit être un nombre entier de semaines, 1 au moins");
        return None;
    }
    Some(weeks as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;
    use time::macros::date;

    use super::super::tests::{any_row, fields_of, with};
    use super::*;
    use crate::domain::offer::{OfferKind, Session};

    const TODAY: Date = date!(2026 - 11 - 22);

    fn least() -> Value {
        json!({
            "source": "s", "id": "s--1", "structure_id": "s--s1", "nom": "Permis B",
            "description": "Apprendre à conduire", "date_maj": "2026-11-22",
        })
    }

    fn parse(row: &Value) -> Result<Offer, Vec<FieldError>> {
        parse_service(row, Some(&[]), TODAY)
    }

    #[test]
    fn six_fields_are_enough_and_each_is_needed() {
        let offer = parse(&least()).unwrap();
        assert_eq!((offer.kind, offer.publics.len()), (OfferKind::Support, 0));
        for field in ["source", "id", "structure_id", "nom", "description", "date_maj"] {
            assert_eq!(fields_of(parse(&with(least(), field, json!("")))), [field]);
        }
    }

    #[test]
    fn what_the_schema_refuses_is_refused() {
        let wrong = [
            ("description", json!("abcd")),
            ("type", json!("cours")),
            ("type", json!(["formation"])),
            ("thematiques", json!(["mobilite"])),
            ("frais", json!("gratuit-sous-conditions")),
            ("publics", json!([])),
            ("publics", json!(["tous-publics", "jeunes"])),
            ("publics", json!(["adultes"])),
            ("modes_accueil", json!(["sur-place"])),
            ("zone_eligibilite", json!([])),
            ("zone_eligibilite", json!(["62", "europe"])),
            ("modes_mobilisation", json!([])),
            ("modes_mobilisation", json!(["ecrire"])),
            ("mobilisable_par", json!([])),
            ("mobilisable_par", json!(["tous"])),
            ("volume_horaire_hebdomadaire", json!(-1)),
            ("volume_horaire_hebdomadaire", json!("NaN")),
            ("nombre_semaines", json!(0)),
            ("nombre_semaines", json!(1.5)),
            ("courriel", json!("a@b")),
            ("premier_pas", json!({"kind": "?"})),
        ];
        for (field, value) in wrong {
            assert_eq!(fields_of(parse(&with(least(), field, value.clone()))), [field], "{value}");
        }
    }

    #[test]
    fn what_the_schema_accepts_is_accepted() {
        let right = [
            ("thematiques", json!([])),
            ("modes_accueil", json!([])),
            ("publics", json!(["jeunes", "jeunes"])),
            ("zone_eligibilite", json!(["france", "2A", "62498", "200093201"])),
            ("volume_horaire_hebdomadaire", json!(0)),
            ("volume_horaire_hebdomadaire", json!("17.5")),
            ("nombre_semaines", json!(3.0)),
        ];
        for (field, value) in right {
            assert!(parse(&with(least(), field, value.clone())).is_ok(), "{field} {value}");
        }
    }

    #[test]
    fn an_unknown_structure_refuses_its_service() {
        assert_eq!(fields_of(parse_service(&least(), None, TODAY)), ["structure_id"]);
    }

    #[test]
    fn the_kind_is_said_or_guessed_from_the_structure() {
        let row = with(least(), "thematiques", json!(["trouver-un-emploi--repondre-a-des-offres-demploi"]));
        assert_eq!(parse_service(&row, Some(&[Network::Aci]), TODAY).unwrap().kind, OfferKind::Workshop);
        let row = with(row, "premier_pas", json!({"kind": "programme"}));
        assert_eq!(parse_service(&row, Some(&[Network::Aci]), TODAY).unwrap().kind, OfferKind::Programme);
    }

    #[test]
    fn sessions_come_soonest_first() {
        let session = |starts_on| Session { places_left: Some(0), ..Session::starting(starts_on) };
        let sessions = [session(date!(2027 - 02 - 01)), session(date!(2027 - 01 - 01))];
        let row = with(least(), "premier_pas", json!({"sessions": sessions}));
        assert_eq!(parse(&row).unwrap().sessions[0].starts_on, date!(2027 - 01 - 01));
    }

    proptest! {
        #[test]
        fn no_row_makes_it_panic(row in any_row()) {
            let _ = parse(&row);
        }
    }
}
