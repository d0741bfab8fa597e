//! Records as everybody may have them: mended by rules stricter than the schema's, without what belongs to a person.
//!
//! `data-inclusion-schema` 1.0.10 lets through a telephone without digits, hours that no program reads and zones that
//! are no place. Nothing of that leaves.

mod file;
mod geojson;
mod zone;

use time::Date;

pub use file::{Kind, Rows};

use super::data_inclusion::{parse_service, parse_structure, service_row, structure_row};
use crate::domain::contact::Contact;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::taxonomy::MobilisationMode;

/// An offer as it is published; nothing where it breaks the schema. `page` is its own address on this site.
pub fn open_offer(offer: &Offer, page: &str, today: Date) -> Option<Offer> {
    let asked_here = offer.accepts_requests();
    let mut open = offer.clone();
    open.contact = reachable(offer.contact.public());
    open.name = name(&open.name);
    open.opening_hours = hours(open.opening_hours);
    open.zones = zone::zones(&open.zones);
    open.source_link = open.source_link.or_else(|| Some(page.to_owned()));
    if asked_here && open.mobilisation_link.is_none() {
        // Whoever reads this elsewhere can ask here, in two fields.
        open.mobilisation_link = Some(format!("{page}/demande"));
        if !open.mobilisation_modes.contains(&MobilisationMode::UtiliserLienMobilisation) {
            open.mobilisation_modes.push(MobilisationMode::UtiliserLienMobilisation);
        }
    }
    let contact = &open.contact;
    open.mobilisation_modes.retain(|mode| match mode {
        MobilisationMode::EnvoyerUnCourriel => contact.email.is_some(),
        MobilisationMode::Telephoner => contact.phone.is_some(),
        _ => true,
    });
    parse_service(&service_row(&open), Some(&[]), today).ok()
}

/// An organisation as it is published; nothing where it breaks the schema.
pub fn open_organisation(organisation: &Organisation, page: &str, today: Date) -> Option<Organisation> {
    let mut open = organisation.clone();
    open.contact = reachable(organisation.contact.public());
    open.name = name(&open.name);
    open.opening_hours = hours(open.opening_hours);
    open.source_link = open.source_link.or_else(|| Some(page.to_owned()));
    parse_structure(&structure_row(&open), today).ok()
}

/// The schema warns of a final full stop.
fn name(name: &str) -> String {
    if name.ends_with("etc.") { name.to_owned() } else { name.trim_end_matches(['.', ' ']).to_owned() }
}

/// Hours that a program can read (OSM `opening_hours`), or none.
fn hours(hours: Option<String>) -> Option<String> {
    hours.filter(|hours| opening_hours_syntax::parse(hours).is_ok())
}

/// One number, whole: E.164, or a short one.
fn reachable(contact: Contact) -> Contact {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = |phone: &String| match phone.strip_prefix('+') {
        Some(abroad) => (8..=15).contains(&abroad.len()) && digits(abroad),
        None => (2..=6).contains(&phone.len()) && digits(phone),
    };
    Contact { phone: contact.phone.filter(fits), ..contact }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;
    use time::macros::date;

    use super::*;
    use crate::exchange::data_inclusion::parse_service;

    const TODAY: Date = date!(2026 - 11 - 22);
    const PAGE: &str = "https://premier-pas.example/offres/a";

    fn offer(change: serde_json::Value) -> Offer {
        let mut row = json!({
            "source": "s", "id": "s--1", "structure_id": "s--s", "nom": "Atelier", "description": "Vous réparez.",
            "date_maj": "2026-11-01", "courriel": "accueil@example.org", "telephone": "0353011234",
        });
        row.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        parse_service(&row, Some(&[]), TODAY).unwrap()
    }

    fn open(change: serde_json::Value) -> Offer {
        open_offer(&offer(change), PAGE, TODAY).unwrap()
    }

    #[test]
    fn what_the_package_lets_through_is_mended() {
        let told = open(
            json!({"nom": "Atelier vélo.", "horaires_accueil": "le lundi", "telephone": "voir 0353 ou 12",
            "zone_eligibilite": ["R32", "62498"]}),
        );
        assert_eq!(
            (told.name.as_str(), told.opening_hours, told.contact.phone),
            ("Atelier vélo", None, None)
        );
        assert_eq!(told.zones, ["02", "59", "60", "62", "80", "62498"]);
        let told = open(json!({"horaires_accueil": "Mo-Fr 09:00-12:00", "telephone": "3949"}));
        assert_eq!(told.opening_hours.as_deref(), Some("Mo-Fr 09:00-12:00"));
        assert_eq!(told.contact.phone.as_deref(), Some("3949"));
    }

    #[test]
    fn a_person_is_kept_back_with_the_way_that_leads_to_her() {
        let told = open(json!({"contact_nom_prenom": "Zoé Martin", "courriel": "zoe.martin@example.org",
            "telephone": "0639981234", "modes_mobilisation": ["envoyer-un-courriel", "telephoner"],
            "mobilisable_par": ["professionnels"]}));
        assert_eq!(told.contact, Contact::default());
        assert!(told.mobilisation_modes.is_empty());
    }

    #[test]
    fn who_reads_it_elsewhere_can_ask_here() {
        let told = open(json!({}));
        assert_eq!(told.mobilisation_link.as_deref(), Some("https://premier-pas.example/offres/a/demande"));
        assert_eq!(told.mobilisation_modes, [MobilisationMode::UtiliserLienMobilisation]);
        assert_eq!(told.source_link.as_deref(), Some(PAGE));
        let own = open(
            json!({"lien_mobilisation": "https://example.org/a", "lien_source": "https://example.org/b"}),
        );
        assert_eq!(own.mobilisation_link.as_deref(), Some("https://example.org/a"));
        assert_eq!(own.source_link.as_deref(), Some("https://example.org/b"));
        assert_eq!(open(json!({"mobilisable_par": ["professionnels"]})).mobilisation_link, None);
    }

    #[test]
    fn what_breaks_the_schema_is_left_out() {
        let mut wrong = offer(json!({}));
        wrong.description = "abc".to_owned();
        assert_eq!(open_offer(&wrong, PAGE, TODAY), None);
        wrong = offer(json!({}));
        wrong.updated_on = date!(2027 - 01 - 01);
        assert_eq!(open_offer(&wrong, PAGE, TODAY), None);
    }

    proptest! {
        #[test]
        fn nothing_of_a_contact_makes_it_panic(name: String, phone: String, email: String) {
            let mut one = offer(json!({}));
            one.contact =
                Contact { name: Some(name), phone: Some(phone), email: Some(email), is_declared_public: true };
            let _ = open_offer(&one, PAGE, TODAY);
            one.contact.is_declared_public = false;
            let _ = open_offer(&one, PAGE, TODAY);
        }
    }
}
