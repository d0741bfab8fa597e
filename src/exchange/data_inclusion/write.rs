//! Records written back as rows of the schema, every field present, null where nothing is known.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use time::Date;
use utoipa::ToSchema;

use super::extra::{self, OfferExtra, OrganisationExtra};
use crate::domain::contact::{Address, Contact};
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::taxonomy::{
    Fee, MobilisableBy, MobilisationMode, Network, Public, ReceptionMode, ServiceType, Theme,
};

/// The 20 fields of a `structure`.
#[derive(Debug, Serialize, ToSchema)]
pub struct StructureRow<'a> {
    source: &'a str,
    id: &'a str,
    #[schema(min_length = 3, max_length = 150)]
    nom: &'a str,
    #[schema(value_type = String, format = Date)]
    date_maj: Day,
    description: Option<&'a str>,
    lien_source: Option<&'a str>,
    #[schema(pattern = r"^\d{14}$")]
    siret: Option<&'a str>,
    telephone: Option<&'a str>,
    courriel: Option<&'a str>,
    site_web: Option<&'a str>,
    horaires_accueil: Option<&'a str>,
    accessibilite_lieu: Option<&'a str>,
    reseaux_porteurs: Option<&'a [Network]>,
    #[serde(flatten)]
    address: AddressFields<'a>,
}

/// The 33 fields of a `service`.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceRow<'a> {
    source: &'a str,
    id: &'a str,
    structure_id: &'a str,
    #[schema(min_length = 3, max_length = 150)]
    nom: &'a str,
    #[schema(min_length = 5, max_length = 10000)]
    description: &'a str,
    #[schema(value_type = String, format = Date)]
    date_maj: Day,
    lien_source: Option<&'a str>,
    r#type: Option<ServiceType>,
    thematiques: Option<&'a [Theme]>,
    frais: Option<Fee>,
    frais_precisions: Option<&'a str>,
    publics: Option<&'a [Public]>,
    publics_precisions: Option<&'a str>,
    conditions_acces: Option<&'a str>,
    telephone: Option<&'a str>,
    courriel: Option<&'a str>,
    contact_nom_prenom: Option<&'a str>,
    modes_accueil: Option<&'a [ReceptionMode]>,
    zone_eligibilite: Option<&'a [String]>,
    lien_mobilisation: Option<&'a str>,
    modes_mobilisation: Option<&'a [MobilisationMode]>,
    mobilisable_par: Option<&'a [MobilisableBy]>,
    mobilisation_precisions: Option<&'a str>,
    #[schema(minimum = 0)]
    volume_horaire_hebdomadaire: Option<f64>,
    #[schema(minimum = 1)]
    nombre_semaines: Option<u32>,
    horaires_accueil: Option<&'a str>,
    #[serde(flatten)]
    address: AddressFields<'a>,
}

/// Where it is, the same seven fields for both.
#[derive(Debug, Serialize, ToSchema)]
struct AddressFields<'a> {
    commune: Option<&'a str>,
    #[schema(pattern = r"^\d{5}$")]
    code_postal: Option<&'a str>,
    #[schema(min_length = 5, max_length = 5)]
    code_insee: Option<&'a str>,
    adresse: Option<&'a str>,
    complement_adresse: Option<&'a str>,
    longitude: Option<f64>,
    latitude: Option<f64>,
}

impl<'a> StructureRow<'a> {
    /// The row of an organisation.
    pub fn of(organisation: &'a Organisation) -> Self {
        Self {
            source: &organisation.source,
            id: &organisation.id,
            nom: &organisation.name,
            date_maj: Day(organisation.updated_on),
            description: organisation.description.as_deref(),
            lien_source: organisation.source_link.as_deref(),
            siret: organisation.siret.as_deref(),
            telephone: organisation.contact.phone.as_deref(),
            courriel: organisation.contact.email.as_deref(),
            site_web: organisation.website.as_deref(),
            horaires_accueil: organisation.opening_hours.as_deref(),
            accessibilite_lieu: organisation.accessibility_link.as_deref(),
            reseaux_porteurs: list(&organisation.networks),
            address: AddressFields::of(&organisation.address),
        }
    }
}

