//! What a catalogue becomes.

use time::macros::{date, time};

use super::super::formations;
use super::*;
use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::{Entry, Fee, Level, Payer, Public, ReceptionMode, Theme};

const CATALOGUE: &str = include_str!("catalogue.xml");

fn origin() -> Origin<'static> {
    Origin { source: "catalogue", prefix: "catalogue--", structure_id: None, today: date!(2026 - 11 - 22) }
}

fn read(text: &str) -> Vec<Offer> {
    let all = formations(text.as_bytes()).flat_map(|one| trainings(&one.unwrap(), origin()));
    all.map(|read| match read {
        Read::Valid { record, .. } => record,
        Read::Rejected(rejection) => panic!("{rejection:?}"),
    })
    .collect()
}

#[test]
fn an_action_is_an_offer_with_all_that_it_tells() {
    let offer = &read(CATALOGUE)[0];
    assert_eq!((offer.kind, offer.id.as_str()), (OfferKind::Training, "catalogue--F1-A1"));
    assert_eq!(offer.structure_id, "catalogue--13000000000008");
    assert_eq!(offer.name, "Employé polyvalent de restauration");
    assert!(
        offer.description.contains("Durée : 420 heures, dont 140 en entreprise."),
        "{}",
        offer.description
    );
    assert!(!offer.description.contains('<'), "{}", offer.description);
    assert_eq!(offer.fee, Some(Fee::Gratuit));
    assert!(offer.fee_details.as_deref().unwrap().contains("Financé par la Région"));
    assert_eq!(
        offer.plain.outcome.as_deref(),
        Some("Une certification reconnue : RNCP 37859, niveau 3 (CAP, BEP)")
    );
    assert_eq!(offer.updated_on, date!(2026 - 11 - 02));
    assert_eq!(offer.zones.len(), 5, "the départements of the région: {:?}", offer.zones);
    assert_eq!(offer.contact.email.as_deref(), Some("accueil@example.org"), "not the disability officer");
    assert_eq!(offer.address.code_insee.as_deref(), Some("62498"));
    assert_eq!(offer.reception_modes, [ReceptionMode::EnPresentiel, ReceptionMode::ADistance]);
    assert_eq!(offer.publics, [Public::DemandeursEmploi, Public::Jeunes]);
    let course = &offer.details.course;
    assert_eq!((course.certification.as_deref(), course.level), (Some("RNCP37859"), Some(Level::Three)));
    assert_eq!(course.payers, [Payer::Region]);
    assert_eq!(course.entry.first(), Some(&Entry::Meeting));
    assert_eq!(course.meals.as_deref(), Some("Cantine sur place"));
    assert_eq!(course.disability_contact.as_deref(), Some("Référente, handicap@example.org"));
}

#[test]
fn sessions_are_soonest_first_and_closed_ones_are_full() {
    let sessions = &read(CATALOGUE)[0].sessions;
    let told: Vec<_> = sessions.iter().map(|one| (one.starts_on, one.places_left)).collect();
    assert_eq!(told, [(date!(2027 - 01 - 11), Some(0)), (date!(2027 - 03 - 01), Some(12))]);
    let meeting = sessions[1].meeting.as_ref().unwrap();
    assert_eq!((meeting.on, meeting.at), (date!(2027 - 02 - 10), Some(time!(9:30))));
    assert_eq!(meeting.place.as_deref(), Some("4 rue des Écoles 62300 Lens"));
}

#[test]
fn where_one_enters_at_any_time_no_session_is_over() {
    let offer = &read(CATALOGUE)[1];
    assert!(offer.sessions.is_empty());
    assert_eq!(offer.mobilisation_details.as_deref(), Some("Entrée à tout moment jusqu’au 31/12/2026."));
    assert_eq!(offer.reception_modes, [ReceptionMode::ADistance]);
    assert_eq!(offer.plain.outcome.as_deref(), Some("Une attestation, pas de diplôme"));
    assert_eq!((offer.fee, offer.zones.len()), (None, 0));
    assert_eq!(offer.publics, [Public::TousPublics], "everybody goes alone");
    assert!(
        offer
            .themes
            .contains(&Theme::from_code("numerique--maitriser-les-fondamentaux-du-numerique").unwrap())
    );
}

#[test]
fn the_organisation_that_answers_is_read() {
    let formation = formations(CATALOGUE.as_bytes()).next().unwrap().unwrap();
    let organisation = organisation(&formation, origin()).unwrap();
    assert_eq!(
        (organisation.id.as_str(), organisation.name.as_str()),
        ("catalogue--13000000000008", "Cours du Bassin")
    );
    assert_eq!(organisation.siret.as_deref(), Some("13000000000008"));
}

#[test]
fn what_is_missing_is_told_at_its_line() {
    let text = "<lheo><offres><formation numero='F'>\n<action numero='A'><session/></action></formation></offres></lheo>";
    let formation = formations(text.as_bytes()).next().unwrap().unwrap();
    let Read::Rejected(rejection) = &trainings(&formation, origin())[0] else { panic!() };
    assert_eq!(rejection.line, 2);
    let fields: Vec<&str> = rejection.errors.iter().map(|error| error.field).collect();
    assert!(fields.contains(&"nom") && fields.contains(&"description"), "{fields:?}");
}
