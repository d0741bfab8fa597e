//! What is said beside a form: its words again, advice, and where a new offer begins.

use super::super::*;
use super::{Earth, TODAY, blank, workshop};
use crate::domain::form::Typed;
use crate::domain::offer::OfferKind;
use crate::domain::organisation::Organisation;
use crate::domain::taxonomy::{Contract, Fee, MobilisationMode, ServiceType, SiaeKind};

#[test]
fn parts_of_rows_are_told_in_words() {
    use OfferKind::{Programme, Support, Training, Workshop};
    for (kind, name, value, told) in [
        (Training, "session-1-fin", "2026-12-01", "1er décembre 2026"),
        (Training, "session-1-reunion-le", "01/12/2026", "1er décembre 2026"),
        (Training, "session-1-reunion-a", "9:30", "9 h 30"),
        (Training, "session-1-places", "3", "3"),
        (Support, "horaires-1-de", "09:00", "9 h"),
        (Support, "horaires-1-au", "Su", "dimanche"),
        (Support, "horaires-feries", "oui", "oui"),
        (Workshop, "poste-1-contrat", "cdd", "Contrat à durée déterminée (CDD)"),
        (Programme, "etape-2-role", "place", "Votre lieu"),
        (Workshop, "zone-autre", "epci", "epci"),
        (Workshop, "contrat", "zzz", "zzz"),
        (Workshop, "inconnu", "x", "x"),
    ] {
        assert_eq!(said::said(kind, name, value).replace('\u{a0}', " "), told, "{name}");
    }
    for (kind, name, label) in [
        (Workshop, "nom", "Titre de l’offre"),
        (Workshop, "inconnu", "inconnu"),
        (Workshop, "publics-x", "Pour qui"),
        (Workshop, "zone-autre", "Il faut habiter"),
        (Workshop, "poste-1-x", "Autres postes, ligne 1 : x"),
        (Training, "session-x-debut", "Dates"),
        (Support, "horaires-osm", "Horaires : texte venu d’ailleurs"),
    ] {
        assert_eq!(said::label_of(kind, name).replace('\u{a0}', " "), label);
    }
}

#[test]
fn advice_is_short_and_of_sentences_alone() {
    let advise = |typed: &[(&str, &str)]| {
        let typed: Typed = typed.iter().copied().collect();
        let offer = parse_leniently(&typed, &blank(OfferKind::Workshop), &Earth);
        advice::advise(&typed, &offer, TODAY)
    };
    let names = [
        ("contact", "Le PLIE"),
        ("adresse", "1 rue du PLIE"),
        ("complement", "MDPH"),
        ("courriel", "PLIE@example.org"),
    ];
    assert_eq!(advise(&names).hints, [], "who answers and where are names");
    let many = "Prochainement. ".repeat(20);
    assert_eq!(advise(&[("description", &many)]).hints.len(), 12);
    let question = advise(&[("questions", "Quel âge avez-vous ?")]).hints;
    assert_eq!((question.len(), question[0].field.as_str()), (1, "questions"));
    // What is published today is of today, however old what it was made from.
    let typed: Typed = workshop().into_iter().collect();
    let mut old = parse(&typed, &blank(OfferKind::Workshop), &Earth).unwrap();
    let fresh = advice::advise(&typed, &old, TODAY);
    old.updated_on = time::macros::date!(2020 - 01 - 01);
    assert_eq!(advice::advise(&typed, &old, TODAY), fresh);
    let remote: Typed = [("accueil", "a-distance")].into_iter().collect();
    assert!(!advice::advise(&remote, &blank(OfferKind::Support), TODAY).missing.contains(&"commune"));
}

#[test]
fn a_new_offer_begins_with_what_its_organisation_says() {
    let organisation = |network: &str, phone: Option<&str>| -> Organisation {
        serde_json::from_value(serde_json::json!({
            "source": "s", "id": "s--1", "name": "Vélos", "updated_on": "2020-01-01", "networks": ["simplon", network],
            "opening_hours": "24/7", "address": {"commune": "Lens"}, "contact": {"email": "a@example.org", "phone": phone},
        }))
        .unwrap()
    };
    let new = |kind, network: &str, phone| {
        template(kind, &organisation(network, phone), SOURCE, "premier-pas--1", TODAY)
    };
    for (network, siae, contract) in [
        ("aci", SiaeKind::Aci, Contract::Cddi),
        ("ei", SiaeKind::Ei, Contract::Cddi),
        ("etti", SiaeKind::Etti, Contract::Mission),
        ("eiti", SiaeKind::Eiti, Contract::Independent),
        ("ai", SiaeKind::Ai, Contract::UseContract),
    ] {
        let post = new(OfferKind::Workshop, network, None).details.post;
        assert_eq!((post.siae, post.contract), (Some(siae), Some(contract)));
    }
    for (kind, service, theme, steps) in [
        (OfferKind::Workshop, Some(ServiceType::Accompagnement), 2, 4),
        (OfferKind::Training, Some(ServiceType::Formation), 1, 4),
        (OfferKind::Enterprise, Some(ServiceType::Accompagnement), 1, 3),
        (OfferKind::TemporaryWork, Some(ServiceType::Accompagnement), 1, 3),
        (OfferKind::Programme, Some(ServiceType::Accompagnement), 0, 3),
        (OfferKind::Support, None, 0, 3),
    ] {
        let offer = new(kind, "wimoov", Some("+33353010021"));
        assert_eq!(
            (offer.service_type, offer.themes.len(), offer.plain.entry_steps.len()),
            (service, theme, steps),
            "{kind:?}"
        );
        assert_eq!((offer.kind, offer.structure_id.as_str(), offer.updated_on), (kind, "s--1", TODAY));
        assert_eq!(
            (offer.address.commune.as_deref(), offer.opening_hours.as_deref()),
            (Some("Lens"), Some("24/7"))
        );
        assert_eq!((offer.fee, offer.details.post.siae), (Some(Fee::Gratuit), None));
        assert_eq!(offer.plain.pay.is_some(), kind == OfferKind::Workshop);
        assert_eq!(
            offer.mobilisation_modes,
            [MobilisationMode::EnvoyerUnCourriel, MobilisationMode::Telephoner]
        );
        assert!(offer.accepts_requests());
    }
    let silent = new(OfferKind::Support, "wimoov", None);
    assert_eq!(silent.mobilisation_modes, [MobilisationMode::EnvoyerUnCourriel]);
    let training = new(OfferKind::Training, "wimoov", None).plain.entry_steps;
    assert!(training.iter().any(|step| step.contains("réunion d’information")));
}