impl<'a> ServiceRow<'a> {
    /// The row of an offer.
    pub fn of(offer: &'a Offer) -> Self {
        Self {
            source: &offer.source,
            id: &offer.id,
            structure_id: &offer.structure_id,
            nom: &offer.name,
            description: &offer.description,
            date_maj: Day(offer.updated_on),
            lien_source: offer.source_link.as_deref(),
            r#type: offer.service_type,
            thematiques: list(&offer.themes),
            frais: offer.fee,
            frais_precisions: offer.fee_details.as_deref(),
            publics: list(&offer.publics),
            publics_precisions: offer.publics_details.as_deref(),
            conditions_acces: offer.conditions.as_deref(),
            telephone: offer.contact.phone.as_deref(),
            courriel: offer.contact.email.as_deref(),
            contact_nom_prenom: offer.contact.name.as_deref(),
            modes_accueil: list(&offer.reception_modes),
            zone_eligibilite: list(&offer.zones),
            lien_mobilisation: offer.mobilisation_link.as_deref(),
            modes_mobilisation: list(&offer.mobilisation_modes),
            mobilisable_par: list(&offer.mobilisable_by),
            mobilisation_precisions: offer.mobilisation_details.as_deref(),
            volume_horaire_hebdomadaire: offer.weekly_hours.map(shortest),
            nombre_semaines: offer.weeks,
            horaires_accueil: offer.opening_hours.as_deref(),
            address: AddressFields::of(&offer.address),
        }
    }

    /// The same with another contact.
    #[must_use]
    pub fn with_contact(self, contact: &'a Contact) -> Self {
        Self {
            telephone: contact.phone.as_deref(),
            courriel: contact.email.as_deref(),
            contact_nom_prenom: contact.name.as_deref(),
            ..self
        }
    }
}

impl<'a> AddressFields<'a> {
    fn of(address: &'a Address) -> Self {
        Self {
            commune: address.commune.as_deref(),
            code_postal: address.postal_code.as_deref(),
            code_insee: address.code_insee.as_deref(),
            adresse: address.street.as_deref(),
            complement_adresse: address.extra.as_deref(),
            longitude: address.longitude,
            latitude: address.latitude,
        }
    }
}

/// The `structure` of an organisation. What the schema can't hold is under `premier_pas`, if there is any.
pub fn structure_row(organisation: &Organisation) -> Value {
    let mut row = json!(StructureRow::of(organisation));
    if organisation.nature.is_some() || organisation.answers_within_days.is_some() {
        let nature = organisation.nature.clone();
        let extra = OrganisationExtra { nature, answers_within_days: organisation.answers_within_days };
        row[extra::KEY] = json!(extra);
    }
    row
}

/// The `service` of an offer. Its kind, sessions and plain words are under `premier_pas`.
pub fn service_row(offer: &Offer) -> Value {
    let mut row = json!(ServiceRow::of(offer));
    row[extra::KEY] = service_extra(offer);
    row
}

/// What an offer says beyond the 33 fields: its kind, its sessions, its plain words.
pub fn service_extra(offer: &Offer) -> Value {
    json!(OfferExtra {
        kind: Some(offer.kind),
        sessions: offer.sessions.clone(),
        plain: offer.plain.clone(),
        details: offer.details.clone(),
        contact_public: offer.contact.is_declared_public,
    })
}

/// The schema refuses some empty lists: nothing is null.
fn list<T>(values: &[T]) -> Option<&[T]> {
    (!values.is_empty()).then_some(values)
}

/// A date written `2026-01-31`.
#[derive(Debug)]
struct Day(Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
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
